import type { ComboInput, ComponentInput, ItemInput, ModifierInput } from '../../../domain/orders/commands.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { refuse } from '../../../kernel/refusals.ts'
import type { Combo, Modifier, NewCompoundOrderItemComponent, NewOrderItem } from '../generated/types.ts'
import type { PlaceOfOrder } from './place-of-order.ts'
import { invalidField, readPrice, readQuantity } from './read-amounts.ts'

/** Where in the request something stands: `order.items[0].modifiers`. */
export type FieldPath = string

export function fromWireItems(
  items: readonly NewOrderItem[],
  field: FieldPath,
  place: PlaceOfOrder,
): ItemInput[] {
  if (items.length === 0) throw refuse('order.no-items', { field })
  const read = items.map((item, index) => fromWireItem(item, `${field}[${index}]`, place))
  refuseRepeatedPositions(read, field)
  return read
}

function fromWireItem(item: NewOrderItem, field: FieldPath, place: PlaceOfOrder): ItemInput {
  const sizeId = item.productSizeId ?? null
  const amount = readQuantity(item.amount, `${field}.amount`)
  const comment = item.comment || null
  const combo = membershipOf(item.comboInformation)
  if (item.type === 'Product') {
    return {
      kind: 'Product',
      sizeId,
      amount,
      comment,
      combo,
      positionId: item.positionId ?? null,
      productId: item.productId,
      price: readPrice(item.price, `${field}.price`, place),
      modifiers: fromWireModifiers(item.modifiers, `${field}.modifiers`, place),
    }
  }
  const { secondaryComponent } = item
  return {
    kind: 'Compound',
    sizeId,
    amount,
    comment,
    combo,
    // The wire gives positions to the halves only; the dish itself gets one at the till.
    positionId: null,
    primary: fromWireComponent(item.primaryComponent, `${field}.primaryComponent`, place),
    secondary: secondaryComponent
      ? fromWireComponent(secondaryComponent, `${field}.secondaryComponent`, place)
      : null,
    modifiers: fromWireModifiers(item.commonModifiers, `${field}.commonModifiers`, place),
  }
}

const membershipOf = (membership: NewOrderItem['comboInformation']): ItemInput['combo'] =>
  membership
    ? {
        comboId: membership.comboId,
        comboSourceId: membership.comboSourceId,
        groupId: membership.comboGroupId,
        groupName: membership.comboGroupName ?? null,
      }
    : null

const fromWireComponent = (
  component: NewCompoundOrderItemComponent,
  field: FieldPath,
  place: PlaceOfOrder,
): ComponentInput => ({
  productId: component.productId,
  positionId: component.positionId ?? null,
  price: component.price === undefined ? null : readPrice(component.price, `${field}.price`, place),
  modifiers: fromWireModifiers(component.modifiers, `${field}.modifiers`, place),
})

const fromWireModifiers = (
  modifiers: readonly Modifier[] | undefined,
  field: FieldPath,
  place: PlaceOfOrder,
): ModifierInput[] =>
  (modifiers ?? []).map(({ positionId, productId, productGroupId, amount, price }, index) => ({
    positionId: positionId ?? null,
    productId,
    groupId: productGroupId ?? null,
    amount: readQuantity(amount, `${field}[${index}].amount`),
    price: price === undefined ? null : readPrice(price, `${field}[${index}].price`, place),
  }))

/** Every position that a request gives to an item, a half or a modifier; a discount may name any of them. */
export const positionsOf = (item: ItemInput): Uuid[] =>
  [
    item.positionId,
    ...(item.kind === 'Compound' ? [item.primary.positionId, item.secondary?.positionId ?? null] : []),
    ...modifiersOf(item).map(({ positionId }) => positionId),
  ].filter((id) => id !== null)

const modifiersOf = (item: ItemInput): ModifierInput[] =>
  item.kind === 'Product'
    ? item.modifiers
    : [...item.modifiers, ...item.primary.modifiers, ...(item.secondary?.modifiers ?? [])]

/** Positions are unique in the whole system; within one request that is seen at once (cloud-api §3.7, §4.8). */
function refuseRepeatedPositions(items: readonly ItemInput[], field: FieldPath): void {
  const seen = new Set<Uuid>()
  for (const [index, item] of items.entries()) {
    if (item.kind === 'Product' && item.positionId === null && item.modifiers.length === 0) continue
    for (const positionId of positionsOf(item)) {
      if (seen.has(positionId)) {
        throw refuse('item.position-taken', { positionId, field: `${field}[${index}].positionId` })
      }
      seen.add(positionId)
    }
  }
}

export function fromWireCombos(
  combos: readonly Combo[] | undefined,
  field: FieldPath,
  place: PlaceOfOrder,
): ComboInput[] {
  const seen = new Set<Uuid>()
  return (combos ?? []).map((combo, index) => {
    const path = `${field}[${index}]`
    if (seen.has(combo.id)) throw refuse('combo.duplicate', { id: combo.id, field: `${path}.id` })
    seen.add(combo.id)
    if (combo.amount < 1) throw invalidField(`${path}.amount`, 'must be at least 1')
    return {
      id: combo.id,
      name: combo.name,
      amount: combo.amount,
      price: readPrice(combo.price, `${path}.price`, place),
      sourceId: combo.sourceId,
      programId: combo.programId ?? null,
      sizeId: combo.sizeId ?? null,
    }
  })
}

/** Items name combos of the same request only: an order that is being created has no others. */
export function requireKnownCombos(
  items: readonly ItemInput[],
  combos: readonly ComboInput[],
  field: FieldPath,
): void {
  const known = new Set(combos.map(({ id }) => id))
  for (const [index, { combo }] of items.entries()) {
    if (combo && !known.has(combo.comboId)) {
      const path = `${field}[${index}].comboInformation.comboId`
      throw refuse('combo.unknown-reference', { id: combo.comboId, field: path })
    }
  }
}
