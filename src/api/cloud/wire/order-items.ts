import type {
  CompoundComponent,
  CompoundItem,
  ItemDeletion,
  ItemModifier,
  OrderItem,
  ProductItem,
  Sale,
} from '../../../domain/orders/order.ts'
import type { OrderTotals, PartTotals } from '../../../domain/orders/totals.ts'
import type { Catalog } from '../../../domain/reference/catalog.ts'
import { quantityToJson } from '../../../kernel/exact.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type {
  CompoundItemTemplate,
  CompoundOrderItemComponent,
  ItemDeletedInfo,
  OrderCombo,
  OrderItemModifier,
  ProductOrderItem,
  OrderItem as WireItem,
} from '../generated/types.ts'
import { noName, type OrderPrinter } from './order-printer.ts'

type Parts = ReadonlyMap<Uuid, PartTotals>

/** Deleted items stay in the list for audit, with what deleted them and without sums (cloud-api §4.13). */
export function renderItems({ items }: Sale, totals: OrderTotals, print: OrderPrinter): WireItem[] {
  const parts = new Map(
    totals.positions.flatMap((position) => position.parts.map((part) => [part.positionId, part])),
  )
  return items.map((item) =>
    item.kind === 'Product' ? renderProduct(item, parts, print) : renderCompound(item, parts, print),
  )
}

const renderShared = (item: OrderItem, { localOrNull }: OrderPrinter) => ({
  status: item.status,
  deleted: renderDeletion(item.deleted),
  amount: quantityToJson(item.amount),
  comment: item.comment,
  whenPrinted: localOrNull(item.whenPrinted),
  size: item.size,
  comboInformation: item.combo && { ...item.combo },
})

/** `cost` and `resultSum` are the dish's own; each modifier carries its own sum. */
const renderProduct = (item: ProductItem, parts: Parts, print: OrderPrinter): ProductOrderItem => ({
  type: 'Product',
  ...renderShared(item, print),
  product: { id: item.productId, name: item.name },
  modifiers: renderModifiers(item.modifiers, item, parts, print),
  codes: null,
  price: print.money(item.price),
  pricePredefined: item.pricePredefined,
  positionId: item.positionId,
  taxPercent: print.taxPercent(item.productId, item.size?.id ?? null),
  ...renderSums(item.positionId, parts, print),
})

const renderCompound = (item: CompoundItem, parts: Parts, print: OrderPrinter): WireItem => ({
  type: 'Compound',
  ...renderShared(item, print),
  primaryComponent: renderComponent(item.primary, item, parts, print),
  secondaryComponent: item.secondary && renderComponent(item.secondary, item, parts, print),
  commonModifiers: renderModifiers(item.modifiers, item, parts, print),
  template: templateOf(item.productId, print.catalog),
})

const renderComponent = (
  component: CompoundComponent,
  item: CompoundItem,
  parts: Parts,
  print: OrderPrinter,
): CompoundOrderItemComponent => ({
  product: { id: component.productId, name: component.name },
  modifiers: renderModifiers(component.modifiers, item, parts, print),
  price: print.money(component.price),
  pricePredefined: false,
  positionId: component.positionId,
  taxPercent: print.taxPercent(component.productId, item.size?.id ?? null),
  ...renderSums(component.positionId, parts, print),
})

function renderSums(
  positionId: Uuid,
  parts: Parts,
  { money }: OrderPrinter,
): { cost: number; resultSum: number } {
  const part = parts.get(positionId)
  return { cost: money(part?.cost ?? 0n), resultSum: money(part?.resultSum ?? 0n) }
}

const renderModifiers = (
  modifiers: readonly ItemModifier[],
  parent: OrderItem,
  parts: Parts,
  print: OrderPrinter,
): OrderItemModifier[] =>
  modifiers.map((modifier) => ({
    product: { id: modifier.productId, name: modifier.name },
    amount: quantityToJson(modifier.amount),
    amountIndependentOfParentAmount: modifier.amountIndependentOfParentAmount,
    codes: null,
    productGroup: modifier.groupId ? { id: modifier.groupId, name: modifier.groupName ?? '' } : null,
    price: print.money(modifier.price),
    pricePredefined: false,
    resultSum: renderSums(modifier.positionId, parts, print).resultSum,
    deleted: renderDeletion(parent.deleted),
    positionId: modifier.positionId,
    defaultAmount: quantityToJson(modifier.defaultAmount),
    hideIfDefaultAmount: modifier.hideIfDefaultAmount,
    taxPercent: print.taxPercent(modifier.productId, null),
    freeOfChargeAmount: quantityToJson(modifier.freeAmount),
  }))

/** The document wants a removal type; a dish that was never printed is deleted without one. */
function renderDeletion(deleted: ItemDeletion | null): ItemDeletedInfo | null {
  if (!deleted) return null
  const removalType = deleted.removalType ?? noName
  return { deletionMethod: { id: removalType.id, comment: deleted.comment, removalType } }
}

function templateOf(productId: Uuid, catalog: Catalog): CompoundItemTemplate | null {
  const product = catalog.find('product', productId)?.body
  return product?.modifierSchemaId
    ? { id: product.modifierSchemaId, name: product.modifierSchemaName ?? '' }
    : null
}

export const renderCombos = ({ combos }: Sale, { money }: OrderPrinter): OrderCombo[] =>
  combos.map(({ id, name, amount, price, sourceId, size }) => ({
    id,
    name,
    amount,
    price: money(price),
    sourceId,
    size,
  }))
