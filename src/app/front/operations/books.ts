/** Small books of the directory (front-api §2.5): each with its list and its reads by id. */
import type { Book, BookItem } from '../../../domain/reference/books.ts'
import { notFound } from '../exceptions.ts'
import type { FrontOperation, FrontPermission } from '../front-operation.ts'
import {
  discountCardOf,
  discountTypeOf,
  orderTypeOf,
  paymentTypeOf,
  priceCategoryOf,
  removalTypeOf,
  taxCategoryOf,
} from '../model/organisation.ts'
import type { TillPlace } from '../model/till-place.ts'
import type { Versioned } from '../model/values.ts'
import { type Asking, directory, operation } from './define.ts'

/** Items that the restaurant sees and that are not deleted. */
export const living = <B extends Book>({ catalog, organizationId }: TillPlace, book: B): BookItem<B>[] =>
  catalog.of(book, organizationId).filter((item) => !item.isDeleted)

/** A row over a book: living items in its list, deleted ones by id. */
export const bookDirectory = <B extends Book, T extends Versioned>(
  entity: string,
  list: string | null,
  book: B,
  view: (place: TillPlace, item: BookItem<B>) => T,
  needs: FrontPermission | null = null,
): FrontOperation[] =>
  directory<T>({
    entity,
    list,
    needs,
    all: ({ place }) => living(place, book).map((item) => view(place, item)),
    byId: ({ place }, id) => {
      const item = place.catalog.find(book, id)
      const isForeign = item?.organizationId && item.organizationId !== place.organizationId
      return item && !isForeign ? view(place, item) : undefined
    },
  })

type NamedBook =
  | 'cancelCause'
  | 'city'
  | 'conception'
  | 'cookingPlace'
  | 'marketingSource'
  | 'productCategory'
  | 'region'

/** A book of which a name is all there is. */
const namedDirectory = (entity: string, list: string | null, book: NamedBook): FrontOperation[] =>
  bookDirectory(entity, list, book, (_place, item) => ({
    id: item.id,
    revision: Number(item.revision),
    name: item.body.name,
  }))

const discountTypeById = ({ place, args }: Asking) => {
  const id = args.id('discountType')
  const item = place.catalog.find('discountType', id)
  if (!item) throw notFound('DiscountType', id)
  return item
}

export const bookOperations: readonly FrontOperation[] = [
  ...namedDirectory('City', 'getCities', 'city'),
  ...namedDirectory('Conception', null, 'conception'),
  ...namedDirectory('CookingPlaceType', 'getCookingPlaceTypes', 'cookingPlace'),
  ...namedDirectory('DeliveryCancelCause', 'getDeliveryCancelCauses', 'cancelCause'),
  ...namedDirectory('MarketingSource', 'getMarketingSources', 'marketingSource'),
  ...namedDirectory('ProductCategory', 'getProductCategories', 'productCategory'),
  ...namedDirectory('Region', 'getRegions', 'region'),
  ...bookDirectory('DiscountType', 'getDiscountTypes', 'discountType', (_place, item) =>
    discountTypeOf(item),
  ),
  ...bookDirectory('DiscountCard', 'getDiscountCards', 'discountCard', discountCardOf, 'clients:read'),
  ...bookDirectory('OrderType', 'getOrderTypes', 'orderType', (_place, item) => orderTypeOf(item)),
  ...bookDirectory('PaymentType', 'getPaymentTypes', 'paymentType', paymentTypeOf),
  ...bookDirectory('PriceCategory', 'getPriceCategories', 'priceCategory', (_place, item) =>
    priceCategoryOf(item),
  ),
  ...bookDirectory('RemovalType', null, 'removalType', (_place, item) => removalTypeOf(item)),
  ...bookDirectory('TaxCategory', 'getTaxCategories', 'taxCategory', (_place, item) => taxCategoryOf(item)),
  ...bookDirectory('Street', null, 'street', (place, item) => streetOf(place, item)),
  operation('getActiveStreets', null, ({ place }) =>
    living(place, 'street').map((item) => streetOf(place, item)),
  ),
  operation('getAllStreets', null, ({ place }) =>
    place.catalog.of('street', place.organizationId).map((item) => streetOf(place, item)),
  ),
  operation('searchStreets', null, searchStreets),
  operation('getDeletedOrderTypes', null, ({ place }) =>
    place.catalog
      .of('orderType', place.organizationId)
      .filter((item) => item.isDeleted)
      .map(orderTypeOf),
  ),
  operation('getActiveRemovalTypes', null, ({ place }) =>
    living(place, 'removalType')
      .filter(({ body }) => body.manual)
      .map(removalTypeOf),
  ),
  operation('isActiveForDeliveries', null, (asking) => !discountTypeById(asking).isDeleted),
  operation('searchDiscountCardByNumber', 'clients:read', ({ place, args }) => {
    const number = args.text('cardNumber')
    const card = living(place, 'discountCard').find(({ body }) => body.number === number)
    return card && discountCardOf(place, card)
  }),
  operation('getPaymentTypesToStornoPastOrderItems', null, ({ place, door }) => {
    const gives = ({ body }: BookItem<'paymentType'>): boolean =>
      body.paymentSystem !== undefined && (door.desk?.canReturnWithoutOrder(body.paymentSystem) ?? false)
    return living(place, 'paymentType')
      .map((item) => ({ item, type: paymentTypeOf(place, item) }))
      .filter(({ item, type: { isEnabled, kind } }) =>
        isEnabled ? kind === 'Cash' || kind === 'Card' || gives(item) : false,
      )
      .map(({ type }) => type)
  }),
  operation('getRemovalTypesToStornoPastOrderItems', null, ({ place }) =>
    living(place, 'removalType').map(removalTypeOf),
  ),
]

const streetOf = (place: TillPlace, item: BookItem<'street'>) => {
  const city = place.catalog.find('city', item.body.cityId)
  return {
    id: item.id,
    revision: Number(item.revision),
    name: item.body.name,
    isActive: !item.isDeleted,
    externalId: item.body.classifierId,
    city: city ? { id: city.id, name: city.body.name } : null,
  }
}

/** By name or by the classifier's id, in some cities or in all; the limit is our own. */
function searchStreets({ place, args }: Asking) {
  const query = args.text('query').trim().toLowerCase()
  const isEqual = args.optionalOneOf('searchType', { Prefix: 0, Equals: 1 }) === 'Equals'
  const fields = args.optionalOneOf('fields', { Name: 1, ExternalId: 2, All: 3 }) ?? 'Name'
  const cities = args.ids('cities')
  const fits = (text: string | null): boolean => {
    const lower = text?.toLowerCase() ?? ''
    return isEqual ? lower === query : lower.startsWith(query)
  }
  return living(place, 'street')
    .filter(({ body }) => cities.length === 0 || cities.includes(body.cityId))
    .filter(
      ({ body }) =>
        (fields !== 'ExternalId' && fits(body.name)) || (fields !== 'Name' && fits(body.classifierId)),
    )
    .slice(0, 100)
    .map((item) => streetOf(place, item))
}
