/** How an electronic queue board looks and what it shows (front-api §7.3, iikoArrivals). */
import type { Uuid } from '../../kernel/ids.ts'
import type { Named } from './named.ts'

export const queueTemplates = ['columns', 'ready', 'advertisement'] as const
/** Two columns; ready numbers only, as large as they go; two columns beside an advertisement. */
export type QueueTemplate = (typeof queueTemplates)[number]
export const queueSkins = ['paper', 'night', 'brand', 'contrast'] as const
export type QueueSkin = (typeof queueSkins)[number]

export type QueueBoard = Named & {
  /** Of which till. */
  terminalGroupId: Uuid
  template: QueueTemplate
  skin: QueueSkin
  /** Types of hall orders and of pickups that are shown; empty: all of them. */
  orderTypeIds: Uuid[]
  /** Halls whose orders are shown; empty: all. Pickups stand in no hall. */
  sectionIds: Uuid[]
  /** Shows what waiters serve at tables, too. */
  withServedTables: boolean
  /** Shows an order before the kitchen has begun it. */
  withAccepted: boolean
  /** A pickup is ready when it is packed, not when it is cooked. */
  withPacking: boolean
  /** A number stays ready so many minutes unless it is handed over before. */
  keepReadyMinutes: number
  /** A number that cooks longer than so many minutes leaves the board; null: never. */
  keepCookingMinutes: number | null
  /** So many numbers of each column, the newest ones. */
  maxCooking: number
  maxReady: number
  /** Before the number: «A-17». */
  prefix: string
  /** The last digits of a number that are shown; 0: all. */
  digits: 0 | 2 | 3 | 4
  /** The number of the site or aggregator stands instead of ours where there is one. */
  prefersExternalNumber: boolean
  names: 'none' | 'masked' | 'whole'
  sound: 'chime' | 'gong' | 'off'
  /** Says a number aloud where the screen's computer can. */
  voice: boolean
  /** A number that has become ready blinks so many seconds. */
  blinkSeconds: number
  language: 'ru' | 'en' | 'both'
  /** `#rrggbb`; null: the skin's own. */
  colours: { cooking: string | null; ready: string | null }
  /** Lines of the advertisement, one after another. */
  advertisement: { lines: string[]; image: string | null; seconds: number }
}
