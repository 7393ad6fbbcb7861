import { createHash } from 'node:crypto'
import type { Uuid } from './ids.ts'

/** A uuid that depends on nothing but `text`: SHA-256 with the version and variant bits of a random uuid. */
export function derivedId(text: string): Uuid {
  const bytes = createHash('sha256').update(text).digest().subarray(0, 16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
