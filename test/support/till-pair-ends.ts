import { reignBeganKind } from '../../src/app/till/standby/standing.ts'
import type { Till, TillCommand, TillOutcome } from '../../src/app/till/till-command.ts'
import { type Carrier, inProcessCarriers } from '../../src/link/carrier.ts'
import { LinkHub } from '../../src/link/hub.ts'
import { LinkSpoke } from '../../src/link/spoke.ts'
import { type Node, openNode } from '../../src/main/node.ts'
import { SandboxClock } from '../../src/main/sandbox-clock.ts'
import { systemRandom } from '../../src/main/system-random.ts'
import { type PairTiming, TillPair } from '../../src/main/till-pair.ts'
import type { LocalTill } from '../../src/main/tills.ts'
import { type DemoChain, demoChain } from '../../src/seed/demo/index.ts'
import { type TestDatabase, testDatabase } from './database.ts'
import { demoDatabase } from './start-server.ts'

/** A pair in a hurry. */
const quick: PairTiming = {
  ...{ resendMs: 200, beatMs: 100, silenceMs: 1_500, retryMsMin: 20, retryMsMax: 100 },
  ...{ ackMsMax: 2_000, takeoverMs: 200, probeMs: 1_000 },
}

type Living = { node: Node; pair: TillPair; spoke: LinkSpoke; lan: Set<Carrier>; cloud: Set<Carrier> }

/** One of two nodes of a till: it can be killed and started again on its database. */
export class PairedTill {
  readonly name: string
  readonly #database: TestDatabase
  readonly #world: PairWorld
  readonly #standbyOf: string | null
  #living: Living | null = null

  constructor(world: PairWorld, name: string, database: TestDatabase, standbyOf: string | null) {
    this.#world = world
    this.name = name
    this.#database = database
    this.#standbyOf = standbyOf
  }

  get living(): Living {
    if (!this.#living) throw new Error(`${this.name} is dead`)
    return this.#living
  }

  get isAlive(): boolean {
    return this.#living !== null
  }

  get node(): Node {
    return this.living.node
  }

  get pair(): TillPair {
    return this.living.pair
  }

  /** What its screens talk to; null while it plays nothing. */
  get screen(): LocalTill | null {
    return this.#living?.node.tills.get(this.#world.till.terminalGroupId) ?? null
  }

  async start(): Promise<void> {
    const world = this.#world
    const [lan, cloud] = [new Set<Carrier>(), new Set<Carrier>()]
    const connect = (ends: Set<Carrier>, accept: (carrier: Carrier) => void): Carrier => {
      const [here, there] = inProcessCarriers()
      ends.add(here)
      accept(there)
      return here
    }
    const log = (level: string, text: string, details?: unknown): void => {
      world.said.push(`${this.name}: ${text}`)
      if (level === 'error' && this.#living?.node === node)
        world.problems.push(`${this.name}: ${text} ${JSON.stringify(details)}`)
    }
    let pair: TillPair | null = null
    const node: Node = await openNode({
      engine: { ...this.#database, close: async () => {} },
      clock: world.clockOf(this.name),
      random: systemRandom(world.clock),
      roles: new Set(['till']),
      isLinkedTill: true,
      isHeldAtStart: true,
      log,
      followers: () => pair?.followers() ?? [],
    })
    const opened = new TillPair({
      node,
      log,
      timing: world.timing,
      standbyOf: this.#standbyOf,
      ownUrl: () => this.name,
      dial: async (name) => {
        const other = world.tills.find((one) => one.name === name)
        if (!other?.isAlive || world.isLanCut) throw new Error('nobody answers')
        return connect(lan, (carrier) => other.pair.accept(carrier))
      },
    })
    pair = opened
    const spoke = new LinkSpoke({
      app: node.app,
      timing: world.timing,
      pair: opened.ofSpoke,
      dial: async () => {
        if (world.isCloudCut) throw new Error('the cloud is away')
        return connect(cloud, (carrier) => world.hub.accept(carrier, world.peer))
      },
      report: () => {},
      onReady: async (till) => {
        await node.storage.now.links.saveIdentity(till)
        await opened.met(till)
        if (!opened.isHeld && !node.tills.has(till.terminalGroupId)) await node.restartTills()
      },
    })
    node.watchUplink(() => spoke.isConnected)
    node.onPlaced(() => spoke.kick())
    this.#living = { node, pair: opened, spoke, lan, cloud }
    await opened.start(spoke)
    spoke.start()
  }

  /** Everything ends in the middle of whatever it does, as far as one process can; its database stays. */
  async kill(): Promise<void> {
    const dying = this.living
    this.#living = null
    for (const end of [...dying.lan, ...dying.cloud]) end.close()
    dying.spoke.stop()
    dying.pair.stop()
    await dying.node.stop()
  }

  cutLan(): void {
    for (const end of this.living.lan) end.close()
  }

  cutCloud(): void {
    for (const end of this.living.cloud) end.close()
  }

  cutAll(): void {
    this.cutLan()
    this.cutCloud()
  }

  async run(command: TillCommand, id = this.#world.newId()): Promise<TillOutcome> {
    const { screen } = this
    if (!screen) throw new Error(`${this.name} plays nothing`)
    return screen.run({ id, command, actor: 'test', deadline: null })
  }

  /** What happened in this storage as far as the till's books say. */
  async books(): Promise<unknown> {
    const { tenantId, organizationId, terminalGroupId } = this.#world.till
    const { tillOrders, tableOrders, reserves, stopLists, shifts } = this.node.storage.now
    return {
      deliveries: await tillOrders.board(tenantId, terminalGroupId, 0),
      tableOrders: await tableOrders.board(tenantId, terminalGroupId, 0),
      reserves: await reserves.board(tenantId, terminalGroupId, 0),
      stopList: await stopLists.atTill(tenantId, terminalGroupId),
      cashShift: await shifts.lastCashShift(tenantId, terminalGroupId),
      personalShifts: await shifts.openPersonalShifts(tenantId, organizationId),
    }
  }

  /** Epochs that began, in the order of its journal. */
  async reigns(): Promise<unknown[]> {
    const { tenantId, terminalGroupId } = this.#world.till
    const filter = { tenantId, terminalGroupId, origin: 'any', kinds: [reignBeganKind] } as const
    const entries = await this.node.storage.now.links.entriesFor(filter, 0n, 100)
    return entries.map(({ payload }) => (payload as { epoch: number }).epoch)
  }

  async close(): Promise<void> {
    if (this.#living) await this.kill()
    await this.#database.close()
  }
}

/** A cloud and the two nodes of one till, in one process. */
export type PairWorld = {
  chain: DemoChain
  clock: SandboxClock
  clockOf(name: string): SandboxClock
  newId(): string
  timing: PairTiming
  cloud: Node
  hub: LinkHub
  peer: { id: string; name: string } & Till
  till: Till
  tills: PairedTill[]
  isLanCut: boolean
  isCloudCut: boolean
  problems: string[]
  said: string[]
  close(): Promise<void>
}

export async function pairWorld(code = 'pokrovka', timing = quick): Promise<PairWorld> {
  const chain = demoChain()
  const clock = new SandboxClock()
  const random = systemRandom(clock)
  const databases = [await demoDatabase(), await testDatabase(), await testDatabase()] as const
  const problems: string[] = []
  const cloud = await openNode({
    engine: databases[0],
    clock,
    random,
    roles: new Set(['cloud', 'server', 'till']),
    log: (level, text, details) => {
      if (level === 'error') problems.push(`cloud: ${text} ${JSON.stringify(details)}`)
    },
  })
  const group = [...cloud.tills.values()].find((one) => one.code === code)
  if (!group) throw new Error(`no group ${code}`)
  const peer = { id: random.uuid(), ...group.till, name: code }
  await cloud.storage.now.links.savePeer(peer, 'token of the pair')
  await cloud.restartTills()
  const hub = new LinkHub({ app: cloud.app, report: (error) => problems.push(String(error)), timing })
  cloud.onPlaced(() => hub.kick())
  const world: PairWorld = {
    ...{ chain, clock, timing, cloud, hub, peer, till: group.till, problems },
    clockOf: () => clock,
    newId: () => random.uuid(),
    tills: [],
    isLanCut: false,
    isCloudCut: false,
    said: [],
    async close() {
      for (const till of world.tills) await till.close()
      hub.close()
      await cloud.stop()
      await databases[0].close()
      if (problems.length > 0) throw new Error(problems.join('\n'))
    },
  }
  world.tills.push(new PairedTill(world, 'main', databases[1], null))
  world.tills.push(new PairedTill(world, 'standby', databases[2], 'main'))
  return world
}
