import { Decimal } from '../../../sdk/plugin/src/wire/decimal.ts'
import {
  DisconnectedError,
  OperationCanceledError,
  PaymentActionCancelledError,
  PaymentActionFailedError,
} from '../../../sdk/plugin/src/wire/errors.ts'
import type {
  LineAnswer,
  LineDeed,
  PaymentAnswer,
  PaymentAsk,
  PaymentSystem,
  RecoverAnswer,
  ReturnAnswer,
  ReturnAsk,
} from '../../app/till/paying/payment-system.ts'
import { lent, type RaiseOptions } from '../raise-hooks.ts'
import type { PluginSession, RegisteredSystem } from '../session.ts'
import { readReport } from './read-report.ts'
import { RollbackNotes } from './rollback-notes.ts'

const memberOf = {
  added: 'onPaymentAdded',
  editing: 'onPreliminaryPaymentEditing',
  deleting: 'onPaymentDeleting',
} as const satisfies Record<LineDeed, string>

const words = {
  notSilent: 'Нужен кассир у экрана / A cashier at the screen is needed',
  neverTook: 'Система не возвращает то, чего не принимала / The system gives back only what it took',
  failed: 'Платёж не начат / The payment was not begun',
}

/** A payment system of a plugin as the till's port (front-api §3.2, §10.6; ADR 36). */
export class PluginPaymentSystem implements PaymentSystem {
  readonly key: string
  readonly #options: RaiseOptions
  readonly #session: PluginSession
  readonly #system: RegisteredSystem
  readonly #notes: RollbackNotes

  constructor(options: RaiseOptions, session: PluginSession, system: RegisteredSystem) {
    this.key = system.key
    this.#options = options
    this.#session = session
    this.#system = system
    this.#notes = new RollbackNotes(options.world, session)
  }

  async pay(ask: PaymentAsk, signal: AbortSignal): Promise<PaymentAnswer> {
    const refused = await this.#begin(ask)
    if (refused) return refused
    if (signal.aborted) return { status: 'cancelled', text: '' }
    // The plugin may stop before the money moves, and its answer is waited for all the same.
    const stop = (): void =>
      void this.#session
        .callback(this.#system.callback, ['stop', { transactionId: ask.transactionId }])
        .catch((error: unknown) => this.#session.log('error', String(error)))
    signal.addEventListener('abort', stop, { once: true })
    try {
      const member = ask.screenId === null ? 'paySilently' : 'pay'
      const said = await this.#call(member, ask, ask.transactionId, {}, signal)
      if ((said as { status?: unknown } | null)?.status !== 'approved')
        throw new Error('pay must return {status: "approved"} or throw')
      return { status: 'approved', ...(await this.#report(said, ask.transactionId)) }
    } catch (error) {
      return { ...refusalOf(error) }
    } finally {
      signal.removeEventListener('abort', stop)
    }
  }

  async maySilently(ask: PaymentAsk): Promise<boolean> {
    try {
      return await this.#isSilent(ask)
    } catch (error) {
      this.#session.log('error', `canPaySilently: ${String(error)}`)
      return false
    }
  }

  /** Nothing has moved yet, so whatever goes wrong here takes at most the line off. */
  async line(deed: LineDeed, ask: PaymentAsk): Promise<LineAnswer | null> {
    const member = memberOf[deed]
    if (!this.#system.members.has(member)) return null
    try {
      const said = await this.#call(member, ask, ask.transactionId)
      return { status: deed === 'editing' && said !== true ? 'kept' : 'ok' }
    } catch (error) {
      this.#session.log('error', `${member}: ${String(error)}`)
      // A plugin that is gone has said nothing.
      if (error instanceof DisconnectedError) return null
      return { status: 'off', text: error instanceof Error ? error.message : words.failed }
    }
  }

  async #isSilent(ask: PaymentAsk): Promise<boolean> {
    const { members } = this.#system
    if (!members.has('canPaySilently') || !members.has('paySilently')) return false
    return (await this.#call('canPaySilently', ask, ask.transactionId)) === true
  }

  emergencyCancel(ask: ReturnAsk): Promise<ReturnAnswer> {
    return this.#giveBack('emergencyCancelPayment', ask)
  }

  returnPayment(ask: ReturnAsk): Promise<ReturnAnswer> {
    return this.#giveBack('returnPayment', ask)
  }

  get canReturnWithoutOrder(): boolean {
    return this.#system.members.has('returnPaymentWithoutOrder')
  }

  async returnWithoutOrder(ask: ReturnAsk): Promise<ReturnAnswer> {
    const member = 'returnPaymentWithoutOrder'
    if (!this.#system.members.has(member)) return { status: 'declined', text: words.neverTook }
    try {
      await this.#call(member, ask, ask.transactionId)
      return { status: 'returned' }
    } catch (error) {
      return { status: 'declined', text: refusalOf(error).text }
    }
  }

  async recover(ask: Parameters<PaymentSystem['recover']>[0]): Promise<RecoverAnswer> {
    if (!this.#system.members.has('recover')) return { status: 'unknown' }
    const id = ask.paidBy ?? ask.transactionId
    const phase = ask.phase === 'returning' ? 'cancelling' : 'authorizing'
    try {
      const said = await this.#call('recover', ask, id, { phase })
      const status = typeof said === 'string' ? said : (said as { status?: unknown } | null)?.status
      if (status === 'processed')
        return { status, ...(await this.#report(typeof said === 'string' ? {} : said, ask.transactionId)) }
      return { status: status === 'notProcessed' ? 'notProcessed' : 'unknown' }
    } catch (error) {
      if (error instanceof DisconnectedError) return { status: 'absent' }
      throw error
    }
  }

  ended(transactionId: string): Promise<void> {
    return this.#notes.forget(transactionId)
  }

  /** What comes before the money moves: whatever goes wrong here, nothing was charged. */
  async #begin(ask: PaymentAsk): Promise<Exclude<PaymentAnswer, { status: 'approved' }> | null> {
    try {
      if (ask.screenId !== null) {
        const { members } = this.#system
        if (members.has('collectData')) await this.#call('collectData', ask, ask.transactionId)
        return null
      }
      return (await this.#isSilent(ask))
        ? null
        : { status: 'declined', text: words.notSilent, keepsPlan: true }
    } catch (error) {
      this.#session.log('error', `before a payment: ${String(error)}`)
      if (error instanceof DisconnectedError)
        return { status: 'declined', text: words.failed, keepsPlan: true }
      // The screen was left.
      if (error instanceof OperationCanceledError) return { status: 'cancelled', text: error.message }
      try {
        return refusalOf(error)
      } catch {
        return { status: 'declined', text: error instanceof Error ? error.message : words.failed }
      }
    }
  }

  async #giveBack(deed: 'emergencyCancelPayment' | 'returnPayment', ask: ReturnAsk): Promise<ReturnAnswer> {
    const member = ask.screenId === null ? `${deed}Silently` : deed
    if (!this.#system.members.has(member)) return { status: 'declined', text: words.notSilent }
    try {
      await this.#call(member, ask, ask.paidBy, { rollbackData: ask.rollbackData })
      return { status: 'returned' }
    } catch (error) {
      return { status: 'declined', text: refusalOf(error).text }
    }
  }

  /** `transactionId` names the money: that of the payment, in a return too (front-api §3.2). */
  async #call(
    member: string,
    ask: PaymentAsk,
    transactionId: string,
    more: Readonly<Record<string, unknown>> = {},
    signal?: AbortSignal,
  ): Promise<unknown> {
    const { host, world, pictures, userOf } = this.#options
    const session = this.#session
    const [found, cashier, kept] = await Promise.all([
      pictures(session.till, ask.isOfGoods ? [] : [ask.orderId]),
      userOf(session.till, ask.actor),
      this.#notes.of(ask.transactionId),
    ])
    const { picture = null, order = null } = found.get(ask.orderId) ?? {}
    const { paymentTypeId, paymentId } = ask
    const orderId = ask.isOfGoods ? null : ask.orderId
    const sum = new Decimal(ask.sum, ask.scale)
    const scope = session.scopes.open()
    const { screenId } = ask
    const things = lent({ host, world, session, budget: null, traceId: ask.transactionId, screenId })
    const keep = (_method: string, [text]: unknown[]): Promise<unknown> =>
      this.#notes.keep(ask.transactionId, text)
    const handles = Object.entries({ ...things, tx: keep }).map(([name, thing]) => [
      name,
      scope.lend(name, thing),
    ])
    const argument = {
      ...{ sum, orderId, paymentTypeId, cashier, transactionId, attemptId: ask.transactionId },
      ...{ order: order ?? picture, rollbackData: kept, customData: ask.customData },
      paymentItem: { id: paymentId, sum, paymentTypeId, isPrepay: ask.isPrepay },
      ...more,
      ...Object.fromEntries(handles),
    }
    try {
      // Stopped before the plugin heard of it: there is nothing that it could stop.
      if (signal?.aborted) throw new PaymentActionCancelledError('')
      return await session.callback(this.#system.callback, [member, argument], {
        traceId: ask.transactionId,
      })
    } finally {
      scope.close()
    }
  }

  async #report(said: unknown, transactionId: string) {
    const kept = await this.#notes.of(transactionId)
    return readReport(said, kept, (complaint) => this.#session.log('error', complaint))
  }
}

/**
 * How a plugin says no (front-api §3.2); anything else that it throws leaves open whether money moved, a dialog of a screen
 * that was left as well.
 */
function refusalOf(error: unknown): Exclude<PaymentAnswer, { status: 'approved' | 'unknown' }> {
  const isCancelled = error instanceof PaymentActionCancelledError
  if (!isCancelled && !(error instanceof PaymentActionFailedError)) throw error
  return {
    status: isCancelled ? 'cancelled' : 'declined',
    text: error.message,
    ...(error.data?.['keepInOrder'] === true ? { keepsPlan: true as const } : {}),
  }
}
