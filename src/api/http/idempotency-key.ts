import { createHash } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import type { IdempotencyKey } from '../../app/cloud/idempotency.ts'

/** What families answer 400 with, each in its own form. */
export const wrongIdempotencyKey =
  'Header Idempotency-Key must be 1 to 255 visible ASCII characters without spaces'

/**
 * The `Idempotency-Key` header with a digest of what the call asks for; null without it, 'wrong' where it cannot be one
 * (cloud-api §12.3). `digestOf` is keyed, for a body may name a person.
 */
export function readIdempotencyKey(
  { 'idempotency-key': key }: IncomingHttpHeaders,
  path: string,
  body: unknown,
  digestOf: (request: unknown) => Buffer,
): IdempotencyKey | 'wrong' | null {
  if (key === undefined) return null
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,255}$/.test(key)) return 'wrong'
  return { hash: createHash('sha256').update(key).digest(), digest: digestOf([path, body]) }
}
