import type { GuestCategory } from '../../domain/reference/books.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { refuse } from '../../kernel/refusals.ts'
import { saveBooks } from '../books/save-books.ts'
import type { App } from '../ports.ts'
import type { LoyaltyScope } from './loyalty-scope.ts'

/** Makes a category of guests (id null) or changes one; answers its id. */
export async function saveGuestCategory(
  app: App,
  { tenantId, actor }: LoyaltyScope,
  id: Uuid | null,
  body: GuestCategory,
): Promise<Uuid> {
  if (id !== null && !(await app.catalog(tenantId)).living('guestCategory', id))
    throw refuse('guest-category.unknown', { id })
  const own = id ?? app.random.uuid()
  await putGuestCategory(app, { tenantId, actor }, own, body)
  return own
}

/** Changes a category, or makes one with this id: a repeat does nothing more. */
export async function putGuestCategory(
  app: App,
  { tenantId, actor }: Pick<LoyaltyScope, 'tenantId' | 'actor'>,
  id: Uuid,
  body: GuestCategory,
): Promise<void> {
  const item = { book: 'guestCategory' as const, organizationId: null, id, isDeleted: false, body }
  await saveBooks(app, tenantId, [item], actor)
}
