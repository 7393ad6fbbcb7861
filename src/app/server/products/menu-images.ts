/** Images of nomenclature: kept and thrown away by the back office, shown by menus of cloud and till (server-api §11.5). */

import { imageIdIn, imageMaxBytes, imageTypeOf, type MenuImage } from '../../../domain/menu/image.ts'
import type { CardProblem } from '../../../domain/menu/modifier-rules.ts'
import type { BookItem } from '../../../domain/reference/books.ts'
import type { Catalog } from '../../../domain/reference/catalog.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { refuse } from '../../../kernel/refusals.ts'
import { saveBooks } from '../../books/save-books.ts'
import type { App, Tx } from '../../ports.ts'
import type { BackOfficeScope } from '../save-item.ts'
import { CardRefused } from './product-draft.ts'

const imageSavedKind = 'menuImage.saved'
const imagesRemovedKind = 'menuImage.removed'

const entryOf = (app: App, { tenantId, actor }: BackOfficeScope, kind: string, id: Uuid) => ({
  tenantId,
  organizationId: null,
  terminalGroupId: null,
  entryId: app.random.uuid(),
  at: app.clock.now(),
  actor,
  kind,
  entity: 'menuImage',
  entityId: id,
  correlationId: null,
  completes: false,
  payload: { id },
})

/** Keeps an image under a new id. Refuses `back-office.image-too-large` and, by its first bytes, what is no image. */
export async function saveMenuImage(app: App, scope: BackOfficeScope, bytes: Buffer): Promise<MenuImage> {
  if (bytes.length > imageMaxBytes)
    throw refuse('back-office.image-too-large', { megabytes: imageMaxBytes / 1024 / 1024 })
  const mediaType = imageTypeOf(bytes)
  if (mediaType === null) throw refuse('back-office.image-unknown-type')
  const image: MenuImage = { id: app.random.uuid(), mediaType, bytes }
  await app.storage.transaction(async (tx) => {
    await tx.menuImages.save(scope.tenantId, image, app.clock.now())
    await tx.journal.append([entryOf(app, scope, imageSavedKind, image.id)])
  })
  app.wake()
  return image
}

/** `IMAGE_NOT_FOUND` of each that is not there (server-api §17.7). */
export async function imageProblems(
  app: App,
  tenantId: Uuid,
  ids: readonly (Uuid | null | undefined)[],
): Promise<CardProblem[]> {
  const asked = [...new Set(ids.filter((id): id is Uuid => typeof id === 'string'))]
  if (asked.length === 0) return []
  const known = await app.storage.now.menuImages.known(tenantId, asked)
  return asked.filter((id) => !known.has(id)).map((id) => ({ code: 'IMAGE_NOT_FOUND', value: id }))
}

/**
 * Throws images away together with the links of all cards that show them, so that no menu shows a hole. Throws
 * {@link CardRefused} when one of them is not there; none is thrown away then.
 */
export async function removeMenuImages(
  app: App,
  scope: BackOfficeScope,
  ids: readonly Uuid[],
): Promise<void> {
  const { tenantId, actor } = scope
  const problems = await imageProblems(app, tenantId, ids)
  if (problems.length > 0) throw new CardRefused(problems)
  const gone = new Set(ids)
  const remove = async (tx: Tx) => {
    await tx.menuImages.remove(tenantId, [...gone])
    await tx.journal.append([...gone].map((id) => entryOf(app, scope, imagesRemovedKind, id)))
  }
  const cards = cardsThatShow(await app.catalog(tenantId), gone)
  if (cards.length > 0) await saveBooks(app, tenantId, cards, actor, { together: remove })
  else await app.storage.transaction(remove)
  app.wake()
}

/** Cards of products and groups without the images that they show. */
function cardsThatShow(catalog: Catalog, ids: ReadonlySet<Uuid>): BookItem[] {
  const shows = (links: readonly string[]) => ids.has(imageIdIn(links) ?? '')
  const products = catalog.all('product').filter(({ body }) => shows(body.imageLinks))
  const groups = catalog.all('productGroup').filter(({ body }) => shows(body.imageLinks))
  return [
    ...products.map((one) => ({ ...one, body: { ...one.body, imageLinks: [] } })),
    ...groups.map((one) => ({ ...one, body: { ...one.body, imageLinks: [] } })),
  ]
}
