/** The scale of a product: given and taken by the back office, seen by cloud and till at once (server-api §11.4). */
import { type ProductSizeDraft, withScale } from '../../../domain/menu/size-scale.ts'
import type { BookItem, Product } from '../../../domain/reference/books.ts'
import type { Catalog } from '../../../domain/reference/catalog.ts'
import { usualSize } from '../../../domain/reference/usual-size.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { refuse } from '../../../kernel/refusals.ts'
import { saveBooks } from '../../books/save-books.ts'
import type { App, NewBookItem } from '../../ports.ts'
import type { BackOfficeScope } from '../save-item.ts'
import { scaleOf } from './size-scales.ts'

/** A product with the scale that it has now; null: none. */
export type ScaledProduct = { product: BookItem<'product'>; scale: BookItem<'sizeScale'> | null }

/** Refuses `back-office.entity-unknown`. */
export function scaledProduct(catalog: Catalog, id: Uuid): ScaledProduct {
  const product = catalog.find('product', id)
  if (!product) throw refuse('back-office.entity-unknown', { entity: 'Product', id })
  return { product, scale: catalog.find('sizeScale', product.body.sizeScaleId) ?? null }
}

/** Gives a product a scale, or changes which of its sizes the product has; refuses what {@link withScale} does. */
export async function giveScale(
  app: App,
  scope: BackOfficeScope,
  productId: Uuid,
  { scaleId, sizes }: { scaleId: Uuid; sizes: readonly ProductSizeDraft[] },
): Promise<ScaledProduct> {
  const catalog = await app.catalog(scope.tenantId)
  const { product } = scaledProduct(catalog, productId)
  const scale = scaleOf(catalog, scaleId)
  if (scale.isDeleted) throw refuse('back-office.entity-unknown', { entity: 'ProductScale', id: scaleId })
  const body = withScale(product.body, scaleId, scale.body, sizes)
  const sold = scale.body.sizes.filter(({ id }) => !body.disabledSizeIds.includes(id))
  const priced = sold.map(({ id }) => ({ key: `${productId}:${id}`, like: productId }))
  return save(app, scope, { ...product, body }, pricesLike(catalog, priced))
}

/** Takes its scale from a product, which is sold by the price of the default size then; answers which scale it was. */
export async function takeScale(app: App, scope: BackOfficeScope, productId: Uuid): Promise<Uuid> {
  const catalog = await app.catalog(scope.tenantId)
  const { product, scale } = scaledProduct(catalog, productId)
  if (!scale) throw refuse('back-office.entity-unknown', { entity: 'ProductScale', id: productId })
  const { sizeFactors: _, ...rest } = product.body
  const body: Product = { ...rest, sizeScaleId: null, disabledSizeIds: [] }
  const usual = usualSize(scale.body.sizes)
  const priced = usual ? [{ key: productId, like: `${productId}:${usual.id}` }] : []
  await save(app, scope, { ...product, body }, pricesLike(catalog, priced))
  return scale.id
}

async function save(
  app: App,
  { tenantId, actor }: BackOfficeScope,
  product: BookItem<'product'>,
  prices: readonly NewBookItem[],
): Promise<ScaledProduct> {
  await saveBooks(app, tenantId, [product, ...prices], actor)
  return scaledProduct(await app.catalog(tenantId), product.id)
}

/** What has no price yet costs as much as what it is like; otherwise a product would leave the menu with its scale. */
function pricesLike(catalog: Catalog, priced: readonly { key: string; like: string }[]): NewBookItem[] {
  return catalog.all('priceList').flatMap((list): NewBookItem[] => {
    const { prices } = list.body
    const added = priced.flatMap(({ key, like }) =>
      prices[key] || !prices[like] ? [] : [[key, prices[like]] as const],
    )
    if (list.isDeleted || added.length === 0) return []
    return [{ ...list, body: { ...list.body, prices: { ...prices, ...Object.fromEntries(added) } } }]
  })
}
