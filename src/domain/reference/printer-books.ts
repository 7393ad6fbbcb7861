/** Printers of a till: where each stands and what comes out of it (front-api §2.15.1). */
import type { Uuid } from '../../kernel/ids.ts'
import type { Named } from './named.ts'

/** `network` speaks ESC/POS over TCP, `preview` is paper on the till's screen. */
export const printerKinds = ['network', 'preview'] as const
type PrinterKind = (typeof printerKinds)[number]

/**
 * What a printer is for; a paper goes to the printer that its place names. `drawer`: a cash drawer that hangs on no
 * receipt printer, but on a box of its own that takes the same pulse; nothing is printed there.
 */
export const printerDuties = ['kitchen', 'bill', 'receipt', 'report', 'delivery', 'drawer'] as const
export type PrinterDuty = (typeof printerDuties)[number]

export type Printer = Named & {
  /** Of which till. */
  terminalGroupId: Uuid
  kind: PrinterKind
  /** Of a network printer; null of others. */
  address: { host: string; port: number } | null
  duties: PrinterDuty[]
  /** Whose dishes come out of it; empty: of all stations that have no printer of their own. */
  cookingPlaceIds: Uuid[]
  /** Whose bills and receipts come out of it; empty: of all halls that have none of their own. */
  sectionIds: Uuid[]
  /** Characters of the smallest font in a line. */
  width: number
  language: 'ru' | 'en'
  /** A drawer hangs on it. */
  opensDrawer: boolean
  /** Receipt markup above and below papers for guests, without `doc`; empty: none, and the usual farewell. */
  header: string
  footer: string
}
