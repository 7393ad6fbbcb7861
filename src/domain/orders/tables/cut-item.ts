/** Cutting an amount off a dish into an item of its own (front-api §2.6.5 `SplitOrderCookingItem`). */
import { allocate, type Quantity } from '../../../kernel/exact.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { refuse } from '../../../kernel/refusals.ts'
import type { AppliedDiscount, CompoundComponent, ItemModifier, OrderItem } from '../order.ts'
import type { TillContext } from '../till-context.ts'

/** Refuses a member of a combo: it goes with the others, whole. */
export function refuseIndivisible(item: OrderItem): void {
  if (item.combo || item.isAutomatic) throw refuse('item.indivisible', { name: item.name })
}

/**
 * A part of an item, `offset` behind its beginning: same dish, status, times and guest, ids of its own. A modifier that
 * does not depend on the amount stays where it is.
 */
export function partOf(ctx: TillContext, item: OrderItem, offset: Quantity, amount: Quantity): OrderItem {
  const own = { positionId: ctx.random.uuid(), amount, partFrom: (item.partFrom ?? 0n) + offset }
  if (item.kind === 'Product') return { ...item, ...own, modifiers: copied(ctx, item.modifiers) }
  return {
    ...item,
    ...own,
    primary: copiedHalf(ctx, item.primary),
    secondary: item.secondary && copiedHalf(ctx, item.secondary),
    modifiers: copied(ctx, item.modifiers),
  }
}

const copied = (ctx: TillContext, modifiers: readonly ItemModifier[]): ItemModifier[] =>
  modifiers
    .filter(({ amountIndependentOfParentAmount }) => !amountIndependentOfParentAmount)
    .map((modifier) => ({ ...modifier, positionId: ctx.random.uuid() }))

const copiedHalf = (ctx: TillContext, half: CompoundComponent): CompoundComponent => ({
  ...half,
  positionId: ctx.random.uuid(),
  modifiers: copied(ctx, half.modifiers),
})

/** Ids by which a discount may name an item: its own, of its halves, of its modifiers. */
function namesOf(item: OrderItem): Set<Uuid> {
  const halves =
    item.kind === 'Compound' ? [item.primary, item.secondary].filter((half) => half !== null) : []
  return new Set(
    [item, ...halves].flatMap(({ positionId, modifiers }) => [
      positionId,
      ...modifiers.map((modifier) => modifier.positionId),
    ]),
  )
}

/** Discounts on chosen dishes hold for the parts as well; sums that were fixed for a dish are shared by amount. */
export function discountsOfParts(
  discounts: readonly AppliedDiscount[],
  item: OrderItem,
  rest: Quantity,
  parts: readonly OrderItem[],
): AppliedDiscount[] {
  const names = namesOf(item)
  return discounts.map((discount) => {
    const { positions, positionSums } = discount
    const isNamed = positions?.some((id) => names.has(id)) ?? false
    const fixed = positionSums?.filter(({ positionId }) => names.has(positionId)) ?? []
    if (!isNamed && fixed.length === 0) return discount
    const total = fixed.reduce((sum, one) => sum + one.sum, 0n)
    const shares = allocate(total, [rest, ...parts.map(({ amount }) => amount)])
    const ids = [item.positionId, ...parts.map(({ positionId }) => positionId)]
    return {
      ...discount,
      positions: isNamed && positions ? [...positions, ...ids.slice(1)] : positions,
      positionSums:
        fixed.length > 0 && positionSums
          ? [
              ...positionSums.filter(({ positionId }) => !names.has(positionId)),
              ...ids.map((positionId, index) => ({ positionId, sum: shares[index] ?? 0n })),
            ]
          : positionSums,
    }
  })
}

/**
 * Discounts are parted with the dishes: what stays with the order when these go, and what goes along with them into an
 * order of their own. A fixed sum of the whole order is not divided and stays.
 */
export function partedDiscounts(
  discounts: readonly AppliedDiscount[],
  gone: readonly OrderItem[],
): { staying: AppliedDiscount[]; going: AppliedDiscount[] } {
  const names = new Set(gone.flatMap((item) => [...namesOf(item)]))
  const only = (isGoing: boolean): AppliedDiscount[] =>
    discounts.flatMap((discount) => {
      const { positions, positionSums, fixedSum } = discount
      if (!positions && !positionSums) return isGoing && fixedSum !== null ? [] : [discount]
      if (positions && fixedSum !== null && isGoing) return []
      const own = positions?.filter((id) => names.has(id) === isGoing) ?? null
      const sums = positionSums?.filter(({ positionId }) => names.has(positionId) === isGoing) ?? null
      const isEmpty = own?.length === 0 || sums?.length === 0
      return isEmpty ? [] : [{ ...discount, positions: own, positionSums: sums }]
    })
  return { staying: only(false), going: only(true) }
}
