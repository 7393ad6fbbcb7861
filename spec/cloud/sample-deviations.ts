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
    gaps: never('Order.externalData'),
    only: [...deliveryLists, '/api/1/deliveries/create', '/api/1/deliveries/drafts/commit'],
  },
  {
    side: 'answer',
    why: 'an order that its till refused has no day of delivery, so that lists of a day leave it out',
    gaps: never('OrderInfo.errorInfo'),
    only: ['/api/1/deliveries/by_delivery_date_and_status', '/api/1/deliveries/by_delivery_date_and_phone'],
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
    why: 'nobody puts a guest on a black list yet',
    gaps: never('RegularCustomer.blacklistReason'),
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
]

const definitionOf = (gap: string): string => /^\w+/.exec(gap)?.[0] ?? ''

/** Gaps of an operation that are known, in order, of those definitions that were heard of. */
export function deviationsOf(path: CloudPath, side: Side, heard: ReadonlySet<string>): string[] {
  return deviations
    .filter((deviation) => deviation.side === side && (deviation.only?.includes(path) ?? true))
    .flatMap(({ gaps }) => gaps)
    .filter((gap) => heard.has(definitionOf(gap)))
    .sort()
}
