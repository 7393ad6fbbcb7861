import type { LoyaltyGuest } from '../../domain/loyalty/guest.ts'
import type { BookItem } from '../../domain/reference/books.ts'
import type { Catalog } from '../../domain/reference/catalog.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { localClock } from '../../kernel/local-time.ts'
import { refuse } from '../../kernel/refusals.ts'
import type { App, NewEntry, StoredGuest, Tx } from '../ports.ts'

/** Who changes what guests of a company have; the organization is where it was asked for. */
export type LoyaltyScope = {
  tenantId: Uuid
  organizationId: Uuid
  /** Of the journal. */
  actor: string
  /** What the report of transactions names; null: nobody outside. */
  apiClient: string | null
  /** The login of whoever did it by hand in the office. */
  officeUser?: string
  correlationId: Uuid
  /** Takes the client's key of repetition; the id of the call that took it before, or null (corrections 9). */
  earlierCall(tx: Tx): Promise<Uuid | null>
}

/** A guest, locked; refuses one that nobody knows. */
export async function requireGuest(tx: Tx, { tenantId }: LoyaltyScope, id: Uuid): Promise<StoredGuest> {
  const found = await tx.loyaltyGuests.findForChange(tenantId, id)
  if (!found) throw refuse('guest.not-found', { id })
  return found
}

/** What happens to guests; payloads of their journal entries name no person and no contact. */
export type GuestEvent =
  | { kind: 'guest.registered'; guest: LoyaltyGuest }
  | { kind: 'guest.changed'; fields: readonly string[]; guest: LoyaltyGuest }
  | { kind: 'guest.cardAdded'; cardId: Uuid }
  | { kind: 'guest.cardRemoved'; cardId: Uuid }
  | { kind: 'guest.categorySet'; categoryId: Uuid }
  | { kind: 'guest.categoryRemoved'; categoryId: Uuid }
  | { kind: 'guest.programJoined'; programId: Uuid; walletId: Uuid }
  | { kind: 'guest.programLeft'; programId: Uuid; walletId: Uuid }
  | {
      kind: 'guest.moneyMoved'
      line: {
        id: Uuid
        kind: string
        walletId: Uuid
        sum: bigint
        balanceAfter: bigint
        orderId: Uuid | null
        /** The hold that is given back. */
        holdId: Uuid | null
      }
    }
  | { kind: 'guest.holdPaired'; holdId: Uuid; orderId: Uuid; walletId: Uuid; sum: bigint }
  /** A till took bonuses that the wallet did not have. */
  | { kind: 'guest.paymentFailed'; orderId: Uuid; walletId: Uuid; sum: bigint }
  | { kind: 'guest.orderClosed'; orderId: Uuid; sum: bigint }
  | { kind: 'guest.couponActivated'; couponId: Uuid; orderId: Uuid }
  | { kind: 'guest.messageSent'; channel: 'sms' | 'email' }

export const guestEntry = (
  app: App,
  { tenantId, organizationId, actor, correlationId }: LoyaltyScope,
  guestId: Uuid,
  event: GuestEvent,
): NewEntry => ({
  tenantId,
  organizationId,
  terminalGroupId: null,
  entryId: app.random.uuid(),
  at: app.clock.now(),
  actor,
  kind: event.kind,
  entity: 'guest',
  entityId: guestId,
  correlationId,
  completes: false,
  payload: event,
})

type Program = BookItem<'loyaltyProgram'>

/** Programmes that work in a restaurant today. */
export function programsInForce(catalog: Catalog, organizationId: Uuid, now: number): Program[] {
  const zone = catalog.find('organization', organizationId)?.body.timeZone ?? 'UTC'
  const today = localClock(now, zone).date
  return catalog
    .all('loyaltyProgram')
    .filter(
      ({ isDeleted, body }) =>
        !isDeleted &&
        body.isActive &&
        body.organizationIds.includes(organizationId) &&
        body.from <= today &&
        (body.to === null || today <= body.to),
    )
}

/** Terms of a wallet, by the programme that has it. */
export function programOfWallet(catalog: Catalog, walletId: Uuid): Program | null {
  return catalog.all('loyaltyProgram').find(({ body }) => body.wallet?.id === walletId) ?? null
}
