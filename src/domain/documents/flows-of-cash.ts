import type { Side } from '../finance/flow.ts'
import type { AcceptanceLine, AccountEnd, CashOrder, DocumentContent, ShiftAcceptance } from './document.ts'
import type { FlowWriter } from './flow-writer.ts'

const sideOf = ({ accountId, counteragentId }: AccountEnd): Side => ({
  accountId,
  isStore: false,
  counteragentId,
  productId: null,
  amount: null,
})

const orderOf = ({ cashOrder }: DocumentContent): CashOrder => {
  if (cashOrder === null) throw new Error('a checked cash order has no order')
  return cashOrder
}
const acceptanceOf = ({ acceptance }: DocumentContent): ShiftAcceptance => {
  if (acceptance === null) throw new Error('a checked acceptance accepts nothing')
  return acceptance
}

/** The cash comes from an account, or goes to one (server-api §7.4, §17.6). */
export function writeCashOrder(writer: FlowWriter, content: DocumentContent): void {
  const { type, sum, chiefAccountId, accountId } = orderOf(content)
  const chief = writer.account(chiefAccountId, 'register')
  const other = sideOf({ accountId, counteragentId: content.counteragentId })
  const [from, to] = content.kind === 'incomingCashOrder' ? [other, chief] : [chief, other]
  writer.given({ type, from, to, itemNum: null }, sum)
}

/**
 * What a shift's acceptance does: payments without cash leave the account of the tills for that of their debtors, what
 * was booked elsewhere than it belongs is moved, and the difference between what was paid out and what should have been
 * is a shortage or a surplus (server-api §17.5). What is not accepted stays as it is.
 */
export function writeAcceptance(writer: FlowWriter, content: DocumentContent): void {
  const acceptance = acceptanceOf(content)
  for (const line of acceptance.lines) if (line.status !== 'UNACCEPTED') writeLine(writer, acceptance, line)
}

function writeLine(writer: FlowWriter, { shortage, surplus }: ShiftAcceptance, line: AcceptanceLine): void {
  const { group, recorded, real, num } = line
  const booked = sideOf(line.account)
  const meant = sideOf(line.override ?? line.account)
  switch (group) {
    case 'CARD':
    case 'CREDIT': {
      const from = writer.account(null, 'register')
      // What was given back by card comes off what the debtors owe.
      const [source, target] = recorded < 0n ? [meant, from] : [from, meant]
      const sum = recorded < 0n ? -recorded : recorded
      writer.given({ type: group, from: source, to: target, itemNum: num }, sum)
      return
    }
    case 'PAYIN':
      if (line.override) writer.given({ type: 'PAYIN', from: meant, to: booked, itemNum: num }, recorded)
      return
    case 'PAYOUT': {
      if (line.override) writer.given({ type: 'PAYOUT', from: booked, to: meant, itemNum: num }, recorded)
      const difference = real - recorded
      if (difference < 0n)
        writer.given({ type: 'CASH_SHORTAGE', from: meant, to: sideOf(shortage), itemNum: num }, -difference)
      else writer.given({ type: 'CASH_SURPLUS', from: sideOf(surplus), to: meant, itemNum: num }, difference)
    }
  }
}
