import { setTimeout as sleep } from 'node:timers/promises'
import { haveConverged } from '../support/link-ends.ts'
import type { Counts } from './counts.ts'
import { heal, runFate } from './fate.ts'
import { inspect } from './inspection.ts'
import { runCashier, runClient } from './people.ts'
import type { Stage } from './stage.ts'
import { openWorld, type World } from './world.ts'

export const ordersPerSeed = 60
const clients = 3
const deedsPerCashier = 30
const patienceMs = 60_000
const phaseMsMax = 180_000
const hourMs = 3_600_000

/** Plays the story of a seed to its end and gives what was wrong then. */
export async function playStory(stage: Stage, seed: number): Promise<{ faults: string[]; counts: Counts }> {
  const world = await openWorld(stage, seed)
  try {
    await inTime(world, 'people were at work', act(world))
    await inTime(world, 'everything was healed', heal(world))
    const isQuiet = await comeToRest(world)
    const faults = await inspect(world)
    if (!isQuiet) faults.push('the nodes did not come to rest')
    world.counts.add('webhooks', world.receiver.events.length)
    return { faults, counts: world.counts }
  } finally {
    await world.close()
  }
}

async function act(world: World): Promise<void> {
  const { chance, tills } = world
  await Promise.all([
    runFate(world, chance.fork(), ordersPerSeed),
    ...tills.map((till) => runCashier(world, chance.fork(), till, deedsPerCashier)),
    ...Array.from({ length: clients }, () => runClient(world, chance.fork(), ordersPerSeed / clients)),
  ])
}

/** A story that stands still says where, and what its nodes look like. */
async function inTime(world: World, what: string, phase: Promise<void>): Promise<void> {
  const timer = new AbortController()
  const tooLate = sleep(phaseMsMax, undefined, timer).then(() => {
    const nodes = world.tills.map(({ peer, node, screen }) => ({
      till: peer.name,
      lives: node !== null,
      hasScreen: screen !== null,
    }))
    throw new Error(
      `the world stood still while ${what}: ${JSON.stringify({ cloudLives: world.cloud.node !== null, nodes })}`,
    )
  })
  tooLate.catch(() => {})
  await Promise.race([phase, tooLate]).finally(() => timer.abort())
}

/** Waits until both sides of every line say the same and every webhook has been brought; false when that takes too long. */
async function comeToRest(world: World): Promise<boolean> {
  const { cloud, tills, clock, stage } = world
  const deadline = Date.now() + patienceMs
  while (Date.now() < deadline) {
    await cloud.settle()
    for (const till of tills) await till.living.followers.settle()
    const agreed = await Promise.all(tills.map((till) => haveConverged(cloud.living, till.living, till.peer)))
    if (agreed.every(Boolean)) {
      await cloud.settle()
      const { rows } = await stage.cloud.pool.query(
        `select from webhook_event where state = 'waiting' limit 1`,
      )
      if (rows.length === 0) return true
      // Those that failed wait for their next try.
      clock.advance(hourMs)
    }
    await sleep(20)
  }
  return false
}
