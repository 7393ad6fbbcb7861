/** The frames of the link between a hub (cloud, server) and a spoke (till). One screen; version 1. */
import type { CourierLocation, SequencedEntry } from '../app/ports.ts'
import type { Handover } from '../app/till/hand-over.ts'
import type { Contact } from '../domain/orders/order.ts'
import type { BookItem } from '../domain/reference/books.ts'
import { thawNumbers, toStoredJson } from '../kernel/canonical.ts'
import type { Uuid } from '../kernel/ids.ts'

export const linkVersion = 1

export type Frame =
  /** Hub to spoke, first: who you are here. */
  | {
      type: 'welcome'
      version: number
      nodeId: Uuid
      tenant: { id: Uuid; name: string }
      organizationId: Uuid
      terminalGroupId: Uuid
    }
  /**
   * Spoke to hub. `has` is the hub's last position that the spoke took over; the hub answers with `resume`. `isNew`: this
   * node has never played the till.
   */
  | { type: 'hello'; version: number; nodeId: Uuid; has: bigint; booksRevision: bigint; isNew?: boolean }
  | { type: 'refused'; reason: string }
  /** Entries after position `after`, in order; `last` is the position of the last one. */
  | {
      type: 'entries'
      after: bigint
      last: bigint
      entries: SequencedEntry[]
      contacts: { id: Uuid; contact: Contact }[]
    }
  /** Everything up to `position` is safe with the receiver. */
  | { type: 'ack'; position: bigint }
  /** Something is missing: go on after `position`. A new node is told the day that was begun for it. */
  | { type: 'resume'; position: bigint; handover?: Handover }
  /** Books of the tenant changed since the spoke's revision. */
  | { type: 'books'; tenantId: Uuid; revision: bigint; items: BookItem[] }
  /** The spoke is alive, and where its couriers were lately; the hub answers each with one of its own. */
  | { type: 'beat'; locations?: CourierLocation[] }

export const writeFrame = (frame: Frame): string => toStoredJson(withHexDigests(frame))

/** Reads a frame or gives null for anything that is none. */
export function readFrame(text: string): Frame | null {
  let parsed: unknown
  try {
    parsed = thawNumbers(JSON.parse(text))
  } catch {
    return null
  }
  if (parsed === null || typeof parsed !== 'object' || !('type' in parsed)) return null
  const frame = parsed as Frame
  if (frame.type === 'entries') {
    for (const entry of frame.entries) entry.digest = Buffer.from(String(entry.digest), 'hex')
  }
  return frame
}

function withHexDigests(frame: Frame): unknown {
  if (frame.type !== 'entries') return frame
  return {
    ...frame,
    entries: frame.entries.map((entry) => ({ ...entry, digest: entry.digest.toString('hex') })),
  }
}
