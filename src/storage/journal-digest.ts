import { createHash } from 'node:crypto'
import type { NewEntry } from '../app/ports.ts'

/** Digest of an entry's content, `payload` being its canonical text or its bytes: what `journal verify` recomputes. */
export function entryDigest(entry: NewEntry, payload: string | Uint8Array): Buffer {
  const head = JSON.stringify([
    entry.tenantId,
    entry.organizationId,
    entry.terminalGroupId,
    entry.entryId,
    entry.at,
    entry.actor,
    entry.kind,
    entry.entity,
    entry.entityId,
    entry.correlationId,
    entry.completes,
  ])
  return createHash('sha256')
    .update(`${head.slice(0, -1)},`)
    .update(payload)
    .update(']')
    .digest()
}

/** The next link of the chain. */
export function chainHash(previous: Buffer, origin: string, seq: bigint, digest: Buffer): Buffer {
  return createHash('sha256').update(previous).update(`${origin}:${seq}`).update(digest).digest()
}
