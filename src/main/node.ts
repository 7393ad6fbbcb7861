import { loadSeed, type Seed } from '../app/books/load-seed.ts'
import { eventKindsOfOffice, followJournal } from '../app/event-log/follow-journal.ts'
import type { App, Storage, TillAtHand } from '../app/ports.ts'
import { followSales, reportKinds } from '../app/reports/follow-sales.ts'
import { handOver, handOverKinds } from '../app/route/hand-over.ts'
import type { BankTerminal } from '../app/till/paying/payment-system.ts'
import type { PrinterLine } from '../app/till/printing/printer-line.ts'
import type { CashRegister } from '../app/till/register/cash-register.ts'
import { TillHeld } from '../app/till/standby/standing.ts'
import type { AskStock } from '../app/till/stock-question.ts'
import type { Till } from '../app/till/till-command.ts'
import type { TillHooks } from '../app/till/till-hooks.ts'
import type { Scales } from '../app/till/weighing/scales.ts'
import { type FollowerSpec, type Followers, runFollowers } from '../journal/followers.ts'
import type { Uuid } from '../kernel/ids.ts'
import type { Random } from '../kernel/random.ts'
import type { Role } from '../link/roles.ts'
import type { ReportCopy } from '../storage/columnar/report-copy.ts'
import type { Engine } from '../storage/engines/index.ts'
import { openStorage } from '../storage/open-storage.ts'
import { Clockwork } from './clockwork.ts'
import { followersOfGroup } from './followers-of-group.ts'
import { Listeners } from './listeners.ts'
import { openApp } from './open-app.ts'
import type { SandboxClock } from './sandbox-clock.ts'
import { type LocalTill, openLocalTill } from './tills.ts'
import { type Works, worksOf } from './works.ts'

export type Log = (level: 'info' | 'warn' | 'error', text: string, details?: Record<string, unknown>) => void

export type NodeOptions = {
  engine: Engine
  clock: SandboxClock
  random: Random
  roles: ReadonlySet<Role>
  log: Log
  /** This node is a till on its own: it plays the one group that its cloud told it, or none yet. */
  isLinkedTill?: boolean
  /** A chain owns the books of this server. */
  isUnderChain?: boolean
  /** It may be the standby of that till: it plays nothing until {@link Node.holdTills} says so. */
  isHeldAtStart?: boolean
  /** The bank terminal of a till; absent: no till has one. */
  terminalOf?: (terminalGroupId: Uuid) => BankTerminal
  /** The way to the printers of tills; absent: nothing is printed. */
  printerLine?: PrinterLine
  /** The fiscal register of a till; absent: none can stand at one. */
  registerOf?: (terminalGroupId: Uuid) => CashRegister
  /** The scales of a till; absent: none can stand at one. */
  scalesOf?: (terminalGroupId: Uuid) => Scales
  /** What answers reports before the database has to. */
  reportCopy?: ReportCopy | null
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
  /**
   * Hears that the cloud has drawn what tills told it, which may be long after {@link Node.onPlaced}; what it draws itself
   * is there when that tells. Call the answer to stop.
   */
  onPictured(listener: () => void): () => void
  /** How to know of the tills of other nodes whose line is open; such a till does not fall asleep. */
  listenBy(hears: (terminalGroupId: Uuid) => boolean): void
  /** Sets the tills to work anew: one was taken over by another node, or this node learnt which one it plays. */
  restartTills(): Promise<void>
  /** Tells whether the cloud of this node's till, which is another node, can be asked, and how it is asked for its stock. */
  watchUplink(isUp: () => boolean, askStock?: AskStock): void
  /**
   * How what a till's screen is told of is made safe first: it is at the standby (ADR 32). `admit` throws where this node
   * does not play its till.
   */
  secureBy(secure: () => Promise<void>, admit: () => void): void
  /** True: the till of this node rests, whatever its books say; another node plays it. */
  holdTills(isHeld: boolean): Promise<void>
  /** Does what the clock makes due: heartbeats and commands that nobody answered in time. */
  tick(): Promise<void>
  /** Lets the node rest while the whole database is exchanged for another one, then sets it to work on that. */
  replaceData(work: () => Promise<void>): Promise<void>
  /** Whoever is asked before the tills of this node decide (plugins); null: nobody. */
  hookTills(hooks: TillHooks | null): void
  /** Hears that the tills were set to work anew; call the answer to stop. */
  onRestarted(listener: () => void): () => void
  /** Hears that all data was exchanged; call the answer to stop. */
  onReplaced(listener: () => void): () => void
  /** Loads a seed into an empty storage and starts its tills. */
  load(seed: Seed): Promise<void>
  stop(): Promise<void>
}

/** Opens the storage and sets followers, tills and clocks to work. */
export async function openNode(options: NodeOptions): Promise<Node> {
  const { clock, random, roles, log, isUnderChain = false } = options
  const storage = await openStorage(options.engine, { clock, random, reportCopy: options.reportCopy ?? null })
  let followers: Followers | null = null
  const tills = new Map<Uuid, LocalTill>()
  const atHand = (id: Uuid): TillAtHand | null => (isPlaying ? (tills.get(id)?.atHand() ?? null) : null)
  const given = { clock, random, isUnderChain }
  const { app, forgetAll } = openApp(storage, given, () => followers?.wake(), atHand)
  const outside = surroundings()
  let isHeld = options.isHeldAtStart ?? false
  const [placed, pictured] = [new Listeners(), new Listeners()]
  const [replaced, restarted] = [new Listeners(), new Listeners()]
  let hooks: TillHooks | null = null
  const plays = worksOf(roles)
  let isPlaying = false
  const report = (error: unknown): void =>
    log('error', 'the clockwork failed and will try again', { error: String(error) })
  const clockwork = new Clockwork({ app, plays, tills, isUnderChain, isHeard: outside.now.isHeard, report })

  async function start(): Promise<void> {
    const groups = isHeld ? [] : await groupsToPlay(app, plays, options.isLinkedTill ?? false)
    playTills(app, groups, tills, { ...options, ...outside.now, hooks: () => hooks })
    followers = startFollowers(app, groups, tills, options, { placed, pictured })
    isPlaying = plays.till && plays.cloud
    for (const { printing, register } of tills.values()) {
      void printing?.begin().catch(report)
      register?.begin()
    }
  }
  const rest = (): Promise<void> => restAll(followers, tills, () => (isPlaying = false))
  // Two at once would leave followers running that nobody stops any more.
  const restart = oneAtATime(async () => {
    await rest()
    await start()
    await clockwork.beat()
    restarted.tell()
  })
  await start()
  for (const local of tills.values()) await greet(app, local, report)
  clockwork.start()

  return {
    app,
    storage,
    clock,
    tills,
    get followers() {
      if (!followers) throw new Error('the node is not started')
      return followers
    },
    onPlaced: placed.add,
    onPictured: pictured.add,
    ...outside.setters,
    restartTills: restart,
    async holdTills(held) {
      if (isHeld === held) return
      isHeld = held
      await restart()
      if (!held) for (const local of tills.values()) await greet(app, local, report)
    },
    tick: () => clockwork.tick(),
    replaceData: (work) => exchange(work, { clockwork, storage, rest, restart, forgetAll, replaced }),
    hookTills(given) {
      hooks = given
    },
    onRestarted: restarted.add,
    onReplaced: replaced.add,
    async load(seed) {
      await rest()
      await loadSeed(app, seed)
      await restart()
      await followers?.settle()
    },
    async stop() {
      await clockwork.rest()
      await rest()
      await storage.close()
    },
  }
}

/** Does the work once for each call, one after another. */
function oneAtATime(work: () => Promise<void>): () => Promise<void> {
  let present: Promise<unknown> = Promise.resolve()
  return () => {
    const done = present.then(work)
    present = done.catch(() => {})
    return done
  }
}

type Exchanging = {
  clockwork: Clockwork
  storage: Pick<Storage, 'forget'>
  rest(): Promise<void>
  restart(): Promise<void>
  forgetAll(): void
  replaced: Listeners
}

/** Nobody works while all data is exchanged, and nobody remembers what was there. */
async function exchange(work: () => Promise<void>, node: Exchanging): Promise<void> {
  await node.clockwork.rest()
  await node.rest()
  try {
    await work()
  } finally {
    node.storage.forget()
    node.forgetAll()
    node.clockwork.forget()
    await node.restart()
    node.clockwork.start()
    node.replaced.tell()
  }
}

/** What other rooms let the node know of what is around it; each may say so later than the tills begin. */
function surroundings() {
  let isHeard: (terminalGroupId: Uuid) => boolean = () => false
  let isUplinkUp = (): boolean => true
  let askStock: AskStock | undefined
  let secure = async (): Promise<void> => {}
  let admit = (): void => {}
  return {
    now: {
      isHeard: (id: Uuid) => isHeard(id),
      isUplinkUp: () => isUplinkUp(),
      askStock: () => askStock,
      secure: () => secure(),
      admit: () => admit(),
    },
    setters: {
      listenBy(hears: typeof isHeard) {
        isHeard = hears
      },
      watchUplink(isUp: typeof isUplinkUp, asks: AskStock = async () => null) {
        isUplinkUp = isUp
        askStock = asks
      },
      secureBy(how: typeof secure, who: typeof admit) {
        secure = how
        admit = who
      },
    },
  }
}

/** What a till says and asks when its node has started: its stop list, and what became of card money under way. */
async function greet(app: App, local: LocalTill, told: (error: unknown) => void): Promise<void> {
  // A till that has been superseded meanwhile has nothing to say.
  const report = (error: unknown): void => (error instanceof TillHeld ? undefined : told(error))
  await tellStopList(app, local).catch(report)
  await local.desk?.recover().catch(report)
}

/** Until the followers have stopped, and the tills have written what they have in hand. */
async function restAll(
  followers: Followers | null,
  tills: ReadonlyMap<Uuid, LocalTill>,
  handNothingMore: () => void,
): Promise<void> {
  handNothingMore()
  await Promise.all([followers?.stop(), ...[...tills.values()].map((local) => local.rest())])
}

/** A till that starts tells its whole stop list (cloud-api §7.3). */
async function tellStopList(app: App, { run }: LocalTill): Promise<void> {
  await run({ id: app.random.uuid(), command: { kind: 'stopList.tell' }, actor: 'till', deadline: null })
}

type GroupToPlay = { till: Till; code: string /** A node of its own plays it. */; isRemote: boolean }

/** Opens the tills that this node plays now; those that it played before go on as they were. */
function playTills(
  app: App,
  groups: readonly GroupToPlay[],
  tills: Map<Uuid, LocalTill>,
  {
    terminalOf,
    printerLine,
    registerOf,
    scalesOf,
    log,
    isUplinkUp,
    askStock,
    secure,
    admit,
    hooks,
  }: Pick<NodeOptions, 'terminalOf' | 'printerLine' | 'registerOf' | 'scalesOf' | 'log'> & {
    isUplinkUp: () => boolean
    askStock: () => AskStock | undefined
    secure: () => Promise<void>
    admit: () => void
    hooks: () => TillHooks | null
  },
): void {
  const before = new Map(tills)
  tills.clear()
  for (const { till, code, isRemote } of groups) {
    const { terminalGroupId: id } = till
    const bank = terminalOf?.(id)
    const report = (error: unknown): void =>
      log('error', 'a payment of a till failed', { till: code, error: String(error) })
    const printers = printerLine && {
      line: printerLine,
      report: (error: unknown) =>
        log('error', 'a printer of a till failed', { till: code, error: String(error) }),
    }
    const fiscal = registerOf && {
      register: registerOf(id),
      report: (error: unknown) =>
        log('error', 'the fiscal register of a till failed', { till: code, error: String(error) }),
    }
    const devices = { bank, printers, fiscal, scales: scalesOf?.(id), secure, admit, report, askStock }
    if (!isRemote) tills.set(id, openLocalTill(app, till, code, isUplinkUp, before.get(id), devices, hooks))
  }
}

function startFollowers(
  app: App,
  groups: readonly GroupToPlay[],
  tills: ReadonlyMap<Uuid, LocalTill>,
  { roles, log, followers }: NodeOptions,
  { placed, pictured }: { placed: Listeners; pictured: Listeners },
): Followers {
  const own = worksOf(roles)
  const ofServer = own.server ? [reportsFollower(app), officeEventsFollower(app)] : []
  const ofCallCentre = roles.has('callcentre') ? [handOverFollower(app)] : []
  const specs = groups.flatMap(({ till }) =>
    followersOfGroup(app, till, tills.get(till.terminalGroupId) ?? null, own, () => pictured.tell()),
  )
  return runFollowers(
    app.storage,
    [...specs, ...ofServer, ...ofCallCentre, ...(followers?.(app, tills) ?? [])],
    (follower, error) =>
      log('error', `follower ${follower} failed and will try again`, { error: String(error) }),
    () => placed.tell(),
  )
}

/** Keeps the facts of reports of all restaurants (ADR 14). */
const reportsFollower = (app: App): FollowerSpec => ({
  name: 'reports',
  kinds: reportKinds,
  terminalGroupId: null,
  handle: (tx, entries) => followSales(app, tx, entries),
})

/** Gives orders of the legacy scheme to the tills that have accepted them (biz-card-api §16.2). */
const handOverFollower = (app: App): FollowerSpec => ({
  name: 'call centre hands over',
  kinds: handOverKinds,
  terminalGroupId: null,
  handle: (tx, entries) => handOver(app, tx, entries),
  afterBatch: () => app.wake(),
})

/** What no till writes: documents, books, who came into the back office (ADR 18). */
const officeEventsFollower = (app: App): FollowerSpec => ({
  name: 'event log follows the back office',
  kinds: eventKindsOfOffice,
  terminalGroupId: null,
  handle: (tx, entries) => followJournal(app, tx, entries),
})

/** The terminal groups that concern this node. */
async function groupsToPlay(app: App, plays: Works, isLinkedTill: boolean): Promise<GroupToPlay[]> {
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
      found.push({ till, code: group.body.code, isRemote: !plays.till || remote.has(group.id) })
    }
  }
  return found
}
