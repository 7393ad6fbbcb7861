import type { App } from '../../../../app/ports.ts'
import { deleteCards, restoreCards } from '../../../../app/server/products/delete-products.ts'
import {
  CardRefused,
  type ContainerDraft,
  type ProductDraft,
} from '../../../../app/server/products/product-draft.ts'
import { saveProduct } from '../../../../app/server/products/save-product.ts'
import type { Book, BookItem } from '../../../../domain/reference/books.ts'
import type { Catalog } from '../../../../domain/reference/catalog.ts'
import type { Uuid } from '../../../../kernel/ids.ts'
import { conflict, malformed } from '../../errors.ts'
import type { OldContainerWritten, OldProductWritten, OldReference } from '../../generated/types.ts'
import { AnswerWith, type Call, type CallContext, type Handlers } from '../../operation.ts'
import { readBillionths } from '../documents/decimals.ts'
import { scopeOf } from '../writing.ts'
import { oldGroup } from './old-books.ts'
import { oldRenderer } from './old-products.ts'
import { kinds } from './read-product.ts'

/** An item by the name that stands for it in XML; refuses a name that nobody has. */
function named<B extends Book>(
  catalog: Catalog,
  book: B,
  element: string,
  name: string | undefined,
): Uuid | undefined {
  if (name === undefined || name === '') return undefined
  const found = catalog
    .all(book)
    .find(({ isDeleted, body }) => !isDeleted && (body as { name?: string }).name === name)
  if (!found) throw conflict(`${element}: '${name}' is not found`)
  return found.id
}

/** What an element must say of a new product. */
function required<Value>(value: Value | undefined, element: string): Value {
  if (value === undefined) throw malformed(`Argument for @NotNull parameter '${element}' must not be null`)
  return value
}

const weightOf = (text: string | undefined, fallback: number): number =>
  text === undefined ? fallback : Number(text)

/** A new package gets its id here, so that barcodes can name it. */
const readContainer = (app: App, one: OldContainerWritten, index: number): ContainerDraft => ({
  id: one.id ?? app.random.uuid(),
  num: one.num ?? String(index + 1),
  name: one.name,
  count: readBillionths(one.count, `containers[${index}].count`) ?? 0n,
  weights: {
    min: weightOf(one.minContainerWeight, 0),
    max: weightOf(one.maxContainerWeight, 0),
    empty: weightOf(one.containerWeight, 0),
    full: weightOf(one.fullContainerWeight, Number(one.count)),
  },
  isUsedAtTill: one.useInFront ?? true,
  isDeleted: one.deleted ?? false,
})

/** Barcodes name packages by their names. */
function barcodesOf(
  { barcodes }: OldProductWritten,
  packages: readonly { id: Uuid | null; name: string }[],
): ProductDraft['barcodes'] {
  return barcodes?.map(({ barcode, containerName }) => {
    if (!containerName) return { barcode, containerId: null }
    const named = packages.find(({ name }) => name === containerName)
    if (!named) throw conflict(`barcodes: container '${containerName}' is not found`)
    return { barcode, containerId: named.id }
  })
}

/** What is absent stays as it is; a new product needs a name, a type and a unit. */
function readOldProduct(
  { app, caller: { catalog } }: CallContext,
  wire: OldProductWritten,
  before: BookItem<'product'> | undefined,
): ProductDraft {
  const kind = wire.productType ? kinds[wire.productType] : undefined
  const containers = wire.containers?.map((one, index) => readContainer(app, one, index))
  const known = catalog.all('container').filter(({ body }) => body.productId === before?.id)
  const packages = containers ?? known.map(({ id, body }) => ({ id, name: body.name }))
  const unit = wire.mainUnit ?? before?.body.measureUnit
  const [placeId, categoryId] = [
    named(catalog, 'cookingPlace', 'cookingPlaceType', wire.cookingPlaceType),
    named(catalog, 'productCategory', 'productCategory', wire.productCategory),
  ]
  const barcodes = barcodesOf(wire, packages)
  return {
    name: required(wire.name ?? before?.body.name, 'name'),
    num: wire.num ?? null,
    type: required(kind?.type ?? before?.body.type, 'productType'),
    subtype: kind ? kind.subtype : (before?.body.subtype ?? null),
    measureUnitId: required(named(catalog, 'measureUnit', 'mainUnit', unit), 'mainUnit'),
    ...(wire.parentId === undefined ? {} : { parentId: wire.parentId }),
    ...(placeId === undefined ? {} : { cookingPlaceId: placeId }),
    ...(categoryId === undefined ? {} : { categoryId }),
    ...(containers === undefined ? {} : { containers }),
    ...(barcodes === undefined ? {} : { barcodes }),
    backOffice: wire.code === undefined ? {} : { fastCode: wire.code },
  }
}

async function importProduct(call: Call<'POST /products/import/product'>) {
  const { app, caller, body } = call
  const before = caller.catalog.find('product', body.id)
  const target = before ? before.id : body.id === undefined ? null : { newId: body.id }
  const draft = readOldProduct(call, body, before)
  const codes = { makesArticle: !before && draft.num === null, makesFastCode: false }
  try {
    const { product, catalog } = await saveProduct(app, scopeOf(call), target, draft, codes)
    return new AnswerWith(oldRenderer(catalog)(product), { status: before ? 200 : 201 })
  } catch (error) {
    if (error instanceof CardRefused) throw conflict(error.message)
    throw error
  }
}

const idsOf = (references: readonly OldReference[]): Uuid[] => references.map(({ id }) => id)

async function changeProducts(
  call: CallContext & { body: readonly OldReference[] },
  change: typeof deleteCards,
) {
  const productIds = idsOf(call.body)
  if (productIds.length === 0) return []
  const { products, catalog } = await change(call.app, scopeOf(call), { productIds, groupIds: [] })
  return products.map(oldRenderer(catalog))
}

async function changeGroups(
  call: CallContext & { body: readonly OldReference[] },
  change: typeof deleteCards,
) {
  const groupIds = idsOf(call.body)
  if (groupIds.length === 0) return []
  const { groups } = await change(call.app, scopeOf(call), { productIds: [], groupIds })
  return groups.map(oldGroup)
}

const restore: typeof deleteCards = (app, scope, chosen) => restoreCards(app, scope, chosen, false)

/** Writes of nomenclature in XML, known by their names only (server-api §10); v2 has the same deeds. */
export const importProductHandlers: Handlers = {
  'POST /products/import/product': importProduct,
  'POST /products/import/deleteProducts': (call) => changeProducts(call, deleteCards),
  'POST /products/import/restoreProducts': (call) => changeProducts(call, restore),
  'POST /products/import/restoreProductGroups': (call) => changeGroups(call, restore),
  'DELETE /products/import/productGroups': (call) => changeGroups(call, deleteCards),
}
