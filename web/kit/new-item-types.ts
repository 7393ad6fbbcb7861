/** Dishes as screens ask for them (the till's side: `src/api/till/read-sale.ts`). */
export type NewModifier = { productId: string; groupId: string | null; amount: number }
export type NewItem = {
  /** Made by the screen; the till takes a position once, whatever command brings it. */
  positionId?: string
  productId: string
  sizeId: string | null
  amount: number
  comment: string | null
  modifiers: NewModifier[]
  /** Of a compound dish: what differs; one for a whole, two for halves. */
  halves?: { productId: string; modifiers: NewModifier[] }[]
  /** At a table. */
  guestId?: string
  course?: number
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
