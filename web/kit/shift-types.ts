/** What the shift's screens read of the till. */
import type { PaidKind } from './paying-types.ts'
import type { PayType, Sale } from './till-types.ts'

/** X while the shift runs, Z once it is closed. */
export type ShiftReport = {
  kind: 'X' | 'Z'
  number: number
  openedAt: number
  openedBy: string | null
  closedAt: number | null
  closedBy: string | null
  orders: number
  guests: number
  revenue: number
  discounts: number
  returns: { receipts: number; sum: number }
  net: number
  deletions: { positions: number; sum: number }
  byPaymentType: { name: string; kind: string; sold: number; returned: number; net: number }[]
  /** Beside revenue and net. */
  tips: { sum: number; byPaymentType: { name: string; kind: string; sum: number }[] }
  prepayments: {
    taken: number
    returned: number
    settled: number
    byPaymentType: { name: string; kind: string; taken: number; returned: number; settled: number }[]
  } | null
  moved: { name: string; nameEn: string | null; type: PayType['type']; count: number; sum: number }[]
  startCash: number
  expectedCash: number
  countedCash: number | null
  difference: number | null
}

/** A closed order in the list. */
export type ReceiptLine = {
  id: string
  /** A banquet is known by its reserve. */
  kind: PaidKind
  number: number
  tables: number[]
  whenClosed: number
  sum: number
  returned: number
  /** It sold nothing: goods came back without a receipt. */
  isGoodsReturn: boolean
  payments: string[]
}
/** By which money goes back for goods without a receipt. */
export type GoodsReturnType = { id: string; name: string; kind: string }
/** A closed order with what can still be returned of it. */
export type Receipt = ReceiptLine & {
  sale: Sale
  left: { positionId: string; name: string; amount: number; sum: number; isWhole: boolean }[]
  refundable: { typeId: string; name: string; kind: string; sum: number }[]
  returns: {
    id: string
    at: number
    by: string | null
    reason: string
    comment: string | null
    sum: number
  }[]
}
