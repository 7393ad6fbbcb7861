import { createHash } from 'node:crypto'
import type { Uuid } from '../kernel/ids.ts'

/** An id that depends on nothing but `text`: whoever makes it again makes the same (uuid version 8). */
export function derivedId(text: string): Uuid {
  const bytes = createHash('sha256').update(text).digest().subarray(0, 16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
