import { ofPortion } from '../../../domain/menu/portion-nutrition.ts'
import type {
  BookItem,
  ModifierChild,
  ModifierGroup,
  Product,
  ProductType,
  SearchTexts,
} from '../../../domain/reference/books.ts'
import type { Catalog } from '../../../domain/reference/catalog.ts'
import { usualSize } from '../../../domain/reference/usual-size.ts'
import { moneyToJson } from '../../../kernel/exact.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { absoluteLink } from '../../http/absolute-link.ts'
import { type Call, type Handler, organizationOf, Written } from '../call.ts'
import { unbound } from '../faults.ts'
import { type Place, placeOf } from '../wire/place.ts'
import { pathOrganization } from './organizations.ts'

type Menu = { catalog: Catalog; place: Place; baseUrl: string; uploadDate: string }

/** Menus that are written already, by the catalog that they are of: one that is over takes them along. */
const written = new WeakMap<Catalog, Map<string, Written>>()
/** Of outlets and names of the host; whoever invents names of hosts gets no more of them kept. */
const writtenMax = 64

/**
 * The menu of an outlet; the literal `null` when the client has it already (biz-card-api §4.1). The portal's copy is the
 * restaurant's own menu as it is now; `uploadDate` is the moment when it was written down.
 */
const nomenclature: Handler = async (call) => {
  const { catalog, query, baseUrl } = call
  const organization = organizationOf(call, pathOrganization(call))
  const known = query.text('revision') ?? '0'
  if (!/^-?\d+$/.test(known)) throw unbound('revision', `The value '${known}' is not valid for Int64.`)
  if (BigInt(known) === catalog.revision) return null
  const kept = written.get(catalog) ?? new Map<string, Written>()
  written.set(catalog, kept)
  const name = `${organization.id} ${baseUrl}`
  const found = kept.get(name) ?? new Written(menuOf(call, organization))
  if (kept.size < writtenMax) kept.set(name, found)
  return found
}

function menuOf({ app, catalog, baseUrl }: Call, organization: BookItem<'organization'>): object {
  const place = placeOf(catalog, organization)
  const menu: Menu = { catalog, place, baseUrl, uploadDate: place.time(app.clock.now()) ?? '' }
  return {
    groups: catalog.of('productGroup', organization.id).map((group) => groupOnWire(group, menu)),
    products: catalog
      .of('product', organization.id)
      .filter(({ body }) => typeOnWire[body.type] !== null)
      .map((product) => productOnWire(product, menu)),
    productCategories: catalog
      .of('productCategory', organization.id)
      .filter(({ isDeleted }) => !isDeleted)
      .map(({ id, body }) => ({ id, name: body.name })),
    revision: Number(catalog.revision),
    uploadDate: menu.uploadDate,
  }
}

/** Services are no part of the menu here: the charge of a delivery comes with the order. */
const typeOnWire: Record<ProductType, 'dish' | 'good' | 'modifier' | null> = {
  Dish: 'dish',
  Good: 'good',
  Modifier: 'modifier',
  Service: null,
}

const searchTexts = (texts: SearchTexts | undefined) => ({
  seoDescription: texts?.description ?? null,
  seoText: texts?.text ?? null,
  seoKeywords: texts?.keywords ?? null,
  seoTitle: texts?.title ?? null,
})

/** A picture has no id of its own: it is the one of the thing that it shows. */
const imagesOnWire = (id: Uuid, links: readonly string[], { baseUrl, uploadDate }: Menu) => ({
  images: links.map((link) => ({
    imageId: id,
    imageUrl: absoluteLink(baseUrl, link),
    uploadDate,
  })),
  imageId: links.length > 0 ? id : null,
})

const groupOnWire = ({ id, isDeleted, body }: BookItem<'productGroup'>, menu: Menu) => ({
  additionalInfo: body.additionalInfo ?? null,
  code: body.code,
  description: body.description,
  id,
  isDeleted,
  name: body.name,
  ...searchTexts(body.search),
  tags: body.tags,
  ...imagesOnWire(id, body.imageLinks, menu),
  isIncludedInMenu: body.isIncludedInMenu,
  order: body.order,
  parentGroup: body.parentId,
})

function productOnWire({ id, isDeleted, body }: BookItem<'product'>, menu: Menu) {
  const price = priceOf(id, body, menu)
  return {
    additionalInfo: body.additionalInfo ?? null,
    code: body.code,
    description: body.description,
    id,
    isDeleted,
    name: body.name,
    ...searchTexts(body.search),
    tags: body.tags,
    ...nutritionOnWire(body),
    groupId: body.type === 'Modifier' ? body.groupId : null,
    groupModifiers: body.groupModifiers.map(groupModifierOnWire),
    measureUnit: body.measureUnit,
    modifiers: body.modifiers.map(modifierOnWire),
    price: price ? moneyToJson(price.price, menu.place.scale) : 0,
    productCategoryId: body.productCategoryId,
    prohibitedToSaleOn: [],
    differentPricesOn: [],
    doNotPrintInCheque: body.doNotPrintInCheque,
    type: typeOnWire[body.type],
    useBalanceForSell: body.useBalanceForSell,
    warningType: null,
    weight: body.weightKg,
    ...imagesOnWire(id, body.imageLinks, menu),
    isIncludedInMenu: price?.isIncludedInMenu === true && body.isActive && !isDeleted,
    order: body.order,
    parentGroup: body.parentGroupId,
  }
}

/** There are no sizes in this menu: a dish that has them costs what its usual one costs (§4.1). */
function priceOf(productId: Uuid, { sizeScaleId }: Product, { catalog, place }: Menu) {
  const sizes = catalog.living('sizeScale', sizeScaleId)?.body.sizes ?? []
  return catalog.price(place.organizationId, productId, usualSize(sizes)?.id ?? null)
}

/** Proteins are called fiber here (§4.1). Of 100 g, and of the whole portion by its weight. */
function nutritionOnWire({ nutritionPer100g, weightKg }: Product) {
  const { fats, proteins, carbohydrates, energy } = nutritionPer100g
  const full = (per100g: number): number => ofPortion(per100g, weightKg)
  return {
    carbohydrateAmount: carbohydrates,
    carbohydrateFullAmount: full(carbohydrates),
    energyAmount: energy,
    energyFullAmount: full(energy),
    fatAmount: fats,
    fatFullAmount: full(fats),
    fiberAmount: proteins,
    fiberFullAmount: full(proteins),
  }
}

const modifierOnWire = (child: ModifierChild) => ({
  modifierId: child.productId,
  maxAmount: child.maxAmount,
  minAmount: child.minAmount,
  defaultAmount: child.defaultAmount,
  hideIfDefaultAmount: child.hideIfDefaultAmount,
  required: child.required,
})

const groupModifierOnWire = (group: ModifierGroup) => ({
  modifierId: group.id,
  maxAmount: group.maxAmount,
  minAmount: group.minAmount,
  required: group.required,
  childModifiersHaveMinMaxRestrictions: group.childModifiersHaveMinMaxRestrictions,
  childModifiers: group.children.map(modifierOnWire),
})

export const nomenclatureHandlers = { 'nomenclature/{organizationId}': nomenclature }
