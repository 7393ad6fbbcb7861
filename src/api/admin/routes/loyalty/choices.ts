import { tillPrice } from '../../../../domain/menu/till-price.ts'
import type { Product } from '../../../../domain/reference/books.ts'
import { usualSize } from '../../../../domain/reference/usual-size.ts'
import type { AdminCall, Route } from '../../call.ts'
import { living, named } from '../books.ts'
import { deskOf, type OfficeDesk } from './desk.ts'

/** What forms of programmes and the sample order choose from. */
async function choices(call: AdminCall) {
  const desk = await deskOf(call)
  const { catalog, organization } = desk
  return {
    currency: { isoName: organization.currency.isoName, scale: organization.currency.scale },
    timeZone: organization.timeZone,
    categories: living(catalog, 'guestCategory').map(named),
    couponSeries: living(catalog, 'couponSeries').map(named),
    manualConditions: living(catalog, 'manualCondition').map((item) => ({
      ...named(item),
      isDynamic: item.body.isDynamicDiscount,
    })),
    comboActions: living(catalog, 'comboAction').map(named),
    productCategories: living(catalog, 'productCategory').map(named),
    products: productsOf(desk),
  }
}

/** What is on the menu here; `isPlain` may be ordered as it is, in its usual size. */
function productsOf({ catalog, scope, money }: OfficeDesk) {
  const prices = { catalog, organizationId: scope.organizationId, priceCategoryId: null }
  return catalog
    .of('product', scope.organizationId)
    .filter(({ isDeleted, body }) => !isDeleted && body.isActive && body.type !== 'Modifier')
    .flatMap((item) => {
      const sizes = catalog.living('sizeScale', item.body.sizeScaleId)?.body.sizes ?? []
      const sold = sizes.filter(({ id }) => !item.body.disabledSizeIds.includes(id))
      const size = usualSize(sold)
      const price = tillPrice(prices, item.id, size?.id ?? null)
      if (!price?.isIncludedInMenu) return []
      return [
        { ...named(item), sizeId: size?.id ?? null, price: money(price.price), isPlain: isPlain(item.body) },
      ]
    })
}

const isPlain = (product: Product): boolean =>
  product.orderItemType === 'Product' &&
  (product.type === 'Service' || product.cookingPlaceId !== null) &&
  product.modifiers.every(isFree) &&
  product.groupModifiers.every((group) => isFree(group) && group.children.every(isFree))

const isFree = ({ minAmount, required }: { minAmount: number; required: boolean }): boolean =>
  minAmount === 0 && !required

export const choiceRoutes: readonly Route[] = [
  { method: 'GET', path: '/loyalty/choices', needs: 'viewer', handle: choices },
]
