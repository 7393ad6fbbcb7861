/** Combos of an order: references, amounts, composition and price (cloud-api §4.5, §6.5). */
import { printDecimal } from '../../../kernel/exact.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { toLocal } from '../../../kernel/local-time.ts'
import { refuse } from '../../../kernel/refusals.ts'
import {
  type ComboSelection,
  comboPrice,
  isComboInForce,
  refuseWronglyFilled,
} from '../../menu/combo-price.ts'
import type { ComboAction } from '../../reference/books.ts'
import type { ComboInput } from '../commands.ts'
import type { ItemModifier, NamedRef, OrderCombo, OrderItem } from '../order.ts'
import type { TillContext } from '../till-context.ts'
import { type SaleTerms, terminalGroupOf } from './sale-terms.ts'

/** `items` are the new items; `present` are combos that the order has already. */
export function resolveCombos(
  ctx: TillContext,
  terms: SaleTerms,
  inputs: readonly ComboInput[],
  items: readonly OrderItem[],
  present: readonly OrderCombo[] = [],
): OrderCombo[] {
  const seen = new Set(present.map((combo) => combo.id))
  for (const { id } of inputs) {
    if (seen.has(id) || ctx.isPositionTaken(id)) throw refuse('combo.duplicate', { id })
    seen.add(id)
  }
  for (const item of items) checkReference(item, inputs)
  return inputs.map((input) => resolveCombo(ctx, terms, input, items))
}

/** A member belongs to a combo of the same request, of the same action and amount. */
function checkReference(item: OrderItem, combos: readonly ComboInput[]): void {
  const { combo: membership } = item
  if (!membership) return
  const combo = combos.find(({ id }) => id === membership.comboId)
  if (!combo || combo.sourceId !== membership.comboSourceId) {
    throw refuse('combo.unknown-reference', { id: membership.comboId })
  }
  if (item.amount !== BigInt(combo.amount) * 1000n) {
    const actual = printDecimal(item.amount, 3)
    throw refuse('combo.amount', { actual, name: item.name, expected: combo.amount })
  }
}

function resolveCombo(
  ctx: TillContext,
  terms: SaleTerms,
  input: ComboInput,
  items: readonly OrderItem[],
): OrderCombo {
  const { id, name, amount, price, sourceId, programId } = input
  if (!Number.isInteger(amount) || amount < 1) {
    throw refuse('request.field-invalid', {
      field: 'combos.amount',
      message: 'must be a whole number above zero',
    })
  }
  const action = activeAction(ctx, sourceId)
  const members = items.filter((item) => item.combo?.comboId === id)
  const { organizationId, priceCategoryId } = terms
  const expected = comboPrice(action, members.map(selectionOf), ctx.catalog, organizationId, priceCategoryId)
  refuseWronglyFilled(action, expected)
  if (price !== null && price !== expected.price) {
    const { scale } = terms.organization.currency
    throw refuse('combo.price-differs', {
      price: printDecimal(price, scale),
      name: action.name,
      expected: printDecimal(expected.price, scale),
    })
  }
  const size = comboSize(ctx, input)
  return {
    id,
    name,
    amount,
    price: expected.price,
    sourceId,
    programId,
    size,
    includesModifiers: action.includeModifiers,
  }
}

/** An action of the corporation or this organization that works today. */
function activeAction(ctx: TillContext, sourceId: Uuid): ComboAction {
  const item = ctx.catalog.living('comboAction', sourceId)
  const isForeign = item?.organizationId && item.organizationId !== ctx.organizationId
  const now = toLocal(ctx.now, terminalGroupOf(ctx).timeZone)
  if (!item || isForeign || !isComboInForce(item.body, now)) throw refuse('combo.unknown', { sourceId })
  return item.body
}

/** A member as the combo's price sees it. */
export function selectionOf(item: OrderItem): ComboSelection {
  const halves = item.kind === 'Compound' ? [item.primary, ...(item.secondary ? [item.secondary] : [])] : []
  const modifiers = [...item.modifiers, ...halves.flatMap((half) => half.modifiers)]
  return {
    groupId: item.combo?.groupId ?? '',
    productId: item.productId,
    sizeId: item.size?.id ?? null,
    ...(item.kind === 'Compound' && item.secondary ? { otherHalfId: item.secondary.productId } : {}),
    modifiers: modifiers.map(({ productId, amount, freeAmount, price }: ItemModifier) => ({
      productId,
      amount: amount - freeAmount,
      price,
    })),
  }
}

function comboSize(ctx: TillContext, { sizeId, name }: ComboInput): NamedRef | null {
  if (!sizeId) return null
  const sizes = ctx.catalog.all('sizeScale').flatMap((scale) => (scale.isDeleted ? [] : scale.body.sizes))
  const size = sizes.find((candidate) => candidate.id === sizeId)
  if (!size) throw refuse('item.size-unknown', { id: sizeId, name })
  return { id: size.id, name: size.name }
}
