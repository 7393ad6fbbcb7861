import { errors, jwtVerify, SignJWT } from 'jose'
import type { Uuid } from '../../kernel/ids.ts'

const audience = 'till'
const hours = 12

/** A token for one employee at one till. */
export const issueTillToken = (
  secret: Uint8Array,
  employeeId: Uuid,
  terminalGroupId: Uuid,
  now: number,
): Promise<string> =>
  new SignJWT({ group: terminalGroupId })
    .setProtectedHeader({ alg: 'HS256' })
    .setAudience(audience)
    .setSubject(employeeId)
    .setIssuedAt(Math.floor(now / 1000))
    .setExpirationTime(Math.floor(now / 1000) + hours * 3600)
    .sign(secret)

/** The employee of a token; null for what is forged, expired or of another till. */
export async function readTillToken(
  secret: Uint8Array,
  token: string,
  terminalGroupId: Uuid,
  now: number,
): Promise<Uuid | null> {
  try {
    const { payload } = await jwtVerify(token, secret, {
      audience,
      algorithms: ['HS256'],
      currentDate: new Date(now),
    })
    return payload['group'] === terminalGroupId && payload.sub ? payload.sub : null
  } catch (error) {
    if (error instanceof errors.JOSEError) return null
    throw error
  }
}

const triesMax = 5
const pauseMs = 30_000

/** Slows those who guess PINs: five wrong ones close a till's login for half a minute. */
export class PinGuard {
  readonly #wrong = new Map<Uuid, { tries: number; until: number }>()

  isClosed(terminalGroupId: Uuid, now: number): boolean {
    const entry = this.#wrong.get(terminalGroupId)
    return entry !== undefined && entry.tries >= triesMax && now < entry.until
  }

  wrong(terminalGroupId: Uuid, now: number): void {
    const before = this.#wrong.get(terminalGroupId)
    const tries = before && before.tries < triesMax ? before.tries + 1 : 1
    this.#wrong.set(terminalGroupId, { tries, until: now + pauseMs })
  }

  right(terminalGroupId: Uuid): void {
    this.#wrong.delete(terminalGroupId)
  }
}
