import { createHash } from 'node:crypto'
import type { NewEntry } from '../app/ports.ts'
import { canonicalJson } from '../kernel/canonical.ts'

/** Digest of an entry's content: what `journal verify` recomputes. */
export function entryDigest(entry: NewEntry): Buffer {
  const content = [
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
    entry.payload,
  ]
  return createHash('sha256').update(canonicalJson(content)).digest()
}

/** The next link of the chain. */
export function chainHash(previous: Buffer, origin: string, seq: bigint, digest: Buffer): Buffer {
  return createHash('sha256').update(previous).update(`${origin}:${seq}`).update(digest).digest()
}
