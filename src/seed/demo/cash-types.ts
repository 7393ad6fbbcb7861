/** What money comes to a till and goes from it for, and payrolls. */
import type { PayInOutType } from '../../domain/reference/books.ts'
import { demoId, type SeedItem, seedItem } from './demo-chain.ts'
import { outletId, outletKeys } from './outlets.ts'

const account = (code: string) => demoId('account', code)

const operational = {
  id: demoId('cashFlowCategory', '1'),
  code: '1',
  parentId: null,
  type: 'OPERATIONAL',
} as const

type Row = Pick<PayInOutType, 'name' | 'nameEn' | 'transactionType' | 'accountId'> & Partial<PayInOutType>

const types: Record<string, Row> = {
  change: {
    name: 'Внесение размена',
    nameEn: 'Change for the till',
    transactionType: 'PAYIN',
    accountId: account('1.02'),
  },
  collection: {
    name: 'Инкассация',
    nameEn: 'Cash collection',
    transactionType: 'PAYOUT',
    accountId: account('1.02'),
    limit: 30_000_000n,
  },
  household: {
    name: 'Хозяйственные расходы',
    nameEn: 'Household expenses',
    transactionType: 'PAYOUT',
    accountId: account('5.04'),
    chiefAccountId: account('1.02'),
    conceptionId: demoId('conception', 'hall'),
    limit: 500_000n,
    isCommentMandatory: true,
  },
  advance: {
    name: 'Выдача под отчёт',
    nameEn: 'Advance to an employee',
    transactionType: 'PAYOUT',
    accountId: account('1.09'),
    counteragentType: 'EMPLOYEE',
    limit: 1_000_000n,
  },
  supplier: {
    name: 'Оплата поставщику',
    nameEn: 'Payment to a supplier',
    transactionType: 'PAYOUT',
    accountId: account('2.01'),
    counteragentType: 'SUPPLIER',
    limit: 5_000_000n,
    isCommentMandatory: true,
  },
}

const payrollDays = { from: '2026-10-01', to: '2026-10-31' }

export const cashTypes = (): SeedItem[] => [
  ...Object.entries(types).map(([key, row]) =>
    seedItem('payInOutType', key, {
      chiefAccountId: null,
      counteragentType: 'NONE',
      cashFlowCategory: operational,
      conceptionId: null,
      limit: 0n,
      comment: '',
      isCommentMandatory: false,
      ...row,
    }),
  ),
  ...outletKeys.map((outlet, index) =>
    seedItem(
      'payroll',
      outlet,
      { number: `${index + 1}`, ...payrollDays, status: 'PROCESSED', comment: 'Октябрь' },
      { organizationId: outletId(outlet) },
    ),
  ),
]
