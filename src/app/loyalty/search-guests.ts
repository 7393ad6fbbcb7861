import { emptyProfile } from '../../domain/loyalty/guest.ts'
import { isMeantBy } from '../../domain/loyalty/guest-search.ts'
import { keptPhone } from '../../domain/loyalty/kept-phone.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { App, GuestPlace, StoredGuest } from '../ports.ts'

export type GuestSearch = { text: string; after: GuestPlace | null; limit: number }
export type FoundGuests = {
  guests: StoredGuest[]
  /** Where to look on; null: everybody was looked at. */
  next: GuestPlace | null
}

/** How many people one call looks at: names are sealed (ADR 4), so each of them has to be opened. */
const usualReach = { batch: 1000, batchesMax: 20 }
type Reach = typeof usualReach

/**
 * Guests by a phone, the number or track of a card, or by words that their names begin with; without a text all of them, who
 * was met last first. What names exactly one thing is looked up; names are looked for in as many guests as one call may open,
 * and `next` goes on from there. Deleted guests are not told.
 */
export async function searchGuests(
  app: App,
  tenantId: Uuid,
  search: GuestSearch,
  reach: Reach = usualReach,
): Promise<FoundGuests> {
  const text = search.text.trim()
  if (text !== '' && search.after === null) {
    const named = await namedExactly(app, tenantId, text)
    if (named.length > 0) return { guests: named, next: null }
  }
  return lookThrough(app, tenantId, { ...search, text }, reach)
}

async function namedExactly(app: App, tenantId: Uuid, text: string): Promise<StoredGuest[]> {
  const { loyaltyGuests, guestCards } = app.storage.now
  const [byPhone, byNumber, byTrack] = await Promise.all([
    loyaltyGuests.idByPhone(tenantId, keptPhone(text)),
    guestCards.byNumber(tenantId, text),
    guestCards.byTrack(tenantId, text),
  ])
  const ids = [byPhone, byNumber?.guestId, byTrack?.guestId].flatMap((id) => id ?? [])
  if (ids.length === 0) return []
  const known = await loyaltyGuests.several(tenantId, [...new Set(ids)])
  return [...known.values()].filter(({ guest }) => !guest.isDeleted)
}

async function lookThrough(
  app: App,
  tenantId: Uuid,
  search: GuestSearch,
  { batch, batchesMax }: Reach,
): Promise<FoundGuests> {
  const isMeant = isMeantBy(search.text)
  const size = search.text === '' ? search.limit : batch
  const guests: StoredGuest[] = []
  let after = search.after
  for (let looked = 0; looked < batchesMax; looked++) {
    const page = await app.storage.now.loyaltyGuests.page(tenantId, { after, limit: size })
    for (const { place, ...stored } of page) {
      after = place
      if (stored.guest.isDeleted || !isMeant(stored.profile ?? emptyProfile)) continue
      guests.push(stored)
      if (guests.length === search.limit) return { guests, next: place }
    }
    if (page.length < size) return { guests, next: null }
  }
  return { guests, next: after }
}
