import { type Told, tell } from '../app/journey/tell.ts'
import type { App, SequencedEntry, Tx } from '../app/ports.ts'
import type { CommandFailed } from '../app/till/till-command.ts'
import type { Uuid } from '../kernel/ids.ts'
import type { TimeZone } from '../kernel/local-time.ts'
import type { KnownOrders, OrderFacts } from './order-facts.ts'

/** An entry of the journal with what a line says about it. */
export type EntryView = {
  entry: SequencedEntry
  told: Told
  orderId: Uuid | null
  order: OrderFacts | null
  /** Code of the terminal group, its id when the books do not know it; null when the entry concerns none. */
  groupCode: string | null
  zone: TimeZone
  /** An API call asked for it; else somebody at the till did. */
  isFromCloud: boolean
}

/** Looks up what the entry itself does not say. */
export async function viewOf(
  app: App,
  tx: Tx,
  orders: KnownOrders,
  entry: SequencedEntry,
): Promise<EntryView> {
  const { tenantId, organizationId, terminalGroupId } = entry
  const catalog = await app.catalog(tenantId)
  const group = catalog.find('terminalGroup', terminalGroupId)?.body
  const organization = organizationId
    ? catalog.find('organization', organizationId)
    : catalog.all('organization')[0]
  orders.learn(entry)
  const orderId = orderIdOf(entry)
  return {
    entry,
    told: tell(entry),
    orderId,
    order: orderId ? await orders.of(tx, tenantId, orderId) : null,
    groupCode: group?.code ?? terminalGroupId,
    zone: group?.timeZone ?? organization?.body.timeZone ?? 'UTC',
    isFromCloud: entry.actor.startsWith('api:'),
  }
}

function orderIdOf({ entity, entityId, payload }: SequencedEntry): Uuid | null {
  if (entity === 'delivery' || entity === 'tableOrder' || entity === 'reserve') return entityId
  return (payload as Partial<CommandFailed> | null)?.orderId ?? null
}

/** The end of every line: whom it concerns. Ids only; names and phones of guests never stand in a log. */
export function concerns({ entry, orderId, order, groupCode }: EntryView): string {
  const { correlationId, actor } = entry
  const createdBy = order?.createdBy ?? null
  return [
    orderId ? `order ${order?.number ?? '-'} (${orderId})` : null,
    `CorrelationId: ${correlationId ?? '-'}`,
    createdBy && createdBy !== correlationId ? `created by CorrelationId: ${createdBy}` : null,
    groupCode ? `terminal group ${groupCode}` : null,
    `by ${actor}`,
  ]
    .filter((part) => part !== null)
    .join(', ')
}

/** `status of the delivery: OnWay`, with the reason when it failed. */
export function saidOf({ told: { what, detail, why } }: EntryView): string {
  const said = detail === null ? what.en : `${what.en}: ${detail}`
  return why ? `${said}. ${why.code}: ${why.en}` : said
}
