// Grows outside of its heap, where the limit of the engine does not see it.
import { definePlugin } from '@trapeza/plugin'

const kept = []
export default definePlugin({
  start() {
    setInterval(() => kept.push(Buffer.alloc(20 * 1024 * 1024, 1)), 5)
  },
})
