/** Books of reports: what an office plans to earn, and the reports that it has saved. */
import type { Money } from '../../kernel/exact.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { LocalDate } from '../../kernel/local-time.ts'
import type { Named } from './named.ts'

/** How a day of a plan is set: by a sum, by a share of the month, or by what the others leave (server-api §19.2). */
export type PlanValueType = 'ABSOLUTE' | 'PERCENT' | 'AUTOMATIC'

/** What a restaurant plans to earn in a month. */
export type IncomePlan = Named & {
  /** `yyyy-MM`. */
  month: string
  total: Money
  /** Days that were set by hand; the others share evenly what is left of the month. */
  days: (
    | { date: LocalDate; valueType: 'ABSOLUTE'; sum: Money }
    | { date: LocalDate; valueType: 'PERCENT'; percentHundredths: number }
  )[]
}

/** A saved OLAP report (server-api §21.3). Names of columns are iiko's; they are looked at when it is run. */
export type OlapPreset = Named & {
  reportType: 'SALES' | 'TRANSACTIONS' | 'DELIVERIES'
  buildSummary: boolean | null
  groupByRowFields: string[]
  groupByColFields: string[]
  aggregateFields: string[]
  /** As the wire has them. */
  filters: Record<string, unknown>
}

export type PresetDates = 'DAY' | 'WEEK' | 'HALF_MONTH' | 'MONTH' | 'QUARTER' | 'YEAR' | 'TOTAL_ONLY'

/** A saved report on stores (server-api §19.1). An empty list of a filter lets everything through. */
export type StoreReportPreset = Named & {
  comment: string
  isDefault: boolean
  dateDetalization: PresetDates
  filter: {
    primaryStores: Uuid[]
    secondaryAccounts: Uuid[]
    counteragents: Uuid[]
    products: Uuid[]
    secondaryProducts: Uuid[]
    /** iiko's names. */
    transactionTypes: string[]
    documentTypes: string[]
    dataDirection: 'IN' | 'OUT' | 'INOUT'
    includeZeroAmountAndSum: boolean
  }
  columnCaptions: { k: string; v: string }[]
}
