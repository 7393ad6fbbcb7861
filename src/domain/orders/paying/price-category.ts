/** Another price category of an order, and what its dishes cost in it (front-api §2.6.3 `ChangePriceCategory`, ADR 17). */
import type { Money } from '../../../kernel/exact.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { refuse } from '../../../kernel/refusals.ts'
import { comboPrice } from '../../menu/combo-price.ts'
import { modifierPrice, type PriceScope, tillPrice } from '../../menu/till-price.ts'
import { refuseIfBilled } from '../changes/bill.ts'
import { isLiving } from '../cooking.ts'
import type { CompoundComponent, ItemModifier, OrderItem, Sale } from '../order.ts'
import { selectionOf } from '../placing/combos.ts'
import { freeAmounts } from '../placing/modifiers.ts'
import { priceCategoryOf } from '../placing/sale-terms.ts'
import type { TillContext } from '../till-context.ts'
import { type PriceCategoryChange, type Repriced, withPrices } from './repriced.ts'

type Asked = { priceCategoryId: Uuid | null; isByHand?: true }

/**
 * Null when the order is in it already. Prices that somebody gave stay, as do those of what was removed and of what the
 * till added by itself. Refuses once the guest has the bill, a category that is unknown or not for people to choose,
 * and one in which a dish of the order is not sold.
 */
export function changedPriceCategory(
  ctx: TillContext,
  order: Sale,
  asked: Asked,
): PriceCategoryChange | null {
  refuseIfBilled(order)
  const priceCategory = priceCategoryOf(ctx, asked.priceCategoryId)
  refuseNotForPeople(ctx, asked)
  if ((priceCategory?.id ?? null) === (order.priceCategory?.id ?? null)) return null
  const scope = (id: Uuid | null): PriceScope => ({
    catalog: ctx.catalog,
    organizationId: ctx.organizationId,
    priceCategoryId: id,
  })
  const pricing = new Pricing(scope(order.priceCategory?.id ?? null), scope(priceCategory?.id ?? null))
  const before = order.items.filter((item) => isLiving(item) && !item.isAutomatic)
  const ofItems = before.flatMap((item) => pricing.ofItem(item))
  const after = withPrices({ ...order, items: before }, ofItems).items
  return { priceCategory, prices: [...ofItems, ...pricing.ofCombos(order, before, after)] }
}

function refuseNotForPeople({ catalog }: TillContext, { priceCategoryId, isByHand }: Asked): void {
  const category = priceCategoryId ? catalog.living('priceCategory', priceCategoryId)?.body : null
  if (!isByHand || category?.isAssignableManually !== false) return
  const message = `price category ${category.name} is not assigned by hand`
  throw refuse('request.field-invalid', { field: 'priceCategoryId', message })
}

class Pricing {
  readonly #from: PriceScope
  readonly #to: PriceScope

  constructor(from: PriceScope, to: PriceScope) {
    this.#from = from
    this.#to = to
  }

  ofItem(item: OrderItem): Repriced[] {
    const sizeId = item.size?.id ?? null
    const ofModifiers = this.#ofModifiers(item.productId, item.modifiers, sizeId)
    if (item.kind === 'Compound') {
      const halves = [item.primary, ...(item.secondary ? [item.secondary] : [])]
      return [...halves.flatMap((half) => this.#ofHalf(half, sizeId)), ...ofModifiers]
    }
    const price = this.#priceOf(item, sizeId)
    return item.pricePredefined || price === null
      ? ofModifiers
      : [{ id: item.positionId, price }, ...ofModifiers]
  }

  #ofHalf(half: CompoundComponent, sizeId: Uuid | null): Repriced[] {
    const price = this.#priceOf(half, sizeId)
    const ofModifiers = this.#ofModifiers(half.productId, half.modifiers, sizeId)
    const isGiven = half.price !== tillPrice(this.#from, half.productId, sizeId)?.price
    return isGiven || price === null ? ofModifiers : [{ id: half.positionId, price }, ...ofModifiers]
  }

  /** Null: the menu has it no longer, and what was agreed stays. */
  #priceOf({ productId, name }: { productId: Uuid; name: string }, sizeId: Uuid | null): Money | null {
    const sold = tillPrice(this.#to, productId, sizeId)
    if (sold?.isIncludedInMenu) return sold.price
    if (tillPrice(this.#from, productId, sizeId)?.isIncludedInMenu) throw refuse('item.not-in-menu', { name })
    return null
  }

  /** Units that cost nothing are the dearest ones of their group: others may be, in another category. */
  #ofModifiers(productId: Uuid, modifiers: readonly ItemModifier[], sizeId: Uuid | null): Repriced[] {
    const scheme = this.#to.catalog.find('product', productId)?.body
    const priced = modifiers.map((modifier) => {
      const isGiven = modifier.price !== modifierPrice(this.#from, modifier.productId, sizeId)
      const price = isGiven ? modifier.price : modifierPrice(this.#to, modifier.productId, sizeId)
      const group = scheme?.groupModifiers.find(({ id }) => id === modifier.groupId) ?? null
      const children = group ? group.children : (scheme?.modifiers ?? [])
      const child = children.find((each) => each.productId === modifier.productId)
      return { modifier, input: modifier, price, group, child }
    })
    const known = priced.flatMap((each) => (each.child ? [{ ...each, child: each.child }] : []))
    const isWhole = known.length === priced.length
    const free = isWhole ? freeAmounts(known) : []
    return priced.map(({ modifier, price }, index) => ({
      id: modifier.positionId,
      price,
      freeAmount: free[index] ?? modifier.freeAmount,
    }))
  }

  /** A combo whose action is another one by now costs what was agreed. */
  ofCombos({ combos }: Sale, before: readonly OrderItem[], after: readonly OrderItem[]): Repriced[] {
    return combos.flatMap((combo) => {
      const was = this.#comboPrice(this.#from, combo, before)
      const price = this.#comboPrice(this.#to, combo, after)
      return was === combo.price && price !== null ? [{ id: combo.id, price }] : []
    })
  }

  #comboPrice(
    { catalog, organizationId, priceCategoryId }: PriceScope,
    { id, sourceId }: { id: Uuid; sourceId: Uuid },
    items: readonly OrderItem[],
  ): Money | null {
    const action = catalog.find('comboAction', sourceId)?.body
    if (!action) return null
    const members = items.filter(({ combo }) => combo?.comboId === id).map(selectionOf)
    const { price, incorrectlyFilledGroups } = comboPrice(
      ...([action, members, catalog, organizationId, priceCategoryId] as const),
    )
    return incorrectlyFilledGroups.length === 0 ? price : null
  }
}
