import { keepCatalogs } from '../app/books/catalogs.ts'
import { loadSeed, type Seed } from '../app/books/load-seed.ts'
import { expireCommands } from '../app/cloud/expire-commands.ts'
import type { App, Storage } from '../app/ports.ts'
import type { Till } from '../app/till/till-command.ts'
import { type FollowerSpec, type Followers, runFollowers } from '../journal/followers.ts'
import type { Uuid } from '../kernel/ids.ts'
import type { Random } from '../kernel/random.ts'
import type { Engine } from '../storage/engines/index.ts'
import { openStorage } from '../storage/open-storage.ts'
import { repeat } from './repeat.ts'
import type { SandboxClock } from './sandbox-clock.ts'
import { followersOfGroup, type LocalTill, openLocalTill } from './tills.ts'

export type Role = 'server' | 'cloud' | 'till'
export type Log = (level: 'info' | 'warn' | 'error', text: string, details?: Record<string, unknown>) => void

export type NodeOptions = {
  engine: Engine
  clock: SandboxClock
  random: Random
  roles: ReadonlySet<Role>
  log: Log
  /** This node is a till on its own: it plays the one group that its cloud told it, or none yet. */
  isLinkedTill?: boolean
  /** Followers of other rooms, such as the log files; `tills` are those that this node plays. */
  followers?: (app: App, tills: ReadonlyMap<Uuid, LocalTill>) => FollowerSpec[]
}

/** A running node without its HTTP door. */
export type Node = {
  app: App
  storage: Storage
  clock: SandboxClock
  tills: ReadonlyMap<Uuid, LocalTill>
  followers: Followers
  /** Hears that entries became visible; call the answer to stop. */
  onPlaced(listener: () => void): () => void
  /** Sets the tills to work anew: one was taken over by another node, or this node learnt which one it plays. */
  restartTills(): Promise<void>
  /** Does what the clock makes due: heartbeats and commands that nobody answered in time. */
  tick(): Promise<void>
  /** Lets the node rest while the whole database is exchanged for another one, then sets it to work on that. */
  replaceData(work: () => Promise<void>): Promise<void>
  /** Hears that all data was exchanged; call the answer to stop. */
  onReplaced(listener: () => void): () => void
  /** Loads a seed into an empty storage and starts its tills. */
  load(seed: Seed): Promise<void>
  stop(): Promise<void>
}

const heartbeatMs = 30_000
const tickMs = 200

/** Opens the storage and sets followers, tills and clocks to work. */
export async function openNode(options: NodeOptions): Promise<Node> {
  const { clock, random, roles, log } = options
  const storage = await openStorage(options.engine, { clock, random })
  const catalogs = keepCatalogs(storage, clock)
  let followers: Followers | null = null
  const wake = (): void => followers?.wake()
  const app: App = { storage, clock, random, catalog: catalogs.of, forgetCatalog: catalogs.forget, wake }
  const tills = new Map<Uuid, LocalTill>()
  const placedListeners = new Set<() => void>()
  const replacedListeners = new Set<() => void>()

  async function start(): Promise<void> {
    const groups = await groupsToPlay(app, options.isLinkedTill ?? false)
    const before = new Map(tills)
    tills.clear()
    for (const { till, code, isRemote } of groups) {
      const { terminalGroupId: id } = till
      if (!isRemote) tills.set(id, openLocalTill(app, till, code, before.get(id)))
    }
    const specs = groups.flatMap(({ till }) =>
      followersOfGroup(app, till, tills.get(till.terminalGroupId) ?? null, {
        till: roles.has('till'),
        cloud: roles.has('cloud'),
      }),
    )
    followers = runFollowers(
      storage,
      [...specs, ...(options.followers?.(app, tills) ?? [])],
      (follower, error) =>
        log('error', `follower ${follower} failed and will try again`, { error: String(error) }),
      () => {
        for (const listener of placedListeners) listener()
      },
    )
  }
  async function restart(): Promise<void> {
    await followers?.stop()
    await start()
    await beat(app, tills, lastBeats)
  }
  await start()

  const lastBeats = new Map<Uuid, number>()
  let ticked: Promise<void> = Promise.resolve()
  // One after another: two at once would expire a command twice.
  const tick = (): Promise<void> => {
    const next = ticked.then(async () => {
      if (roles.has('till')) await beat(app, tills, lastBeats)
      if (roles.has('cloud')) while ((await expireCommands(app)) > 0);
    })
    ticked = next.catch(() => {})
    return next
  }
  const clockwork = () =>
    repeat(tickMs, tick, (error) =>
      log('error', 'the clockwork failed and will try again', { error: String(error) }),
    )
  let ticking = clockwork()

  return {
    app,
    storage,
    clock,
    tills,
    get followers() {
      if (!followers) throw new Error('the node is not started')
      return followers
    },
    onPlaced(listener) {
      placedListeners.add(listener)
      return () => placedListeners.delete(listener)
    },
    restartTills: restart,
    tick,
    async replaceData(work) {
      await ticking.stop()
      await followers?.stop()
      try {
        await work()
      } finally {
        catalogs.forgetAll()
        lastBeats.clear()
        await restart()
        ticking = clockwork()
        for (const listener of replacedListeners) listener()
      }
    },
    onReplaced(listener) {
      replacedListeners.add(listener)
      return () => replacedListeners.delete(listener)
    },
    async load(seed) {
      await followers?.stop()
      await loadSeed(app, seed)
      await restart()
      await followers?.settle()
    },
    async stop() {
      await ticking.stop()
      await followers?.stop()
      await storage.close()
    },
  }
}

type GroupToPlay = { till: Till; code: string /** A node of its own plays it. */; isRemote: boolean }

/** The terminal groups that concern this node. */
async function groupsToPlay(app: App, isLinkedTill: boolean): Promise<GroupToPlay[]> {
  const { links, tenants } = app.storage.now
  const identity = isLinkedTill ? await links.identity() : null
  const remote = new Set((await links.peers()).map((peer) => peer.terminalGroupId))
  const found: GroupToPlay[] = []
  for (const tenant of await tenants.list()) {
    const catalog = await app.catalog(tenant.id)
    for (const group of catalog.all('terminalGroup')) {
      if (group.isDeleted || !group.organizationId) continue
      if (isLinkedTill && group.id !== identity?.terminalGroupId) continue
      const till = { tenantId: tenant.id, organizationId: group.organizationId, terminalGroupId: group.id }
      found.push({ till, code: group.body.code, isRemote: remote.has(group.id) })
    }
  }
  return found
}

/** Connected tills report themselves alive (cloud-api §11.2). */
async function beat(app: App, tills: ReadonlyMap<Uuid, LocalTill>, last: Map<Uuid, number>): Promise<void> {
  const now = app.clock.now()
  for (const { till, isConnected } of tills.values()) {
    const before = last.get(till.terminalGroupId)
    if (!isConnected || (before !== undefined && now >= before && now - before < heartbeatMs)) continue
    await app.storage.now.liveness.beat(till.tenantId, till.organizationId, till.terminalGroupId, now)
    last.set(till.terminalGroupId, now)
  }
}
