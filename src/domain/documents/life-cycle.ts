import { refuse } from '../../kernel/refusals.ts'
import type { DocumentStatus, StockDocument } from './document.ts'

export type DocumentDeed = 'update' | 'post' | 'unpost' | 'cancel' | 'pay' | 'setPaymentDate'

const allowedIn: Record<DocumentDeed, readonly DocumentStatus[]> = {
  update: ['NEW'],
  post: ['NEW'],
  unpost: ['PROCESSED'],
  cancel: ['NEW'],
  pay: ['PROCESSED'],
  setPaymentDate: ['PROCESSED'],
}

/** Refuses a deed that the status of the document does not allow (cloud-api §10.1). */
export function requireAllowed(document: StockDocument, deed: DocumentDeed): void {
  const { status, number, content } = document
  if (allowedIn[deed].includes(status)) return
  if (deed === 'update' && status === 'PROCESSED' && content.isEditable) return
  throw refuse('document.wrong-status', { number, status, deed })
}

/** As people see it: what was said, else whether it is still new. */
export const isEditable = ({ status, content }: StockDocument): boolean =>
  content.isEditable ?? status === 'NEW'
