import type { Contact } from '../../domain/orders/order.ts'
import type { PlaceTableOrder } from '../../domain/orders/tables/commands.ts'
import type { PlaceReserve } from '../../domain/reserves/commands.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { Refusal, type RefusalNote, refuse } from '../../kernel/refusals.ts'
import type { App, CloudTableOrder, CommandRecord, IdClaim, NewEntry, Tx } from '../ports.ts'
import { withoutSecrets } from '../till/command-secrets.ts'
import { orderEntityOf, type TillCommandPayload, tillCommandKind } from '../till/till-command.ts'
import { deadlineOf } from './accept-delivery.ts'
import { callUnderKey, type IdempotencyKey, takeKey } from './idempotency.ts'
import { actorOf, type Login } from './login.ts'

/** `isReplay`: the same request came before; this is the present state, under the handle of that request. */
export type Accepted<Drawn> = { order: Drawn; correlationId: Uuid; isReplay: boolean }

/** What a client asks to be placed at a till, whatever it is. */
export type PlacementCall = {
  correlationId: Uuid
  organizationId: Uuid
  terminalGroupId: Uuid
  transportToFrontTimeoutSeconds: number
}

/** How one kind of placement is kept: its pictures, and what it is called when its id was used before. */
type Kept<Drawn> = {
  claim: IdClaim
  draw(picture: NewPicture): Drawn
  save(tx: Tx, order: Drawn): Promise<void>
  load(id: Uuid): Promise<Drawn | undefined>
  duplicate: 'order.duplicate-id' | 'reserve.duplicate-id'
}
type NewPicture = Omit<CloudTableOrder, 'tableIds' | 'state'>
type Placed = Omit<PlaceTableOrder, 'contactId'> | Omit<PlaceReserve, 'contactId'>

/**
 * Keeps a placement safe in one transaction: the claim of its id, its command, its first picture, the sealed contact and
 * the journal entry. The same id or key again gets what the first call made (cloud-api §3.7). `refusal`: it fails before
 * any till, and the answer says so (cloud-api §2.5).
 */
export async function acceptPlacement<Drawn>(
  app: App,
  login: Login,
  call: PlacementCall,
  placement: { command: Placed; contact: Contact | null; refusal: RefusalNote | null },
  kept: Kept<Drawn>,
  key: IdempotencyKey | null,
): Promise<Accepted<Drawn>> {
  const first = key && (await callUnderKey(app, login, key))
  if (first) return ofFirstCall(app, login, call, first, kept)
  const written = records(app, login, call, placement)
  const order = kept.draw(written.picture)
  try {
    const taken = await app.storage.transaction(async (tx) => {
      const now = written.command.acceptedAt
      const other = await takeKey(tx, login, key, { correlationId: call.correlationId, now })
      if (other) return other
      // A repeat of the order under a new key leaves nothing behind, the key neither.
      if (!(await tx.commands.claimId(kept.claim, now))) throw refuse(kept.duplicate)
      await tx.contacts.save(kept.claim.tenantId, written.contacts)
      await tx.commands.insert(written.command)
      await kept.save(tx, order)
      await tx.journal.append([written.entry])
      return null
    })
    if (taken) return await ofFirstCall(app, login, call, taken, kept)
  } catch (error) {
    if (!(error instanceof Refusal && error.code === kept.duplicate)) throw error
    return repeated(app, login, call, kept)
  }
  app.wake()
  return { order, correlationId: call.correlationId, isReplay: false }
}

type Records = {
  picture: NewPicture
  command: CommandRecord
  entry: NewEntry
  contacts: { id: Uuid; contact: Contact }[]
}

function records(
  app: App,
  login: Login,
  call: PlacementCall,
  placement: { command: Placed; contact: Contact | null; refusal: RefusalNote | null },
): Records {
  const { correlationId, organizationId, terminalGroupId } = call
  const { contact, refusal } = placement
  const now = app.clock.now()
  const place = { tenantId: login.key.tenantId, organizationId, terminalGroupId }
  const sealedId = app.random.uuid()
  const contactId = contact ? sealedId : null
  const sourceKey = login.key.settings.sourceKey ?? placement.command.sourceKey
  const whole = { ...placement.command, contactId, sourceKey, whenReceivedByApi: now, isExternal: true }
  const { orderId, kind, externalNumber } = whole
  const parted = withoutSecrets(whole as PlaceTableOrder | PlaceReserve)
  const deadline = deadlineOf(now, call.transportToFrontTimeoutSeconds)
  const payload: TillCommandPayload = {
    command: parted.command,
    deadline,
    secretsId: parted.texts && sealedId,
  }
  const entity = orderEntityOf(kind)
  const state = refusal ? 'Error' : 'InProgress'
  const sealed = parted.texts ? { ...(contact ?? nobody), texts: parted.texts } : contact
  return {
    contacts: sealed ? [{ id: sealedId, contact: sealed }] : [],
    picture: {
      ...place,
      id: orderId,
      loginId: login.key.id,
      sourceKey,
      externalNumber,
      creationStatus: state,
      error: refusal,
      revision: BigInt(now) * 1000n,
      receivedAt: now,
      contactId,
    },
    command: {
      ...place,
      id: correlationId,
      kind,
      orderId,
      state,
      error: refusal,
      acceptedAt: now,
      deadline,
      finishedAt: refusal ? now : null,
    },
    entry: {
      ...place,
      entryId: app.random.uuid(),
      at: now,
      actor: actorOf(login),
      kind: refusal ? `cloud.${entity}Rejected` : tillCommandKind,
      entity,
      entityId: orderId,
      correlationId,
      completes: false,
      payload: refusal ? { refusal } : payload,
    },
  }
}

/** Texts of an order that names nobody are sealed too, in a record of their own. */
export const nobody: Contact = { phone: '', phoneExtension: null, customer: null, deliveryPoint: null }

/** The id was used before: the same request is answered with the first order, another one is a duplicate. */
async function repeated<Drawn>(
  app: App,
  login: Login,
  call: PlacementCall,
  kept: Kept<Drawn>,
): Promise<Accepted<Drawn>> {
  const { id, kind, tenantId, organizationId, digest } = kept.claim
  const first = await app.storage.now.commands.claimOf(id, kind)
  const isSame =
    first?.tenantId === tenantId &&
    first.organizationId === organizationId &&
    digest !== null &&
    first.digest?.equals(digest)
  if (!isSame) throw refuse(kept.duplicate)
  return presentOrder(app, login, call, id, kept)
}

async function ofFirstCall<Drawn>(
  app: App,
  login: Login,
  call: PlacementCall,
  correlationId: Uuid,
  kept: Kept<Drawn>,
): Promise<Accepted<Drawn>> {
  const { tenantId } = login.key
  const command = await app.storage.now.commands.find(tenantId, call.organizationId, correlationId)
  if (!command?.orderId) throw refuse('request.key-reused')
  return presentOrder(app, login, call, command.orderId, kept)
}

/** The order as it is now; its first journal entry knows the call that brought it. */
async function presentOrder<Drawn>(
  app: App,
  login: Login,
  call: PlacementCall,
  id: Uuid,
  kept: Kept<Drawn>,
): Promise<Accepted<Drawn>> {
  const order = await kept.load(id)
  if (!order) throw refuse(kept.duplicate)
  const [first] = await app.storage.now.journal.ofEntity(login.key.tenantId, id)
  return { order, correlationId: first?.correlationId ?? call.correlationId, isReplay: true }
}
