import type { TimeZone } from '../../kernel/local-time.ts'
import type { Named } from './named.ts'

/** A till with its terminals. */
export type TerminalGroup = Named & {
  address: string
  timeZone: TimeZone
  isEnabledForTransport: boolean
  posVersion: string
  /** Minutes a cooked-to-order kitchen needs; used for `cookingStartTime`. */
  cookingMinutes: number
  /** Which code reaches this till under `/till/{code}`. */
  code: string
  externalData?: { key: string; value: string }[]
  /** Quick service by tabs: orders with names of their own stand side by side (front-api §2.6.1, ITerminalsGroup). */
  isTabMode: boolean
}
