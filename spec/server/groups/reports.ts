import {
  bool,
  choice,
  decimal,
  type Group,
  int,
  list,
  type Members,
  noted,
  type Operation,
  optional,
  otherwise,
  russianDay,
  text,
  type,
  uuid,
  xml,
} from '../describe.ts'

/** Kinds of documents in reports on stores; two of them no other place knows (server-api §4, §19.1). */
const documentType = choice(
  'INCOMING_INVOICE',
  'INCOMING_INVENTORY',
  'INCOMING_SERVICE',
  'OUTGOING_SERVICE',
  'WRITEOFF_DOCUMENT',
  'SALES_DOCUMENT',
  'SESSION_ACCEPTANCE',
  'INTERNAL_TRANSFER',
  'OUTGOING_INVOICE',
  'RETURNED_INVOICE',
  'PRODUCTION_DOCUMENT',
  'TRANSFORMATION_DOCUMENT',
  'PRODUCTION_ORDER',
  'CONSOLIDATED_ORDER',
  'PREPARED_REGISTER',
  'MENU_CHANGE',
  'PRODUCT_REPLACEMENT',
  'SALES_RETURN_DOCUMENT',
  'DISASSEMBLE_DOCUMENT',
  'PAYROLL',
  'INCOMING_CASH_ORDER',
  'OUTGOING_CASH_ORDER',
  'FUEL_ACCEPTANCE',
  'FUEL_GAGING_DOCUMENT',
)
const ids = list(text)

const ofStores: Record<string, Members> = {
  StoreReportItem: {
    ndsPercent: optional(decimal),
    productCategory: optional(text),
    productGroup: optional(text),
    product: optional(uuid),
    secondaryAccount: optional(text),
    primaryStore: text,
    documentNum: optional(text),
    expenseAccount: optional(text),
    revenueAccount: optional(text),
    documentComment: optional(text),
    documentId: optional(uuid),
    documentType: text,
    incoming: bool,
    type: noted('A kind of transaction', text),
    date: noted('With the offset of the restaurant', optional(text)),
    operationalDate: noted('The accounting day', optional(text)),
    cost: decimal,
    secondEstimatedPurchasePrice: optional(decimal),
    firstEstimatedPurchasePrice: optional(decimal),
    documentSum: optional(decimal),
    secondaryAmount: optional(decimal),
    amount: optional(decimal),
    sumWithoutNds: decimal,
    sumNds: decimal,
    sum: decimal,
  },
  StoreReportPreset: {
    id: uuid,
    defaultReport: bool,
    name: text,
    comment: text,
    grouping: type('StoreReportGrouping'),
    filter: type('StoreReportFilter'),
    columnCaptions: list(type('StoreReportCaption')),
  },
  StoreReportGrouping: {
    dateDetalization: choice('DAY', 'WEEK', 'HALF_MONTH', 'MONTH', 'QUARTER', 'YEAR', 'TOTAL_ONLY'),
  },
  StoreReportFilter: {
    primaryStores: ids,
    secondaryAccounts: ids,
    counteragents: ids,
    products: ids,
    secondaryProducts: ids,
    transactionTypes: list(text),
    documentTypes: list(text),
    dataDirection: choice('IN', 'OUT', 'INOUT'),
    includeZeroAmountAndSum: bool,
  },
  StoreReportCaption: { k: text, v: text },
}

const ofProducts: Record<string, Members> = {
  BudgetPlanItem: {
    date: text,
    planValue: decimal,
    valueType: choice('ABSOLUTE', 'PERCENT', 'AUTOMATIC'),
  },
  IngredientEntry: {
    amountInMainUnit: decimal,
    amountInMeasureUnit: decimal,
    amountMiddleMainUnit: decimal,
    amountMiddleMeasureUnit: decimal,
    amountOutMainUnit: decimal,
    amountOutMeasureUnit: decimal,
    coldLoss: decimal,
    hotLoss: decimal,
    costNorm: decimal,
    dishCostNorm: decimal,
    dishSalePrice: optional(decimal),
    itemId: uuid,
    itemParentId: optional(uuid),
    name: text,
    num: text,
    product: uuid,
    productInDishCost: decimal,
    sourceProductCostNorm: decimal,
    treeLevel: int,
    unit: text,
  },
}

const days = { dateFrom: russianDay, dateTo: noted('Inclusive', russianDay) }

/** Reports of the first version on stores, products and plans (server-api §19.1–19.2). */
export const reports: Group = {
  area: 'Reports in XML',
  operations: {
    'GET /reports/storeOperations': {
      summary: 'What came to stores and left them',
      known: 'documented',
      since: '3.9',
      source: '§19.1',
      query: {
        ...days,
        stores: noted('None: all', optional(list(uuid))),
        documentTypes: noted('None: all', optional(list(documentType))),
        productDetalization: noted('Rows of products, without days', otherwise(false, bool)),
        showCostCorrections: noted('Counts together with documentTypes only', otherwise(true, bool)),
        presetId: noted('Then everything but the days is ignored', optional(uuid)),
      },
      answer: xml('storeReportItemDtoes', list(type('StoreReportItem'), 'storeReportItemDto')),
    },
    'GET /reports/storeReportPresets': {
      summary: 'Saved reports on stores',
      known: 'documented',
      since: '3.9',
      source: '§19.1',
      answer: xml('storeReportPresets', list(type('StoreReportPreset'), 'storeReportPreset')),
    },
    'GET /reports/productExpense': {
      summary: 'Goods that sales have written off, by days',
      known: 'documented',
      since: '3.9',
      source: '§19.2',
      query: { department: uuid, ...days, hourFrom: otherwise(-1, int), hourTo: otherwise(-1, int) },
      answer: xml('dayDishValues', list(type('DayDishValue'), 'dayDishValue')),
    },
    'GET /reports/monthlyIncomePlan': {
      summary: 'The plan of revenue by days',
      known: 'documented',
      since: '3.9',
      source: '§19.2',
      query: { department: uuid, ...days },
      answer: xml('budgetPlanItemDtoes', list(type('BudgetPlanItem'), 'budgetPlanItemDto')),
    },
    'GET /reports/ingredientEntry': {
      summary: 'Dishes that a product is in',
      known: 'documented',
      since: '3.9',
      source: '§19.2',
      query: {
        department: uuid,
        date: russianDay,
        product: optional(uuid),
        productArticle: noted('Wins over the id', optional(text)),
        includeSubtree: noted('Dishes of what is made with it, too', otherwise(false, bool)),
      },
      answer: xml('ingredientEntryDtoes', list(type('IngredientEntry'), 'ingredientEntryDto')),
    },
  },
  types: { ...ofStores, ...ofProducts },
}

const eitherDay = noted('dd.MM.yyyy or yyyy-MM-dd', text)
const ofDeliveries: Operation['query'] = {
  department: noted('An id, a code or {code="005"}; none: all', optional(text)),
  dateFrom: eitherDay,
  dateTo: noted('Inclusive', eitherDay),
}
const targets = (...names: string[]): NonNullable<Operation['query']> =>
  Object.fromEntries(names.map((name) => [name, noted('Minutes', otherwise(0, int))]))

const deliveryReport = (
  summary: string,
  row: string,
  query: NonNullable<Operation['query']> = {},
): Operation => ({
  summary,
  known: 'documented',
  source: '§19.3',
  query: { ...ofDeliveries, ...query },
  answer: xml('report', type(`${row}Report`)),
})

const metricType = choice('AVERAGE', 'TARGET', 'MAXIMUM')
const rows: Record<string, Members> = {
  DeliveryConsolidated: {
    avgReceipt: decimal,
    date: text,
    dishAmount: decimal,
    dishAmountPerOrder: decimal,
    orderCount: int,
    orderCountCourier: int,
    orderCountPickup: int,
    planExecutionPercent: noted('None where nobody planned', optional(decimal)),
    ratioCostWriteoff: optional(decimal),
    revenue: decimal,
  },
  DeliveryCouriers: { courier: text, metrics: list(type('CourierMetric'), 'metric') },
  DeliveryOrderCycle: {
    cuttingTime: optional(decimal),
    inRestaurantTime: optional(decimal),
    onShelfTime: optional(decimal),
    onTheWayTime: optional(decimal),
    pizzaTime: optional(decimal),
    totalTime: optional(decimal),
    metricType,
  },
  DeliveryHalfHour: {
    halfHourDate: noted('dd.MM.yyyy HH:mm', text),
    metrics: list(type('HalfHourMetric'), 'metric'),
  },
  DeliveryRegion: {
    averageDeliveryTime: optional(decimal),
    deliveredOrdersPercent: decimal,
    maxOrderCountDay: int,
    orderCount: int,
    region: text,
  },
  DeliveryLoyalty: {
    date: text,
    metricType: choice('AVERAGE', 'MINIMUM', 'MAXIMUM'),
    newGuestCount: int,
    orderCountPerGuest: decimal,
    regions: list(type('RegionOrders'), 'region'),
    totalOrderCount: int,
  },
}
const inner: Record<string, Members> = {
  CourierMetric: {
    doubledOrders: optional(decimal),
    metricType,
    onTheWayTime: optional(decimal),
    orderCount: optional(decimal),
    totalTime: optional(decimal),
    tripledOrders: optional(decimal),
  },
  HalfHourMetric: {
    avgDishAmountPerReceipt: decimal,
    avgReceipt: decimal,
    deliveryType: choice('COURIER', 'PICKUP'),
    dishAmount: decimal,
    orderCount: int,
  },
  RegionOrders: { orderCount: int, region: optional(text) },
}

/** Reports of the first version on deliveries (server-api §19.3). */
export const deliveryReports: Group = {
  area: 'Reports on deliveries',
  operations: {
    'GET /reports/delivery/consolidated': deliveryReport('Deliveries by days', 'DeliveryConsolidated', {
      writeoffAccounts: noted('Ids or codes; none: all', optional(list(text))),
    }),
    'GET /reports/delivery/couriers': deliveryReport('What couriers do', 'DeliveryCouriers', {
      targetCommonTime: noted('Minutes', otherwise(30, int)),
      ...targets('targetOnTheWayTime', 'targetDoubledOrders', 'targetTripledOrders', 'targetTotalOrders'),
    }),
    'GET /reports/delivery/orderCycle': deliveryReport(
      'How long orders are under way',
      'DeliveryOrderCycle',
      targets(
        'targetPizzaTime',
        'targetCuttingTime',
        'targetOnShelfTime',
        'targetInRestaurantTime',
        'targetOnTheWayTime',
        'targetTotalTime',
      ),
    ),
    'GET /reports/delivery/halfHourDetailed': deliveryReport('Deliveries by half hours', 'DeliveryHalfHour'),
    'GET /reports/delivery/regions': deliveryReport('Deliveries by zones', 'DeliveryRegion'),
    'GET /reports/delivery/loyalty': deliveryReport('Guests who come again', 'DeliveryLoyalty', {
      metricType: optional(choice('AVERAGE', 'MINIMUM', 'MAXIMUM')),
    }),
  },
  types: {
    ...rows,
    ...inner,
    ...Object.fromEntries(
      Object.keys(rows).map((row): [string, Members] => [`${row}Report`, { rows: list(type(row), 'row') }]),
    ),
  },
}
