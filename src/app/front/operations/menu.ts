/** The menu (front-api §2.5 "Additional reads"). */
import { isOnMenu, tillPrice } from '../../../domain/menu/till-price.ts'
import type { BookItem } from '../../../domain/reference/books.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { notFound } from '../exceptions.ts'
import type { FrontOperation } from '../front-operation.ts'
import {
  groupModifiersOf,
  isSold,
  measuringUnitOf,
  type Product,
  productGroupOf,
  productOf,
  scaleOf,
  simpleModifiersOf,
  sizesOf,
  templatesOf,
} from '../model/assortment.ts'
import { sectionOf, sectionsOfGroup } from '../model/organisation.ts'
import { money, type TillPlace } from '../model/till-place.ts'
import { bookDirectory, living } from './books.ts'
import { type Asking, directory, operation } from './define.ts'

const products = (place: TillPlace): BookItem<'product'>[] => living(place, 'product')
const view = (place: TillPlace, items: readonly BookItem<'product'>[]): Product[] =>
  items.map((item) => productOf(place, item))

function productNamed({ place, args }: Asking, field = 'product'): BookItem<'product'> {
  const id = args.id(field)
  const item = place.catalog.find('product', id)
  if (!item) throw notFound('Product', id)
  return item
}

const childrenOf = (place: TillPlace, groupId: Uuid): Product[] =>
  view(
    place,
    products(place).filter(({ body }) => body.parentGroupId === groupId),
  )

const groupsIn = (place: TillPlace, groupId: Uuid) =>
  living(place, 'productGroup')
    .filter(({ body }) => body.parentId === groupId)
    .map((item) => productGroupOf(place, item))

/** The named group; null: nobody knows it. */
const knownGroup = ({ place, args }: Asking): Uuid | null =>
  place.catalog.find('productGroup', args.id('productGroup'))?.id ?? null

function groupNamed(asking: Asking): Uuid {
  const id = knownGroup(asking)
  if (id === null) throw notFound('ProductGroup', asking.args.id('productGroup'))
  return id
}

/** The moment at which prices are looked up; absent: now. */
const atPricingTime = ({ place, args }: Asking): TillPlace => {
  const at = args.optionalInstant('pricingTime')
  return at === null ? place : { ...place, catalog: place.catalog.at(at) }
}

const scopeOf = (asking: Asking) => ({
  ...atPricingTime(asking),
  priceCategoryId: asking.args.optionalId('priceCategory'),
})

function priceOf(asking: Asking): number {
  const product = productNamed(asking)
  const price = tillPrice(scopeOf(asking), product.id, asking.args.optionalId('productSize'))
  if (!price) throw notFound('Price', product.id)
  return money(asking.place, price.price)
}

/** Sections of the restaurant sell alike: what the till sells is on sale in all of its own. */
const sectionsSelling = ({ place }: Asking, product: BookItem<'product'>) =>
  isSold(place, product)
    ? sectionsOfGroup(place, place.terminalGroupId).map((section) => sectionOf(place, section))
    : []

function templateProduct({ place, args }: Asking): BookItem<'product'> {
  const id = args.id('compoundItemTemplate')
  const item = products(place).find(({ body }) => body.modifierSchemaId === id)
  if (!item) throw notFound('CompoundItemTemplate', id)
  return item
}

function scaleNamed({ place, args }: Asking): BookItem<'sizeScale'> {
  const id = args.id('productScale')
  const item = place.catalog.find('sizeScale', id)
  if (!item) throw notFound('ProductScale', id)
  return item
}

function disabledSizes(place: TillPlace, { body }: BookItem<'product'>) {
  const scale = place.catalog.find('sizeScale', body.sizeScaleId)
  return scale ? sizesOf(scale).filter(({ id }) => body.disabledSizeIds.includes(id)) : []
}

/** What is in any of these products. */
export function allergenGroupsOf(place: TillPlace, productIds: readonly Uuid[]) {
  const ids = new Set(productIds)
  const named = products(place).filter(({ id }) => ids.has(id))
  const allergens = new Set(named.flatMap(({ body }) => body.allergenIds))
  return living(place, 'allergenGroup')
    .filter(({ id }) => allergens.has(id))
    .map(({ id, revision, body }) => ({ id, revision: Number(revision), name: body.name, code: body.code }))
}

export const menuOperations: readonly FrontOperation[] = [
  ...bookDirectory('Product', null, 'product', productOf),
  ...bookDirectory('ProductGroup', 'getProductGroups', 'productGroup', productGroupOf),
  ...bookDirectory('ProductScale', 'getProductScales', 'sizeScale', (_place, item) => scaleOf(item)),
  ...directory({
    entity: 'ProductSize',
    list: 'getProductSizes',
    needs: null,
    all: ({ place }) => living(place, 'sizeScale').flatMap(sizesOf),
  }),
  ...directory({
    entity: 'CompoundItemTemplate',
    list: 'getCompoundItemTemplates',
    needs: null,
    all: ({ place }) => templatesOf(place),
  }),
  ...bookDirectory('MeasuringUnit', 'getMeasuringUnits', 'measureUnit', (_place, item) =>
    measuringUnitOf(item),
  ),
  operation('getActiveProducts', null, ({ place }) =>
    view(
      place,
      products(place).filter((item) => isSold(place, item)),
    ),
  ),
  operation('getAllProducts', null, ({ place }) =>
    view(place, place.catalog.of('product', place.organizationId)),
  ),
  operation('getProductByBarcode', null, ({ place, args }) => {
    const barcode = args.text('barcode')
    const withDeleted = args.flag('includeDeleted')
    const all = place.catalog.of('product', place.organizationId)
    const item = all.find((one) => (withDeleted || !one.isDeleted) && one.body.barcodes.includes(barcode))
    return item && productOf(place, item)
  }),
  operation('getChildProductsByProductGroup', null, (asking) => childrenOf(asking.place, groupNamed(asking))),
  operation('tryGetChildProductsByProductGroup', null, (asking) => {
    const id = knownGroup(asking)
    return id === null ? undefined : childrenOf(asking.place, id)
  }),
  operation('getChildGroupsByProductGroup', null, (asking) => groupsIn(asking.place, groupNamed(asking))),
  operation('tryGetChildGroupsByProductGroup', null, (asking) => {
    const id = knownGroup(asking)
    return id === null ? undefined : groupsIn(asking.place, id)
  }),
  operation('tryGetParentByProduct', null, (asking) => {
    const group = asking.place.catalog.find('productGroup', productNamed(asking).body.parentGroupId)
    return group && productGroupOf(asking.place, group)
  }),
  operation('tryGetParentByProductGroup', null, (asking) => {
    const { place } = asking
    const own = place.catalog.find('productGroup', groupNamed(asking))
    const parent = place.catalog.find('productGroup', own?.body.parentId)
    return parent && productGroupOf(place, parent)
  }),
  operation('getHierarchicalMenu', null, ({ place }) => ({
    productGroups: living(place, 'productGroup')
      .filter(({ body }) => body.isIncludedInMenu)
      .map((item) => productGroupOf(place, item)),
    products: view(
      place,
      products(place).filter((item) => isSold(place, item)),
    ),
  })),
  operation('getIncludedInMenu', null, (asking) =>
    isOnMenu(scopeOf(asking), productNamed(asking).id, asking.args.optionalId('productSize')),
  ),
  operation('getIncludedInMenuSectionsByProduct', null, (asking) =>
    sectionsSelling(asking, productNamed(asking)),
  ),
  operation('tryGetIncludedInMenuSectionsByProduct', null, (asking) => {
    const item = asking.place.catalog.find('product', asking.args.id('product'))
    return item && sectionsSelling(asking, item)
  }),
  operation('getPrice', null, priceOf),
  operation('getSimpleModifiers', null, (asking) =>
    simpleModifiersOf(asking.place, productNamed(asking).body.modifiers),
  ),
  operation('getGroupModifiers', null, (asking) =>
    groupModifiersOf(asking.place, productNamed(asking).body.groupModifiers),
  ),
  // Of a scheme groups alone may differ between the halves (`placing/items.ts`).
  operation('getCommonSimpleModifiers', null, (asking) =>
    simpleModifiersOf(asking.place, templateProduct(asking).body.modifiers),
  ),
  operation('getSplittableSimpleModifiers', null, (asking) => {
    templateProduct(asking)
    return []
  }),
  operation('getCommonGroupModifiers', null, (asking) =>
    groupModifiersOf(
      asking.place,
      templateProduct(asking).body.groupModifiers.filter(({ splittable }) => !splittable),
    ),
  ),
  operation('getSplittableGroupModifiers', null, (asking) =>
    groupModifiersOf(
      asking.place,
      templateProduct(asking).body.groupModifiers.filter(({ splittable }) => splittable),
    ),
  ),
  operation('getProductScaleSizes', null, (asking) => sizesOf(scaleNamed(asking))),
  operation('getDisabledSizesByProduct', null, (asking) => disabledSizes(asking.place, productNamed(asking))),
  operation('tryGetDisabledSizesByProduct', null, ({ place, args }) => {
    const item = place.catalog.find('product', args.id('product'))
    return item && disabledSizes(place, item)
  }),
  operation('getAllergenGroupsByProductIds', null, ({ place, args }) =>
    allergenGroupsOf(place, args.ids('productIds')),
  ),
]
