// Hears every stream of its till and says what it heard; makes the two changes that only a plugin can make.
import { definePlugin } from '@trapeza/plugin'

const streams = [
  'orderChanged',
  'deliveryOrderChanged',
  'reserveChanged',
  'kitchenOrderChanged',
  'orderBillCancelled',
  'stopListProductsRemainingAmountsChanged',
  'cafeSessionChanged',
  'userSessionChanged',
  'customDataChanged',
  'externalOperationChanged',
  'connectionToMainTerminalChanged',
  'tableChanged',
  'productChanged',
  'productGroupChanged',
  'paymentTypeChanged',
  'discountTypeChanged',
  'orderTypeChanged',
  'userChanged',
  'roleChanged',
  'restaurantSectionChanged',
  'restaurantChanged',
  'removalTypeChanged',
  'productSizeChanged',
  'screenChanged',
  'currentUserChanged',
]

export default definePlugin({
  start(ctx) {
    for (const stream of streams)
      ctx.events.on(stream, ({ type, entity }) =>
        ctx.log.info(`heard ${stream} ${type} ${entity?.id ?? '-'} ${entity?.isConnected ?? ''}`),
      )
    ctx.bus.handle('listener.change', async (what) => {
      if (what === 'data') return ctx.storage.shared.set('seen', 'yes')
      ctx.bus.handle('listener.another', () => 'another')
    })
  },
})
