import type { Uuid } from '../../kernel/ids.ts'
import { refuse } from '../../kernel/refusals.ts'
import type { App } from '../ports.ts'
import { guestEntry, type LoyaltyScope, requireGuest } from './loyalty-scope.ts'
import { writeRemark } from './move-money.ts'

/** Puts a guest into a category or takes them out; what is so already stays so (cloud-api §9.4). */
export async function changeCategory(
  app: App,
  scope: LoyaltyScope,
  { guestId, categoryId, isMember }: { guestId: Uuid; categoryId: Uuid; isMember: boolean },
): Promise<void> {
  const category = (await app.catalog(scope.tenantId)).living('guestCategory', categoryId)
  if (!category) throw refuse('guest-category.unknown', { id: categoryId })
  await app.storage.transaction(async (tx) => {
    if (await scope.earlierCall(tx)) return
    const { guest } = await requireGuest(tx, scope, guestId)
    if (guest.categoryIds.includes(categoryId) === isMember) return
    const others = guest.categoryIds.filter((id) => id !== categoryId)
    const categoryIds = isMember ? [...others, categoryId] : others
    await tx.loyaltyGuests.save(scope.tenantId, { ...guest, categoryIds }, null)
    const kind = isMember ? 'categorySet' : 'categoryRemoved'
    await writeRemark(app, tx, scope, guestId, { kind, comment: category.body.name })
    await tx.journal.append([guestEntry(app, scope, guestId, { kind: `guest.${kind}`, categoryId })])
  })
  app.wake()
}
