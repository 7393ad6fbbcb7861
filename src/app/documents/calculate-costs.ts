import { type Amount, type Cost, shareOf } from '../../domain/stock/amounts.ts'
import { stockPolicyOf } from '../../domain/stock/policy.ts'
import { recipesAt } from '../../domain/stock/recipes.ts'
import { type StockKey, stockKey } from '../../domain/stock/value-flows.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { App, Owner } from '../ports.ts'
import { placeOf } from './document-scope.ts'
import { grownStock } from './open-stock.ts'

export type AskedCost = { productId: Uuid; storeId: Uuid; amount: Amount }
/** Null: nothing is known. Estimated: by the last receipt, or by a recipe, not by what the store holds. */
export type FoundCost = { cost: Cost; isEstimated: boolean } | null

/** After every posting of its moment. */
const endOfMoment = { rank: 32_767, documentId: 'ffffffff-ffff-ffff-ffff-ffffffffffff' }

/** What amounts of products cost at stores at a moment (cloud-api §10.6). */
export async function calculateCosts(
  app: App,
  owner: Owner,
  at: number,
  asked: readonly AskedCost[],
): Promise<FoundCost[]> {
  const { catalog, organization } = await placeOf(app, owner)
  const recipes = recipesAt(catalog, { ...organization, id: owner.organizationId }, at)
  const parts = asked.map(({ productId, storeId, amount }) => {
    const isKnown =
      catalog.find('product', productId) &&
      catalog.living('store', storeId)?.organizationId === owner.organizationId
    if (!isKnown) return null
    return {
      storeId,
      own: { productId, amount },
      ingredients: recipes.has({ productId }) ? recipes.ingredients({ productId, sizeId: null, amount }) : [],
    }
  })
  const keys = new Set<StockKey>()
  for (const part of parts) {
    if (!part) continue
    for (const { productId } of [part.own, ...part.ingredients]) keys.add(stockKey(part.storeId, productId))
  }
  const place = { at, ...endOfMoment }
  const { costMethod } = stockPolicyOf(organization)
  const history = keys.size === 0 ? [] : await app.storage.now.ledger.before(owner, [...keys], place)
  const pools = grownStock(costMethod, [...keys], history)
  const costAt = (storeId: Uuid, { productId, amount }: { productId: Uuid; amount: Amount }): FoundCost => {
    const pool = pools.get(stockKey(storeId, productId))
    if (!pool?.unit) return null
    const isEstimated = pool.balance.amount <= 0n
    return { cost: shareOf(pool.unit.cost, amount, pool.unit.amount), isEstimated }
  }
  return parts.map((part) => {
    if (!part) return null
    const own = costAt(part.storeId, part.own)
    return own ?? sumOf(part.ingredients.map((ingredient) => costAt(part.storeId, ingredient)))
  })
}

/** A dish that was never in the store costs what its ingredients cost, if all of them are known. */
function sumOf(costs: readonly FoundCost[]): FoundCost {
  if (costs.length === 0) return null
  let total = 0n
  for (const found of costs) {
    if (!found) return null
    total += found.cost
  }
  return { cost: total, isEstimated: true }
}
