import type { OrderEvent } from '../../domain/orders/events.ts'
import type { StoredEntry } from '../ports.ts'
import { type DoneCommandPayload, tillCommandKind } from '../till/till-command.ts'

/**
 * An entry as those hear it who tell a journey step by step: a delivery that was placed in the statement that accepted it is
 * one entry (ADR 24) and two steps, of the cloud and of the till. The first has the id of the call.
 */
export function toldApart<Entry extends StoredEntry>(entry: Entry): Entry[] {
  const event = entry.payload as OrderEvent | null
  if (event?.kind !== 'delivery.placed' || !event.asked || !entry.correlationId) return [entry]
  const { order, asked } = event
  const payload: DoneCommandPayload = {
    command: { kind: 'delivery.place', orderId: order.id },
    deadline: asked.deadline,
    isDone: true,
  }
  const accepted = {
    ...entry,
    entryId: entry.correlationId,
    at: order.whenReceivedByApi ?? entry.at,
    kind: tillCommandKind,
    completes: false,
    payload,
  }
  return [accepted, entry]
}
