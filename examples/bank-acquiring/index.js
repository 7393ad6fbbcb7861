// Cards charged by a bank: a payment system of a plugin (front-api §3.6). The bank is an emulator with its own ledger.
import { join } from 'node:path'
import { definePlugin, PaymentActionCancelledError, PaymentActionFailedError } from '@trapeza/plugin'
import { BankEmulator, DeclinedError } from './bank-emulator.js'

/** Sums of the till in minor units, as banks want them; this bank knows kopecks only. */
const minor = (sum) => Number(sum.unscaled) * 10 ** (2 - sum.scale)

const inWordsOfTheTill = (error, signal) => {
  if (signal?.aborted) return new PaymentActionCancelledError('Отменено кассиром / Cancelled by the cashier')
  return error instanceof DeclinedError ? new PaymentActionFailedError(error.message) : error
}

export default definePlugin({
  start(ctx) {
    const bank = new BankEmulator(
      ctx.config.settings.bankDirectory ?? join(ctx.config.dataDirectory, 'bank-acquiring'),
      (request) => ctx.log.info(request),
    )
    const approved = ({ rrn, sum }) => ({
      report: { cardNumber: '**** 4242', cardType: 'MIR' },
      rollbackData: JSON.stringify({ rrn }),
      bank: { rrn, amount: sum / 100, currencyCode: 'RUB', operationKind: 'purchase', paymentSystem: 'MIR' },
    })
    const charge = async ({ sum, transactionId, tx }, signal) => {
      // Before the bank is asked: whatever dies now, `recover` and a person know where to look.
      await tx.keepRollbackData(JSON.stringify({ askedFor: transactionId }))
      try {
        return { status: 'approved', ...approved(await bank.charge(transactionId, minor(sum), signal)) }
      } catch (error) {
        throw inWordsOfTheTill(error, signal)
      }
    }
    const giveBack = async ({ sum, transactionId, attemptId }) => {
      try {
        await bank.giveBack(transactionId, attemptId, minor(sum))
      } catch (error) {
        throw inWordsOfTheTill(error)
      }
    }
    ctx.payments.registerSystem({
      key: 'example-bank',
      name: 'Эквайринг (пример) / Bank acquiring (example)',
      async collectData({ vm, sum }) {
        if (!(await vm.yesNo('Карта приложена? / Is the card at the terminal?', String(sum))))
          throw new PaymentActionCancelledError()
      },
      async pay(args, signal) {
        await args.vm.progress('Ждём банк / Waiting for the bank')
        return charge(args, signal)
      },
      canPaySilently: () => true,
      paySilently: charge,
      emergencyCancelPayment: giveBack,
      emergencyCancelPaymentSilently: giveBack,
      returnPayment: giveBack,
      returnPaymentSilently: giveBack,
      recover({ phase, transactionId, attemptId }) {
        const found = bank.find(transactionId)
        if (!found || (phase === 'cancelling' && found.back[attemptId] === undefined)) return 'notProcessed'
        return { status: 'processed', ...approved(found) }
      },
    })
  },
})
