import type { Uuid } from '../../kernel/ids.ts'
import type { App } from '../ports.ts'
import { guestEntry, type LoyaltyScope } from './loyalty-scope.ts'

export type DeletionCount = { total: number; changed: number; notFound: number }

/** Marks guests as deleted or takes the mark back; counts those whom it found (cloud-api §9.4). */
export async function markGuests(
  app: App,
  scope: LoyaltyScope,
  ids: readonly Uuid[],
  isDeleted: boolean,
): Promise<DeletionCount> {
  // Sorted, so that two calls lock the guests they share in one order.
  const unique = [...new Set(ids)].sort()
  const changed = await app.storage.transaction(async (tx) => {
    const isRepeat = (await scope.earlierCall(tx)) !== null
    let found = 0
    for (const id of unique) {
      const stored = await tx.loyaltyGuests.findForChange(scope.tenantId, id)
      if (!stored) continue
      found++
      if (isRepeat || stored.guest.isDeleted === isDeleted) continue
      const guest = { ...stored.guest, isDeleted }
      await tx.loyaltyGuests.save(scope.tenantId, guest, null)
      const event = { kind: 'guest.changed', fields: ['isDeleted'], guest } as const
      await tx.journal.append([guestEntry(app, scope, id, event)])
    }
    return found
  })
  app.wake()
  return { total: unique.length, changed, notFound: unique.length - changed }
}
