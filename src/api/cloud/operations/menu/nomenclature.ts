import { ofPortion } from '../../../../domain/menu/portion-nutrition.ts'
import type {
  BookItem,
  ModifierChild,
  ModifierGroup,
  Product,
  SearchTexts,
} from '../../../../domain/reference/books.ts'
import type { Catalog } from '../../../../domain/reference/catalog.ts'
import { moneyToJson } from '../../../../kernel/exact.ts'
import type { Uuid } from '../../../../kernel/ids.ts'
import { absoluteLink } from '../../../http/absolute-link.ts'
import type {
  GroupModifierInfo,
  NomenclatureAnswer,
  ProductInfo,
  ProductsGroupInfo,
  SimpleModifierInfo,
  Size,
  SizePrice,
} from '../../generated/types.ts'
import type { Handler } from '../../operation.ts'
import { placeOfOrder } from '../../wire/place-of-order.ts'
import { revisionOf } from './menu-revision.ts'
import { readyBodies } from './ready-bodies.ts'
import { sizesOf } from './sizes-of-product.ts'

type Nomenclature = Omit<NomenclatureAnswer, 'correlationId'>

/** The menu as the restaurant's server exports it, or nothing when the client has it (cloud-api §6.2). */
export const nomenclature: Handler<'/api/1/nomenclature'> = async ({
  app,
  login,
  body,
  correlationId,
  baseUrl,
}) => {
  const { organizationId, startRevision } = body
  const catalog = await app.catalog(login.key.tenantId)
  const revision = revisionOf(catalog)
  if (startRevision === revision) {
    return { correlationId, groups: [], productCategories: [], products: [], sizes: [], revision }
  }
  return readyBodies(catalog)
    .correlated(`nomenclature ${organizationId} ${baseUrl}`, () =>
      nomenclatureOf(catalog, organizationId, baseUrl),
    )
    .answer(correlationId)
}

/** Deleted things stay in the lists and say so. Prices are the base prices of the organization, with the next one that an order of prices plans (server-api §13). */
export function nomenclatureOf(catalog: Catalog, organizationId: Uuid, baseUrl: string): Nomenclature {
  const { scale } = placeOfOrder(catalog, organizationId, null)
  const place: Place = { catalog, organizationId, scale, baseUrl }
  return {
    groups: catalog.of('productGroup', organizationId).map((item) => groupOnWire(item, baseUrl)),
    productCategories: catalog
      .of('productCategory', organizationId)
      .map(({ id, body, isDeleted }) => ({ id, name: body.name, isDeleted })),
    products: catalog.of('product', organizationId).map((item) => productOnWire(item, place)),
    sizes: sizesOnWire(catalog, organizationId),
    revision: revisionOf(catalog),
  }
}

type Place = { catalog: Catalog; organizationId: Uuid; scale: number; baseUrl: string }

/** Live answers have them null where nobody filled them in. */
const searchTexts = (texts: SearchTexts | undefined) => ({
  seoDescription: texts?.description ?? null,
  seoText: texts?.text ?? null,
  seoKeywords: texts?.keywords ?? null,
  seoTitle: texts?.title ?? null,
})

const groupOnWire = (
  { id, isDeleted, body }: BookItem<'productGroup'>,
  baseUrl: string,
): ProductsGroupInfo => ({
  imageLinks: body.imageLinks.map((link) => absoluteLink(baseUrl, link)),
  parentGroup: body.parentId,
  order: body.order,
  isIncludedInMenu: body.isIncludedInMenu,
  isGroupModifier: body.isGroupModifier,
  id,
  code: body.code,
  name: body.name,
  description: body.description,
  additionalInfo: body.additionalInfo ?? null,
  tags: body.tags,
  isDeleted,
  ...searchTexts(body.search),
})

function productOnWire(item: BookItem<'product'>, place: Place): ProductInfo {
  const { id, isDeleted, body } = item
  return {
    ...nutritionOnWire(body),
    weight: body.weightKg,
    groupId: body.groupId,
    productCategoryId: body.productCategoryId,
    type: body.type,
    orderItemType: body.orderItemType,
    modifierSchemaId: body.modifierSchemaId,
    modifierSchemaName: body.modifierSchemaName ?? null,
    splittable: body.splittable,
    measureUnit: body.measureUnit,
    sizePrices: sizePricesOf(item, place),
    modifiers: body.modifiers.map(modifierOnWire),
    groupModifiers: body.groupModifiers.map(groupModifierOnWire),
    imageLinks: body.imageLinks.map((link) => absoluteLink(place.baseUrl, link)),
    doNotPrintInCheque: body.doNotPrintInCheque,
    parentGroup: body.parentGroupId,
    order: body.order,
    fullNameEnglish: body.nameEn ?? '',
    useBalanceForSell: body.useBalanceForSell,
    canSetOpenPrice: body.canSetOpenPrice,
    // Words of the fiscal format: goods and services.
    paymentSubject: body.type === 'Service' ? 'УСЛУГА' : 'ТОВАР',
    id,
    code: body.code,
    name: body.name,
    description: body.description,
    additionalInfo: body.additionalInfo ?? null,
    tags: body.tags,
    isDeleted,
    ...searchTexts(body.search),
  }
}

/** For 100 g, and for the whole portion by its weight. */
function nutritionOnWire({ nutritionPer100g, weightKg }: Product): Partial<ProductInfo> {
  const { fats, proteins, carbohydrates, energy } = nutritionPer100g
  const full = (per100g: number): number => ofPortion(per100g, weightKg)
  return {
    fatAmount: fats,
    proteinsAmount: proteins,
    carbohydratesAmount: carbohydrates,
    energyAmount: energy,
    fatFullAmount: full(fats),
    proteinsFullAmount: full(proteins),
    carbohydratesFullAmount: full(carbohydrates),
    energyFullAmount: full(energy),
  }
}

/** One price without a size, or one for each size. What is not sold costs 0 and is off the menu. */
function sizePricesOf(
  { id, isDeleted, body }: BookItem<'product'>,
  { catalog, organizationId, scale }: Place,
): SizePrice[] {
  const sizes = sizesOf(catalog, body)
  return (sizes.length > 0 ? sizes : [null]).map((size) => {
    const found = catalog.price(organizationId, id, size?.id ?? null)
    const next = catalog.nextPrice(organizationId, id, size?.id ?? null)
    return {
      sizeId: size?.id ?? null,
      price: {
        currentPrice: found ? moneyToJson(found.price, scale) : 0,
        isIncludedInMenu: found?.isIncludedInMenu === true && body.isActive && !isDeleted,
        nextPrice: next && moneyToJson(next.price.price, scale),
        nextIncludedInMenu: next?.price.isIncludedInMenu === true && body.isActive && !isDeleted,
        nextDatePrice: next && `${next.from} 00:00:00.000`,
      },
    }
  })
}

const modifierOnWire = (child: ModifierChild): SimpleModifierInfo => ({
  id: child.productId,
  defaultAmount: child.defaultAmount,
  minAmount: child.minAmount,
  maxAmount: child.maxAmount,
  required: child.required,
  hideIfDefaultAmount: child.hideIfDefaultAmount,
  splittable: child.splittable,
  freeOfChargeAmount: child.freeOfChargeAmount,
})

const groupModifierOnWire = (group: ModifierGroup): GroupModifierInfo => ({
  id: group.id,
  minAmount: group.minAmount,
  maxAmount: group.maxAmount,
  required: group.required,
  childModifiersHaveMinMaxRestrictions: group.childModifiersHaveMinMaxRestrictions,
  childModifiers: group.children.map(modifierOnWire),
  hideIfDefaultAmount: group.hideIfDefaultAmount,
  defaultAmount: group.defaultAmount,
  splittable: group.splittable,
  freeOfChargeAmount: group.freeOfChargeAmount,
})

const sizesOnWire = (catalog: Catalog, organizationId: Uuid): Size[] =>
  catalog
    .of('sizeScale', organizationId)
    .filter((scale) => !scale.isDeleted)
    .flatMap(({ body }) =>
      body.sizes.map(({ id, name, priority, isDefault }) => ({ id, name, priority, isDefault })),
    )
