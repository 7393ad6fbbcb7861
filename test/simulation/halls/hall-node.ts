import type { LinkPeer } from '../../../src/app/ports.ts'
import { LinkSpoke } from '../../../src/link/spoke.ts'
import type { Node } from '../../../src/main/node.ts'
import { type PairTiming, TillPair } from '../../../src/main/till-pair.ts'
import type { LocalTill } from '../../../src/main/tills.ts'
import type { BadLine } from '../bad-line.ts'
import { type CloudNode, type Equipment, MortalNode, type NodeWorld } from '../nodes.ts'

/** A pair in a hurry: hours of faults pass in seconds. */
const timing: PairTiming = {
  ...{ resendMs: 150, beatMs: 200, silenceMs: 1_500, retryMsMin: 20, retryMsMax: 100 },
  ...{ ackMsMax: 800, takeoverMs: 300, probeMs: 500 },
}

export type HallNodeOptions = {
  name: string
  peer: LinkPeer
  cloud: CloudNode
  /** To the cloud, and to the other node. */
  line: BadLine
  lan: BadLine
  isStandbyAtFirst: boolean
}

/** One of the two nodes of a till (ADR 32): it plays or follows, dies and comes back on its database. */
export class HallNode extends MortalNode {
  readonly name: string
  readonly peer: LinkPeer
  readonly line: BadLine
  readonly lan: BadLine
  readonly #cloud: CloudNode
  readonly #isStandbyAtFirst: boolean
  #other: HallNode | null = null
  /** Of the present incarnation. */
  #own: { pair: TillPair | null; spoke: LinkSpoke | null } = { pair: null, spoke: null }

  constructor(world: NodeWorld, databaseUrl: string, options: HallNodeOptions) {
    super(world, databaseUrl)
    this.name = options.name
    this.peer = options.peer
    this.line = options.line
    this.lan = options.lan
    this.#cloud = options.cloud
    this.#isStandbyAtFirst = options.isStandbyAtFirst
  }

  get clock(): NodeWorld['clock'] {
    return this.world.clock
  }

  /** Null while it is dead. */
  get pair(): TillPair | null {
    return this.node ? this.#own.pair : null
  }

  /** What screens talk to; null while it plays nothing. */
  get screen(): LocalTill | null {
    return this.node?.tills.get(this.peer.terminalGroupId) ?? null
  }

  joinWith(other: HallNode): void {
    this.#other = other
  }

  redial(): void {
    this.line.hangUp()
    this.lan.hangUp()
    this.#own.spoke?.redial()
  }

  protected readonly equip = (): Equipment => {
    const own: { pair: TillPair | null; spoke: LinkSpoke | null } = { pair: null, spoke: null }
    this.#own = own
    return {
      roles: new Set(['till']),
      ...{ isLinkedTill: true, isHeldAtStart: true },
      followers: () => own.pair?.followers() ?? [],
    }
  }

  protected async awake(node: Node, isDead: () => boolean): Promise<void> {
    const own = this.#own
    const pair = new TillPair({
      node,
      // Lost lines are what a simulation is for; what is wrong afterwards shows in the books.
      log: () => {},
      timing,
      standbyOf: this.#isStandbyAtFirst ? (this.#other?.name ?? null) : null,
      ownUrl: () => this.name,
      dial: async (name) => {
        const other = this.#other
        const door = other?.name === name ? other.pair : null
        if (!door) throw new Error('nobody answers')
        return this.lan.dial((carrier) => door.accept(carrier))
      },
    })
    own.pair = pair
    const spoke = new LinkSpoke({
      app: node.app,
      timing,
      pair: pair.ofSpoke,
      dial: async () => {
        const { hub } = this.#cloud
        if (!hub) throw new Error('the cloud is dead')
        return this.line.dial((carrier) => hub.accept(carrier, this.peer))
      },
      report: () => {},
      onReady: async (till) => {
        await node.storage.now.links.saveIdentity(till)
        await pair.met(till)
        if (!pair.isHeld && !node.tills.has(till.terminalGroupId)) await node.restartTills()
      },
    })
    node.watchUplink(() => spoke.isConnected)
    node.onPlaced(() => spoke.kick())
    own.spoke = spoke
    try {
      await pair.start(spoke)
    } catch (error) {
      if (!isDead()) throw error
    }
    if (!isDead()) spoke.start()
  }

  protected async asleep(): Promise<void> {
    this.#own.pair?.stop()
    this.#own.spoke?.stop()
    this.line.hangUp()
    this.lan.hangUp()
    this.#other?.lan.hangUp()
  }
}
