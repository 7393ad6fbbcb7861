/** What restaurants plan to earn, and the reports that the office has saved. */
import { demoId, type SeedItem, seedItem } from './demo-chain.ts'
import { type OutletKey, outletId, outletKeys } from './outlets.ts'
import { storeId } from './stores.ts'

/** Roubles a month. */
const monthly: Record<OutletKey, bigint> = { pokrovka: 4_200_000n, baumana: 2_600_000n, malysheva: 950_000n }
const years = [2026, 2027]
const kopecks = 100n

function plan(outlet: OutletKey, month: string): SeedItem {
  const total = monthly[outlet] * kopecks
  const body = {
    name: `План ${month}`,
    nameEn: `Plan for ${month}`,
    month,
    total,
    // The first day of a month is a quiet one; the eighth of March is not.
    days: [
      { date: `${month}-01`, valueType: 'PERCENT' as const, percentHundredths: 200 },
      ...(month.endsWith('-03')
        ? [{ date: `${month}-08`, valueType: 'ABSOLUTE' as const, sum: total / 10n }]
        : []),
    ],
  }
  return seedItem('incomePlan', `${outlet}/${month}`, body, { organizationId: outletId(outlet) })
}

const plans = (): SeedItem[] =>
  outletKeys.flatMap((outlet) =>
    years.flatMap((year) =>
      Array.from({ length: 12 }, (_, index) => plan(outlet, `${year}-${String(index + 1).padStart(2, '0')}`)),
    ),
  )

const savedOlap = (): SeedItem =>
  seedItem('olapPreset', 'waiters', {
    name: 'Официанты и скидки',
    nameEn: 'Waiters and discounts',
    reportType: 'SALES',
    buildSummary: true,
    groupByRowFields: ['Department', 'WaiterName', 'OrderDiscount.Type'],
    groupByColFields: [],
    aggregateFields: ['DishDiscountSumInt', 'DiscountSum', 'UniqOrderId'],
    filters: { OrderDeleted: { filterType: 'IncludeValues', values: ['NOT_DELETED'] } },
  })

const savedStores = (): SeedItem =>
  seedItem('storeReportPreset', 'spoilage', {
    name: 'Списания с Покровки',
    nameEn: 'Write-offs of Pokrovka',
    comment: 'Порча, бой и питание сотрудников',
    isDefault: false,
    dateDetalization: 'DAY',
    filter: {
      primaryStores: [
        storeId('pokrovka', 'main'),
        storeId('pokrovka', 'kitchen'),
        storeId('pokrovka', 'bar'),
      ],
      secondaryAccounts: [demoId('account', '5.02'), demoId('account', '5.03')],
      counteragents: [],
      products: [],
      secondaryProducts: [],
      transactionTypes: ['WRITEOFF'],
      documentTypes: [],
      dataDirection: 'OUT',
      includeZeroAmountAndSum: false,
    },
    columnCaptions: [{ k: 'sum', v: 'Себестоимость' }],
  })

export const reportItems = (): SeedItem[] => [...plans(), savedOlap(), savedStores()]
