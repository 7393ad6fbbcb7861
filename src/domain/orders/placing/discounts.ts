/** Discounts and surcharges that a client asks for (cloud-api §4.7). */
import { type Money, printDecimal } from '../../../kernel/exact.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { refuse } from '../../../kernel/refusals.ts'
import type { BookItem, DiscountType } from '../../reference/books.ts'
import type { DiscountInput } from '../commands.ts'
import { isLiving } from '../cooking.ts'
import type { AppliedDiscount, OrderCombo, OrderItem } from '../order.ts'
import type { TillContext } from '../till-context.ts'
import { orderSums } from '../totals.ts'
import { organizationOf } from './sale-terms.ts'

export type DiscountedOrder = { items: readonly OrderItem[]; combos: readonly OrderCombo[] }
type DiscountRequest = { discounts: readonly DiscountInput[]; discountCardTrack: string | null }

/** Local discounts and fixed loyalty results do not mix; a card comes before what is named by type. */
export function resolveDiscounts(
  ctx: TillContext,
  order: DiscountedOrder,
  request: DiscountRequest,
): AppliedDiscount[] {
  const { discounts, discountCardTrack } = request
  const positions = livingPositions(order.items)
  const byCard = discountCardTrack ? [cardDiscount(ctx, discountCardTrack)] : []
  const applied = [...byCard, ...discounts.map((input) => resolveDiscount(ctx, input, positions))]
  const loyal = applied.find((discount) => discount.source === 'iikoCard')
  if (loyal && applied.some((discount) => discount.source === 'RMS')) {
    throw refuse('discount.mode-forbidden', { name: loyal.type.name })
  }
  checkOrderSum(ctx, order, applied)
  return applied
}

function resolveDiscount(
  ctx: TillContext,
  input: DiscountInput,
  positions: ReadonlySet<Uuid>,
): AppliedDiscount {
  if (input.source === 'iikoCard') return loyaltyDiscount(input, positions)
  const item = discountTypeOf(ctx, input.discountTypeId)
  const type = item.body
  const isForClients = type.isManual && !type.isAutomatic
  if (!isForClients) throw refuse('discount.mode-forbidden', { name: type.name })
  if (input.positions !== null) {
    if (!type.canBeAppliedSelectively) throw refuse('discount.mode-forbidden', { name: type.name })
    checkPositions(input.positions, positions)
  }
  return { ...discountOfType(item, sumFor(type, input.sum)), positions: input.positions }
}

function discountTypeOf(ctx: TillContext, id: Uuid): BookItem<'discountType'> {
  const item = ctx.catalog.living('discountType', id)
  const isForeign = item?.organizationId && item.organizationId !== ctx.organizationId
  if (!item || isForeign) throw refuse('discount.unknown', { id })
  return item
}

/** Only a flexible sum comes from the client; negative is a surcharge. */
function sumFor(type: DiscountType, sum: Money | null): Money | null {
  if (type.mode === 'FlexibleSum') {
    if (sum === null) throw refuse('discount.sum-required', { name: type.name })
    return sum
  }
  if (sum !== null) throw refuse('discount.sum-forbidden', { name: type.name })
  return type.mode === 'FixedSum' ? type.sum : null
}

/** Categories replace the percent of a percent discount. */
function discountOfType(
  { id, body: type }: BookItem<'discountType'>,
  fixedSum: Money | null,
): AppliedDiscount {
  const isPercent = type.mode === 'Percent'
  return {
    source: 'RMS',
    type: { id, name: type.name },
    percentHundredths: isPercent ? type.percentHundredths : null,
    fixedSum,
    categoryPercents: isPercent && type.isCategorised ? type.categoryPercents : null,
    minOrderSum: type.minOrderSum,
    positions: null,
    positionSums: null,
  }
}

/** A card is found by its track, or by its number where the type allows typing it. */
function cardDiscount(ctx: TillContext, track: string): AppliedDiscount {
  const digest = ctx.trackDigest(track)
  for (const card of ctx.catalog.of('discountCard', ctx.organizationId)) {
    if (card.isDeleted || (card.body.trackDigest !== digest && card.body.number !== track)) continue
    const item = discountTypeOf(ctx, card.body.discountTypeId)
    const { name, mode, isCard, canApplyByCardNumber } = item.body
    if (card.body.trackDigest !== digest && !canApplyByCardNumber) continue
    if (!isCard || mode === 'FlexibleSum') throw refuse('discount.mode-forbidden', { name })
    return discountOfType(item, mode === 'FixedSum' ? item.body.sum : null)
  }
  throw refuse('discount.card-unknown', { track: `…${track.slice(-2)}` })
}

/** What `loyalty/iiko/calculate` has found, kept as it is. */
function loyaltyDiscount(
  { programId, programName, items }: Extract<DiscountInput, { source: 'iikoCard' }>,
  positions: ReadonlySet<Uuid>,
): AppliedDiscount {
  checkPositions(
    items.map((item) => item.positionId),
    positions,
  )
  return {
    source: 'iikoCard',
    type: { id: programId, name: programName },
    percentHundredths: null,
    fixedSum: null,
    categoryPercents: null,
    minOrderSum: 0n,
    positions: null,
    positionSums: items.map(({ positionId, sum }) => ({ positionId, sum })),
  }
}

function checkPositions(named: readonly Uuid[], known: ReadonlySet<Uuid>): void {
  const seen = new Set<Uuid>()
  for (const positionId of named) {
    if (!known.has(positionId)) throw refuse('discount.position-unknown', { positionId })
    if (seen.has(positionId)) throw refuse('discount.position-duplicate', { positionId })
    seen.add(positionId)
  }
}

/** Positions of items, of their components and of all modifiers. */
function livingPositions(items: readonly OrderItem[]): Set<Uuid> {
  const positions = new Set<Uuid>()
  for (const item of items.filter(isLiving)) {
    const components =
      item.kind === 'Compound' ? [item.primary, item.secondary].filter((part) => part !== null) : []
    for (const part of [item, ...components]) {
      positions.add(part.positionId)
      for (const modifier of part.modifiers) positions.add(modifier.positionId)
    }
  }
  return positions
}

function checkOrderSum(ctx: TillContext, order: DiscountedOrder, applied: readonly AppliedDiscount[]): void {
  if (applied.length === 0) return
  const { cost } = orderSums({
    items: [...order.items],
    combos: [...order.combos],
    discounts: [],
    payments: [],
  })
  const tooDear = applied.find((discount) => cost < discount.minOrderSum)
  if (!tooDear) return
  const min = printDecimal(tooDear.minOrderSum, organizationOf(ctx).currency.scale)
  throw refuse('discount.order-sum-too-small', { name: tooDear.type.name, min })
}
