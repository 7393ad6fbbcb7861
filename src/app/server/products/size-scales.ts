/** Scales of sizes: made, changed, deleted and restored by the back office (server-api §11.4). */
import { changedScale, type ScaleDraft } from '../../../domain/menu/size-scale.ts'
import type { BookItem } from '../../../domain/reference/books.ts'
import type { Catalog } from '../../../domain/reference/catalog.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { refuse } from '../../../kernel/refusals.ts'
import type { App } from '../../ports.ts'
import { type BackOfficeScope, saveItems } from '../save-item.ts'

type Scale = BookItem<'sizeScale'>

/** Refuses `back-office.entity-unknown`. */
export function scaleOf(catalog: Catalog, id: Uuid): Scale {
  const scale = catalog.find('sizeScale', id)
  if (scale) return scale
  throw refuse('back-office.entity-unknown', { entity: 'ProductScale', id })
}

/** Writes a new scale (id null) or changes one; refuses what {@link changedScale} does. */
export async function saveScale(
  app: App,
  scope: BackOfficeScope,
  id: Uuid | null,
  draft: ScaleDraft,
): Promise<Scale> {
  const before = id === null ? null : scaleOf(await app.catalog(scope.tenantId), id)
  const body = changedScale(before?.body ?? null, draft, () => app.random.uuid())
  const [saved] = await saveItems(app, scope, [
    {
      book: 'sizeScale',
      id: id ?? app.random.uuid(),
      organizationId: before?.organizationId ?? null,
      isDeleted: before?.isDeleted ?? false,
      body,
    },
  ])
  if (!saved) throw new Error('nothing was saved')
  return saved
}

/**
 * Deletes scales, or restores them, all or none. Refuses what is so already, and to delete what a product is sold by: it
 * would be sold without a size then.
 */
export async function markScales(
  app: App,
  scope: BackOfficeScope,
  ids: readonly Uuid[],
  isDeleted: boolean,
): Promise<Scale[]> {
  const catalog = await app.catalog(scope.tenantId)
  const scales = [...new Set(ids)].map((id) => scaleOf(catalog, id))
  for (const { id, isDeleted: isGone } of scales) {
    if (isGone === isDeleted)
      throw refuse(isDeleted ? 'back-office.scale-deleted' : 'back-office.scale-not-deleted', { id })
    const users = catalog.all('product').filter((one) => !one.isDeleted && one.body.sizeScaleId === id)
    if (isDeleted && users[0])
      throw refuse('back-office.scale-in-use', { count: users.length, name: users[0].body.name })
  }
  return saveItems(
    app,
    scope,
    scales.map((scale) => ({ ...scale, isDeleted })),
  )
}
