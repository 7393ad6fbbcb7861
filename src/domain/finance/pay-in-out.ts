import type { Uuid } from '../../kernel/ids.ts'
import type { PayInOutType } from '../reference/books.ts'
import type { Catalog } from '../reference/catalog.ts'

/** What is wrong with the other side of a pay-in or pay-out, by iiko's codes (server-api §17.7). */
export type CounteragentProblem =
  | 'COUNTERAGENT_NOT_SPECIFIED'
  | 'COUNTERAGENT_NOT_ALLOWED'
  | 'COUNTERAGENT_NOT_FOUND'
  | 'COUNTERAGENT_DELETED'
  | 'COUNTERAGENT_TYPE_WRONG'

/** Whether somebody may stand on the other side of a type; null: yes. Our own people are counteragents too. */
export function counteragentProblem(
  catalog: Catalog,
  { counteragentType: type }: PayInOutType,
  id: Uuid | null,
): CounteragentProblem | null {
  if (id === null) return type === 'NONE' ? null : 'COUNTERAGENT_NOT_SPECIFIED'
  if (type === 'NONE') return 'COUNTERAGENT_NOT_ALLOWED'
  const company = catalog.find('counteragent', id)
  const person = company ?? catalog.find('employee', id)
  if (!person) return 'COUNTERAGENT_NOT_FOUND'
  if (person.isDeleted) return 'COUNTERAGENT_DELETED'
  if (type === 'COUNTERAGENT') return null
  const isFit =
    type === 'EMPLOYEE'
      ? company === undefined
      : type === 'CLIENT'
        ? company?.body.isClient
        : company?.body.isSupplier
  return isFit ? null : 'COUNTERAGENT_TYPE_WRONG'
}
