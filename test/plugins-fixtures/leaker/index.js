// Keeps everything.
import { definePlugin } from '@trapeza/plugin'

const kept = []
export default definePlugin({
  start() {
    setInterval(() => kept.push(Array.from({ length: 200_000 }, (_, i) => ({ i }))), 1)
  },
})
