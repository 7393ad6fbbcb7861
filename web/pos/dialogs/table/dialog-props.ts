import type { Item } from '../../../kit/item-types.ts'
import type { TableOrder } from '../../../kit/till-types.ts'

export type TableDialogName =
  | 'amount'
  | 'composition'
  | 'comment'
  | 'course'
  | 'guest'
  | 'share'
  | 'delete'
  | 'move'
  | 'change-table'
  | 'merge'
  | 'split'
  | 'waiter'
  | 'name'
  | 'guests'

export type TableDialogProps = {
  table: TableOrder
  /** The dishes that are chosen. */
  items: readonly Item[]
  onClose: () => void
  /** It is done: the dishes are chosen no more. */
  onDone: () => void
}
