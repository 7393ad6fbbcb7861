/** Books that only the back office looks into. */
import type { Named } from './named.ts'

/** By what the bookkeeper sorts nomenclature. The default one is that of new products (server-api §11.1). */
export type AccountingCategory = Named & { code: string; isDefault: boolean }

/** Class of an alcoholic drink as the state counts it. */
export type AlcoholClass = Named & { code: string }

/** What a time at work counts as: at work, on leave, ill (server-api §9.5). */
export type AttendanceType = Named & {
  code: string
  comment: string
  /** Thousandths of the usual pay. */
  payRateThousandths: number
  /** Counts as work. */
  isWork: boolean
}

/** A shift that people are scheduled for (server-api §9.4). */
export type ScheduleType = Named & {
  code: string
  comment: string
  /** After local midnight. */
  startMinutes: number
  lengthMinutes: number
  isOvertime: boolean
}
