import type { BoardOrder } from '../../app/till/board.ts'
import { permitOf } from '../../domain/orders/allowed-operations.ts'
import type { ChangeDelivery } from '../../domain/orders/commands.ts'
import type {
  Contact,
  DeliveryAddress,
  DeliveryOrder,
  ItemModifier,
  OrderItem,
  Sale,
} from '../../domain/orders/order.ts'
import { type OrderTotals, orderTotals } from '../../domain/orders/totals.ts'
import { cashInDrawer } from '../../domain/shifts/cash-shift.ts'
import type { CashShift } from '../../domain/shifts/shifts.ts'
import type { StopListItem } from '../../domain/stop-list/stop-list.ts'
import { type Money, moneyToJson, quantityToJson } from '../../kernel/exact.ts'
import { type ChoiceView, choiceView } from './choice-view.ts'
import { type SaleMoneyView, saleMoneyView } from './sale-money-view.ts'

export type ModifierView = { name: string; amount: number; price: number }
export type ItemView = {
  positionId: string
  productId: string
  name: string
  size: string | null
  amount: number
  /** Before and after discounts. */
  cost: number
  sum: number
  comment: string | null
  status: OrderItem['status']
  cookingPlaceId: string | null
  whenPrinted: number | null
  whenCookingStarted: number | null
  whenCookingCompleted: number | null
  isDeleted: boolean
  isAutomatic: boolean
  comboId: string | null
  /** At a table: whose it is (null: common) and its course (0 is VIP; null: as it comes). */
  guestId: string | null
  course: number | null
  /** Why it was removed, where it was. */
  deletion: { removalType: string | null; comment: string | null } | null
  modifiers: ModifierView[]
  choice: ChoiceView | null
}
export type PaymentView = {
  id: string
  typeId: string
  name: string
  kind: string
  sum: number
  isPreliminary: boolean
  isProcessedExternally: boolean
  /** A bank moved it for the till; masked where the card is known. */
  isByBank: boolean
  /** The till took it before the order's end: it is given back like that. */
  isPrepaid: boolean
  cardNumber: string | null
}
/** What is sold and what it comes to, wherever it is eaten. */
export type SaleView = SaleMoneyView & {
  id: string
  number: number
  whenCreated: number
  whenBillPrinted: number | null
  whenClosed: number | null
  items: ItemView[]
  payments: PaymentView[]
  /** `isFound`: programmes gave it, nobody takes it off by hand. */
  discounts: { typeId: string; name: string; sum: number; isFound: boolean }[]
  cost: number
  sum: number
  paid: number
  planned: number
  due: number
}
/** A delivery as a screen shows it. Times are epoch milliseconds. */
export type DeliveryView = SaleView & {
  externalNumber: string | null
  version: number
  status: DeliveryOrder['status']
  serviceType: DeliveryOrder['serviceType']
  isAsap: boolean
  completeBefore: number
  cookingStartTime: number
  whenPrinted: number | null
  whenSended: number | null
  whenDelivered: number | null
  phone: string | null
  customerName: string | null
  address: string | null
  addressComment: string | null
  comment: string | null
  guests: number
  courier: { id: string; name: string } | null
  operator: string | null
  source: string | null
  problem: string | null
  zone: string | null
  cancel: { at: number; cause: string | null; comment: string | null } | null
  /** Kinds of commands that may be tried now. */
  allowed: ChangeDelivery['kind'][]
}

export function saleView(order: Sale, scale: number): SaleView {
  const totals = orderTotals(order)
  const money = (sum: Money): number => moneyToJson(sum, scale)
  return {
    ...saleMoneyView(order, scale),
    id: order.id,
    number: order.number,
    whenCreated: order.whenCreated,
    whenBillPrinted: order.whenBillPrinted,
    whenClosed: order.whenClosed,
    items: order.items.map((item, index) => itemView(item, totals, index, scale)),
    payments: order.payments.map((payment) => ({
      id: payment.id,
      typeId: payment.type.id,
      name: payment.type.name,
      kind: payment.type.kind,
      sum: money(payment.sum),
      isPreliminary: payment.isPreliminary,
      isProcessedExternally: payment.isProcessedExternally,
      isByBank: payment.bank !== undefined,
      isPrepaid: payment.prepaidIn !== undefined,
      cardNumber: payment.bank?.cardNumber ?? null,
    })),
    discounts: order.discounts.map((discount, i) => ({
      typeId: discount.type.id,
      name: discount.type.name,
      sum: money(totals.discountSums[i]?.sum ?? 0n),
      isFound: discount.isFoundByTill ?? false,
    })),
    cost: money(totals.cost),
    sum: money(totals.sum),
    paid: money(totals.processedPaymentsSum),
    planned: money(totals.plannedPaymentsSum),
    due: money(totals.due),
  }
}

export function deliveryView({ order, contact }: BoardOrder, scale: number): DeliveryView {
  return {
    ...saleView(order, scale),
    externalNumber: order.externalNumber,
    version: order.version,
    status: order.status,
    serviceType: order.serviceType,
    isAsap: order.isAsap,
    completeBefore: order.completeBefore,
    cookingStartTime: order.cookingStartTime,
    whenPrinted: order.whenPrinted,
    whenSended: order.whenSended,
    whenDelivered: order.whenDelivered,
    phone: contact?.phone ?? null,
    customerName: customerName(contact),
    address: addressText(contact?.deliveryPoint?.address ?? null),
    addressComment: contact?.deliveryPoint?.comment ?? null,
    comment: order.comment,
    guests: order.guests.count,
    courier: order.courier ? { id: order.courier.id, name: order.courier.name } : null,
    operator: order.operator?.name ?? null,
    source: order.sourceKey,
    problem: order.problem?.hasProblem ? (order.problem.description ?? '') : null,
    zone: order.deliveryZone,
    cancel: order.cancel
      ? { at: order.cancel.at, cause: order.cancel.cause?.name ?? null, comment: order.cancel.comment }
      : null,
    allowed: commandKinds.filter((kind) => permitOf(kind, order.status) !== 'no'),
  }
}

const commandKinds: readonly ChangeDelivery['kind'][] = [
  'delivery.confirm',
  'delivery.cancelConfirmation',
  'delivery.addItems',
  'delivery.changeItemAmount',
  'delivery.recomposeItem',
  'delivery.deleteItems',
  'delivery.printToKitchen',
  'delivery.setCooking',
  'delivery.updateStatus',
  'delivery.printBill',
  'delivery.cancelBill',
  'delivery.changeComment',
  'delivery.changeProblem',
  'delivery.changeCourier',
  'delivery.close',
  'delivery.return',
  'delivery.cancel',
  'delivery.changeDiscounts',
  'delivery.changePriceCategory',
  'delivery.changeLoyalty',
  'delivery.setGuest',
  'delivery.pay',
]

function itemView(item: OrderItem, totals: OrderTotals, index: number, scale: number): ItemView {
  const modifiers = [
    ...(item.kind === 'Compound' ? [...item.primary.modifiers, ...(item.secondary?.modifiers ?? [])] : []),
    ...item.modifiers,
  ]
  return {
    positionId: item.positionId,
    productId: item.productId,
    name:
      item.kind === 'Compound' && item.secondary
        ? `${item.primary.name} / ${item.secondary.name}`
        : item.name,
    size: item.size?.name ?? null,
    amount: quantityToJson(item.amount),
    cost: moneyToJson(totals.positions[index]?.cost ?? 0n, scale),
    sum: moneyToJson(totals.positions[index]?.resultSum ?? 0n, scale),
    comment: item.comment,
    status: item.status,
    cookingPlaceId: item.cookingPlaceId,
    whenPrinted: item.whenPrinted,
    whenCookingStarted: item.whenCookingStarted,
    whenCookingCompleted: item.whenCookingCompleted,
    isDeleted: item.deleted !== null,
    isAutomatic: item.isAutomatic,
    comboId: item.combo?.comboId ?? null,
    guestId: item.orderGuestId ?? null,
    course: item.course ?? null,
    deletion: item.deleted && {
      removalType: item.deleted.removalType?.name ?? null,
      comment: item.deleted.comment,
    },
    modifiers: modifiers.filter(isShown).map((modifier) => ({
      name: modifier.name,
      amount: quantityToJson(modifier.amount),
      price: moneyToJson(modifier.price, scale),
    })),
    choice: choiceView(item, scale),
  }
}

const isShown = (modifier: ItemModifier): boolean =>
  modifier.amount > 0n && !(modifier.hideIfDefaultAmount && modifier.amount === modifier.defaultAmount)

export function customerName(contact: Contact | null): string | null {
  const customer = contact?.customer
  if (!customer) return null
  const surname = customer.type === 'regular' ? customer.surname : null
  return [customer.name, surname].filter(Boolean).join(' ') || null
}

function addressText(address: DeliveryAddress | null): string | null {
  if (!address) return null
  const named = (label: string, value: string | null): string | null => (value ? `${label} ${value}` : null)
  return [
    address.street?.city?.name,
    address.line1 ?? address.street?.name,
    address.house,
    named('корп.', address.building),
    named('кв.', address.flat),
    named('под.', address.entrance),
    named('эт.', address.floor),
    named('домофон', address.doorphone),
  ]
    .filter(Boolean)
    .join(', ')
}

export type ShiftView = {
  id: string
  number: number
  openedAt: number
  openedBy: string | null
  closedOrders: number
  revenue: number
  byPaymentType: { name: string; sum: number }[]
  /** Cash without sales: what came in, what left, and takings that were taken out. */
  payIn: number
  payOut: number
  collected: number
  returned: number
  /** By the books. */
  cashInDrawer: number
}
export const shiftView = (shift: CashShift, scale: number): ShiftView => ({
  id: shift.id,
  number: shift.number,
  openedAt: shift.openedAt,
  openedBy: shift.openedBy?.name ?? null,
  closedOrders: shift.closedOrders,
  revenue: moneyToJson(shift.revenue, scale),
  byPaymentType: shift.byPaymentType.map(({ name, sum }) => ({ name, sum: moneyToJson(sum, scale) })),
  payIn: moneyToJson(shift.payIn, scale),
  payOut: moneyToJson(shift.payOut, scale),
  collected: moneyToJson(shift.collected, scale),
  returned: moneyToJson(shift.returns.sum, scale),
  cashInDrawer: moneyToJson(cashInDrawer(shift), scale),
})

export type StopView = { productId: string; sizeId: string | null; balance: number; dateAdd: number }
export const stopView = (item: StopListItem): StopView => ({
  productId: item.productId,
  sizeId: item.sizeId,
  balance: quantityToJson(item.balance),
  dateAdd: item.dateAdd,
})
