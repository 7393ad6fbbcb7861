/** The journal as it lies in the database: all that the proof knows of what happened. */
import type { Pool } from 'pg'
import type { StockDocument } from '../../../src/domain/documents/document.ts'
import { type DocumentEvent, evolve } from '../../../src/domain/documents/events.ts'
import type { OrderEvent } from '../../../src/domain/orders/events.ts'
import { replay } from '../../../src/domain/orders/evolve.ts'
import type { DeliveryOrder } from '../../../src/domain/orders/order.ts'
import type { TableOrderEvent } from '../../../src/domain/orders/tables/events.ts'
import { replayTableOrder } from '../../../src/domain/orders/tables/evolve-table-order.ts'
import type { TableOrder } from '../../../src/domain/orders/tables/table-order.ts'
import type { ShiftEvent } from '../../../src/domain/shifts/shifts.ts'
import { readPayload } from '../../../src/storage/payload-text.ts'

type Entry = {
  kind: string
  entity: string
  entity_id: string
  organization_id: string
  at: Date
  payload: string
}
type Told = { kind: string; at: number; event: unknown }

export type Over = { kind: 'delivery'; order: DeliveryOrder } | { kind: 'tableOrder'; order: TableOrder }
export type Payment = Extract<DocumentEvent, { kind: 'document.paid' }>['payment'] & {
  document: StockDocument
}

type Deletion = Extract<ShiftEvent, { kind: 'shift.deletionCounted' }>

export type JournalBooks = {
  /** Orders that were closed, and those that were given up. */
  closed: Over[]
  deleted: Over[]
  /** Orders that sold nothing: goods that came back without a receipt. */
  goods: Over[]
  /** Orders that were still open when the week ended. */
  open: Over[]
  /** Documents that are posted in the end. */
  posted: StockDocument[]
  payments: Payment[]
  /** Orders of each cash shift that is over. */
  shifts: Map<string, string[]>
  /** Returns of each of them. */
  returned: Map<string, string[]>
  /** What each of them says that it lost. */
  lost: Map<string, Deletion[]>
  entries: number
}

const isOver = (over: Over): boolean => ['Closed', 'Cancelled', 'Deleted'].includes(over.order.status)

export async function readJournal(pool: Pool, tenantId: string): Promise<JournalBooks> {
  const { rows } = await pool.query<Entry>(
    `select kind, entity, entity_id, organization_id, at, payload from journal where tenant_id = $1
     and (kind like 'delivery.%' or kind like 'tableOrder.%' or kind like 'document.%' or kind like 'shift.%')
     order by origin, seq`,
    [tenantId],
  )
  const byEntity = new Map<string, { entity: string; told: Told[] }>()
  for (const { kind, entity, entity_id, at, payload } of rows) {
    const own = byEntity.get(entity_id) ?? { entity, told: [] }
    own.told.push({ kind, at: at.getTime(), event: readPayload(kind, payload) })
    byEntity.set(entity_id, own)
  }
  const books: JournalBooks = {
    ...{ closed: [], deleted: [], goods: [], open: [], posted: [], payments: [] },
    shifts: new Map(),
    returned: new Map(),
    lost: new Map(),
    entries: rows.length,
  }
  for (const [id, { told }] of byEntity) {
    const documents = told.filter(({ kind }) => kind.startsWith('document.'))
    if (documents.length > 0) readDocument(books, documents)
    const shift = told.filter(({ kind }) => kind.startsWith('shift.'))
    if (shift.some(({ kind }) => kind === 'shift.closed')) {
      books.returned.set(
        id,
        shift.flatMap(({ event }) => {
          const one = event as ShiftEvent
          return one.kind === 'shift.returnCounted' ? [one.returnId] : []
        }),
      )
      books.lost.set(
        id,
        shift.flatMap(({ event }) => {
          const one = event as ShiftEvent
          return one.kind === 'shift.deletionCounted' ? [one] : []
        }),
      )
      books.shifts.set(
        id,
        shift.flatMap(({ event }) => {
          const one = event as ShiftEvent
          return one.kind === 'shift.saleCounted' ? [one.orderId] : []
        }),
      )
    }
    const order = readOrder(told)
    if (!order) continue
    if (!isOver(order)) books.open.push(order)
    else if (order.order.isGoodsReturn) books.goods.push(order)
    else (order.order.status === 'Closed' ? books.closed : books.deleted).push(order)
  }
  return books
}

function readOrder(told: readonly Told[]): Over | null {
  const of = (prefix: string) => told.filter(({ kind }) => kind.startsWith(prefix))
  const [deliveries, tables] = [of('delivery.'), of('tableOrder.')]
  if (deliveries[0]?.kind === 'delivery.placed')
    return { kind: 'delivery', order: replay(deliveries as { event: OrderEvent; at: number }[]) }
  if (tables[0]?.kind === 'tableOrder.placed')
    return { kind: 'tableOrder', order: replayTableOrder(tables as { event: TableOrderEvent; at: number }[]) }
  return null
}

function readDocument(books: JournalBooks, told: readonly Told[]): void {
  let document: StockDocument | null = null
  for (const { event } of told) {
    const one = event as DocumentEvent
    document = evolve(document, one)
    if (one.kind === 'document.paid') books.payments.push({ ...one.payment, document })
  }
  if (document?.status === 'PROCESSED') books.posted.push(document)
}
