import type { Flow } from '../finance/flow.ts'
import type { DocumentPlace } from './check-content.ts'
import type { DocumentContent } from './document.ts'
import { FlowWriter } from './flow-writer.ts'
import { writeAcceptance, writeCashOrder } from './flows-of-cash.ts'
import {
  writeIncomingInvoice,
  writeIncomingReturnedInvoice,
  writeOutgoingInvoice,
  writeReturnedInvoice,
  writeSalesDocument,
  writeSessionReturn,
} from './flows-of-invoices.ts'
import { writeIncomingService, writeOutgoingService } from './flows-of-services.ts'
import {
  writeDisassembly,
  writeInternalTransfer,
  writeProduction,
  writeTransformation,
  writeWriteoff,
} from './flows-of-stock-acts.ts'
import { writeStockTaking } from './flows-of-stock-taking.ts'
import type { DocumentKind } from './kinds.ts'

const writers: Record<DocumentKind, (writer: FlowWriter, content: DocumentContent) => void> = {
  incomingInvoice: writeIncomingInvoice,
  outgoingInvoice: writeOutgoingInvoice,
  returnedInvoice: writeReturnedInvoice,
  incomingReturnedInvoice: writeIncomingReturnedInvoice,
  salesDocument: writeSalesDocument,
  internalTransfer: writeInternalTransfer,
  writeoff: writeWriteoff,
  production: writeProduction,
  transformation: writeTransformation,
  disassemble: writeDisassembly,
  incomingService: writeIncomingService,
  outgoingService: writeOutgoingService,
  incomingInventory: writeStockTaking,
  incomingCashOrder: writeCashOrder,
  outgoingCashOrder: writeCashOrder,
  sessionAcceptance: writeAcceptance,
  sessionReturn: writeSessionReturn,
}

/** What posting a checked document does (cloud-api §10.4); refuses when a recipe or an account is missing. */
export function flowsOf(content: DocumentContent, place: DocumentPlace): Flow[] {
  const writer = new FlowWriter(place, content.date)
  writers[content.kind](writer, content)
  return writer.flows
}
