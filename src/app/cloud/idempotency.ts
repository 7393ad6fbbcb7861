import type { Uuid } from '../../kernel/ids.ts'
import { refuse } from '../../kernel/refusals.ts'
import type { ApiKey, App, Tx } from '../ports.ts'

/** A client's word that all calls with one key are one call; both are digests: of the key and of what it asks for. */
export type IdempotencyKey = {
  hash: Buffer
  digest: Buffer
  /** Set when an earlier call is found to have had it: this one's answer is a replay. */
  isRepeat?: true
}

/** Whose key of repetition it is: an API key's, or an employee's at the back office. */
type Asker = { key: Pick<ApiKey, 'tenantId' | 'id'> }

const keptMs = 24 * 3_600_000

/**
 * Takes a key in the transaction of the write that it stands for, so that of two equal calls at once one writes and the
 * other waits for it. Gives the id of the call that took the key before, null when this one has it now; refuses
 * `request.key-reused` when that call asked for something else (corrections 9, cloud-api §3.7).
 */
export async function takeKey(
  tx: Tx,
  login: Asker,
  key: IdempotencyKey | null,
  { correlationId, now }: { correlationId: Uuid; now: number },
): Promise<Uuid | null> {
  if (!key) return null
  const { tenantId, id: loginId } = login.key
  const { hash, digest } = key
  const taken = { tenantId, loginId, hash, digest, correlationId, expiresAt: now + keptMs }
  return sameCall(await tx.idempotencyKeys.take(taken, now), key)
}

/** The id of the call that took the key, without taking it. */
export async function callUnderKey(app: App, login: Asker, key: IdempotencyKey): Promise<Uuid | null> {
  const { tenantId, id: loginId } = login.key
  return sameCall(
    await app.storage.now.idempotencyKeys.find(tenantId, loginId, key.hash, app.clock.now()),
    key,
  )
}

function sameCall(first: { digest: Buffer; correlationId: Uuid } | null, key: IdempotencyKey): Uuid | null {
  if (!first) return null
  if (!first.digest.equals(key.digest)) throw refuse('request.key-reused')
  key.isRepeat = true
  return first.correlationId
}
