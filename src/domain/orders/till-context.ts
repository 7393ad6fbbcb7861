/** What a till knows at the moment it decides. Everything that could change is passed in, so a decision can be replayed. */
import type { Money } from '../../kernel/exact.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { Random } from '../../kernel/random.ts'
import type { Catalog } from '../reference/catalog.ts'
import type { StopListItem } from '../stop-list/stop-list.ts'
import type { Contact } from './order.ts'

export type TillContext = {
  catalog: Catalog
  tenantId: Uuid
  organizationId: Uuid
  terminalGroupId: Uuid
  /** Milliseconds since the epoch, read once for the whole decision. */
  now: number
  random: Random
  /** The terminal group's stop list by `stopListKey`. */
  stopList: ReadonlyMap<string, StopListItem>
  /** The number that a delivery placed now would get (cloud-api §4.16). */
  nextNumber: number
  /** The cloud cannot be asked just now. */
  isCutOff: boolean
  /** A terminal of a bank stands at the till: cards are charged by it. */
  hasTerminal: boolean
  /** The open cash shift, or null. */
  cashShiftId: Uuid | null
  /** What is in its drawer, and since when it is open; null: there is no open shift. */
  drawer: { openedAt: number; cash: Money } | null
  hasOpenPersonalShift(employeeId: Uuid): boolean
  /** Whoever asks may send a delivery that the restrictions forbid (right D_BDR, cloud-api §5.4). */
  mayBypassRestrictions: boolean
  /** What the books keep of the track of a discount card. */
  trackDigest(track: string): string
  /** Ids of positions and of combos are unique in the whole system (cloud-api §3.7). */
  isPositionTaken(positionId: Uuid): boolean
  /** The personal half of the command's order as it will be; null when the record is destroyed or not needed. */
  contact: Contact | null
  /** The guest of the contact is in the book already, so the name may be left out (cloud-api §4.3). */
  isKnownGuest: boolean
}
