import { setTimeout as sleep } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import type { StoredEntry } from '../../../src/app/ports.ts'
import { tillCommandKind } from '../../../src/app/till/till-command.ts'
import type { OrderEvent } from '../../../src/domain/orders/events.ts'
import { replay } from '../../../src/domain/orders/evolve.ts'
import type { TableOrderEvent } from '../../../src/domain/orders/tables/events.ts'
import { evolveTableOrder } from '../../../src/domain/orders/tables/evolve-table-order.ts'
import type { TableOrder } from '../../../src/domain/orders/tables/table-order.ts'
import { evolveShift } from '../../../src/domain/shifts/evolve-shift.ts'
import type { CashShift, ShiftEvent } from '../../../src/domain/shifts/shifts.ts'
import { accountingDay } from '../../../src/kernel/local-time.ts'
import type { Node } from '../../../src/main/node.ts'
import type { HallNode } from './hall-node.ts'
import { type Hall, type HallWorld, historyOf } from './world.ts'

/** What is wrong with halls that have healed; empty when nothing was lost, doubled or told differently. */
export async function inspectHalls(world: HallWorld): Promise<string[]> {
  const faults = [...world.problems]
  for (const hall of world.halls) {
    const found = await inspectHall(world, hall)
    faults.push(...found.map((fault) => `${hall.peer.name}: ${fault}`))
  }
  const nodes: [string, Node][] = [
    ['the cloud', world.cloud.living],
    ...world.halls.flatMap(({ nodes }) => nodes.map(({ name, living }): [string, Node] => [name, living])),
  ]
  for (const [name, node] of nodes) {
    const { brokenAt, reason } = await node.storage.verifyJournal()
    if (brokenAt !== null) faults.push(`the journal of ${name} is broken at ${brokenAt}: ${reason}`)
  }
  return faults
}

/** Everything that a till's books say. */
async function booksOf({ peer }: Hall, { living }: HallNode) {
  const { tenantId, organizationId, terminalGroupId } = peer
  const { tillOrders, tableOrders, stopLists, shifts } = living.storage.now
  return {
    deliveries: await tillOrders.board(tenantId, terminalGroupId, 0),
    tableOrders: await tableOrders.board(tenantId, terminalGroupId, 0),
    stopList: await stopLists.atTill(tenantId, terminalGroupId),
    cashShift: await shifts.lastCashShift(tenantId, terminalGroupId),
    personalShifts: await shifts.openPersonalShifts(tenantId, organizationId),
  }
}

const looks = 10
const pauseMs = 100

/**
 * The books of both nodes at one moment. Clocks go on while we look, and the till does what is due by them: only what stays
 * different is.
 */
async function booksOfBoth(hall: Hall, main: HallNode, standby: HallNode) {
  for (let look = 1; ; look++) {
    const both = [await booksOf(hall, main), await booksOf(hall, standby)] as const
    if (look === looks || isDeepStrictEqual(both[0], both[1])) return both
    await sleep(pauseMs)
  }
}

async function inspectHall(world: HallWorld, hall: Hall): Promise<string[]> {
  const main = hall.nodes.find(({ pair }) => pair?.view().role === 'main')
  const standby = hall.nodes.find(({ pair }) => pair?.view().role === 'standby')
  if (!main || !standby) return ['there are not a main till and a standby']
  const history = await historyOf(hall, main.living)
  const [books, followed] = await booksOfBoth(hall, main, standby)
  const faults: string[] = []
  for (const [name, book] of Object.entries(books)) {
    const other = followed[name as keyof typeof followed]
    if (!isDeepStrictEqual(book, other))
      faults.push(`the standby has other ${name}: ${difference(book, other)}`)
  }
  const idsOf = (entries: readonly StoredEntry[]): string =>
    String(entries.map(({ entryId }) => entryId).sort())
  if (idsOf(await historyOf(hall, standby.living)) !== idsOf(history))
    faults.push('the standby has another history')
  faults.push(
    ...inspectOrders(world, hall, books, history),
    ...inspectMoney(books, history),
    ...inspectAnswers(hall, history, await setAside(hall)),
    ...(await inspectCloud(world, hall, books, history)),
  )
  return faults
}

const asText = (value: unknown): string =>
  JSON.stringify(value, (_, part) => (typeof part === 'bigint' ? `${part}n` : part)) ?? 'undefined'

/** The first pieces of two books that differ. */
function difference(one: unknown, other: unknown): string {
  if (!Array.isArray(one) || !Array.isArray(other)) return `${asText(one)} ⇄ ${asText(other)}`
  const index = one.findIndex((item, at) => !isDeepStrictEqual(item, other[at]))
  return `${one.length} and ${other.length}; ${asText(one[index])} ⇄ ${asText(other[index < 0 ? one.length : index])}`
}

function grouped<One>(list: readonly One[], keyOf: (one: One) => string): Map<string, One[]> {
  const groups = new Map<string, One[]>()
  for (const one of list) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one])
  return groups
}

type Books = Awaited<ReturnType<typeof booksOf>>

/** Orders are what their entries make; numbers and dishes are there once, and none is lost. */
function inspectOrders(
  world: HallWorld,
  hall: Hall,
  books: Books,
  history: readonly StoredEntry[],
): string[] {
  const faults: string[] = []
  const entriesOf = grouped(history, ({ entityId }) => entityId)
  for (const order of books.tableOrders) {
    const made = (entriesOf.get(order.id) ?? []).reduce<TableOrder | null>(
      (state, { kind, payload, at }) =>
        kind.startsWith('tableOrder.') ? evolveTableOrder(state, payload as TableOrderEvent, at) : state,
      null,
    )
    if (!isDeepStrictEqual(made, order)) faults.push(`order ${order.id} is not what its entries make`)
  }
  for (const order of books.deliveries) {
    const told = (entriesOf.get(order.id) ?? []).filter(({ kind }) => kind.startsWith('delivery.'))
    const made = replay(told.map(({ payload, at }) => ({ event: payload as OrderEvent, at })))
    if (!isDeepStrictEqual(made, order)) faults.push(`delivery ${order.id} is not what its entries make`)
  }
  const numbers = history.flatMap(({ kind, payload, at }) =>
    kind.endsWith('.placed') ? [`${dayAt(world, hall, at)} ${numberIn(payload)}`] : [],
  )
  if (new Set(numbers).size < numbers.length) faults.push('a number was given twice in a day')
  const positions = books.tableOrders.flatMap(({ items }) => items.map(({ positionId }) => positionId))
  if (new Set(positions).size < positions.length) faults.push('a dish stands in two places')
  const split = new Set(
    books.tableOrders.flatMap(({ items }) =>
      items.flatMap((item) => (item.partFrom ? [item.positionId] : [])),
    ),
  )
  for (const id of positions)
    if (!hall.ordered.has(id) && !split.has(id)) faults.push(`nobody ordered dish ${id}`)
  return faults
}

const numberIn = (payload: unknown): number => (payload as { order: { number: number } }).order.number

function dayAt({ stage }: HallWorld, { peer }: Hall, at: number): string {
  const organization = stage.chain.items.find(
    (item) => item.book === 'organization' && item.id === peer.organizationId,
  )
  if (organization?.book !== 'organization') throw new Error('no such organization')
  const { timeZone, accountingDayStartMinutes } = organization.body
  return String(accountingDay(at, timeZone, accountingDayStartMinutes))
}

/** A closed order is counted once, with the money that was taken for it; a shift is the sum of what it counted. */
function inspectMoney(
  { tableOrders, deliveries, cashShift }: Books,
  history: readonly StoredEntry[],
): string[] {
  const faults: string[] = []
  const events = history
    .filter(({ kind }) => kind.startsWith('shift.'))
    .map(({ payload }) => payload as Exclude<ShiftEvent, { kind: `personal${string}` }>)
  const sales = events.filter((event) => event.kind === 'shift.saleCounted')
  const countedOf = grouped(sales, ({ orderId }) => orderId)
  const closed = [...tableOrders, ...deliveries].filter(({ status }) => status === 'Closed')
  for (const { id, payments } of closed) {
    const counted = countedOf.get(id) ?? []
    const taken = payments.reduce((sum, payment) => sum + payment.sum, 0n)
    if (counted.length !== 1) faults.push(`the sale of order ${id} was counted ${counted.length} times`)
    else if (counted[0]?.sum !== taken)
      faults.push(`order ${id} was paid by ${taken}, and ${counted[0]?.sum} counted`)
  }
  if (countedOf.size !== closed.length)
    faults.push(`${countedOf.size} orders were counted, and ${closed.length} are closed`)
  let open: CashShift | null = null
  for (const event of events) {
    if (event.kind === 'shift.opened' && open?.closedAt === null) faults.push('two shifts were open at once')
    open = evolveShift(open, event) ?? open
  }
  if (!isDeepStrictEqual(open, cashShift))
    faults.push(`the shift is ${asText(cashShift)} and should be ${asText(open)}`)
  return faults
}

/** Ids of commands whose answers were set aside at one of the nodes. */
async function setAside({ peer, nodes }: Hall): Promise<Set<string>> {
  const ids = new Set<string>()
  for (const { living } of nodes)
    for (const { correlationId } of await living.storage.now.standbys.entriesSetAside(peer, 1_000_000))
      if (correlationId) ids.add(correlationId)
  return ids
}

/** What a screen was told stands in the journal once; only what a main till did alone may be set aside instead. */
function inspectAnswers(
  { told }: Hall,
  history: readonly StoredEntry[],
  aside: ReadonlySet<string>,
): string[] {
  const faults: string[] = []
  const answers = new Map<string, number>()
  for (const { completes, correlationId } of history)
    if (completes && correlationId) answers.set(correlationId, (answers.get(correlationId) ?? 0) + 1)
  for (const [id, times] of answers) if (times > 1) faults.push(`command ${id} was done ${times} times`)
  for (const [id, { kind, refusal, isSafe }] of told) {
    if (answers.has(id)) continue
    const words = `${kind} ${id}, answered ${refusal ?? 'yes'},`
    if (!aside.has(id)) faults.push(`${words} is lost`)
    else if (isSafe) faults.push(`${words} was at the standby and is set aside`)
  }
  return faults
}

/** The cloud heard all of it, has answers to what it asked, and sees deliveries as the till does. */
async function inspectCloud(
  { cloud, acknowledged }: HallWorld,
  hall: Hall,
  { deliveries }: Books,
  history: readonly StoredEntry[],
): Promise<string[]> {
  const faults: string[] = []
  const { storage } = cloud.living
  const { tenantId, organizationId, terminalGroupId } = hall.peer
  const heard = await historyOf(hall, cloud.living)
  const known = new Set(heard.map(({ entryId }) => entryId))
  const missing = history.filter(({ entryId }) => !known.has(entryId))
  if (missing.length > 0)
    faults.push(`the cloud lacks ${missing.length} entries, such as ${missing[0]?.kind}`)
  // What an old main till told the cloud alone, and a person promoted its standby without asking the cloud.
  const happened = new Set(history.map(({ entryId }) => entryId))
  const extra = new Set(heard.filter(({ entryId }) => !happened.has(entryId)).map(({ entityId }) => entityId))
  const answered = new Set(
    history.flatMap(({ completes, correlationId }) => (completes ? [correlationId] : [])),
  )
  for (const { kind, correlationId } of heard)
    if (kind === tillCommandKind && !answered.has(correlationId))
      faults.push(`command ${correlationId} has no answer`)
  const pictures = await storage.now.cloudOrders.search({
    ...{ tenantId, organizationIds: [organizationId], sourceKeys: null },
    limit: acknowledged.size + 1000,
  })
  const atTill = new Map(deliveries.map((order) => [order.id, order]))
  for (const { id, terminalGroupId: group, state } of pictures) {
    if (group !== terminalGroupId || extra.has(id)) continue
    if (!acknowledged.has(id)) faults.push(`delivery ${id} was never asked for`)
    if (!isDeepStrictEqual(state, atTill.get(id) ?? null))
      faults.push(`the cloud pictures delivery ${id} differently`)
  }
  for (const { id } of deliveries)
    if (!acknowledged.has(id)) faults.push(`delivery ${id} was never asked for`)
  return faults
}
