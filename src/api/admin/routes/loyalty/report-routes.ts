import type { AdminCall, Route } from '../../call.ts'
import type { CsvFile } from '../../csv-file.ts'
import { deskOf, type OfficeDesk } from './desk.ts'
import { balancesFile, countersFile, transactionsFile } from './report-files.ts'
import { balances, counters, linesMax, rowsMax, transactions } from './reports.ts'

const path = '/loyalty/reports'

type Find<View> = (call: AdminCall, desk: OfficeDesk, most: number) => Promise<View>

/** A report for the page, and all of its rows as a file: `language` says for whom. */
const routesOf = <View>(
  name: string,
  find: Find<View>,
  write: (call: AdminCall, desk: OfficeDesk, view: View) => CsvFile,
): readonly Route[] => [
  {
    ...{ method: 'GET', path: `${path}/${name}`, needs: 'viewer' },
    handle: async (call) => find(call, await deskOf(call), rowsMax),
  },
  {
    ...{ method: 'GET', path: `${path}/${name}.csv`, needs: 'viewer' },
    handle: async (call) => {
      const desk = await deskOf(call)
      return write(call, desk, await find(call, desk, linesMax))
    },
  },
]

export const loyaltyReportRoutes: readonly Route[] = [
  ...routesOf('transactions', transactions, transactionsFile),
  ...routesOf('balances', balances, balancesFile),
  ...routesOf('counters', counters, countersFile),
]
