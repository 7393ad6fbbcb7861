import { Args } from './arguments.ts'
import { FrontException } from './exceptions.ts'
import type { FrontOperation } from './front-operation.ts'
import { bookOperations } from './operations/books.ts'
import { cashOperations } from './operations/cash.ts'
import { editOperations } from './operations/edits.ts'
import { kitchenOperations } from './operations/kitchen.ts'
import { menuOperations } from './operations/menu.ts'
import { offerOperations } from './operations/offers.ts'
import { organisationOperations } from './operations/organisation.ts'
import { pastOrderOperations } from './operations/past-orders.ts'
import { peopleOperations } from './operations/people.ts'
import { printingOperations } from './operations/printing.ts'
import { readOrderOperations } from './operations/read-orders.ts'
import { staffOperations } from './operations/staff.ts'
import { stockOperations } from './operations/stock.ts'
import { stopListOperations } from './operations/stop-list.ts'
import { pendingOperations } from './pending-operations.ts'

/** Every operation by its name (front-api §2); what is not built rejects and says why, as `spec/front/operations.json` does. */
export const frontOperations: ReadonlyMap<string, FrontOperation> = new Map(
  [
    ...bookOperations,
    ...cashOperations,
    ...editOperations,
    ...kitchenOperations,
    ...menuOperations,
    ...offerOperations,
    ...organisationOperations,
    ...pastOrderOperations,
    ...peopleOperations,
    ...printingOperations,
    ...readOrderOperations,
    ...staffOperations,
    ...stockOperations,
    ...stopListOperations,
    ...pendingOperations,
  ].map((operation) => [operation.name, guarded(operation)]),
)

/**
 * The permission of the manifest comes first; `credentials` among the arguments name the employee in whose name it is
 * done (front-api §2.2).
 */
function guarded(operation: FrontOperation): FrontOperation {
  const { needs } = operation
  return {
    ...operation,
    async run(door, caller, { credentials, ...args }) {
      if (needs && !caller.permissions.has(needs))
        throw new FrontException('PermissionDeniedException', { codes: [needs] })
      if (operation.name === 'getUser') return operation.run(door, caller, { ...args, credentials })
      const token = new Args({ credentials }).optionalText('credentials', 100)
      const actor = token === null ? caller.actor : await door.credentials.actor(caller.name, token)
      return operation.run(door, { ...caller, actor }, args)
    },
  }
}
