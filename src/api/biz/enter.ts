import { keyTrouble, type Login } from '../../app/cloud/login.ts'
import type { ApiKey } from '../../app/ports.ts'
import type { OpenCall, StrangersCall } from './call.ts'
import { fault, tooMany, wrongToken } from './faults.ts'
import { deliveryModule } from './services.ts'

/** Fixed, not extended by use (biz-card-api §2.1). */
export const tokenMs = 15 * 60_000

/** Opens a token; a key holds one seat while it has a living one (biz-card-api §2.1, licences/README). */
export async function openToken({ app, services, tokens }: OpenCall, key: ApiKey): Promise<string> {
  await services.licences.check(key.tenantId, deliveryModule)
  await services.licences.takeSeat(key.tenantId, deliveryModule, key.id, tokenMs)
  return tokens.open(key.id, app.random, app.clock.now())
}

/** Who calls; 401 with the words that clients look for when the token is bad (§1.7, §2.2). */
export async function enter(
  { app, services, tokens, query }: OpenCall,
  parameter = 'access_token',
): Promise<Login> {
  const now = app.clock.now()
  const keyId = tokens.keyOf(query.text(parameter) ?? '', now)
  const key = keyId && (await app.storage.now.keys.byId(keyId))
  if (!key || keyTrouble(key, now) !== null) throw wrongToken()
  await services.licences.check(key.tenantId, deliveryModule)
  return { key, appId: null }
}

/** Who the words of a login name; wrong ones are counted, and too many of them wait with 429 (§1.7, §1.8). */
export async function admit<Entered>(
  { gate, address, app }: StrangersCall,
  login: string,
  check: () => Promise<Entered | null>,
): Promise<Entered> {
  const tried = await gate.attempt({ login, address }, () => app.clock.now(), check)
  if ('waitMs' in tried) throw tooMany(tried.waitMs)
  if (tried.entered === null) throw wrongCredentials()
  return tried.entered
}

const wrongCredentials = () => fault(401, 'Wrong login or password', { description: 'Login is not found' })
