import { emptyProfile, type GuestChanges, mergeGuest, newGuest } from '../../domain/loyalty/guest.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { refuse } from '../../kernel/refusals.ts'
import type { App, Tx } from '../ports.ts'
import { addCardTo } from './change-cards.ts'
import { openWallet } from './join-program.ts'
import { guestEntry, type LoyaltyScope, programsInForce, requireGuest } from './loyalty-scope.ts'
import { writeMovement } from './move-money.ts'

export type GuestRequest = {
  id: Uuid | null
  phone: string | null
  card: { track: string; number: string } | null
  changes: Omit<GuestChanges, 'phone'>
}

/**
 * Registers a guest or changes one who is known by id, phone or card (cloud-api §9.3). An unknown id is refused: ids
 * are ours to give. Answers the guest's id.
 */
export async function createOrUpdateGuest(
  app: App,
  scope: LoyaltyScope,
  request: GuestRequest,
): Promise<Uuid> {
  const id = await app.storage.transaction(async (tx) => {
    const isRepeat = (await scope.earlierCall(tx)) !== null
    await requireReferrer(tx, scope, request.changes.referrerId)
    const known = await knownGuest(tx, scope, request)
    // What has changed since the first call stays changed.
    if (known && isRepeat) return known
    const guestId = known ?? (await register(app, tx, scope, request))
    if (known) await change(app, tx, scope, known, request)
    if (request.card) await addCardTo(app, tx, scope, guestId, request.card)
    return guestId
  })
  app.wake()
  return id
}

async function requireReferrer(
  tx: Tx,
  { tenantId }: LoyaltyScope,
  id: Uuid | null | undefined,
): Promise<void> {
  if (!id) return
  if (!(await tx.loyaltyGuests.find(tenantId, id))) {
    throw refuse('guest.referrer-unknown', { field: 'referrerId', id })
  }
}

async function knownGuest(
  tx: Tx,
  { tenantId }: LoyaltyScope,
  { id, phone, card }: GuestRequest,
): Promise<Uuid | null> {
  if (id !== null) {
    if (!(await tx.loyaltyGuests.find(tenantId, id))) throw refuse('guest.not-found', { id })
    return id
  }
  const byPhone = phone === null ? null : await tx.loyaltyGuests.idByPhone(tenantId, phone)
  if (byPhone !== null) return byPhone
  const byCard = card === null ? null : await tx.guestCards.byTrack(tenantId, card.track)
  return byCard?.guestId ?? null
}

async function change(
  app: App,
  tx: Tx,
  scope: LoyaltyScope,
  guestId: Uuid,
  { phone, changes }: GuestRequest,
): Promise<void> {
  const { guest, profile } = await requireGuest(tx, scope, guestId)
  const before = { guest, profile: profile ?? emptyProfile }
  const after = mergeGuest(before, { ...changes, phone: phone ?? undefined })
  // A guest whom only a till has met is kept in full from now on; a forgotten one stays so until somebody says who it is.
  const isNobody = profile === null && !after.changed.some((field) => field in emptyProfile)
  if (!(await tx.loyaltyGuests.save(scope.tenantId, after.guest, isNobody ? null : after.profile)))
    throw refuse('guest.phone-taken', { field: 'phone' })
  if (after.changed.length === 0) return
  const event = { kind: 'guest.changed', fields: after.changed, guest: after.guest } as const
  await tx.journal.append([guestEntry(app, scope, guestId, event)])
}

async function register(app: App, tx: Tx, scope: LoyaltyScope, request: GuestRequest): Promise<Uuid> {
  const { tenantId, organizationId } = scope
  const { phone, changes } = request
  const catalog = await app.catalog(tenantId)
  const categoryIds = catalog
    .all('guestCategory')
    .filter(({ isDeleted, body }) => !isDeleted && body.isActive && body.isDefaultForNewGuests)
    .map(({ id }) => id)
  const blank = newGuest({
    id: scope.correlationId,
    createdAt: app.clock.now(),
    registeredIn: organizationId,
    categoryIds,
  })
  const { guest, profile } = mergeGuest(
    { guest: blank, profile: emptyProfile },
    { ...changes, phone: phone ?? undefined },
  )
  if (!(await tx.loyaltyGuests.insert(tenantId, guest, profile))) {
    // Somebody registered the phone between our look and our write.
    const other = phone === null ? null : await tx.loyaltyGuests.idByPhone(tenantId, phone)
    if (other === null) throw new Error(`guest ${guest.id} exists already`)
    await change(app, tx, scope, other, request)
    return other
  }
  await tx.journal.append([guestEntry(app, scope, guest.id, { kind: 'guest.registered', guest })])
  await welcome(app, tx, scope, guest.id)
  return guest.id
}

/** What programmes do when somebody registers. */
async function welcome(app: App, tx: Tx, scope: LoyaltyScope, guestId: Uuid): Promise<void> {
  const catalog = await app.catalog(scope.tenantId)
  for (const program of programsInForce(catalog, scope.organizationId, app.clock.now())) {
    for (const campaign of program.body.campaigns.filter(({ isActive }) => isActive)) {
      const gifts = campaign.registrationBindings
        .flatMap(({ actions }) => actions)
        .flatMap((action) => (action.kind === 'accrueFixed' ? [action.sum] : []))
      if (gifts.length === 0) continue
      const { walletId } = await openWallet(app, tx, scope, guestId, program)
      const sum = gifts.reduce((total, gift) => total + gift, 0n)
      const campaignId = campaign.id
      const kind = 'registrationBonus'
      await writeMovement(app, tx, scope, { id: null, kind, guestId, walletId, sum, campaignId })
    }
  }
}
