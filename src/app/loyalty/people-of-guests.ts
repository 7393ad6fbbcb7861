import type { Uuid } from '../../kernel/ids.ts'
import type { App, GuestCard, StoredGuest } from '../ports.ts'

/** What reports say of people: who they are, and their cards. */
export type People = {
  guests: ReadonlyMap<Uuid, StoredGuest>
  cards: ReadonlyMap<Uuid, readonly GuestCard[]>
}

/** Those of many guests who are known, with their cards in the order in which they came. Two statements. */
export async function peopleOf(app: App, tenantId: Uuid, ids: readonly Uuid[]): Promise<People> {
  const { loyaltyGuests, guestCards } = app.storage.now
  const guestIds = [...new Set(ids)]
  const guests = await loyaltyGuests.several(tenantId, guestIds)
  const cards = new Map<Uuid, GuestCard[]>()
  for (const card of await guestCards.ofGuests(tenantId, guestIds))
    cards.set(card.guestId, [...(cards.get(card.guestId) ?? []), card])
  return { guests, cards }
}
