// Has screens take payments: behind a button, in a hook that refuses the bill, and when a test asks. Says how they ended.
import { definePlugin, OperationCanceledError } from '@trapeza/plugin'

export default definePlugin({
  start(ctx) {
    async function begin(order, options) {
      const payment = await ctx.ui.startPayment(order, options)
      ctx.log.info(`asked for ${payment.orderId}`)
      payment.ended.then(({ outcome, reason, message, orderId }) => {
        ctx.log.info(`${orderId} ended: ${outcome} ${reason} ${message}`)
        return ctx.ui.notify(outcome === 'paid' ? 'Спасибо за оплату' : `Без оплаты: ${reason}`)
      })
      return payment
    }
    ctx.ui.addButton({ screen: 'order', caption: 'Оплатить сейчас', onClick: ({ order }) => begin(order) })
    // `strict`: no payment screen; `endless`: the hook waits for the end of the payment.
    let patience = 'none'
    ctx.hooks.beforeOrderBill.tap(async ({ order }) => {
      const payment = await begin(order)
      if (patience === 'endless') await payment.ended
      throw new OperationCanceledError('сначала оплата')
    })
    ctx.hooks.navigatingToPaymentScreen.tap(({ order }) => {
      if (patience === 'strict') throw new OperationCanceledError(`заказ ${order.number} платить рано`)
    })
    let last
    const deeds = {
      async start({ order, options }) {
        last = await begin(order, options)
      },
      withdraw: () => last.withdraw(),
      patience({ value }) {
        patience = value
      },
      die: () => void setTimeout(() => process.exit(3)),
    }
    ctx.bus.handle('pay.do', ({ deed, ...more }) =>
      Promise.resolve()
        .then(() => deeds[deed](more))
        .catch(({ name, reason, data }) => ({
          ...{ name, reason },
          lockedBy: data.lockedBy ?? null,
        })),
    )
    ctx.events.on('currentUserChanged', ({ type, entity }) =>
      ctx.log.info(`user ${type} ${entity.id} ${entity.user?.name ?? 'nobody'}`),
    )
  },
})
