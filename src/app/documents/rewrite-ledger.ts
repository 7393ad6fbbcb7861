import { accountOfRole } from '../../domain/finance/accounts.ts'
import { inLedgerOrder } from '../../domain/finance/flow.ts'
import type { Organization } from '../../domain/reference/books.ts'
import type { Catalog } from '../../domain/reference/catalog.ts'
import { requireNoNewLack, stockPolicyOf } from '../../domain/stock/policy.ts'
import { keysOfFlows, reachedBy } from '../../domain/stock/reach.ts'
import {
  type CostCorrection,
  type StockKey,
  type Valued,
  valueFlows,
} from '../../domain/stock/value-flows.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { App, LedgerPlace, Owner, StoredPosting, Tx } from '../ports.ts'
import { balancesAfter } from './balances-after.ts'
import { correctionBatch, isCorrection, openStock } from './open-stock.ts'

/** Flows of one document that come into the ledger or leave it. */
export type LedgerChange = {
  owner: Owner
  books: { catalog: Catalog; organization: Organization }
  userId: Uuid
  /** Nothing before it changes. */
  place: LedgerPlace
  removed: readonly StoredPosting[]
  added: readonly StoredPosting[]
}

/**
 * Puts flows in their place in the ledger, or takes them out, and values anew all that depends on them (ADR 10).
 * The caller holds the lock of the ledger. Answers the flows that were added with their sums.
 */
export async function rewriteLedger(app: App, tx: Tx, change: LedgerChange): Promise<StoredPosting[]> {
  const { owner, books, removed, added } = change
  const policy = stockPolicyOf(books.organization)
  const { keys, later } = await reach(tx, change)
  const removedIds = new Set(removed.map(({ id }) => id))
  const flows = [...later, ...added]
    .filter((posting) => !isCorrection(posting) && !removedIds.has(posting.id))
    .sort(inLedgerOrder)

  const { place } = change
  const stock = await openStock(tx, { owner, place, method: policy.costMethod, keys: [...keys], later })
  const pools = stock.open()
  const valued = valueFlows(flows, (key) => pools.get(key) ?? null)
  if (policy.isNegativeForbidden) {
    const before = stock.open()
    const flowsBefore = later.filter((posting) => !isCorrection(posting))
    requireNoNewLack(books, valueFlows(flowsBefore, (key) => before.get(key) ?? null).lacking, valued.lacking)
  }

  const gone = [...later.filter(isCorrection), ...removed].map(({ id }) => id)
  await tx.ledger.remove(owner, [...new Set(gone)])
  const { written, postings } = await write(app, tx, change, flows, valued)
  await tx.ledger.setBalances(owner, balancesAfter({ place, ...stock, postings, pools }))
  return written
}

/** The stock that the change can reach, and every posting of it from the place on. */
async function reach(
  tx: Tx,
  { owner, place, removed, added }: LedgerChange,
): Promise<{ keys: Set<StockKey>; later: StoredPosting[] }> {
  const keys = keysOfFlows([...removed, ...added])
  for (;;) {
    const later = keys.size === 0 ? [] : await tx.ledger.from(owner, [...keys], place)
    const more = reachedBy(keys, later)
    if (more.length === 0) return { keys, later }
    for (const key of more) keys.add(key)
  }
}

/** Answers what was added, and all flows and corrections as they stand now. */
async function write(
  app: App,
  tx: Tx,
  change: LedgerChange,
  flows: readonly StoredPosting[],
  valued: Valued,
): Promise<{ written: StoredPosting[]; postings: StoredPosting[] }> {
  const { owner } = change
  const now = app.clock.now()
  const isAdded = new Set(change.added)
  const withSums = flows.map((flow, index) => ({ flow, sum: valued.sums[index] ?? flow.sum }))
  const written = withSums.filter(({ flow }) => isAdded.has(flow)).map(({ flow, sum }) => ({ ...flow, sum }))
  const corrections = valued.corrections.map((correction) => correctionPosting(app, change, correction))
  await tx.ledger.insert(owner, [...written, ...corrections])
  const revalued = withSums.filter(({ flow, sum }) => !isAdded.has(flow) && sum !== flow.sum)
  await tx.ledger.setSums(
    owner,
    revalued.map(({ flow, sum }) => ({ id: flow.id, sum })),
    now,
  )
  return { written, postings: [...flows, ...corrections] }
}

/** What was issued too cheaply leaves the store for the account of corrections, what was too dear comes back. */
function correctionPosting(
  app: App,
  { books, userId }: LedgerChange,
  { side, sum, after }: CostCorrection,
): StoredPosting {
  const now = app.clock.now()
  const store = { ...side, counteragentId: null, amount: 0n }
  const account = {
    accountId: accountOfRole(books.catalog, 'costCorrection'),
    isStore: false,
    counteragentId: null,
    productId: null,
    amount: null,
  }
  return {
    id: app.random.uuid(),
    documentId: after.documentId,
    paymentId: null,
    at: after.at,
    rank: after.rank,
    line: after.line,
    batch: correctionBatch,
    itemNum: null,
    type: 'STORE_COST_CORRECTION',
    basis: 'given',
    sum: sum < 0n ? -sum : sum,
    from: sum > 0n ? store : account,
    to: sum > 0n ? account : store,
    cashFlowCategoryId: null,
    createdAt: now,
    createdBy: userId,
    modifiedAt: now,
  }
}
