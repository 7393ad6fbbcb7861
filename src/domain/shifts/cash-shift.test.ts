import { describe, expect, test } from 'vitest'
import { anId } from '../reference/testing/catalog-ids.ts'
import {
  cashInDrawer,
  countDeletion,
  countReturn,
  countSaleInShift,
  leftIn,
  newCashShift,
} from './cash-shift.ts'
import { countMovement } from './move-cash.ts'
import { shiftReport } from './shift-report.ts'
import type { CashMovement, CashShift, PaidSum } from './shifts.ts'

const [shiftId, orderId, cashId, cardId, floatId, rentId] = [1, 2, 3, 4, 5, 6].map((n) => anId(700 + n)) as [
  string,
  string,
  string,
  string,
  string,
  string,
]
const cash = (sum: bigint): PaidSum => ({ id: cashId, name: 'Cash', kind: 'Cash', sum })
const card = (sum: bigint): PaidSum => ({ id: cardId, name: 'Card', kind: 'Card', sum })
const about = { shiftId, orderId }

const aShift = (startCash = 0n): CashShift =>
  newCashShift({
    ...{ id: shiftId, number: 4, openedAt: 1, openedBy: null, accountingDay: '2031-05-06', startCash },
  })
const sold = (shift: CashShift, byPaymentType: PaidSum[], discount = 0n): CashShift =>
  countSaleInShift(shift, {
    kind: 'shift.saleCounted',
    ...about,
    ...{ sum: byPaymentType.reduce((total, { sum }) => total + sum, 0n), discount, guests: 2, byPaymentType },
  })
const moved = (shift: CashShift, type: CashMovement['type'], typeId: string, sum: bigint): CashShift =>
  countMovement(shift, {
    ...{ id: orderId, typeId, type, sum, counteragentId: null, comment: null, at: 2, by: null },
  })

/** A float of 500, sales of 1000 in cash and 700 by card, 300 back in cash, 200 paid out for rent, 900 collected. */
function aDay(): CashShift {
  let shift = moved(aShift(1_00n), 'PAYIN', floatId, 500_00n)
  shift = sold(shift, [cash(600_00n), card(700_00n)], 50_00n)
  shift = sold(shift, [cash(400_00n)])
  shift = countReturn(shift, {
    kind: 'shift.returnCounted',
    ...about,
    ...{ returnId: anId(900), sum: 300_00n, byPaymentType: [cash(300_00n)] },
  })
  shift = countDeletion(shift, {
    kind: 'shift.deletionCounted',
    ...about,
    positionIds: [anId(902), anId(903)],
    sum: 90_00n,
  })
  shift = moved(shift, 'PAYOUT', rentId, 120_00n)
  shift = moved(shift, 'PAYOUT', rentId, 80_00n)
  return moved(shift, 'PAY_COLLECTION', anId(901), 900_00n)
}

describe('the cash drawer (front-api §2.11)', () => {
  test('holds its float, cash that was sold for less cash that went back, and what was paid in and out', () => {
    // 1 + 1000 - 300 + 500 - 200 - 900
    expect(cashInDrawer(aDay())).toBe(101_00n)
  })
  test('is told by an X report by payment types, types of payments and what was lost', () => {
    expect(shiftReport(aDay())).toMatchObject({
      kind: 'X',
      net: 1_400_00n,
      byPaymentType: [
        { id: cashId, sold: 1_000_00n, returned: 300_00n, net: 700_00n },
        { id: cardId, sold: 700_00n, returned: 0n, net: 700_00n },
      ],
      ...{ expectedCash: 101_00n, countedCash: null, difference: null },
      shift: {
        ...{ closedOrders: 2, guests: 4, revenue: 1_700_00n, discounts: 50_00n },
        returns: { receipts: 1, sum: 300_00n },
        deletions: { positions: 2, sum: 90_00n },
        moved: [
          { typeId: floatId, type: 'PAYIN', count: 1, sum: 500_00n },
          { typeId: rentId, type: 'PAYOUT', count: 2, sum: 200_00n },
          { type: 'PAY_COLLECTION', count: 1, sum: 900_00n },
        ],
      },
    })
  })
  test('of a closed shift says what was counted and what is missing; the next one begins with it', () => {
    const closed = { ...aDay(), closedAt: 9, expectedCash: 101_00n, countedCash: 99_50n }
    expect(shiftReport(closed)).toMatchObject({ kind: 'Z', difference: -1_50n })
    expect(leftIn(closed)).toBe(99_50n)
    expect(leftIn({ ...closed, countedCash: null })).toBe(101_00n)
  })
})

test('tips stand beside the revenue, by payment type and to the kopeck; those in cash lie in the drawer', () => {
  const sale = { kind: 'shift.saleCounted', ...about, sum: 100_00n, discount: 0n, guests: 1 } as const
  const first = { ...sale, byPaymentType: [card(100_00n)], tips: [card(10_01n), cash(33_33n)] }
  const shift = countSaleInShift(countSaleInShift(aShift(5_00n), first), {
    ...{ ...sale, byPaymentType: [cash(100_00n)], tips: [cash(1n)] },
  })
  const report = shiftReport(shift)
  expect(report).toMatchObject({ net: 200_00n, tips: { sum: 43_35n } })
  expect(report.tips.byPaymentType).toEqual([card(10_01n), cash(33_34n)])
  expect(report.expectedCash).toBe(5_00n + 100_00n + 33_34n)
  expect(shiftReport(sold(aShift(), [cash(1_00n)])).tips).toEqual({ sum: 0n, byPaymentType: [] })
})
