import type { Uuid } from '../../kernel/ids.ts'
import type { Random } from '../../kernel/random.ts'

const secretBytes = 64

/** Living tokens of API keys in this process; a key may have several at the same time. None outlives a restart. */
export class KeyTokens {
  readonly #living = new Map<string, { keyId: Uuid; endsAt: number }>()
  readonly #tokenMs: number

  /** Tokens live so long, whether they are used or not. */
  constructor(tokenMs: number) {
    this.#tokenMs = tokenMs
  }

  /** A new token for a key, in .NET's encoding: base64url, then how many padding characters it would have. */
  open(keyId: Uuid, random: Random, now: number): string {
    for (const [token, { endsAt }] of this.#living) if (endsAt <= now) this.#living.delete(token)
    const padded = Buffer.from(random.bytes(secretBytes)).toString('base64')
    const token = `${padded.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}${padded.split('=').length - 1}`
    this.#living.set(token, { keyId, endsAt: now + this.#tokenMs })
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
