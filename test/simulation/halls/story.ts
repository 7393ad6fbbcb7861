import { setTimeout as sleep } from 'node:timers/promises'
import type { Counts } from '../counts.ts'
import { runClient } from '../people.ts'
import type { Stage } from '../stage.ts'
import { healHalls, runHallFate } from './fate.ts'
import { inspectHalls } from './inspection.ts'
import { runCashier, runWaiter } from './waiters.ts'
import { type Hall, type HallWorld, historyOf, openHallWorld } from './world.ts'

const hourMs = 3_600_000
/** Of all orders so many come from outside. */
const deliveriesPart = 0.2

export type HallStory = { orders: number; hours: number; blows: number }

/** Plays the story of a seed to its end and gives what was wrong then. */
export async function playHallStory(
  stage: Stage,
  seed: number,
  { orders, hours, blows }: HallStory,
): Promise<{ faults: string[]; counts: Counts }> {
  const world = await openHallWorld(stage, seed)
  const phaseMsMax = 120_000 + orders * 600
  try {
    await inTime(world, phaseMsMax, 'people were at work', act(world, { orders, hours, blows }))
    await inTime(world, phaseMsMax, 'everything was healed', healHalls(world))
    return { faults: await inspectAtRest(world, 60_000 + orders * 50), counts: world.counts }
  } finally {
    await world.close()
  }
}

async function act(world: HallWorld, { orders, hours, blows }: HallStory): Promise<void> {
  const { chance, halls } = world
  const deliveries = Math.round(orders * deliveriesPart)
  const perPhone = Math.ceil(
    (orders - deliveries) / halls.reduce((sum, { phones }) => sum + phones.length, 0),
  )
  // Every order at a table moves the clocks; those from outside come meanwhile.
  const passMs = Math.round((hours * hourMs) / (orders - deliveries))
  await Promise.all([
    runHallFate(world, chance.fork(), { ordersMax: orders, blows }),
    runClient(world, chance.fork(), deliveries),
    ...halls.flatMap((hall) => [
      ...hall.phones.map((phone) =>
        runWaiter(world, chance.fork(), hall, phone, { count: perPhone, passMs }),
      ),
      ...hall.phones.slice(0, 1).map((phone) => runCashier(world, chance.fork(), hall, phone, perPhone)),
    ]),
  ])
}

const looks = 3

/** What a busy machine makes of a hall while we look, a change of its main till, is no fault: we look once more. */
async function inspectAtRest(world: HallWorld, patienceMs: number): Promise<string[]> {
  for (let look = 1; ; look++) {
    const unrest = await comeToRest(world, patienceMs)
    const before = JSON.stringify(world.halls.map(stateOf))
    const faults = await inspectHalls(world)
    if (unrest) return [...faults, `the nodes did not come to rest: ${unrest}`]
    const after = JSON.stringify(world.halls.map(stateOf))
    if (faults.length === 0 || look === looks || before === after) return faults
  }
}

const stateOf = ({ nodes }: Hall): object[] =>
  nodes.map(({ name, pair, screen }) => ({ name, ...pair?.view(), hasScreen: screen !== null }))

/** A story that stands still says where, and what its nodes look like. */
async function inTime(world: HallWorld, msMax: number, what: string, phase: Promise<void>): Promise<void> {
  const timer = new AbortController()
  const tooLate = sleep(msMax, undefined, timer).then(() => {
    throw new Error(`the halls stood still while ${what}: ${JSON.stringify(world.halls.map(stateOf))}`)
  })
  tooLate.catch(() => {})
  await Promise.race([phase, tooLate]).finally(() => timer.abort())
}

/** Waits until every hall has a main till and a standby in step, and nobody has anything to say; null: it has come so. */
async function comeToRest(world: HallWorld, patienceMs: number): Promise<string | null> {
  const deadline = Date.now() + patienceMs
  let unrest: string | null = 'it was not looked at'
  while (Date.now() < deadline && unrest) {
    await sleep(30)
    await world.cloud.settle()
    unrest = null
    // Of all halls first: to compare journals takes long, and phones have things to say again and again.
    for (const hall of world.halls) unrest = (await unrestOfPhones(hall)) ?? unrest
    for (const hall of world.halls) unrest ??= await unrestOf(world, hall)
  }
  return unrest
}

async function unrestOfPhones({ peer, phones }: Hall): Promise<string | null> {
  let unrest: string | null = null
  for (const [index, phone] of phones.entries()) {
    await phone.answerRefusals()
    phone.kick()
    const waiting = await phone.waiting()
    if (waiting) unrest = `phone ${index} of ${peer.name} has ${waiting}`
  }
  return unrest
}

async function unrestOf({ cloud }: HallWorld, hall: Hall): Promise<string | null> {
  const main = hall.nodes.find(({ pair }) => pair?.view().role === 'main')
  const standby = hall.nodes.find((node) => node !== main)
  if (main?.pair?.view().standby !== 'in-sync' || standby?.pair?.view().role !== 'standby' || !main.screen)
    return JSON.stringify(stateOf(hall))
  for (const { living } of hall.nodes) await living.followers.settle()
  const [mine, theirs, heard] = await Promise.all(
    [main, standby, cloud].map(({ living }) => historyOf(hall, living)),
  )
  const known = new Set(heard?.map(({ entryId }) => entryId))
  const untold = mine?.filter(({ entryId }) => !known.has(entryId)).length ?? 0
  if (untold > 0) return `the cloud lacks ${untold} entries`
  if (mine?.length !== theirs?.length) return `${mine?.length} and ${theirs?.length} entries`
  const answered = new Set(
    mine?.flatMap(({ completes, correlationId }) => (completes ? [correlationId] : [])),
  )
  const asked = mine?.filter(
    ({ kind, correlationId }) => kind === 'till.command' && !answered.has(correlationId),
  )
  return asked && asked.length > 0 ? `${asked.length} commands wait` : null
}
