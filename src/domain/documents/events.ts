import type { Money } from '../../kernel/exact.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { LocalDate } from '../../kernel/local-time.ts'
import type { Posting } from '../finance/flow.ts'
import type { DocumentContent, StockDocument } from './document.ts'

/** What happens to documents; payloads of their journal entries. `by` is who did it. */
export type DocumentEvent = { at: number; by: Uuid } & (
  | { kind: 'document.created'; document: StockDocument }
  | { kind: 'document.updated'; number: string; content: DocumentContent }
  /** With its flows as they were valued then; sums of later ones may have changed with it. */
  | { kind: 'document.posted'; flows: Pick<Posting, 'id' | 'type' | 'sum'>[] }
  | { kind: 'document.unposted' }
  | { kind: 'document.cancelled' }
  | { kind: 'document.paid'; payment: DocumentPayment }
  | { kind: 'document.paymentDateSet'; paymentDate: LocalDate }
)

export type DocumentPayment = {
  id: Uuid
  /** Negative: money comes back. */
  sum: Money
  /** When it counts, epoch milliseconds. */
  at: number
  cashAccountId: Uuid
  debtAccountId: Uuid
}

/** A document after what happened to it: all that is known of it follows from its entries. */
export function evolve(before: StockDocument | null, event: DocumentEvent): StockDocument {
  if (event.kind === 'document.created') return event.document
  if (!before) throw new Error(`${event.kind} of a document that was never created`)
  const { at: modifiedAt, by: modifiedBy } = event
  const after = { ...before, version: before.version + 1, modifiedAt, modifiedBy }
  switch (event.kind) {
    case 'document.updated':
      return { ...after, number: event.number, content: event.content }
    case 'document.posted':
      return { ...after, status: 'PROCESSED' }
    case 'document.unposted':
      return { ...after, status: 'NEW' }
    case 'document.cancelled':
      return { ...after, status: 'DELETED' }
    case 'document.paid':
      return before
    case 'document.paymentDateSet':
      return { ...after, paymentDate: event.paymentDate }
  }
}
