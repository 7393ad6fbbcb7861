import { type Told, tell } from '../app/journey/tell.ts'
import { toldApart } from '../app/journey/told-apart.ts'
import type { App, SequencedEntry, Tx } from '../app/ports.ts'
import type { CommandFailed } from '../app/till/till-command.ts'
import type { Catalog } from '../domain/reference/catalog.ts'
import type { Uuid } from '../kernel/ids.ts'
import { stampOf } from './line.ts'
import type { KnownOrders, OrderFacts } from './order-facts.ts'

/** An entry of the journal with what a line says about it. */
export type EntryView = {
  entry: SequencedEntry
  told: Told
  orderId: Uuid | null
  order: OrderFacts | null
  /** Code of the terminal group, its id when the books do not know it; null when the entry concerns none. */
  groupCode: string | null
  /** An API call or an operator of the call centre asked for it; else somebody at the till did. */
  isFromCloud: boolean
  /** This node wrote it; else it came from another one. */
  isOwn: boolean
  /** What every line about the entry begins and ends with, whatever file it stands in. */
  stamp: string
  ending: string
  mark: string
}

/** Looks up what the entries themselves do not say. */
export async function viewsOf(
  app: App,
  tx: Tx,
  orders: KnownOrders,
  entries: readonly SequencedEntry[],
): Promise<EntryView[]> {
  const views: EntryView[] = []
  let catalog: Catalog | null = null
  let ofTenant: Uuid | null = null
  for (const entry of entries.flatMap(toldApart)) {
    if (!catalog || ofTenant !== entry.tenantId) catalog = await app.catalog(entry.tenantId)
    ofTenant = entry.tenantId
    orders.learn(entry)
    const orderId = orderIdOf(entry)
    const known = orderId ? orders.known(orderId) : null
    const order = known ?? (orderId ? await orders.of(tx, entry.tenantId, orderId) : null)
    views.push(viewOf(catalog, { entry, orderId, order, isOwn: entry.origin === app.storage.node.id }))
  }
  return views
}

function viewOf(
  catalog: Catalog,
  known: Pick<EntryView, 'entry' | 'orderId' | 'order' | 'isOwn'>,
): EntryView {
  const { entry, orderId, order } = known
  const { organizationId, terminalGroupId } = entry
  const group = catalog.find('terminalGroup', terminalGroupId)?.body
  const organization = organizationId
    ? catalog.find('organization', organizationId)
    : catalog.all('organization')[0]
  const groupCode = group?.code ?? terminalGroupId
  return {
    ...known,
    told: tell(entry),
    groupCode,
    isFromCloud: /^(?:api|operator):/.test(entry.actor),
    stamp: stampOf(entry.at, group?.timeZone ?? organization?.body.timeZone ?? 'UTC'),
    ending: concerns(entry, orderId, order, groupCode),
    mark: markOf(entry),
  }
}

/** Position in the journal and the end of the entry's id: another journal's marks differ. */
const markOf = ({ position, entryId }: SequencedEntry): string => `${position}.${entryId.slice(-8)}`

function orderIdOf({ entity, entityId, payload }: SequencedEntry): Uuid | null {
  if (entity === 'delivery' || entity === 'tableOrder' || entity === 'reserve') return entityId
  return (payload as Partial<CommandFailed> | null)?.orderId ?? null
}

/** Whom an entry concerns. Ids only; names and phones of guests never stand in a log. */
function concerns(
  { correlationId, actor }: SequencedEntry,
  orderId: Uuid | null,
  order: OrderFacts | null,
  groupCode: string | null,
): string {
  const createdBy = order?.createdBy ?? null
  const ofOrder = orderId ? `order ${order?.number ?? '-'} (${orderId}), ` : ''
  const creation = createdBy && createdBy !== correlationId ? `, created by CorrelationId: ${createdBy}` : ''
  const place = groupCode ? `, terminal group ${groupCode}` : ''
  return `${ofOrder}CorrelationId: ${correlationId ?? '-'}${creation}${place}, by ${actor}`
}

/** `status of the delivery: OnWay`, with the reason when it failed. */
export function saidOf({ told: { what, detail, why } }: EntryView): string {
  const said = detail === null ? what.en : `${what.en}: ${detail}`
  return why ? `${said}. ${why.code}: ${why.en}` : said
}
