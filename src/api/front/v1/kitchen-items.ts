import { badArgument as wrongArgument } from '../../../app/front/exceptions.ts'
import { type KitchenItemStatus, kitchenItemStatuses } from '../../../app/front/model/enums.ts'
import { type KitchenMove, moveKitchenItems } from '../../../app/front/move-kitchen-items.ts'
import { isUuid, type Uuid } from '../../../kernel/ids.ts'
import { FrontFault } from '../faults.ts'
import type { PlayedTill } from '../played-till.ts'

/** Marks dishes of a kitchen order; refuses 404, 409 when somebody changed it meanwhile (front-api §2.17, §7.6). */
export async function cook(played: PlayedTill, move: Omit<KitchenMove, 'owner'>): Promise<void> {
  const { actor, orderId } = move
  const changedTo = await moveKitchenItems(played, { ...move, owner: { name: actor } })
  if (changedTo === null) return
  throw new FrontFault(409, 'EntityModifiedException', 'Somebody changed the order meanwhile', {
    extra: { entityId: orderId, revision: changedTo },
  })
}

/** Reads what a PATCH says; refuses naming the member. */
export function readKitchenMove(body: Readonly<Record<string, unknown>>) {
  const { ids, status, expectedRevision = null } = body
  const isList = Array.isArray(ids) && ids.length > 0 && ids.length <= 500
  if (!isList || !ids.every((id): id is Uuid => typeof id === 'string' && isUuid(id)))
    throw wrongArgument('ids', 'must be a list of 1 to 500 uuids')
  const names = Object.keys(kitchenItemStatuses) as KitchenItemStatus[]
  const wanted = names.find((name) => name === status || kitchenItemStatuses[name] === status)
  if (!wanted) throw wrongArgument('status', `must be one of ${names.join(', ')}`)
  if (expectedRevision !== null && !Number.isSafeInteger(expectedRevision))
    throw wrongArgument('expectedRevision', 'must be a whole number')
  return {
    positionIds: ids.map((id) => id.toLowerCase()),
    status: wanted,
    expectedRevision: expectedRevision as number | null,
  }
}
