import { productOf } from '../../../app/front/model/assortment.ts'
import { deliveryStatuses, orderStatuses, reserveStatuses } from '../../../app/front/model/enums.ts'
import {
  sectionOf,
  sectionsOfGroup,
  tablesOf,
  terminalsGroupOf,
} from '../../../app/front/model/organisation.ts'
import { readQueue } from '../../../app/queue/read-queue.ts'
import { isUuid, type Uuid } from '../../../kernel/ids.ts'
import { cashSessionOf, stopListOf } from '../changes/changes.ts'
import { badArgument, notFound } from '../faults.ts'
import type { FrontWeb } from '../front-web.ts'
import type { PlayedTill } from '../played-till.ts'
import { momentOf, type SeenOrder } from '../read/till-reader.ts'
import type { Scope } from '../sessions.ts'
import { wireTime, wireTimeOrNull } from '../wire-time.ts'
import { writeEntity } from '../write-entity.ts'
import { flagOf, namesOf } from './v1-calls.ts'

export type Asked = { web: FrontWeb; played: PlayedTill; query: URLSearchParams; id: string | null }
type Answer = (asked: Asked) => Promise<unknown>
export type V1Read = { path: string; scope: Scope; answer: Answer }

type Entities = { items: readonly unknown[] } | { item: unknown }

/** A list with the place in the changes from which on it has to be followed: read before the list itself. */
const withCursor =
  (read: (asked: Asked) => Promise<Entities & { zone: string }>): Answer =>
  async (asked) => {
    const { web, played } = asked
    const { text: revision } = await web.cursors.present(played.till)
    const { zone, ...entities } = await read(asked)
    return 'item' in entities
      ? writeEntity(entities.item, zone)
      : { revision, items: writeEntity(entities.items, zone) }
  }

const keysOf = <Name extends string>(values: Readonly<Record<Name, number>>): Name[] =>
  Object.keys(values) as Name[]

/** Ids of what changed after a place; null: all are wanted. */
async function changedSince({ web, played, query }: Asked): Promise<ReadonlySet<Uuid> | null> {
  const since = query.get('updatedAfterRevision')
  if (since === null) return null
  let position = await web.cursors.read(played.till, since)
  const ids = new Set<Uuid>()
  for (let hasMore = true; hasMore; ) {
    const after = await web.hub(played).after(position)
    for (const { id } of after.changes) if (id !== null) ids.add(id)
    position = after.revision
    hasMore = after.hasMore
  }
  return ids
}

const orders = withCursor(async (asked) => {
  const { web, played, query } = asked
  const statuses = namesOf(query, 'status', keysOf(orderStatuses))
  const isHallOnly = flagOf(query, 'excludeDeliveries')
  const changed = await changedSince(asked)
  const seen = await web.reader.read(played)
  const items = seen.orders
    .map(({ order }) => order)
    .filter((order) => !statuses || statuses.has(order.status))
    .filter((order) => !isHallOnly || order.kind !== 'delivery')
    .filter(({ id }) => !changed || changed.has(id))
  return { items, zone: seen.zone }
})

/** One order of the till by its id, however old. */
async function orderWith({ web, played, id }: Asked): Promise<SeenOrder & { zone: string }> {
  const seen = isUuid(id ?? '') ? await web.reader.readSome(played, [(id ?? '').toLowerCase()]) : null
  const [found] = seen?.orders ?? []
  if (!seen || !found) throw notFound(`There is no order ${(id ?? '').slice(0, 50)}`)
  return { ...found, zone: seen.zone }
}

const kitchenOrders = withCursor(async (asked) => {
  const changed = await changedSince(asked)
  const seen = await asked.web.reader.read(asked.played)
  const items = seen.orders
    .flatMap(({ kitchenOrder }) => kitchenOrder ?? [])
    .filter(({ id }) => !changed || changed.has(id))
  return { items, zone: seen.zone }
})

const deliveries = withCursor(async ({ web, played, query }) => {
  const statuses = namesOf(query, 'status', keysOf(deliveryStatuses))
  const seen = await web.reader.read(played)
  const items = seen.orders
    .flatMap(({ order }) => (order.kind === 'delivery' && 'deliveryStatus' in order ? [order] : []))
    .filter((order) => !statuses || statuses.has(order.deliveryStatus))
  return { items, zone: seen.zone }
})

const reserves = withCursor(async ({ web, played, query }) => {
  const statuses = namesOf(query, 'status', keysOf(reserveStatuses))
  const seen = await web.reader.read(played)
  return { items: seen.reserves.filter((one) => !statuses || statuses.has(one.status)), zone: seen.zone }
})

const products = withCursor(async ({ played, query }) => {
  const { place, zone } = await momentOf(played)
  const withAll = flagOf(query, 'includeInactive')
  const items = place.catalog
    .of('product', place.organizationId)
    .filter(({ isDeleted }) => !isDeleted)
    .map((item) => productOf(place, item))
    .filter(({ isActive }) => withAll || isActive)
  return { items, zone }
})

async function terminal({ played }: Asked): Promise<unknown> {
  const { place, zone } = await momentOf(played)
  const group = place.catalog.find('terminalGroup', played.till.terminalGroupId)
  if (!group) throw notFound('The terminal group is gone')
  const { mainTerminal, ...terminalsGroup } = terminalsGroupOf(place, group)
  const restaurant = place.catalog.find('organization', place.organizationId)
  return writeEntity(
    {
      ...mainTerminal,
      terminalsGroup,
      restaurant: restaurant && { id: restaurant.id, name: restaurant.body.name },
      isConnectedToMainServer: played.isLineUp(),
      timeZone: zone,
      now: wireTime(played.app.clock.now(), zone),
    },
    zone,
  )
}

/** The ready-made model of a board with derived statuses; a kitchen's threshold is part of the board (front-api §7.3). */
async function queue({ played, query }: Asked): Promise<unknown> {
  const boardId = query.get('board')
  if (boardId !== null && !isUuid(boardId)) throw badArgument('board must be a uuid')
  const { zone } = await momentOf(played)
  const shown = await readQueue(played.app, played.till, boardId?.toLowerCase() ?? null)
  if (boardId !== null && shown.boardId !== boardId.toLowerCase())
    throw notFound(`There is no board ${boardId}`)
  return {
    boardId: shown.boardId,
    name: shown.board.name,
    entries: shown.entries.map(({ orderId, label, stage, takenAt, readyAt, name }) => ({
      ...{ orderId, label, status: stage, name },
      takenAt: wireTime(takenAt, zone),
      readyAt: wireTimeOrNull(readyAt, zone),
    })),
  }
}

/** What may be read, and the scope that it needs (front-api §7.6). */
export const v1Reads: readonly V1Read[] = [
  { path: 'orders', scope: 'monitoring', answer: orders },
  {
    path: 'orders/:id',
    scope: 'monitoring',
    answer: withCursor(async (asked) => {
      const { order, zone } = await orderWith(asked)
      return { item: order, zone }
    }),
  },
  { path: 'kitchen-orders', scope: 'queue', answer: kitchenOrders },
  {
    path: 'kitchen-orders/:id',
    scope: 'queue',
    answer: withCursor(async (asked) => {
      const { kitchenOrder, zone } = await orderWith(asked)
      if (!kitchenOrder) throw notFound('The kitchen has nothing of this order')
      return { item: kitchenOrder, zone }
    }),
  },
  { path: 'deliveries', scope: 'monitoring', answer: deliveries },
  { path: 'reserves', scope: 'monitoring', answer: reserves },
  {
    path: 'tables',
    scope: 'monitoring',
    answer: withCursor(async ({ played }) => {
      const { place, zone } = await momentOf(played)
      return { items: sectionsOfGroup(place, place.terminalGroupId).flatMap(tablesOf), zone }
    }),
  },
  {
    path: 'sections',
    scope: 'monitoring',
    answer: withCursor(async ({ played }) => {
      const { place, zone } = await momentOf(played)
      const items = sectionsOfGroup(place, place.terminalGroupId).map((one) => sectionOf(place, one))
      return { items, zone }
    }),
  },
  { path: 'products', scope: 'monitoring', answer: products },
  {
    path: 'stop-list',
    scope: 'monitoring',
    answer: withCursor(async ({ played }) => {
      const moment = await momentOf(played)
      return { items: await stopListOf(played, moment), zone: moment.zone }
    }),
  },
  { path: 'terminal', scope: 'queue', answer: terminal },
  {
    path: 'cash-sessions',
    scope: 'monitoring',
    answer: withCursor(async ({ played }) => {
      const moment = await momentOf(played)
      const open = await cashSessionOf(played, moment)
      return { items: open ? [open] : [], zone: moment.zone }
    }),
  },
  { path: 'queue', scope: 'queue', answer: queue },
]
