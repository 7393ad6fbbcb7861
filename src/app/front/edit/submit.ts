import { createHash } from 'node:crypto'
import { rightToReturn } from '../../../domain/orders/returns/return-sale.ts'
import type { Permission } from '../../../domain/reference/books.ts'
import { derivedId } from '../../../kernel/derived-id.ts'
import { isUuid, type Uuid } from '../../../kernel/ids.ts'
import { registerAtTill } from '../../till/paying/till-guests.ts'
import type { WholeFailure } from '../../till/run-whole.ts'
import type { TillCommand, TillRequest } from '../../till/till-command.ts'
import { Args } from '../arguments.ts'
import { FrontException } from '../exceptions.ts'
import { type FrontDoor, placeOf } from '../front-door.ts'
import type { FrontCaller } from '../front-operation.ts'
import { type Client, clientOf } from '../model/clients.ts'
import type { DeliveryOrder } from '../model/deliveries.ts'
import type { Order } from '../model/orders.ts'
import type { Reserve } from '../model/reserves.ts'
import { entityFrom, salesWith, shownTo } from '../read-sales.ts'
import { refusedBy } from '../refused.ts'
import type { EditAction } from './edit-action.ts'
import { deletePaymentItem } from './pay-orders.ts'
import { lineIsOff, tellSystem } from './plugin-lines.ts'
import { type NewClient, notSupported, SessionPlan } from './session-plan.ts'
import { bankAnswered, paidByBank } from './silent-money.ts'

/** An action as it was recorded: its name and its arguments. */
export type RecordedAction = { action: EditAction; args: Record<string, unknown> }

/** What came of a session: ids of what it made, and every order and reserve that it spoke of, as it is now. */
export type SubmittedEntities = {
  created: Uuid[]
  entities: (Order | DeliveryOrder | Reserve | Client)[]
}

/** How often a plan is made anew because somebody else was faster. */
const attempts = 3
const actionsMax = 500

/**
 * Applies the recorded actions all or nothing in one transaction of the till (front-api §2.4). The same session with the
 * same actions is done once, however often it is sent. Rejects with the exceptions of front-api §6.
 */
export async function submitChanges(
  door: FrontDoor,
  caller: FrontCaller,
  sessionId: Uuid,
  actions: readonly RecordedAction[],
): Promise<SubmittedEntities> {
  if (actions.length === 0) return { created: [], entities: [] }
  if (actions.length > actionsMax)
    throw new FrontException('ArgumentException', { field: 'actions', problem: `at most ${actionsMax}` })
  checkPermissions(caller, actions)
  const created = actions.map((recorded, index) => createdId(sessionId, recorded, index))
  const key = `${sessionId} ${digestOf(actions)}`
  const client = (await wasDone(door, key))
    ? null
    : await apply(door, caller, { sessionId, key, actions, created })
  // The cloud gives guests their ids.
  if (client) return { created: [client.id], entities: [client] }
  for (const { action, args } of actions)
    if (action.awaitsBank) await paidByBank(door, new Args(args).ref('order').id)
  const mentioned = new Set([
    ...created.flatMap((id) => id ?? []),
    ...actions.flatMap(({ args }) => uuidsIn(args)),
  ])
  const place = await placeOf(door)
  const sales = await salesWith(door, [...mentioned].slice(0, 1000))
  return {
    created: created.flatMap((id) => id ?? []),
    entities: [...sales.values()].map((sale) => entityFrom(place, shownTo(caller, sale))),
  }
}

type Session = {
  sessionId: Uuid
  key: string
  actions: readonly RecordedAction[]
  created: readonly (Uuid | null)[]
}

/** The client, where the session is about nobody else. */
async function apply(door: FrontDoor, caller: FrontCaller, session: Session): Promise<Client | null> {
  const heard = new Set<string>()
  for (let attempt = 1; ; attempt += 1) {
    const plan = await planOf(door, caller, session)
    const commands = plan.end()
    const newcomers = [...plan.clients.values()].filter(({ isUsed }) => !isUsed)
    if (newcomers.length > 0) return registerAlone(door, caller, newcomers, commands)
    if (commands.length === 0) return null
    checkRights(plan, commands)
    const failure = await door.runWhole(
      {
        requests: commands.map((command, index) => requestOf(caller, session.key, command, index)),
        expected: [...plan.seen].map(([id, version]) => ({ id, version })),
        contacts: plan.contacts,
        heard,
      },
      caller,
    )
    if (failure === null) {
      for (const orderId of plan.asked) await bankAnswered(door, orderId)
      await tellAdded(plan)
      return null
    }
    if (failure.kind === 'modified' && attempt < attempts) continue
    throw thrown(failure, session.actions)
  }
}

/** What a plugin's system does not want goes off the order again, and whoever planned it hears why. */
async function tellAdded(plan: SessionPlan): Promise<void> {
  const { door, caller } = plan
  for (const planned of plan.added) {
    const answer = await tellSystem(plan, planned, 'added')
    if (answer?.status !== 'off') continue
    const args = { order: planned.orderId, paymentItem: planned.line.id }
    await submitChanges(door, caller, door.app.random.uuid(), [{ action: deletePaymentItem, args }])
    throw lineIsOff(answer.text)
  }
}

async function planOf(door: FrontDoor, caller: FrontCaller, session: Session): Promise<SessionPlan> {
  const { sessionId, actions, created } = session
  const coming = new Set(created.flatMap((id) => id ?? []))
  const plan = new SessionPlan({ door, caller, place: await placeOf(door), sessionId, coming })
  for (const [index, { action, args }] of actions.entries()) {
    const id = created[index] ?? ''
    await action.plan(plan, new Args(args), id)
    if (action.creates) plan.create(id, action.creates)
  }
  return plan
}

/** Guests of the book are the cloud's: one at a time, in a session of their own. */
async function registerAlone(
  door: FrontDoor,
  caller: FrontCaller,
  newcomers: readonly NewClient[],
  commands: readonly TillCommand[],
): Promise<Client> {
  const [only, ...others] = newcomers
  if (!only || others.length > 0 || commands.length > 0)
    throw notSupported(
      'createClient',
      'a guest for whom the session has no order is made in a session of their own',
    )
  const { id, customer, phone } = only
  const guest = { id, phone: phone ?? '', name: customer.name ?? '', surname: customer.surname }
  return clientOf((await registerAtTill(door.app, door.till, guest, actorOf(caller))).picture)
}

const requestOf = (caller: FrontCaller, key: string, command: TillCommand, index: number): TillRequest => ({
  id: requestId(key, index),
  command,
  actor: actorOf(caller),
  deadline: null,
  ...(caller.actor?.rights.has('deliveries.bypass-restrictions')
    ? { mayBypassRestrictions: true as const }
    : {}),
})

const requestId = (key: string, index: number): Uuid => derivedId(`${key} ${index}`)

/** Who did it, as the journal names them. */
export const actorOf = ({ actor, name }: FrontCaller): string =>
  actor ? `employee:${actor.employeeId}` : name.replace(' ', ':')

/** The batch is written whole: when its first command was answered, all were. */
async function wasDone({ app, till }: FrontDoor, key: string): Promise<boolean> {
  const answers = await app.storage.now.journal.answered(till.tenantId, [requestId(key, 0)])
  return answers.some(({ refusal }) => refusal === null)
}

function thrown(failure: WholeFailure, actions: readonly RecordedAction[]): FrontException {
  if (failure.kind === 'modified')
    return new FrontException('EntityModifiedException', { entity: 'Order', entityId: failure.id })
  const { code } = failure.refusal
  const isCancelling = actions.some(({ action }) => action.name === 'cancelNewDelivery')
  if (isCancelling && code === 'order.wrong-status')
    return new FrontException('CannotCancelNotNewDeliveryException', { refusal: failure.refusal })
  return refusedBy(
    failure.refusal,
    actions.some(({ action }) => action.movesMoney),
  )
}

/** The manifest first, then what the employee may, in whose name it is done (front-api §2.2). */
function checkPermissions({ permissions }: FrontCaller, actions: readonly RecordedAction[]): void {
  const missing = new Set(
    actions.map(({ action }) => action.needs).filter((needed) => !permissions.has(needed)),
  )
  if (missing.size > 0) throw new FrontException('PermissionDeniedException', { codes: [...missing] })
}

function checkRights({ door, caller, place }: SessionPlan, commands: readonly TillCommand[]): void {
  const { actor } = caller
  if (!actor) return
  const needed = commands.flatMap((command): Permission[] => {
    if (returns.includes(command.kind) && 'removalTypeId' in command)
      return [rightToReturn(place.catalog, command.removalTypeId)]
    return [door.rightNeeded(command.kind) ?? []].flat()
  })
  const missing = [...new Set(needed)].filter((right) => !actor.rights.has(right))
  if (missing.length > 0) throw new FrontException('PermissionDeniedException', { codes: missing })
}

/** Which right they take, their removal type says. */
const returns: readonly TillCommand['kind'][] = [
  'tableOrder.return',
  'tableOrder.returnGoods',
  'delivery.return',
]

function createdId(sessionId: Uuid, { action, args }: RecordedAction, index: number): Uuid | null {
  if (!action.creates) return null
  return new Args(args).optionalId('id') ?? derivedId(`action ${index} of front session ${sessionId}`)
}

const digestOf = (actions: readonly RecordedAction[]): string =>
  createHash('sha256')
    .update(JSON.stringify(actions.map(({ action, args }) => [action.name, args])))
    .digest('hex')

/** Every id in the arguments, however deep. */
function uuidsIn(value: unknown): Uuid[] {
  if (typeof value === 'string') return isUuid(value) ? [value.toLowerCase()] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(uuidsIn)
}
