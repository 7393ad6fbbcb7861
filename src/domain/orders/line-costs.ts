/** Costs of items and their parts before any discount (cloud-api §4.5). */
import { allocate, divideRounded, type Money, type Quantity } from '../../kernel/exact.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { isLiving } from './cooking.ts'
import type { CompoundItem, ItemModifier, OrderCombo, OrderItem } from './order.ts'

/** The item alone, a component or a modifier; parts of a line sum to its cost. */
export type Part = { positionId: Uuid; cost: Money; isModifier: boolean }
/** `costBefore`: of what stands before a part that was cut off a greater item; zero for all others. */
export type Line = { item: OrderItem; parts: Part[]; costBefore: Money }

export const costOf = (parts: readonly Part[]): Money => parts.reduce((sum, part) => sum + part.cost, 0n)

/** Lines of all items with the prices of combos in place of their members' own. */
export function linesOf(items: readonly OrderItem[], combos: readonly OrderCombo[]): Line[] {
  const lines = items.map((item) => ({
    item,
    parts: isLiving(item) ? partsOf(item) : [],
    costBefore: item.partFrom === undefined ? 0n : costOf(wholeParts(item, item.partFrom)),
  }))
  for (const combo of combos) priceCombo(combo, lines)
  return lines
}

/** What the whole costs up to the end of this part, less what it costs up to its beginning. */
function partsOf(item: OrderItem): Part[] {
  if (item.partFrom === undefined) return wholeParts(item, item.amount)
  const before = new Map(wholeParts(item, item.partFrom).map(({ positionId, cost }) => [positionId, cost]))
  return wholeParts(item, item.partFrom + item.amount).map((part) => ({
    ...part,
    cost: part.cost - (before.get(part.positionId) ?? 0n),
  }))
}

/** Parts of so much of an item. */
function wholeParts(item: OrderItem, amount: Quantity): Part[] {
  if (item.kind === 'Compound') return compoundParts(item, amount)
  const own = { positionId: item.positionId, cost: times(item.price, amount), isModifier: false }
  return [own, ...item.modifiers.map((modifier) => modifierPart(modifier, amount))]
}

/** Each half counts half of its price; the halves together are rounded once. */
function compoundParts(item: CompoundItem, amount: Quantity): Part[] {
  const { primary, secondary } = item
  const components = secondary ? [primary, secondary] : [primary]
  const prices = components.map(({ price }) => price)
  const whole = prices.reduce((sum, price) => sum + price, 0n)
  const cost = divideRounded(whole * amount, 1000n * BigInt(components.length))
  const shares = allocate(cost, prices)
  const parts = components.flatMap((component, index) => [
    { positionId: component.positionId, cost: shares[index] ?? 0n, isModifier: false },
    ...component.modifiers.map((modifier) => modifierPart(modifier, amount)),
  ])
  return [...parts, ...item.modifiers.map((modifier) => modifierPart(modifier, amount))]
}

/** `amount` is per unit of the parent unless it says otherwise; `freeAmount` of it costs nothing. */
function modifierPart(modifier: ItemModifier, parentAmount: Quantity): Part {
  const { positionId, price, amount, freeAmount } = modifier
  const payable = amount > freeAmount ? amount - freeAmount : 0n
  const cost = modifier.amountIndependentOfParentAmount
    ? times(price, payable)
    : divideRounded(price * payable * parentAmount, 1_000_000n)
  return { positionId, cost, isModifier: true }
}

const times = (price: Money, amount: Quantity): Money => divideRounded(price * amount, 1000n)

/** The combo's price replaces the prices of its members, in proportion to what they cost alone. */
function priceCombo(combo: OrderCombo, lines: Line[]): void {
  const covered = lines
    .filter(({ item }) => item.combo?.comboId === combo.id)
    .flatMap((line) => line.parts.filter((part) => combo.includesModifiers || !part.isModifier))
  const shares = allocate(
    combo.price * BigInt(combo.amount),
    covered.map((part) => part.cost),
  )
  for (const [index, part] of covered.entries()) part.cost = shares[index] ?? 0n
}
