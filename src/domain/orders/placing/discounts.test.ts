import { describe, expect, test } from 'vitest'
import { ids } from '../../reference/testing/catalog-ids.ts'
import type { DiscountInput, PlaceDelivery } from '../commands.ts'
import { anItem, aPlacedOrder, aChosenModifier as chosen } from '../testing/a-till.ts'
import { codeOf, refusalOf } from '../testing/refusal-of.ts'
import { orderTotals } from '../totals.ts'

const rms = (
  discountTypeId: string,
  changes: Partial<Extract<DiscountInput, { source: 'RMS' }>> = {},
): DiscountInput => ({
  source: 'RMS',
  discountTypeId,
  sum: null,
  positions: null,
  ...changes,
})
const loyal = (...positionIds: string[]): DiscountInput => ({
  source: 'iikoCard',
  programId: ids.lunch,
  programName: 'Birthday',
  items: positionIds.map((positionId) => ({ positionId, sum: 700n, amount: 1_000n })),
})
const soup = anItem(ids.soup, { positionId: ids.guest })
const place = (changes: Partial<PlaceDelivery>) =>
  aPlacedOrder({ items: [soup, anItem(ids.tea)], ...changes })
const sumWith = (...discounts: DiscountInput[]) => orderTotals(place({ discounts })).sum
const refused = (...discounts: DiscountInput[]) => codeOf(() => place({ discounts }))

describe('modes [cloud-api §4.7] on an order of 450', () => {
  test('percent, fixed sum, flexible sum, surcharge', () => {
    expect(sumWith(rms(ids.tenPercent))).toBe(40_500n)
    expect(sumWith(rms(ids.hundred))).toBe(35_000n)
    expect(sumWith(rms(ids.flexible, { sum: 123n }))).toBe(44_877n)
    expect(sumWith(rms(ids.flexible, { sum: -123n }))).toBe(45_123n)
    expect(sumWith(rms(ids.surcharge))).toBe(47_250n)
  })
  test('by category', () => {
    expect(sumWith(rms(ids.soupDay))).toBe(27_500n)
  })
  test('a flexible sum must come with the request, any other must not', () => {
    expect(refused(rms(ids.flexible))).toBe('discount.sum-required')
    expect(refused(rms(ids.hundred, { sum: 1n }))).toBe('discount.sum-forbidden')
    expect(refused(rms(ids.tenPercent, { sum: 1n }))).toBe('discount.sum-forbidden')
  })
  test('unknown, automatic and card discounts are not for clients to name', () => {
    expect(refused(rms(ids.order))).toBe('discount.unknown')
    expect(refused(rms(ids.automatic))).toBe('discount.mode-forbidden')
    expect(refused(rms(ids.byCard))).toBe('discount.mode-forbidden')
  })
  test('an order below the minimum', () => {
    expect(refusalOf(() => place({ discounts: [rms(ids.fromThousand)] }))).toEqual({
      code: 'discount.order-sum-too-small',
      params: { name: 'Big order', min: '1000' },
    })
    expect(
      place({ items: [{ ...soup, amount: 3_000n }], discounts: [rms(ids.fromThousand)] }).discounts,
    ).toHaveLength(1)
  })
})

describe('chosen positions', () => {
  test('only where the type allows it', () => {
    expect(sumWith(rms(ids.selective, { positions: [ids.guest] }))).toBe(38_000n)
    expect(refused(rms(ids.tenPercent, { positions: [ids.guest] }))).toBe('discount.mode-forbidden')
  })
  test('are positions of the order, each once', () => {
    expect(refused(rms(ids.selective, { positions: [ids.order] }))).toBe('discount.position-unknown')
    expect(refused(rms(ids.selective, { positions: [ids.guest, ids.guest] }))).toBe(
      'discount.position-duplicate',
    )
  })
})

describe('a card', () => {
  test('by track, or by number where the type allows it', () => {
    expect(orderTotals(place({ discountCardTrack: 'TRACK-77' })).sum).toBe(40_500n)
    expect(place({ discountCardTrack: '77' }).discounts[0]?.type.name).toBe('Regulars')
  })
  test('that nobody has issued', () => {
    // A refusal is journalled, so it does not hold the track.
    expect(refusalOf(() => place({ discountCardTrack: 'TRACK-78' }))).toEqual({
      code: 'discount.card-unknown',
      params: { track: '…78' },
    })
  })
})

describe('fixed results of loyalty', () => {
  test('stand per position', () => {
    expect(sumWith(loyal(ids.guest))).toBe(44_300n)
    expect(place({ discounts: [loyal(ids.guest)] }).discounts[0]).toMatchObject({
      source: 'iikoCard',
      type: { name: 'Birthday' },
    })
  })
  test('may name a modifier', () => {
    const sugar = chosen(ids.sugar, 3, null, { positionId: ids.contact })
    const order = place({ items: [anItem(ids.tea, { modifiers: [sugar] })], discounts: [loyal(ids.contact)] })
    expect(orderTotals(order).sum).toBe(9_800n)
  })
  test('name positions of the order, and do not mix with local discounts', () => {
    expect(refused(loyal(ids.order))).toBe('discount.position-unknown')
    expect(refused(loyal(ids.guest, ids.guest))).toBe('discount.position-duplicate')
    expect(refused(loyal(ids.guest), rms(ids.tenPercent))).toBe('discount.mode-forbidden')
  })
})
