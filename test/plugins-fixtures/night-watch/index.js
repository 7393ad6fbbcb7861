// Has work done by the clock: some that goes well, some that fails, some that does not end.
import { definePlugin } from '@trapeza/plugin'

const iso = (at) => (at === null ? 'never' : new Date(at).toISOString())

export default definePlugin({
  async start(ctx) {
    const note = ({ name, dueAt, previousAt }) =>
      ctx.log.info(`${name} for ${iso(dueAt)} after ${iso(previousAt)}`)
    ctx.jobs.schedule('rounds', { everyMinutes: 15 }, note)
    ctx.jobs.schedule('dawn', { at: '04:30' }, note)
    ctx.jobs.schedule('broken', { at: '05:00' }, () => {
      throw new TypeError('the lamp is out')
    })
    ctx.jobs.schedule('endless', { at: '12:00' }, (run, signal) => {
      note(run)
      signal.addEventListener('abort', () => ctx.log.info('endless is told to give up'))
      return new Promise(() => {})
    })
    ctx.jobs.schedule('stock', { at: '06:00' }, async () => {
      const balances = await ctx.operations.getStockBalances()
      for (const { store, product, amount } of balances)
        ctx.log.info(`${amount} of ${product.name} at ${store.name}`)
    })
    await ctx.jobs
      .schedule('gone', { everyMinutes: 1 }, () => ctx.log.error('a job that was given up ran'))
      [Symbol.dispose]()
  },
})
