import type { Login } from '../../../../app/cloud/login.ts'
import type { App, CloudOrder, OrderSearch } from '../../../../app/ports.ts'
import type { Catalog } from '../../../../domain/reference/catalog.ts'
import type { Uuid } from '../../../../kernel/ids.ts'
import { refuse } from '../../../../kernel/refusals.ts'
import { requireOrganizations } from '../../access.ts'
import { WireError } from '../../errors.ts'
import type { OrdersWithRevisionResponse } from '../../generated/types.ts'
import type { OrderInfoContext } from '../../wire/order-info.ts'
import { renderOrderInfo } from '../../wire/order-info.ts'
import { placeOfOrder } from '../../wire/place-of-order.ts'
import { invalidField } from '../../wire/read-amounts.ts'
import { readTime } from '../../wire/read-order.ts'

/** About as many orders as the real service gives in one answer (cloud-api §6.1). */
export const answerMax = 1000

const hourMs = 3_600_000
const dayMs = 24 * hourMs
/** How far back orders can be read (cloud-api §6.1). */
export const reachMs = { recent: 7 * dayMs, history: 90 * dayMs }
const revisionAgeMaxMs = 3 * hourMs
/** Longer than a change takes from the moment it reads the clock to the moment it can be seen. */
const settlingMs = 60_000

/** Null: every order; an empty list: none, because a login with a source key never sees those of others. */
export function visibleSourceKeys(
  { key }: Login,
  asked: readonly string[] | undefined,
): readonly string[] | null {
  const own = key.settings.sourceKey
  const wanted = asked && asked.length > 0 ? asked : null
  if (own === null) return wanted
  return !wanted || wanted.includes(own) ? [own] : []
}

type Question = {
  organizationIds: Uuid[]
  sourceKeys?: string[] | undefined
  deliveryDateFrom?: string | undefined
  deliveryDateTo?: string | undefined
}

/** What every search has in common: whose orders, in which days, how far back. */
export async function searchFrame(
  app: App,
  login: Login,
  question: Question,
  reach: keyof typeof reachMs = 'recent',
): Promise<Omit<OrderSearch, 'limit'>> {
  const organizationIds = [...new Set(question.organizationIds)]
  requireOrganizations(login, organizationIds)
  const { tenantId } = login.key
  const catalog = await app.catalog(tenantId)
  const border = (field: 'deliveryDateFrom' | 'deliveryDateTo') =>
    borderOf(question[field], field, organizationIds, catalog)
  return {
    tenantId,
    organizationIds,
    sourceKeys: visibleSourceKeys(login, question.sourceKeys),
    dateFrom: border('deliveryDateFrom'),
    dateTo: border('deliveryDateTo'),
    changedSince: app.clock.now() - reachMs[reach],
  }
}

/** The same wall-clock time is another instant in every zone. */
export function borderOf(
  text: string | undefined,
  field: string,
  organizationIds: readonly Uuid[],
  catalog: Catalog,
): Map<Uuid, number> | null {
  if (text === undefined) return null
  return new Map(organizationIds.map((id) => [id, readTime(text, field, placeOfOrder(catalog, id, null))]))
}

export const tooMuch = (message: string) => refuse('request.too-much-data', { message })

export const idsMax = 200

/** One list of ids or the other: `orderIds` of the cloud or `posOrderIds` of tills. */
export function requireOneList(orderIds: string[] | undefined, posOrderIds: string[] | undefined): void {
  if (orderIds && posOrderIds) throw invalidField('posOrderIds', 'must be null when orderIds is given')
  const count = (orderIds ?? posOrderIds ?? []).length
  if (count > idsMax) throw tooMuch(`${count} ids, at most ${idsMax} are allowed`)
}

/** As the client named them; found by another id they come as they were found. */
export function inOrderOf<Found extends { id: Uuid }>(
  ids: readonly Uuid[],
  found: readonly Found[],
): Found[] {
  const place = new Map([...new Set(ids)].map((id, index) => [id, index]))
  return [...found].sort((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0))
}

/** An empty list of wishes means no wish (cloud-api §6.1). */
export const orNull = <T>(list: readonly T[] | undefined): readonly T[] | null =>
  list && list.length > 0 ? list : null

/** All orders that match, or a refusal when they are more than one answer holds. */
export async function searchAll(
  app: App,
  search: Omit<OrderSearch, 'limit'>,
  max: number = answerMax,
): Promise<CloudOrder[]> {
  const orders = await app.storage.now.cloudOrders.search({ ...search, limit: max + 1 })
  if (orders.length > max) throw tooMuch(`more than ${max} orders; split it by dates or organizations`)
  return orders
}

/** Refuses a revision whose changes are no longer kept; says in a header where one may start. */
export function requireFreshRevision(startRevision: number, now: number): void {
  const oldest = (now - revisionAgeMaxMs) * 1000
  if (startRevision >= oldest) return
  throw new WireError({
    status: 400,
    description: 'Passed revision is too old',
    error: 'REVISION_TOO_OLD',
    headers: { 'X-Oldest-Revision': String(oldest) },
  })
}

/**
 * The revision up to which everything is known; to be read *before* the search it goes with. A change that is seen
 * later has a greater one, so a client that continues from here misses nothing. Orders that no till has taken yet may
 * have a greater one too: they are simply given again. It grows with time, so that a night without orders does not make
 * the client's revision too old (cloud-api §6.1).
 */
export async function knownRevision(app: App): Promise<bigint> {
  const quiet = BigInt(app.clock.now() - settlingMs) * 1000n
  const last = await app.storage.now.cloudOrders.lastRevision()
  return last > quiet ? last : quiet
}

/** Orders by organization, with an entry for each that was asked for. */
export function renderByOrganizations(
  correlationId: Uuid,
  found: { organizationIds: readonly Uuid[]; orders: readonly CloudOrder[]; maxRevision: bigint },
  ctx: OrderInfoContext,
): OrdersWithRevisionResponse {
  const lists = new Map(found.organizationIds.map((id): [Uuid, CloudOrder[]] => [id, []]))
  for (const order of found.orders) lists.get(order.organizationId)?.push(order)
  return {
    correlationId,
    maxRevision: Number(found.maxRevision),
    ordersByOrganizations: [...lists].map(([organizationId, orders]) => ({
      organizationId,
      orders: orders.map((order) => renderOrderInfo(order, ctx)),
    })),
  }
}

export const greatest = (...revisions: bigint[]): bigint => revisions.reduce((a, b) => (a > b ? a : b))
