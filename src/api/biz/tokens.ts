import type { Uuid } from '../../kernel/ids.ts'
import type { Random } from '../../kernel/random.ts'

/** Fixed, not extended by use (biz-card-api §2.1). */
export const tokenMs = 15 * 60_000

const secretBytes = 64

/** Living tokens of this process; a login may have several at the same time (§2.1). None outlives a restart. */
export class BizTokens {
  readonly #living = new Map<string, { keyId: Uuid; endsAt: number }>()

  /** A new token for a key, in .NET's encoding: base64url, then how many padding characters it would have. */
  open(keyId: Uuid, random: Random, now: number): string {
    for (const [token, { endsAt }] of this.#living) if (endsAt <= now) this.#living.delete(token)
    const padded = Buffer.from(random.bytes(secretBytes)).toString('base64')
    const token = `${padded.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}${padded.split('=').length - 1}`
    this.#living.set(token, { keyId, endsAt: now + tokenMs })
    return token
  }

  keyOf(token: string, now: number): Uuid | null {
    const living = this.#living.get(token)
    return living && now < living.endsAt ? living.keyId : null
  }

  forget(): void {
    this.#living.clear()
  }
}
