/** Ports of what a till prints. */
import type { FiscalTrace } from '../domain/fiscal/register-task.ts'
import type { Paper } from '../domain/printing/paper.ts'
import type { Uuid } from '../kernel/ids.ts'
import type { RefusalNote } from '../kernel/refusals.ts'

/**
 * `failed`: the printer could not, and tries again by itself. `dropped`: it is not tried any more, because nothing can be
 * made of it or because nobody knows whether it is on paper; somebody may have it printed again.
 */
export const printJobStates = ['waiting', 'printing', 'printed', 'failed', 'dropped'] as const
export type PrintJobState = (typeof printJobStates)[number]

/** A paper for a printer, or a task for a fiscal register (ADR 37). Its text is made when it is printed, out of the journal up to `entry`. */
export type PrintJob = {
  id: Uuid
  printerId: Uuid
  paper: Paper
  orderId: Uuid | null
  /** Null: of the moment at which it is printed. */
  entry: { origin: Uuid; seq: bigint } | null
  /** It was printed before, and says so. */
  isCopy: boolean
  madeAt: number
  madeBy: string
  state: PrintJobState
  attempts: number
  triedAt: number | null
  /** Why the last attempt failed, or why it was dropped. */
  trouble: RefusalNote | null
  /** Of a fiscal register's task; null: it was not sent yet, and of papers of printers. */
  fiscal: FiscalTrace | null
}

type AtTill = { tenantId: Uuid; terminalGroupId: Uuid }

export type PrintJobs = {
  /** Those whose id is there already are left alone: a paper is asked for once. */
  add(till: AtTill, jobs: readonly PrintJob[]): Promise<void>
  find(tenantId: Uuid, terminalGroupId: Uuid, id: Uuid): Promise<PrintJob | null>
  /** Waiting, failed, or being printed; the oldest first. */
  open(tenantId: Uuid, terminalGroupId: Uuid): Promise<PrintJob[]>
  /** Made since then, and all that are open; the latest first. */
  recent(tenantId: Uuid, terminalGroupId: Uuid, since: number, limit: number): Promise<PrintJob[]>
  ofOrder(tenantId: Uuid, terminalGroupId: Uuid, orderId: Uuid): Promise<PrintJob[]>
  /**
   * Changes a job whose state is one of `from`; false: somebody else was first. `fiscal` absent: as it was. `isCopy`: some
   * of it may be on paper, and the next attempt is a repeat.
   */
  mark(
    tenantId: Uuid,
    id: Uuid,
    from: readonly PrintJobState[],
    to: Pick<PrintJob, 'state' | 'attempts' | 'triedAt' | 'trouble'> &
      Partial<Pick<PrintJob, 'fiscal'>> & { isCopy?: boolean },
  ): Promise<boolean>
  /** Jobs made before that are neither waiting nor failed. */
  removeOld(tenantId: Uuid, terminalGroupId: Uuid, before: number): Promise<number>
}
