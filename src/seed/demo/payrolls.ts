/** Payrolls of the month before. */
import { type SeedItem, seedItem } from './demo-chain.ts'
import { outletId, outletKeys } from './outlets.ts'

const payrollDays = { from: '2026-10-01', to: '2026-10-31' }

export const payrolls = (): SeedItem[] =>
  outletKeys.map((outlet, index) =>
    seedItem(
      'payroll',
      outlet,
      { number: `${index + 1}`, ...payrollDays, status: 'PROCESSED', comment: 'Октябрь' },
      { organizationId: outletId(outlet) },
    ),
  )
