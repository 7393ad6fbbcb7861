/** The event log of iikoServer, told by the journal (server-api §18, ADR 18). */
import type { StockDocument } from '../../domain/documents/document.ts'
import { type DocumentEvent, evolve } from '../../domain/documents/events.ts'
import { eventsOfDocument, eventsOfShift, eventsOfStopList } from '../../domain/event-log/events-of-house.ts'
import type { TablePlace } from '../../domain/event-log/events-of-sale.ts'
import {
  accountingDayText,
  attributesOf,
  type EventDraft,
  type EventPlace,
  type LoggedEvent,
} from '../../domain/event-log/logged-event.ts'
import type { Catalog } from '../../domain/reference/catalog.ts'
import type { ShiftEvent } from '../../domain/shifts/shifts.ts'
import type { StopListEvent } from '../../domain/stop-list/stop-list.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { type BooksSaved, booksSavedKind } from '../books/save-books.ts'
import { tillKinds } from '../cloud/follow-tills.ts'
import { derivedId } from '../derived-id.ts'
import type { App, SequencedEntry, Tx } from '../ports.ts'
import { enteredKind, leftKind } from '../server/note-session.ts'
import { OrdersTold } from './orders-told.ts'

/** Entries of tills; whoever replays an order has to hear all of it. */
export const eventKindsOfTills = tillKinds.filter((kind) => /^(?!till\.)/.test(kind))
/** Entries that no till writes. */
export const eventKindsOfOffice = [
  'document.created',
  'document.updated',
  'document.posted',
  'document.unposted',
  'document.cancelled',
  'document.paid',
  'document.paymentDateSet',
  booksSavedKind,
  enteredKind,
  leftKind,
] as const

/**
 * A follower's step: what entries mean to who reads the event log, in the transaction of the cursor. An event's id comes
 * from its entry, so a repeat adds nothing; with its cursor set to nothing the follower writes the log anew.
 */
export async function followJournal(app: App, tx: Tx, entries: readonly SequencedEntry[]): Promise<void> {
  const orders = new OrdersTold(tx)
  const events = new Map<Uuid, LoggedEvent[]>()
  for (const entry of entries) {
    const catalog = await app.catalog(entry.tenantId)
    const drafts = await draftsOf(tx, entry, catalog, orders)
    const told = drafts.map((draft, index) => eventOf(entry, draft, index, catalog))
    events.set(entry.tenantId, [...(events.get(entry.tenantId) ?? []), ...told])
  }
  // In one order, so that two batches never wait for one another.
  for (const tenantId of [...events.keys()].sort())
    await tx.eventLog.append(tenantId, events.get(tenantId) ?? [])
}

async function draftsOf(
  tx: Tx,
  entry: SequencedEntry,
  catalog: Catalog,
  orders: OrdersTold,
): Promise<EventDraft[]> {
  const { kind, payload } = entry
  const [about] = kind.split('.')
  switch (about) {
    case 'delivery':
    case 'tableOrder':
    case 'reserve':
      return orders.tell(entry, tablesOf(catalog))
    case 'shift':
    case 'personalShift':
      return eventsOfShift(payload as ShiftEvent)
    case 'stopList':
      return eventsOfStopList(payload as StopListEvent)
    case 'document': {
      const document = await documentAfter(tx, entry)
      return document ? eventsOfDocument(payload as DocumentEvent, document) : []
    }
    case 'books':
      return (payload as BooksSaved).items
        .filter(({ book }) => book === 'product')
        .map(({ id }) => ({ type: 'productUpdated', values: { product: id, user: userOf(entry) } }))
    default: {
      const type = kind === enteredKind ? ('backLogin' as const) : ('backLogout' as const)
      return [{ type, values: { user: entry.entityId, ...(payload as { login?: string }) } }]
    }
  }
}

const tablesOf =
  (catalog: Catalog): TablePlace =>
  (tableId) => {
    for (const { id, body } of catalog.all('restaurantSection')) {
      const table = body.tables.find((one) => one.id === tableId)
      if (table) return { sectionId: id, number: table.number }
    }
    return null
  }

async function documentAfter(
  tx: Tx,
  { tenantId, entityId, origin, seq }: SequencedEntry,
): Promise<StockDocument | null> {
  const entries = await tx.journal.ofEntity(tenantId, entityId)
  const own = entries.filter(
    (one) =>
      one.entity === 'document' &&
      one.kind.startsWith('document.') &&
      one.origin === origin &&
      one.seq <= seq,
  )
  const [first] = own
  if (first?.kind !== 'document.created') return null
  return own.reduce<StockDocument | null>(
    (before, { payload }) => evolve(before, payload as DocumentEvent),
    null,
  )
}

/** The employee who did it; programs and scripts are no users. */
const userOf = ({ actor }: SequencedEntry): Uuid | null =>
  /^(?:employee|operator):(.+)$/.exec(actor)?.[1] ?? null

function eventOf(
  entry: SequencedEntry,
  { type, orderNumber, values }: EventDraft,
  index: number,
  catalog: Catalog,
): LoggedEvent {
  const { organizationId, terminalGroupId, at, entryId } = entry
  const place = placeOf(catalog, organizationId)
  const said = typeof values.user === 'string' ? values.user : userOf(entry)
  const user = catalog.find('employee', said) ? said : null
  const inTill = terminalGroupId === null ? {} : { terminal: terminalGroupId }
  const day = organizationId === null ? {} : { accountingDay: accountingDayText(at, place) }
  return {
    // The second and later events of one entry have ids that are the same whenever they are told.
    id: index === 0 ? entryId : derivedId(`${entryId}/${index}`),
    entryId,
    organizationId,
    at,
    type,
    orderNumber: orderNumber ?? null,
    attributes: attributesOf({ ...values, user, ...inTill, ...day }, place),
  }
}

function placeOf(catalog: Catalog, organizationId: Uuid | null): EventPlace {
  const own = catalog.find('organization', organizationId)?.body ?? catalog.all('organization')[0]?.body
  return {
    zone: own?.timeZone ?? 'UTC',
    dayStartMinutes: own?.accountingDayStartMinutes ?? 0,
    moneyScale: own?.currency.scale ?? 2,
  }
}
