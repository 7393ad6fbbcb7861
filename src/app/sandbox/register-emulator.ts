import type { Cheque } from '../../domain/fiscal/cheque.ts'
import type { RegisterDeed } from '../../domain/fiscal/register-task.ts'
import type { RegisterStatus, RegisterStatusField } from '../../domain/fiscal/status-fields.ts'
import { refuse } from '../../kernel/refusals.ts'
import type { CashRegister, ChequeTexts, RegisterDocument } from '../till/register/cash-register.ts'
import type { DeviceMemory } from './device-memory.ts'

export const registerStates = ['ready', 'no-paper', 'unplugged'] as const
export type RegisterState = (typeof registerStates)[number]

/**
 * What it does with its next document. `lose`: printed, and the answer is lost. `die`: likewise, and it is unplugged then.
 * `break`: begun and not ended. `hang`: printed, and it never answers. `stall`: never printed, and it never answers.
 */
export const registerDeeds = ['print', 'lose', 'die', 'break', 'hang', 'stall'] as const
type Step = (typeof registerDeeds)[number]

/** A document as it is kept; `orderId` null: of no order. Sums are minor units as text. */
type KeptDocument = Omit<RegisterDocument, 'sum'> & { sum: string; orderId: string | null; lines: string[] }

/** Sums and counts of the register's shift, minor units as text. */
type Totals = {
  sales: number
  salesSum: string
  refunds: number
  refundsSum: string
  cancels: number
  cash: string
  cashless: string
}
type Memory = {
  isInstalled: boolean
  state: RegisterState
  steps: Step[]
  serial: string
  session: number
  isShiftOpen: boolean
  isUnfinished: boolean
  /** Cash in its drawer, and all that was sold less all that was returned since it was made. */
  cashSum: string
  incomeSum: string
  totals: Totals
  last: number
  documents: KeptDocument[]
}

const noTotals: Totals = {
  ...{ sales: 0, salesSum: '0', refunds: 0, refundsSum: '0', cancels: 0, cash: '0', cashless: '0' },
}
const unboxed: Memory = {
  ...{ isInstalled: false, state: 'ready', steps: [], serial: '00106900000001', session: 0 },
  ...{ isShiftOpen: false, isUnfinished: false, cashSum: '0', incomeSum: '0', totals: noTotals },
  ...{ last: 0, documents: [] },
}
const documentsMax = 1000

const plus = (text: string, sum: bigint): string => String(BigInt(text) + sum)

/** What a document is about, and what it changes in the register. */
type Draft = {
  kind: RegisterDeed
  sum?: bigint
  cheque?: Cheque
  cashier: string
} & Partial<ChequeTexts>

type ChequeTask = { cashier: string; cheque: Cheque } & ChequeTexts

/** A fiscal register of a sandbox. It remembers by itself, as a real one does, whatever becomes of the till. */
export class RegisterEmulator implements CashRegister {
  readonly #store: DeviceMemory
  readonly #now: () => number
  #kept: Memory | null = null

  constructor(store: DeviceMemory, now: () => number) {
    this.#store = store
    this.#now = now
  }

  get isInstalled(): boolean {
    return this.#memory().isInstalled
  }
  get state(): RegisterState {
    return this.#memory().state
  }
  get steps(): readonly Step[] {
    return this.#memory().steps
  }
  /** The oldest first; at most a thousand are kept. */
  get documents(): readonly KeptDocument[] {
    return this.#memory().documents
  }

  /** What is not given stays as it is. */
  set(change: { isInstalled?: boolean; state?: RegisterState; steps?: readonly Step[] }): void {
    const { steps = this.steps, ...rest } = change
    this.#keep({ ...this.#memory(), ...rest, steps: [...steps] })
  }

  /** As it comes out of its box: the sandbox begins anew. */
  clear(): void {
    this.#keep(unboxed)
  }

  async openShift({ cashier }: { cashier: string }): Promise<RegisterDocument> {
    this.#refuseTrouble()
    if (this.#memory().isShiftOpen) throw refuse('register.refused', { problem: 'SessionIsOpen' })
    return this.#print({ kind: 'open', cashier })
  }

  async saleCheque(task: ChequeTask): Promise<RegisterDocument> {
    return this.#printInShift({ kind: 'sale', sum: task.cheque.sum, ...task })
  }

  async returnCheque(task: ChequeTask): Promise<RegisterDocument> {
    return this.#printInShift({ kind: 'return', sum: task.cheque.sum, ...task })
  }

  async payIn(task: { cashier: string; sum: bigint }): Promise<RegisterDocument> {
    return this.#printInShift({ kind: 'payIn', ...task })
  }

  async payOut(task: { cashier: string; sum: bigint }): Promise<RegisterDocument> {
    return this.#printInShift({ kind: 'payOut', ...task })
  }

  async xReport(task: { cashier: string }): Promise<RegisterDocument> {
    return this.#printInShift({ kind: 'x', ...task })
  }

  async zReport(task: { cashier: string }): Promise<RegisterDocument> {
    return this.#printInShift({ kind: 'z', ...task })
  }

  async cancel(): Promise<void> {
    this.#refuseTrouble()
    const memory = this.#memory()
    if (!memory.isUnfinished) return
    const totals = { ...memory.totals, cancels: memory.totals.cancels + 1 }
    this.#keep({ ...memory, isUnfinished: false, totals })
  }

  async lastDocument() {
    if (this.state === 'unplugged') throw refuse('register.unplugged')
    const { documents, isUnfinished, isShiftOpen } = this.#memory()
    const last = documents.at(-1)
    return { document: last ? answerOf(last) : null, isUnfinished, isShiftOpen }
  }

  async status(fields: readonly RegisterStatusField[]): Promise<RegisterStatus> {
    if (this.state === 'unplugged') throw refuse('register.unplugged')
    const all = this.#statusOfAll()
    return Object.fromEntries(
      fields.flatMap((field) => (all[field] === undefined ? [] : [[field, all[field]]])),
    )
  }

  #statusOfAll(): RegisterStatus {
    const { state, isShiftOpen, isUnfinished, serial, session, incomeSum, totals, last } = this.#memory()
    return {
      ErrorCode: state === 'no-paper' ? 1 : 0,
      RegisterDateTime: this.#now(),
      SessionStatus: isShiftOpen ? 'Open' : 'Closed',
      RestaurantMode: false,
      OfflineMode: true,
      ExtendedStatus: isUnfinished ? 'DocumentIsOpen' : 'Ready',
      IsOfdConnected: false,
      OfdBufferedDocuments: last,
      StatusBarInfo: state,
      ...{ SerialNumber: serial, SessionNumber: session, RegistrationNumber: serial },
      ...{ SalesSumTotal: Number(incomeSum), SalesSum: Number(totals.salesSum), SalesCount: totals.sales },
      ...{ RefundsCount: totals.refunds, RefundsSum: Number(totals.refundsSum), CancelCount: totals.cancels },
      ...{ CashPaymentSum: Number(totals.cash), NonCashPaymentsSum: Number(totals.cashless) },
      NearPaperEnd: state === 'no-paper',
    }
  }

  #refuseTrouble(): void {
    if (this.state !== 'ready') throw refuse(`register.${this.state}`)
  }

  #printInShift(draft: Draft): Promise<RegisterDocument> {
    this.#refuseTrouble()
    if (!this.#memory().isShiftOpen) throw refuse('register.refused', { problem: 'SessionIsClosed' })
    return this.#print(draft)
  }

  async #print(draft: Draft): Promise<RegisterDocument> {
    if (this.#memory().isUnfinished) throw refuse('register.refused', { problem: 'DocumentIsOpen' })
    const [step = 'print', ...steps] = this.steps
    this.set({ steps })
    if (step === 'stall') return new Promise(() => {})
    if (step === 'break') {
      this.#keep({ ...this.#memory(), isUnfinished: true })
      throw refuse('register.no-answer')
    }
    const document = this.#book(draft)
    if (step === 'hang') return new Promise(() => {})
    if (step === 'die') this.set({ state: 'unplugged' })
    if (step === 'die' || step === 'lose') throw refuse('register.no-answer')
    return document
  }

  /** The document is on paper and in the fiscal memory, in one. */
  #book({ kind, sum = 0n, cheque, cashier, textBefore = [], textAfter = [] }: Draft): RegisterDocument {
    const memory = this.#memory()
    const session = kind === 'open' ? memory.session + 1 : memory.session
    const number = memory.last + 1
    const document: KeptDocument = {
      ...{ number, kind, sum: String(sum), session, at: this.#now() },
      sign: String((number * 2_654_435_761) % 4_294_967_296),
      orderId: cheque?.orderId ?? null,
      lines: [
        ...textBefore,
        cashier,
        ...(cheque?.sales ?? []).map((one) => `${one.name} ${one.amount} ${one.sum}`),
        ...textAfter,
      ],
    }
    const direction = kind === 'return' || kind === 'payOut' ? -1n : 1n
    const cash = cheque ? cheque.cash : sum
    const before = kind === 'open' ? noTotals : memory.totals
    this.#keep({
      ...memory,
      ...{ session, last: number, documents: [...memory.documents, document].slice(-documentsMax) },
      isShiftOpen: kind === 'open' || (kind !== 'z' && memory.isShiftOpen),
      cashSum: plus(memory.cashSum, direction * cash),
      incomeSum: cheque ? plus(memory.incomeSum, direction * sum) : memory.incomeSum,
      totals: cheque ? counted(before, kind, cheque) : before,
    })
    return answerOf(document)
  }

  #memory(): Memory {
    this.#kept ??= { ...unboxed, ...(JSON.parse(this.#store.read() ?? '{}') as Partial<Memory>) }
    return this.#kept
  }

  #keep(memory: Memory): void {
    this.#kept = memory
    this.#store.write(JSON.stringify(memory))
  }
}

function counted(totals: Totals, kind: RegisterDeed, { sum, cash, prepaid }: Cheque): Totals {
  if (kind === 'return')
    return { ...totals, refunds: totals.refunds + 1, refundsSum: plus(totals.refundsSum, sum) }
  return {
    ...totals,
    ...{ sales: totals.sales + 1, salesSum: plus(totals.salesSum, sum) },
    ...{ cash: plus(totals.cash, cash), cashless: plus(totals.cashless, sum - cash - prepaid) },
  }
}

const answerOf = ({ number, kind, sum, session, sign, at }: KeptDocument): RegisterDocument => ({
  ...{ number, kind, sum: BigInt(sum), session, sign, at },
})
