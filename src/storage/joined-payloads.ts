import type { NewEntry } from '../app/ports.ts'
import { joinedCanonicalOctets } from '../kernel/canonical.ts'
import { entryDigest } from './journal-digest.ts'

/** Stands between payloads that travel as one text. JSON never holds it raw; in an array every quote is escaped. */
export const payloadSeparator = '\u001e'

/**
 * Canonical payloads as the bytes of one text, and the digest of each entry. Made bytes once: they are hashed where they
 * stand and sent as they are.
 */
export function joinPayloads(entries: readonly NewEntry[]): { bytes: Buffer; digests: Buffer[] } {
  const bytes = Buffer.from(
    joinedCanonicalOctets(
      entries.map(({ payload }) => payload),
      payloadSeparator,
    ),
    'latin1',
  )
  let from = 0
  const digests = entries.map((entry) => {
    const found = bytes.indexOf(payloadSeparator, from)
    const to = found < 0 ? bytes.length : found
    const digest = entryDigest(entry, bytes.subarray(from, to))
    from = to + 1
    return digest
  })
  return { bytes, digests }
}
