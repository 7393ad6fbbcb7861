/** What stores hold: ours, since the original has no such operation (front-api §9.22). */
import { printBillionths } from '../../../domain/stock/amounts.ts'
import type { StockHeld } from '../../till/stock-question.ts'
import { FrontException, notFound } from '../exceptions.ts'
import type { FrontOperation } from '../front-operation.ts'
import { productRef } from '../model/till-place.ts'
import type { ProductRef, Ref } from '../model/values.ts'
import { type Asking, operation } from './define.ts'

/** What a store holds of a product. */
export type StockBalance = {
  readonly store: Ref
  readonly product: ProductRef
  /** Name of the unit in which the product is counted. */
  readonly measuringUnit: string
  /** Exact, as text with up to nine decimals; below zero where more was taken than there was. */
  readonly amount: string
}

/** Stores of the till's restaurant and those that the whole chain shares. */
const ownStores = ({ place }: Asking): ReadonlyMap<string, string> =>
  new Map(place.catalog.of('store', place.organizationId).map(({ id, body }) => [id, body.name]))

async function stockBalances(asking: Asking): Promise<StockBalance[]> {
  const { door, place, args } = asking
  const stores = ownStores(asking)
  const storeIds = args.has('stores') ? args.ids('stores') : null
  const productIds = args.has('products') ? args.ids('products') : null
  const at = args.optionalInstant('date')
  for (const id of storeIds ?? []) if (!stores.has(id)) throw notFound('Store', id)
  for (const id of productIds ?? []) if (!place.catalog.find('product', id)) throw notFound('Product', id)
  const held = await door.stockHeld({ at, storeIds, productIds })
  if (held === null) throw new FrontException('ServerConnectionException')
  return held.flatMap(({ storeId, productId, amount }: StockHeld): StockBalance[] => {
    const name = stores.get(storeId)
    if (name === undefined) return []
    return [
      {
        store: { id: storeId, name },
        product: productRef(place, productId),
        measuringUnit: place.catalog.find('product', productId)?.body.measureUnit ?? '',
        amount: printBillionths(amount),
      },
    ]
  })
}

export const stockOperations: readonly FrontOperation[] = [
  operation('getStockBalances', 'stock:read', stockBalances),
]
