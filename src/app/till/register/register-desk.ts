import type { FiscalTrace } from '../../../domain/fiscal/register-task.ts'
import { Refusal, type RefusalNote, refuse } from '../../../kernel/refusals.ts'
import type { App, PrintJob } from '../../ports.ts'
import type { ExtendCheque } from '../printing/cheque-extensions.ts'
import type { Till } from '../till-command.ts'
import type { CashRegister, ChequeTexts } from './cash-register.ts'
import { askTexts, noTexts } from './cheque-texts.ts'
import { type ReadyTask, readyTask } from './perform-task.ts'

export type RegisterDeskOptions = {
  app: App
  till: Till
  register: CashRegister
  report(error: unknown): void
  /** Absent: nobody adds to cheques. */
  extend?: ExtendCheque
  /** Of this machine's time: how long a register that failed is left alone, and how long it may think. */
  pauseMs?: number
  answerMs?: number
}

const usualPauseMs = 3000
const usualAnswerMs = 60_000

/**
 * Has the fiscal register of a till print its tasks, one after the other in the order of the journal. Before a task is sent
 * it says which document was the register's last one. Whatever comes of it then, a lost answer or a till that is killed: the
 * register is asked for its last document before the task is sent again (front-api §2.16.2, "duplicate protection").
 */
export class RegisterDesk {
  readonly #options: RegisterDeskOptions
  #working: Promise<void> | null = null
  #pause: NodeJS.Timeout | null = null
  #isAgain = false
  /** Until it begins, too. */
  #isStopped = true
  #leave: () => void = () => {}

  constructor(options: RegisterDeskOptions) {
    this.#options = options
  }

  get isInstalled(): boolean {
    return this.#options.register.isInstalled
  }

  begin(): void {
    this.#isStopped = false
    this.look()
  }

  /** There may be something to print. */
  look(): void {
    if (this.#isStopped || this.#pause || !this.isInstalled) return
    this.#isAgain = true
    this.#working ??= this.#workOff()
      .catch((error: unknown) => {
        this.#options.report(error)
        this.#restLater()
      })
      .finally(() => {
        this.#working = null
        if (this.#isAgain) this.look()
      })
  }

  /** A register that failed is tried at once. */
  tryAgain(): void {
    if (this.#pause) clearTimeout(this.#pause)
    this.#pause = null
    this.look()
  }

  /** Resolves when nothing is printed at the moment; what failed may still wait. */
  async settle(): Promise<void> {
    while (this.#working) await this.#working
  }

  /** Prints nothing more until it begins anew. A register that does not answer is not waited for. */
  async rest(): Promise<void> {
    this.#isStopped = true
    this.#isAgain = false
    if (this.#pause) clearTimeout(this.#pause)
    this.#pause = null
    this.#leave()
    await this.settle()
  }

  async #workOff(): Promise<void> {
    this.#isAgain = false
    while (!this.#isStopped) {
      const next = (await this.#open())[0]
      if (!next) return
      if (!(await this.#do(next))) return this.#restLater()
    }
  }

  /** What an event asked for comes in the order of events, however the clock went; what people ask for comes behind. */
  async #open(): Promise<PrintJob[]> {
    const { app, till } = this.#options
    const open = await app.storage.now.printJobs.open(till.tenantId, till.terminalGroupId)
    const own = open.filter(({ paper }) => paper.kind === 'fiscal')
    const asked = own.filter(({ entry }) => entry === null)
    const told = own.flatMap((job) => (job.entry ? [{ job, seq: job.entry.seq }] : []))
    return [...told.sort((a, b) => (a.seq < b.seq ? -1 : 1)).map(({ job }) => job), ...asked]
  }

  #restLater(): void {
    if (this.#isStopped) return
    this.#isAgain = false
    this.#pause = setTimeout(() => this.tryAgain(), this.#options.pauseMs ?? usualPauseMs)
    this.#pause.unref()
  }

  /** False: the register did not do it, and whatever comes after it waits too. */
  async #do(job: PrintJob): Promise<boolean> {
    const { app, till } = this.#options
    const { paper } = job
    if (paper.kind !== 'fiscal') throw new Error('the task is none of a register')
    const attempt: PrintJob = { ...job, attempts: job.attempts + 1, triedAt: app.clock.now() }
    try {
      const ready = await readyTask(app, till, job, paper.task)
      if (!ready) await this.#mark(attempt, { state: 'dropped', trouble: null })
      else
        await this.#mark(attempt, {
          state: 'printed',
          trouble: null,
          fiscal: await this.#print(attempt, ready),
        })
      return true
    } catch (error) {
      if (this.#isStopped && isLeft(error)) return false
      await this.#mark(attempt, { state: 'failed', trouble: this.#troubleOf(error) })
      return false
    }
  }

  async #print(job: PrintJob, ready: ReadyTask): Promise<FiscalTrace> {
    const { register } = this.#options
    const { document: last, isUnfinished, isShiftOpen } = await this.#answer(register.lastDocument())
    const number = last?.number ?? 0
    const kind = job.paper.kind === 'fiscal' ? job.paper.task.do : null
    if (job.fiscal && number > job.fiscal.before) {
      // It is on paper already, or somebody else has used the register meanwhile.
      if (last?.kind !== kind || last?.sum !== ready.sum) throw refuse('register.unclear')
      return { ...job.fiscal, document: number }
    }
    if (isUnfinished) await this.#answer(register.cancel())
    if (kind === 'open' && isShiftOpen) return { before: number, document: null }
    if (kind === 'z' && !isShiftOpen) return { before: number, document: null }
    const before = kind === 'open' || isShiftOpen ? number : await this.#openShift()
    const texts = await this.#textsOf(ready)
    await this.#mark(job, { state: 'printing', trouble: null, fiscal: { before, document: null } })
    const done = await this.#answer(ready.perform(register, texts))
    return { before, document: done.number }
  }

  /** Asked for what is not on paper yet. */
  async #textsOf({ chequeOf }: ReadyTask): Promise<ChequeTexts> {
    const { extend } = this.#options
    return extend && chequeOf ? askTexts(extend, chequeOf) : noTexts
  }

  /** The register came to the till in the middle of its shift, or its own shift was ended by hand. */
  async #openShift(): Promise<number> {
    return (await this.#answer(this.#options.register.openShift({ cashier: '' }))).number
  }

  /** A register that says nothing has not answered; a till that stops waits for none. */
  #answer<T>(asked: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(refuse('register.no-answer')),
        this.#options.answerMs ?? usualAnswerMs,
      )
      timer.unref()
      this.#leave = () => reject(refuse('register.no-answer'))
      asked.then(resolve, reject).finally(() => clearTimeout(timer))
    })
  }

  #mark(
    { id, attempts, triedAt }: PrintJob,
    to: Pick<PrintJob, 'state' | 'trouble'> & Partial<Pick<PrintJob, 'fiscal'>>,
  ): Promise<boolean> {
    const { app, till } = this.#options
    const open = ['waiting', 'failed', 'printing'] as const
    return app.storage.now.printJobs.mark(till.tenantId, id, open, { ...to, attempts, triedAt })
  }

  #troubleOf(error: unknown): RefusalNote {
    if (error instanceof Refusal) return error.note
    this.#options.report(error)
    return { code: 'register.refused', params: { problem: String(error).slice(0, 200) } }
  }
}

const isLeft = (error: unknown): boolean => error instanceof Refusal && error.code === 'register.no-answer'
