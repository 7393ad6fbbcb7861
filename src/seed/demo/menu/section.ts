/** How a part of the menu is described: what its dishes have in common, the table of dishes, and exceptions. */
import type { Product, ProductType } from '../../../domain/reference/books.ts'
import type { OutletKey } from '../outlets.ts'
import type { CategoryKey, PlaceKey, ScaleKey, SizeKey, TaxKey } from './dictionaries.ts'
import type { GroupKey } from './groups.ts'
import type { GroupUse, SimpleUse } from './modifiers.ts'

/** What a dish may have that its section does not say. */
export type Special = {
  groups?: readonly GroupUse[]
  simple?: readonly SimpleUse[]
  place?: PlaceKey | null
  /** No price list shows it in the menu, though it has a price. */
  isOffMenu?: true
  isDeleted?: true
  /** Sizes of the scale in which the dish is not sold. */
  withoutSizes?: readonly SizeKey[]
  changes?: Partial<Product>
}

export type Section = Special & {
  group: GroupKey
  category: CategoryKey
  tax: TaxKey
  type: ProductType
  place: PlaceKey | null
  scale?: ScaleKey
  unit: string
  /** Restaurants that sell it. */
  sold: readonly OutletKey[]
  /** Only at the table: price category «Доставка» has no price for it. */
  isHallOnly?: true
  table: string
  /** By code. */
  specials?: Readonly<Record<string, Special>>
}

export const everywhere: readonly OutletKey[] = ['pokrovka', 'baumana', 'malysheva']
export const restaurants: readonly OutletKey[] = ['pokrovka', 'baumana']

/** The usual kitchen section; parts of the menu change what differs. */
export const kitchen = {
  category: 'kitchen',
  tax: 'vat20',
  type: 'Dish',
  place: 'hot',
  unit: 'порц',
  sold: everywhere,
} as const satisfies Partial<Section>
