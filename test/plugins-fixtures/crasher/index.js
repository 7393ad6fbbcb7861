// Dies a moment after it started, and in the middle of a hook.
import { definePlugin } from '@trapeza/plugin'

export default definePlugin({
  start(ctx) {
    ctx.hooks.beforeOrderBill.tap(() => process.exit(7))
    ctx.hooks.beforeServiceCheque.tap(() => {
      setTimeout(() => {
        throw new Error('forgotten')
      })
      return new Promise(() => {})
    })
  },
})
