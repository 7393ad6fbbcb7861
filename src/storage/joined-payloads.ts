import type { NewEntry } from '../app/ports.ts'
import { entryDigest } from './journal-digest.ts'
import { payloadOctets } from './payload-text.ts'

/** Stands between payloads that travel as one text. JSON never holds it raw; in an array every quote is escaped. */
export const payloadSeparator = '\u001e'

/** A first guess of what a payload takes; afterwards the longest of late. */
let usualBytes = 8192

/**
 * Canonical payloads as the bytes of one text, and the digest of each entry. Each is made bytes as soon as it is written:
 * one long text of all would outlive several collections before it is done.
 */
export function joinPayloads(entries: readonly NewEntry[]): { bytes: Buffer; digests: Buffer[] } {
  let bytes = Buffer.allocUnsafe(entries.length * usualBytes)
  let end = 0
  const digests: Buffer[] = []
  for (const entry of entries) {
    const text = payloadOctets(entry.kind, entry.payload)
    const needed = end + text.length + 1
    if (needed > bytes.length) {
      usualBytes = Math.min(Math.max(usualBytes, text.length), usualBytesMax)
      bytes = Buffer.concat([bytes.subarray(0, end)], needed + (entries.length - digests.length) * usualBytes)
    }
    if (digests.length > 0) bytes[end++] = separatorByte
    const from = end
    end += bytes.write(text, from, 'latin1')
    digests.push(entryDigest(entry, bytes.subarray(from, end)))
  }
  return { bytes: bytes.subarray(0, end), digests }
}

const separatorByte = payloadSeparator.charCodeAt(0)
const usualBytesMax = 65_536
