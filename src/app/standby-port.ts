/** What a pair of nodes of one till keeps of itself (ADR 32). */
import type { Uuid } from '../kernel/ids.ts'
import type { TillPlace } from './integration-ports.ts'
import type { SequencedEntry, StoredEntry } from './records.ts'

/** How a node stands in the pair of its till. */
export type Standing = {
  isStandby: boolean
  /** Counts the main nodes of a till; the higher one is right. */
  epoch: number
  /** Base address of the other node; null: this one knows of none. */
  partnerUrl: string | null
  /** Whose journal the books of a standby follow. */
  following: Uuid | null
}

/** Which node the hub takes for the main one of a group. */
export type Reign = {
  epoch: number
  nodeId: Uuid
  /** It works without its standby: the standby lacks something. */
  isAlone: boolean
  since: number
}

/** Entries of one node after one seq and up to another that are in nobody's books. */
export type SetAside = { origin: Uuid; afterSeq: bigint; upToSeq: bigint; epoch: number; at: number }

/** What another node did at a till since this one began its last reign there, as far as it is here. */
export type HeardReign = {
  /** The latest reign of others since then; 0: none began. */
  epoch: number
  /** The last entry of this node that whoever began the first of them had; null: none began. */
  hadOfThis: bigint | null
}

export type Standbys = {
  /** Null: this node was never one of a pair. */
  standing(): Promise<Standing | null>
  saveStanding(standing: Standing): Promise<void>
  /** Nodes whose journals this one has followed as a standby. */
  followed(): Promise<Uuid[]>
  /** Locked until the transaction ends. */
  reign(till: TillPlace): Promise<Reign | null>
  saveReign(till: TillPlace, reign: Reign): Promise<void>
  /** The last seq that is here of a node's entries; 0: none is. */
  lastSeq(tenantId: Uuid, origin: Uuid): Promise<bigint>
  /** The last seq of a range that is here; null: nothing of it is. */
  lastSeqWithin(tenantId: Uuid, range: SetAside): Promise<bigint | null>
  putAside(till: TillPlace, range: SetAside): Promise<void>
  /** The range that begins after this seq is set aside no longer. */
  dropAside(till: TillPlace, range: Pick<SetAside, 'origin' | 'afterSeq'>): Promise<void>
  setAside(till: TillPlace): Promise<SetAside[]>
  /** The entries themselves, oldest first. */
  entriesSetAside(till: TillPlace, limit: number): Promise<StoredEntry[]>
  /** What counts of the orders that a range tells of, in the order in which it was heard, up to a position. */
  entriesBesides(tenantId: Uuid, range: SetAside, upTo: bigint): Promise<StoredEntry[]>
  /** Null: nobody else wrote entries of these kinds since this node began its last reign at the till. */
  heardReign(till: TillPlace, nodeId: Uuid, kinds: readonly string[]): Promise<HeardReign | null>
  /** The last seq that is here of each node that wrote anything at the till. */
  lastSeqs(till: TillPlace): Promise<{ nodeId: Uuid; seq: bigint }[]>
  /** Whether a follower of this storage has been told of all entries of these kinds that are here of the till. */
  isFolded(till: TillPlace, follower: string, kinds: readonly string[]): Promise<boolean>
  /** Forgets orders, shifts, numbers, stop list and wallets of a till: its books are to be made anew. */
  clearBooks(till: TillPlace): Promise<void>
  /** Brings a counter of the till to a number that was given, if it is not beyond it. */
  raiseCounter(till: TillPlace, name: string, value: number): Promise<void>
  /** From now on this node numbers its entries above all that are here, so that seqs tell the order of reigns. */
  raiseSeq(tenantId: Uuid): Promise<void>
  /** Commands for the till that nobody has answered, oldest first. */
  unanswered(till: TillPlace): Promise<SequencedEntry[]>
  /** Sets a follower of this storage to a position. */
  placeFollower(name: string, position: bigint, now: number): Promise<void>
}
