import {
  listAccountTransactions,
  listDocumentTransactions,
} from '../../../../app/documents/list-transactions.ts'
import type { DocumentedPosting } from '../../../../app/ports.ts'
import { documentKinds } from '../../../../domain/documents/kinds.ts'
import type { Side } from '../../../../domain/finance/flow.ts'
import type { TimeZone } from '../../../../kernel/local-time.ts'
import type { TransactionSide } from '../../generated/types.ts'
import type { Handlers } from '../../operation.ts'
import { deskOf } from './document-call.ts'
import { readId, readPeriod } from './read-values.ts'
import { billionthsOnWire, momentOnWire } from './whole-document.ts'

const sideOnWire = ({ accountId, counteragentId, productId, amount }: Side): TransactionSide => ({
  account: accountId,
  counteragent: counteragentId,
  product: productId,
  amount: amount === null ? null : billionthsOnWire(amount),
})

/** What both lists show of a posting. */
const postingOnWire = (posting: DocumentedPosting, zone: TimeZone) => ({
  type: posting.type,
  date: momentOnWire(posting.at, zone),
  dateCreated: momentOnWire(posting.createdAt, zone),
  dateModified: momentOnWire(posting.modifiedAt, zone),
  dateSecondary: null,
  documentId: posting.documentId,
  number: posting.number,
  comment: posting.comment,
  conception: posting.conceptionId,
  cashFlowCategory: posting.cashFlowCategoryId,
  cashOrderNumber: null,
  session: null,
  userModified: posting.createdBy,
})

/** The ledger as lists (cloud-api §10.6). */
export const transactionHandlers: Handlers = {
  '/api/finance/v1/account_transactions/list': async (call) => {
    const { body, app } = call
    const desk = await deskOf(call, body.organizationId)
    const accountId = readId(body.accountId, 'accountId')
    const card = await listAccountTransactions(app, desk.scope, { accountId, ...readPeriod(body, desk.zone) })
    return {
      startBalance: billionthsOnWire(card.startBalance),
      sumTotal: billionthsOnWire(card.lines.reduce((total, { change }) => total + change, 0n)),
      items: card.lines.map(({ posting, change, balance }) => ({
        ...postingOnWire(posting, desk.zone),
        account: posting.to.accountId === accountId ? posting.from.accountId : posting.to.accountId,
        counteragent: (posting.to.accountId === accountId ? posting.to : posting.from).counteragentId,
        secondCounteragent: (posting.to.accountId === accountId ? posting.from : posting.to).counteragentId,
        documentType: documentKinds[posting.kind].code,
        sum: billionthsOnWire(change),
        balance: billionthsOnWire(balance),
        causeEventId: null,
        penaltyOrBonusType: null,
        terminal: null,
      })),
    }
  },

  '/api/finance/v1/document_transactions/list': async (call) => {
    const { body, app } = call
    const desk = await deskOf(call, body.organizationId)
    const postings = await listDocumentTransactions(app, desk.scope, readId(body.documentId, 'documentId'))
    return postings.map((posting) => ({
      ...postingOnWire(posting, desk.zone),
      id: posting.id,
      documentItemId: null,
      sum: billionthsOnWire(posting.sum),
      from: sideOnWire(posting.from),
      to: sideOnWire(posting.to),
    }))
  },
}
