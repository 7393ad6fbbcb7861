import { backOfficeOf } from '../../../../app/server/products/save-product.ts'
import { imageIdIn } from '../../../../domain/menu/image.ts'
import type {
  BookItem,
  ModifierChild,
  ModifierGroup,
  Product as ProductBody,
} from '../../../../domain/reference/books.ts'
import type { Catalog } from '../../../../domain/reference/catalog.ts'
import { printBillionths } from '../../../../domain/stock/amounts.ts'
import { moneyToJson } from '../../../../kernel/exact.ts'
import type { Uuid } from '../../../../kernel/ids.ts'
import type { ChoiceBinding, Container, Product } from '../../generated/types.ts'
import { colorOnWire } from './colors.ts'

/** The type of a product by iiko's names (ADR 13). */
export function typeOnWire({ type, subtype }: ProductBody): Product['type'] {
  const ofSubtype = { Prepared: 'PREPARED', Outer: 'OUTER', Petrol: 'PETROL', Rate: 'RATE' } as const
  const ofType = { Dish: 'DISH', Good: 'GOODS', Modifier: 'MODIFIER', Service: 'SERVICE' } as const
  return subtype ? ofSubtype[subtype] : ofType[type]
}

/** The group that a product is in; modifiers are in groups of modifiers. */
export const parentOf = ({ groupId, parentGroupId }: ProductBody): Uuid | null => groupId ?? parentGroupId

const singleOnWire = (one: ModifierChild): ChoiceBinding => ({
  modifier: one.productId,
  deleted: false,
  defaultAmount: one.defaultAmount,
  freeOfChargeAmount: one.freeOfChargeAmount,
  minimumAmount: one.minAmount,
  maximumAmount: one.maxAmount,
  hideIfDefaultAmount: one.hideIfDefaultAmount,
  childModifiersHaveMinMaxRestrictions: false,
  splittable: one.splittable,
  childModifiers: null,
})

/** Without limits of their own, children have none on the wire and are as free as their group (server-api §11.1). */
const childOnWire = (child: ModifierChild, group: ModifierGroup): ChoiceBinding =>
  group.childModifiersHaveMinMaxRestrictions
    ? singleOnWire(child)
    : {
        ...singleOnWire(child),
        minimumAmount: 0,
        maximumAmount: 0,
        freeOfChargeAmount: group.freeOfChargeAmount,
      }

/** A group says nothing of its default: it is the sum of its children's (server-api §11.1). */
const groupOnWire = (one: ModifierGroup): ChoiceBinding => ({
  modifier: one.id,
  deleted: false,
  defaultAmount: 0,
  freeOfChargeAmount: one.freeOfChargeAmount,
  minimumAmount: one.minAmount,
  maximumAmount: one.maxAmount,
  hideIfDefaultAmount: one.hideIfDefaultAmount,
  childModifiersHaveMinMaxRestrictions: one.childModifiersHaveMinMaxRestrictions,
  splittable: one.splittable,
  childModifiers: one.children.map((child) => childOnWire(child, one)),
})

/** Packages of products by the product. */
export function containersByProduct(catalog: Catalog): ReadonlyMap<Uuid, BookItem<'container'>[]> {
  const byProduct = new Map<Uuid, BookItem<'container'>[]>()
  for (const item of catalog.all('container')) {
    const known = byProduct.get(item.body.productId)
    if (known) known.push(item)
    else byProduct.set(item.body.productId, [item])
  }
  return byProduct
}

const containerOnWire = ({ id, isDeleted, body }: BookItem<'container'>, index: number): Container => {
  const count = Number(printBillionths(body.count))
  const { min, max, empty, full } = body.weights ?? { min: 0, max: 0, empty: 0, full: count }
  return {
    id,
    num: body.num ?? String(index + 1),
    name: body.name,
    count,
    minContainerWeight: min,
    maxContainerWeight: max,
    containerWeight: empty,
    fullContainerWeight: full,
    backwardRecalculation: false,
    useInFront: body.isUsedAtTill ?? true,
    deleted: isDeleted,
  }
}

function barcodesOf(body: ProductBody, containers: readonly BookItem<'container'>[]): Product['barcodes'] {
  const all = [
    ...body.barcodes.map((barcode) => ({ barcode, containerId: null })),
    ...containers
      .filter(({ isDeleted }) => !isDeleted)
      .flatMap((one) => one.body.barcodes.map((barcode) => ({ barcode, containerId: one.id }))),
  ]
  return all.length === 0 ? null : all
}

/** Makes the card of a product of the second version of the API (server-api §11.1). */
export function productRenderer(catalog: Catalog): (item: BookItem<'product'>) => Product {
  const units = new Map(catalog.all('measureUnit').map(({ id, body }) => [body.name, id]))
  const containers = containersByProduct(catalog)
  return (item) => {
    const { body } = item
    const card = backOfficeOf(catalog, item)
    const own = containers.get(item.id) ?? []
    return {
      id: item.id,
      deleted: item.isDeleted,
      name: body.name,
      description: body.description,
      num: body.code,
      code: card.fastCode,
      parent: parentOf(body),
      modifiers: [...body.modifiers.map(singleOnWire), ...body.groupModifiers.map(groupOnWire)],
      taxCategory: body.taxCategoryId,
      category: body.productCategoryId,
      accountingCategory: card.accountingCategoryId,
      color: colorOnWire(card.color),
      fontColor: colorOnWire(card.fontColor),
      frontImageId: imageIdIn(body.imageLinks),
      position: card.position,
      modifierSchemaId: body.modifierSchemaId,
      ...(body.modifierSchemaName === undefined ? {} : { modifierSchemaName: body.modifierSchemaName }),
      mainUnit: units.get(body.measureUnit) ?? '',
      excludedSections: card.excludedSectionIds,
      defaultSalePrice: moneyToJson(card.defaultPrice),
      placeType: body.cookingPlaceId,
      defaultIncludedInMenu: card.isInMenuByDefault,
      type: typeOnWire(body),
      unitWeight: body.weightKg,
      unitCapacity: card.unitCapacity,
      storeBalanceLevels: card.balanceLevels.map(({ storeId, min, max }) => ({
        storeId,
        minBalanceLevel: min,
        maxBalanceLevel: max,
      })),
      useBalanceForSell: body.useBalanceForSell,
      containers: own.map(containerOnWire),
      productScaleId: body.sizeScaleId,
      barcodes: barcodesOf(body, own),
      coldLossPercent: card.coldLossPercent,
      hotLossPercent: card.hotLossPercent,
      outerEconomicActivityNomenclatureCode: null,
      allergenGroups: body.allergenIds.length === 0 ? null : body.allergenIds,
      estimatedPurchasePrice: moneyToJson(card.estimatedPurchasePrice),
      canSetOpenPrice: body.canSetOpenPrice,
      notInStoreMovement: card.isNotStocked,
    }
  }
}
