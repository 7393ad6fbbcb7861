import type { DeliveryOrder } from '../../domain/orders/order.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { Random } from '../../kernel/random.ts'
import { describeRefusal } from '../../kernel/refusals.ts'
import { dayOf, momentOf } from '../cloud/decide-deliveries.ts'
import { derivedId } from '../derived-id.ts'
import type { App, CloudOrder } from '../ports.ts'
import { withSecrets } from '../till/command-secrets.ts'
import { decide } from '../till/run-commands.ts'
import { isPlacement, type TillCommandPayload } from '../till/till-command.ts'

/** Numbers are given by tills: an order that none has accepted has none. */
export const noNumber = 0

/**
 * An order that the call centre's server owns because no till has accepted it yet, as its books have it: priced and
 * dated as the till will do (biz-card-api §16.2). What a till refused, and what no outlet fits, is unconfirmed and has a
 * problem (§16.3, §16.4). Null: it is not to be had by these books, or it is not owned here.
 */
export async function heldOrder(app: App, order: CloudOrder): Promise<CloudOrder | null> {
  if (order.state !== null) return null
  const asked = await placementOf(app, order)
  const terminalGroupId = order.terminalGroupId ?? (await anyGroupOf(app, order))
  if (!asked || !terminalGroupId) return null
  const { tenantId, organizationId, id } = order
  const till = { tenantId, organizationId, terminalGroupId }
  const present = await momentOf(app, till, { veto: null, isLineUp: true })
  // As of when it came, whenever it is looked at.
  const moment = { ...present, now: order.receivedAt ?? present.now }
  const books = { stopList: [], cashShift: null, personalShifts: [] }
  const positions = { takenPositions: new Set<string>(), claimedPositions: new Set<string>() }
  const opened = { firstNumber: noNumber, books, guests: new Map(), orders: new Map(), positions }
  const contacts = await app.storage.now.contacts.load(tenantId, [asked.contactId])
  const contact = contacts.get(asked.contactId)
  if (!contact) return null
  const day = dayOf({ ...app, random: sameFor(app, id) }, moment, opened, [
    { contact: { id: asked.contactId, contact } },
  ])
  const { secretsId, ...command } = asked
  const whole = secretsId && contact.texts ? withSecrets(command, secretsId, contact.texts) : command
  decide(day, { id, command: whole, actor: 'call centre', deadline: null })
  const state = day.order(id)
  // Who the guest is will be found where the order is accepted.
  return state ? { ...order, state: { ...state, guestId: asked.guestId, ...troubleOf(order) } } : null
}

/** The same ids of positions whenever the order is looked at; its till will give it others. */
function sameFor({ random }: App, orderId: Uuid): Random {
  let count = 0
  return {
    uuid: () => derivedId(`held ${orderId} ${++count}`),
    int: (below) => random.int(below),
    bytes: (length) => random.bytes(length),
  }
}

function troubleOf({ error }: CloudOrder): Partial<DeliveryOrder> {
  const number = noNumber
  if (error === null) return { number }
  const description = describeRefusal(error, 'ru')
  return { number, status: 'Unconfirmed', problem: { hasProblem: true, description } }
}

/** What was asked for last, with the name of its sealed texts. */
async function placementOf(app: App, { tenantId, id }: CloudOrder) {
  const entries = await app.storage.now.journal.ofEntity(tenantId, id)
  for (const { payload } of entries.toReversed()) {
    const { command, secretsId = null, route } = payload as Partial<TillCommandPayload>
    if (route === 'legacy' && command && isPlacement(command) && command.kind === 'delivery.place')
      return { ...command, secretsId }
  }
  return null
}

async function anyGroupOf(app: App, { tenantId, organizationId }: CloudOrder): Promise<Uuid | null> {
  const groups = (await app.catalog(tenantId)).all('terminalGroup')
  return groups.find((group) => !group.isDeleted && group.organizationId === organizationId)?.id ?? null
}
