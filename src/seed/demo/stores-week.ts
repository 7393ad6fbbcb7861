/** A first week of the smallest restaurant, so that each list of documents and each report has something to show. */
import { blankContent, blankItem } from '../../domain/documents/blank.ts'
import type { DocumentContent, DocumentItem } from '../../domain/documents/document.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { demoId, type SeedCashMove, type SeedDocument } from './demo-chain.ts'
import { outletId, tillId } from './outlets.ts'
import { payInOutType } from './pay-in-outs.ts'
import { employeeId } from './staff.ts'
import { type StoreKey, storeId } from './stores.ts'

const outlet = 'malysheva'
const store = (key: StoreKey): Uuid => storeId(outlet, key)
const account = (code: string): Uuid => demoId('account', code)

/** On a day of January after the first deliveries came, by the clock of the restaurant. */
const dateOf = (day: number, hour: number): number => Date.UTC(2026, 0, day, hour - 5)

/** `product grams` of kilograms. */
const goods = (lines: string, counted: Partial<DocumentItem> = {}): DocumentItem[] =>
  [...lines.matchAll(/(\d{5}) (\d+)/g)].map(([, product = '', grams = '0'], index) => ({
    ...blankItem,
    num: index + 1,
    productId: demoId('product', product),
    amount: BigInt(grams) * 1_000_000n,
    ...counted,
  }))

const cashOrder = (date: number, key: string, roubles: bigint): Partial<DocumentContent> => {
  const type = payInOutType(key)
  return {
    kind: 'outgoingCashOrder',
    date,
    comment: type.comment || null,
    cashOrder: {
      ...{ typeId: demoId('payInOutType', key), type: type.transactionType },
      ...{ chiefAccountId: type.chiefAccountId, accountId: type.accountId, sum: roubles * 100n },
      ...{ cashFlowCategoryId: type.cashFlowCategoryId, payrollId: null },
    },
  }
}

const documents: Record<string, Partial<DocumentContent>> = {
  toKitchen: {
    kind: 'internalTransfer',
    date: dateOf(15, 9),
    comment: 'Заготовки на неделю',
    ...{ storeFromId: store('main'), storeToId: store('kitchen') },
    items: goods('95001 6000, 95005 4500, 95006 3000'),
  },
  spoiled: {
    kind: 'writeoff',
    date: dateOf(16, 21),
    comment: 'Порча овощей',
    ...{ storeFromId: store('kitchen'), expenseAccountId: account('5.02') },
    items: goods('95006 750'),
  },
  staffMeal: {
    kind: 'writeoff',
    date: dateOf(16, 22),
    comment: 'Обед сотрудников',
    ...{ storeFromId: store('kitchen'), expenseAccountId: account('5.03') },
    items: goods('95005 600, 95001 400'),
  },
  toBar: {
    kind: 'internalTransfer',
    date: dateOf(17, 10),
    ...{ storeFromId: store('main'), storeToId: store('bar') },
    items: goods('95014 5000'),
  },
  counted: {
    kind: 'incomingInventory',
    date: dateOf(18, 23),
    comment: 'Инвентаризация бара',
    storeFromId: store('bar'),
    items: goods('95013 4870, 95014 17200', { countStatus: 'SAVE' }),
  },
  household: cashOrder(dateOf(17, 12), 'household', 1_840n),
  bank: cashOrder(dateOf(18, 12), 'bank', 25_000n),
}

/** Transfers, write-offs, a stock-taking and cash orders, all of them posted. */
export const firstWeek = (): SeedDocument[] =>
  Object.entries(documents).map(([key, content]) => ({
    organizationId: outletId(outlet),
    id: demoId('document', `${outlet}/${key}`),
    content: { ...blankContent, ...content } as DocumentContent,
    isPosted: true,
  }))

/** Change for the till of the hall when its shift opens. */
export const firstCash = (): SeedCashMove[] => [
  {
    id: demoId('cashMovement', 'change'),
    terminalGroupId: tillId(outlet),
    typeId: demoId('payInOutType', 'change'),
    sum: 500_000n,
    employeeId: employeeId('1113'),
    comment: 'Размен на открытие',
  },
]
