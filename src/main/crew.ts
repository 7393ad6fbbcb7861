import { eventKindsOfOffice, followJournal } from '../app/event-log/follow-journal.ts'
import type { App, TillAtHand } from '../app/ports.ts'
import { followSales, reportKinds } from '../app/reports/follow-sales.ts'
import { handOver, handOverKinds } from '../app/route/hand-over.ts'
import { TillHeld } from '../app/till/standby/standing.ts'
import type { AskStock } from '../app/till/stock-question.ts'
import type { Till } from '../app/till/till-command.ts'
import type { TillHooks } from '../app/till/till-hooks.ts'
import { type FollowerSpec, type Followers, runFollowers } from '../journal/followers.ts'
import type { Uuid } from '../kernel/ids.ts'
import { beginDevices } from './begin-devices.ts'
import { followersOfGroup } from './followers-of-group.ts'
import type { Listeners } from './listeners.ts'
import type { NodeOptions } from './node-options.ts'
import { type LocalTill, openLocalTill } from './tills.ts'
import { type Works, worksOf } from './works.ts'

/** What a node does without being asked: it plays its tills and follows the journal. */
export type Crew = {
  readonly tills: ReadonlyMap<Uuid, LocalTill>
  /** Null: nobody has begun to work. */
  readonly followers: Followers | null
  /** The till itself, while it works in this process beside its cloud. */
  atHand(terminalGroupId: Uuid): TillAtHand | null
  /** Opens the tills that the books name now; none where the till is `held`. Those that it had go on as they were. */
  openTills(isHeld: boolean): Promise<void>
  /** Asks what became of card money that was under way; before anybody can pay by card anew, who would be taken for that. */
  recover(): Promise<void>
  work(): void
  /** Resolves when every till has said what it has to say at a start. */
  greet(): Promise<void>
  /** Until the followers have stopped, and the tills have written what they have in hand. */
  rest(): Promise<void>
}

/** What the tills are told of what is around their node, and whoever is asked before they decide. */
type Around = {
  isUplinkUp: () => boolean
  askStock: () => AskStock | undefined
  secure: () => Promise<void>
  admit: () => void
  hooks: () => TillHooks | null
}

type Told = { placed: Listeners; pictured: Listeners; report: (error: unknown) => void }

export function openCrew(app: App, options: NodeOptions, around: Around, told: Told): Crew {
  const plays = worksOf(options.roles)
  const tills = new Map<Uuid, LocalTill>()
  let groups: GroupToPlay[] = []
  let followers: Followers | null = null
  let devices: ReturnType<typeof beginDevices> | null = null
  let isPlaying = false
  return {
    tills,
    get followers() {
      return followers
    },
    atHand: (id) => (isPlaying ? (tills.get(id)?.atHand() ?? null) : null),
    async openTills(isHeld) {
      groups = isHeld ? [] : await groupsToPlay(app, plays, options.isLinkedTill ?? false)
      playTills(app, groups, tills, options, around)
    },
    async recover() {
      for (const { desk } of tills.values()) await desk?.recover().catch(unlessHeld(told.report))
    },
    work() {
      followers = startFollowers(app, groups, tills, options, told)
      isPlaying = plays.till && plays.cloud
      devices = beginDevices(tills.values(), told.report)
    },
    async greet() {
      await devices?.done
      for (const local of tills.values()) await tellStopList(app, local).catch(unlessHeld(told.report))
    },
    async rest() {
      devices?.stop()
      isPlaying = false
      await Promise.all([followers?.stop(), ...[...tills.values()].map((local) => local.rest())])
    },
  }
}

/** A till that has been superseded meanwhile has nothing to say. */
const unlessHeld =
  (report: (error: unknown) => void) =>
  (error: unknown): void =>
    error instanceof TillHeld ? undefined : report(error)

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
  { terminalOf, printerLine, registerOf, scalesOf, log }: NodeOptions,
  { isUplinkUp, askStock, secure, admit, hooks }: Around,
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
  { placed, pictured }: Told,
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
