import type { ReportType } from '../../../app/ports.ts'
import { malformed } from '../errors.ts'
import {
  englishTags,
  type OlapColumn,
  salesColumns,
  stockColumns,
  transactionColumns,
} from '../generated/olap-columns.ts'
import type { OlapColumnInfo } from '../generated/types.ts'

/** DELIVERIES has the columns of SALES on current servers (server-api §22.2). */
const columns: Readonly<Record<ReportType, Readonly<Record<string, OlapColumn>>>> = {
  SALES: salesColumns,
  DELIVERIES: salesColumns,
  TRANSACTIONS: transactionColumns,
  STOCK: stockColumns,
}
const columnsOf = (type: ReportType): Readonly<Record<string, OlapColumn>> => columns[type]

/** Names of former releases and of samples, accepted and never listed (server-api §22.6). */
const formerNames: Readonly<Record<string, string>> = {
  OpenDate: 'OpenDate.Typed',
  'OpenDate.OperDayFilter': 'OpenDate.Typed',
  'Delivery.CustomerCreatedDate': 'Delivery.CustomerCreatedDateTyped',
  TableNumInt: 'TableNum',
  DishDiscountSum: 'DishDiscountSumInt',
  DishSum: 'DishSumInt',
  DishAmount: 'DishAmountInt',
  VoucherNum: 'PayTypes.VoucherNum',
  DateTime: 'DateTime.Typed',
  'DateTime.Date': 'DateTime.DateTyped',
  'DateTime.OperDayFilter': 'DateTime.DateTyped',
  'Amount.StoreInOut': 'Amount.StoreInOutTyped',
}

/** A column as it was asked for: `asked` is the name that the answer has it under. */
export type AskedColumn = { asked: string; name: string; column: OlapColumn }

const fault = (text: string) => malformed(`java.lang.IllegalArgumentException: ${text}`)

/** Finds a column by its present or former name; refuses what a report does not have (server-api §3). */
function findColumn(type: ReportType, asked: string): AskedColumn {
  const known = columnsOf(type)
  const former = Object.hasOwn(formerNames, asked) ? formerNames[asked] : undefined
  const name = Object.hasOwn(known, asked) ? asked : (former ?? asked)
  const column = Object.hasOwn(known, name) ? known[name] : undefined
  if (!column) throw fault(`Unknown OLAP field '${asked.slice(0, 100)}'`)
  return { asked, name, column }
}

export function grouped(type: ReportType, asked: string): AskedColumn {
  const found = findColumn(type, asked)
  if (!found.column.flags.includes('G')) throw fault(`Grouping is not allowed for field '${asked}'`)
  return found
}
export function aggregated(type: ReportType, asked: string): AskedColumn {
  const found = findColumn(type, asked)
  if (!found.column.flags.includes('A')) throw fault(`Aggregation is not allowed for field '${asked}'`)
  return found
}
export function filtered(type: ReportType, asked: string): AskedColumn {
  const found = findColumn(type, asked)
  if (!found.column.flags.includes('F')) throw fault(`Filtering is not allowed for field ${asked}`)
  return found
}

/** The columns of a report for clients; captions are in the caller's language. */
export const columnInfos = (type: ReportType, language: 'ru' | 'en'): Record<string, OlapColumnInfo> =>
  Object.fromEntries(
    Object.entries(columnsOf(type)).map(([name, column]) => [
      name,
      {
        name: column[language],
        type: column.type,
        aggregationAllowed: column.flags.includes('A'),
        groupingAllowed: column.flags.includes('G'),
        filteringAllowed: column.flags.includes('F'),
        tags: column.tags.map((tag) => (language === 'ru' ? tag : (englishTags[tag] ?? tag))),
      },
    ]),
  )
