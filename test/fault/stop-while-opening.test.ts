import { expect, test } from 'vitest'
import { openNode } from '../../src/main/node.ts'
import { SandboxClock } from '../../src/main/sandbox-clock.ts'
import { systemRandom } from '../../src/main/system-random.ts'
import { demoDatabase } from '../support/start-server.ts'

/** Followers look for work by themselves so often. */
const pollMs = 250

test('a node that is stopped while it opens its tills anew leaves nobody at work', async () => {
  const clock = new SandboxClock()
  const problems: string[] = []
  const engine = await demoDatabase()
  const node = await openNode({
    ...{ engine, clock, random: systemRandom(clock), roles: new Set(['cloud', 'server', 'till']) },
    log: (level, text) => void (level === 'error' && problems.push(text)),
  })
  try {
    let opened = 0
    node.onRestarted(() => {
      opened += 1
    })
    const inHand = node.restartTills()
    const waiting = node.restartTills()
    await new Promise((resolve) => setImmediate(resolve))
    await node.stop()
    expect(opened).toBe(1)
    // Those whose turn comes later find nothing to do.
    await Promise.all([inHand, waiting, node.restartTills()])
    expect(opened).toBe(1)
    await new Promise((resolve) => setTimeout(resolve, 3 * pollMs))
    expect(problems).toEqual([])
  } finally {
    await engine.close()
  }
})
