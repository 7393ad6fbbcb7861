import {
  type Decimal,
  PaymentActionFailedError,
  type PaymentArgs,
  type PaymentSystem,
  type PayResult,
  type PluginContext,
} from '@trapeza/plugin'
import { type LoyaltyService, ServiceAway, ServiceRefused } from './loyalty-service.ts'
import { guestKey } from './meet-guest.ts'
import { shown, wordsFor } from './words.ts'

/** Minor units of a currency with two digits. */
export const minor = (sum: Decimal): number => Number(sum.unscaled) * 10 ** (2 - sum.scale)

/**
 * Bonuses as a payment system (front-api §3): taken from the ledger of the programme by the till's transaction, given back
 * when the order is not closed after all, or at storno. Whoever dies in between, `recover` asks the ledger.
 * @param patienceMs how long `recover` waits for a service that is away, before people have to say
 */
export function bonusSystem(ctx: PluginContext, service: LoyaltyService, patienceMs: number): PaymentSystem {
  const words = wordsFor(ctx)
  const guestOf = async (orderId: string): Promise<string | undefined> =>
    (await ctx.operations.tryGetOrderExternalDataByKey({ order: orderId, key: guestKey })) as
      | string
      | undefined
  /** As the till wants to hear it: what certainly did not happen is a failure, the rest is left open. */
  const inWordsOfTheTill = (error: unknown): unknown => {
    if (error instanceof ServiceAway && error.isUnsent) return new PaymentActionFailedError(words.away)
    if (!(error instanceof ServiceRefused)) return error
    return new PaymentActionFailedError(error.problem === 'not-enough' ? words.short : error.message)
  }

  async function check({ orderId, sum }: PaymentArgs): Promise<void> {
    const id = await guestOf(orderId)
    const guest = id === undefined ? undefined : await service.guest(id)
    if (!guest) throw new PaymentActionFailedError(words.noGuest)
    if (guest.balance < minor(sum))
      throw new PaymentActionFailedError(`${words.notEnough} ${shown(guest.balance)}`)
  }
  async function charge({ orderId, sum, transactionId, tx }: PaymentArgs): Promise<PayResult> {
    const guest = await guestOf(orderId)
    if (guest === undefined) throw new PaymentActionFailedError(words.noGuest)
    const rollbackData = JSON.stringify({ guest })
    await tx.keepRollbackData(rollbackData)
    try {
      await service.charge(transactionId, guest, minor(sum))
    } catch (error) {
      throw inWordsOfTheTill(error)
    }
    return { status: 'approved', report: { cardType: 'LOYALTY' }, rollbackData }
  }
  async function giveBack({ sum, transactionId, attemptId }: PaymentArgs): Promise<void> {
    try {
      await service.giveBack(transactionId, attemptId, minor(sum))
    } catch (error) {
      throw inWordsOfTheTill(error)
    }
  }
  return {
    key: 'external-loyalty',
    name: 'Бонусы внешней программы / Bonuses of an external programme',
    collectData: (args) =>
      check(args).catch((error: unknown) => {
        // Nothing was charged yet, however the service failed.
        throw error instanceof ServiceAway ? new PaymentActionFailedError(words.away) : error
      }),
    pay: charge,
    canPaySilently: async ({ orderId }) => (await guestOf(orderId)) !== undefined,
    paySilently: charge,
    emergencyCancelPayment: giveBack,
    emergencyCancelPaymentSilently: giveBack,
    returnPayment: giveBack,
    returnPaymentSilently: giveBack,
    async recover({ phase, transactionId, attemptId }) {
      const until = Date.now() + patienceMs
      for (;;) {
        try {
          const isDone = await service.settle(transactionId, phase === 'cancelling' ? attemptId : null)
          return isDone ? { status: 'processed', report: { cardType: 'LOYALTY' } } : 'notProcessed'
        } catch (error) {
          if (!(error instanceof ServiceAway) || Date.now() > until) throw error
          await new Promise((resolve) => setTimeout(resolve, 500))
        }
      }
    },
  }
}
