import type { CompoundComponent, ItemModifier, OrderItem as SaleItem } from '../../../domain/orders/order.ts'
import type { OrderTotals, PositionTotals } from '../../../domain/orders/totals.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { courseOf } from './enums.ts'
import type { OrderCompoundItemComponent, OrderItem, OrderModifierItem } from './orders.ts'
import { amount, money, productRef, refOf, type TillPlace } from './till-place.ts'

type Sums = { cost: bigint; resultSum: bigint }
const nothing: Sums = { cost: 0n, resultSum: 0n }

/** Root items of an order with what each costs, in their order. */
export function itemsOf(place: TillPlace, items: readonly SaleItem[], totals: OrderTotals): OrderItem[] {
  return items.map((item, index) => itemOf(place, item, totals.positions[index]))
}

function itemOf(place: TillPlace, item: SaleItem, position: PositionTotals | undefined): OrderItem {
  const parts = new Map(position?.parts.map((part) => [part.positionId, part]))
  const sumsOf = (id: Uuid): Sums => parts.get(id) ?? nothing
  const root = rootOf(place, item, position ?? nothing)
  const modifiers = item.modifiers.map((modifier) => modifierOf(place, modifier, sumsOf))
  if (item.kind === 'Product')
    return {
      ...root,
      type: 'product',
      product: productRef(place, item.productId, item.name),
      price: money(place, item.price),
      isPricePredefined: item.pricePredefined,
      modifiers,
    }
  const product = place.catalog.find('product', item.productId)?.body
  return {
    ...root,
    type: 'compound',
    template: product?.modifierSchemaId
      ? { id: product.modifierSchemaId, name: product.modifierSchemaName ?? product.name }
      : null,
    commonModifiers: modifiers,
    primaryComponent: componentOf(place, item.primary, sumsOf),
    secondaryComponent: item.secondary && componentOf(place, item.secondary, sumsOf),
  }
}

function rootOf(place: TillPlace, item: SaleItem, { cost, resultSum }: Sums) {
  const { deleted } = item
  return {
    id: item.positionId,
    deleted: deleted !== null,
    deletionMethod: deleted && { removalType: deleted.removalType, comment: deleted.comment },
    guestId: item.orderGuestId ?? null,
    printTime: item.whenPrinted,
    status: item.status,
    amount: amount(item.amount),
    comment: item.comment,
    cookingStartTime: item.whenCookingStarted,
    cookingFinishTime: item.whenCookingCompleted,
    serveTime: item.whenServed ?? null,
    course: courseOf(item.course),
    kitchen: refOf(place, 'cookingPlace', item.cookingPlaceId),
    size: item.size,
    comboId: item.combo?.comboId ?? null,
    cost: money(place, cost),
    resultSum: money(place, resultSum),
  }
}

function componentOf(
  place: TillPlace,
  component: CompoundComponent,
  sumsOf: (id: Uuid) => Sums,
): OrderCompoundItemComponent {
  const { cost, resultSum } = sumsOf(component.positionId)
  return {
    id: component.positionId,
    product: productRef(place, component.productId, component.name),
    price: money(place, component.price),
    cost: money(place, cost),
    resultSum: money(place, resultSum),
    modifiers: component.modifiers.map((modifier) => modifierOf(place, modifier, sumsOf)),
  }
}

function modifierOf(place: TillPlace, modifier: ItemModifier, sumsOf: (id: Uuid) => Sums): OrderModifierItem {
  const { cost, resultSum } = sumsOf(modifier.positionId)
  const payable = modifier.amount > modifier.freeAmount ? modifier.amount - modifier.freeAmount : 0n
  return {
    id: modifier.positionId,
    product: productRef(place, modifier.productId, modifier.name),
    productGroup: modifier.groupId ? { id: modifier.groupId, name: modifier.groupName ?? '' } : null,
    amount: amount(modifier.amount),
    amountIndependentOfParentAmount: modifier.amountIndependentOfParentAmount,
    payableAmount: amount(payable),
    price: money(place, modifier.price),
    cost: money(place, cost),
    resultSum: money(place, resultSum),
  }
}
