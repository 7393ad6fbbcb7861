import { type Refusal, refuse } from '../../../kernel/refusals.ts'
import type { OrderItem } from '../order.ts'

/** What the kitchen has, or has not yet, is not for this deed. */
export const wrongStatus = ({ name, status }: Pick<OrderItem, 'name' | 'status'>): Refusal =>
  refuse('item.wrong-status', { name, status })
