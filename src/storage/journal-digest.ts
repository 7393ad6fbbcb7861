import { createHash } from 'node:crypto'
import type { NewEntry } from '../app/ports.ts'
import { quoted } from '../kernel/canonical.ts'

/** Digest of an entry's content, `payload` being its canonical text or its bytes: what `journal verify` recomputes. */
export function entryDigest(entry: NewEntry, payload: string | Uint8Array): Buffer {
  const head =
    `[${quoted(entry.tenantId)},${orNull(entry.organizationId)},${orNull(entry.terminalGroupId)},` +
    `${quoted(entry.entryId)},${entry.at},${quoted(entry.actor)},${quoted(entry.kind)},${quoted(entry.entity)},` +
    `${quoted(entry.entityId)},${orNull(entry.correlationId)},${entry.completes},`
  return createHash('sha256').update(head).update(payload).update(']').digest()
}

/** The parts of a digest's head are JSON, each written by itself: to hand an array of them to JSON takes thrice as long. */
const orNull = (text: string | null): string => (text === null ? 'null' : quoted(text))

/** The next link of the chain. */
export function chainHash(previous: Buffer, origin: string, seq: bigint, digest: Buffer): Buffer {
  return createHash('sha256').update(previous).update(`${origin}:${seq}`).update(digest).digest()
}
