/** What people at the till ask of its printers. */

import type { Paper } from '../../../domain/printing/paper.ts'
import { drawerByHand, printerOfPaper } from '../../../domain/printing/papers-of-event.ts'
import { printersOfTill } from '../../../domain/printing/printers-of.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { refuse } from '../../../kernel/refusals.ts'
import type { App, PrintJob } from '../../ports.ts'
import type { Till } from '../till-command.ts'
import { orderNow, orderOf } from './printed-order.ts'

type Asked = { /** Of the asker: the same id prints once. */ id: Uuid; by: string }

const newJob = (
  app: App,
  { id, by }: Asked,
  job: Pick<PrintJob, 'printerId' | 'paper' | 'orderId' | 'entry' | 'isCopy'>,
): PrintJob => ({
  ...{ id, madeAt: app.clock.now(), madeBy: by, ...job },
  ...{ state: 'waiting', attempts: 0, triedAt: null, trouble: null, fiscal: null },
})

/**
 * A paper that was printed, or was dropped, once more; it says that it is a copy. A fiscal cheque is printed once. Refuses
 * `printing.job-unknown` and `register.once`.
 */
export async function printAgain(app: App, till: Till, asked: Asked, jobId: Uuid): Promise<void> {
  const { printJobs } = app.storage.now
  const job = await printJobs.find(till.tenantId, till.terminalGroupId, jobId)
  if (!job) throw refuse('printing.job-unknown')
  const { printerId, paper, orderId, entry } = job
  if (paper.kind === 'fiscal') throw refuse('register.once')
  await printJobs.add(till, [newJob(app, asked, { printerId, paper, orderId, entry, isCopy: true })])
}

/** A paper of an order or a shift, or a printer's test page, that no event asks for. Refuses `printing.no-printer`. */
export async function printPaper(
  app: App,
  till: Till,
  asked: Asked,
  what: { paper: Paper; orderId: Uuid | null; printerId: Uuid | null; isCopy: boolean },
): Promise<void> {
  const catalog = await app.catalog(till.tenantId)
  const printers = printersOfTill(catalog, till.organizationId, till.terminalGroupId)
  const sale = what.orderId ? orderOf(await orderNow(app, till, what.orderId)) : null
  const printer =
    what.printerId === null
      ? what.paper.kind === 'drawer'
        ? drawerByHand(printers)
        : printerOfPaper({ catalog, printers, paper: what.paper, sale })
      : printers.find(({ id }) => id === what.printerId)
  if (!printer)
    throw what.printerId === null
      ? refuse('printing.no-printer', { paper: what.paper.kind })
      : refuse('printer.unknown')
  const { paper, orderId, isCopy } = what
  await app.storage.now.printJobs.add(till, [
    newJob(app, asked, { printerId: printer.id, paper, orderId, entry: null, isCopy }),
  ])
}

/**
 * A job that failed is tried at once; one that was dropped waits again. Where the register could not tell whether a task is
 * on paper, a person has looked: it is not asked once more.
 */
export async function tryJobAgain(app: App, till: Till, jobId: Uuid): Promise<PrintJob> {
  const { printJobs } = app.storage.now
  const job = await printJobs.find(till.tenantId, till.terminalGroupId, jobId)
  if (!job) throw refuse('printing.job-unknown')
  const { attempts, triedAt, trouble } = job
  await printJobs.mark(till.tenantId, jobId, ['failed', 'dropped'], {
    ...{ state: 'waiting', attempts, triedAt, trouble: null },
    ...(trouble?.code === 'register.unclear' ? { fiscal: null } : {}),
  })
  return job
}

/** Nobody needs a paper any more: its printer goes on with the next one. */
export async function dropJob(app: App, till: Till, jobId: Uuid): Promise<void> {
  const { printJobs } = app.storage.now
  const job = await printJobs.find(till.tenantId, till.terminalGroupId, jobId)
  if (!job) throw refuse('printing.job-unknown')
  const { attempts, triedAt } = job
  await printJobs.mark(till.tenantId, jobId, ['waiting', 'failed', 'dropped'], {
    state: 'dropped',
    attempts,
    triedAt,
    trouble: null,
  })
}
