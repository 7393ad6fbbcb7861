/** A dish of an order, as a till tells its screens (its side: `src/api/till/views.ts`). */
import type { PlacedChoice } from './new-item-types.ts'

export type ItemStatus = 'Added' | 'PrintedNotCooking' | 'CookingStarted' | 'CookingCompleted' | 'Served'
export type CookingStep = Exclude<ItemStatus, 'Added' | 'Served'>

export type Modifier = { name: string; amount: number; price: number }
export type Item = {
  positionId: string
  productId: string
  name: string
  size: string | null
  amount: number
  /** Before and after discounts. */
  cost: number
  sum: number
  comment: string | null
  status: ItemStatus
  /** Null: nothing to cook. */
  cookingPlaceId: string | null
  whenPrinted: number | null
  whenCookingStarted: number | null
  whenCookingCompleted: number | null
  isDeleted: boolean
  isAutomatic: boolean
  comboId: string | null
  /** At a table: whose it is (null: common) and its course (0 is VIP; null: as it comes). */
  guestId: string | null
  course: number | null
  deletion: { removalType: string | null; comment: string | null } | null
  modifiers: Modifier[]
  /** What was chosen; null: nobody chooses it by itself. */
  choice: PlacedChoice | null
  /** Never said by a till: it is on this device only. */
  isUnsent?: true
}
