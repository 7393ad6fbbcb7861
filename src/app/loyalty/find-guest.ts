import type { Uuid } from '../../kernel/ids.ts'
import { refuse } from '../../kernel/refusals.ts'
import type { App, GuestPicture } from '../ports.ts'

export type GuestName =
  | { by: 'id'; value: Uuid }
  | { by: 'phone' | 'email' | 'cardTrack' | 'cardNumber'; value: string }

/** A guest with cards, wallets and visits; deleted ones too. Refuses by the word for what was asked (cloud-api §9.2). */
export async function findGuest(app: App, tenantId: Uuid, name: GuestName): Promise<GuestPicture> {
  const { loyaltyGuests } = app.storage.now
  const by = name.by === 'phone' ? { phone: name.value } : await idOf(app, tenantId, name)
  const picture = by && (await loyaltyGuests.picture(tenantId, by))
  if (!picture) throw unknown(name)
  return picture
}

async function idOf(app: App, tenantId: Uuid, { by, value }: GuestName): Promise<{ id: Uuid } | null> {
  const { loyaltyGuests, guestCards } = app.storage.now
  const find = {
    id: async () => value,
    phone: () => loyaltyGuests.idByPhone(tenantId, value),
    email: () => loyaltyGuests.idByEmail(tenantId, value),
    cardTrack: async () => (await guestCards.byTrack(tenantId, value))?.guestId ?? null,
    cardNumber: async () => (await guestCards.byNumber(tenantId, value))?.guestId ?? null,
  }[by]
  const id = await find()
  return id === null ? null : { id }
}

function unknown({ by, value }: GuestName) {
  switch (by) {
    case 'id':
      return refuse('guest.not-found', { id: value })
    case 'phone':
      return refuse('guest.phone-unknown', { phone: value })
    case 'email':
      return refuse('guest.email-unknown', { email: value })
    case 'cardTrack':
      return refuse('guest.card-track-unknown', { track: value })
    case 'cardNumber':
      return refuse('guest.card-number-unknown', { number: value })
  }
}
