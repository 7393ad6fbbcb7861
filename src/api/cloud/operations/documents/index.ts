import type { Handlers } from '../../operation.ts'
import { documentOperations, headList, wholeList } from './document-operations.ts'
import { paymentHandlers } from './payments.ts'
import { stockBookHandlers } from './stock-books.ts'
import { transactionHandlers } from './transactions.ts'

/** Operations by their addresses. */
function below<const Base extends string, Operations extends Record<string, unknown>>(
  base: Base,
  operations: Operations,
) {
  const entries = Object.entries(operations).map(([verb, operation]) => [`${base}/${verb}`, operation])
  // The compiler does not follow keys through `fromEntries`; the line above makes exactly these.
  return Object.fromEntries(entries) as { [V in keyof Operations & string as `${Base}/${V}`]: Operations[V] }
}

/** Back-office documents (cloud-api §10): twelve kinds, seven verbs each, and what belongs to them. */
export const documentHandlers: Handlers = {
  ...below('/api/inventory/v1/incoming_invoice', {
    ...documentOperations('incomingInvoice'),
    list: wholeList('incomingInvoice'),
  }),
  ...below('/api/inventory/v1/outgoing_invoice', {
    ...documentOperations('outgoingInvoice'),
    list: wholeList('outgoingInvoice'),
  }),
  ...below('/api/inventory/v1/returned_invoice', {
    ...documentOperations('returnedInvoice'),
    list: headList('returnedInvoice'),
  }),
  ...below('/api/inventory/v1/incoming_returned_invoice', {
    ...documentOperations('incomingReturnedInvoice'),
    list: headList('incomingReturnedInvoice'),
  }),
  ...below('/api/inventory/v1/sales_document', {
    ...documentOperations('salesDocument'),
    list: headList('salesDocument'),
  }),
  ...below('/api/inventory/v1/internal_transfer', {
    ...documentOperations('internalTransfer'),
    list: headList('internalTransfer'),
  }),
  ...below('/api/inventory/v1/writeoff_document', {
    ...documentOperations('writeoff'),
    list: headList('writeoff'),
  }),
  ...below('/api/inventory/v1/production_document', {
    ...documentOperations('production'),
    list: headList('production'),
  }),
  ...below('/api/inventory/v1/transformation_document', {
    ...documentOperations('transformation'),
    list: headList('transformation'),
  }),
  ...below('/api/inventory/v1/disassemble_document', {
    ...documentOperations('disassemble'),
    list: headList('disassemble'),
  }),
  ...below('/api/finance/v1/incoming_service', {
    ...documentOperations('incomingService'),
    list: headList('incomingService'),
  }),
  ...below('/api/finance/v1/outgoing_service', {
    ...documentOperations('outgoingService'),
    list: headList('outgoingService'),
  }),
  ...paymentHandlers,
  ...transactionHandlers,
  ...stockBookHandlers,
}
