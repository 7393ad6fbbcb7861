import type { LinkPeer } from '../../src/app/ports.ts'
import { LinkHub } from '../../src/link/hub.ts'
import { LinkSpoke } from '../../src/link/spoke.ts'
import { type Node, openNode } from '../../src/main/node.ts'
import type { NodeOptions } from '../../src/main/node-options.ts'
import type { SandboxClock } from '../../src/main/sandbox-clock.ts'
import { systemRandom } from '../../src/main/system-random.ts'
import type { LocalTill } from '../../src/main/tills.ts'
import { runWebhookSender, type WebhookSender } from '../../src/webhooks/sender.ts'
import { createTargetGuard } from '../../src/webhooks/target-guard.ts'
import type { BadLine } from './bad-line.ts'
import { type MortalEngine, openMortal } from './mortal-engine.ts'

/** A link in a hurry: faults come by the dozen in a second. */
const timing = { resendMs: 150, beatMs: 200, silenceMs: 1_500, retryMsMin: 20, retryMsMax: 100 }

export type NodeWorld = { clock: SandboxClock; problems: string[] }

/** What a node is; asked for once an incarnation. */
export type Equipment = Pick<NodeOptions, 'roles'> &
  Partial<Pick<NodeOptions, 'isLinkedTill' | 'isHeldAtStart' | 'followers'>>

/** A node that dies without a word and comes back on the same database. */
export abstract class MortalNode {
  protected readonly world: NodeWorld
  readonly #databaseUrl: string
  #living: { node: Node; engine: MortalEngine } | null = null
  readonly #burials: Promise<unknown>[] = []

  constructor(world: NodeWorld, databaseUrl: string) {
    this.world = world
    this.#databaseUrl = databaseUrl
  }

  /** The present incarnation; null between death and resurrection. */
  get node(): Node | null {
    return this.#living?.node ?? null
  }

  get living(): Node {
    if (!this.#living) throw new Error('the node is dead')
    return this.#living.node
  }

  async start(): Promise<void> {
    if (this.#living) return
    const { clock, problems } = this.world
    const engine = openMortal(this.#databaseUrl)
    let isDead = false
    const node = await openNode({
      engine,
      clock,
      random: systemRandom(clock),
      ...this.equip(),
      log: (level, text, details) => {
        if (level === 'error' && !isDead) problems.push(`${text} ${JSON.stringify(details)}`)
      },
    })
    const kill = engine.kill.bind(engine)
    this.#living = {
      node,
      engine: {
        ...engine,
        kill: () => {
          isDead = true
          return kill()
        },
      },
    }
    await this.awake(node, () => isDead)
  }

  async kill(): Promise<void> {
    const dying = this.#living
    if (!dying) return
    this.#living = null
    const killed = dying.engine.kill()
    const rest = this.asleep()
    this.#burials.push(rest, dying.node.stop())
    await killed
  }

  /** Resolves when no loop of any incarnation runs any more. */
  async bury(): Promise<void> {
    await this.kill()
    await Promise.allSettled(this.#burials)
  }

  protected abstract equip(): Equipment
  protected abstract awake(node: Node, isDead: () => boolean): void | Promise<void>
  protected abstract asleep(): Promise<void>
}

/** The cloud with the hub that tills dial and the sender of webhooks. */
export class CloudNode extends MortalNode {
  protected readonly equip = (): Equipment => ({ roles: new Set(['cloud']) })
  #hub: LinkHub | null = null
  #sender: WebhookSender | null = null

  get hub(): LinkHub | null {
    return this.#hub
  }

  async settle(): Promise<void> {
    await this.living.followers.settle()
    await this.#sender?.settle()
  }

  protected awake(node: Node, isDead: () => boolean): void {
    const report = (error: unknown): void => {
      if (!isDead()) this.world.problems.push(`cloud: ${String(error)}`)
    }
    const hub = new LinkHub({ app: node.app, report, timing })
    const guard = createTargetGuard({ allowLoopback: true })
    const sender = runWebhookSender({
      app: node.app,
      guard: {
        ...guard,
        // The dead do not dial.
        resolve: (uri) => (isDead() ? Promise.reject(new Error('killed')) : guard.resolve(uri)),
      },
      render: async ({ id, entityId }) => ({ id, entityId }),
      report,
    })
    node.onPlaced(() => {
      hub.kick()
      sender.wake()
    })
    this.#hub = hub
    this.#sender = sender
  }

  protected async asleep(): Promise<void> {
    this.#hub?.close()
    const stopped = this.#sender?.stop()
    this.#hub = null
    this.#sender = null
    await stopped
  }
}

/** A till of its own node, which dials the cloud again and again. */
export class TillNode extends MortalNode {
  protected readonly equip = (): Equipment => ({ roles: new Set(['till']), isLinkedTill: true })
  readonly line: BadLine
  readonly peer: LinkPeer
  readonly #cloud: CloudNode
  #spoke: LinkSpoke | null = null

  constructor(
    world: NodeWorld,
    databaseUrl: string,
    { line, peer, cloud }: { line: BadLine; peer: LinkPeer; cloud: CloudNode },
  ) {
    super(world, databaseUrl)
    this.line = line
    this.peer = peer
    this.#cloud = cloud
  }

  /** The till's screen; null while it is dead or has never met its cloud. */
  get screen(): LocalTill | null {
    return this.node?.tills.get(this.peer.terminalGroupId) ?? null
  }

  /** Dials now instead of after the pause that failures have made long. */
  redial(): void {
    this.#spoke?.stop()
    this.line.hangUp()
    this.#dial(this.living)
  }

  protected awake(node: Node): void {
    this.#dial(node)
  }

  #dial(node: Node): void {
    const spoke = new LinkSpoke({
      app: node.app,
      timing,
      dial: async () => {
        const { hub } = this.#cloud
        if (!hub) throw new Error('the cloud is dead')
        return this.line.dial((carrier) => hub.accept(carrier, this.peer))
      },
      // Cut lines and dead clouds are what a simulation is for; what is wrong afterwards shows in the books.
      report: () => {},
      onReady: async (place) => {
        await node.storage.now.links.saveIdentity(place)
        if (!node.tills.has(place.terminalGroupId)) await node.restartTills()
      },
    })
    node.onPlaced(() => spoke.kick())
    spoke.start()
    this.#spoke = spoke
  }

  protected async asleep(): Promise<void> {
    this.#spoke?.stop()
    this.#spoke = null
    this.line.hangUp()
  }
}
