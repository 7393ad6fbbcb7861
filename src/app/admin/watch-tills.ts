/** All tills of a chain at a glance: shifts, takings, orders, kitchens, links (issue 5, monitoring). */
import {
  type Kitchen,
  kitchenLateness,
  type TillWarning,
  tillWarnings,
} from '../../domain/monitoring/till-warnings.ts'
import { deliveryStatuses, type OrderItem } from '../../domain/orders/order.ts'
import { isOpen, type TableOrder } from '../../domain/orders/tables/table-order.ts'
import type { BookItem } from '../../domain/reference/books.ts'
import type { Catalog } from '../../domain/reference/catalog.ts'
import type { Money } from '../../kernel/exact.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { startOfAccountingDay } from '../../kernel/local-time.ts'
import { answersNow, tillBeats } from '../cloud/till-life.ts'
import type { App } from '../ports.ts'
import { devicesOfTill, type WatchedDevice } from './watch-devices.ts'

/** What only the process that plays a till knows of its cable. */
export type KnownLine = {
  terminalGroupId: Uuid
  isConnected: boolean
  waitingEntries: number
  plugins: readonly WatchedPlugin[]
}

/** A plugin of a till and its jobs; moments are epoch milliseconds. */
export type WatchedPlugin = {
  name: string
  version: string | null
  state: string
  isDown: boolean
  reason: string | null
  crashes: number
  jobs: readonly {
    name: string
    times: string
    nextAt: number
    runs: number
    failures: number
    failuresInRow: number
    lastError: string | null
  }[]
}

export type WatchedTill = {
  terminalGroupId: Uuid
  group: BookItem<'terminalGroup'>['body']
  organization: BookItem<'organization'>
  /** Null: no shift is open. */
  shift: { number: number; openedAt: number; openedBy: string | null } | null
  /** Of the accounting day, as the back office counts it. */
  today: { orders: number; revenue: Money }
  openOrders: number
  kitchen: Kitchen
  isHeard: boolean
  isAsleep: boolean
  seenAt: number | null
  waitingEntries: number | null
  stoppedDishes: number
  devices: WatchedDevice[]
  /** Null: another node plays it, and knows. */
  pluginsHere: readonly WatchedPlugin[] | null
  warnings: TillWarning[]
}

const openStatuses = deliveryStatuses.filter((status) => status !== 'Closed' && status !== 'Cancelled')
/** More open orders than this are not looked into: the kitchens of a chain never have so many. */
const ordersMax = 2000
const dayMs = 86_400_000

/** Every living till of the chain, restaurant by restaurant. */
export async function watchTills(
  app: App,
  tenantId: Uuid,
  lines: readonly KnownLine[],
): Promise<WatchedTill[]> {
  const catalog = await app.catalog(tenantId)
  const organizations = catalog.all('organization').filter(({ isDeleted }) => !isDeleted)
  const watched = await Promise.all(
    organizations.map(async (organization) => {
      const groups = catalog
        .all('terminalGroup')
        .filter((group) => !group.isDeleted && group.organizationId === organization.id)
      const known = await knownOf(app, tenantId, organization)
      return Promise.all(
        groups.map((group) => watch(app, tenantId, { catalog, organization, group, known, lines })),
      )
    }),
  )
  return watched.flat()
}

type Known = Awaited<ReturnType<typeof knownOf>>

/** What is asked once for a restaurant. */
async function knownOf(app: App, tenantId: Uuid, { id, body }: BookItem<'organization'>) {
  const now = app.clock.now()
  const { knownCashShifts, stopLists, cloudOrders, cloudTableOrders } = app.storage.now
  const dayStart = startOfAccountingDay(now, body.timeZone, body.accountingDayStartMinutes) ?? now - dayMs
  const everybody = { tenantId, organizationIds: [id], sourceKeys: null, limit: ordersMax }
  const [beats, shifts, takings, stops, deliveries, tables] = await Promise.all([
    tillBeats(app, tenantId, [id]),
    knownCashShifts.open(tenantId, id),
    knownCashShifts.takings(tenantId, id, dayStart),
    stopLists.inCloud(tenantId, [id]),
    cloudOrders.search({ ...everybody, statuses: openStatuses }),
    cloudTableOrders.search({ ...everybody, changedSince: now - dayMs }),
  ])
  return { beats, shifts, takings, stops, deliveries, tables }
}

type Watch = {
  catalog: Catalog
  organization: BookItem<'organization'>
  group: BookItem<'terminalGroup'>
  known: Known
  lines: readonly KnownLine[]
}

async function watch(
  app: App,
  tenantId: Uuid,
  { catalog, organization, group, known, lines }: Watch,
): Promise<WatchedTill> {
  const now = app.clock.now()
  const place = { tenantId, organizationId: organization.id, terminalGroupId: group.id }
  const isOwn = (one: { terminalGroupId: Uuid | null }): boolean => one.terminalGroupId === group.id
  const beat = known.beats.find(isOwn)
  const line = lines.find(isOwn)
  const shift = known.shifts.find(isOwn)?.shift
  const orders = await ordersOf(app, tenantId, group.id, known)
  const stopped = known.stops.find(isOwn)?.items.filter(({ balance }) => balance <= 0n) ?? []
  const devices = await devicesOfTill(app, tenantId, catalog, group)
  const facts = {
    now,
    isAsleep: beat?.isAsleep ?? false,
    seenAt: beat?.seenAt ?? null,
    isHeard: line ? line.isConnected : beat !== undefined && answersNow(beat, now),
    shiftOpenedAt: shift?.openedAt ?? null,
    stoppedDishes: stopped.length,
    kitchen: kitchenLateness(orders, group.body.cookingMinutes, now),
    waitingEntries: line?.waitingEntries ?? null,
    isAlone: (await app.storage.now.standbys.reign(place))?.isAlone ?? false,
    unprinted: unprintedOf(devices),
    plugins: troublesOf(line?.plugins ?? []),
  }
  return {
    terminalGroupId: group.id,
    group: group.body,
    organization,
    shift: shift
      ? { number: shift.number, openedAt: shift.openedAt, openedBy: shift.openedBy?.name ?? null }
      : null,
    today: known.takings.find(isOwn) ?? { orders: 0, revenue: 0n },
    openOrders: orders.filter((order) => order.isOpen).length,
    ...facts,
    devices,
    pluginsHere: line?.plugins ?? null,
    warnings: tillWarnings(facts),
  }
}

const troublesOf = (plugins: readonly WatchedPlugin[]): { down: string[]; failingJobs: string[] } => ({
  down: plugins.filter(({ isDown }) => isDown).map(({ name }) => name),
  failingJobs: plugins.flatMap(({ name, jobs }) =>
    jobs.flatMap((job) => (job.failuresInRow > 0 ? [`${name}: ${job.name}`] : [])),
  ),
})

const unprintedOf = (devices: readonly WatchedDevice[]): { cheques: number; papers: number } => {
  const behind = devices.filter(({ trouble }) => trouble !== null)
  const sum = (of: readonly WatchedDevice[]): number => of.reduce((total, { waiting }) => total + waiting, 0)
  return {
    cheques: sum(behind.filter(({ printer }) => printer === null)),
    papers: sum(behind.filter(({ printer }) => printer !== null)),
  }
}

type SeenOrder = { items: readonly OrderItem[]; isOpen: boolean }

/** Orders of a till that are open or still cook: by the till's own records where they are here, else by the cloud's. */
async function ordersOf(
  app: App,
  tenantId: Uuid,
  terminalGroupId: Uuid,
  known: Pick<Known, 'deliveries' | 'tables'>,
): Promise<SeenOrder[]> {
  const own = await app.storage.now.tableOrders.board(tenantId, terminalGroupId, app.clock.now() - dayMs / 4)
  const seen = new Map<Uuid, TableOrder>(own.map((order) => [order.id, order]))
  for (const { terminalGroupId: of, state } of known.tables)
    if (of === terminalGroupId && state && !seen.has(state.id)) seen.set(state.id, state)
  const tables = [...seen.values()]
    .filter(({ status }) => status !== 'Deleted')
    .map((order) => ({ items: order.items, isOpen: isOpen(order) }))
  const deliveries = known.deliveries.flatMap(({ terminalGroupId: of, state }) =>
    of === terminalGroupId && state ? [{ items: state.items, isOpen: true }] : [],
  )
  return [...tables, ...deliveries]
}
