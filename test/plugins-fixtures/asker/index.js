// Calls the plugin `busy` for a test: what it logs is what it was answered.
import { definePlugin } from '@trapeza/plugin'

export default definePlugin({
  start(ctx) {
    ctx.bus.subscribe('ask', async (text) => {
      const { name, request } = JSON.parse(text)
      const said = await ctx.bus
        .call(21005108, name, request)
        .catch((error) => `${error.name} ${error.reason}`)
      await ctx.bus.publish('said', JSON.stringify(said))
    })
    ctx.bus.subscribe('said', (text) => ctx.log.info(`said ${text}`))
    ctx.bus.handle('asker.ask', async ({ name, request }) => ctx.bus.call(21005108, name, request))
  },
})
