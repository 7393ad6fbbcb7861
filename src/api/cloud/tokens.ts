import { createHash } from 'node:crypto'
import { errors, jwtVerify, SignJWT } from 'jose'
import type { Login } from '../../app/cloud/login.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { Random } from '../../kernel/random.ts'

export const tokenLifetimeSeconds = 3600

export type TokenClaims = {
  loginId: Uuid
  appId: Uuid | null
  /** Milliseconds since the epoch. */
  expiresAt: number
}

const issuer = 'trapeza'
const algorithm = 'HS256'

/** Tells by itself whether the list of organizations changed since the token was made. */
const organizationsVersion = (organizationIds: readonly Uuid[]): string =>
  createHash('sha256')
    .update([...organizationIds].sort().join())
    .digest('hex')
    .slice(0, 8)

/** A session token (cloud-api §1.5); several may be valid at once and none can be revoked but by its key. */
export async function issueToken(
  secret: Uint8Array,
  { key, appId }: Login,
  { now, random }: { now: number; random: Random },
): Promise<string> {
  const issuedAt = Math.floor(now / 1000)
  return new SignJWT({
    orgs: organizationsVersion(key.settings.organizationIds),
    ...(appId ? { app: appId } : {}),
  })
    .setProtectedHeader({ alg: algorithm, typ: 'JWT' })
    .setIssuer(issuer)
    .setSubject(key.id)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + tokenLifetimeSeconds)
    .setJti(random.uuid())
    .sign(secret)
}

/** Tokens whose signature was found good; checking one takes longer than the rest of a small call. */
const keptMax = 10_000

export type TokenReader = (token: string, now: number) => Promise<TokenClaims | null>

/** Reads tokens of this node; null for what is forged, foreign, damaged or expired. */
export function tokenReader(secret: Uint8Array): TokenReader {
  const verified = new Map<string, TokenClaims>()

  async function verify(token: string, now: number): Promise<TokenClaims | null> {
    try {
      const { payload } = await jwtVerify(token, secret, {
        issuer,
        algorithms: [algorithm],
        currentDate: new Date(now),
        requiredClaims: ['sub', 'exp', 'jti'],
      })
      const appId = typeof payload['app'] === 'string' ? payload['app'] : null
      return { loginId: payload.sub ?? '', appId, expiresAt: (payload.exp ?? 0) * 1000 }
    } catch (error) {
      if (error instanceof errors.JOSEError) return null
      throw error
    }
  }

  return async (token, now) => {
    let claims = verified.get(token)
    if (!claims) {
      const read = await verify(token, now)
      if (!read) return null
      claims = read
      const oldest = verified.size >= keptMax ? verified.keys().next().value : undefined
      if (oldest !== undefined) verified.delete(oldest)
      verified.set(token, claims)
    }
    return now < claims.expiresAt ? claims : null
  }
}
