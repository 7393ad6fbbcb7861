import { printable } from '../../../domain/printing/code-page.ts'
import { escPos } from '../../../domain/printing/esc-pos.ts'
import { layOut } from '../../../domain/printing/lay-out.ts'
import type { PrinterItem } from '../../../domain/printing/printers-of.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { Refusal, type RefusalNote, refuse } from '../../../kernel/refusals.ts'
import type { App, PrintJob } from '../../ports.ts'
import type { Till } from '../till-command.ts'
import { type ExtendCheque, extendedAs, noExtensions } from './cheque-extensions.ts'
import { documentOf } from './paper-document.ts'
import type { PrinterLine } from './printer-line.ts'

export type PrintDeskOptions = {
  app: App
  till: Till
  line: PrinterLine
  report(error: unknown): void
  /** Absent: nobody adds to papers. */
  extend?: ExtendCheque
  /** Of this machine's time: how long a printer that failed is left alone. */
  pauseMs?: number
}

const usualPauseMs = 3000

/**
 * Prints the jobs of a till: each printer takes its own one after the other, and one that fails holds up nobody else's. A job
 * says that it is being printed before the first byte leaves, so that a till that dies then does not print it twice.
 */
export class PrintDesk {
  readonly #options: PrintDeskOptions
  readonly #pauseMs: number
  /** Printers at work. */
  readonly #busy = new Map<Uuid, Promise<void>>()
  /** Printers that failed and rest. */
  readonly #resting = new Map<Uuid, NodeJS.Timeout>()
  #looking: Promise<void> | null = null
  #isAgain = false
  /** Until it begins, too. */
  #isStopped = true

  constructor(options: PrintDeskOptions) {
    this.#options = options
    this.#pauseMs = options.pauseMs ?? usualPauseMs
  }

  /** What was under way when the till stopped is on paper or not: a person looks. Then what waits is printed. */
  async begin(): Promise<void> {
    this.#isStopped = false
    for (const job of await this.#open())
      if (job.state === 'printing') {
        const trouble = { code: 'printer.interrupted', params: { printer: await this.#nameOf(job) } } as const
        await this.#mark(job, ['printing'], { state: 'dropped', trouble, isCopy: true })
      }
    this.look()
  }

  /** There may be something to print. */
  look(): void {
    if (this.#isStopped) return
    this.#isAgain = true
    this.#looking ??= this.#lookAround()
      .catch(this.#options.report)
      .finally(() => {
        this.#looking = null
        if (this.#isAgain) this.look()
      })
  }

  /** Printers that failed are tried at once. */
  tryAgain(printerId: Uuid): void {
    clearTimeout(this.#resting.get(printerId))
    this.#resting.delete(printerId)
    this.look()
  }

  /** Resolves when nothing is printed at the moment; printers that failed may still have jobs. */
  async settle(): Promise<void> {
    while (this.#looking || this.#busy.size > 0) await Promise.all([this.#looking, ...this.#busy.values()])
  }

  /** Lets what is being printed end, and prints nothing more until it begins anew. */
  async rest(): Promise<void> {
    this.#isStopped = true
    this.#isAgain = false
    for (const timer of this.#resting.values()) clearTimeout(timer)
    this.#resting.clear()
    await this.settle()
  }

  /** What a fiscal register prints is its desk's. */
  async #open(): Promise<PrintJob[]> {
    const { app, till } = this.#options
    const open = await app.storage.now.printJobs.open(till.tenantId, till.terminalGroupId)
    return open.filter(({ paper }) => paper.kind !== 'fiscal')
  }

  async #lookAround(): Promise<void> {
    this.#isAgain = false
    const open = await this.#open()
    for (const printerId of new Set(open.map((job) => job.printerId))) {
      if (this.#busy.has(printerId) || this.#resting.has(printerId)) continue
      const work = this.#printAll(printerId)
        .catch((error: unknown) => {
          this.#options.report(error)
          this.#restLater(printerId)
        })
        .finally(() => this.#busy.delete(printerId))
      this.#busy.set(printerId, work)
    }
  }

  #restLater(printerId: Uuid): void {
    if (this.#isStopped) return
    const timer = setTimeout(() => this.tryAgain(printerId), this.#pauseMs)
    timer.unref()
    this.#resting.set(printerId, timer)
  }

  /** One after the other, until there is none or the printer fails. */
  async #printAll(printerId: Uuid): Promise<void> {
    while (!this.#isStopped) {
      const open = await this.#open()
      const next = open.find((job) => job.printerId === printerId)
      if (!next || next.state === 'printing') return
      if (!(await this.#print(next))) return this.#restLater(printerId)
    }
  }

  /** False: the printer did not do it, and there is no use in giving it the next one. */
  async #print(job: PrintJob): Promise<boolean> {
    const { app, line } = this.#options
    const attempt: PrintJob = { ...job, attempts: job.attempts + 1, triedAt: app.clock.now() }
    if (!(await this.#mark(attempt, ['waiting', 'failed'], { state: 'printing', trouble: null }))) return true
    let bytes: Uint8Array
    let printer: PrinterItem
    try {
      printer = await this.#printerOf(job)
      bytes = await this.#bytesOf(job, printer)
    } catch (error) {
      // Nothing can be made of it now or later: the next one may do.
      await this.#mark(attempt, ['printing'], {
        state: 'dropped',
        trouble: this.#troubleOf(error, await this.#nameOf(job)),
      })
      return true
    }
    let hasBegun = false
    try {
      await line.print(printer, bytes, () => {
        hasBegun = true
      })
      await this.#mark(attempt, ['printing'], { state: 'printed', trouble: null })
      return true
    } catch (error) {
      const trouble = this.#troubleOf(error, printer.body.name)
      // It is tried again, and says then that it may be there already: a ticket that is cooked twice is worse than one that says so.
      // A drawer that springs open when its line is back lies open beside nobody.
      const state = job.paper.kind === 'drawer' ? 'dropped' : 'failed'
      await this.#mark(attempt, ['printing'], { state, trouble, isCopy: hasBegun })
      return false
    }
  }

  #mark(
    { id, attempts, triedAt }: PrintJob,
    from: readonly PrintJob['state'][],
    to: Pick<PrintJob, 'state' | 'trouble'> & { isCopy?: boolean },
  ): Promise<boolean> {
    const { app, till } = this.#options
    return app.storage.now.printJobs.mark(till.tenantId, id, from, { ...to, attempts, triedAt })
  }

  #troubleOf(error: unknown, printer: string): RefusalNote {
    if (error instanceof Refusal) return error.note
    this.#options.report(error)
    return { code: 'printer.failed', params: { printer, problem: String(error).slice(0, 200) } }
  }

  async #printerOf({ printerId }: PrintJob): Promise<PrinterItem> {
    const { app, till } = this.#options
    const printer = (await app.catalog(till.tenantId)).living('printer', printerId)
    if (!printer) throw refuse('printer.unknown')
    return printer
  }

  async #nameOf({ printerId }: PrintJob): Promise<string> {
    const { app, till } = this.#options
    return (await app.catalog(till.tenantId)).find('printer', printerId)?.body.name ?? printerId
  }

  async #bytesOf(job: PrintJob, printer: PrinterItem): Promise<Uint8Array> {
    const { app, till, extend } = this.#options
    const { width } = printer.body
    const of = extendedAs(job.paper)
    const extensions = extend && of && job.orderId ? await extend(of, job.orderId) : noExtensions
    const document = await documentOf(app, till, job, printer, extensions)
    return escPos(layOut(document, width, printable), width)
  }
}
