import type { ReportQuery, ReportType } from '../../app/ports.ts'
import type { KeyColumn, SumColumn } from '../reports/column.ts'
import { salesKeys, salesSums } from '../reports/sales-columns.ts'
import { transactionKeys, transactionSums } from '../reports/transaction-columns.ts'
import { type Layout, postingsLayout, salesLayout } from './layout.ts'

/** What a copy is about: each has a file of its own, with a cursor of its own. */
export type Subject = {
  name: 'sales' | 'postings'
  /** Of the copy. */
  table: 'sale' | 'posting'
  keys: Readonly<Record<string, KeyColumn>>
  sums: Readonly<Record<string, SumColumn>>
  layout: Layout
  /** Whole numbers of the ledger have nine digits behind the point: the turnover of a chain does not fit 64 bits. */
  sumType: 'BIGINT' | 'HUGEINT'
}

export const salesSubject: Subject = {
  ...{ name: 'sales', table: 'sale' },
  ...{ keys: salesKeys, sums: salesSums, layout: salesLayout, sumType: 'BIGINT' },
}
export const postingsSubject: Subject = {
  ...{ name: 'postings', table: 'posting' },
  ...{ keys: transactionKeys, sums: transactionSums, layout: postingsLayout, sumType: 'HUGEINT' },
}
export const subjects: readonly Subject[] = [salesSubject, postingsSubject]

/** Null: no copy has anything of it. */
export function subjectOf(type: ReportType): Subject | null {
  if (type === 'STOCK') return null
  return type === 'TRANSACTIONS' ? postingsSubject : salesSubject
}

/** The subject whose copy can answer as SQL would: it has the columns, and compares nothing by the order of texts. */
export function coveredBy(query: ReportQuery): Subject | null {
  const subject = subjectOf(query.type)
  if (!subject) return null
  const { keys, sums, layout } = subject
  const isKnownKey = (name: string): boolean => !Object.hasOwn(keys, name) || layout.keyOf(name) !== undefined
  const isKnownSum = (name: string): boolean => !Object.hasOwn(sums, name) || layout.sumOf(name) !== undefined
  const isCovered =
    query.keys.every(isKnownKey) &&
    query.sums.every(isKnownSum) &&
    query.filters.every((filter) => {
      const kind = layout.keyOf(filter.column)?.kind
      return isKnownKey(filter.column) && (filter.kind !== 'range' || (kind !== 'text' && kind !== 'id'))
    })
  return isCovered ? subject : null
}
