import type { Catalog } from '../../domain/reference/catalog.ts'
import { isOlder } from '../../domain/reference/till-version.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { type RefusalNote, refuse } from '../../kernel/refusals.ts'
import type { App } from '../ports.ts'
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

/** The same for a new order, which a till that sleeps does not take either (cloud-api §6.7; its code is unpublished). */
export async function placementTrouble(
  app: App,
  login: Login,
  { organizationId, terminalGroupId }: { organizationId: Uuid; terminalGroupId: Uuid },
  /** The oldest till that understands the order; null: every one does. */
  required: string | null,
): Promise<RefusalNote | null> {
  const { tenantId } = login.key
  const catalog = await app.catalog(tenantId)
  const trouble =
    tillTrouble(catalog, login, organizationId, terminalGroupId) ??
    ageTrouble(catalog, terminalGroupId, required)
  if (trouble) return trouble
  const isAsleep = (await app.sleepers.of(tenantId)).has(terminalGroupId)
  return isAsleep ? { code: 'terminal-group.disabled', params: { terminalGroupId } } : null
}

/** Why a till does not understand what is newer than itself (cloud-api §0.3.13). */
export function ageTrouble(
  catalog: Catalog,
  terminalGroupId: Uuid,
  required: string | null,
): RefusalNote | null {
  const version = catalog.living('terminalGroup', terminalGroupId)?.body.posVersion
  if (required === null || version === undefined || !isOlder(version, required)) return null
  return { code: 'terminal-group.too-old', params: { version, required } }
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
