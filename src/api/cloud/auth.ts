import { keyTrouble, type Login } from '../../app/cloud/login.ts'
import { hasRight } from '../../app/cloud/rights.ts'
import type { ApiKey, App } from '../../app/ports.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusals.ts'
import { unauthorized, WireError } from './errors.ts'
import type { OperationInfo } from './generated/operations.ts'
import { type CloudServices, cloudModule } from './services.ts'
import { v1RefusedText } from './token-switch.ts'
import { tokenLifetimeSeconds, tokenReader } from './tokens.ts'

/** A key that is switched off stops working after this long at the latest (cloud-api §1.5). */
const freshMs = 10_000

export const licenceExpiredText = 'Apilogin`s license for using the Cloud API has expired.'

/** True when the licence of the tenant has run out. */
export async function isLicenceExpired(services: CloudServices, tenantId: Uuid): Promise<boolean> {
  try {
    await services.licences.check(tenantId, cloudModule)
    return false
  } catch (error) {
    if (error instanceof Refusal && error.code === 'access.licence-expired') return true
    throw error
  }
}

/**
 * A token is a session: while a key has a living one it holds a seat, one however many tokens it has, because several
 * may coexist (cloud-api §1.1). Tokens cannot be handed back, so the seat is free when the last of them has expired.
 */
export const takeCloudSeat = (services: CloudServices, { id, tenantId }: ApiKey): Promise<unknown> =>
  services.licences.takeSeat(tenantId, cloudModule, id, tokenLifetimeSeconds * 1000)

export type Session = { login: Login; expiresInSeconds: number }

export type Authenticator = {
  /** The login behind an `Authorization` header; refuses with 401 or 402. */
  enter(authorization: string | undefined): Promise<Session>
}

/** `Bearer` in any letter case, or the bare token as some clients send it (cloud-api §1.4). */
const tokenOf = (authorization: string | undefined): string =>
  authorization?.trim().replace(/^bearer\s+/i, '') ?? ''

const noToken = (): WireError => unauthorized('Token is expired or invalid')

export function createAuthenticator(app: App, services: CloudServices): Authenticator {
  const readToken = tokenReader(app.storage.node.secret)
  const kept = new Map<Uuid, { key: Promise<ApiKey | null>; readAt: number }>()
  services.onKeyChanged((keyId) => (keyId === null ? kept.clear() : kept.delete(keyId)))

  async function keyOf(id: Uuid, now: number): Promise<ApiKey | null> {
    let entry = kept.get(id)
    if (!entry || now < entry.readAt || now - entry.readAt > freshMs) {
      entry = { key: app.storage.now.keys.byId(id), readAt: now }
      kept.set(id, entry)
      entry.key.catch(() => kept.delete(id))
    }
    return entry.key
  }

  return {
    async enter(authorization) {
      const now = app.clock.now()
      const claims = await readToken(tokenOf(authorization), now)
      if (!claims) throw noToken()
      // A token of the first version knows no application.
      if (claims.appId === null && !services.v1Tokens.isAccepted) throw unauthorized(v1RefusedText)
      const key = await keyOf(claims.loginId, now)
      if (!key) throw noToken()
      const trouble = keyTrouble(key, now)
      if (trouble !== null) throw unauthorized(trouble)
      if (await isLicenceExpired(services, key.tenantId)) {
        throw new WireError({ status: 402, description: licenceExpiredText })
      }
      const expiresInSeconds = Math.floor((claims.expiresAt - now) / 1000)
      return { login: { key, appId: claims.appId }, expiresInSeconds }
    },
  }
}

/** Refuses an operation whose right was not given to the key or taken away again (cloud-api §1.4). */
export function requireRight({ key }: Login, { right }: OperationInfo): void {
  if (right === null || hasRight(key.settings, right)) return
  throw unauthorized(`Right ${right} is not allowed for this ApiLogin`)
}
