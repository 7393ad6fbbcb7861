import { notFound, badArgument as wrongArgument } from '../../../app/front/exceptions.ts'
import { cookingOf, type KitchenItemStatus, kitchenItemStatuses } from '../../../app/front/model/enums.ts'
import { salesWith, stateOf } from '../../../app/front/read-sales.ts'
import { refusedBy } from '../../../app/front/refused.ts'
import { isUuid, type Uuid } from '../../../kernel/ids.ts'
import { FrontFault } from '../faults.ts'
import type { PlayedTill } from '../played-till.ts'

export type KitchenMove = {
  /** The same one again is the same deed. */
  id: Uuid
  orderId: Uuid
  positionIds: readonly Uuid[]
  status: KitchenItemStatus
  /** Null: whatever it is. */
  expectedRevision: number | null
  actor: string
}

/** Marks dishes of a kitchen order; refuses 404, 409 when somebody changed it meanwhile (front-api §2.17, §7.6). */
export async function moveKitchenItems(played: PlayedTill, move: KitchenMove): Promise<void> {
  const { orderId, expectedRevision } = move
  const sale = (await salesWith(played, [orderId])).get(orderId)
  if (!sale || sale.kind === 'reserve') throw notFound('KitchenOrder', orderId)
  const version = stateOf(sale).version
  const entity = sale.kind === 'tableOrder' ? 'tableOrder' : 'delivery'
  const command = {
    kind: `${entity}.setCooking` as const,
    orderId,
    positionIds: [...move.positionIds],
    status: cookingOf[move.status],
  }
  const failure = await played.runWhole(
    {
      requests: [{ id: move.id, command, actor: move.actor, deadline: null }],
      expected: expectedRevision === null ? [] : [{ id: orderId, version: expectedRevision }],
      contacts: [],
    },
    { name: move.actor },
  )
  if (failure === null) return
  if (failure.kind === 'refused') throw refusedBy(failure.refusal)
  throw new FrontFault(409, 'EntityModifiedException', 'Somebody changed the order meanwhile', {
    extra: { entityId: orderId, revision: failure.version ?? version },
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
