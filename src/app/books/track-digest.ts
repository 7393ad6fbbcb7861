import { scryptSync } from 'node:crypto'
import type { Uuid } from '../../kernel/ids.ts'

/** Tracks are long numbers in a row: a cost of some ten milliseconds makes trying them all dear. */
const costBits = 12

/**
 * What the books keep of a discount card's track: whoever knows the track holds the card, so it does not lie in the open.
 * The same for each node of a chain, for books travel to its tills.
 */
export const trackDigest = (tenantId: Uuid, track: string): string =>
  scryptSync(track, `discount card ${tenantId}`, 16, { N: 2 ** costBits }).toString('base64url')
