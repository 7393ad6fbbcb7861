import type { Money } from '../../kernel/exact.ts'
import type { DocumentContent, DocumentItem } from './document.ts'
import { about, type FlowWriter } from './flow-writer.ts'

/** With VAT apart the account takes the sum without it, else the whole sum (`splitVat`, cloud-api §10.4). */
const parts = ({ sum, sumWithoutVat, isVatSplit }: DocumentItem): { own: Money; vat: Money } => {
  const whole = sum ?? 0n
  const own = isVatSplit ? (sumWithoutVat ?? whole) : whole
  return { own, vat: whole - own }
}

export function writeIncomingService(writer: FlowWriter, content: DocumentContent): void {
  const creditor =
    content.employeeId === null
      ? writer.account(null, 'payable', content.counteragentId)
      : writer.account(null, 'employeeDebts', content.employeeId)
  for (const item of content.items) {
    const { own, vat } = parts(item)
    const to = about(writer.account(item.accountId, 'productExpense'), item.productId, item.amount)
    writer.given({ type: 'INCOMING_SERVICE', from: creditor, to, itemNum: item.num }, own)
    const taxTo = writer.account(null, 'incomingVat')
    writer.given({ type: 'NDS_INCOMING', from: creditor, to: taxTo, itemNum: item.num }, vat)
  }
}

export function writeOutgoingService(writer: FlowWriter, content: DocumentContent): void {
  const debtor = writer.account(null, 'receivable', content.counteragentId)
  for (const item of content.items) {
    const { own, vat } = parts(item)
    const from = about(writer.account(item.accountId, 'revenue'), item.productId, item.amount)
    writer.given({ type: 'OUTGOING_SERVICE', from, to: debtor, itemNum: item.num }, own)
    const taxFrom = writer.account(null, 'salesVat')
    writer.given({ type: 'NDS_SALES', from: taxFrom, to: debtor, itemNum: item.num }, vat)
  }
}
