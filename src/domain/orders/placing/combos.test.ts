import { describe, expect, test } from 'vitest'
import { changedItem } from '../../reference/testing/a-catalog.ts'
import { ids } from '../../reference/testing/catalog-ids.ts'
import type { ComboInput } from '../commands.ts'
import { anItem, aPlacedOrder, aTill, aChosenModifier as chosen } from '../testing/a-till.ts'
import { codeOf, refusalOf } from '../testing/refusal-of.ts'
import { orderTotals } from '../totals.ts'

const aLunch = (changes: Partial<ComboInput> = {}): ComboInput => ({
  id: ids.combo,
  name: 'Lunch',
  amount: 1,
  price: 40_000n,
  sourceId: ids.lunch,
  programId: null,
  sizeId: null,
  ...changes,
})
const of = (groupId: string, changes = {}) => ({
  comboId: ids.combo,
  comboSourceId: ids.lunch,
  groupId,
  groupName: null,
  ...changes,
})
const soup = anItem(ids.soup, { combo: of(ids.lunchMain) })
const tea = anItem(ids.tea, { combo: of(ids.lunchDrink) })
const place = (combos: ComboInput[], items = [soup, tea], till = aTill()) =>
  aPlacedOrder({ items, combos }, till)
const tillWith = (changes: Parameters<typeof changedItem<'comboAction'>>[2]) =>
  aTill({}, { items: [changedItem('comboAction', ids.lunch, changes)] })

test('a combo is sold for its price', () => {
  const order = place([aLunch()])
  expect(order.combos).toEqual([
    {
      id: ids.combo,
      name: 'Lunch',
      amount: 1,
      price: 40_000n,
      sourceId: ids.lunch,
      programId: null,
      size: null,
      includesModifiers: false,
    },
  ])
  expect(orderTotals(order).sum).toBe(40_000n)
})

test('the price of a member does not matter, not even where prices are closed', () => {
  const till = aTill({}, { organization: { openPricesForbidden: true } })
  const free = [
    { ...soup, price: 0n },
    { ...tea, price: 1n },
  ]
  expect(place([aLunch()], free, till).items).toMatchObject([{ price: 35_000n }, { price: 1n }])
})

describe('references [cloud-api §4.5]', () => {
  test('a combo twice', () => {
    expect(codeOf(() => place([aLunch(), aLunch()]))).toBe('combo.duplicate')
  })
  test('an item of a combo that is not there, or of another action', () => {
    expect(refusalOf(() => place([]))).toEqual({ code: 'combo.unknown-reference', params: { id: ids.combo } })
    const other = { ...soup, combo: of(ids.lunchMain, { comboSourceId: ids.order }) }
    expect(codeOf(() => place([aLunch()], [other, tea]))).toBe('combo.unknown-reference')
  })
  test('an item of another amount than the combo', () => {
    expect(codeOf(() => place([aLunch()], [{ ...soup, amount: 2_000n }, tea]))).toBe('combo.amount')
    expect(codeOf(() => place([aLunch({ amount: 2 })]))).toBe('combo.amount')
  })
  test('an amount that is no amount', () => {
    expect(codeOf(() => place([aLunch({ amount: 0 })], [anItem()]))).toBe('request.field-invalid')
  })
})

describe('the action', () => {
  test('must exist and work today', () => {
    expect(codeOf(() => place([aLunch({ sourceId: ids.order })], [anItem()]))).toBe('combo.unknown')
    for (const changes of [
      { isActive: false },
      { startDate: '2026-03-14' },
      { expirationDate: '2026-03-12' },
    ]) {
      expect(codeOf(() => place([aLunch()], [soup, tea], tillWith(changes)))).toBe('combo.unknown')
    }
  })
  test('works on the first and on the last day', () => {
    const term = { startDate: '2026-03-13T12:00:00', expirationDate: '2026-03-13' }
    expect(place([aLunch()], [soup, tea], tillWith(term)).combos).toHaveLength(1)
  })
})

describe('composition and price [cloud-api §6.5]', () => {
  test('groups that are not filled are named', () => {
    expect(refusalOf(() => place([aLunch()], [soup]))).toEqual({
      code: 'combo.filled-wrongly',
      params: { name: 'Lunch', groups: 'Drink' },
    })
  })
  test('a forbidden modifier', () => {
    const sour = { ...tea, modifiers: [chosen(ids.lemon, 1)] }
    expect(codeOf(() => place([aLunch()], [soup, sour]))).toBe('combo.filled-wrongly')
  })
  test('the price is the one that the action makes', () => {
    expect(refusalOf(() => place([aLunch({ price: 39_999n })]))).toEqual({
      code: 'combo.price-differs',
      params: { price: '399.99', name: 'Lunch', expected: '400' },
    })
  })
  test('free modifiers do not raise a price that includes modifiers', () => {
    const till = tillWith({ priceModificationType: 4, priceModification: 0n, includeModifiers: true })
    const sweet = { ...tea, modifiers: [chosen(ids.sugar, 3)] }
    const order = place([aLunch({ price: 45_500n })], [soup, sweet], till)
    expect(orderTotals(order).sum).toBe(45_500n)
  })
  test('a size must be one of the corporation', () => {
    expect(place([aLunch({ sizeId: ids.large })]).combos[0]?.size).toEqual({ id: ids.large, name: 'L' })
    expect(codeOf(() => place([aLunch({ sizeId: ids.order })]))).toBe('item.size-unknown')
  })
})
