/** The frames of the link between a hub (cloud, server) and a spoke (till). One screen; version 1. */
import type { StoredGuest } from '../app/loyalty-ports.ts'
import type { CourierLocation, SequencedEntry, ServerLineKind, SetAside } from '../app/ports.ts'
import type { PassedAnswer, PassedCall } from '../app/route/passed-call.ts'
import type { Handover } from '../app/till/hand-over.ts'
import type { StockHeld, StockQuestion } from '../app/till/stock-question.ts'
import type { Contact } from '../domain/orders/order.ts'
import type { BookItem } from '../domain/reference/books.ts'
import { thawNumbers, toStoredJson } from '../kernel/canonical.ts'
import type { Uuid } from '../kernel/ids.ts'

export const linkVersion = 1

/** When a till was last heard, by whoever heard it. */
export type HeardTill = { organizationId: Uuid; terminalGroupId: Uuid; seenAt: number }

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
  | {
      type: 'hello'
      version: number
      nodeId: Uuid
      has: bigint
      booksRevision: bigint
      isNew?: boolean
      /** Absent: 0, a till that was never one of a pair (ADR 32). */
      epoch?: number
      isStandby?: boolean
      /**
       * Of a standby that has not followed since its start: the main till whose books it has. A reign that was given to it
       * before goes back to that one.
       */
      declinesFor?: Uuid
      /** Nodes that were the main till before this one: the hub says how much it has of them. */
      mainsBefore?: Uuid[]
    }
  /** `epoch`: of the main till that reigns instead of this one. */
  | { type: 'refused'; reason: string; epoch?: number }
  /** Entries after position `after`, in order; `last` is the position of the last one. */
  | {
      type: 'entries'
      after: bigint
      last: bigint
      entries: SequencedEntry[]
      contacts: { id: Uuid; contact: Contact }[]
      /** Between servers: guests of whom entries tell, as they are now. */
      guests?: StoredGuest[]
    }
  /** Everything up to `position` is safe with the receiver. */
  | { type: 'ack'; position: bigint }
  /**
   * Something is missing: go on after `position`. A new node is told the day that was begun for it. `hasOf`: the last seq
   * that is here of main tills before this one; what they did not tell any more, this one does.
   */
  | {
      type: 'resume'
      position: bigint
      handover?: Handover
      epoch?: number
      hasOf?: { nodeId: Uuid; seq: bigint }[]
    }
  /** Books of the tenant changed since the spoke's revision. */
  | { type: 'books'; tenantId: Uuid; revision: bigint; items: BookItem[] }
  /** Between servers: all books up to this revision of the sender are here. */
  | { type: 'booksTaken'; revision: bigint }
  /** The spoke is alive, and where its couriers were lately; the hub answers each with one of its own. */
  | { type: 'beat'; locations?: CourierLocation[]; isAlone?: boolean; tills?: HeardTill[] }
  /** Between servers, first by the one that was dialled: who it takes the other one for (ADR 38). */
  | {
      type: 'greeting'
      version: number
      nodeId: Uuid
      tenant: { id: Uuid; name: string }
      line: ServerLineKind
      organizationId: Uuid | null
    }
  /** The other's answer: how much of the journal and the books of whoever greeted is there. */
  | { type: 'greeted'; version: number; nodeId: Uuid; has: bigint; books: bigint }
  /** And what is here of theirs. */
  | { type: 'joined'; has: bigint; books: bigint }
  /** A call of the portal that a restaurant's server is to answer, and its answer. */
  | { type: 'ask'; id: Uuid; call: PassedCall }
  | { type: 'answer'; id: Uuid; answer: PassedAnswer }
  /** Spoke to hub: what stores of its restaurant hold, and the answer; said again until it is answered. */
  | { type: 'askStock'; id: Uuid; question: StockQuestion }
  | { type: 'stock'; id: Uuid; held: StockHeld[] }
  /** Standby to hub: it asks to be the main till from now on; by right: whether or not the hub still hears the other. */
  | { type: 'claim'; epoch: number; isByRight: boolean }
  /** The hub takes it for the main till; else why not. */
  | { type: 'claimed'; epoch: number; refusal: 'main-lives' | 'main-was-alone' | 'superseded' | null }
  /** Between the two nodes of a till, first by the one that dialled: who I am. */
  | {
      type: 'pairing'
      version: number
      nodeId: Uuid
      terminalGroupId: Uuid
      epoch: number
      url: string | null
    }
  /**
   * Its answer. `yourSeq`: the last of the other's own entries that is here. `follows`: of a standby, whose books it has; null
   * also while it is about to reign itself.
   */
  | {
      type: 'paired'
      version: number
      nodeId: Uuid
      epoch: number
      isStandby: boolean
      follows: Uuid | null
      yourSeq: bigint
    }
  /** The standby is ready: it has the main's journal up to `has`, and has set so much of its own aside. */
  | { type: 'follow'; has: bigint; aside: SetAside[] }

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
