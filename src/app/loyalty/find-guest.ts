import type { LedgerLine, Wallet } from '../../domain/loyalty/ledger.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { refuse } from '../../kernel/refusals.ts'
import type { App, GuestCard, StoredGuest } from '../ports.ts'
import { closedOrders } from './list-lines.ts'

export type GuestName =
  | { by: 'id'; value: Uuid }
  | { by: 'phone' | 'email' | 'cardTrack' | 'cardNumber'; value: string }

export type GuestPicture = StoredGuest & {
  cards: GuestCard[]
  wallets: Wallet[]
  firstOrder: LedgerLine | null
  lastOrder: LedgerLine | null
}

/** A guest with cards, wallets and visits; deleted ones too. Refuses by the word for what was asked (cloud-api §9.2). */
export async function findGuest(app: App, tenantId: Uuid, name: GuestName): Promise<GuestPicture> {
  const { now } = app.storage
  const id = await idOf(app, tenantId, name)
  const stored = id === null ? null : await now.loyaltyGuests.find(tenantId, id)
  if (!stored) throw unknown(name)
  const guestId = stored.guest.id
  const orders = await closedOrders(app, tenantId, guestId)
  return {
    ...stored,
    cards: await now.guestCards.ofGuest(tenantId, guestId),
    wallets: await now.loyaltyLedger.walletsOf(tenantId, guestId),
    firstOrder: orders[0] ?? null,
    lastOrder: orders.at(-1) ?? null,
  }
}

async function idOf(app: App, tenantId: Uuid, { by, value }: GuestName): Promise<Uuid | null> {
  const { loyaltyGuests, guestCards } = app.storage.now
  switch (by) {
    case 'id':
      return value
    case 'phone':
      return loyaltyGuests.idByPhone(tenantId, value)
    case 'email':
      return loyaltyGuests.idByEmail(tenantId, value)
    case 'cardTrack':
      return (await guestCards.byTrack(tenantId, value))?.guestId ?? null
    case 'cardNumber':
      return (await guestCards.byNumber(tenantId, value))?.guestId ?? null
  }
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
