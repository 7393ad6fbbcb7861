/** What the fiscal register of a till has to print: each event makes its task once, however often it is read (ADR 37). */
import type { RegisterTask } from '../../../domain/fiscal/register-task.ts'
import { type FiscalEvent, taskOfEvent } from '../../../domain/fiscal/tasks-of-event.ts'
import type { Catalog } from '../../../domain/reference/catalog.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { derivedId } from '../../derived-id.ts'
import type { App, PrintJob, SequencedEntry, Tx } from '../../ports.ts'
import type { Till } from '../till-command.ts'

/** Under which its tasks stand among the jobs of printers. */
export const registerIdOf = (terminalGroupId: Uuid): Uuid => derivedId(`register/${terminalGroupId}`)

/**
 * A follower's step, in the transaction of the cursor. However old an entry is, its cheque is owed: only what happened
 * while no register stood at the till has none.
 */
export async function followForRegister(
  app: App,
  tx: Tx,
  till: Till,
  entries: readonly SequencedEntry[],
  isInstalled: boolean,
): Promise<void> {
  if (!isInstalled) return
  const catalog = await app.catalog(till.tenantId)
  const registerId = registerIdOf(till.terminalGroupId)
  const jobs = entries
    .filter(({ payload }) => isOwed(catalog, payload as FiscalEvent))
    .map((entry): PrintJob => {
      const task = taskOfEvent(entry.payload as FiscalEvent)
      return {
        ...{
          id: derivedId(`register/${entry.entryId}`),
          printerId: registerId,
          paper: { kind: 'fiscal', task },
        },
        orderId: orderOf(entry, task),
        ...{ entry: { origin: entry.origin, seq: entry.seq }, isCopy: false, fiscal: null },
        ...{
          madeAt: entry.at,
          madeBy: entry.actor,
          state: 'waiting',
          attempts: 0,
          triedAt: null,
          trouble: null,
        },
      }
    })
  await tx.printJobs.add(till, jobs)
}

function orderOf({ payload, entityId }: SequencedEntry, task: RegisterTask): Uuid | null {
  const event = payload as FiscalEvent
  if (event.kind === 'shift.prepaymentCounted') return event.orderId
  return task.do === 'sale' || task.do === 'return' ? entityId : null
}

/** Cash of a type with a chief account moves between accounts of the house: no fiscal pay-in or pay-out (front-api §2.16.2). */
function isOwed(catalog: Catalog, event: FiscalEvent): boolean {
  if (event.kind !== 'shift.cashMoved') return true
  return !catalog.find('payInOutType', event.movement.typeId)?.body.chiefAccountId
}
