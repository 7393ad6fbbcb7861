import { type DemoChain, demoChain } from '../../src/seed/demo/index.ts'

export const tillCodes = ['pokrovka', 'taganka'] as const

/** Books that no delivery of the simulation looks at. */
const leftOut = new Set([
  'street',
  'externalMenu',
  'techCard',
  'comboAction',
  'comboCategory',
  'discountCard',
  'accountingCategory',
  'alcoholClass',
  'attendanceType',
  'scheduleType',
  'priceOrder',
  'priceMoment',
  'periodSchedule',
  'quickMenu',
  'printer',
  'payroll',
  'waiterTeam',
  'waiterTeamAssignments',
  'cashFlowCategory',
  'payInOutType',
  'supplierPriceList',
  'ediSystem',
  'exciseMark',
  'incomePlan',
  'olapPreset',
  'storeReportPreset',
])
/** Soups without modifiers. */
export const dishCodes = ['10101', '10102', '10103'] as const

/** Some tills of the demo chain, two unless others are named, with three dishes: a world opens in a moment. */
export function smallChain(codes: readonly string[] = tillCodes): DemoChain {
  const chain = demoChain()
  const dishes: readonly string[] = dishCodes
  const items = chain.items.filter((item) => {
    if (item.book === 'terminalGroup') return codes.includes(item.body.code)
    if (item.book === 'product') return dishes.includes(item.body.code) || item.body.type === 'Service'
    return !leftOut.has(item.book)
  })
  const products = new Set(items.flatMap((item) => (item.book === 'product' ? [item.id] : [])))
  const groups = new Set(items.flatMap((item) => (item.book === 'terminalGroup' ? [item.id] : [])))
  const stopList = chain.stopList.filter(
    ({ terminalGroupId, productId }) =>
      groups.has(terminalGroupId) && items.some((item) => item.id === productId),
  )
  return {
    ...chain,
    items: items.map((item) => (item.book === 'priceList' ? pricesOf(item, products) : item)),
    stopList,
    guests: [],
    pins: [],
    cardTracks: [],
    images: [],
    documents: [],
    cashMoves: [],
    ediOrders: [],
    backOfficeLogins: [],
    loyalty: { coupons: [], members: [] },
  }
}

/** Each node that starts reads all prices. */
function pricesOf<List extends { body: { prices: Readonly<Record<string, unknown>> } }>(
  list: List,
  products: ReadonlySet<string>,
): List {
  const prices = Object.entries(list.body.prices).filter(([productId]) => products.has(productId))
  return { ...list, body: { ...list.body, prices: Object.fromEntries(prices) } }
}
