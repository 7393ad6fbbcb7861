import type { Catalog } from '../../../domain/reference/catalog.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type { TimeZone } from '../../../kernel/local-time.ts'
import { wireSpan, wireTimeOrNull } from '../wire-time.ts'

/** Where resources of a till are shown: under which address, in which time, by which books. */
export type WirePlace = {
  /** `http://pos:9042`, or with the group that was asked for: `http://pos:8080/till/pokrovka`. */
  base: string
  zone: TimeZone
  catalog: Catalog
}

/** Links are absolute, to other resources of the same server (front-api §7.1). */
const link = ({ base }: WirePlace, resource: string, name: string | number): string =>
  `${base}/api/${resource}/${encodeURIComponent(name)}`

export const orderLink = (place: WirePlace, id: Uuid): string => link(place, 'orders', id)
export const kitchenOrderLink = (place: WirePlace, number: number): string =>
  link(place, 'kitchenorders', number)
export const userLink = (place: WirePlace, user: { name: string } | null): string | null =>
  user && link(place, 'users', user.name)
export const tableLink = (place: WirePlace, table: { number: number } | null): string | null =>
  table && link(place, 'tables', table.number)
/** Halls and places that cook. */
export const sectionLink = (place: WirePlace, section: { name: string } | null): string | null =>
  section && link(place, 'sections', section.name)
export const productLink = (place: WirePlace, product: { number: string } | null): string | null =>
  product && link(place, 'products', product.number)

export const timeOf = ({ zone }: WirePlace, instant: number | null): string | null =>
  wireTimeOrNull(instant, zone)

/** How long a product should cook; null before it is cooked (front-api §8.1). */
export function cookingTimeOf({ catalog }: WirePlace, productId: Uuid, isStarted: boolean): string | null {
  const minutes = isStarted ? catalog.find('product', productId)?.body.cookingMinutes : undefined
  return minutes === undefined ? null : wireSpan(minutes * 60_000)
}

export type WireSize = { Name: string; KitchenName: string }

/** Sizes stand in scales; an order remembers the name of its own. */
export function sizeOf({ catalog }: WirePlace, size: { id: Uuid; name: string } | null): WireSize | null {
  if (!size) return null
  const known = catalog
    .all('sizeScale')
    .flatMap(({ body }) => body.sizes)
    .find(({ id }) => id === size.id)
  return { Name: size.name, KitchenName: known?.kitchenName ?? size.name }
}

export type WireTemplate = { Name: string; AllowProductsCombining: boolean; Scale: string | null }

/** The scheme of a compound dish, by the product that it was ordered as. */
export function templateOf(
  { catalog }: WirePlace,
  template: { name: string } | null,
  productId: Uuid,
): WireTemplate | null {
  const product = catalog.find('product', productId)?.body
  if (!template && !product) return null
  return {
    Name: template?.name ?? product?.name ?? '',
    AllowProductsCombining: product?.splittable ?? false,
    Scale: catalog.find('sizeScale', product?.sizeScaleId)?.body.name ?? null,
  }
}
