import { deleteCards, restoreCards } from '../../../../app/server/products/delete-products.ts'
import { CardRefused } from '../../../../app/server/products/product-draft.ts'
import { type CodesOfProduct, saveProduct } from '../../../../app/server/products/save-product.ts'
import type { Uuid } from '../../../../kernel/ids.ts'
import { malformed } from '../../errors.ts'
import type { ItemsToDelete, Product, ProductDraft } from '../../generated/types.ts'
import type { Call, CallContext, Handlers } from '../../operation.ts'
import { matching, setOf } from '../scope.ts'
import { failure, scopeOf, success } from '../writing.ts'
import { groupHandlers } from './groups.ts'
import { imageHandlers } from './images.ts'
import { importProductHandlers } from './import-products.ts'
import { oldBookHandlers } from './old-books.ts'
import { oldProductHandlers } from './old-products.ts'
import { readProduct } from './read-product.ts'
import { productRenderer } from './render-product.ts'
import { scaleHandlers } from './scales.ts'

async function list({
  caller,
  query,
}: Call<'GET /v2/entities/products/list' | 'POST /v2/entities/products/list'>): Promise<Product[]> {
  const [ids, nums, codes] = [setOf(query.ids), setOf(query.nums), setOf(query.codes)]
  const types = setOf(query.types)
  const [categories, parents] = [setOf(query.categoryIds), setOf(query.parentIds)]
  return matching(caller.catalog.all('product'), query)
    .map(productRenderer(caller.catalog))
    .filter(
      ({ id, num, code, type, category, parent }) =>
        (!ids || ids.has(id)) &&
        (!nums || nums.has(num)) &&
        (!codes || codes.has(code)) &&
        (!types || types.has(type)) &&
        (!categories || categories.has(category)) &&
        (!parents || parents.has(parent)),
    )
}

async function save(call: CallContext & { body: ProductDraft }, id: Uuid | null, codes: CodesOfProduct) {
  try {
    const { product, catalog } = await saveProduct(call.app, scopeOf(call), id, readProduct(call.body), codes)
    return success(productRenderer(catalog)(product))
  } catch (error) {
    if (!(error instanceof CardRefused)) throw error
    // What was sent comes back as it was (server-api §11.1).
    return failure(error.problems, call.body as unknown as Product)
  }
}

const chosen = ({ items }: ItemsToDelete) => ({ productIds: items.map(({ id }) => id), groupIds: [] })

const changed = ({ products, catalog }: Awaited<ReturnType<typeof deleteCards>>) =>
  success(products.map(productRenderer(catalog)))

/** Nomenclature (server-api §10, §11.1, §11.2). */
export const productHandlers: Handlers = {
  'GET /v2/entities/products/list': list,
  'POST /v2/entities/products/list': list,
  'POST /v2/entities/products/save': (call) =>
    save(call, null, {
      makesArticle: call.query.generateNomenclatureCode,
      makesFastCode: call.query.generateFastCode,
    }),
  'POST /v2/entities/products/update': async (call) => {
    const { id } = call.body
    if (!id) throw malformed("Argument for @NotNull parameter 'id' must not be null")
    return save(call, id, {
      makesArticle: call.query.overrideNomenclatureCode,
      makesFastCode: call.query.overrideFastCode,
    })
  },
  'POST /v2/entities/products/delete': async (call) =>
    changed(await deleteCards(call.app, scopeOf(call), chosen(call.body))),
  'POST /v2/entities/products/restore': async (call) =>
    changed(
      await restoreCards(call.app, scopeOf(call), chosen(call.body), call.query.overrideNomenclatureCode),
    ),
  ...groupHandlers,
  ...oldProductHandlers,
  ...scaleHandlers,
  ...imageHandlers,
  ...oldBookHandlers,
  ...importProductHandlers,
}
