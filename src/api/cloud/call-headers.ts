import type { IncomingHttpHeaders } from 'node:http'
import type { IdempotencyKey } from '../../app/cloud/idempotency.ts'
import { readIdempotencyKey, wrongIdempotencyKey } from '../http/idempotency-key.ts'
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

/** The `Idempotency-Key` header; null without it (cloud-api §12.3). */
export function idempotencyKeyOf(
  headers: IncomingHttpHeaders,
  path: string,
  body: unknown,
  digestOf: (request: unknown) => Buffer,
): IdempotencyKey | null {
  const key = readIdempotencyKey(headers, path, body, digestOf)
  if (key === 'wrong')
    throw new WireError({ status: 400, error: 'INVALID_IDEMPOTENCY_KEY', description: wrongIdempotencyKey })
  return key
}
