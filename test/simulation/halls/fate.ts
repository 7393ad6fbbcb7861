import { setTimeout as sleep } from 'node:timers/promises'
import type { Chance } from '../../support/chance.ts'
import type { BadLine } from '../bad-line.ts'
import type { HallNode } from './hall-node.ts'
import type { Hall, HallWorld } from './world.ts'

const minuteMs = 60_000
/** A short trouble, and one after which a standby has taken over. */
const briefMs = 150
const longMs = 1_500

/**
 * Everything bad that happens to nodes, lines, clocks and phones of halls while people work: a deed every few orders of
 * `ordersMax`, each undone a little later.
 */
export async function runHallFate(
  world: HallWorld,
  chance: Chance,
  { ordersMax, blows }: { ordersMax: number; blows: number },
): Promise<void> {
  const undoing = new Set<Promise<void>>()
  const undoLater = (undo: () => Promise<void> | void, wasLong = chance.often(0.4)): void => {
    const undone = sleep(10 + chance.int(wasLong ? longMs : briefMs)).then(undo)
    undoing.add(undone)
    void undone.finally(() => undoing.delete(undone))
  }
  const moments = Array.from({ length: blows }, () => chance.int(ordersMax)).sort((a, b) => a - b)
  for (const moment of moments) {
    while (world.opened < moment) await sleep(5)
    const hall = chance.pick(world.halls)
    await chance.pick([...ofNodes, ...ofNodes, ...ofLines, ...ofPhones])({ world, chance, hall, undoLater })
    await sleep(chance.int(40))
  }
  await Promise.all(undoing)
}

type Blow = (trouble: {
  world: HallWorld
  chance: Chance
  hall: Hall
  undoLater: (undo: () => Promise<void> | void, wasLong?: boolean) => void
}) => Promise<void> | void

/** The node that plays, if one does. */
const mainOf = ({ nodes }: Hall): HallNode | undefined =>
  nodes.find(({ pair, screen }) => pair?.view().role === 'main' && screen)

async function kill(
  node: HallNode | undefined,
  undoLater: (undo: () => Promise<void>) => void,
): Promise<boolean> {
  if (!node?.node) return false
  await node.kill()
  undoLater(() => node.start())
  return true
}

const ofNodes: Blow[] = [
  async ({ world, hall, undoLater }) => {
    if (await kill(mainOf(hall), undoLater)) world.counts.add('main tills killed')
  },
  async ({ world, chance, hall, undoLater }) => {
    if (await kill(chance.pick(hall.nodes), undoLater)) world.counts.add('nodes killed')
  },
  async ({ world, hall, undoLater }) => {
    for (const node of hall.nodes) if (await kill(node, undoLater)) world.counts.add('nodes killed together')
  },
  async ({ world, undoLater }) => {
    if (!world.cloud.node) return
    world.counts.add('clouds killed')
    await world.cloud.kill()
    undoLater(() => world.cloud.start())
  },
  async ({ world, chance, hall }) => {
    // A person with the right wants the standby to be the main till, whether that makes sense or not.
    const standby = hall.nodes.find(({ pair }) => pair?.view().role === 'standby')
    const promoted = await standby?.pair?.promote(true, `employee:${chance.uuid()}`).catch(() => null)
    if (promoted?.refusal === null) world.counts.add('standbys promoted by right')
  },
  ({ world, chance, hall }) => {
    const { clock } = chance.pick(hall.nodes)
    world.counts.add('clocks that jumped')
    clock.advance((chance.int(180) - 90) * minuteMs)
  },
]

const mendAll = (lines: readonly BadLine[]): void => {
  for (const line of lines) line.mend()
}

const ofLines: Blow[] = [
  ({ world, hall, undoLater }) => {
    world.counts.add('lines between nodes cut')
    for (const { lan } of hall.nodes) lan.cut()
    undoLater(() => mendAll(hall.nodes.map(({ lan }) => lan)))
  },
  ({ chance, hall, undoLater }) => {
    const { line } = chance.pick(hall.nodes)
    if (line.isCut) return
    line.cut()
    undoLater(() => line.mend())
  },
  ({ world, hall, undoLater }) => {
    world.counts.add('halls without their cloud')
    for (const { line } of hall.nodes) line.cut()
    undoLater(() => mendAll(hall.nodes.map(({ line }) => line)))
  },
  ({ world, hall, undoLater }) => {
    // The main till alone in the world: nobody but its phones hears it.
    const main = mainOf(hall)
    if (!main) return
    world.counts.add('main tills cut off from everybody')
    for (const { lan } of hall.nodes) lan.cut()
    main.line.cut()
    undoLater(() => {
      main.line.mend()
      for (const { lan } of hall.nodes) lan.mend()
    }, true)
  },
  ({ chance, hall }) => chance.pick(hall.nodes).lan.fallSilent(),
  ({ chance, hall }) => chance.pick(hall.nodes).line.fallSilent(),
  ({ chance, hall }) => chance.pick(hall.nodes).line.hangUp(),
]

const ofPhones: Blow[] = [
  ({ world, chance, hall, undoLater }) => {
    const phone = chance.pick(hall.phones)
    world.counts.add('phones cut off')
    phone.isCut = true
    undoLater(() => {
      phone.isCut = false
      phone.kick()
    })
  },
  ({ world, chance, hall }) => {
    world.counts.add('pages loaded anew')
    chance.pick(hall.phones).reload()
  },
  ({ world, chance, hall }) => {
    world.counts.add('second tabs')
    chance.pick(hall.phones).openTab()
  },
]

/** Lines are whole, nodes live, phones are in the hall: from here on everything must come right by itself. */
export async function healHalls(world: HallWorld): Promise<void> {
  await world.cloud.start()
  for (const { nodes, phones } of world.halls) {
    for (const { line, lan } of nodes) {
      line.heal()
      lan.heal()
    }
    for (const node of nodes) await node.start()
    for (const node of nodes) node.redial()
    for (const phone of phones) {
      phone.isCut = false
      phone.kick()
    }
  }
}
