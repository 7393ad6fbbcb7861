/**
 * Orders that guests make at a self-service kiosk. They are orders of the till like any other: of quick service, on the
 * group's first table (front-api §2.6.3, `CreateOrder` without tables), without a waiter, paid before they are cooked.
 */
import { refuseWronglyFilled } from '../../domain/menu/combo-price.ts'
import type { ItemInput } from '../../domain/orders/commands.ts'
import type { TableOrder } from '../../domain/orders/tables/table-order.ts'
import type { Money } from '../../kernel/exact.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { type RefusalNote, refuse } from '../../kernel/refusals.ts'
import { priceCombo } from '../menu/price-combo.ts'
import type { App } from '../ports.ts'
import type { PaymentDesk } from '../till/paying/payment-desk.ts'
import type { Till, TillOutcome, TillRequest } from '../till/till-command.ts'

/** Where an order came from, as reports show it (front-api §2.6.3, `ChangeOrderOriginName`). */
const kioskSource = 'kiosk'

/** A till at which a kiosk stands. `actor` stands in its journal. */
export type KioskTill = {
  till: Till
  actor: string
  /** Null: the till has no bank terminal, and the guest has put the card to one that it does not know. */
  desk: Pick<PaymentDesk, 'nextAnswer'> | null
  run(request: TillRequest): Promise<TillOutcome>
}
export type KioskItem = Extract<ItemInput, { kind: 'Product' }>
/** Dishes chosen as one combo; its price is the till's. */
export type KioskCombo = { id: Uuid; sourceId: Uuid; amount: number }
export type KioskOrder = {
  orderId: Uuid
  orderTypeId: Uuid
  /** For bonuses; null: nobody in particular. */
  phone: string | null
  items: KioskItem[]
  combos: KioskCombo[]
}
export type Placed = { refusal: RefusalNote } | { refusal: null; order: TableOrder }

/**
 * Takes an order that is not paid yet. The same `id` again is the same order.
 * Refuses what the till's rules refuse: stopped dishes, modifiers out of their limits, a combo that is not filled.
 */
export async function placeKioskOrder(
  app: App,
  { till, actor, run }: KioskTill,
  id: Uuid,
  wanted: KioskOrder,
): Promise<Placed> {
  if (wanted.items.length === 0) throw refuse('order.no-items')
  const catalog = await app.catalog(till.tenantId)
  const combos = wanted.combos.map(({ id: comboId, sourceId, amount }) => ({
    ...{ id: comboId, sourceId, amount, price: null, programId: null, sizeId: null },
    name: catalog.living('comboAction', sourceId)?.body.name ?? '',
  }))
  const contactId = await contactOf(app, till, wanted.phone)
  const { refusal } = await run({
    id,
    actor,
    deadline: null,
    command: {
      kind: 'tableOrder.place',
      ...{ orderId: wanted.orderId, orderTypeId: wanted.orderTypeId, items: wanted.items, combos },
      ...{ contactId, guestId: null, hasCustomer: contactId !== null },
      ...{ tableIds: [], guestCount: 1, tabName: null, waiterId: null, servicePrint: false },
      ...{ payments: [], tips: [], discounts: [], externalData: [], externalNumber: null },
      ...{ sourceKey: kioskSource, menuId: null, priceCategoryId: null, discountCardTrack: null },
      ...{ loyalty: null, cheque: null, whenReceivedByApi: null, isExternal: false },
    },
  })
  return refusal ? { refusal } : { refusal: null, order: await kioskOrder(app, till, wanted.orderId) }
}

/** Ends an order that nobody paid: the guest went away, or the card was refused. */
export async function leaveKioskOrder(
  app: App,
  { till, actor, run }: KioskTill,
  id: Uuid,
  orderId: Uuid,
): Promise<RefusalNote | null> {
  const order = await kioskOrder(app, till, orderId)
  if (order.status === 'Deleted') return null
  const none = { removalTypeId: null, removalComment: null, userIdForWriteoff: null }
  return (await run({ id, actor, deadline: null, command: { kind: 'tableOrder.cancel', orderId, ...none } }))
    .refusal
}

/** An order of a kiosk; those of waiters are none of its business. */
export async function kioskOrder(app: App, till: Till, orderId: Uuid): Promise<TableOrder> {
  const { tenantId, organizationId } = till
  const order = (await app.storage.now.tableOrders.load(tenantId, organizationId, [orderId])).get(orderId)
  if (!order || order.sourceKey !== kioskSource || order.terminalGroupId !== till.terminalGroupId)
    throw refuse('order.not-found', { orderId })
  return order
}

/** What one combo of these dishes costs; refuses `combo.unknown` and `combo.filled-wrongly` (cloud-api §6.5). */
export async function priceOfCombo(
  app: App,
  { tenantId, organizationId }: Till,
  wanted: { sourceId: Uuid; items: readonly KioskItem[] },
): Promise<Money> {
  const priced = await priceCombo(app, tenantId, organizationId, wanted)
  const action = (await app.catalog(tenantId)).living('comboAction', wanted.sourceId)?.body
  if (action) refuseWronglyFilled(action, priced)
  return priced.price
}

/** A guest who told only a phone: the till finds them by it, or writes them into its book (cloud-api §8.1). */
async function contactOf(app: App, till: Till, phone: string | null): Promise<Uuid | null> {
  if (phone === null) return null
  const id = app.random.uuid()
  const unsaid = { surname: null, comment: null, birthdate: null, email: null, name: null }
  const customer = {
    type: 'regular' as const,
    gender: 'NotSpecified' as const,
    shouldReceiveOrderStatusNotifications: null,
    ...unsaid,
  }
  const contact = { phone, phoneExtension: null, customer, deliveryPoint: null }
  await app.storage.now.contacts.save(till.tenantId, [{ id, contact }])
  return id
}
