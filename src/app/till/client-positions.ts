import type { ItemInput } from '../../domain/orders/commands.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { TillRequest } from './till-command.ts'

/** Ids of positions and combos that clients chose, of halves and modifiers too; the till's own are new by construction. */
export function clientPositions(command: TillRequest['command']): Uuid[] {
  const ids: Uuid[] = []
  if (command.kind === 'delivery.recomposeItem' || command.kind === 'tableOrder.recomposeItem')
    for (const modifier of command.modifiers) add(ids, modifier)
  if (!('combos' in command)) return ids
  for (const item of command.items ?? []) addPositions(ids, item)
  for (const { id } of command.combos) ids.push(id)
  return ids
}

function addPositions(ids: Uuid[], item: ItemInput): void {
  add(ids, item)
  if (item.kind === 'Compound') {
    for (const half of item.secondary ? [item.primary, item.secondary] : [item.primary]) {
      add(ids, half)
      for (const modifier of half.modifiers) add(ids, modifier)
    }
  }
  for (const modifier of item.modifiers) add(ids, modifier)
}

const add = (ids: Uuid[], { positionId }: { positionId: Uuid | null }): void => {
  if (positionId !== null) ids.push(positionId)
}
