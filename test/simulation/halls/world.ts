import type { LinkPeer, StoredEntry } from '../../../src/app/ports.ts'
import { SandboxClock } from '../../../src/main/sandbox-clock.ts'
import { type Chance, chanceOf } from '../../support/chance.ts'
import { BadLine } from '../bad-line.ts'
import { Counts } from '../counts.ts'
import { CloudNode } from '../nodes.ts'
import type { Stage } from '../stage.ts'
import { HallNode } from './hall-node.ts'
import { Phone } from './phone.ts'

/** What a screen was told about something that it asked for. */
export type Told = {
  kind: string
  /** Code of the refusal; null: it is done. */
  refusal: string | null
  /** The standby had it, as far as the main till knew: whatever happens, it stands. */
  isSafe: boolean
}

/** A restaurant with a till of two nodes and waiters with phones. */
export type Hall = {
  peer: LinkPeer
  nodes: readonly [HallNode, HallNode]
  phones: readonly Phone[]
  tableIds: readonly string[]
  /** Orders that somebody opened at a table, whether the till knows of them or not. */
  orderIds: string[]
  /** Positions of dishes that somebody ordered, by the order. */
  ordered: Map<string, string>
  told: Map<string, Told>
}

/** A cloud and its halls at the start of a seed's story. Every node has a clock of its own. */
export type HallWorld = {
  stage: Stage
  chance: Chance
  counts: Counts
  cloud: CloudNode
  halls: readonly Hall[]
  /** The same, as a program outside knows them. */
  tills: readonly { peer: LinkPeer }[]
  problems: string[]
  /** Ids of deliveries whose creation was acknowledged. */
  acknowledged: Set<string>
  /** How many orders were opened, at tables and through the cloud. */
  readonly opened: number
  /** Time passes on all clocks. */
  pass(ms: number): void
  close(): Promise<void>
}

/** Friday noon in Moscow. */
const noon = Date.UTC(2027, 2, 12, 9)
const skewMinutesMax = 10
const phonesPerHall = 2

export async function openHallWorld(stage: Stage, seed: number): Promise<HallWorld> {
  await stage.sweep()
  const chance = chanceOf(seed)
  const counts = new Counts()
  const problems: string[] = []
  const clocks: SandboxClock[] = []
  const nodeWorld = () => {
    const clock = new SandboxClock()
    clock.jumpTo(noon + (chance.int(2 * skewMinutesMax * 60) - skewMinutesMax * 60) * 1000)
    clocks.push(clock)
    return { clock, problems }
  }
  const cloud = new CloudNode(nodeWorld(), stage.cloud.url)
  await cloud.start()
  const halls: Hall[] = []
  const world: HallWorld = {
    ...{ stage, chance, counts, cloud, halls, tills: stage.tills, problems, acknowledged: new Set() },
    get opened() {
      return halls.reduce((sum, { orderIds }) => sum + orderIds.length, world.acknowledged.size)
    },
    pass(ms) {
      for (const clock of clocks) clock.advance(ms)
    },
    async close() {
      for (const { phones } of halls) for (const phone of phones) phone.close()
      for (const node of [...halls.flatMap(({ nodes }) => nodes), cloud]) await node.bury()
    },
  }
  for (const till of stage.tills) {
    const hall = openHall(world, till, nodeWorld)
    halls.push(hall)
    for (const node of hall.nodes) await node.start()
  }
  return world
}

function openHall(
  world: HallWorld,
  { peer, database, standby }: Stage['tills'][number],
  nodeWorld: () => { clock: SandboxClock; problems: string[] },
): Hall {
  const { chance, counts, cloud, stage } = world
  if (!standby) throw new Error('a hall has two nodes')
  const node = (url: string, isStandbyAtFirst: boolean): HallNode =>
    new HallNode(nodeWorld(), url, {
      ...{ name: `${peer.name}-${isStandbyAtFirst ? 'b' : 'a'}`, peer, cloud, isStandbyAtFirst },
      line: new BadLine(chance.fork(), counts),
      lan: new BadLine(chance.fork(), counts),
    })
  const nodes = [node(database.url, false), node(standby.url, true)] as const
  nodes[0].joinWith(nodes[1])
  nodes[1].joinWith(nodes[0])
  const tableIds = stage.chain.items.flatMap((item) =>
    item.book === 'restaurantSection' && item.body.terminalGroupId === peer.terminalGroupId
      ? item.body.tables.map(({ id }) => id)
      : [],
  )
  const phones: Phone[] = []
  const hall: Hall = {
    ...{ peer, nodes, phones, tableIds },
    ...{ orderIds: [], ordered: new Map(), told: new Map() },
  }
  for (let index = 0; index < phonesPerHall; index++) phones.push(new Phone(world, hall, chance.fork()))
  return hall
}

/** What counts as having happened at a till, by the journal of a node: what is set aside does not. */
export async function historyOf(
  { peer }: Pick<Hall, 'peer'>,
  node: { storage: HallNode['living']['storage'] },
): Promise<StoredEntry[]> {
  const { tenantId, terminalGroupId } = peer
  const filter = { tenantId, terminalGroupId, origin: 'any', kinds: null } as const
  return node.storage.now.links.entriesFor(filter, 0n, 10_000_000)
}
