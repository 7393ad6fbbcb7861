import { kitchenDiffers } from '../../domain/orders/cooking.ts'
import type { OrderItem } from '../../domain/orders/order.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type {
  App,
  CloudOrder,
  CloudReserve,
  CloudTableOrder,
  NewWebhookEvent,
  Tx,
  WebhookAudience,
  WebhookEventType,
  WebhookFilter,
  WebhookSubject,
} from '../ports.ts'

/** Something that subscribers may want to hear about. */
export type Happening = {
  tenantId: Uuid
  organizationId: Uuid
  correlationId: Uuid | null
  at: number
  what:
    | { kind: 'delivery'; before: CloudOrder | null; order: CloudOrder }
    | { kind: 'tableOrder'; before: CloudTableOrder | null; order: CloudTableOrder }
    | { kind: 'reserve'; reserve: CloudReserve }
    | { kind: 'stopList'; terminalGroupId: Uuid; isFull: boolean }
    | { kind: 'personalShift'; employeeId: Uuid; roleId: Uuid | null; opened: boolean; terminalGroupId: Uuid }
    | { kind: 'nomenclature' }
    | { kind: 'restrictions' }
}

/** Puts the events that subscriptions ask for into the outbox, in the order in which they happened (cloud-api §7). */
export async function planWebhooks(app: App, tx: Tx, happenings: readonly Happening[]): Promise<void> {
  if (happenings.length === 0) return
  const tenants = new Set(happenings.map((happening) => happening.tenantId))
  const events: NewWebhookEvent[] = []
  for (const tenantId of tenants) {
    const own = happenings.filter((happening) => happening.tenantId === tenantId)
    const organizationIds = [...new Set(own.map((happening) => happening.organizationId))]
    const subscriptions = (await tx.webhooks.subscriptions(tenantId, organizationIds)).filter(
      (one) => one.uri !== null,
    )
    if (subscriptions.length === 0) continue
    for (const happening of own) {
      for (const subscription of subscriptions) {
        if (subscription.organizationId !== happening.organizationId) continue
        for (const wanted of wantedBy(subscription, happening))
          events.push(eventOf(app, subscription, happening, wanted))
      }
    }
  }
  if (events.length > 0) await tx.webhooks.enqueue(events, app.clock.now())
}

type Wanted = { type: WebhookEventType; entityId: Uuid; subject: WebhookSubject }

function wantedBy(subscription: WebhookAudience, happening: Happening): Wanted[] {
  if (!mayHear(subscription, happening)) return []
  const one = wants(subscription, happening)
  const kitchen = wantsKitchen(subscription.filter, happening.what)
  return [one, kitchen].filter((wanted) => wanted !== null)
}

/** A login with a source key sees only its own orders (cloud-api §1.3), so it is told of no others. */
function mayHear({ sourceKey }: WebhookAudience, { what }: Happening): boolean {
  if (sourceKey === null) return true
  if (what.kind === 'reserve') return what.reserve.sourceKey === sourceKey
  return what.kind === 'delivery' || what.kind === 'tableOrder' ? what.order.sourceKey === sourceKey : true
}

function wants({ filter }: WebhookAudience, { organizationId, what }: Happening): Wanted | null {
  switch (what.kind) {
    case 'delivery':
      return wantsDelivery(filter.deliveryOrderFilter ?? null, what)
    case 'tableOrder':
      return wantsTableOrder(filter.tableOrderFilter ?? null, what)
    case 'reserve':
      return wantsReserve(filter.reserveFilter ?? null, what.reserve)
    case 'stopList':
      return filter.stopListUpdateFilter?.updates
        ? { type: 'StopListUpdate', entityId: what.terminalGroupId, subject: { ...what } }
        : null
    case 'personalShift':
      return filter.personalShiftFilter?.updates
        ? { type: 'PersonalShift', entityId: what.employeeId, subject: { ...what } }
        : null
    case 'nomenclature':
      return filter.nomenclatureUpdateFilter?.updates
        ? { type: 'NomenclatureUpdate', entityId: organizationId, subject: what }
        : null
    case 'restrictions':
      return filter.businessHoursAndMappingUpdateFilter?.updates
        ? { type: 'BusinessHoursAndMappingUpdate', entityId: organizationId, subject: what }
        : null
  }
}

/** An update is sent while the order is in a listed status, or when an item has come into a listed one (§7.2). */
function wantsDelivery(
  filter: WebhookFilter['deliveryOrderFilter'] | null,
  { before, order }: Extract<Happening['what'], { kind: 'delivery' }>,
): Wanted | null {
  if (!filter) return null
  const subject: WebhookSubject = {
    kind: 'delivery',
    order,
    externalDataKeys: filter.returnedExternalDataKeys ?? [],
  }
  if (order.creationStatus === 'Error') {
    return filter.errors ? { type: 'DeliveryOrderError', entityId: order.id, subject } : null
  }
  const { state } = order
  if (!state) return null
  return isWanted(filter, before?.state ?? null, state)
    ? { type: 'DeliveryOrderUpdate', entityId: order.id, subject }
    : null
}

/** The same for orders on tables (cloud-api §7.2); what the cloud does not show, nobody hears of. */
function wantsTableOrder(
  filter: WebhookFilter['tableOrderFilter'] | null,
  { before, order }: Extract<Happening['what'], { kind: 'tableOrder' }>,
): Wanted | null {
  if (!filter) return null
  const subject: WebhookSubject = { kind: 'tableOrder', order }
  if (order.creationStatus === 'Error') {
    return filter.errors ? { type: 'TableOrderError', entityId: order.id, subject } : null
  }
  const { state } = order
  if (!state?.isShown) return null
  return isWanted(filter, before?.state ?? null, state)
    ? { type: 'TableOrderUpdate', entityId: order.id, subject }
    : null
}

function wantsReserve(filter: WebhookFilter['reserveFilter'] | null, reserve: CloudReserve): Wanted | null {
  const isError = reserve.creationStatus === 'Error'
  if (!(isError ? filter?.errors : filter?.updates)) return null
  const type = isError ? 'ReserveError' : 'ReserveUpdate'
  return { type, entityId: reserve.id, subject: { kind: 'reserve', reserve } }
}

/**
 * The kitchen is further with an order. Neither a filter nor a payload of this event is published (cloud-api §7.2), so
 * it is told to whoever asks by our own branch of the filter, and says only which order is to be read again.
 */
function wantsKitchen({ kitchenOrderUpdateFilter }: WebhookFilter, what: Happening['what']): Wanted | null {
  if (!kitchenOrderUpdateFilter?.updates || (what.kind !== 'delivery' && what.kind !== 'tableOrder'))
    return null
  const { order, before } = what
  const { id, terminalGroupId, state } = order
  if (!state || !terminalGroupId || (what.kind === 'tableOrder' && !what.order.state?.isShown)) return null
  if (!kitchenDiffers(before?.state?.items ?? [], state.items)) return null
  const subject: WebhookSubject = { kind: 'kitchen', orderId: id, terminalGroupId }
  return { type: 'KitchenOrderUpdate', entityId: id, subject }
}

type Watched = { status: string; items: readonly OrderItem[] }

function isWanted(
  filter: { orderStatuses?: string[]; itemStatuses?: string[] },
  before: Watched | null,
  { status, items }: Watched,
): boolean {
  const statusBefore = new Map(before?.items.map((item) => [item.positionId, item.status]))
  const byItem = items.some(
    (item) => statusBefore.get(item.positionId) !== item.status && filter.itemStatuses?.includes(item.status),
  )
  return byItem || (filter.orderStatuses?.includes(status) ?? false)
}

const eventOf = (
  app: App,
  subscription: WebhookAudience,
  happening: Happening,
  wanted: Wanted,
): NewWebhookEvent => ({
  tenantId: happening.tenantId,
  organizationId: happening.organizationId,
  id: app.random.uuid(),
  loginId: subscription.loginId,
  entityId: wanted.entityId,
  eventType: wanted.type,
  correlationId: happening.correlationId ?? app.random.uuid(),
  at: happening.at,
  subject: wanted.subject,
})
