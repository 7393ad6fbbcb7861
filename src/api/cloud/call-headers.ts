import { createHash } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import type { IdempotencyKey } from '../../app/cloud/idempotency.ts'
import { WireError } from './errors.ts'

const timeoutSeconds = { usual: 15, max: 600 }
const waitSecondsMax = 120

/** The `Timeout` header, whole seconds: how long the call may take (cloud-api §0.3.4). */
export function timeoutMsOf({ timeout }: IncomingHttpHeaders): number {
  const seconds = typeof timeout === 'string' && /^\s*\d{1,9}\s*$/.test(timeout) ? Number(timeout) : 0
  return 1000 * (seconds > 0 ? Math.min(seconds, timeoutSeconds.max) : timeoutSeconds.usual)
}

/** `Prefer: wait=N` (RFC 7240): seconds to hold the answer for the outcome of a command; 0 without it (cloud-api §12.3). */
export function waitMsOf({ prefer }: IncomingHttpHeaders): number {
  const seconds = /(?:^|[,;])\s*wait\s*=\s*"?(\d{1,9})"?\s*(?:$|[,;])/i.exec(String(prefer ?? ''))?.[1]
  return 1000 * Math.min(Number(seconds ?? 0), waitSecondsMax)
}

/**
 * The `Idempotency-Key` header with a digest of what the call asks for; null without it (cloud-api §12.3).
 * `digestOf` is keyed, for a body may name a person.
 */
export function idempotencyKeyOf(
  { 'idempotency-key': key }: IncomingHttpHeaders,
  path: string,
  body: unknown,
  digestOf: (request: unknown) => Buffer,
): IdempotencyKey | null {
  if (key === undefined) return null
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,255}$/.test(key)) {
    const description = 'Header Idempotency-Key must be 1 to 255 visible ASCII characters without spaces'
    throw new WireError({ status: 400, error: 'INVALID_IDEMPOTENCY_KEY', description })
  }
  return { hash: createHash('sha256').update(key).digest(), digest: digestOf([path, body]) }
}
