// Where what we say differs from the samples that the published reference draws from the document, and why. The tests
// of published samples (test/wire/published-*.test.ts) know these and no others, and none of them may be gone; the
// parity ledger repeats them with each operation.

import type { CloudPath } from '../../src/api/cloud/generated/operations.ts'

type Side = 'request' | 'answer'

type Deviation = {
  side: Side
  why: string
  /** As the tests tell them: `Order.number is never filled`. */
  gaps: readonly string[]
  /** Without it: every operation that has the definition. */
  only?: readonly CloudPath[]
}

const never = (...members: string[]): string[] => members.map((member) => `${member} is never filled`)

const deliveryLists = [
  '/api/1/deliveries/by_revision',
  '/api/1/deliveries/by_delivery_date_and_status',
  '/api/1/deliveries/by_delivery_date_and_phone',
  '/api/1/deliveries/by_delivery_date_and_source_key_and_filter',
  '/api/1/deliveries/history/by_delivery_date_and_phone',
] as const satisfies CloudPath[]

const creations = [
  '/api/1/deliveries/create',
  '/api/1/deliveries/drafts/commit',
  '/api/1/order/create',
] as const satisfies CloudPath[]

const deviations: readonly Deviation[] = [
  {
    side: 'answer',
    why: 'this operation has no way to name the keys whose data are wanted',
    gaps: never('SimpleOrganizationInfo.externalData'),
    only: ['GET /api/1/organizations'],
  },
  {
    side: 'answer',
    why: 'this operation has no way to name the keys whose data are wanted',
    gaps: never('TerminalGroup.externalData'),
    only: ['/api/1/payment_types', '/api/1/reserve/available_terminal_groups'],
  },
  {
    side: 'answer',
    why: 'this operation has no way to name the keys whose data are wanted',
    gaps: never('Order.externalData', 'TableOrder.externalData', 'ReserveOrder.externalData'),
    only: [...deliveryLists, ...creations, '/api/1/order/by_table', '/api/1/reserve/status_by_id'],
  },
  {
    side: 'answer',
    why: 'an order that its till refused has no day of delivery, so that lists of a day leave it out',
    gaps: never('OrderInfo.errorInfo'),
    only: [
      '/api/1/deliveries/by_delivery_date_and_status',
      '/api/1/deliveries/by_delivery_date_and_phone',
      '/api/1/deliveries/history/by_delivery_date_and_phone',
    ],
  },
  {
    side: 'answer',
    why: 'no courier services of others are connected, and no logistics that put orders into routes',
    gaps: never('Order.externalCourierService', 'Order.indexInCourierRoute'),
  },
  {
    side: 'answer',
    why: 'a till does not split a delivery between fiscal registers',
    gaps: never('Order.parentDeliveryId'),
  },
  {
    side: 'answer',
    why: 'nobody takes a delivery for editing: a till decides each change at once',
    gaps: never('Order.lockedAt'),
  },
  {
    side: 'answer',
    why: 'there is nothing to warn of: an answer holds whole combos only',
    gaps: never('ComboAnswer.Warnings'),
  },
  {
    side: 'answer',
    why: 'no mapping system of others is connected that would know the address by an id of its own',
    gaps: never('DeliveryRestrictionsAllowedAnswer.addressExternalId'),
  },
  {
    side: 'answer',
    why: 'a reserve is not told what happens at the table once its guests have come',
    gaps: never(
      'CompoundOrderItem.deleted',
      'CompoundOrderItem.whenPrinted',
      'OrderItemModifier.deleted',
      'ProductOrderItem.deleted',
      'ProductOrderItem.whenPrinted',
      'ReserveOrder.whenBillPrinted',
      'ReserveOrder.whenClosed',
    ),
    only: ['/api/1/reserve/create', '/api/1/reserve/status_by_id'],
  },
  {
    side: 'answer',
    why: 'requests know guests with a name only; it comes once the record of the guest is destroyed',
    gaps: ['Customer never comes as AnonymousCustomer'],
    only: ['/api/1/reserve/create', '/api/1/reserve/status_by_id'],
  },
  {
    side: 'answer',
    why: 'the answer is of the moment in which the till took the reserve',
    gaps: never('Reserve.cancelReason', 'Reserve.guestsComingTime', 'ReserveOrder.externalData'),
    only: ['/api/1/reserve/create'],
  },
  {
    side: 'answer',
    why: 'no operation tells the days of a consent, how long a card lasts, or whether a guest wants to hear of orders',
    gaps: never(
      'GuestCardInfo.validToDate',
      'LoyaltyCustomerInfoAnswer.personalDataConsentFrom',
      'LoyaltyCustomerInfoAnswer.personalDataConsentTo',
      'LoyaltyCustomerInfoAnswer.personalDataProcessingFrom',
      'LoyaltyCustomerInfoAnswer.personalDataProcessingTo',
      'LoyaltyCustomerInfoAnswer.shouldReceiveOrderStatusInfo',
    ),
  },
  {
    side: 'answer',
    why: 'nobody counts messages: they wait for whoever sends them',
    gaps: never('LoyaltyCheckSmsSendingPossibilityAnswer.availableSmsCount'),
  },
  {
    side: 'answer',
    why: 'campaigns work on orders and registrations only; they offer no dearer dishes',
    gaps: never(
      'LoyaltyProgramResult.upsales',
      'MarketingCampaignInfo.overdraftActionConditionBindings',
      'MarketingCampaignInfo.periodicActionConditionBindings',
    ),
  },
  {
    side: 'answer',
    why: 'lines are of orders, coupons and wallets: nobody sells certificates or blocks guests, and no other emits them',
    gaps: never(
      'TransportTransactionsCertificateReportItem.number',
      'TransportTransactionsCertificateReportItem.series',
      'TransportTransactionsCertificateReportItem.statusName',
      'TransportTransactionsCertificateReportItem.typeName',
      'TransportTransactionsReportItem.blockReason',
      'TransportTransactionsReportItem.counteragent',
      'TransportTransactionsReportItem.counteragentType',
      'TransportTransactionsReportItem.counteragentTypeName',
      'TransportTransactionsReportItem.emitentName',
      'TransportTransactionsReportItem.nominal',
      'TransportTransactionsReportItem.posBalanceBefore',
    ),
  },
  {
    side: 'answer',
    why: 'nobody compares an invoice with an order to the supplier, and the books know neither producers nor kinds of suppliers',
    gaps: [
      'IncomingInvoice.matchesToTheOrder is missing',
      'IncomingInvoiceItem.producer is missing',
      'ReturnedInvoiceGetItem.producer is missing',
      'IncomingReturnedInvoiceGetItem.producer is missing',
      'Counteragent.supplierType is missing',
      'Counteragent.cardNumber is missing',
    ],
  },
  {
    side: 'answer',
    why: 'what goes back to a supplier leaves at its cost, which the lines of the return do not repeat',
    gaps: ['ReturnedInvoiceGetItem.incomePrice is missing'],
  },
  {
    side: 'answer',
    why: 'postings are of documents and payments: none is of a cash order, a shift of a register, a till or a penalty',
    gaps: never(
      'TransactionItem.cashOrderNumber',
      'TransactionItem.causeEventId',
      'TransactionItem.dateSecondary',
      'TransactionItem.penaltyOrBonusType',
      'TransactionItem.session',
      'TransactionItem.terminal',
      'DocumentTransactionItem.cashOrderNumber',
      'DocumentTransactionItem.dateSecondary',
      'DocumentTransactionItem.documentItemId',
      'DocumentTransactionItem.session',
    ),
  },
  {
    side: 'answer',
    why: 'the request has no way to name a size',
    gaps: ['CostPriceItem.productSize is missing'],
  },
  {
    side: 'answer',
    why: 'tills scan no marking codes yet',
    gaps: never('ProductOrderItem.codes', 'OrderItemModifier.codes'),
  },
  {
    side: 'answer',
    why: 'services by the hour are not sold; services of the menu are products',
    gaps: ['OrderItem never comes as ServiceOrderItem'],
  },
  {
    side: 'answer',
    why: 'the answer is of the moment in which the till took the order: what comes later in its life is empty yet',
    gaps: never(
      'CompoundOrderItem.deleted',
      'CompoundOrderItem.whenPrinted',
      'Order.cancelInfo',
      'Order.courierInfo',
      'Order.estimatedTime',
      'Order.movedFromDeliveryId',
      'Order.movedFromOrganizationId',
      'Order.movedFromTerminalGroupId',
      'Order.movedToDeliveryId',
      'Order.movedToOrganizationId',
      'Order.movedToTerminalGroupId',
      'Order.problem',
      'Order.trackingLink',
      'Order.whenBillPrinted',
      'Order.whenClosed',
      'Order.whenConfirmed',
      'Order.whenCookingCompleted',
      'Order.whenDelivered',
      'Order.whenPacked',
      'Order.whenPrinted',
      'Order.whenSended',
      'OrderItemModifier.deleted',
      'ProductOrderItem.deleted',
      'ProductOrderItem.whenPrinted',
    ),
    only: ['/api/1/deliveries/create', '/api/1/deliveries/drafts/commit'],
  },
  {
    side: 'answer',
    why: 'the answer is of the moment in which the till took the order: what comes later in its life is empty yet',
    gaps: never(
      'CompoundOrderItem.deleted',
      'OrderItemModifier.deleted',
      'ProductOrderItem.deleted',
      'TableOrder.waiter',
      'TableOrder.whenBillPrinted',
      'TableOrder.whenClosed',
    ),
    only: ['/api/1/order/create'],
  },
]

const definitionOf = (gap: string): string => /^\w+/.exec(gap)?.[0] ?? ''

const of = (path: CloudPath, side: Side, heard: ReadonlySet<string>): { gaps: string[]; why: string }[] =>
  deviations
    .filter((deviation) => deviation.side === side && (deviation.only?.includes(path) ?? true))
    .map(({ gaps, why }) => ({ gaps: gaps.filter((gap) => heard.has(definitionOf(gap))), why }))
    .filter(({ gaps }) => gaps.length > 0)

/** Gaps of an operation that are known, in order, of those definitions that were heard of. */
export const deviationsOf = (path: CloudPath, side: Side, heard: ReadonlySet<string>): string[] =>
  of(path, side, heard)
    .flatMap(({ gaps }) => gaps)
    .sort()

export const noteStart = 'Published sample: '

/** The same for people to read: one note for each reason. `reached` are the definitions of what it answers. */
export const deviationNotes = (path: CloudPath, reached: ReadonlySet<string>): string[] =>
  of(path, 'answer', reached).map(({ gaps, why }) => `${noteStart}${gaps.join('; ')}: ${why}.`)
