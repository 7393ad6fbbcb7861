import type { Catalog } from '../../domain/reference/catalog.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { refuse } from '../../kernel/refusals.ts'
import { saveBooks } from '../books/save-books.ts'
import type { App, NewBookItem, Tx } from '../ports.ts'
import type { DocumentScope } from './document-scope.ts'

export type NewBarcode = {
  barcode: string /** Null: the product without a package. */
  containerId: Uuid | null
}

/** Gives a product exactly these barcodes; those of its packages included (cloud-api §10.6). */
export async function replaceBarcodes(
  app: App,
  { tenantId, actor, earlierCall }: DocumentScope,
  { productId, barcodes }: { productId: Uuid; barcodes: readonly NewBarcode[] },
): Promise<void> {
  const catalog = await app.catalog(tenantId)
  const product = catalog.living('product', productId)
  if (!product) throw refuse('barcode.product-unknown', { id: productId })
  requireOwnContainers(catalog, productId, barcodes)
  requireFree(catalog, productId, barcodes)
  const of = (id: Uuid | null) =>
    barcodes.filter(({ containerId }) => containerId === id).map(({ barcode }) => barcode)
  const changes: NewBookItem[] = []
  if (of(null).join() !== product.body.barcodes.join())
    changes.push({ ...product, body: { ...product.body, barcodes: of(null) } })
  for (const container of containersOf(catalog, productId)) {
    const own = of(container.id)
    if (own.join() !== container.body.barcodes.join())
      changes.push({ ...container, body: { ...container.body, barcodes: own } })
  }
  const isRepeat = async (tx: Tx): Promise<boolean> =>
    (await earlierCall(tx)) !== null || changes.length === 0
  await saveBooks(app, tenantId, changes, actor, { isRepeat })
}

const containersOf = (catalog: Catalog, productId: Uuid) =>
  catalog.all('container').filter(({ isDeleted, body }) => !isDeleted && body.productId === productId)

function requireOwnContainers(catalog: Catalog, productId: Uuid, barcodes: readonly NewBarcode[]): void {
  const own = new Set<Uuid | null>([null, ...containersOf(catalog, productId).map(({ id }) => id)])
  for (const [index, { containerId }] of barcodes.entries()) {
    const field = `barcodes[${index}].containerId`
    if (!own.has(containerId))
      throw refuse('document.reference-unknown', { field, what: 'container', id: containerId })
  }
}

function requireFree(catalog: Catalog, productId: Uuid, barcodes: readonly NewBarcode[]): void {
  const wanted = new Set(barcodes.map(({ barcode }) => barcode))
  for (const { id, isDeleted, body } of catalog.all('product')) {
    const taken =
      isDeleted || id === productId ? undefined : body.barcodes.find((barcode) => wanted.has(barcode))
    if (taken !== undefined) throw refuse('barcode.taken', { barcode: taken, product: body.name })
  }
  for (const { isDeleted, body } of catalog.all('container')) {
    const isOther = !isDeleted && body.productId !== productId
    const taken = isOther ? body.barcodes.find((barcode) => wanted.has(barcode)) : undefined
    const product = catalog.find('product', body.productId)?.body.name ?? body.productId
    if (taken !== undefined) throw refuse('barcode.taken', { barcode: taken, product })
  }
}
