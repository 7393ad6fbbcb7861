import { expect, test } from 'vitest'
import type { ReceiptLine } from '../../kit/shift-types.ts'
import { allOf, chosenMinor, foundReceipts, isEverything, linesOf } from './receipts.ts'

const receipt = (number: number, sum: number, tables: number[] = []): ReceiptLine => ({
  ...{
    id: `id-${number}`,
    kind: 'tableOrder',
    isGoodsReturn: false,
    number,
    tables,
    whenClosed: 1,
    sum,
    returned: 0,
    payments: [],
  },
})

test('a receipt is found by its number, its table or its sum', () => {
  const all = [receipt(12, 840, [3]), receipt(13, 840.5, [12]), receipt(840, 99)]
  const found = (text: string): number[] => foundReceipts(all, text).map(({ number }) => number)
  expect(found('12')).toEqual([12, 13])
  expect(found('840')).toEqual([12, 13, 840])
  expect(found('840,5')).toEqual([13])
  expect(found(' ')).toEqual([12, 13, 840])
  expect(found('7')).toEqual([])
})

test('a part of what is left is worth its part, everything is worth all', () => {
  const left = [
    { positionId: 'soup', name: 'Soup', amount: 3, sum: 100, isWhole: true },
    { positionId: 'tea', name: 'Tea', amount: 1, sum: 50.5, isWhole: true },
  ]
  const minor = (sum: number): number => Math.round(sum * 100)
  expect(chosenMinor({ left }, { soup: 1 }, minor)).toBe(3333)
  expect(chosenMinor({ left }, allOf({ left }), minor)).toBe(15_050)
  expect(isEverything({ left }, allOf({ left }))).toBe(true)
  expect(isEverything({ left }, { soup: 3 })).toBe(false)
  expect(linesOf({ soup: 2, tea: 0 })).toEqual([{ positionId: 'soup', amount: 2 }])
})
