import type { RestrictionContext } from '../../domain/delivery/restrictions.ts'
import type { Catalog } from '../../domain/reference/catalog.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { App } from '../ports.ts'
import { knownStopLists } from './known-stop-lists.ts'
import { type Login, reachesTerminalGroup } from './login.ts'
import { livingTills } from './till-life.ts'

/** What the restrictions ask about tills: which the login may use, which live, what each is out of. */
export async function restrictionContext(
  app: App,
  login: Login,
  catalog: Catalog,
  organizationIds: readonly Uuid[],
): Promise<RestrictionContext> {
  const { tenantId } = login.key
  const [stopLists, alive] = await Promise.all([
    knownStopLists(app, tenantId, organizationIds),
    livingTills(app, tenantId, organizationIds),
  ])
  const usable = catalog.all('terminalGroup').filter(({ id }) => reachesTerminalGroup(login, id))
  return {
    catalog,
    terminalGroupIds: new Set(usable.map(({ id }) => id)),
    isAlive: (id) => alive.has(id),
    stopListOf: (id) => stopLists.get(id) ?? new Map(),
  }
}
