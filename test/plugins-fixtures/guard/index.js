// Watches what others do: says no to large amounts, adds a dish to every bill, keeps some of its data.
import { definePlugin, OperationCanceledError } from '@trapeza/plugin'

export default definePlugin({
  async start(ctx) {
    const seen = (words) => ctx.log.info(`guard: ${words}`)
    ctx.hooks.beforeAddOrderItems.tap(({ order, addingItems, vm }) => {
      seen(`add ${addingItems.length} to ${order?.items.length ?? 'nothing'}${vm ? ' at a screen' : ''}`)
      if (addingItems.some(({ amount }) => amount > 5)) throw new OperationCanceledError('too many at once')
    })
    ctx.hooks.beforeOrderBill.tap(async ({ order }) => {
      seen(`bill of ${order.items.length}`)
      const [{ product }] = order.items
      // Not by what is lent: the till knows all the same for which hook it is done.
      await ctx.operations.addOrderProductItem({ order: order.id, product: product.id, amount: 1 })
    })
    ctx.hooks.beforeProceedOrderPayment.tap(({ order }) => {
      seen(`pay ${order.resultSum}`)
      if (order.originName === 'unpaid') throw new OperationCanceledError('this one is not paid')
    })
    ctx.hooks.serviceChequePrinted.tap(({ order }) => seen(`printed ${order.number}`))
    ctx.hooks.cafeSessionClosing.tap(() => seen('the shift closes'))
    ctx.hooks.beforeCustomDataClear.tap(({ data }) => [...data.keys()].filter((key) => key === 'kept'))
    ctx.hooks.billChequePrinting.tap(() => ({
      beforeHeader: '<center>Спросите о десертах</center>',
      afterFooter: '<center>это не разметка',
    }))
    ctx.hooks.cashChequePrinting.tap(({ order }) => ({
      afterCheque: `<center>Заказ ${order.number} проверен</center>`,
    }))
    for (const key of ['kept', 'dropped']) await ctx.storage.shared.set(key, 'value')
  },
})
