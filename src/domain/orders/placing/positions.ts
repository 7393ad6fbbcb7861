import type { Uuid } from '../../../kernel/ids.ts'
import { refuse } from '../../../kernel/refusals.ts'
import type { TillContext } from '../till-context.ts'

/** Gives positions their ids: the client's while nobody used it, else a new one (cloud-api §3.7, §4.5). */
export type ClaimPosition = (wanted: Uuid | null) => Uuid

export function claimPositions(ctx: TillContext): ClaimPosition {
  const claimed = new Set<Uuid>()
  return (wanted) => {
    // Nobody can ask for what is drawn now.
    if (wanted === null) return ctx.random.uuid()
    if (claimed.has(wanted) || ctx.isPositionTaken(wanted)) {
      throw refuse('item.position-taken', { positionId: wanted })
    }
    claimed.add(wanted)
    return wanted
  }
}
