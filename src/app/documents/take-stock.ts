import { checkedContent } from '../../domain/documents/check-content.ts'
import type { DocumentContent, StockDocument } from '../../domain/documents/document.ts'
import { flowsOf } from '../../domain/documents/flows-of.ts'
import { countedProducts, countedStoreOf } from '../../domain/documents/flows-of-stock-taking.ts'
import type { Amount, Cost } from '../../domain/stock/amounts.ts'
import { stockPolicyOf } from '../../domain/stock/policy.ts'
import { stockKey, valueFlows } from '../../domain/stock/value-flows.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { App } from '../ports.ts'
import { stockCountedAt } from './booked-stock.ts'
import { ledgerPlaceOf, type Paper } from './document-ledger.ts'
import { type DocumentScope, placeOf } from './document-scope.ts'
import { findImported, type ImportedDocument } from './import-document.ts'

/** One product of a stock-taking; `difference` is nothing where nobody counted. Negative: it lacks. */
export type CountResult = {
  productId: Uuid
  expected: { amount: Amount; cost: Cost }
  counted: Amount
  difference: { amount: Amount; cost: Cost }
}

/** What a stock-taking gives, or would give if it were posted: differences to the books at its moment (server-api §15.8). */
export async function resultOfCount(
  app: App,
  scope: DocumentScope,
  { id, content }: Paper,
): Promise<CountResult[]> {
  const books = await placeOf(app, scope)
  const place = ledgerPlaceOf(id, content)
  const method = stockPolicyOf(books.organization).costMethod
  const stock = await stockCountedAt(app.storage.now, scope, place, { content, method })
  const pools = stock.open()
  const before = new Map([...pools].map(([key, pool]) => [key, pool.balance]))
  const booked = new Map([...before].map(([key, { amount }]) => [key, amount]))
  const flows = flowsOf(content, { ...books, booked }).map((flow, line) => ({ ...flow, ...place, line }))
  const { sums } = valueFlows(flows, (key) => pools.get(key) ?? null)
  const storeId = countedStoreOf(content)
  const costs = new Map(
    flows.map(({ itemNum, from }, index): [number | null, Cost] => {
      const cost = sums[index] ?? 0n
      return [itemNum, from.isStore ? -cost : cost]
    }),
  )
  return countedProducts(content).map(({ productId, amount, isCounted, itemNum }) => {
    const expected = before.get(stockKey(storeId, productId)) ?? { amount: 0n, cost: 0n }
    return {
      productId,
      expected,
      counted: amount,
      difference: {
        amount: isCounted ? amount - expected.amount : 0n,
        cost: isCounted ? (costs.get(itemNum) ?? 0n) : 0n,
      },
    }
  })
}

/** What a stock-taking would give; nothing is written. Refuses what its import would refuse. */
export async function checkCount(
  app: App,
  scope: DocumentScope,
  request: ImportedDocument,
): Promise<{ content: DocumentContent; result: CountResult[]; known: StockDocument | null }> {
  const books = await placeOf(app, scope)
  const content = checkedContent(request.content, books)
  const known = await findImported(app.storage.now, scope, request, books)
  const id = known?.id ?? app.random.uuid()
  return { content, known, result: await resultOfCount(app, scope, { id, content }) }
}
