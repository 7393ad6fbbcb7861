import { describe, expect, test } from 'vitest'
import { codeOf } from '../orders/testing/refusal-of.ts'
import { aCatalog } from '../reference/testing/a-catalog.ts'
import { ids } from '../reference/testing/catalog-ids.ts'
import { stopListKey } from './stop-list.ts'
import {
  afterReturn,
  afterSale,
  changeStopList,
  clearStopList,
  putOnStopList,
  rejectedByStopList,
  removeFromStopList,
  type StopList,
} from './stop-list-changes.ts'

const ctx = { catalog: aCatalog(), organizationId: ids.organization, now: 5_000 }
const entry = (productId: string, balance: bigint, sizeId: string | null = null) => ({
  productId,
  sizeId,
  balance,
  isCounted: balance > 0n,
  dateAdd: 1,
})
const listOf = (...entries: ReturnType<typeof entry>[]): StopList =>
  new Map(entries.map((item) => [stopListKey(item.productId, item.sizeId), item]))
const asked = (productId: string, amount: bigint, sizeId: string | null = null) => ({
  productId,
  sizeId,
  amount,
})

describe('putting, removing and clearing', () => {
  test('a product comes onto the list now; a new balance keeps its date', () => {
    const before = listOf(entry(ids.tea, 3_000n))
    const change = putOnStopList(ctx, before, [
      { productId: ids.soup, sizeId: null, balance: 0n },
      { productId: ids.tea, sizeId: null, balance: 1_500n },
    ])
    expect(change?.event).toEqual({
      kind: 'stopList.changed',
      isFull: false,
      items: [
        { productId: ids.tea, sizeId: null, balance: 1_500n, isCounted: true, dateAdd: 1 },
        { productId: ids.soup, sizeId: null, balance: 0n, isCounted: false, dateAdd: 5_000 },
      ],
    })
    expect(before.size).toBe(1)
  })
  test('unknown products and impossible balances are refused', () => {
    const put = (productId: string, balance: bigint) => () =>
      putOnStopList(ctx, new Map(), [{ productId, sizeId: null, balance }])
    expect(codeOf(put(ids.order, 0n))).toBe('stop-list.product-unknown')
    expect(codeOf(put(ids.soup, -1n))).toBe('request.field-invalid')
    expect(codeOf(put(ids.soup, 1_000_000n))).toBe('request.field-invalid')
  })
  test('what changes nothing gives no event', () => {
    expect(
      putOnStopList(ctx, listOf(entry(ids.tea, 0n)), [{ productId: ids.tea, sizeId: null, balance: 0n }]),
    ).toBeNull()
    expect(removeFromStopList(new Map(), [{ productId: ids.tea, sizeId: null }])).toBeNull()
    expect(clearStopList(new Map())).toBeNull()
  })
  test('sizes are entries of their own', () => {
    const list = listOf(entry(ids.pizza, 0n, ids.small), entry(ids.pizza, 0n, ids.large))
    const change = changeStopList(ctx, list, {
      kind: 'stopList.remove',
      items: [{ productId: ids.pizza, sizeId: ids.small }],
    })
    expect([...(change?.list.keys() ?? [])]).toEqual([stopListKey(ids.pizza, ids.large)])
    expect(changeStopList(ctx, list, { kind: 'stopList.clear' })?.event.items).toEqual([])
    const put = changeStopList(ctx, list, {
      kind: 'stopList.put',
      items: [{ productId: ids.tea, sizeId: null, balance: 0n }],
    })
    expect(put?.list.size).toBe(3)
  })
})

describe('a sale', () => {
  test('lowers limited products, never below zero, and leaves the others', () => {
    const list = listOf(entry(ids.soup, 2_000n), entry(ids.tea, 500n), entry(ids.juice, 0n))
    const change = afterSale(list, [
      asked(ids.soup, 1_500n),
      asked(ids.tea, 1_000n),
      asked(ids.juice, 1_000n),
      asked(ids.steak, 1_000n),
    ])
    expect([...(change?.list.values() ?? [])].map((item) => item.balance)).toEqual([500n, 0n, 0n])
  })
  test('of what is not limited changes nothing', () => {
    expect(
      afterSale(listOf(entry(ids.soup, 0n)), [asked(ids.soup, 1_000n), asked(ids.tea, 1_000n)]),
    ).toBeNull()
  })
  test('of a size lowers the size and the product as a whole', () => {
    const list = listOf(entry(ids.pizza, 3_000n), entry(ids.pizza, 2_000n, ids.small))
    const change = afterSale(list, [asked(ids.pizza, 1_000n, ids.small)])
    expect([...(change?.list.values() ?? [])].map((item) => item.balance)).toEqual([2_000n, 1_000n])
  })
})

describe('a return', () => {
  test('raises counted remainders, sold out ones too, and no stop by hand', () => {
    const soldOut = { ...entry(ids.tea, 0n), isCounted: true }
    const list = listOf(entry(ids.soup, 2_000n), soldOut, entry(ids.juice, 0n))
    const change = afterReturn(list, [
      asked(ids.soup, 1_500n),
      asked(ids.tea, 1_000n),
      asked(ids.juice, 1_000n),
      asked(ids.steak, 1_000n),
    ])
    expect([...(change?.list.values() ?? [])].map((item) => item.balance)).toEqual([3_500n, 1_000n, 0n])
  })
  test('undoes the sale of a size, and never goes beyond what a till keeps', () => {
    const list = listOf(entry(ids.pizza, 3_000n), entry(ids.pizza, 2_000n, ids.small))
    const sold = afterSale(list, [asked(ids.pizza, 1_000n, ids.small)])?.list ?? new Map()
    expect(afterReturn(sold, [asked(ids.pizza, 1_000n, ids.small)])?.list).toEqual(list)
    const full = listOf(entry(ids.tea, 999_999n))
    expect(afterReturn(full, [asked(ids.tea, 1_000n)])).toBeNull()
  })
  test('a product that was sold out and is then stopped by hand does not come back', () => {
    const sold = afterSale(listOf(entry(ids.tea, 1_000n)), [asked(ids.tea, 1_000n)])?.list ?? new Map()
    const stopped = putOnStopList(ctx, sold, [{ productId: ids.tea, sizeId: null, balance: 0n }])?.list
    expect(afterReturn(stopped ?? new Map(), [asked(ids.tea, 1_000n)])).toBeNull()
  })
})

describe('checking against the remaining balance [cloud-api §6.4]', () => {
  test('stopped, more than left, enough, not on the list', () => {
    const list = listOf(entry(ids.soup, 0n), entry(ids.tea, 1_999n), entry(ids.juice, 2_000n))
    const items = [
      asked(ids.soup, 1n),
      asked(ids.tea, 2_000n),
      asked(ids.juice, 2_000n),
      asked(ids.steak, 9_000n),
    ]
    expect(rejectedByStopList(list, items)).toEqual([
      { ...asked(ids.soup, 1n), balance: 0n },
      { ...asked(ids.tea, 2_000n), balance: 1_999n },
    ])
  })
  test('amounts of one product are added up', () => {
    expect(
      rejectedByStopList(listOf(entry(ids.tea, 1_500n)), [asked(ids.tea, 1_000n), asked(ids.tea, 1_000n)]),
    ).toHaveLength(2)
  })
  test('a product that is stopped as a whole is stopped in every size', () => {
    expect(
      rejectedByStopList(listOf(entry(ids.pizza, 0n)), [asked(ids.pizza, 1_000n, ids.large)]),
    ).toHaveLength(1)
    expect(
      rejectedByStopList(listOf(entry(ids.pizza, 0n, ids.small)), [asked(ids.pizza, 1_000n, ids.large)]),
    ).toEqual([])
  })
  test('nothing asked, nothing rejected', () => {
    expect(rejectedByStopList(listOf(entry(ids.tea, 0n)), [asked(ids.tea, 0n)])).toEqual([])
  })
})
