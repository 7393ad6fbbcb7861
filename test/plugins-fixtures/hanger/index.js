// Blocks its whole process inside a hook: no answer, no ping.
import { definePlugin } from '@trapeza/plugin'

export default definePlugin({
  start(ctx) {
    ctx.hooks.beforeOrderBill.tap(() => {
      for (;;);
    })
  },
})
