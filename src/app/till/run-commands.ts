import { changeDelivery } from '../../domain/orders/change-delivery.ts'
import type { ChangeDelivery, PlaceDelivery } from '../../domain/orders/commands.ts'
import type { OrderEvent } from '../../domain/orders/events.ts'
import { evolve } from '../../domain/orders/evolve.ts'
import type { DeliveryOrder } from '../../domain/orders/order.ts'
import { placeDelivery } from '../../domain/orders/place-delivery.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { Refusal, refuse } from '../../kernel/refusals.ts'
import type { App, NewEntry, Tx } from '../ports.ts'
import { runStopListCommand } from './change-stop-list.ts'
import { openTillDay } from './open-till-day.ts'
import { checkWithPrograms, foundDiscounts } from './paying/loyal-sales.ts'
import { runReserveCommand } from './run-reserve-command.ts'
import { runShiftCommand } from './run-shift-command.ts'
import { runTableOrderCommand } from './run-table-order-command.ts'
import { countSale } from './sales.ts'
import {
  type CommandFailed,
  commandDoneKind,
  commandFailedKind,
  isOfReserve,
  isOfTable,
  isPlacement,
  type RightConfirmed,
  rightConfirmedKind,
  type Till,
  type TillConditions,
  type TillOutcome,
  type TillRequest,
} from './till-command.ts'
import type { TillDay } from './till-day.ts'

/**
 * The main till of a group decides a batch of commands in one transaction: each is taken or refused on its own, in the
 * order given, and leaves its journal entries. A request id that was answered before gets its first answer.
 */
export async function runTillCommands(
  app: App,
  tx: Tx,
  till: Till,
  requests: readonly TillRequest[],
  conditions: TillConditions = { veto: null, isLineUp: true },
): Promise<TillOutcome[]> {
  const day = await openTillDay(app, tx, till, requests, conditions)
  const outcomes = requests.map((request) => decide(day, request))
  await day.save(tx)
  return outcomes
}

/** Decides one command; an id that was answered before gets its first answer. */
export function decide(day: TillDay, request: TillRequest): TillOutcome {
  const answered = day.answers.get(request.id)
  if (answered) return answered
  const outcome = attempt(day, request)
  day.answers.set(request.id, outcome)
  return outcome
}

function attempt(day: TillDay, request: TillRequest): TillOutcome {
  const before = day.entries.length
  try {
    if (isLate(day, request)) throw refuse('till.command-timeout')
    perform(day, request)
    day.keepPositions(request.command)
    noteConfirmation(day, request)
    if (day.entries.length === before) day.note(request, commandDoneKind, 'command', request.id, {})
    finish(day.entries)
    return { id: request.id, refusal: null }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const failed: CommandFailed = {
      command: request.command.kind,
      orderId: 'orderId' in request.command ? request.command.orderId : null,
      refusal: error.note,
    }
    day.note(request, commandFailedKind, 'command', request.id, failed)
    finish(day.entries)
    return { id: request.id, refusal: error.note }
  }
}

/** Who lent their right stands in the journal beside what was done with it. */
function noteConfirmation(day: TillDay, request: TillRequest): void {
  const { confirmed, command } = request
  if (!confirmed) return
  const payload: RightConfirmed = { command: command.kind, ...confirmed }
  day.note(request, rightConfirmedKind, 'command', request.id, payload)
}

/** The last entry of a command finishes it. */
function finish(entries: NewEntry[]): void {
  const last = entries[entries.length - 1]
  if (last) last.completes = true
}

const isLate = (day: TillDay, { command, deadline }: TillRequest): boolean =>
  deadline !== null && day.now > deadline && !isPlacement(command)

function perform(day: TillDay, request: TillRequest): void {
  const { command } = request
  switch (command.kind) {
    case 'delivery.place':
      return place(day, request, command)
    case 'stopList.put':
    case 'stopList.remove':
    case 'stopList.clear':
    case 'stopList.tell':
      return runStopListCommand(day, request, command)
    case 'shift.open':
    case 'shift.close':
    case 'shift.moveCash':
    case 'personalShift.open':
    case 'personalShift.close':
    case 'personalShift.ask':
      return runShiftCommand(day, request, command)
    case 'tableOrder.place':
    case 'tableOrder.show':
      return runTableOrderCommand(day, request, command)
    case 'reserve.place':
      return runReserveCommand(day, request, command)
    case 'notice.show':
      return day.note(request, 'till.notice', 'notice', request.id, command)
    default:
      if (isOfTable(command)) return runTableOrderCommand(day, request, command)
      return isOfReserve(command) ? runReserveCommand(day, request, command) : change(day, request, command)
  }
}

function place(day: TillDay, request: TillRequest, command: PlaceDelivery): void {
  if (day.order(command.orderId)) throw refuse('order.duplicate-id')
  const guest = day.guestOf(command)
  // The rules see the guest as the client named them; the id that the till found or made is written afterwards. Of a
  // one-time guest there is none, but whose bonuses pay may be known.
  const guestId = guest.id ?? command.guestId
  const events = placeDelivery(day.context(command.contactId, guest.isKnown), command, guestId)
  refuseByVeto(day, command, events)
  day.keepGuest(guest)
  take(day, request, command.orderId, events)
}

/** Somebody at the till may not want what its rules allow. */
function refuseByVeto(day: TillDay, command: PlaceDelivery, events: readonly OrderEvent[]): void {
  for (const event of day.veto ? events : []) {
    if (event.kind !== 'delivery.placed') continue
    const { contact } = day.context(command.contactId, false)
    const refusal = day.veto?.(evolve(null, event, day.now), contact)
    if (refusal) throw refusal
  }
}

function change(day: TillDay, request: TillRequest, command: ChangeDelivery): void {
  const order = day.order(command.orderId)
  if (!order) throw refuse('order.not-found', { orderId: command.orderId })
  const contactId = 'contactId' in command ? (command.contactId ?? order.contactId) : order.contactId
  const ctx = day.context(contactId, order.guestId !== null, request.mayBypassRestrictions ?? false)
  checkWithPrograms(day, order, command, order.serviceType)
  const events = changeDelivery(ctx, order, command)
  take(day, request, order.id, [...events, ...loyaltyOf(day, order, events)])
}

/** What the programmes make of the order once it is another one. */
function loyaltyOf(day: TillDay, order: DeliveryOrder, events: readonly OrderEvent[]): OrderEvent[] {
  const after = events.reduce((state, event) => evolve(state, event, day.now), order)
  const isOpen = after.status !== 'Closed' && after.status !== 'Cancelled'
  const discounts = events.length > 0 ? foundDiscounts(day, after, isOpen, after.serviceType) : null
  return discounts ? [{ kind: 'delivery.discountsChanged', discounts }] : []
}

function take(day: TillDay, request: TillRequest, orderId: Uuid, events: OrderEvent[]): void {
  const order = day.order(orderId) ?? null
  const steps: { event: OrderEvent; before: DeliveryOrder | null; after: DeliveryOrder }[] = []
  let then = order
  for (const event of events) {
    const after: DeliveryOrder = evolve(then, event, day.now)
    steps.push({ event, before: then, after })
    then = after
  }
  day.wallets.settle(order, then?.cancel ? null : then, day.now)
  for (const { event, before, after } of steps) {
    day.keep(after)
    day.note(request, event.kind, 'delivery', orderId, event)
    countSale(day, request, event, before, after)
  }
}
