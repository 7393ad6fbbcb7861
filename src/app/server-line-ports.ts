/** Ports of the lines between servers: a chain, its restaurants, a call centre, the portal (ADR 38). */
import type { Uuid } from '../kernel/ids.ts'
import type { SequencedEntry } from './records.ts'

/** `outlet`: a restaurant's server dials its chain; `callcentre`: a call centre does; `portal`: it dials the portal too. */
export type ServerLineKind = 'outlet' | 'callcentre' | 'portal'

/** A server that may dial this one. */
export type ServerPeer = {
  id: Uuid
  tenantId: Uuid
  line: ServerLineKind
  /** The restaurant of an outlet's server; null: it serves the whole company. */
  organizationId: Uuid | null
  name: string
}
/** When it was last heard, and when it last said that it has what was sent to it; null: never. */
export type ServerPeerState = ServerPeer & { heardAt: number | null; toldAt: number | null }

/** Which entries go to the other end of a line. */
export type LineFilter = {
  tenantId: Uuid
  /** Null: all but `exceptKinds`. */
  kinds: readonly string[] | null
  exceptKinds: readonly string[]
  /** Whoever wrote them has them. */
  exceptOrigin: Uuid
  /** Null: those of all. */
  terminalGroupIds: readonly Uuid[] | null
  /** Entries that concern no terminal group too. */
  hearsCompany: boolean
}

export type ServerLines = {
  savePeer(peer: ServerPeer, token: string, at: number): Promise<void>
  peers(tenantId: Uuid): Promise<ServerPeerState[]>
  peerByToken(token: string): Promise<ServerPeer | null>
  /** Keeps when a peer was met; earlier moments change nothing. */
  note(tenantId: Uuid, id: Uuid, met: { heardAt: number; toldAt: number | null }): Promise<void>
  /** Sequenced entries after `position`, oldest first. */
  entries(filter: LineFilter, position: bigint, limit: number): Promise<SequencedEntry[]>
}
