/** What screens see of paper: lines as they are printed, jobs and their troubles. Times are epoch milliseconds. */

import type { PrintJob, PrintJobState } from '../../app/ports.ts'
import type { RegisterDeed } from '../../domain/fiscal/register-task.ts'
import type { Document } from '../../domain/printing/document.ts'
import { layOut } from '../../domain/printing/lay-out.ts'
import type { Line } from '../../domain/printing/lines.ts'
import type { Paper, PaperKind } from '../../domain/printing/paper.ts'
import type { PrinterItem } from '../../domain/printing/printers-of.ts'
import { type ProblemBody, problemOf } from './problems.ts'

/** `width`: characters of the smallest font in a line. */
export type SheetView = { width: number; lines: Line[] }

export const sheetView = (document: Document, width: number): SheetView => ({
  width,
  lines: layOut(document, width),
})

export type PrintJobView = {
  id: string
  /** `fiscal-…`: a task of the fiscal register. */
  paper: Exclude<PaperKind, 'fiscal'> | `fiscal-${RegisterDeed}`
  /** Null: of no order, or of one that is not on the till's board any more. */
  orderId: string | null
  printer: string
  printerEn: string | null
  madeAt: number
  state: PrintJobState
  isCopy: boolean
  attempts: number
  trouble: ProblemBody['text'] | null
}

export function jobView(job: PrintJob, printers: ReadonlyMap<string, PrinterItem['body']>): PrintJobView {
  const isFiscal = job.paper.kind === 'fiscal'
  const printer = isFiscal ? registerNames : printers.get(job.printerId)
  return {
    ...{ id: job.id, paper: kindOf(job.paper), orderId: job.orderId, madeAt: job.madeAt },
    ...{ printer: printer?.name ?? '', printerEn: printer?.nameEn ?? null },
    ...{ state: job.state, isCopy: job.isCopy, attempts: job.attempts },
    trouble: job.trouble && problemOf(job.trouble).text,
  }
}

const kindOf = (paper: Paper): PrintJobView['paper'] =>
  paper.kind === 'fiscal' ? `fiscal-${paper.task.do}` : paper.kind

const registerNames = { name: 'Фискальный регистратор', nameEn: 'Fiscal register' }

export type PrinterView = {
  id: string
  name: string
  nameEn: string | null
  kind: PrinterItem['body']['kind'] | 'register'
  duties: PrinterItem['body']['duties']
  /** Papers that are still to come. */
  waiting: number
  /** Why the first of them does not come; null: nothing is the matter. */
  trouble: ProblemBody['text'] | null
}

export const printerView = ({ id, body }: PrinterItem, open: readonly PrintJob[]): PrinterView => ({
  ...{ id, name: body.name, nameEn: body.nameEn ?? null, kind: body.kind, duties: body.duties },
  ...workOf(id, open),
})

/** The fiscal register among the printers: what waits for it and why. */
export const registerView = (id: string, open: readonly PrintJob[]): PrinterView => ({
  ...{ id, ...registerNames, kind: 'register', duties: [] },
  ...workOf(id, open),
})

function workOf(printerId: string, open: readonly PrintJob[]): Pick<PrinterView, 'waiting' | 'trouble'> {
  const own = open.filter((job) => job.printerId === printerId)
  const failed = own.find(({ trouble }) => trouble !== null)
  return { waiting: own.length, trouble: failed?.trouble ? problemOf(failed.trouble).text : null }
}
