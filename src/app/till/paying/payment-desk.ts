import type { BankPayment, Sale } from '../../../domain/orders/order.ts'
import { type BankResult, bankSum } from '../../../domain/orders/paying/bank-payment.ts'
import type { PaidKind } from '../../../domain/orders/paying/paying-commands.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type { App } from '../../ports.ts'
import type { Till, TillOutcome, TillRequest } from '../till-command.ts'
import { customDataOf } from './custom-data.ts'
import { paidSale } from './paid-sale.ts'
import type {
  BankTerminal,
  LineAnswer,
  LineDeed,
  PaymentAnswer,
  PaymentAsk,
  PaymentSystem,
  ReturnAnswer,
  ReturnAsk,
} from './payment-system.ts'

export type PaymentDeskOptions = {
  app: App
  till: Till
  /** The bank's terminal that stands at the till; null: none does. */
  terminal: BankTerminal | null
  /** The system that a plugin has registered under this key; null: none runs. */
  systemOf(key: string): PaymentSystem | null
  /** Decides a command of the till. */
  run(request: TillRequest): Promise<TillOutcome>
  report(error: unknown): void
}

/** Who asked, and the screen where they wait. */
type Asker = { actor: string; screenId: string | null }
type Asked = { of: PaidKind; orderId: Uuid; bankPayment: BankPayment; isOfGoods: boolean }

const attempts = 6
const firstPauseMs = 200
/** Orders older than this are not asked about at start: screens offer no receipt to return that is older. */
const recentMs = 31 * 24 * 3_600_000

/** Nobody waits for what a start finds. */
const nobody: Asker = { actor: 'till', screenId: null }
const neverTookWords = (key: string): string =>
  `«${key}» не возвращает то, чего не принимала / ${key} gives back only what it took`
const absentWords = (key: string): string =>
  `Платёжная система «${key}» не запущена / The payment system ${key} is not running`

/**
 * Stands between the orders of a till and those who move its money: its bank terminal, payment systems of plugins. What
 * they are asked stands in the journal before, their answer becomes a command as any other: so whatever dies in between,
 * the next start finds it (front-api §3.5).
 */
export class PaymentDesk {
  readonly #options: PaymentDeskOptions
  /** Attempts that are worked on, by transaction. */
  readonly #asked = new Map<Uuid, AbortController>()
  /** Attempts whose system went away in the middle: it is asked what became of them when it is back, and nothing else. */
  readonly #left = new Set<Uuid>()
  /** Who waits to hear that an order has its answer. */
  readonly #listeners = new Set<(orderId: Uuid) => void>()

  constructor(options: PaymentDeskOptions) {
    this.#options = options
  }

  /** A bank's terminal charges the cards of this till. */
  get hasTerminal(): boolean {
    return this.#options.terminal !== null
  }

  /** A command may have begun something: whoever has to move the money is asked, in the background. */
  look(of: PaidKind, orderId: Uuid, asker: Asker): void {
    this.#find(of, orderId)
      .then((asked) => (asked && asked.bankPayment.phase !== 'unknown' ? this.#ask(asked, asker) : undefined))
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

  /** Whether the money of a line would be moved while nobody sits at a screen; false where nobody is there to ask. */
  async maySilently(key: string, ask: PaymentAsk): Promise<boolean> {
    return (await this.#options.systemOf(key)?.maySilently?.(ask)) ?? false
  }

  /** The system gives back money that it never took. */
  canReturnWithoutOrder(key: string): boolean {
    return this.#options.systemOf(key)?.canReturnWithoutOrder ?? false
  }

  /** What the system of a planned line says to a deed; null: nobody is there, or it has nothing to say. */
  async line(key: string, deed: LineDeed, ask: PaymentAsk): Promise<LineAnswer | null> {
    return (await this.#options.systemOf(key)?.line?.(deed, ask)) ?? null
  }

  /**
   * Asks to stop; false when nobody works for this order. The order hears what came of it. Of an attempt whose system is
   * gone people have to say what became of it.
   */
  async cancel(of: PaidKind, orderId: Uuid): Promise<boolean> {
    const asked = await this.#find(of, orderId)
    const attempt = asked && this.#asked.get(asked.bankPayment.transactionId)
    attempt?.abort()
    if (asked && !attempt && this.#left.has(asked.bankPayment.transactionId)) {
      await this.#end(asked, { status: 'unknown' }, nobody)
      return true
    }
    return attempt !== undefined
  }

  /** Asks what became of everything that was under way when the till stopped, or when the system `key` did. */
  async recover(key?: string): Promise<void> {
    const { app, till } = this.#options
    const since = app.clock.now() - recentMs
    const { tenantId, terminalGroupId } = till
    // One after another: a start has one connection, and another costs more than a question.
    const tables = await app.storage.now.tableOrders.board(tenantId, terminalGroupId, since)
    const deliveries = await app.storage.now.tillOrders.board(tenantId, terminalGroupId, since)
    const reserves = await app.storage.now.reserves.board(tenantId, terminalGroupId, since)
    const all = [
      ...tables.flatMap(askedOf('tableOrder')),
      ...deliveries.flatMap(askedOf('delivery')),
      ...reserves.flatMap(({ banquet }) => (banquet ? askedOf('reserve')(banquet) : [])),
    ]
    for (const asked of all)
      if (key === undefined || asked.bankPayment.system === key) await this.#check(asked)
  }

  /** Asks what became of one attempt; one that is worked on is left alone. */
  async #check(asked: Asked): Promise<void> {
    const { transactionId } = asked.bankPayment
    if (this.#asked.has(transactionId)) return
    this.#asked.set(transactionId, new AbortController())
    try {
      await this.#settle(asked, await this.#recovered(asked), nobody)
    } finally {
      this.#asked.delete(transactionId)
    }
  }

  async #find(of: PaidKind, orderId: Uuid): Promise<Asked | null> {
    const { app, till } = this.#options
    const order = await paidSale(app.storage.now, till, of, orderId)
    return order?.bankPayment ? askedFor(of, order, order.bankPayment) : null
  }

  async #ask(asked: Asked, asker: Asker): Promise<void> {
    const { transactionId } = asked.bankPayment
    if (this.#asked.has(transactionId) || this.#left.has(transactionId)) return
    const attempt = new AbortController()
    this.#asked.set(transactionId, attempt)
    try {
      await this.#settle(asked, await this.#answer(asked, asker, attempt.signal), asker)
    } finally {
      this.#asked.delete(transactionId)
    }
  }

  /** Null: nobody can say yet. */
  async #settle(asked: Asked, result: BankResult | null, asker: Asker): Promise<void> {
    const { transactionId } = asked.bankPayment
    if (result === null) return void this.#left.add(transactionId)
    await this.#end(asked, result, asker)
  }

  #systemFor({ bankPayment: { system } }: Asked): PaymentSystem | null {
    const { terminal, systemOf } = this.#options
    return system === undefined ? terminal : systemOf(system)
  }

  async #answer(asked: Asked, asker: Asker, signal: AbortSignal): Promise<BankResult | null> {
    const system = this.#systemFor(asked)
    // Nobody was asked, so nothing has moved.
    if (!system)
      return { status: 'declined', text: absentWords(asked.bankPayment.system ?? ''), keepsPlan: true }
    try {
      if (asked.bankPayment.phase === 'returning') {
        const ask = await this.#returnAsk(asked, asker)
        const { ofReturn, payment } = asked.bankPayment
        if (ofReturn && payment && !payment.bank) return returned(system, await withoutOrder(system, ask))
        // A prepayment is over as a payment: it is returned (front-api §3.2, `ReturnPayment`).
        const isOver = ofReturn !== undefined || payment?.prepaidIn !== undefined
        return returned(system, await (isOver ? system.returnPayment(ask) : system.emergencyCancel(ask)))
      }
      return paid(system, await system.pay(await this.#payAsk(asked, asker), signal))
    } catch (error) {
      this.#options.report(error)
      return this.#recovered(asked)
    }
  }

  async #recovered(asked: Asked): Promise<BankResult | null> {
    const system = this.#systemFor(asked)
    if (!system) return null
    const phase = asked.bankPayment.phase === 'returning' ? 'returning' : 'authorizing'
    try {
      const found = await system.recover({
        ...(await this.#payAsk(asked, nobody)),
        phase,
        paidBy: bankOf(asked)?.transactionId ?? null,
      })
      if (found.status === 'absent') return null
      if (found.status === 'unknown') return { status: 'unknown' }
      if (found.status === 'notProcessed') return { status: 'cancelled', text: '' }
      const { status: _, ...report } = found
      const receipt = { system: system.key, ...report }
      return { status: 'approved', receipt, isFoundAtStart: true }
    } catch (error) {
      this.#options.report(error)
      return { status: 'unknown' }
    }
  }

  async #payAsk({ orderId, bankPayment, isOfGoods }: Asked, asker: Asker): Promise<PaymentAsk> {
    const { app, till } = this.#options
    const catalog = await app.catalog(till.tenantId)
    const { transactionId, payment, tips } = bankPayment
    return {
      transactionId,
      orderId,
      ...(isOfGoods ? { isOfGoods: true as const } : {}),
      paymentId: (payment ?? tips)?.id ?? '',
      paymentTypeId: (payment ?? tips)?.type.id ?? '',
      ...asker,
      isPrepay: payment?.isPrepay ?? false,
      customData: await customDataOf(app.storage.now, till.tenantId, payment?.sealedIn),
      sum: bankSum(bankPayment),
      scale: catalog.find('organization', till.organizationId)?.body.currency.scale ?? 2,
    }
  }

  async #returnAsk(asked: Asked, asker: Asker): Promise<ReturnAsk> {
    const bank = bankOf(asked)
    return {
      ...(await this.#payAsk(asked, asker)),
      paidBy: bank?.transactionId ?? '',
      rollbackData: bank?.rollbackData ?? null,
    }
  }

  /** Money that moved has to be known: a database that fails for a moment is asked again. */
  async #end(asked: Asked, result: BankResult, { actor, screenId }: Asker): Promise<void> {
    const { of, orderId, bankPayment } = asked
    const { app, run, report } = this.#options
    const { transactionId } = bankPayment
    const command = { kind: `${of}.endBankPayment`, orderId, transactionId, result } as const
    const request: TillRequest = {
      ...{ id: app.random.uuid(), command, actor, deadline: null },
      ...(screenId === null ? {} : { screenId }),
    }
    for (let pauseMs = firstPauseMs, left = attempts; left > 0; pauseMs *= 2, left -= 1) {
      try {
        await run(request)
        this.#left.delete(transactionId)
        await this.#systemFor(asked)?.ended?.(transactionId).catch(report)
        for (const listener of [...this.#listeners]) listener(orderId)
        return
      } catch (error) {
        report(error)
        await new Promise((resolve) => setTimeout(resolve, pauseMs).unref())
      }
    }
  }
}

const withoutOrder = async (system: PaymentSystem, ask: ReturnAsk): Promise<ReturnAnswer> =>
  (await system.returnWithoutOrder?.(ask)) ?? { status: 'declined', text: neverTookWords(system.key) }

const bankOf = ({ bankPayment: { payment, tips } }: Asked) => (payment ?? tips)?.bank

const askedFor = (of: PaidKind, { id, isGoodsReturn }: Sale, bankPayment: BankPayment): Asked => ({
  ...{ of, orderId: id, bankPayment },
  isOfGoods: isGoodsReturn ?? false,
})

const askedOf =
  (of: PaidKind) =>
  (sale: Sale): Asked[] =>
    sale.bankPayment && sale.bankPayment.phase !== 'unknown' ? [askedFor(of, sale, sale.bankPayment)] : []

function paid({ key: system }: PaymentSystem, answer: PaymentAnswer): BankResult {
  if (answer.status !== 'approved') return answer
  const { status, ...report } = answer
  return { status, receipt: { system, ...report } }
}

function returned({ key: system }: PaymentSystem, answer: ReturnAnswer): BankResult {
  if (answer.status !== 'returned') return answer
  return { status: 'approved', receipt: { system, cardNumber: null, cardType: null, rollbackData: null } }
}
