import type { Money } from '../../../kernel/exact.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { refuse } from '../../../kernel/refusals.ts'
import type { ComponentInput, ItemInput, ModifierInput } from '../commands.ts'
import { isPrinted } from '../cooking.ts'
import type { ModifierChange, Recomposition } from '../inputs.ts'
import type { CompoundComponent, CompoundItem, ItemModifier, OrderItem, Sale } from '../order.ts'
import { amountsMoved } from '../ordered-amounts.ts'
import { resolveItem } from '../placing/items.ts'
import { type ClaimPosition, claimPositions } from '../placing/positions.ts'
import { saleTerms } from '../placing/sale-terms.ts'
import { refuseStoppedAmounts } from '../placing/stopped-items.ts'
import type { TillContext } from '../till-context.ts'
import { refuseIfBilled } from './bill.ts'
import type { Deed } from './deed.ts'
import { livingItem } from './living-item.ts'
import { wrongStatus } from './wrong-status.ts'

export const recomposeItem: Deed<'delivery.recomposeItem'> = (ctx, order, command) => {
  const item = recomposed(ctx, order, command)
  return item ? [{ kind: 'delivery.itemRecomposed', item }] : []
}

/**
 * The dish as it is made from now on; null: nothing changes. Only before the kitchen has it (front-api §2.6.4), by the rules
 * of a new dish. What stays keeps the price at which it was ordered, unless the size changes.
 */
export function recomposed(ctx: TillContext, order: Sale, change: Recomposition): OrderItem | null {
  refuseIfBilled(order)
  const item = livingItem(order, change.positionId)
  if (isPrinted(item)) throw wrongStatus(item)
  if (item.combo || item.isAutomatic) throw refuse('item.composition-fixed', { name: item.name })
  const isOtherSize = change.sizeId !== undefined && change.sizeId !== item.size?.id
  // Every change is looked at: one of a half that is not there is refused.
  const others = change.modifiers.filter((each) => changes(item, each))
  const isOtherPrice = change.openPrice !== undefined && change.openPrice !== priceOf(item)
  if (!isOtherSize && !isOtherPrice && others.length === 0) return null
  const terms = saleTerms(ctx, order.priceCategory?.id ?? null)
  const resolved = resolveItem(terms, claimBesides(ctx, item), inputOf(item, change))
  const next = isOtherSize ? inNewSize(item, resolved) : atOldPrices(item, resolved, isOtherPrice)
  refuseStoppedAmounts(ctx, amountsMoved([item], [next]).more)
  return next
}

/** Of a dish of halves nobody types a price. */
const priceOf = (item: OrderItem): Money | null => (item.kind === 'Product' ? item.price : null)

/** One that went and came back, with a position of its own, is another one though it is as many. */
function changes(item: OrderItem, change: ModifierChange): boolean {
  const present = listOf(item, change.half).find((one) => isSame(one, change))?.amount ?? 0n
  return present !== change.amount || (change.positionId !== null && change.amount > 0n)
}

type Named = { productId: Uuid; groupId: Uuid | null }
const isSame = (a: Named, b: Named): boolean => a.productId === b.productId && a.groupId === b.groupId

function listOf(item: OrderItem, half: ModifierChange['half']): readonly ItemModifier[] {
  if (half === null) return item.modifiers
  const owner = item.kind === 'Compound' ? item[half] : null
  if (!owner) {
    const message = `${item.name} has no ${half} half`
    throw refuse('request.field-invalid', { field: 'modifiers', message })
  }
  return owner.modifiers
}

const halvesOf = (item: OrderItem): CompoundComponent[] =>
  item.kind === 'Compound' ? [item.primary, ...(item.secondary ? [item.secondary] : [])] : []

/** The item's own positions stay, each where it is; others must be free. */
function claimBesides(ctx: TillContext, item: OrderItem): ClaimPosition {
  const parts = [item, ...halvesOf(item)]
  const own = new Set([...parts, ...parts.flatMap(({ modifiers }) => modifiers)].map((one) => one.positionId))
  const claim = claimPositions(ctx)
  return (wanted) => (wanted !== null && own.delete(wanted) ? wanted : claim(wanted))
}

/** The dish as if it were asked for now. */
function inputOf(item: OrderItem, { sizeId, openPrice, modifiers }: Recomposition): ItemInput {
  const listFor = (half: ModifierChange['half']): ModifierInput[] =>
    withChanges(
      listOf(item, half),
      modifiers.filter((change) => change.half === half),
    )
  const common = {
    positionId: item.positionId,
    sizeId: sizeId ?? item.size?.id ?? null,
    amount: item.amount,
    comment: null,
    combo: null,
    modifiers: listFor(null),
  }
  if (item.kind === 'Product') {
    const typed = openPrice === undefined ? {} : { openPrice }
    return { ...common, kind: 'Product', productId: item.productId, price: null, ...typed }
  }
  if (openPrice !== undefined) throw refuse('item.price-closed', { name: item.name })
  const componentOf = (half: 'primary' | 'secondary', one: CompoundComponent): ComponentInput => ({
    ...{ productId: one.productId, positionId: one.positionId, price: null },
    modifiers: listFor(half),
  })
  const secondary = item.secondary && componentOf('secondary', item.secondary)
  return { ...common, kind: 'Compound', primary: componentOf('primary', item.primary), secondary }
}

function withChanges(present: readonly ItemModifier[], asked: readonly ModifierChange[]): ModifierInput[] {
  const kept = present.map(({ positionId, productId, groupId, amount }) => {
    const change = asked.find((one) => isSame(one, { productId, groupId }))
    // One that went and came back is a new one.
    const isNewOne = change && change.positionId !== null
    return {
      ...{ productId, groupId, amount: change?.amount ?? amount },
      positionId: isNewOne ? change.positionId : positionId,
      price: isNewOne ? change.price : null,
    }
  })
  const isNew = (change: ModifierChange): boolean => !present.some((one) => isSame(one, change))
  const added = asked.filter(isNew).map(({ half: _, ...input }) => input)
  // One that was there with nothing of it says “without”, and stays.
  const isLeft = ({ amount, positionId }: ModifierInput): boolean =>
    amount !== 0n || present.some((one) => one.positionId === positionId && one.amount === 0n)
  return [...kept, ...added].filter(isLeft)
}

/** All that the resolved dish has no say in stays: status, guest, course, part of a cut dish. */
function inNewSize(item: OrderItem, resolved: OrderItem): OrderItem {
  const { size, modifiers } = resolved
  if (item.kind === 'Product' && resolved.kind === 'Product')
    return { ...item, size, modifiers, price: resolved.price, pricePredefined: resolved.pricePredefined }
  const { primary, secondary } = resolved as CompoundItem
  return { ...(item as CompoundItem), size, modifiers, primary, secondary }
}

function atOldPrices(item: OrderItem, resolved: OrderItem, isPriceTyped: boolean): OrderItem {
  const modifiers = oldPrices(item.modifiers, resolved.modifiers)
  if (item.kind === 'Product' && resolved.kind === 'Product') {
    const { price, pricePredefined } = isPriceTyped ? resolved : item
    return { ...item, modifiers, price, pricePredefined }
  }
  const { primary, secondary } = resolved as CompoundItem
  const half = (old: CompoundComponent, next: CompoundComponent): CompoundComponent => ({
    ...old,
    modifiers: oldPrices(old.modifiers, next.modifiers),
  })
  const old = item as CompoundItem
  return {
    ...old,
    modifiers,
    primary: half(old.primary, primary),
    secondary: old.secondary && secondary && half(old.secondary, secondary),
  }
}

const oldPrices = (old: readonly ItemModifier[], next: readonly ItemModifier[]): ItemModifier[] =>
  next.map((each) => ({
    ...each,
    price: old.find(({ positionId }) => positionId === each.positionId)?.price ?? each.price,
  }))
