import type { Uuid } from '../../kernel/ids.ts'
import { refuse } from '../../kernel/refusals.ts'
import type { App, Tx } from '../ports.ts'
import { guestEntry, type LoyaltyScope, requireGuest } from './loyalty-scope.ts'

export type CardName = { track: string; number: string }

/** Gives a guest a card; one that is theirs already is left alone, one of somebody else is refused. */
export async function addCard(app: App, scope: LoyaltyScope, guestId: Uuid, card: CardName): Promise<void> {
  await app.storage.transaction(async (tx) => {
    if (await scope.earlierCall(tx)) return
    await requireGuest(tx, scope, guestId)
    await addCardTo(app, tx, scope, guestId, card)
  })
  app.wake()
}

/** The same inside another deed. The guest must be locked. */
export async function addCardTo(
  app: App,
  tx: Tx,
  scope: LoyaltyScope,
  guestId: Uuid,
  { track, number }: CardName,
): Promise<void> {
  const card = { id: app.random.uuid(), guestId, track, number }
  if (await tx.guestCards.insert(scope.tenantId, card, app.clock.now())) {
    const event = { kind: 'guest.cardAdded', cardId: card.id } as const
    await tx.journal.append([guestEntry(app, scope, guestId, event)])
    return
  }
  const owner = await tx.guestCards.byTrack(scope.tenantId, track)
  if (owner?.guestId !== guestId) throw refuse('card.taken', { field: 'cardTrack' })
}

/** Takes a card away; not the last one of a guest who is known by nothing else (cloud-api §9.4). */
export async function removeCard(app: App, scope: LoyaltyScope, guestId: Uuid, track: string): Promise<void> {
  await app.storage.transaction(async (tx) => {
    if (await scope.earlierCall(tx)) return
    const { profile } = await requireGuest(tx, scope, guestId)
    const cards = await tx.guestCards.ofGuest(scope.tenantId, guestId)
    const card = cards.find((one) => one.track === track)
    if (!card) throw refuse('card.not-found', { track })
    if (cards.length === 1 && !profile?.phone) throw refuse('card.last-of-anonymous')
    await tx.guestCards.remove(scope.tenantId, card.id)
    const event = { kind: 'guest.cardRemoved', cardId: card.id } as const
    await tx.journal.append([guestEntry(app, scope, guestId, event)])
  })
  app.wake()
}
