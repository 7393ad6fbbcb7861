/**
 * The lines between servers and who owns what travels on them (corrections 3, ADR 38). Whoever owns something sends it:
 * the chain books, the call centre orders that no till has accepted, the tills what they do.
 */
import type { ServerLineKind } from '../app/ports.ts'
import type { Role } from './roles.ts'

/** `up`: from the server that dials to the one that is dialled. */
type Way = 'up' | 'down'
export type Line = {
  dials: Role
  isDialled: Role
  /** Orders for tills, and what is in wallets. */
  orders: Way
  /** What tills did: orders on their way, sales, shifts, stop lists. */
  deeds: Way
  /** Nomenclature, prices, staff, guests' programmes, restaurants and terminals. */
  books: Way
  /** Calls of clients that are answered at once or not at all. */
  calls: Way | null
}

export const lines: Readonly<Record<ServerLineKind, Line>> = {
  portal: {
    dials: 'callcentre',
    isDialled: 'cloud',
    ...{ orders: 'down', deeds: 'up', books: 'up', calls: 'down' },
  },
  callcentre: {
    dials: 'callcentre',
    isDialled: 'chain',
    ...{ orders: 'up', deeds: 'down', books: 'down', calls: null },
  },
  outlet: {
    dials: 'server',
    isDialled: 'chain',
    ...{ orders: 'down', deeds: 'up', books: 'down', calls: null },
  },
}

/** The line of a till: it dials the cloud, or its restaurant's server where that belongs to a chain (`hub.ts`). */
export const tillLine: Omit<Line, 'isDialled'> & { isDialled: readonly Role[] } = {
  dials: 'till',
  isDialled: ['cloud', 'server'],
  ...{ orders: 'down', deeds: 'up', books: 'down', calls: null },
}

/** Which end of a line a node is. */
export type LineEndKind = 'dials' | 'isDialled'

/** Whether what goes this way is sent by this end. */
export const sends = (way: Way | null, end: LineEndKind): boolean =>
  way !== null && (way === 'up') === (end === 'dials')
