import type { CloudOrder } from '../../../app/ports.ts'
import type { Contact, DeliveryOrder, Payment, Sale, TipsPayment } from '../../../domain/orders/order.ts'
import { type OrderTotals, orderTotals } from '../../../domain/orders/totals.ts'
import type { Catalog } from '../../../domain/reference/catalog.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { errorInfoOf } from '../errors.ts'
import type {
  CancelInfo,
  CourierInfo,
  DiscountItem,
  LoyaltyInfo,
  Order,
  OrderExternalData,
  OrderInfo,
  OrderPaymentTypeKind,
  PaymentItem,
  TipsPaymentItem,
} from '../generated/types.ts'
import { type KnownBlacklist, renderCustomer, renderDeliveryPoint } from './order-contact.ts'
import { renderCombos, renderItems } from './order-items.ts'
import { noName, type OrderPrinter, orderPrinter, utcOrNull } from './order-printer.ts'

/** What an answer needs besides the orders themselves; loaded once for all of them. */
export type OrderInfoContext = {
  catalog: Catalog
  /** By contact id; a destroyed record is absent. */
  contacts: ReadonlyMap<Uuid, Contact>
  /** Guests of the black list with the reason; absent where nobody asked. */
  blacklist?: KnownBlacklist
  /** External data come back for these keys only (cloud-api §4.2). */
  returnExternalDataKeys: readonly string[]
  /** Where the orders went that replaced a cancelled one, by their ids. */
  movedTo?: ReadonlyMap<Uuid, { terminalGroupId: Uuid | null; organizationId: Uuid }>
}

/** How the cloud shows an order: the same in answers and in webhooks (cloud-api §3.4, §7.3). */
export function renderOrderInfo(order: CloudOrder, ctx: OrderInfoContext): OrderInfo {
  const { state, error, creationStatus } = order
  return {
    id: order.id,
    posId: state?.posId ?? null,
    externalNumber: order.externalNumber,
    organizationId: order.organizationId,
    timestamp: Number(order.revision / 1000n),
    creationStatus,
    errorInfo: creationStatus === 'Error' && error ? errorInfoOf(error) : null,
    order: creationStatus === 'Success' && state ? renderOrder(order, state, ctx) : null,
  }
}

/**
 * One literal on purpose: put together from parts, an object of sixty fields costs three times as much. Times are local
 * for the terminal, but for the two that the document calls UTC (cloud-api §4.14). Once the record of the person is
 * destroyed, nothing of it is left to show.
 */
function renderOrder(order: CloudOrder, state: DeliveryOrder, ctx: OrderInfoContext): Order {
  const print = orderPrinter(ctx.catalog, state)
  const { money, local, localOrNull } = print
  const totals = orderTotals(state)
  const contact = ctx.contacts.get(order.contactId ?? state.contactId)
  const movedOrderId = state.cancel?.movedOrderId ?? null
  const movedTo = movedOrderId ? ctx.movedTo?.get(movedOrderId) : undefined
  return {
    parentDeliveryId: null,
    customer: contact?.customer ? renderCustomer(contact.customer, state, ctx.blacklist) : null,
    phone: contact?.phone ?? '',
    phoneExtension: contact?.phoneExtension ?? null,
    deliveryPoint: contact?.deliveryPoint ? renderDeliveryPoint(contact.deliveryPoint) : null,
    status: state.status,
    cancelInfo: renderCancelInfo(state, print),
    courierInfo: renderCourierInfo(state),
    completeBefore: local(state.completeBefore),
    whenCreated: local(state.whenCreated),
    whenConfirmed: localOrNull(state.whenConfirmed),
    whenPrinted: localOrNull(state.whenPrinted),
    whenCookingCompleted: localOrNull(state.whenCookingCompleted),
    whenSended: localOrNull(state.whenSended),
    whenDelivered: localOrNull(state.whenDelivered),
    comment: state.comment,
    problem: state.problem,
    operator: renderOperator(state, ctx.catalog),
    marketingSource: state.marketingSource,
    deliveryDuration: state.deliveryDuration,
    indexInCourierRoute: null,
    cookingStartTime: local(state.cookingStartTime),
    isDeleted: state.isDeleted,
    whenReceivedByApi: utcOrNull(order.receivedAt ?? state.whenReceivedByApi),
    whenReceivedFromFront: utcOrNull(order.receivedFromFrontAt),
    movedFromDeliveryId: order.movedFrom?.deliveryId ?? null,
    movedFromTerminalGroupId: order.movedFrom?.terminalGroupId ?? null,
    movedFromOrganizationId: order.movedFrom?.organizationId ?? null,
    externalCourierService: null,
    // A move is a cancelled order that names its replacement (cloud-api §4.12).
    movedToDeliveryId: movedOrderId,
    movedToTerminalGroupId: movedTo?.terminalGroupId ?? null,
    movedToOrganizationId: movedTo?.organizationId ?? null,
    menuId: state.menuId,
    deliveryZone: state.deliveryZone,
    lockedAt: null,
    estimatedTime: localOrNull(state.estimatedTime),
    isAsap: state.isAsap,
    whenPacked: localOrNull(state.whenPacked),
    priceCategory: state.priceCategory,
    trackingLink: order.trackingLink,
    sum: money(totals.sum),
    number: state.number,
    sourceKey: state.sourceKey,
    whenBillPrinted: localOrNull(state.whenBillPrinted),
    whenClosed: localOrNull(state.whenClosed),
    conception: state.conception,
    guestsInfo: state.guests,
    items: renderItems(state, totals, print),
    combos: renderCombos(state, print),
    payments: state.payments.map((payment) => renderPayment(payment, print)),
    tips: state.tips.map((tip) => renderTip(tip, print)),
    discounts: renderDiscounts(state, totals, print),
    orderType: { ...state.orderType, orderServiceType: state.serviceType },
    terminalGroupId: state.terminalGroupId,
    processedPaymentsSum: money(totals.processedPaymentsSum),
    loyaltyInfo: renderLoyalty(state, print),
    externalData: renderExternalData(state, ctx.returnExternalDataKeys),
  }
}

/** The document wants a cause even where nobody gave one. */
const renderCancelInfo = ({ cancel }: DeliveryOrder, { local }: OrderPrinter): CancelInfo | null =>
  cancel && { whenCancelled: local(cancel.at), cause: cancel.cause ?? noName, comment: cancel.comment }

const renderCourierInfo = ({ courier }: DeliveryOrder): CourierInfo | null =>
  courier && {
    courier: { id: courier.id, name: courier.name, phone: courier.phone },
    isCourierSelectedManually: courier.isSelectedManually,
  }

const renderOperator = ({ operator }: DeliveryOrder, catalog: Catalog): Order['operator'] =>
  operator && { ...operator, phone: catalog.find('employee', operator.id)?.body.phone ?? null }

/** The read side knows no bonuses: they are an external payment there (cloud-api §4.6, Appendix C). */
const kindOf = (kind: Payment['type']['kind']): OrderPaymentTypeKind =>
  kind === 'IikoCard' ? 'External' : kind

export const renderPayment = (payment: Payment, { money }: OrderPrinter): PaymentItem => ({
  paymentType: { id: payment.type.id, name: payment.type.name, kind: kindOf(payment.type.kind) },
  sum: money(payment.sum),
  isPreliminary: payment.isPreliminary,
  isExternal: payment.isExternal,
  isProcessedExternally: payment.isProcessedExternally,
  isFiscalizedExternally: payment.isFiscalizedExternally,
  isPrepay: payment.isPrepay,
})

export const renderTip = (tip: TipsPayment, print: OrderPrinter): TipsPaymentItem => ({
  ...(tip.tipsType ? { tipsType: tip.tipsType } : {}),
  ...renderPayment(tip, print),
})

/** Positions are named when the discount is not of the whole order. */
export function renderDiscounts(state: Sale, totals: OrderTotals, { money }: OrderPrinter): DiscountItem[] {
  const wirePosition = new Map(
    state.items.map((item) => [
      item.positionId,
      item.kind === 'Compound' ? item.primary.positionId : item.positionId,
    ]),
  )
  return state.discounts.map((discount, index) => {
    const { sum, positions } = totals.discountSums[index] ?? { sum: 0n, positions: [] }
    const named = discount.positions ?? discount.positionSums?.map(({ positionId }) => positionId) ?? null
    return {
      discountType: discount.type,
      sum: money(sum),
      selectivePositions: named && [...named],
      selectivePositionsWithSum:
        named &&
        positions.map(({ positionId, sum }) => ({
          positionId: wirePosition.get(positionId) ?? positionId,
          sum: money(sum),
        })),
    }
  })
}

export const renderLoyalty = ({ loyalty }: Sale, { money }: OrderPrinter): LoyaltyInfo => ({
  coupon: loyalty?.coupon ?? null,
  appliedManualConditions: loyalty?.appliedManualConditions ?? null,
  dynamicDiscounts:
    loyalty?.dynamicDiscounts.map(({ manualConditionId, sum }) => ({ manualConditionId, sum: money(sum) })) ??
    null,
})

export function renderExternalData(
  { externalData }: Sale,
  keys: readonly string[],
): OrderExternalData[] | null {
  if (keys.length === 0) return null
  return externalData.filter(({ key }) => keys.includes(key)).map(({ key, value }) => ({ key, value }))
}
