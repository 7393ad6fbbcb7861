/** What the kitchen does (front-api §2.17). */
import type { TillCommand } from '../../till/till-command.ts'
import { actorOf } from '../edit/submit.ts'
import { FrontException, notFound } from '../exceptions.ts'
import type { FrontOperation } from '../front-operation.ts'
import { cookingOf, kitchenItemStatuses } from '../model/enums.ts'
import { salesWith, stateOf } from '../read-sales.ts'
import { refusedBy } from '../refused.ts'
import { type Asking, operation } from './define.ts'

/** False: somebody changed the order between the plugin's look and its deed (front-api §2.17). */
async function changeStatus({ door, caller, args }: Asking): Promise<boolean> {
  const ref = args.ref(args.has('order') ? 'order' : 'kitchenOrderId')
  const sale = (await salesWith(door, [ref.id])).get(ref.id)
  if (!sale || sale.kind === 'reserve') throw notFound('KitchenOrder', ref.id)
  const { version } = stateOf(sale)
  if (ref.revision !== null && ref.revision !== version) return false
  const status = cookingOf[args.oneOf('newStatus', kitchenItemStatuses)]
  const positionIds = args.ids('cookingItems')
  if (positionIds.length === 0) args.refuse('cookingItems', 'must name a dish')
  const command = { kind: `${sale.kind}.setCooking`, orderId: ref.id, positionIds, status } as TillCommand
  const needed = door.rightNeeded(command.kind)
  if (needed && caller.actor && !caller.actor.rights.has(needed))
    throw new FrontException('PermissionDeniedException', { codes: [needed] })
  const failure = await door.runWhole(
    {
      requests: [{ id: door.app.random.uuid(), command, actor: actorOf(caller), deadline: null }],
      expected: [{ id: ref.id, version }],
      contacts: [],
    },
    caller,
  )
  if (failure?.kind === 'modified') return false
  if (failure) throw refusedBy(failure.refusal)
  return true
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
