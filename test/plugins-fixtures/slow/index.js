// Never answers a hook, and fails in another one; its process is well.
import { definePlugin } from '@trapeza/plugin'

export default definePlugin({
  start(ctx) {
    ctx.hooks.beforeOrderBill.tap((_argument, signal) => {
      signal.addEventListener('abort', () => ctx.log.info('told to give up'))
      return new Promise(() => {})
    })
    ctx.hooks.beforeDoCheque.tap(() => new Promise(() => {}))
    ctx.hooks.beforeServiceCheque.tap(() => {
      throw new TypeError('a mistake')
    })
  },
})
