/** The chart of accounts, by iiko's codes where they are known (server-api §4, §7.3). */
import type { AccountRole, AccountType } from '../../domain/reference/books.ts'
import { type SeedItem, seedItem } from './demo-chain.ts'

type Row = [
  code: string,
  name: string,
  nameEn: string,
  type: AccountType,
  role?: AccountRole | null,
  /** Made by people, not by the program. */
  isOwn?: 'own',
]

const chart: readonly Row[] = [
  ['1.01', 'Торговые кассы', 'Tills', 'CASH', 'register'],
  ['1.02', 'Главная касса', 'Main cash', 'CASH'],
  ['1.03', 'Расчётный счёт', 'Bank account', 'CASH', null, 'own'],
  ['1.04', 'Задолженность покупателей', 'Accounts receivable', 'ACCOUNTS_RECEIVABLE', 'receivable'],
  ['1.05', 'НДС входящий', 'VAT on purchases', 'OTHER_CURRENT_ASSET', 'incomingVat'],
  ['1.09', 'Подотчётные суммы сотрудников', 'Advances to employees', 'DEBTS_OF_EMPLOYEES', 'employeeDebts'],
  ['2.01', 'Задолженность перед поставщиками', 'Accounts payable', 'ACCOUNTS_PAYABLE', 'payable'],
  ['3.01', 'Начальный капитал', 'Opening equity', 'EQUITY'],
  ['4.01', 'Торговая выручка без учёта скидок', 'Sales revenue before discounts', 'INCOME', 'revenue'],
  ['4.02', 'Банкетное обслуживание', 'Banquet services', 'INCOME', null, 'own'],
  ['4.04', 'НДС с продаж', 'VAT on sales', 'INCOME', 'salesVat'],
  ['4.05', 'Прочие доходы', 'Other income', 'OTHER_INCOME', 'otherIncome'],
  ['5.01', 'Расход продуктов', 'Cost of products sold', 'COST_OF_GOODS_SOLD', 'productExpense'],
  ['5.02', 'Порча и бой', 'Spoilage and breakage', 'EXPENSES'],
  ['5.03', 'Питание сотрудников', 'Staff meals', 'EXPENSES'],
  ['5.04', 'Аренда и услуги', 'Rent and services', 'EXPENSES', null, 'own'],
  ['5.09', 'Недостача при инвентаризации', 'Stock-taking shortage', 'EXPENSES', 'inventoryShortage'],
  ['5.10', 'Излишки при инвентаризации', 'Stock-taking surplus', 'OTHER_INCOME', 'inventorySurplus'],
  ['5.11', 'Корректировка себестоимости', 'Cost corrections', 'COST_OF_GOODS_SOLD', 'costCorrection'],
]

export const accounts = (): SeedItem[] =>
  chart.map(([code, name, nameEn, type, role, isOwn]) =>
    seedItem('account', code, {
      name,
      nameEn,
      code,
      type,
      parentId: null,
      isSystem: isOwn === undefined,
      customTransactionsAllowed: role === undefined,
      role: role ?? null,
    }),
  )
