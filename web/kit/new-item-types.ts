/** Dishes as screens ask for them (the till's side: `src/api/till/read-sale.ts`). */
export type NewModifier = { productId: string; groupId: string | null; amount: number }
export type NewItem = {
  /** Made by the screen; the till takes a position once, whatever command brings it. */
  positionId?: string
  productId: string
  sizeId: string | null
  amount: number
  comment: string | null
  /** Typed by a person. */
  openPrice?: number
  modifiers: NewModifier[]
  /** Of a compound dish: what differs; one for a whole, two for halves. */
  halves?: { productId: string; modifiers: NewModifier[] }[]
  /** At a table. */
  guestId?: string
  course?: number
}
/** A modifier of a dish in an order, and whose it is: of a half, or of the dish as a whole. */
export type PlacedModifier = NewModifier & { half: 'primary' | 'secondary' | null }
/** What was chosen of a dish. */
export type PlacedChoice = {
  /** The kitchen has it: it is made like that. */
  isFixed: boolean
  sizeId: string | null
  /** Of one; null: a dish of halves. */
  price: number | null
  /** Of a dish of two halves: its second one. */
  secondaryId: string | null
  modifiers: PlacedModifier[]
}
/** What a dish in an order becomes: what is not named stays; 0 takes a modifier off. */
export type Recomposition = {
  positionId: string
  sizeId?: string
  openPrice?: number
  modifiers: PlacedModifier[]
}
export type NewCombo = {
  id: string
  sourceId: string
  name: string
  amount: number
  items: (NewItem & { groupId: string })[]
}
/** Goods that no order is known of come back, at the menu's prices. */
export type GoodsReturn = {
  kind: 'tableOrder.returnGoods'
  orderId: string
  items: NewItem[]
  paymentTypeId: string
  removalTypeId: string
  comment: string | null
  userIdForWriteoff: string | null
}
