import type { StoredGuest } from '../app/loyalty-ports.ts'
import type { App, SequencedEntry, Tx } from '../app/ports.ts'
import { guestKinds } from '../app/route/kinds.ts'
import type { Uuid } from '../kernel/ids.ts'

/** Guests of whom entries tell, as their owner has them now. */
export async function guestsIn(
  app: App,
  tenantId: Uuid,
  entries: readonly SequencedEntry[],
): Promise<StoredGuest[]> {
  const kinds: readonly string[] = guestKinds
  const ids = entries.flatMap(({ kind, entityId }) => (kinds.includes(kind) ? [entityId] : []))
  if (ids.length === 0) return []
  return [...(await app.storage.now.loyaltyGuests.several(tenantId, [...new Set(ids)])).values()]
}

/** Keeps guests as their owner has them; a profile is sealed anew by the keys of this storage (ADR 4). */
export async function keepGuests(tx: Tx, tenantId: Uuid, guests: readonly StoredGuest[]): Promise<void> {
  for (const { guest, profile } of guests) {
    const isNew = profile !== null && (await tx.loyaltyGuests.insert(tenantId, guest, profile))
    if (!isNew) await tx.loyaltyGuests.save(tenantId, guest, profile)
  }
}
