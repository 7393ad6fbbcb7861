import {
  giveScale,
  type ScaledProduct,
  scaledProduct,
  takeScale,
} from '../../../../app/server/products/product-scale.ts'
import { markScales, saveScale, scaleOf } from '../../../../app/server/products/size-scales.ts'
import type { ProductSizeDraft, SizeDraft } from '../../../../domain/menu/size-scale.ts'
import type { BookItem, SizeScale } from '../../../../domain/reference/books.ts'
import { printBillionths } from '../../../../domain/stock/amounts.ts'
import { isUuid, type Uuid } from '../../../../kernel/ids.ts'
import { malformed } from '../../errors.ts'
import type {
  ProductScale,
  ProductScaleDraft,
  ProductSize,
  ScaleOfProduct,
  ScaleOfProductDraft,
} from '../../generated/types.ts'
import type { Call, CallContext, Handlers } from '../../operation.ts'
import { itemsOf, matching, setOf } from '../scope.ts'
import { scopeOf, success } from '../writing.ts'
import { exact } from './read-product.ts'

const base = '/v2/entities/productScales'
const billionth = 9

const sizeOnWire = (size: SizeScale['sizes'][number], deleted: boolean): ProductSize => ({
  id: size.id,
  deleted,
  name: size.name,
  shortName: size.shortName,
  priority: size.priority,
  default: size.isDefault,
})

const sizesOnWire = ({ sizes, goneSizes = [] }: SizeScale): ProductSize[] => [
  ...sizes.map((size) => sizeOnWire(size, false)),
  ...goneSizes.map((size) => sizeOnWire(size, true)),
]

const scaleOnWire = ({ id, isDeleted, body }: BookItem<'sizeScale'>): ProductScale => ({
  id,
  deleted: isDeleted,
  name: body.name,
  productSizes: sizesOnWire(body),
})

/** The scale of a product says which of its sizes the product has not, and by what its amounts are multiplied. */
function ofProduct({ product, scale }: ScaledProduct): ScaleOfProduct | null {
  if (!scale) return null
  const { disabledSizeIds, sizeFactors = {} } = product.body
  return {
    ...scaleOnWire(scale),
    productSizes: sizesOnWire(scale.body).map((size) => ({
      ...size,
      disabled: disabledSizeIds.includes(size.id),
      factors: (sizeFactors[size.id] ?? []).map(({ startNumber, factor }) => ({
        startNumber,
        factor: Number(printBillionths(factor)),
      })),
    })),
  }
}

async function list({ caller, query }: Call<`GET ${typeof base}` | `POST ${typeof base}`>) {
  const ids = setOf(query.ids)
  return matching(itemsOf(caller, 'sizeScale'), query)
    .filter(({ id }) => !ids || ids.has(id))
    .map(scaleOnWire)
}

type OfProducts = '/v2/entities/products/productScales'
async function listOfProducts({ caller, query }: Call<`GET ${OfProducts}` | `POST ${OfProducts}`>) {
  const ids = setOf(query.productId)
  const products = matching(itemsOf(caller, 'product'), { includeDeleted: query.includeDeletedProducts })
  return Object.fromEntries(
    products
      .filter(({ id }) => !ids || ids.has(id))
      .map(({ id }) => [id, ofProduct(scaledProduct(caller.catalog, id))]),
  )
}

const readSize = (size: NonNullable<ProductScaleDraft['productSizes']>[number]): SizeDraft => ({
  id: size.id ?? null,
  isDeleted: size.deleted ?? false,
  name: size.name,
  ...(size.shortName == null ? {} : { shortName: size.shortName }),
  ...(size.priority == null ? {} : { priority: size.priority }),
  ...(size.default == null ? {} : { isDefault: size.default }),
})

const save = async (call: CallContext & { body: ProductScaleDraft }, id: Uuid | null) =>
  scaleOnWire(
    await saveScale(call.app, scopeOf(call), id, {
      name: call.body.name,
      sizes: (call.body.productSizes ?? []).map(readSize),
    }),
  )

/** The chapter shows the answer of one scale; of many that were named the first one is told of. */
async function mark(call: CallContext & { body: { items: { id: Uuid }[] } }, isDeleted: boolean) {
  const ids = call.body.items.map(({ id }) => id)
  const [first] = await markScales(call.app, scopeOf(call), ids, isDeleted)
  if (!first) throw malformed("'items' names no scale")
  return scaleOnWire(first)
}

const readProductSize = (
  size: NonNullable<ScaleOfProductDraft['productSizes']>[number],
  index: number,
): ProductSizeDraft => ({
  sizeId: size.id,
  ...(size.disabled == null ? {} : { isDisabled: size.disabled }),
  ...(size.factors == null
    ? {}
    : {
        factors: size.factors.map(({ startNumber, factor }, at) => ({
          startNumber,
          factor: exact(factor, billionth, `productSizes[${index}].factors[${at}].factor`),
        })),
      }),
})

/** An id of the address; what is none names nothing that is there. */
function idIn(text: string, what: string): Uuid {
  if (!isUuid(text)) throw malformed(`Malformed ${what} id: '${text.slice(0, 80)}'`)
  return text.toLowerCase()
}

/** Scales of sizes (server-api §11.4). */
export const scaleHandlers: Handlers = {
  'GET /v2/entities/productScales': list,
  'POST /v2/entities/productScales': list,
  'GET /v2/entities/productScales/{scaleId}': async ({ caller, path }) =>
    scaleOnWire(scaleOf(caller.catalog, idIn(path.scaleId, 'ProductScale'))),
  'POST /v2/entities/productScales/save': (call) => save(call, null),
  'POST /v2/entities/productScales/update': async (call) => {
    const { id } = call.body
    if (!id) throw malformed("Argument for @NotNull parameter 'id' must not be null")
    return save(call, id)
  },
  'POST /v2/entities/productScales/delete': (call) => mark(call, true),
  'POST /v2/entities/productScales/restore': (call) => mark(call, false),

  'GET /v2/entities/products/{productId}/productScale': async ({ caller, path }) =>
    success(ofProduct(scaledProduct(caller.catalog, idIn(path.productId, 'Product')))),
  'POST /v2/entities/products/{productId}/productScale': async (call) => {
    const { id, productSizes } = call.body
    const given = await giveScale(call.app, scopeOf(call), idIn(call.path.productId, 'Product'), {
      scaleId: id,
      sizes: (productSizes ?? []).map(readProductSize),
    })
    const scale = ofProduct(given)
    if (!scale) throw new Error('a scale was given and is not there')
    return scale
  },
  'DELETE /v2/entities/products/{productId}/productScale': (call) =>
    takeScale(call.app, scopeOf(call), idIn(call.path.productId, 'Product')),
  'GET /v2/entities/products/productScales': listOfProducts,
  'POST /v2/entities/products/productScales': listOfProducts,
}
