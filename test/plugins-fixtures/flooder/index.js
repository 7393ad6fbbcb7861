// Says more than anybody can hear.
import { definePlugin } from '@trapeza/plugin'

export default definePlugin({
  start(ctx) {
    const flood = () => {
      for (let i = 0; i < 500; i++) ctx.log.info(`line ${i}`)
      setImmediate(flood)
    }
    flood()
  },
})
