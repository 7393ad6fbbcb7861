import { describe, expect, test } from 'vitest'
import { ids } from '../../reference/testing/catalog-ids.ts'
import { aDelivery, cancel, close, dispatch, print } from '../testing/a-delivery.ts'
import { aPayment, noon } from '../testing/a-till.ts'
import { codeOf } from '../testing/refusal-of.ts'

test('in any status before Closed, with cause, comment and the order that replaces it', () => {
  const request = { cancelCauseId: ids.cancelCause, comment: 'changed his mind', movedOrderId: ids.guest }
  expect(aDelivery().after(cancel(request)).order).toMatchObject({
    status: 'Cancelled',
    cancel: {
      at: noon,
      cause: { id: ids.cancelCause, name: 'Guest refused' },
      comment: 'changed his mind',
      movedOrderId: ids.guest,
    },
  })
  expect(codeOf(() => aDelivery().decide(cancel({ cancelCauseId: ids.order })))).toBe('cancel.cause-unknown')
})

describe('printed dishes [cloud-api §4.11]', () => {
  test('need a removal type', () => {
    expect(codeOf(() => aDelivery().after(print).decide(cancel()))).toBe('cancel.removal-type-required')
    const sent = aDelivery().after(
      ...dispatch,
      cancel({ removalTypeId: ids.withReason, removalComment: 'cold' }),
    )
    expect(sent.order.items.map((item) => item.deleted?.comment)).toEqual(['cold', 'cold'])
  })
  test('and its rules', () => {
    const printed = aDelivery().after(print)
    const refused = (removalTypeId: string) => codeOf(() => printed.decide(cancel({ removalTypeId })))
    expect(refused(ids.order)).toBe('cancel.removal-type-unknown')
    expect(refused(ids.withReason)).toBe('cancel.removal-comment-required')
    expect(refused(ids.toUser)).toBe('cancel.writeoff-user-required')
  })
})

describe('money', () => {
  test('taken at the till is refunded first', () => {
    const payFirst = { organization: { deliveryOrderPaymentSettings: 'WhenOrderOnTheWay' } } as const
    const paid = aDelivery({}, payFirst).after(close(aPayment(ids.cash, 45_000n)))
    expect(codeOf(() => paid.decide(cancel({ removalTypeId: ids.toCafe })))).toBe(
      'cancel.has-processed-payments',
    )
  })
  test('taken outside, or only planned, does not hold the order', () => {
    const payments = [
      aPayment(ids.card, 20_000n, { isProcessedExternally: true }),
      aPayment(ids.cash, 25_000n),
    ]
    expect(aDelivery({ payments }).after(cancel()).order.status).toBe('Cancelled')
  })
})
