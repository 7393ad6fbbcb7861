/** What cash comes into the tills for and leaves them for, sorted as reports of cash flows sort it. */
import type { CashFlowCategory, PayInOutType } from '../../domain/reference/books.ts'
import { demoId, type SeedItem, seedItem } from './demo-chain.ts'

const categories: Record<
  string,
  [name: string, nameEn: string, type: CashFlowCategory['type'], parent: string | null]
> = {
  '1': ['Текущая деятельность', 'Operations', 'OPERATIONAL', null],
  '1.1': ['Хозяйственные расходы', 'Household expenses', 'OPERATIONAL', '1'],
  '1.2': ['Расчёты с поставщиками', 'Payments to suppliers', 'OPERATIONAL', '1'],
  '3': ['Финансы', 'Finance', 'FINANCE', null],
}

type Row = readonly [
  key: string,
  name: string,
  nameEn: string,
  type: PayInOutType['transactionType'],
  account: string,
  counteragents: PayInOutType['counteragentType'],
  category: string | null,
  more?: Partial<PayInOutType>,
]

const types: readonly Row[] = [
  ['change', 'Внесение размена', 'Change for the till', 'PAYIN', '1.02', 'NONE', null],
  [
    'household',
    'Хозяйственные нужды',
    'Household needs',
    'PAYOUT',
    '5.04',
    'NONE',
    '1.1',
    { limit: 500_000n },
  ],
  [
    'advance',
    'Под отчёт сотруднику',
    'Advance to an employee',
    'PAYOUT',
    '1.09',
    'EMPLOYEE',
    null,
    { isCommentRequired: true },
  ],
  ['supplier', 'Оплата поставщику', 'Payment to a supplier', 'PAYOUT', '2.01', 'SUPPLIER', '1.2'],
  ['collection', 'Изъятие выручки', 'Withdrawal of takings', 'PAY_COLLECTION', '1.02', 'NONE', '3'],
  [
    'bank',
    'Сдача в банк',
    'Deposit at the bank',
    'PAYOUT',
    '1.03',
    'NONE',
    '3',
    { chiefAccountId: demoId('account', '1.02') },
  ],
]

export const payInOutItems = (): SeedItem[] => [
  ...Object.entries(categories).map(([code, [name, nameEn, type, parent]]) =>
    seedItem('cashFlowCategory', code, {
      name,
      nameEn,
      code,
      type,
      parentId: parent === null ? null : demoId('cashFlowCategory', parent),
    }),
  ),
  ...types.map(([key, name, nameEn, transactionType, account, counteragentType, category, more]) =>
    seedItem('payInOutType', key, {
      name,
      nameEn,
      transactionType,
      chiefAccountId: null,
      accountId: demoId('account', account),
      counteragentType,
      cashFlowCategoryId: category === null ? null : demoId('cashFlowCategory', category),
      conceptionId: null,
      limit: 0n,
      comment: name,
      isCommentRequired: false,
      ...more,
    }),
  ),
]

export function payInOutType(key: string): PayInOutType {
  const id = demoId('payInOutType', key)
  const item = payInOutItems().find((one) => one.id === id)
  if (item?.book !== 'payInOutType') throw new Error(`the demo pays nothing in or out by ${key}`)
  return item.body
}
