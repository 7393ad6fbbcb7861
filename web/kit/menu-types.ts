/** What a till sells, as it tells its screens (`api/http/menu-view.ts`). */
import type { Named } from './named.ts'

export type MenuGroup = Named & { parentId: string | null; color: string | null; image: string | null }
export type Size = Named & { shortName: string; price: number; isDefault: boolean }
export type ModifierLimits = { productId: string; min: number; max: number; default: number; free: number }
export type ModifierGroup = Named & {
  min: number
  max: number
  free: number
  hasOwnLimits: boolean
  /** Halves of a compound dish choose in it apart. */
  isSplittable?: boolean
  children: ModifierLimits[]
}
export type MenuProduct = Named & {
  groupId: string
  code: string
  image: string | null
  isWeighed: boolean
  /** Whoever sells it types what it costs. */
  isOpenPrice?: boolean
  /** Made of halves. */
  isCompound: boolean
  /** Of a compound dish: the modifier scheme whose dishes lie on one dough. */
  schemaId?: string | null
  unit: string
  price: number | null
  sizes: Size[]
  modifiers: ModifierLimits[]
  groups: ModifierGroup[]
}
export type MenuModifier = Named & { price: number; priceBySize: Record<string, number> }
/** One dish for each group; a null price depends on the dishes. */
export type MenuCombo = Named & {
  price: number | null
  groups: {
    id: string
    name: string
    isMain: boolean
    products: { productId: string; sizeId: string | null }[]
  }[]
}
export type Menu = {
  revision: string
  groups: MenuGroup[]
  products: MenuProduct[]
  modifiers: MenuModifier[]
  combos: MenuCombo[]
}
