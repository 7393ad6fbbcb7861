import type { ItemInput } from '../../domain/orders/commands.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { TillRequest } from './till-command.ts'

/** Ids of positions and combos that clients chose, of halves and modifiers too; the till's own are new by construction. */
export function clientPositions(command: TillRequest['command']): Uuid[] {
  if (!('combos' in command)) return []
  const combos = command.combos.map(({ id }) => id)
  return [...(command.items ?? []).flatMap(positionsOf).filter((id) => id !== null), ...combos]
}

function positionsOf(item: ItemInput): (Uuid | null)[] {
  const halves = item.kind === 'Compound' ? [item.primary, ...(item.secondary ? [item.secondary] : [])] : []
  const modifiers = [...item.modifiers, ...halves.flatMap((half) => half.modifiers)]
  return [item, ...halves, ...modifiers].map(({ positionId }) => positionId)
}
