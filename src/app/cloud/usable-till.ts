import type { Catalog } from '../../domain/reference/catalog.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { type RefusalNote, refuse } from '../../kernel/refusals.ts'
import { type Login, reachesTerminalGroup } from './login.ts'

/** Why a login cannot send anything to the till of a group; null when it can (cloud-api §2.5). */
export function tillTrouble(
  catalog: Catalog,
  login: Login,
  organizationId: Uuid,
  terminalGroupId: Uuid,
): RefusalNote | null {
  const group = catalog.living('terminalGroup', terminalGroupId)
  if (!group || group.organizationId !== organizationId) {
    return { code: 'terminal-group.unknown', params: { terminalGroupId } }
  }
  const isUsable = group.body.isEnabledForTransport && reachesTerminalGroup(login, terminalGroupId)
  return isUsable ? null : { code: 'terminal-group.disabled', params: { terminalGroupId } }
}

/** Refuses a till that the login cannot use. */
export function requireTill(
  catalog: Catalog,
  login: Login,
  organizationId: Uuid,
  terminalGroupId: Uuid,
): void {
  const trouble = tillTrouble(catalog, login, organizationId, terminalGroupId)
  if (trouble) throw refuse(trouble.code, trouble.params)
}
