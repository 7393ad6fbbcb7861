import type { ChangeDelivery, PlaceDelivery } from '../../domain/orders/commands.ts'
import type { Contact, DeliveryOrder } from '../../domain/orders/order.ts'
import type { TableOrderCommand } from '../../domain/orders/tables/commands.ts'
import type { Permission } from '../../domain/reference/books.ts'
import type { ReserveCommand } from '../../domain/reserves/commands.ts'
import type { ShiftCommand } from '../../domain/shifts/shifts.ts'
import type { StopListCommand } from '../../domain/stop-list/stop-list.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { Refusal, RefusalNote } from '../../kernel/refusals.ts'

/** Which till: the main terminal of one terminal group. */
export type Till = { tenantId: Uuid; organizationId: Uuid; terminalGroupId: Uuid }

/** Shows a notice to the staff (cloud-api §4.11, notifications/send). */
export type NoticeCommand = { kind: 'notice.show'; orderId: Uuid | null; source: string; text: string }

export type TillCommand =
  | PlaceDelivery
  | ChangeDelivery
  | TableOrderCommand
  | ReserveCommand
  | StopListCommand
  | ShiftCommand
  | NoticeCommand

/** A command on its way to a till. `id` is the correlation id of whoever asked; the same id is done once. */
export type TillRequest = {
  id: Uuid
  command: TillCommand
  actor: string
  /** After it a change is refused; a placement is still taken (cloud-api §11.3). Null: no limit. */
  deadline: number | null
  /** Whoever asks may send a delivery that the restrictions forbid. */
  mayBypassRestrictions?: true
  /** Whose right it is, where who asks has none: they showed their PIN or card for this one command. */
  confirmed?: { byId: Uuid; permission: Permission }
  /** The screen that waits for the answer: plugins may ask the person there. */
  screenId?: string
}

/** Refuses an order that the till's rules would take; null lets it pass. */
export type Veto = (order: DeliveryOrder, contact: Contact | null) => Refusal | null

/** What a till decides under besides its books. */
export type TillConditions = {
  veto: Veto | null
  /** Its cloud can be asked now. */
  isLineUp: boolean
  /** A bank's terminal stands at it; absent: none. */
  hasTerminal?: boolean
}

export type TillOutcome = { id: Uuid; refusal: RefusalNote | null }

/**
 * Payload of the journal entry that carries a command to its till. `secretsId` names the sealed record with the personal
 * texts that were parted from the command; null when there were none.
 */
export type TillCommandPayload = {
  command: TillCommand
  deadline: number | null
  secretsId: Uuid | null
  /** A delivery that came by a call centre's server (biz-card-api §16); absent: it came from the cloud. */
  route?: 'legacy'
}

/** The same of a placement that its till has done already: what was asked lies in the order that was placed (ADR 24). */
export type DoneCommandPayload = {
  command: { kind: 'delivery.place'; orderId: Uuid }
  deadline: number | null
  isDone: true
}

export const isDone = (payload: TillCommandPayload | DoneCommandPayload): payload is DoneCommandPayload =>
  'isDone' in payload

export const tillCommandKind = 'till.command'
export const commandFailedKind = 'till.commandFailed'
export const commandDoneKind = 'till.commandDone'
/** Somebody lent their right to a command. */
export const rightConfirmedKind = 'till.rightConfirmed'
export type RightConfirmed = { command: TillCommand['kind']; permission: Permission; byId: Uuid }
export type CommandFailed = { command: TillCommand['kind']; orderId: Uuid | null; refusal: RefusalNote }

/** Takes a new order, of whatever kind: its number is counted, and it is taken even when it comes late. */
export const isPlacement = <C extends { kind: string }>(
  command: C,
): command is Extract<C, { kind: 'delivery.place' | 'tableOrder.place' | 'reserve.place' }> =>
  placements.includes(command.kind)
const placements = ['delivery.place', 'tableOrder.place', 'reserve.place']

/** What a command with an order's id is about, as the journal names it. */
export const orderEntityOf = (commandKind: string): 'delivery' | 'tableOrder' | 'reserve' => {
  const [entity] = commandKind.split('.')
  return entity === 'tableOrder' || entity === 'reserve' ? entity : 'delivery'
}

export const isOfTable = (command: TillCommand): command is TableOrderCommand =>
  orderEntityOf(command.kind) === 'tableOrder'

export const isOfReserve = (command: TillCommand): command is ReserveCommand =>
  orderEntityOf(command.kind) === 'reserve'
