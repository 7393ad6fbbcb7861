import type { BankPayment, Sale } from '../../../domain/orders/order.ts'
import { type BankResult, bankSum } from '../../../domain/orders/paying/bank-payment.ts'
import type { PaidKind } from '../../../domain/orders/paying/paying-commands.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type { App } from '../../ports.ts'
import type { Till, TillOutcome, TillRequest } from '../till-command.ts'
import { paidSale } from './paid-sale.ts'
import type { BankTerminal, PaymentAnswer, PaymentAsk, ReturnAnswer, ReturnAsk } from './payment-system.ts'

export type PaymentDeskOptions = {
  app: App
  till: Till
  terminal: BankTerminal
  /** Decides a command of the till. */
  run(request: TillRequest): Promise<TillOutcome>
  report(error: unknown): void
}

type Asked = { of: PaidKind; orderId: Uuid; bankPayment: BankPayment }

const attempts = 6
const firstPauseMs = 200
/** Orders older than this are not asked about at start: screens offer no receipt to return that is older. */
const recentMs = 31 * 24 * 3_600_000

/**
 * Stands between the orders of a till and its bank terminal. What the terminal is asked stands in the journal before,
 * its answer becomes a command as any other: so whatever dies in between, the next start finds it (front-api §3.5).
 */
export class PaymentDesk {
  readonly #options: PaymentDeskOptions
  /** Attempts that the terminal works on, by transaction. */
  readonly #asked = new Map<Uuid, AbortController>()
  /** Who waits to hear that the terminal has done with an order. */
  readonly #listeners = new Set<(orderId: Uuid) => void>()

  constructor(options: PaymentDeskOptions) {
    this.#options = options
  }

  /** A command may have begun something: the terminal is asked for it, in the background. */
  look(of: PaidKind, orderId: Uuid, actor: string): void {
    this.#find(of, orderId)
      .then((asked) => (asked && asked.bankPayment.phase !== 'unknown' ? this.#ask(asked, actor) : undefined))
      .catch(this.#options.report)
  }

  /**
   * Resolves when the next answer of the terminal about an order is written, or after `ms` of this machine's time.
   * Listen before asking: an answer that came earlier is not told.
   */
  nextAnswer(orderId: Uuid, ms: number): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer)
        this.#listeners.delete(listener)
        resolve()
      }
      const listener = (of: Uuid): void => {
        if (of === orderId) done()
      }
      const timer = setTimeout(done, ms)
      timer.unref()
      this.#listeners.add(listener)
    })
  }

  /** Asks the terminal to stop; false when it does not work for this order. The order hears what came of it. */
  async cancel(of: PaidKind, orderId: Uuid): Promise<boolean> {
    const asked = await this.#find(of, orderId)
    const attempt = asked && this.#asked.get(asked.bankPayment.transactionId)
    attempt?.abort()
    return attempt !== undefined
  }

  /** Asks what became of everything that was under way when the till stopped. */
  async recover(): Promise<void> {
    const { app, till } = this.#options
    const since = app.clock.now() - recentMs
    const { tenantId, terminalGroupId } = till
    const [tables, deliveries, reserves] = await Promise.all([
      app.storage.now.tableOrders.board(tenantId, terminalGroupId, since),
      app.storage.now.tillOrders.board(tenantId, terminalGroupId, since),
      app.storage.now.reserves.board(tenantId, terminalGroupId, since),
    ])
    const all = [
      ...tables.flatMap(askedOf('tableOrder')),
      ...deliveries.flatMap(askedOf('delivery')),
      ...reserves.flatMap(({ banquet }) => (banquet ? askedOf('reserve')(banquet) : [])),
    ]
    for (const asked of all) await this.check(asked)
  }

  /** Asks what became of one attempt; one that the terminal works on is left alone. */
  async check({ of, orderId, bankPayment }: Asked): Promise<void> {
    if (this.#asked.has(bankPayment.transactionId)) return
    await this.#end({ of, orderId, bankPayment }, await this.#recovered({ of, orderId, bankPayment }), 'till')
  }

  async #find(of: PaidKind, orderId: Uuid): Promise<Asked | null> {
    const { app, till } = this.#options
    const order = await paidSale(app.storage.now, till, of, orderId)
    return order?.bankPayment ? { of, orderId, bankPayment: order.bankPayment } : null
  }

  async #ask(asked: Asked, actor: string): Promise<void> {
    const { transactionId, phase } = asked.bankPayment
    if (this.#asked.has(transactionId)) return
    const attempt = new AbortController()
    this.#asked.set(transactionId, attempt)
    try {
      await this.#end(asked, await this.#answer(asked, phase, attempt.signal), actor)
    } finally {
      this.#asked.delete(transactionId)
    }
  }

  async #answer(asked: Asked, phase: BankPayment['phase'], signal: AbortSignal): Promise<BankResult> {
    const { terminal, report } = this.#options
    try {
      if (phase === 'returning') {
        const ask = await this.#returnAsk(asked)
        const { ofReturn } = asked.bankPayment
        return this.#returned(await (ofReturn ? terminal.returnPayment(ask) : terminal.emergencyCancel(ask)))
      }
      return this.#paid(await terminal.pay(await this.#payAsk(asked), signal))
    } catch (error) {
      report(error)
      return this.#recovered(asked)
    }
  }

  #paid(answer: PaymentAnswer): BankResult {
    if (answer.status !== 'approved') return answer
    const { cardNumber, cardType, rollbackData } = answer
    const { key: system } = this.#options.terminal
    return { status: 'approved', receipt: { system, cardNumber, cardType, rollbackData } }
  }

  #returned(answer: ReturnAnswer): BankResult {
    if (answer.status !== 'returned') return answer
    const { key: system } = this.#options.terminal
    return { status: 'approved', receipt: { system, cardNumber: null, cardType: null, rollbackData: null } }
  }

  async #recovered(asked: Asked): Promise<BankResult> {
    const { terminal, report } = this.#options
    const phase = asked.bankPayment.phase === 'returning' ? 'returning' : 'authorizing'
    try {
      const found = await terminal.recover({
        ...(await this.#payAsk(asked)),
        phase,
        paidBy: bankOf(asked)?.transactionId ?? null,
      })
      if (found.status === 'unknown') return { status: 'unknown' }
      if (found.status === 'notProcessed') return { status: 'cancelled', text: '' }
      const { cardNumber, cardType, rollbackData } = found
      const receipt = { system: terminal.key, cardNumber, cardType, rollbackData }
      return { status: 'approved', receipt, isFoundAtStart: true }
    } catch (error) {
      report(error)
      return { status: 'unknown' }
    }
  }

  async #payAsk({ orderId, bankPayment }: Asked): Promise<PaymentAsk> {
    const { app, till } = this.#options
    const catalog = await app.catalog(till.tenantId)
    const { transactionId, payment, tips } = bankPayment
    return {
      transactionId,
      orderId,
      paymentTypeId: (payment ?? tips)?.type.id ?? '',
      sum: bankSum(bankPayment),
      scale: catalog.find('organization', till.organizationId)?.body.currency.scale ?? 2,
    }
  }

  async #returnAsk(asked: Asked): Promise<ReturnAsk> {
    const bank = bankOf(asked)
    return {
      ...(await this.#payAsk(asked)),
      paidBy: bank?.transactionId ?? '',
      rollbackData: bank?.rollbackData ?? null,
    }
  }

  /** Money that moved has to be known: a database that fails for a moment is asked again. */
  async #end({ of, orderId, bankPayment }: Asked, result: BankResult, actor: string): Promise<void> {
    const { app, run, report } = this.#options
    const { transactionId } = bankPayment
    const command = { kind: `${of}.endBankPayment`, orderId, transactionId, result } as const
    const request: TillRequest = { id: app.random.uuid(), command, actor, deadline: null }
    for (let pauseMs = firstPauseMs, left = attempts; left > 0; pauseMs *= 2, left -= 1) {
      try {
        await run(request)
        for (const listener of [...this.#listeners]) listener(orderId)
        return
      } catch (error) {
        report(error)
        await new Promise((resolve) => setTimeout(resolve, pauseMs).unref())
      }
    }
  }
}

const bankOf = ({ bankPayment: { payment, tips } }: Asked) => (payment ?? tips)?.bank

const askedOf =
  (of: PaidKind) =>
  ({ id, bankPayment }: Sale): Asked[] =>
    bankPayment && bankPayment.phase !== 'unknown' ? [{ of, orderId: id, bankPayment }] : []
