import { changeOf } from '../../domain/finance/flow.ts'
import type { Cost } from '../../domain/stock/amounts.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { refuse } from '../../kernel/refusals.ts'
import type { App, DocumentedPosting, Owner } from '../ports.ts'

export type AccountCard = {
  startBalance: Cost
  /** Signed: what comes to the account is positive. */
  lines: { posting: DocumentedPosting; change: Cost; balance: Cost }[]
}

const postingsMax = 100_000

/** What moved on an account or a store in [from, to), with the balance after each movement (cloud-api §10.6). */
export async function listAccountTransactions(
  app: App,
  owner: Owner,
  { accountId, from, to }: { accountId: Uuid; from: number; to: number },
): Promise<AccountCard> {
  const catalog = await app.catalog(owner.tenantId)
  const store = catalog.find('store', accountId)
  if (!catalog.find('account', accountId) && store?.organizationId !== owner.organizationId)
    throw refuse('document.reference-unknown', { field: 'accountId', what: 'account', id: accountId })
  const { ledger } = app.storage.now
  const startBalance = await ledger.accountBalance(owner, accountId, from)
  let balance = startBalance
  const found = await ledger.ofAccount(owner, accountId, { from, to, limit: postingsMax + 1 })
  if (found.length > postingsMax)
    throw refuse('request.too-much-data', { message: `more than ${postingsMax} movements in the period` })
  const lines = found.map((posting) => {
    const change = changeOf(posting, accountId)
    balance += change
    return { posting, change, balance }
  })
  return { startBalance, lines }
}

/** What a document and its payments wrote; nothing for a document that is not posted or not there. */
export const listDocumentTransactions = (
  app: App,
  owner: Owner,
  documentId: Uuid,
): Promise<DocumentedPosting[]> => app.storage.now.ledger.ofDocument(owner, documentId)
