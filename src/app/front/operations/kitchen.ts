/** What the kitchen does (front-api §2.17). */
import { actorOf } from '../edit/submit.ts'
import { FrontException } from '../exceptions.ts'
import type { FrontOperation } from '../front-operation.ts'
import { kitchenItemStatuses } from '../model/enums.ts'
import { moveKitchenItems } from '../move-kitchen-items.ts'
import { type Asking, operation } from './define.ts'

/** False: somebody changed the order between the plugin's look and its deed (front-api §2.17). */
async function changeStatus({ door, caller, args }: Asking): Promise<boolean> {
  const ref = args.ref(args.has('order') ? 'order' : 'kitchenOrderId')
  const status = args.oneOf('newStatus', kitchenItemStatuses)
  const positionIds = args.ids('cookingItems')
  if (positionIds.length === 0) args.refuse('cookingItems', 'must name a dish')
  const changedTo = await moveKitchenItems(door, {
    ...{ id: door.app.random.uuid(), orderId: ref.id, positionIds, status, expectedRevision: ref.revision },
    ...{ actor: actorOf(caller), owner: caller },
    allow(kind) {
      const needed = door.rightNeeded(kind)
      if (needed && caller.actor && !caller.actor.rights.has(needed))
        throw new FrontException('PermissionDeniedException', { codes: [needed] })
    },
  })
  return changedTo === null
}

export const kitchenOperations: readonly FrontOperation[] = [
  operation('changeKitchenOrderItemsProcessingStatus', 'kitchen:write', changeStatus),
  operation('getAvailableKitchenStatuses', 'kitchen:read', () => [
    { status: 'Idle', displayText: 'Напечатано' },
    { status: 'Processing1', displayText: 'Готовится' },
    { status: 'Processed', displayText: 'Готово' },
    { status: 'Served', displayText: 'Подано' },
  ]),
]
