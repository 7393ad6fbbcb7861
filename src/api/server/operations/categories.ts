import {
  createCategory,
  deleteCategory,
  renameCategory,
  restoreCategory,
} from '../../../app/server/product-categories.ts'
import type { BookItem } from '../../../domain/reference/books.ts'
import { malformed } from '../errors.ts'
import type { Entity, SavedEntity } from '../generated/types.ts'
import type { Call, Handlers } from '../operation.ts'
import { matching, setOf } from './scope.ts'
import { scopeOf, success } from './writing.ts'

const onWire = ({ id, isDeleted, body }: BookItem<'productCategory'>): Entity => ({
  id,
  rootType: 'ProductCategory',
  deleted: isDeleted,
  code: null,
  name: body.name,
})

async function list({
  caller,
  query,
}: Call<'GET /v2/entities/products/category/list' | 'POST /v2/entities/products/category/list'>) {
  const ids = setOf(query.ids)
  return matching(caller.catalog.all('productCategory'), query)
    .filter(({ id }) => !ids || ids.has(id))
    .map(onWire)
}

const answered = (item: BookItem<'productCategory'>): SavedEntity => success(onWire(item))

/** User categories of nomenclature (server-api §11.3). */
export const categoryHandlers: Handlers = {
  'GET /v2/entities/products/category/list': list,
  'POST /v2/entities/products/category/list': list,
  'POST /v2/entities/products/category/save': async (call) =>
    answered(await createCategory(call.app, scopeOf(call), call.body.name ?? null)),
  'POST /v2/entities/products/category/update': async (call) => {
    const { id, name = null } = call.body
    if (id === undefined) throw malformed("Argument for @NotNull parameter 'id' must not be null")
    return answered(await renameCategory(call.app, scopeOf(call), { id, name }))
  },
  'POST /v2/entities/products/category/delete': async (call) =>
    answered(await deleteCategory(call.app, scopeOf(call), call.body.id)),
  'POST /v2/entities/products/category/restore': async (call) =>
    answered(await restoreCategory(call.app, scopeOf(call), call.body.id)),
}
