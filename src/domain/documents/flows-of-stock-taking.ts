import type { Uuid } from '../../kernel/ids.ts'
import type { Amount } from '../stock/amounts.ts'
import { stockKey } from '../stock/value-flows.ts'
import type { DocumentContent } from './document.ts'
import { about, type FlowWriter, inStore } from './flow-writer.ts'

/** What was counted of one product, all its lines together; `itemNum` is that of the first one. */
export type CountedProduct = { productId: Uuid; amount: Amount; isCounted: boolean; itemNum: number }

/** Lines of a stock-taking by products, in their order; a count that was done anew says nothing. */
export function countedProducts({ items }: Pick<DocumentContent, 'items'>): CountedProduct[] {
  const counted = new Map<Uuid, CountedProduct>()
  for (const { productId, amount, countStatus, num } of items) {
    if (countStatus === 'RECALC') continue
    const before = counted.get(productId)
    counted.set(productId, {
      productId,
      amount: amount + (before?.amount ?? 0n),
      isCounted: countStatus === 'SAVE',
      itemNum: before?.itemNum ?? num,
    })
  }
  return [...counted.values()]
}

/** The store of a stock-taking; the content was checked. */
export function countedStoreOf({ storeFromId }: Pick<DocumentContent, 'storeFromId'>): Uuid {
  if (storeFromId === null) throw new Error('a checked stock-taking has no store')
  return storeFromId
}

/**
 * What lacks leaves the store at its cost, what is too much enters it at the cost that it has there (server-api §15.8).
 * The difference is to the books as they are now: a document that is posted later with an earlier date leaves it alone.
 */
export function writeStockTaking(writer: FlowWriter, content: DocumentContent): void {
  const storeId = countedStoreOf(content)
  const shortage = writer.account(content.expenseAccountId, 'inventoryShortage')
  const surplus = writer.account(content.revenueAccountId, 'inventorySurplus')
  const type = 'INVENTORY_CORRECTION'
  for (const { productId, amount, isCounted, itemNum } of countedProducts(content)) {
    const difference = amount - (writer.place.booked?.get(stockKey(storeId, productId)) ?? 0n)
    if (!isCounted || difference === 0n) continue
    if (difference < 0n) {
      const from = inStore(storeId, productId, -difference)
      writer.issued({ type, from, to: about(shortage, productId, -difference), itemNum })
    } else {
      const to = inStore(storeId, productId, difference)
      writer.estimated({ type, from: about(surplus, productId, difference), to, itemNum })
    }
  }
}
