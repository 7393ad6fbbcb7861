import { setTimeout as sleep } from 'node:timers/promises'
import type { Chance } from '../support/chance.ts'
import type { World } from './world.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
/** Webhooks are given up after three days, which is not what a simulation is about. */
const hoursMax = 40

const blowsPerSeed = 14

/**
 * Everything bad that happens to nodes and lines while people work, each deed after a drawn number of orders, so that a
 * slow machine meets as much of it as a fast one. A deed is undone a little later.
 */
export async function runFate(world: World, chance: Chance, ordersMax: number): Promise<void> {
  const undoing = new Set<Promise<void>>()
  const undoLater = (undo: () => Promise<void> | void): void => {
    const undone = sleep(10 + chance.int(150)).then(undo)
    undoing.add(undone)
    void undone.finally(() => undoing.delete(undone))
  }
  let hours = 0
  const deeds: readonly (() => Promise<void>)[] = [
    async () => {
      const till = chance.pick(world.tills)
      if (till.line.isCut) return
      till.line.cut()
      // Hours pass without the line; a till that sells all the while must not mind.
      const passed = hours < hoursMax ? 1 + chance.int(4) : 0
      hours += passed
      world.counts.add('hours cut off', passed)
      undoLater(() => till.line.mend())
      await sleep(chance.int(40))
      world.clock.advance(passed * hourMs)
    },
    async () => chance.pick(world.tills).line.hangUp(),
    async () => chance.pick(world.tills).line.fallSilent(),
    async () => {
      const till = chance.pick(world.tills)
      if (!till.node) return
      world.counts.add('tills killed')
      await till.kill()
      undoLater(() => till.start())
    },
    async () => {
      if (!world.cloud.node) return
      world.counts.add('clouds killed')
      await world.cloud.kill()
      undoLater(() => world.cloud.start())
    },
    async () => world.clock.advance(1 + chance.int(5) * minuteMs),
    async () => world.receiver.respondWith(() => (chance.often(0.2) ? 500 : 200)),
    async () => world.receiver.respondWith(200),
  ]
  const moments = Array.from({ length: blowsPerSeed }, () => chance.int(ordersMax)).sort((a, b) => a - b)
  for (const moment of moments) {
    while (world.acknowledged.size < moment) await sleep(5)
    await chance.pick(deeds)()
    await sleep(chance.int(20))
  }
  await Promise.all(undoing)
}

/** Lines are whole, nodes live, receivers listen: from here on everything must come right by itself. */
export async function heal(world: World): Promise<void> {
  world.receiver.respondWith(200)
  await world.cloud.start()
  for (const till of world.tills) {
    till.line.heal()
    await till.start()
    till.redial()
  }
}
