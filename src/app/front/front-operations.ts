import type { FrontOperation } from './front-operation.ts'
import { bookOperations } from './operations/books.ts'
import { menuOperations } from './operations/menu.ts'
import { organisationOperations } from './operations/organisation.ts'
import { readOrderOperations } from './operations/read-orders.ts'
import { staffOperations } from './operations/staff.ts'

/** Every operation that is built, by its name (front-api §2); the others stand in `spec/front/operations.json`. */
export const frontOperations: ReadonlyMap<string, FrontOperation> = new Map(
  [
    ...bookOperations,
    ...menuOperations,
    ...organisationOperations,
    ...readOrderOperations,
    ...staffOperations,
  ].map((operation) => [operation.name, operation]),
)
