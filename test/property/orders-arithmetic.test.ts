/** Totals of orders nobody would ever compose: whatever is sold, the parts sum to the whole. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { AppliedDiscount, OrderCombo, OrderItem } from '../../src/domain/orders/order.ts'
import { freeAmounts } from '../../src/domain/orders/placing/modifiers.ts'
import { aChosenModifier } from '../../src/domain/orders/testing/a-till.ts'
import { aDiscount, aModifierOf, anOrderItem, aPizza } from '../../src/domain/orders/testing/an-order.ts'
import { type OrderTotals, orderTotals } from '../../src/domain/orders/totals.ts'
import { aModifier, aModifierGroup } from '../../src/domain/reference/testing/a-menu.ts'
import { anId, ids } from '../../src/domain/reference/testing/catalog-ids.ts'
import { allocate, divideRounded } from '../../src/kernel/exact.ts'

const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31)
console.info(`orders-arithmetic: SEED=${seed}`)
const check = <T>(arbitrary: fc.Arbitrary<T>, promise: (value: T) => void) =>
  fc.assert(fc.property(arbitrary, promise), { seed, numRuns: 500 })

const price = fc.bigInt({ min: 0n, max: 1_000_000n })
const amount = fc.bigInt({ min: 1n, max: 20_000n })
const deletion = { removalType: null, comment: null, writeoffUserId: null, at: 1 }
const deleted = fc.constantFrom(null, null, null, deletion)
const categoryId = fc.constantFrom(null, ids.soups, ids.drinks)
const comboIds = [anId(0x900), anId(0x901)]
const membership = fc.constantFrom(
  null,
  ...comboIds.map((comboId) => ({
    comboId,
    comboSourceId: ids.lunch,
    groupId: ids.lunchMain,
    groupName: null,
  })),
)

const modifier = fc
  .record({ price, amount, freeAmount: amount, amountIndependentOfParentAmount: fc.boolean() })
  .map(aModifierOf)
const modifiers = fc.array(modifier, { maxLength: 3 })
const product = fc
  .record({ price, amount, deleted, productCategoryId: categoryId, combo: membership, modifiers })
  .map(anOrderItem)
const compound = fc
  .record({
    primary: price,
    secondary: fc.option(price),
    amount,
    deleted,
    combo: membership,
    common: modifiers,
    first: modifiers,
  })
  .map(({ primary, secondary, common, first, ...rest }): OrderItem => {
    const pizza = aPizza({ primary, secondary })
    return { ...pizza, ...rest, modifiers: common, primary: { ...pizza.primary, modifiers: first } }
  })
const items = fc.array(fc.oneof({ weight: 3, arbitrary: product }, compound), { minLength: 1, maxLength: 6 })

const combos = fc
  .tuple(
    ...comboIds.map((id) =>
      fc.record({
        id: fc.constant(id),
        price,
        amount: fc.integer({ min: 1, max: 4 }),
        includesModifiers: fc.boolean(),
      }),
    ),
  )
  .map((list) =>
    list.map(
      (combo): OrderCombo => ({ ...combo, name: 'Combo', sourceId: ids.lunch, programId: null, size: null }),
    ),
  )

const percent = fc.integer({ min: -10_000, max: 15_000 })
const sum = fc.bigInt({ min: -2_000_000n, max: 2_000_000n })
type DiscountShape = Partial<AppliedDiscount>
const shape: fc.Arbitrary<DiscountShape> = fc.oneof(
  percent.map((percentHundredths) => ({ percentHundredths })),
  sum.map((fixedSum) => ({ fixedSum })),
  percent.map((percentHundredths) => ({
    percentHundredths: 0,
    categoryPercents: [{ categoryId: ids.soups, percentHundredths }],
  })),
)
const discountPlan = fc.record({
  shape,
  minOrderSum: fc.constantFrom(0n, 0n, 500_000n),
  picks: fc.option(fc.array(fc.nat(5))),
  loyal: fc.option(sum),
})

/** Discounts are planned before the items exist, so positions are picked by place. */
const order = fc
  .record({ items, combos, plans: fc.array(discountPlan, { maxLength: 4 }) })
  .map(({ plans, ...rest }) => {
    const discounts = plans.map(({ shape: given, minOrderSum, picks, loyal }) => {
      const at = (place: number) => rest.items[place % rest.items.length]?.positionId ?? ''
      const positions = picks?.map(at) ?? null
      if (loyal === null || !positions) return aDiscount({ ...given, minOrderSum, positions })
      return aDiscount({
        minOrderSum,
        positionSums: positions.map((positionId) => ({ positionId, sum: loyal })),
      })
    })
    return { ...rest, discounts, payments: [] }
  })

const add = (sums: readonly bigint[]) => sums.reduce((a, b) => a + b, 0n)
const living = (found: OrderTotals, all: readonly OrderItem[]) =>
  found.positions.filter((_, index) => all[index]?.deleted === null)

describe('totals', () => {
  test('parts sum to positions, positions to the order, discounts to their positions', () => {
    check(order, (given) => {
      const found = orderTotals(given)
      expect(found.positions.map((position) => position.positionId)).toEqual(
        given.items.map((item) => item.positionId),
      )
      for (const { cost, discountSum, resultSum, parts } of found.positions) {
        expect(add(parts.map((part) => part.cost))).toBe(cost)
        expect(add(parts.map((part) => part.resultSum))).toBe(resultSum)
        expect(cost - discountSum).toBe(resultSum)
      }
      expect(add(found.positions.map((position) => position.cost))).toBe(found.cost)
      expect(add(found.positions.map((position) => position.resultSum))).toBe(found.sum)
      for (const discount of found.discountSums) {
        expect(add(discount.positions.map((position) => position.sum))).toBe(discount.sum)
      }
      expect(add(found.discountSums.map((discount) => discount.sum))).toBe(found.discountSum)
      expect(found.cost - found.discountSum).toBe(found.sum)
    })
  })

  test('money is never negative, deleted items cost nothing, and what is free of surcharges gets no dearer', () => {
    check(order, (given) => {
      const found = orderTotals(given)
      for (const [index, position] of found.positions.entries()) {
        expect(position.resultSum >= 0n && position.cost >= 0n).toBe(true)
        expect(position.parts.every((part) => part.cost >= 0n && part.resultSum >= 0n)).toBe(true)
        if (given.items[index]?.deleted) expect([position.cost, position.resultSum]).toEqual([0n, 0n])
      }
      const hasSurcharge = found.discountSums.some(({ positions }) =>
        positions.some((position) => position.sum < 0n),
      )
      if (!hasSurcharge) expect(found.sum <= found.cost).toBe(true)
    })
  })

  test('a combo with living members costs exactly its price, modifiers on top where it does not include them', () => {
    check(order, (given) => {
      const found = orderTotals({ ...given, discounts: [] })
      for (const combo of given.combos) {
        const members = given.items.filter(
          (item) => item.deleted === null && item.combo?.comboId === combo.id,
        )
        const own = members.flatMap((item) => {
          const position = found.positions.find(({ positionId }) => positionId === item.positionId)
          const unpaid = new Set(combo.includesModifiers ? [] : modifierPositions(item))
          return position?.parts.filter((part) => !unpaid.has(part.positionId)) ?? []
        })
        const expected = members.length > 0 ? combo.price * BigInt(combo.amount) : 0n
        expect(add(own.map((part) => part.cost))).toBe(expected)
      }
    })
  })

  test('an item without discounts and combos costs the same in any company', () => {
    check(fc.tuple(product, items), ([item, others]) => {
      const alone = { ...item, combo: null }
      const bare = others.map((other) => ({ ...other, combo: null }))
      const company = orderTotals({ items: [alone, ...bare], combos: [], discounts: [], payments: [] })
      const [single] = orderTotals({ items: [alone], combos: [], discounts: [], payments: [] }).positions
      expect(company.positions[0]).toEqual(single)
      expect(living(company, [alone, ...bare]).length).toBeLessThanOrEqual(bare.length + 1)
    })
  })
})

const modifierPositions = (item: OrderItem): string[] => {
  const halves =
    item.kind === 'Compound' ? [item.primary, item.secondary].filter((half) => half !== null) : []
  return [item, ...halves].flatMap((part) => part.modifiers.map((given) => given.positionId))
}

describe('exact division', () => {
  test('allocate splits without a remainder, each part within one unit of its share', () => {
    const weights = fc.array(fc.bigInt({ min: 0n, max: 10n ** 12n }), { minLength: 1, maxLength: 12 })
    check(fc.tuple(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), weights), ([whole, shares]) => {
      const parts = allocate(whole, shares)
      expect(add(parts)).toBe(whole)
      const all = add(shares)
      if (all === 0n) return
      for (const [index, part] of parts.entries()) {
        const distance = part * all - whole * (shares[index] ?? 0n)
        expect((distance < 0n ? -distance : distance) < all).toBe(true)
      }
    })
  })
  test('allocating by the whole itself changes nothing', () => {
    check(fc.array(price, { minLength: 1, maxLength: 8 }), (parts) => {
      if (add(parts) > 0n) expect(allocate(add(parts), parts)).toEqual(parts)
    })
  })
  test('rounding is half away from zero and the same for both signs', () => {
    check(fc.tuple(sum, fc.bigInt({ min: 1n, max: 100_000n })), ([value, divisor]) => {
      const rounded = divideRounded(value, divisor)
      expect(divideRounded(-value, divisor)).toBe(-rounded)
      const error = 2n * (rounded * divisor - value)
      expect(error >= -divisor && error <= divisor).toBe(true)
      if (error === divisor || error === -divisor)
        expect(rounded * rounded * divisor > rounded * value || rounded === 0n).toBe(true)
    })
  })
})

test('free units: never more than chosen, the group gives all it can, the dearest first', () => {
  const choice = fc.record({ units: fc.nat(4), price, own: fc.nat(2) })
  check(
    fc.tuple(fc.array(choice, { minLength: 1, maxLength: 4 }), fc.nat(6)),
    ([choices, freeOfChargeAmount]) => {
      const children = choices.map(({ own }, index) =>
        aModifier(anId(0x700 + index), { freeOfChargeAmount: own }),
      )
      const group = aModifierGroup(ids.toppingGroup, children, { freeOfChargeAmount })
      const chosen = choices.map(({ units, price: each }, index) => ({
        input: aChosenModifier(anId(0x700 + index), units, group.id),
        child: children[index] ?? aModifier(ids.ham),
        group,
        price: each,
      }))
      const free = freeAmounts(chosen)
      const units = add(chosen.map(({ input }) => input.amount))
      const own = add(
        chosen.map(({ input, child }) =>
          input.amount < BigInt(child.freeOfChargeAmount) * 1000n
            ? input.amount
            : BigInt(child.freeOfChargeAmount) * 1000n,
        ),
      )
      const granted = BigInt(freeOfChargeAmount) * 1000n
      expect(add(free)).toBe(units < own + granted ? units : own + granted)
      for (const [index, { input, price: each }] of chosen.entries()) {
        expect((free[index] ?? 0n) <= input.amount).toBe(true)
        const isPaid = (free[index] ?? 0n) < input.amount
        const cheaperGotMore = chosen.some(
          (other, place) => other.price < each && (free[place] ?? 0n) > ownOf(other),
        )
        expect(isPaid && cheaperGotMore).toBe(false)
      }
    },
  )
})

const ownOf = ({
  input,
  child,
}: {
  input: { amount: bigint }
  child: { freeOfChargeAmount: number }
}): bigint => {
  const own = BigInt(child.freeOfChargeAmount) * 1000n
  return own < input.amount ? own : input.amount
}
