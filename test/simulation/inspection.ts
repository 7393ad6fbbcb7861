import { isDeepStrictEqual } from 'node:util'
import type { CloudOrder, StoredEntry } from '../../src/app/ports.ts'
import { commandFailedKind } from '../../src/app/till/till-command.ts'
import type { OrderEvent } from '../../src/domain/orders/events.ts'
import { replay } from '../../src/domain/orders/evolve.ts'
import type { DeliveryOrder } from '../../src/domain/orders/order.ts'
import type { Node } from '../../src/main/node.ts'
import type { TillNode } from './nodes.ts'
import type { World } from './world.ts'

/** What is wrong with a world that has healed; empty when nothing was lost, doubled or told differently. */
export async function inspect(world: World): Promise<string[]> {
  const faults = [...world.problems]
  const pictures = await picturesOf(world)
  for (const id of world.acknowledged) if (!pictures.has(id)) faults.push(`order ${id} is not in the cloud`)
  for (const till of world.tills) faults.push(...(await inspectTill(world, till, pictures)))
  faults.push(...(await inspectCommands(world)), ...(await inspectWebhooks(world)))
  for (const [name, node] of nodesOf(world)) {
    const { brokenAt, reason } = await node.storage.verifyJournal()
    if (brokenAt !== null) faults.push(`the journal of ${name} is broken at ${brokenAt}: ${reason}`)
  }
  const revisions = [...pictures.values()].map(({ revision }) => revision)
  if (new Set(revisions).size < revisions.length) faults.push('two orders have one revision')
  return faults
}

const nodesOf = ({ cloud, tills }: World): [string, Node][] => [
  ['the cloud', cloud.living],
  ...tills.map((till): [string, Node] => [`till ${till.peer.name}`, till.living]),
]

async function picturesOf({ stage, cloud, tills, acknowledged }: World): Promise<Map<string, CloudOrder>> {
  const found = await cloud.living.storage.now.cloudOrders.search({
    tenantId: stage.chain.tenant.id,
    organizationIds: [...new Set(tills.map(({ peer }) => peer.organizationId))],
    sourceKeys: null,
    limit: acknowledged.size + 1000,
  })
  return new Map(found.map((order) => [order.id, order]))
}

const eventsOf = (entries: readonly StoredEntry[]): { event: OrderEvent; at: number }[] =>
  entries
    .filter(({ kind }) => kind.startsWith('delivery.'))
    .map(({ payload, at }) => ({ event: payload as OrderEvent, at }))

/** The till's orders, each against its picture in the cloud and against the replay of its entries on both sides. */
async function inspectTill(
  { stage, cloud, acknowledged }: World,
  till: TillNode,
  pictures: ReadonlyMap<string, CloudOrder>,
): Promise<string[]> {
  const faults: string[] = []
  const { tenantId, organizationId, terminalGroupId, name } = till.peer
  const { storage } = till.living
  const ids = [...pictures.values()]
    .filter((one) => one.terminalGroupId === terminalGroupId)
    .map(({ id }) => id)
  const orders = await storage.now.tillOrders.load(tenantId, organizationId, ids)
  const numbers = new Set<string>()
  for (const id of ids) {
    const order = orders.get(id)
    const picture = pictures.get(id)
    if (!acknowledged.has(id)) faults.push(`order ${id} was never asked for`)
    if (!order) {
      faults.push(`order ${id} is not at till ${name}: ${JSON.stringify(picture?.error)}`)
      continue
    }
    if (picture?.creationStatus !== 'Success')
      faults.push(`order ${id} is ${picture?.creationStatus} in the cloud`)
    const told = await storage.now.journal.ofEntity(tenantId, id)
    const heard = await cloud.living.storage.now.journal.ofEntity(tenantId, id)
    faults.push(...compare(order, picture?.state ?? null, eventsOf(told), eventsOf(heard)))
    const placedAt = told.find(({ kind }) => kind === 'delivery.placed')?.at ?? 0
    const number = `${dayOf(stage.chain, organizationId, placedAt)} ${order.number}`
    if (numbers.has(number)) faults.push(`till ${name} gave number ${number} twice`)
    numbers.add(number)
  }
  return [...faults, ...(await compareStopLists(cloud.living, till))]
}

function compare(
  order: DeliveryOrder,
  picture: DeliveryOrder | null,
  told: { event: OrderEvent; at: number }[],
  heard: { event: OrderEvent; at: number }[],
): string[] {
  const faults: string[] = []
  if (!isDeepStrictEqual(picture, order)) faults.push(`the cloud pictures order ${order.id} differently`)
  if (!isDeepStrictEqual(heard, told)) faults.push(`the cloud heard another story of order ${order.id}`)
  if (!isDeepStrictEqual(replay(told), order)) faults.push(`order ${order.id} is not what its entries make`)
  return faults
}

/** The accounting day: the local day of the restaurant, or the one before in the small hours. */
function dayOf(chain: World['stage']['chain'], organizationId: string, at: number): string {
  const organization = chain.items.find((item) => item.book === 'organization' && item.id === organizationId)
  if (organization?.book !== 'organization') throw new Error('no such organization')
  const { timeZone, accountingDayStartMinutes } = organization.body
  const shifted = new Date(at - accountingDayStartMinutes * 60_000)
  const format = dayFormats.get(timeZone) ?? new Intl.DateTimeFormat('en-CA', { timeZone })
  dayFormats.set(timeZone, format)
  return format.format(shifted)
}

/** By their time zones: one costs more than to ask it a hundred times. */
const dayFormats = new Map<string, Intl.DateTimeFormat>()

async function compareStopLists(cloud: Node, { peer, living }: TillNode): Promise<string[]> {
  const { tenantId, organizationId, terminalGroupId, name } = peer
  const known = await cloud.storage.now.stopLists.inCloud(tenantId, [organizationId])
  const inCloud = known.find((list) => list.terminalGroupId === terminalGroupId)?.items ?? []
  const atTill = await living.storage.now.stopLists.atTill(tenantId, terminalGroupId)
  return isDeepStrictEqual(inCloud, atTill) ? [] : [`the cloud knows another stop list of ${name}`]
}

type Answer = { correlation_id: string; answers: number; refused: boolean }

/** Every command was answered exactly once, at the till as in the cloud, and its outcome in the cloud is the till's. */
async function inspectCommands({ stage }: World): Promise<string[]> {
  const faults: string[] = []
  const answersIn = async (pool: World['stage']['cloud']['pool']): Promise<Map<string, Answer>> => {
    const { rows } = await pool.query<Answer>(
      `select correlation_id, count(*)::int as answers, bool_or(kind = $1) as refused
       from journal where completes group by correlation_id`,
      [commandFailedKind],
    )
    return new Map(rows.map((row) => [row.correlation_id, row]))
  }
  const inCloud = await answersIn(stage.cloud.pool)
  for (const { database } of stage.tills) {
    for (const [id, { answers }] of await answersIn(database.pool)) {
      if (answers !== 1) faults.push(`command ${id} was done ${answers} times`)
      if (inCloud.get(id)?.answers !== 1)
        faults.push(`the answer of command ${id} did not come to the cloud once`)
    }
  }
  const { rows } = await stage.cloud.pool.query<{ id: string; state: string }>(
    'select id, state from command',
  )
  for (const { id, state } of rows) {
    const answer = inCloud.get(id)
    const due = answer?.refused ? 'Error' : 'Success'
    if (!answer) faults.push(`command ${id} has no answer`)
    else if (state !== due) faults.push(`command ${id} is ${state} and should be ${due}`)
  }
  return faults
}

/** Each event of an entity came at least once, and not after a later one. */
async function inspectWebhooks({ stage, receiver }: World): Promise<string[]> {
  const faults: string[] = []
  const { rows } = await stage.cloud.pool.query<{ id: string; entity_id: string; state: string }>(
    'select id, entity_id, state from webhook_event order by seq',
  )
  const due = new Map<string, string[]>()
  for (const { id, entity_id, state } of rows) {
    due.set(entity_id, [...(due.get(entity_id) ?? []), id])
    if (state !== 'delivered') faults.push(`webhook ${id} is ${state}`)
  }
  const came = new Map<string, string[]>()
  for (const { status, events } of receiver.calls) {
    for (const { id, entityId } of status === 200 ? events : []) {
      const list = came.get(entityId) ?? []
      // At least once: the same one may come again, but nothing may come between.
      if (list.at(-1) !== id) list.push(id)
      came.set(entityId, list)
    }
  }
  for (const [entityId, ids] of due) {
    if (!isDeepStrictEqual(came.get(entityId), ids))
      faults.push(`webhooks of ${entityId} came out of order or not at all`)
  }
  return faults
}
