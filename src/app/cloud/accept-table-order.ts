import { createHash } from 'node:crypto'
import type { Contact } from '../../domain/orders/order.ts'
import type { PlaceTableOrder } from '../../domain/orders/tables/commands.ts'
import { canonicalJson } from '../../kernel/canonical.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { Refusal, type RefusalNote, refuse } from '../../kernel/refusals.ts'
import type { App, CloudTableOrder, CommandRecord, NewEntry } from '../ports.ts'
import { withoutSecrets } from '../till/command-secrets.ts'
import { type TillCommandPayload, tillCommandKind } from '../till/till-command.ts'
import { deadlineOf } from './accept-delivery.ts'
import { callUnderKey, type IdempotencyKey, takeKey } from './idempotency.ts'
import { actorOf, type Login } from './login.ts'
import { refuseStopped } from './refuse-stopped.ts'
import { tillTrouble } from './usable-till.ts'

/** An order on a table as an API family hands it to the cloud. */
export type TableOrderRequest = {
  correlationId: Uuid
  organizationId: Uuid
  terminalGroupId: Uuid
  transportToFrontTimeoutSeconds: number
  checkStopList: boolean
  /** `orderId` null: the cloud makes one. */
  order: Omit<
    PlaceTableOrder,
    'kind' | 'orderId' | 'contactId' | 'waiterId' | 'whenReceivedByApi' | 'isExternal'
  > & { orderId: Uuid | null }
  /** Null: nobody is named. */
  contact: Contact | null
}

/** `isReplay`: the same request came before; this is the present state of its order, under the handle of that request. */
export type AcceptedTableOrder = { order: CloudTableOrder; correlationId: Uuid; isReplay: boolean }

/**
 * Accepts an order on a table as a delivery is accepted: what can be known without the till is checked, the command is
 * kept safe, the till decides later. A till that cannot be reached fails the order, not the call (cloud-api §2.5).
 */
export async function acceptTableOrder(
  app: App,
  login: Login,
  request: TableOrderRequest,
  key: IdempotencyKey | null,
): Promise<AcceptedTableOrder> {
  const first = key && (await callUnderKey(app, login, key))
  if (first) return ofFirstCall(app, login, request, first)
  const orderId = request.order.orderId ?? app.random.uuid()
  const claim = {
    tenantId: login.key.tenantId,
    organizationId: request.organizationId,
    orderId,
    digest: digestOf(request),
  }
  const catalog = await app.catalog(claim.tenantId)
  const refusal = tillTrouble(catalog, login, request.organizationId, request.terminalGroupId)
  if (request.checkStopList && !refusal && (await app.storage.now.commands.claimOf(orderId)) === null) {
    // What is out today was there when the order was taken: a repeat gets its answer all the same.
    await refuseStopped(app, login, request)
  }
  const written = records(app, login, request, orderId, refusal)
  try {
    const call = await app.storage.transaction(async (tx) => {
      const { correlationId } = request
      const now = written.command.acceptedAt
      const taken = await takeKey(tx, login, key, { correlationId, now })
      if (taken) return taken
      // A repeat of the order under a new key leaves nothing behind, the key neither.
      if (!(await tx.commands.claimOrderId(claim, now))) throw refuse('order.duplicate-id')
      await tx.contacts.save(claim.tenantId, written.contacts)
      await tx.commands.insert(written.command)
      await tx.cloudTableOrders.save([written.order])
      await tx.journal.append([written.entry])
      return null
    })
    if (call) return await ofFirstCall(app, login, request, call)
  } catch (error) {
    if (!(error instanceof Refusal && error.code === 'order.duplicate-id')) throw error
    return repeated(app, login, request, claim)
  }
  app.wake()
  return { order: written.order, correlationId: request.correlationId, isReplay: false }
}

/** Tells a repeat from another order; null when the client chose no id. */
const digestOf = ({ organizationId, order, contact }: TableOrderRequest): Buffer | null =>
  order.orderId === null
    ? null
    : createHash('sha256')
        .update(canonicalJson(['tableOrder', organizationId, order, contact]))
        .digest()

type Records = {
  order: CloudTableOrder
  command: CommandRecord
  entry: NewEntry
  contacts: { id: Uuid; contact: Contact }[]
}

/** The order's first picture, its command, its journal entry and what is sealed of the guest. */
function records(
  app: App,
  login: Login,
  request: TableOrderRequest,
  orderId: Uuid,
  refusal: RefusalNote | null,
): Records {
  const { correlationId, organizationId, terminalGroupId } = request
  const now = app.clock.now()
  const place = { tenantId: login.key.tenantId, organizationId, terminalGroupId }
  const sealedId = app.random.uuid()
  const parted = withoutSecrets({
    ...request.order,
    kind: 'tableOrder.place',
    orderId,
    contactId: request.contact ? sealedId : null,
    waiterId: null,
    sourceKey: login.key.settings.sourceKey ?? request.order.sourceKey,
    whenReceivedByApi: now,
    isExternal: true,
  } satisfies PlaceTableOrder)
  const deadline = deadlineOf(now, request.transportToFrontTimeoutSeconds)
  const contact = sealedContact(request.contact, parted.texts)
  const payload: TillCommandPayload = {
    command: parted.command,
    deadline,
    secretsId: parted.texts && sealedId,
  }
  const state = refusal ? 'Error' : 'InProgress'
  return {
    contacts: contact ? [{ id: sealedId, contact }] : [],
    order: {
      ...place,
      id: orderId,
      loginId: login.key.id,
      sourceKey: login.key.settings.sourceKey ?? request.order.sourceKey,
      externalNumber: request.order.externalNumber,
      creationStatus: state,
      error: refusal,
      revision: BigInt(now) * 1000n,
      receivedAt: now,
      contactId: request.contact ? sealedId : null,
      tableIds: request.order.tableIds,
      state: null,
    },
    command: {
      ...place,
      id: correlationId,
      kind: 'tableOrder.place',
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
      kind: refusal ? 'cloud.tableOrderRejected' : tillCommandKind,
      entity: 'tableOrder',
      entityId: orderId,
      correlationId,
      completes: false,
      payload: refusal ? { refusal } : payload,
    },
  }
}

/** Texts of an order that names nobody are sealed too, in a record of their own. */
function sealedContact(contact: Contact | null, texts: Contact['texts'] | null): Contact | null {
  if (!texts) return contact
  return { ...(contact ?? nobody), texts }
}

export const nobody: Contact = { phone: '', phoneExtension: null, customer: null, deliveryPoint: null }

/** The id was used before: the same request is answered with the first order, another one is a duplicate. */
async function repeated(
  app: App,
  login: Login,
  request: TableOrderRequest,
  claim: { tenantId: Uuid; organizationId: Uuid; orderId: Uuid; digest: Buffer | null },
): Promise<AcceptedTableOrder> {
  const first = await app.storage.now.commands.claimOf(claim.orderId)
  const isSame =
    first?.tenantId === claim.tenantId &&
    first.organizationId === claim.organizationId &&
    claim.digest !== null &&
    first.digest?.equals(claim.digest)
  if (!isSame) throw refuse('order.duplicate-id')
  return presentOrder(app, login, request, claim.orderId)
}

async function ofFirstCall(
  app: App,
  login: Login,
  request: TableOrderRequest,
  correlationId: Uuid,
): Promise<AcceptedTableOrder> {
  const { tenantId } = login.key
  const command = await app.storage.now.commands.find(tenantId, request.organizationId, correlationId)
  if (!command?.orderId) throw refuse('request.key-reused')
  return presentOrder(app, login, request, command.orderId)
}

/** The order as it is now; its first journal entry knows the call that brought it. */
async function presentOrder(
  app: App,
  login: Login,
  request: TableOrderRequest,
  orderId: Uuid,
): Promise<AcceptedTableOrder> {
  const { tenantId } = login.key
  const order = (await app.storage.now.cloudTableOrders.load(tenantId, [orderId])).get(orderId)
  if (!order) throw refuse('order.duplicate-id')
  const [first] = await app.storage.now.journal.ofEntity(tenantId, orderId)
  return { order, correlationId: first?.correlationId ?? request.correlationId, isReplay: true }
}
