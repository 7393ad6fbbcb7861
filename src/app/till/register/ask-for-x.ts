import type { Uuid } from '../../../kernel/ids.ts'
import { refuse } from '../../../kernel/refusals.ts'
import type { App } from '../../ports.ts'
import { presentShift } from '../receipts.ts'
import type { Till } from '../till-command.ts'
import { registerIdOf } from './follow-for-register.ts'
import type { RegisterDesk } from './register-desk.ts'

/**
 * An X report of the register, behind all that waits for it; the same id prints once. Refuses `register.none` and
 * `shift.not-open`.
 */
export async function askForX(
  app: App,
  { till, register }: { till: Till; register?: RegisterDesk | null },
  { id, by }: { id: Uuid; by: string },
): Promise<void> {
  if (!register?.isInstalled) throw refuse('register.none')
  const shift = await presentShift(app, till)
  if (!shift) throw refuse('shift.not-open')
  await app.storage.now.printJobs.add(till, [
    {
      ...{ id, printerId: registerIdOf(till.terminalGroupId), orderId: null, entry: null, isCopy: false },
      ...{ paper: { kind: 'fiscal', task: { do: 'x', shiftId: shift.id } }, fiscal: null },
      ...{ madeAt: app.clock.now(), madeBy: by, state: 'waiting', attempts: 0, triedAt: null, trouble: null },
    },
  ])
}
