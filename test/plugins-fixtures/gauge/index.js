// Measures its host: it answers a hook at once, and says how late events of orders came.
import { definePlugin } from '@trapeza/plugin'

const now = () => performance.timeOrigin + performance.now()

export default definePlugin({
  start(ctx) {
    let lags = []
    ctx.hooks.beforeOrderBill.tap(({ order }) => order.number)
    ctx.events.on('orderChanged', ({ entity }) => {
      lags.push(now() - entity.sentAt)
    })
    ctx.bus.handle(`${ctx.name}.read`, () => {
      const read = lags
      lags = []
      return read
    })
  },
})
