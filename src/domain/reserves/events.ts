/** What can happen to a reserve: the payloads of its journal entries. */
import type { Uuid } from '../../kernel/ids.ts'
import type { OrderCombo, OrderItem, Payment, TipsPayment } from '../orders/order.ts'
import type { CancelReason, Reserve } from './reserve.ts'

export type ReserveEvent =
  | { kind: 'reserve.placed'; reserve: Omit<Reserve, 'version'> }
  | { kind: 'reserve.itemsAdded'; items: OrderItem[]; combos: OrderCombo[] }
  | { kind: 'reserve.itemsReplaced'; items: OrderItem[]; combos: OrderCombo[] }
  | { kind: 'reserve.paymentsAdded'; payments: Payment[]; tips: TipsPayment[] }
  | { kind: 'reserve.tablesChanged'; tableIds: Uuid[] }
  | { kind: 'reserve.startTimeChanged'; estimatedStartTime: number }
  /** The guests of a banquet have come. */
  | { kind: 'reserve.started' }
  /** Reason null: the guests have come. */
  | { kind: 'reserve.closed'; cancelReason: CancelReason | null }
