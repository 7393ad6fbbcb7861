// Gift cards that watch their lines: what is put on an order, changed and taken off before any money moves (front-api §3.2).
import { definePlugin, PaymentActionFailedError } from '@trapeza/plugin'

const onCard = 300
const mostAtOnce = 2000
const lostSum = 1260

export default definePlugin({
  start(ctx) {
    const told = (deed, { paymentItem, order }) =>
      ctx.log.info(`${deed} ${paymentItem.id} ${paymentItem.sum} of ${order.id}`)
    ctx.payments.registerSystem({
      key: 'gift-cards',
      name: 'Gift cards',
      async onPaymentAdded(args) {
        const { number } = await args.os.getOrderById({ id: args.orderId })
        told(`order ${number} added`, args)
        if (Number(String(args.paymentItem.sum)) > onCard)
          throw new PaymentActionFailedError('На карте 300 / The card has 300')
      },
      onPreliminaryPaymentEditing(args) {
        told('editing', args)
        if (args.customData === 'expired') throw new PaymentActionFailedError('The card has expired')
        return args.customData !== 'fixed'
      },
      onPaymentDeleting: (args) => told('deleting', args),
      pay: async () => ({ status: 'approved' }),
      canPaySilently: () => true,
      paySilently: async () => ({ status: 'approved' }),
      emergencyCancelPayment() {},
      emergencyCancelPaymentSilently() {},
      async returnPaymentWithoutOrder({ sum, orderId, attemptId }) {
        if (Number(String(sum)) > mostAtOnce)
          throw new PaymentActionFailedError('Не больше 2000 / At most 2000')
        await ctx.log.info(`given ${attemptId} ${sum} of ${orderId}`)
        // The cards have the money, and nobody hears of it any more.
        if (Number(String(sum)) === lostSum) await new Promise(() => {})
      },
      returnPayment() {},
      returnPaymentSilently() {},
      recover({ sum, orderId, attemptId, phase }) {
        if (Number(String(sum)) !== lostSum) return 'notProcessed'
        ctx.log.info(`asked of ${phase} ${attemptId} ${sum} of ${orderId}`)
        return 'processed'
      },
    })
  },
})
