// Gift cards that watch their lines: what is put on an order, changed and taken off before any money moves (front-api §3.2).
import { definePlugin, PaymentActionFailedError } from '@trapeza/plugin'

const onCard = 300

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
      returnPaymentWithoutOrder: ({ sum, orderId, attemptId }) =>
        ctx.log.info(`given ${attemptId} ${sum} of ${orderId}`),
      returnPayment() {},
      returnPaymentSilently() {},
      recover: () => 'notProcessed',
    })
  },
})
