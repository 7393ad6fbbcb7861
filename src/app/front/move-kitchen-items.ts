import type { Uuid } from '../../kernel/ids.ts'
import type { WholeOwner } from '../till/run-whole.ts'
import type { TillCommand } from '../till/till-command.ts'
import { notFound } from './exceptions.ts'
import type { FrontDoor } from './front-door.ts'
import { cookingOf, type KitchenItemStatus } from './model/enums.ts'
import { salesWith, stateOf } from './read-sales.ts'
import { refusedBy } from './refused.ts'

export type KitchenMove = {
  /** The same one again is the same deed. */
  id: Uuid
  orderId: Uuid
  positionIds: readonly Uuid[]
  status: KitchenItemStatus
  /** Null: whatever it is. */
  expectedRevision: number | null
  /** As the journal names them. */
  actor: string
  /** Whose locks do not stand in the way. */
  owner: WholeOwner
  /** Refuses who may not give the command. */
  allow?(command: TillCommand['kind']): void
}

/**
 * Marks dishes of a kitchen order (front-api §2.17). Null: done; else the revision that somebody made of it meanwhile.
 * Rejects with EntityNotFoundException, and with what the till refuses.
 */
export async function moveKitchenItems(door: FrontDoor, move: KitchenMove): Promise<number | null> {
  const { orderId, expectedRevision } = move
  const sale = (await salesWith(door, [orderId])).get(orderId)
  if (!sale || sale.kind === 'reserve') throw notFound('KitchenOrder', orderId)
  const { version } = stateOf(sale)
  const command = {
    kind: `${sale.kind}.setCooking` as const,
    orderId,
    positionIds: [...move.positionIds],
    status: cookingOf[move.status],
  }
  move.allow?.(command.kind)
  const failure = await door.runWhole(
    {
      requests: [{ id: move.id, command, actor: move.actor, deadline: null }],
      expected: expectedRevision === null ? [] : [{ id: orderId, version: expectedRevision }],
      contacts: [],
    },
    move.owner,
  )
  if (failure?.kind === 'refused') throw refusedBy(failure.refusal)
  return failure && (failure.version ?? version)
}
