import type { App, StoredEntry } from '../../app/ports.ts'
import { readDeliveries, readHistory } from '../../app/till/board.ts'
import type { Till } from '../../app/till/till-command.ts'
import type { OrderEvent } from '../../domain/orders/events.ts'
import type { DeliveryOrder, NamedRef, OrderItem } from '../../domain/orders/order.ts'
import { moneyToJson, type Quantity, quantityToJson } from '../../kernel/exact.ts'
import { isUuid, type Uuid } from '../../kernel/ids.ts'
import { refuse } from '../../kernel/refusals.ts'

export type ActorView = { type: 'employee' | 'api' | 'till'; name: string | null }
/** What an entry is about; absent where it says nothing. */
export type HistoryDetails = {
  items?: { name: string; amount: number }[]
  status?: string
  /** A courier, an operator, a cause, an order type. Null: taken away. */
  name?: string | null
  text?: string | null
  time?: number
  payments?: { name: string; sum: number }[]
}
export type HistoryEntry = { at: number; actor: ActorView; kind: string; details: HistoryDetails }

/** What happened to a delivery of this till, oldest first. */
export async function deliveryHistory(
  app: App,
  till: Till,
  orderId: string,
  scale: number,
): Promise<HistoryEntry[]> {
  const [found] = isUuid(orderId) ? await readDeliveries(app, till, [orderId.toLowerCase()]) : []
  if (!found || found.order.terminalGroupId !== till.terminalGroupId)
    throw refuse('order.not-found', { orderId })
  const { order } = found
  const entries = (await readHistory(app, till, order.id)).filter(({ kind }) => kind.startsWith('delivery.'))
  const actors = await actorsOf(app, till.tenantId, entries)
  return entries.map(({ at, actor, kind, payload }) => ({
    at,
    actor: actors.get(actor) ?? { type: 'till', name: null },
    kind,
    details: detailsOf(payload as OrderEvent, order, scale),
  }))
}

/** Names behind the actors of the journal: `employee:<id>`, `api:<id>`, or the till itself. */
async function actorsOf(
  app: App,
  tenantId: Uuid,
  entries: readonly StoredEntry[],
): Promise<Map<string, ActorView>> {
  const catalog = await app.catalog(tenantId)
  const actors = new Map<string, ActorView>()
  for (const { actor } of entries) {
    if (actors.has(actor)) continue
    const [type, id] = actor.split(':')
    if (type === 'employee' && id) {
      actors.set(actor, { type, name: catalog.find('employee', id)?.body.name ?? null })
    } else if (type === 'api' && id) {
      actors.set(actor, { type, name: (await app.storage.now.keys.byId(id))?.name ?? null })
    } else {
      actors.set(actor, { type: 'till', name: null })
    }
  }
  return actors
}

function detailsOf(event: OrderEvent, order: DeliveryOrder, scale: number): HistoryDetails {
  switch (event.kind) {
    case 'delivery.placed':
      return { items: event.order.items.filter((item) => !item.isAutomatic).map(line) }
    case 'delivery.itemsAdded':
      return { items: event.items.map(line) }
    case 'delivery.itemAmountChanged':
      return {
        items: named(order, [event.positionId]).map((item) => line({ ...item, amount: event.amount })),
      }
    case 'delivery.itemRecomposed':
      return { items: [line(event.item)] }
    case 'delivery.itemsDeleted':
      return {
        items: named(order, event.positionIds).map(line),
        ...nameOf(event.deletion.removalType),
        text: event.deletion.comment,
      }
    case 'delivery.itemsPrinted':
      return { items: named(order, event.positionIds).map(line) }
    case 'delivery.itemsCooking':
      return { items: named(order, event.positionIds).map(line), status: event.status }
    case 'delivery.statusChanged':
      return { status: event.status }
    case 'delivery.courierChanged':
      return { name: event.courier?.name ?? null }
    case 'delivery.operatorChanged':
      return { name: event.operator.name }
    case 'delivery.serviceTypeChanged':
      return { name: event.orderType.name }
    case 'delivery.completeBeforeChanged':
      return { time: event.completeBefore }
    case 'delivery.commentChanged':
      return { text: event.comment }
    case 'delivery.problemChanged':
      return { text: event.hasProblem ? event.description : null }
    case 'delivery.paymentsAdded':
    case 'delivery.paymentsReplaced':
      return {
        payments: event.payments.map(({ type, sum }) => ({ name: type.name, sum: moneyToJson(sum, scale) })),
      }
    case 'delivery.returned': {
      const { lines, removalType, comment, payments } = event.returned
      const amounts = new Map(lines.map(({ positionId, amount }) => [positionId, amount]))
      const items = named(order, [...amounts.keys()])
      return {
        items: items.map((item) => line({ ...item, amount: amounts.get(item.positionId) ?? 0n })),
        payments: payments.map(({ type, sum }) => ({ name: type.name, sum: moneyToJson(sum, scale) })),
        name: removalType.name,
        text: comment,
      }
    }
    case 'delivery.priceCategoryChanged':
      return nameOf(event.priceCategory)
    case 'delivery.discountsChanged':
      return { name: event.discounts.map(({ type }) => type.name).join(', ') || null }
    case 'delivery.cancelled':
      return { ...nameOf(event.cause), text: event.comment }
    default:
      return {}
  }
}

const nameOf = (ref: NamedRef | null): { name?: string } => (ref ? { name: ref.name } : {})

const named = (order: DeliveryOrder, positionIds: readonly Uuid[]): OrderItem[] =>
  order.items.filter((item) => positionIds.includes(item.positionId))

const line = ({ name, amount }: { name: string; amount: Quantity }) => ({
  name,
  amount: quantityToJson(amount),
})
