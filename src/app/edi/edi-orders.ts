/** Orders to suppliers by electronic exchange: what buyers and sellers do with them (server-api §23). */
import {
  acknowledged,
  answered,
  canceled,
  type EdiContent,
  type EdiDeed,
  type EdiOrder,
  type EdiResponse,
  type EdiStatus,
  ediDeeds,
  isForSeller,
  rewritten,
} from '../../domain/edi/edi-order.ts'
import type { Catalog } from '../../domain/reference/catalog.ts'
import { canonicalJson } from '../../kernel/canonical.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { LocalDate } from '../../kernel/local-time.ts'
import { refuse } from '../../kernel/refusals.ts'
import type { App, Tx } from '../ports.ts'

export type EdiScope = {
  tenantId: Uuid
  /** Restaurants whose orders are seen. */
  organizationIds: readonly Uuid[]
  /** Orders are seen whose sellers are bound to it. */
  systemId: Uuid
  actor: string
}
/** What names an order. */
export type EdiName = { number: string; date: LocalDate }

const isSeen = (catalog: Catalog, { organizationIds, systemId }: EdiScope, order: EdiOrder): boolean =>
  organizationIds.includes(order.organizationId) &&
  catalog.find('counteragent', order.content.sellerId)?.body.ediSystemId === systemId

const entryOf = (app: App, { actor }: EdiScope, deed: string, order: EdiOrder) => ({
  tenantId: order.tenantId,
  organizationId: order.organizationId,
  terminalGroupId: null,
  entryId: app.random.uuid(),
  at: app.clock.now(),
  actor,
  kind: `ediOrder.${deed}`,
  entity: 'ediOrder',
  entityId: order.id,
  correlationId: null,
  completes: false,
  payload: { order },
})

const numberDigits = 5

/**
 * Writes a draft; without a number it takes the next revision of the chain as one. Refuses `back-office.edi-number-taken`.
 */
export async function createEdiOrder(
  app: App,
  scope: EdiScope,
  {
    organizationId,
    number,
    date,
    content,
  }: Omit<EdiName, 'number'> & {
    organizationId: Uuid
    number: string | null
    content: EdiContent
  },
): Promise<EdiOrder> {
  const { tenantId } = scope
  const now = app.clock.now()
  const made = await app.storage.transaction(async (tx) => {
    const revision = await tx.books.takeRevision(tenantId)
    const order: EdiOrder = {
      tenantId,
      organizationId,
      id: app.random.uuid(),
      number: number ?? String(revision).padStart(numberDigits, '0'),
      date,
      status: 'original',
      processing: 'draft',
      content,
      isSeen: false,
      isCancellationSeen: false,
      response: null,
      invoices: [],
      createdAt: now,
      modifiedAt: now,
      revision,
    }
    if (!(await tx.ediOrders.insert(order)))
      throw refuse('back-office.edi-number-taken', { number: order.number, date })
    await tx.journal.append([entryOf(app, scope, 'created', order)])
    return order
  })
  app.forgetCatalog(tenantId)
  app.wake()
  return made
}

/** Changes orders, all or none; one that stays as it was takes no revision. Refuses `back-office.edi-order-unknown`. */
async function changeOrders(
  app: App,
  scope: EdiScope,
  names: readonly EdiName[],
  deed: string,
  change: (order: EdiOrder) => EdiOrder,
): Promise<EdiOrder[]> {
  const { tenantId } = scope
  const catalog = await app.catalog(tenantId)
  const changed = await app.storage.transaction(async (tx) => {
    const revision = await tx.books.takeRevision(tenantId)
    const orders: EdiOrder[] = []
    for (const name of names)
      orders.push(await changeOne(app, tx, { scope, catalog, revision, deed }, name, change))
    return orders
  })
  app.forgetCatalog(tenantId)
  app.wake()
  return changed
}

type Changing = { scope: EdiScope; catalog: Catalog; revision: bigint; deed: string }

async function changeOne(
  app: App,
  tx: Tx,
  { scope, catalog, revision, deed }: Changing,
  name: EdiName,
  change: (order: EdiOrder) => EdiOrder,
): Promise<EdiOrder> {
  const before = await requireEdiOrder(tx, catalog, scope, name)
  const after = change(before)
  if (canonicalJson(after) === canonicalJson(before)) return before
  const order = { ...after, revision, modifiedAt: app.clock.now() }
  await tx.ediOrders.save(order)
  await tx.journal.append([entryOf(app, scope, deed, order)])
  return order
}

/** The order of a number and date, locked. Refuses `back-office.edi-order-unknown`. */
export async function requireEdiOrder(
  tx: Pick<Tx, 'ediOrders'>,
  catalog: Catalog,
  scope: EdiScope,
  { number, date }: EdiName,
): Promise<EdiOrder> {
  const order = await tx.ediOrders.findForChange(scope.tenantId, { number, date })
  if (!order || !isSeen(catalog, scope, order))
    throw refuse('back-office.edi-order-unknown', { number, date })
  return order
}

const one = async (orders: Promise<EdiOrder[]>): Promise<EdiOrder> => {
  const [order] = await orders
  if (!order) throw new Error('one order is changed, none is told')
  return order
}

/** Writes an order anew while no seller can have read it, or takes it back. */
export const updateEdiOrder = (
  app: App,
  scope: EdiScope,
  name: EdiName,
  { status, content }: { status: EdiStatus; content: EdiContent },
): Promise<EdiOrder> =>
  one(
    changeOrders(app, scope, [name], status === 'canceled' ? 'canceled' : 'updated', (order) =>
      status === 'canceled' ? canceled(order) : rewritten(order, content),
    ),
  )

/** Registers orders, takes that back, or sends them: all or none. */
export const doEdiDeed = (
  app: App,
  scope: EdiScope,
  names: readonly EdiName[],
  deed: EdiDeed,
): Promise<EdiOrder[]> => changeOrders(app, scope, names, deed, ediDeeds[deed])

/** The seller has read an order, or that it is taken back. */
export const acknowledgeEdiOrder = (
  app: App,
  scope: EdiScope,
  name: EdiName,
  what: EdiStatus,
): Promise<EdiOrder> =>
  one(changeOrders(app, scope, [name], 'acknowledged', (order) => acknowledged(order, what)))

/** The seller answers. */
export const answerEdiOrder = (
  app: App,
  scope: EdiScope,
  name: EdiName,
  response: EdiResponse,
): Promise<EdiOrder> =>
  one(changeOrders(app, scope, [name], 'answered', (order) => answered(order, response)))

/** Notes the document that an invoice has made; the order is fulfilled. */
export const noteInvoice = (
  app: App,
  scope: EdiScope,
  name: EdiName,
  invoice: EdiOrder['invoices'][number],
): Promise<EdiOrder> =>
  one(
    changeOrders(app, scope, [name], 'fulfilled', (order) => ({
      ...order,
      processing: 'fulfilled',
      isSeen: true,
      invoices: order.invoices.some(({ documentId }) => documentId === invoice.documentId)
        ? order.invoices
        : [...order.invoices, invoice],
    })),
  )

/** Orders of a period in any status, both days inclusive. */
export async function listEdiOrders(
  app: App,
  scope: EdiScope,
  days: { from: LocalDate | null; to: LocalDate | null },
): Promise<EdiOrder[]> {
  const catalog = await app.catalog(scope.tenantId)
  const orders = await app.storage.now.ediOrders.list(scope.tenantId, days)
  return orders.filter((order) => isSeen(catalog, scope, order))
}

/** What some sellers have to read. */
export async function ordersForSellers(
  app: App,
  scope: EdiScope,
  sellerIds: ReadonlySet<Uuid>,
): Promise<EdiOrder[]> {
  const orders = await listEdiOrders(app, scope, { from: null, to: null })
  return orders.filter((order) => sellerIds.has(order.content.sellerId) && isForSeller(order))
}
