import { keepCatalogs } from '../app/books/catalogs.ts'
import { loadSeed, type Seed } from '../app/books/load-seed.ts'
import { expireCommands } from '../app/cloud/expire-commands.ts'
import type { App, Storage } from '../app/ports.ts'
import { runFollowers, type Followers, type FollowerSpec } from '../journal/followers.ts'
import type { Random } from '../kernel/random.ts'
import type { Uuid } from '../kernel/ids.ts'
import type { Engine } from '../storage/engines/index.ts'
import { openStorage } from '../storage/open-storage.ts'
import { repeat } from './repeat.ts'
import type { SandboxClock } from './sandbox-clock.ts'
import { followersOfTill, type LocalTill, openLocalTill } from './tills.ts'

export type Role = 'server' | 'cloud' | 'till'
export type Log = (level: 'info' | 'warn' | 'error', text: string, details?: Record<string, unknown>) => void

export type NodeOptions = {
  engine: Engine
  clock: SandboxClock
  random: Random
  roles: ReadonlySet<Role>
  log: Log
  /** Only the till of this group; null: every group of every tenant. */
  onlyTill?: Uuid | null
  /** Followers of other rooms, such as the log files. */
  followers?: (app: App) => FollowerSpec[]
}

/** A running node without its HTTP door. */
export type Node = {
  app: App
  storage: Storage
  clock: SandboxClock
  tills: ReadonlyMap<Uuid, LocalTill>
  followers: Followers
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
  const app: App = {
    storage,
    clock,
    random,
    catalog: catalogs.of,
    forgetCatalog: catalogs.forget,
    wake: () => followers?.wake(),
  }
  const tills = new Map<Uuid, LocalTill>()

  async function start(): Promise<void> {
    tills.clear()
    for (const till of await tillsOf(app, options.onlyTill ?? null)) tills.set(till.till.terminalGroupId, till)
    const specs = [...tills.values()].flatMap((till) =>
      followersOfTill(app, till, { till: roles.has('till'), cloud: roles.has('cloud') }),
    )
    followers = runFollowers(storage, [...specs, ...(options.followers?.(app) ?? [])], (follower, error) =>
      log('error', `follower ${follower} failed and will try again`, { error: String(error) }),
    )
  }
  await start()

  const lastBeats = new Map<Uuid, number>()
  const ticking = repeat(tickMs, async () => {
    if (roles.has('till')) await beat(app, tills, lastBeats)
    if (roles.has('cloud')) while ((await expireCommands(app)) > 0) continue
  }, (error) => log('error', 'the clockwork failed and will try again', { error: String(error) }))

  return {
    app,
    storage,
    clock,
    tills,
    get followers() {
      if (!followers) throw new Error('the node is not started')
      return followers
    },
    async load(seed) {
      await followers?.stop()
      await loadSeed(app, seed)
      await start()
      await beat(app, tills, lastBeats)
      await followers?.settle()
    },
    async stop() {
      await ticking.stop()
      await followers?.stop()
      await storage.close()
    },
  }
}

/** The terminal groups of all tenants, each with a till of its own. */
async function tillsOf(app: App, only: Uuid | null): Promise<LocalTill[]> {
  const found: LocalTill[] = []
  for (const tenant of await app.storage.now.tenants.list()) {
    const catalog = await app.catalog(tenant.id)
    for (const group of catalog.all('terminalGroup')) {
      if (group.isDeleted || !group.organizationId || (only && group.id !== only)) continue
      const till = { tenantId: tenant.id, organizationId: group.organizationId, terminalGroupId: group.id }
      found.push(openLocalTill(app, till, group.body.code))
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
