/** A task of the fiscal register, made out of the journal at the moment at which it is sent. */
import { type Cheque, prepaymentCheque, returnCheque, saleCheque } from '../../../domain/fiscal/cheque.ts'
import type { RegisterTask } from '../../../domain/fiscal/register-task.ts'
import type { CashMovement, ShiftEvent } from '../../../domain/shifts/shifts.ts'
import type { Money } from '../../../kernel/exact.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { refuse } from '../../../kernel/refusals.ts'
import type { App, PrintJob } from '../../ports.ts'
import { soldOrderAt } from '../../reports/sold-order.ts'
import { prepaymentCounted } from '../counted-prepayment.ts'
import type { Till } from '../till-command.ts'
import type { CashRegister, ChequeTexts, RegisterDocument } from './cash-register.ts'

/** `sum`: what will stand on the document, by which it is known again. */
export type ReadyTask = {
  sum: Money
  /** Of which order it is a cheque, to which plugins may add; null: it is none. */
  chequeOf: Uuid | null
  perform(register: CashRegister, texts: ChequeTexts): Promise<RegisterDocument>
}

const none = { sum: 0n, chequeOf: null }

/** Null: nothing is to be printed for it. Refuses `printing.subject-unknown`. */
export async function readyTask(
  app: App,
  till: Till,
  job: PrintJob,
  task: RegisterTask,
): Promise<ReadyTask | null> {
  const cashier = await cashierOf(app, till, job)
  switch (task.do) {
    case 'open':
      return { ...none, perform: (register) => register.openShift({ cashier }) }
    case 'x':
      return { ...none, perform: (register) => register.xReport({ cashier }) }
    case 'z':
      return { ...none, perform: (register) => register.zReport({ cashier }) }
    case 'payIn':
    case 'payOut': {
      const { sum } = await movementOf(app, till, task.shiftId, task.movementId)
      const deed = task.do
      return { ...none, sum, perform: (register) => register[deed]({ cashier, sum }) }
    }
    case 'sale':
    case 'return': {
      const cheque = await chequeOf(app, till, job, task)
      const deed = task.do === 'sale' ? 'saleCheque' : 'returnCheque'
      return (
        cheque && {
          ...{ sum: cheque.sum, chequeOf: job.orderId },
          perform: (register, texts) => register[deed]({ cashier, cheque, ...texts }),
        }
      )
    }
  }
}

async function chequeOf(
  app: App,
  { tenantId }: Till,
  { entry, orderId }: PrintJob,
  task: Extract<RegisterTask, { do: 'sale' | 'return' }>,
): Promise<Cheque | null> {
  const sold = entry && orderId ? await soldOrderAt(app.storage.now, { tenantId, ...entry }, orderId) : null
  if (!sold) throw refuse('printing.subject-unknown')
  const catalog = await app.catalog(tenantId)
  if ('prepayment' in task) {
    const { paid } = await prepaymentCounted(app, tenantId, task.prepayment)
    return prepaymentCheque(catalog, sold.order, paid)
  }
  if (task.do === 'sale') return saleCheque(catalog, sold.order)
  const returned = sold.order.returns?.find(({ id }) => id === task.returnId)
  if (!returned) throw refuse('printing.subject-unknown')
  return returnCheque(catalog, sold.order, returned)
}

async function movementOf(
  { storage }: App,
  { tenantId, terminalGroupId }: Till,
  shiftId: Uuid,
  movementId: Uuid,
): Promise<CashMovement> {
  for (const entry of await storage.now.journal.ofEntity(tenantId, shiftId)) {
    const event = entry.payload as ShiftEvent
    if (entry.terminalGroupId !== terminalGroupId || event.kind !== 'shift.cashMoved') continue
    if (event.movement.id === movementId) return event.movement
  }
  throw refuse('printing.subject-unknown')
}

/** Who did what is printed; empty where it was no person. */
async function cashierOf(app: App, { tenantId }: Till, { madeBy }: PrintJob): Promise<string> {
  const id = /^employee:(.+)$/.exec(madeBy)?.[1]
  return id ? ((await app.catalog(tenantId)).find('employee', id)?.body.name ?? '') : ''
}
