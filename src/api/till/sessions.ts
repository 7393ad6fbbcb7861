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

/** Slows those who guess PINs: five wrong ones in a row close a till's login for half a minute. */
export class PinGuard {
  readonly #tried = new Map<Uuid, { tries: number; closedUntil: number | null }>()

  /**
   * Counts a try before the PIN is looked at, so that many at once are not more than five. Gives the milliseconds to
   * wait, 0 when the try may be made.
   */
  begin(terminalGroupId: Uuid, now: number): number {
    let entry = this.#tried.get(terminalGroupId) ?? { tries: 0, closedUntil: null }
    if (entry.closedUntil !== null) {
      // A clock that was set back must not close the till for hours.
      const waitMs = Math.min(entry.closedUntil - now, pauseMs)
      if (waitMs > 0) return waitMs
      entry = { tries: 0, closedUntil: null }
    }
    const tries = entry.tries + 1
    this.#tried.set(terminalGroupId, { tries, closedUntil: tries >= triesMax ? now + pauseMs : null })
    return 0
  }

  /** The PIN was right: the tries before it are forgotten. */
  right(terminalGroupId: Uuid): void {
    this.#tried.delete(terminalGroupId)
  }
}
