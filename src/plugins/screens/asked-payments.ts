import {
  ArgumentError,
  EntityAlreadyInUseError,
  NotSupportedError,
} from '../../../sdk/plugin/src/wire/errors.ts'
import type { PaymentTold } from '../../app/till/plugin-desk.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { PluginSession } from '../session.ts'
import type { Traces } from '../traces.ts'
import type { PluginWorld } from '../world.ts'
import type { PresentScreen, PresentScreens } from './present-screens.ts'
import type { PaymentWord, ScreenDesk } from './screen-desk.ts'

/** What a plugin asks for with `ui.startPayment`. */
export type PaymentAsked = {
  orderId: Uuid
  /** What is called with the outcome. */
  callback: string
  /** Which screen; null: the one that shows the order, or the one that was used last. */
  screenId: string | null
  /** How long the screen may leave it waiting. */
  timeoutMs: number
  traceId: string | null
}

type Payment = PaymentAsked & {
  id: Uuid
  session: PluginSession
  word: PaymentWord
  screenId: string
  /** It was paid ahead before: only its end is news. */
  wasPaidAhead: boolean
  /** `queued`: the till waits for plugins; `offered`: the screen knows; `left`: a bank is still at work. */
  state: 'queued' | 'offered' | 'opened' | 'left'
  /** Why the person is there no more. */
  leftFor: 'person' | 'screenGone'
  timer?: NodeJS.Timeout
}

type Outcome =
  | { outcome: 'paid'; reason: null; message: null }
  | { outcome: 'left'; reason: 'person' | 'screenGone' | 'withdrawn'; message: null }
  | { outcome: 'refused'; reason: 'plugin' | 'notAllowed' | 'timeout'; message: string }

const paid: Outcome = { outcome: 'paid', reason: null, message: null }
const tooLate: Outcome = {
  ...{ outcome: 'refused', reason: 'timeout' },
  message: 'Экран был занят другим / The screen was busy with something else',
}

export type AskedPaymentsOptions = {
  desk: ScreenDesk
  present: PresentScreens
  traces: Traces
  world: Pick<PluginWorld, 'log' | 'orderToPay' | 'payableOrder' | 'uuid'>
}

/**
 * Payments that plugins ask the person at a screen to take (front-api §9, complaint 6). The screen opens them when the
 * till waits for no plugin and nothing else is open on it. Whether an order was paid is read from the order itself, so a
 * screen that is gone cannot lie about it. The plugin hears once how it ended.
 */
export class AskedPayments {
  readonly #options: AskedPaymentsOptions
  readonly #payments = new Map<Uuid, Payment>()
  /** Sessions whose end is heard. */
  readonly #heard = new WeakSet<PluginSession>()
  #checking: Promise<void> = Promise.resolve()
  #mayCheck = false

  constructor(options: AskedPaymentsOptions) {
    this.#options = options
    options.present.listen(({ till, screenId, isThere }) => {
      if (!isThere) this.#screenGone(till, screenId)
    })
  }

  /**
   * Resolves with the id of the payment once the screen is going to be asked; rejects with what the catalogue has for an
   * order that cannot be paid, and with NotSupportedError when nobody is logged in at a screen.
   */
  async start(session: PluginSession, asked: PaymentAsked): Promise<Uuid> {
    const { world, traces } = this.#options
    const { orderId } = asked
    const order = await world.payableOrder(session.till, orderId)
    for (const other of this.#of(session.till.terminalGroupId))
      if (other.orderId === orderId)
        throw new EntityAlreadyInUseError('a screen is asked to take this payment already', {
          data: {
            ...{ entityId: orderId, lockedBy: other.session.manifest.name },
            terminal: session.till.name,
          },
        })
    const { screenId } = this.#screenFor(session, asked)
    const id = world.uuid()
    const payment: Payment = {
      ...asked,
      ...{ id, session, screenId, wasPaidAhead: order.isPaidAhead, state: 'queued', leftFor: 'person' },
      word: {
        ...{ kind: 'payment', screenId, paymentId: id, plugin: session.title },
        ...{ orderId, orderKind: order.kind },
      },
    }
    this.#payments.set(id, payment)
    this.#hearEnd(session)
    void traces.answered(asked.traceId).then(() => this.#offer(payment))
    return id
  }

  /** Payments that a screen which comes back must open. */
  offered(till: Uuid, screenId: string): PaymentWord[] {
    return this.#of(till).flatMap((one) =>
      one.screenId === screenId && one.state === 'offered' ? [one.word] : [],
    )
  }

  /** The plugin wants it no more; false: the person is at it already, or it is over. */
  withdraw(session: PluginSession, id: string): boolean {
    const payment = this.#payments.get(id)
    if (payment?.session !== session) return false
    if (payment.state !== 'queued' && payment.state !== 'offered') return false
    this.#end(payment, { outcome: 'left', reason: 'withdrawn', message: null })
    return true
  }

  /** What a screen says of a payment; false: nobody waits for it any more. */
  told(till: Uuid, screenId: string, id: string, told: PaymentTold): boolean {
    const payment = this.#payments.get(id)
    if (!payment || payment.screenId !== screenId || payment.session.till.terminalGroupId !== till)
      return false
    switch (told.state) {
      case 'opened':
        clearTimeout(payment.timer)
        payment.state = 'opened'
        break
      case 'refused':
        payment.state = 'left'
        this.#end(payment, { outcome: 'refused', reason: told.reason, message: told.message })
        break
      case 'ended':
        payment.state = 'left'
        this.look()
    }
    return true
  }

  /** Orders may be others now. */
  look(): void {
    if (this.#payments.size === 0 || this.#mayCheck) return
    this.#mayCheck = true
    this.#checking = this.#checking.then(() => this.#check())
  }

  /** The till goes: nobody waits any more. */
  clear(): void {
    for (const { timer } of this.#payments.values()) clearTimeout(timer)
    this.#payments.clear()
  }

  #of(till: Uuid): Payment[] {
    return [...this.#payments.values()].filter(({ session }) => session.till.terminalGroupId === till)
  }

  #screenFor(session: PluginSession, { orderId, screenId, traceId }: PaymentAsked): PresentScreen {
    const { present, traces } = this.#options
    const there = present.of(session.till.terminalGroupId)
    const wanted = screenId ?? null
    const asking = traces.screenOf(traceId)
    const found = wanted
      ? there.find((one) => one.screenId === wanted)
      : (there.find((one) => one.screenId === asking) ??
        there.find((one) => one.orderId === orderId) ??
        there[0])
    if (found) return found
    throw new NotSupportedError(
      wanted ? `nobody is at the screen ${wanted}` : 'nobody is logged in at a screen of this till',
      { reason: 'NoScreen' },
    )
  }

  #offer(payment: Payment): void {
    if (!this.#payments.has(payment.id) || payment.state !== 'queued') return
    const { desk } = this.#options
    payment.state = 'offered'
    payment.timer = setTimeout(() => this.#end(payment, tooLate), payment.timeoutMs)
    payment.timer.unref()
    desk.tell(payment.session.till.terminalGroupId, payment.word)
  }

  #screenGone(till: Uuid, screenId: string): void {
    for (const payment of this.#of(till)) {
      if (payment.screenId !== screenId) continue
      payment.leftFor = 'screenGone'
      clearTimeout(payment.timer)
      payment.state = 'left'
    }
    this.look()
  }

  /** One look after the other; what changes meanwhile is looked at again. */
  async #check(): Promise<void> {
    this.#mayCheck = false
    for (const payment of [...this.#payments.values()]) {
      if (payment.state !== 'opened' && payment.state !== 'left') continue
      try {
        const outcome = await this.#outcomeOf(payment)
        if (outcome) this.#end(payment, outcome)
      } catch (error) {
        this.#options.world.log('error', 'a payment that a plugin asked for was not read', {
          error: String(error),
        })
      }
    }
  }

  /** Null: it is not over. */
  async #outcomeOf(payment: Payment): Promise<Outcome | null> {
    const left: Outcome = { outcome: 'left', reason: payment.leftFor, message: null }
    const order = await this.#options.world.orderToPay(payment.session.till, payment.orderId)
    if (!order) return left
    if (order.isClosed || (order.isPaidAhead && !payment.wasPaidAhead)) return paid
    // What a bank is moving for it decides later whether it was paid.
    return payment.state === 'left' && !order.isBankAsked ? left : null
  }

  #end(payment: Payment, outcome: Outcome): void {
    if (!this.#forget(payment)) return
    const { session, callback, orderId } = payment
    session.callback(callback, [{ ...outcome, orderId }]).catch((error: unknown) => {
      // A plugin that is gone hears nothing; what it throws itself is its own affair.
      session.log('error', `startPayment: ${error instanceof Error ? error.message : String(error)}`)
    })
  }

  /** False: it was over already. A screen that has not opened it leaves it. */
  #forget({ id, timer, state, screenId, session }: Payment): boolean {
    clearTimeout(timer)
    if (!this.#payments.delete(id)) return false
    if (state === 'offered')
      this.#options.desk.tell(session.till.terminalGroupId, {
        ...{ kind: 'paymentWithdrawn', screenId, paymentId: id },
      })
    return true
  }

  /** What a plugin that has died asked for is not opened any more; what a person is at stays as it is. */
  #hearEnd(session: PluginSession): void {
    if (this.#heard.has(session)) return
    this.#heard.add(session)
    void session.exited.then(() => {
      for (const payment of this.#payments.values()) if (payment.session === session) this.#forget(payment)
    })
  }
}

const timeouts = { usualMs: 60_000, minMs: 1000, maxMs: 600_000 }

/** Milliseconds out of what a plugin gave. */
export function timeoutOf(value: unknown): number {
  if (value === undefined || value === null) return timeouts.usualMs
  if (typeof value === 'number' && value >= timeouts.minMs && value <= timeouts.maxMs) return value
  throw new ArgumentError(`timeoutMs must be from ${timeouts.minMs} to ${timeouts.maxMs}`, {
    data: { argument: 'timeoutMs' },
  })
}
