/** Prices: a base list of each restaurant and one for each of the two price categories. */
import type { PriceList } from '../../../domain/reference/books.ts'
import type { Money } from '../../../kernel/exact.ts'
import { type SeedItem, seedItem } from '../demo-chain.ts'
import { type OutletKey, outletId, outletKeys } from '../outlets.ts'
import { type PriceCategoryKey, priceCategoryId } from './dictionaries.ts'

/** A price before it becomes an entry of the lists: `key` is `productId` or `productId:sizeId`. */
export type MenuPrice = {
  key: string
  base: Money
  sold: readonly OutletKey[]
  isHallOnly: boolean
  isIncludedInMenu: boolean
}

const tenRubles = 1000n
/** Percent of the base price, rounded to 10 rubles; what costs less than 200 rubles is the same everywhere. */
const scaled = (price: Money, percent: bigint): Money =>
  price < 20_000n ? price : ((price * percent + tenRubles * 50n) / (tenRubles * 100n)) * tenRubles

const outletPercent: Record<OutletKey, bigint> = { pokrovka: 100n, baumana: 90n, malysheva: 95n }
const categoryPercent: Record<PriceCategoryKey, bigint> = { delivery: 110n, partners: 115n }

/** What a dish of a base price costs in a restaurant, in a category of prices. */
export function localPrice(base: Money, outlet: OutletKey, category: PriceCategoryKey | null): Money {
  const local = scaled(base, outletPercent[outlet])
  return category ? scaled(local, categoryPercent[category]) : local
}

function priceList(
  outlet: OutletKey,
  category: PriceCategoryKey | null,
  menu: readonly MenuPrice[],
): SeedItem {
  const prices: PriceList['prices'] = {}
  for (const { key, base, sold, isHallOnly, isIncludedInMenu } of menu) {
    if (!sold.includes(outlet) || (category === 'delivery' && isHallOnly)) continue
    prices[key] = { price: localPrice(base, outlet, category), isIncludedInMenu }
  }
  return seedItem(
    'priceList',
    `${outlet}/${category ?? 'base'}`,
    { priceCategoryId: category && priceCategoryId(category), prices },
    { organizationId: outletId(outlet) },
  )
}

export const priceLists = (menu: readonly MenuPrice[]): SeedItem[] =>
  outletKeys.flatMap((outlet) =>
    ([null, 'delivery', 'partners'] as const).map((category) => priceList(outlet, category, menu)),
  )
