import type { Uuid } from '../../kernel/ids.ts'
import type { ApiKey } from '../ports.ts'

/**
 * Who calls the cloud: an API key, and the application that used it when the token came from v2; or an operator of the
 * call centre, whose `key` says what an employee may reach (`operatorId`).
 */
export type Login = { key: ApiKey; appId: Uuid | null; operatorId?: Uuid }

export const actorOf = ({ key, operatorId }: Login): string =>
  operatorId ? `operator:${operatorId}` : `api:${key.id}`
export const reachesOrganization = (login: Login, organizationId: Uuid): boolean =>
  login.key.settings.organizationIds.includes(organizationId)
export const reachesTerminalGroup = (login: Login, terminalGroupId: Uuid): boolean =>
  login.key.settings.terminalGroupIds === null ||
  login.key.settings.terminalGroupIds.includes(terminalGroupId)

/** Why a key cannot be used now; null when it can. */
export function keyTrouble(key: ApiKey, now: number): string | null {
  if (!key.isActive) return 'ApiLogin is inactive'
  if (key.expiresAt !== null && key.expiresAt <= now) return 'ApiLogin is expired'
  return null
}
