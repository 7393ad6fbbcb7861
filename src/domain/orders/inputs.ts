/** Money as whoever pays or gives a discount says it: ids of types and sums, which the till looks up. */
import type { Money, Quantity } from '../../kernel/exact.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { PaymentTypeKind } from '../reference/books.ts'
import type { SealedPlace } from './order.ts'

export type PaymentInput = {
  /** Chosen by whoever adds it; absent: a new one. */
  id?: Uuid
  typeId: Uuid
  /** The kind the client claims; null when it does not say (deprecated operation). */
  kind: Extract<PaymentTypeKind, 'Cash' | 'Card' | 'External' | 'IikoCard'> | null
  sum: Money
  isProcessedExternally: boolean
  isFiscalizedExternally: boolean
  isPrepay: boolean
  /** Who pays later, of a payment on credit. */
  counteragentId?: Uuid
  /** Personal; it never stands in the journal. */
  additionalData: Readonly<Record<string, string>> | null
  /** Where {@link PaymentInput.additionalData} came from; absent when there is none. */
  sealedIn?: SealedPlace
}
export type TipsInput = PaymentInput & { tipsTypeId: Uuid | null }
export type DiscountInput =
  | { source: 'RMS'; discountTypeId: Uuid; sum: Money | null; positions: Uuid[] | null }
  | {
      source: 'iikoCard'
      programId: Uuid
      programName: string
      items: { positionId: Uuid; sum: Money; amount: Quantity }[]
    }

/** What a modifier becomes: others stay as they are, so that two waiters who change two of them change both. */
export type ModifierChange = {
  /** Whose it is: of a half, or of the dish as a whole. */
  half: 'primary' | 'secondary' | null
  productId: Uuid
  groupId: Uuid | null
  /** 0 takes it off. */
  amount: Quantity
  /** Of one that was not there, or that went and came back; null: the till draws it. */
  positionId: Uuid | null
  /** Of one that was not there; null: the till's. */
  price: Money | null
}
/** Another size or another typed price (absent: the same one) and other modifiers of a dish in an order. */
export type Recomposition = {
  positionId: Uuid
  sizeId?: Uuid
  openPrice?: Money
  modifiers: ModifierChange[]
}
