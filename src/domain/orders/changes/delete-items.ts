import { refuse } from '../../../kernel/refusals.ts'
import { isLiving, isPrinted } from '../cooking.ts'
import type { DeliveryOrder, OrderItem } from '../order.ts'
import { refuseIfBilled } from './bill.ts'
import type { Deed } from './deed.ts'
import { livingItem } from './living-item.ts'
import { resolveRemoval } from './removal.ts'

/** Something must stay, a combo goes as a whole, and what is printed goes with a removal type. */
export const deleteItems: Deed<'delivery.deleteItems'> = (ctx, order, command) => {
  refuseIfBilled(order)
  const items = [...new Set(command.positionIds)].map((positionId) => livingItem(order, positionId))
  if (items.length === 0) return []
  const rest = order.items.filter((item) => isLiving(item) && !items.includes(item))
  if (rest.every((item) => item.isAutomatic)) throw refuse('order.no-items')
  refuseBrokenCombos(order, items, rest)
  const deletion = resolveRemoval(ctx, order.operator?.id ?? null, command, items.some(isPrinted))
  return [{ kind: 'delivery.itemsDeleted', positionIds: items.map((item) => item.positionId), deletion }]
}

function refuseBrokenCombos(
  order: DeliveryOrder,
  gone: readonly OrderItem[],
  rest: readonly OrderItem[],
): void {
  for (const combo of order.combos) {
    const left = rest.filter((item) => item.combo?.comboId === combo.id)
    const lost = gone.filter((item) => item.combo?.comboId === combo.id)
    if (left.length === 0 || lost.length === 0) continue
    const groups = lost.map((item) => item.combo?.groupName ?? item.name)
    throw refuse('combo.filled-wrongly', { name: combo.name, groups: groups.join(', ') })
  }
}
