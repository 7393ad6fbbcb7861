import { ids } from '../../reference/testing/catalog-ids.ts'
import { blankContent, blankItem } from '../blank.ts'
import type { DocumentContent, DocumentItem, DocumentStatus, StockDocument } from '../document.ts'

/** A line of flour-like goods that says nothing but how much. */
export const aLine = (changes: Partial<DocumentItem> = {}): DocumentItem => ({
  ...blankItem,
  num: 1,
  productId: ids.sugar,
  amount: 1_000_000_000n,
  ...changes,
})

export const aContent = (changes: Partial<DocumentContent> = {}): DocumentContent => ({
  ...blankContent,
  kind: 'incomingInvoice',
  date: 1_767_225_600_000,
  items: [aLine()],
  ...changes,
})

export const aDocument = (status: DocumentStatus, content: Partial<DocumentContent> = {}): StockDocument => ({
  tenantId: ids.tenant,
  organizationId: ids.organization,
  id: ids.order,
  number: '00007',
  status,
  version: 1,
  createdAt: 0,
  createdBy: ids.operator,
  modifiedAt: 0,
  modifiedBy: ids.operator,
  paymentDate: null,
  content: aContent(content),
})
