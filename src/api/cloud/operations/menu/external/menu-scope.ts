import { modifierPrice } from '../../../../../domain/menu/till-price.ts'
import type { ComboAction, ExternalMenu, Named } from '../../../../../domain/reference/books.ts'
import type { Catalog } from '../../../../../domain/reference/catalog.ts'
import { type Money, moneyToJson } from '../../../../../kernel/exact.ts'
import type { Uuid } from '../../../../../kernel/ids.ts'
import type { Language } from '../../../../../kernel/refusals.ts'
import { absoluteLinkOrNull } from '../../../../http/absolute-link.ts'

/** What decides what a menu looks like; equal scopes of one catalog give equal menus. */
export type MenuScope = {
  catalog: Catalog
  menu: ExternalMenu
  organizationIds: readonly Uuid[]
  /** Null: base prices. */
  priceCategoryId: Uuid | null
  language: Language
  baseUrl: string
}

/** Names have an English twin where the chain wrote one. */
export const nameIn = ({ language }: MenuScope, named: Named): string =>
  language === 'en' ? (named.nameEn ?? named.name) : named.name

export const pictureIn = ({ baseUrl }: MenuScope, link: string | null | undefined): string | null =>
  absoluteLinkOrNull(baseUrl, link)

const scaleOf = (catalog: Catalog, organizationId: Uuid): number =>
  catalog.find('organization', organizationId)?.body.currency.scale ?? 2

export type OrganizationPrice = { organizationId: Uuid; price: number | null }

function pricesIn(scope: MenuScope, priceAt: (organizationId: Uuid) => Money | null): OrganizationPrice[] {
  return scope.organizationIds.map((organizationId) => {
    const price = scope.menu.organizationIds.includes(organizationId) ? priceAt(organizationId) : null
    return {
      organizationId,
      price: price === null ? null : moneyToJson(price, scaleOf(scope.catalog, organizationId)),
    }
  })
}

/** A product of a private book of another organization is not sold here. */
function isSoldBy({ catalog }: MenuScope, productId: Uuid, organizationId: Uuid): boolean {
  const item = catalog.living('product', productId)
  return item !== undefined && (item.organizationId === null || item.organizationId === organizationId)
}

/** Null where a dish of this size is not for sale; 0 is free (cloud-api §6.3). No other category stands in. */
export const dishPrices = (scope: MenuScope, productId: Uuid, sizeId: Uuid | null): OrganizationPrice[] =>
  pricesIn(scope, (organizationId) => {
    if (!isSoldBy(scope, productId, organizationId)) return null
    const found = scope.catalog.price(organizationId, productId, sizeId, scope.priceCategoryId)
    return found?.isIncludedInMenu ? found.price : null
  })

/** What the till takes for a modifier of a dish of this size; one without any price is free. */
export const modifierPrices = (
  scope: MenuScope,
  productId: Uuid,
  parentSizeId: Uuid | null,
): OrganizationPrice[] =>
  pricesIn(scope, (organizationId) => {
    if (!isSoldBy(scope, productId, organizationId)) return null
    const { catalog, priceCategoryId } = scope
    return modifierPrice({ catalog, organizationId, priceCategoryId }, productId, parentSizeId)
  })

export type MenuCombo = { id: Uuid; action: ComboAction }

/** A combo that works and that one of the organizations offers. */
export function comboIn(scope: MenuScope, comboId: Uuid): MenuCombo | null {
  const item = scope.catalog.living('comboAction', comboId)
  if (!item?.body.isActive) return null
  const isOffered =
    item.organizationId === null ||
    (scope.organizationIds.includes(item.organizationId) &&
      scope.menu.organizationIds.includes(item.organizationId))
  return isOffered ? { id: item.id, action: item.body } : null
}

/** Money of a combo is in the currency of the first organization: a menu has one currency. */
export const comboScale = ({ catalog, organizationIds }: MenuScope): number =>
  scaleOf(catalog, organizationIds[0] ?? '')
