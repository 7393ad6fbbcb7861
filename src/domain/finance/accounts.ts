import type { Uuid } from '../../kernel/ids.ts'
import { refuse } from '../../kernel/refusals.ts'
import type { AccountRole } from '../reference/books.ts'
import type { Catalog } from '../reference/catalog.ts'

/** The account of the chart that has a role; refuses when the corporation has none. */
export function accountOfRole(catalog: Catalog, role: AccountRole): Uuid {
  const account = catalog.all('account').find(({ isDeleted, body }) => !isDeleted && body.role === role)
  if (!account) throw refuse('document.account-missing', { role })
  return account.id
}
