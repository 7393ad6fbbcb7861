import type { MovedPrepayment } from '../../domain/fiscal/register-task.ts'
import type { ShiftEvent } from '../../domain/shifts/shifts.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { refuse } from '../../kernel/refusals.ts'
import type { App } from '../ports.ts'

type Counted = Extract<ShiftEvent, { kind: 'shift.prepaymentCounted' }>

/** A prepayment as its shift counted it, when it was taken or when it went back. Refuses `printing.subject-unknown`. */
export async function prepaymentCounted(
  { storage }: App,
  tenantId: Uuid,
  { shiftId, paymentId, isReturned }: MovedPrepayment,
): Promise<Counted & { at: number; actor: string }> {
  for (const { payload, at, actor } of await storage.now.journal.ofEntity(tenantId, shiftId)) {
    const event = payload as ShiftEvent
    if (event.kind !== 'shift.prepaymentCounted' || event.paymentId !== paymentId) continue
    if (event.isReturned === isReturned) return { ...event, at, actor }
  }
  throw refuse('printing.subject-unknown')
}
