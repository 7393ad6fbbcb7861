import { keyTrouble, type Login } from '../../app/cloud/login.ts'
import type { ApiKey, App } from '../../app/ports.ts'
import type { OpenCall } from './call.ts'
import { fault, wrongToken } from './faults.ts'
import { deliveryModule } from './services.ts'
import { tokenMs } from './tokens.ts'

/**
 * The key that a login and its password name: the login is the name or the id of an API key, the password its secret.
 * Null tells nobody which of the two is wrong.
 */
export async function keyOfCredentials(app: App, userId: string, userSecret: string): Promise<ApiKey | null> {
  const key = await app.storage.now.keys.byLogin(userSecret)
  if (!key || (key.id !== userId.toLowerCase() && key.name !== userId)) return null
  return keyTrouble(key, app.clock.now()) === null ? key : null
}

/** Opens a token; a key holds one seat while it has a living one (biz-card-api §2.1, licences/README). */
export async function openToken({ app, services, tokens }: OpenCall, key: ApiKey): Promise<string> {
  await services.licences.check(key.tenantId, deliveryModule)
  await services.licences.takeSeat(key.tenantId, deliveryModule, key.id, tokenMs)
  return tokens.open(key.id, app.random, app.clock.now())
}

/** Who calls; 401 with the words that clients look for when the token is bad (§1.7, §2.2). */
export async function enter({ app, services, tokens, query }: OpenCall): Promise<Login> {
  const now = app.clock.now()
  const keyId = tokens.keyOf(query.text('access_token') ?? '', now)
  const key = keyId && (await app.storage.now.keys.byId(keyId))
  if (!key || keyTrouble(key, now) !== null) throw wrongToken()
  await services.licences.check(key.tenantId, deliveryModule)
  return { key, appId: null }
}

export const wrongCredentials = () =>
  fault(401, 'Wrong login or password', { description: 'Login is not found' })
