import { expect, test } from 'vitest'
import { ids } from '../../reference/testing/catalog-ids.ts'
import { aDelivery, type Step, soup } from '../testing/a-delivery.ts'
import { aPayment } from '../testing/a-till.ts'
import { codeOf } from '../testing/refusal-of.ts'
import { orderTotals } from '../totals.ts'

const discount = (discountTypeId: string, positions: string[] | null = null): Step => ({
  kind: 'delivery.applyDiscounts',
  discounts: [{ source: 'RMS', discountTypeId, sum: null, positions }],
  discountCardTrack: null,
})
const none: Step = { kind: 'delivery.applyDiscounts', discounts: [], discountCardTrack: null }
const sumOf = (delivery: ReturnType<typeof aDelivery>) => orderTotals(delivery.order).sum

test('the new list replaces the old, an empty one takes all off', () => {
  const cheaper = aDelivery().after(discount(ids.tenPercent))
  expect(sumOf(cheaper)).toBe(40_500n)
  expect(sumOf(cheaper.after(discount(ids.selective, [soup])))).toBe(38_000n)
  expect(sumOf(cheaper.after(none))).toBe(45_000n)
  expect(aDelivery().decide(none)).toEqual([])
})

test('by card', () => {
  expect(sumOf(aDelivery().after({ ...none, discountCardTrack: 'TRACK-77' } as Step))).toBe(40_500n)
})

test('not below what is paid, and not under a printed bill', () => {
  const payments = [aPayment(ids.card, 45_000n, { isProcessedExternally: true })]
  expect(codeOf(() => aDelivery({ payments }).decide(discount(ids.tenPercent)))).toBe(
    'order.payment-too-large',
  )
  const billed = aDelivery().after({ kind: 'delivery.printBill' })
  expect(codeOf(() => billed.decide(discount(ids.tenPercent)))).toBe('order.bill-printed')
})
