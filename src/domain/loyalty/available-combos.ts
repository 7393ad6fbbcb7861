import type { Uuid } from '../../kernel/ids.ts'
import type { ComboAction } from '../reference/books.ts'
import type { CheckinLine } from './checkin.ts'

export type AvailableCombo = {
  comboActionId: Uuid
  /** Which line could fill each group; null: none is in the order yet. */
  groups: { groupId: Uuid; line: CheckinLine | null }[]
}

/** How far the lines fill a combo, each line in one group at most; null when none fits. */
export function availableCombo(
  comboActionId: Uuid,
  action: ComboAction,
  lines: readonly CheckinLine[],
): AvailableCombo | null {
  const used = new Set<string>()
  const groups = action.groups.map(({ id: groupId, products }) => {
    const line = lines.find(
      (one) =>
        !one.isInCombo &&
        !used.has(one.key) &&
        products.some(
          ({ productId, sizeId }) =>
            productId === one.productId && (sizeId === null || sizeId === one.sizeId),
        ),
    )
    if (line) used.add(line.key)
    return { groupId, line: line ?? null }
  })
  return used.size > 0 ? { comboActionId, groups } : null
}
