/** Events of what is no order: shifts, the stop list, documents (server-api §18). */

import type { StockDocument } from '../documents/document.ts'
import type { DocumentEvent } from '../documents/events.ts'
import { documentKinds } from '../documents/kinds.ts'
import type { ShiftEvent } from '../shifts/shifts.ts'
import type { StopListEvent } from '../stop-list/stop-list.ts'
import type { EventDraft } from './logged-event.ts'

/** Cash shifts and the staff's clocking in and out. Sales that a shift counted are the orders' events. */
export function eventsOfShift(event: ShiftEvent): EventDraft[] {
  switch (event.kind) {
    case 'shift.opened': {
      const { id, number, openedBy } = event.shift
      return [
        { type: 'cashSessionOpened', values: { sessionId: id, sessionNumber: number, user: openedBy?.id } },
      ]
    }
    case 'shift.closed': {
      const { shiftId, by, expectedCash, countedCash } = event
      const difference = countedCash === null ? null : countedCash - expectedCash
      return [
        {
          type: 'cashSessionClosed',
          values: { sessionId: shiftId, user: by?.id, ...(difference ? { sum: { money: difference } } : {}) },
        },
      ]
    }
    case 'personalShift.opened':
      return [{ type: 'persSessionOpened', values: { employee: event.shift.employeeId } }]
    case 'personalShift.closed':
      return [{ type: 'persSessionClosed', values: { employee: event.employeeId } }]
    default:
      return []
  }
}

/** The list as it is after a change; a resynchronisation changes nothing. */
export function eventsOfStopList({ items, isFull }: StopListEvent): EventDraft[] {
  if (isFull) return []
  const product = [...new Set(items.map(({ productId }) => productId))]
  return [{ type: 'stopListChanged', values: { productCount: items.length, product } }]
}

/** What is done to a document; `document` is how it is after the deed. */
export function eventsOfDocument(event: DocumentEvent, document: StockDocument): EventDraft[] {
  const values = {
    user: event.by,
    documentType: documentKinds[document.content.kind].code,
    documentNumber: document.number,
    documentId: document.id,
  }
  if (event.kind === 'document.created') return [{ type: 'documentCreated', values }]
  if (event.kind === 'document.cancelled') return [{ type: 'documentDeleted', values }]
  const change = event.kind.slice('document.'.length)
  return [{ type: 'documentModified', values: { ...values, change } }]
}
