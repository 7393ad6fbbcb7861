import type { Uuid } from '../../kernel/ids.ts'
import type {
  BankTerminal,
  PaymentAnswer,
  PaymentAsk,
  PaymentReport,
  ReturnAnswer,
  ReturnAsk,
} from '../till/paying/payment-system.ts'
import type { DeviceMemory } from './device-memory.ts'

export const terminalDeeds = ['approve', 'decline', 'cancel', 'lose', 'unknown'] as const

/** What the terminal does with the next attempt. `lose`: the bank charges, and its answer never reaches the till. */
export type TerminalStep = {
  do: (typeof terminalDeeds)[number]
  /** Milliseconds that it takes, of the sandbox's time. */
  afterMs: number
  /** In which words it declines; null: its own. */
  text: string | null
}

/** Calls back after some of the sandbox's time; call the answer to give up. */
export type Later = (ms: number, deed: () => void) => () => void

/** `back`: what went back, in minor units, by the transaction that gave it. */
type Charge = Omit<PaymentReport, 'details'> & { sum: string; back: Record<Uuid, string> }

const leftOf = ({ sum, back }: Charge): bigint =>
  Object.values(back).reduce((left, one) => left - BigInt(one), BigInt(sum))

const usual: TerminalStep = { do: 'approve', afterMs: 0, text: null }
const words = { declined: 'Недостаточно средств / Insufficient funds', cancelled: 'Отменено / Cancelled' }

/** A bank's terminal of a sandbox: it approves, unless it was told what to do with the next attempts. */
export class TerminalEmulator implements BankTerminal {
  readonly key = 'terminal-emulator'
  readonly #memory: DeviceMemory
  readonly #later: Later
  #steps: TerminalStep[] = []
  #charges: Map<Uuid, Charge> | null = null

  constructor(memory: DeviceMemory, later: Later) {
    this.#memory = memory
    this.#later = later
  }

  /** What is still to come, one for each attempt; afterwards it approves again. */
  get steps(): readonly TerminalStep[] {
    return this.#steps
  }

  play(steps: readonly TerminalStep[]): void {
    this.#steps = [...steps]
  }

  /** The bank forgets everything: the sandbox begins anew. */
  clear(): void {
    this.#steps = []
    this.#charges = new Map()
    this.#memory.write('[]')
  }

  async pay(ask: PaymentAsk, signal: AbortSignal): Promise<PaymentAnswer> {
    const known = this.#known().get(ask.transactionId)
    if (known) return { status: 'approved', ...reportOf(known) }
    const step = this.#steps.shift() ?? usual
    if (!(await this.#passes(step.afterMs, signal))) return { status: 'cancelled', text: '' }
    switch (step.do) {
      case 'approve':
        return { status: 'approved', ...reportOf(this.#charge(ask)) }
      case 'decline':
        return { status: 'declined', text: step.text ?? words.declined }
      case 'cancel':
        return { status: 'cancelled', text: step.text ?? words.cancelled }
      case 'unknown':
        return { status: 'unknown' }
      case 'lose':
        this.#charge(ask)
        return new Promise(() => {})
    }
  }

  async emergencyCancel(ask: ReturnAsk): Promise<ReturnAnswer> {
    return this.returnPayment(ask)
  }

  async returnPayment({ transactionId, paidBy, sum }: ReturnAsk): Promise<ReturnAnswer> {
    const charges = this.#known()
    if (charges.get(paidBy)?.back[transactionId] !== undefined) return { status: 'returned' }
    const step = this.#steps.shift() ?? usual
    if (step.afterMs > 0) await this.#passes(step.afterMs, null)
    if (step.do === 'unknown') return { status: 'unknown' }
    if (step.do === 'decline' || step.do === 'cancel')
      return { status: 'declined', text: step.text ?? words.declined }
    const charge = charges.get(paidBy)
    if (!charge || sum > leftOf(charge)) return { status: 'declined', text: `${paidBy}?` }
    charges.set(paidBy, { ...charge, back: { ...charge.back, [transactionId]: String(sum) } })
    this.#keep()
    return step.do === 'lose' ? new Promise(() => {}) : { status: 'returned' }
  }

  async recover({ transactionId, phase, paidBy }: Parameters<BankTerminal['recover']>[0]) {
    const isReturn = phase === 'returning'
    const charge = this.#known().get(isReturn ? (paidBy ?? '') : transactionId)
    const isDone = charge && (!isReturn || charge.back[transactionId] !== undefined)
    return isDone
      ? { status: 'processed' as const, ...reportOf(charge) }
      : { status: 'notProcessed' as const }
  }

  /** What was charged and not given back, in minor units, by transaction. */
  charged(): Map<Uuid, bigint> {
    return new Map(
      [...this.#known()].flatMap(([id, charge]) => {
        const left = leftOf(charge)
        return left > 0n ? [[id, left] as const] : []
      }),
    )
  }

  #charge({ transactionId, sum }: PaymentAsk): Charge {
    const code = transactionId.slice(-6).toUpperCase()
    const charge: Charge = {
      ...{ cardNumber: '**** **** **** 4242', cardType: 'MIR', sum: String(sum), back: {} },
      rollbackData: JSON.stringify({ rrn: `E${code}`, authCode: code }),
    }
    this.#known().set(transactionId, charge)
    this.#keep()
    return charge
  }

  #known(): Map<Uuid, Charge> {
    this.#charges ??= new Map(JSON.parse(this.#memory.read() ?? '[]') as [Uuid, Charge][])
    return this.#charges
  }

  #keep(): void {
    this.#memory.write(JSON.stringify([...this.#known()]))
  }

  /** False when somebody stopped it first. */
  #passes(ms: number, signal: AbortSignal | null): Promise<boolean> {
    if (signal?.aborted) return Promise.resolve(false)
    if (ms === 0) return Promise.resolve(true)
    return new Promise((resolve) => {
      const giveUp = this.#later(ms, () => resolve(true))
      signal?.addEventListener('abort', () => {
        giveUp()
        resolve(false)
      })
    })
  }
}

const reportOf = ({ cardNumber, cardType, rollbackData }: Charge): PaymentReport => ({
  cardNumber,
  cardType,
  rollbackData,
  details: null,
})
