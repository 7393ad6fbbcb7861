import { describe, expect, test } from 'vitest'
import { ids } from '../reference/testing/catalog-ids.ts'
import { aDiscount, aModifierOf, anOrderItem, aPizza, aTotalled } from './testing/an-order.ts'
import { orderTotals } from './totals.ts'

const taken = { removalType: null, comment: null, writeoffUserId: null, at: 1 }

describe('cost of a position [cloud-api §4.5]', () => {
  test('price times amount, rounded half away from zero', () => {
    const item = anOrderItem({ price: 33_333n, amount: 1_500n })
    expect(orderTotals(aTotalled({ items: [item] })).sum).toBe(50_000n)
    expect(orderTotals(aTotalled({ items: [{ ...item, price: 1n, amount: 500n }] })).sum).toBe(1n)
  })

  test('modifiers per unit of the parent, free units left out', () => {
    const sugar = aModifierOf({ price: 500n, amount: 3_000n, freeAmount: 2_000n })
    const item = anOrderItem({ price: 10_000n, amount: 2_000n, modifiers: [sugar] })
    expect(orderTotals(aTotalled({ items: [item] })).positions[0]).toEqual({
      positionId: item.positionId,
      cost: 21_000n,
      discountSum: 0n,
      resultSum: 21_000n,
      parts: [
        { positionId: item.positionId, cost: 20_000n, resultSum: 20_000n },
        { positionId: sugar.positionId, cost: 1_000n, resultSum: 1_000n },
      ],
    })
  })

  test('a modifier that is independent of the parent counts once', () => {
    const spoon = aModifierOf({ price: 500n, amount: 1_000n, amountIndependentOfParentAmount: true })
    const item = anOrderItem({ price: 10_000n, amount: 3_000n, modifiers: [spoon] })
    expect(orderTotals(aTotalled({ items: [item] })).sum).toBe(30_500n)
  })

  test('halves count half of their price each and are rounded together', () => {
    const halved = aPizza({ primary: 50_001n, secondary: 60_000n })
    const { positions } = orderTotals(aTotalled({ items: [halved] }))
    expect(positions[0]?.cost).toBe(55_001n)
    expect(positions[0]?.parts.map((part) => part.cost)).toEqual([25_001n, 30_000n])
    expect(orderTotals(aTotalled({ items: [aPizza({ primary: 50_001n, secondary: null })] })).sum).toBe(
      50_001n,
    )
  })

  test('a deleted item costs nothing but keeps its place', () => {
    const gone = anOrderItem({ price: 10_000n, deleted: taken })
    const { positions, sum } = orderTotals(aTotalled({ items: [gone, anOrderItem({ price: 5_000n })] }))
    expect(positions.map((position) => position.cost)).toEqual([0n, 5_000n])
    expect(sum).toBe(5_000n)
  })
})

describe('combos', () => {
  const combo = { comboId: ids.combo, comboSourceId: ids.lunch, groupId: ids.lunchMain, groupName: null }
  const lunch = {
    id: ids.combo,
    name: 'Lunch',
    amount: 2,
    price: 40_001n,
    sourceId: ids.lunch,
    programId: null,
    size: null,
    includesModifiers: false,
  }
  const sugar = aModifierOf({ price: 500n, amount: 1_000n })
  const soup = anOrderItem({ price: 35_000n, amount: 2_000n, combo })
  const tea = anOrderItem({ price: 10_000n, amount: 2_000n, combo, modifiers: [sugar] })

  test('the price of the combo replaces the prices of its members exactly, modifiers on top', () => {
    const { positions, sum } = orderTotals(aTotalled({ items: [soup, tea], combos: [lunch] }))
    expect(positions.map((position) => position.parts.map((part) => part.cost))).toEqual([
      [62_224n],
      [17_778n, 1_000n],
    ])
    expect(sum).toBe(81_002n)
  })
  test('a combo that includes modifiers swallows them', () => {
    const { sum } = orderTotals(
      aTotalled({ items: [soup, tea], combos: [{ ...lunch, includesModifiers: true }] }),
    )
    expect(sum).toBe(80_002n)
  })
  test('members without a price share by the first; deleted members are not paid', () => {
    const free = [anOrderItem({ price: 0n, combo }), anOrderItem({ price: 0n, combo })]
    expect(orderTotals(aTotalled({ items: free, combos: [lunch] })).positions.map((p) => p.cost)).toEqual([
      80_002n,
      0n,
    ])
    const gone = [soup, tea].map((item) => ({ ...item, deleted: taken }))
    expect(orderTotals(aTotalled({ items: gone, combos: [lunch] })).sum).toBe(0n)
  })
})

describe('discounts and surcharges [cloud-api §4.7]', () => {
  const soup = anOrderItem({ price: 33_333n, productCategoryId: ids.soups })
  const tea = anOrderItem({ price: 10_005n })
  const totalsWith = (...discounts: ReturnType<typeof aDiscount>[]) =>
    orderTotals(aTotalled({ items: [soup, tea], discounts }))

  test('a percent is rounded per position and sums up', () => {
    const { discountSums, sum, cost } = totalsWith(aDiscount({ percentHundredths: 1_000 }))
    expect(discountSums).toEqual([
      {
        sum: 4_334n,
        positions: [
          { positionId: soup.positionId, sum: 3_333n },
          { positionId: tea.positionId, sum: 1_001n },
        ],
      },
    ])
    expect(sum).toBe(cost - 4_334n)
  })
  test('each acts on what the ones before it left; a negative percent raises', () => {
    const { discountSums } = totalsWith(
      aDiscount({ percentHundredths: 5_000 }),
      aDiscount({ percentHundredths: -1_000 }),
    )
    expect(discountSums.map(({ sum }) => sum)).toEqual([21_670n, -2_167n])
  })
  test('a fixed sum is spread by cost and never exceeds it; a surcharge has no limit', () => {
    expect(totalsWith(aDiscount({ fixedSum: 10_000n })).positions.map((p) => p.discountSum)).toEqual([
      7_691n,
      2_309n,
    ])
    expect(totalsWith(aDiscount({ fixedSum: 1_000_000n })).sum).toBe(0n)
    expect(totalsWith(aDiscount({ fixedSum: -1_000_000n })).sum).toBe(1_043_338n)
  })
  test('a surcharge on an order that is free already is still a surcharge', () => {
    const { sum } = totalsWith(aDiscount({ percentHundredths: 10_000 }), aDiscount({ fixedSum: -500n }))
    expect(sum).toBe(500n)
  })
  test('categories replace the general percent', () => {
    const categoryPercents = [{ categoryId: ids.soups, percentHundredths: 5_000 }]
    const { positions } = totalsWith(aDiscount({ percentHundredths: 9_900, categoryPercents }))
    expect(positions.map((position) => position.discountSum)).toEqual([16_667n, 0n])
  })
  test('a selective discount leaves the other positions alone', () => {
    const { positions } = totalsWith(aDiscount({ percentHundredths: 2_000, positions: [tea.positionId] }))
    expect(positions.map((position) => position.discountSum)).toEqual([0n, 2_001n])
  })
  test('fixed results of loyalty stand per position, cut to its cost', () => {
    const positionSums = [
      { positionId: soup.positionId, sum: 1_234n },
      { positionId: tea.positionId, sum: 99_999n },
    ]
    expect(totalsWith(aDiscount({ positionSums })).positions.map((p) => p.discountSum)).toEqual([
      1_234n,
      10_005n,
    ])
  })
  test('a discount rests while the order costs less than it asks for', () => {
    expect(totalsWith(aDiscount({ percentHundredths: 1_000, minOrderSum: 43_339n })).discountSum).toBe(0n)
    expect(totalsWith(aDiscount({ percentHundredths: 1_000, minOrderSum: 43_338n })).discountSum).toBe(4_334n)
  })
  test('a position may be named by one of its parts; results of the parts sum to the whole', () => {
    const pizza = aPizza({ primary: 50_001n, secondary: 60_000n })
    const positions = [pizza.secondary?.positionId ?? '']
    const totals = orderTotals(
      aTotalled({ items: [pizza, tea], discounts: [aDiscount({ percentHundredths: 1_000, positions })] }),
    )
    expect(totals.positions.map((position) => position.discountSum)).toEqual([5_500n, 0n])
    expect(totals.positions[0]?.parts.reduce((sum, part) => sum + part.resultSum, 0n)).toBe(49_501n)
  })
  test('an order of deleted items has nothing to discount', () => {
    const items = [{ ...soup, deleted: taken }]
    expect(orderTotals(aTotalled({ items, discounts: [aDiscount({ fixedSum: -500n })] })).sum).toBe(0n)
  })
})

test('payments: processed, planned and what is due', () => {
  const payment = (sum: bigint, isPreliminary: boolean) => ({
    id: ids.order,
    type: { id: ids.cash, name: 'Cash', kind: 'Cash' as const },
    sum,
    isPreliminary,
    isExternal: true,
    isProcessedExternally: !isPreliminary,
    isFiscalizedExternally: false,
    isPrepay: false,
    sealedIn: null,
  })
  const items = [anOrderItem({ price: 10_000n })]
  const paid = orderTotals(aTotalled({ items, payments: [payment(3_000n, false), payment(9_000n, true)] }))
  expect([paid.processedPaymentsSum, paid.plannedPaymentsSum, paid.due]).toEqual([3_000n, 9_000n, 7_000n])
  expect(orderTotals(aTotalled({ items, payments: [payment(11_000n, false)] })).due).toBe(0n)
})
