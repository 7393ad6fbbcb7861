// Calls whatever operation it is told to, and says when it is asked about what others do.
import { definePlugin } from '@trapeza/plugin'

export default definePlugin({
  start(ctx) {
    ctx.bus.handle('editor.call', ({ name, args }) => ctx.operations[name](args))
    ctx.hooks.beforeAddOrderItems.tap(({ addingItems }) => {
      ctx.log.info(`editor: ${addingItems.length} are added`)
    })
    ctx.hooks.beforeOrderBill.tap(() => ctx.log.info('editor: a bill'))
  },
})
