/** Published samples of cash shifts and reports, in words of our own (server-api §17, §19–21, §29). */

const shift = {
  id: 'e1000000-0000-4000-8000-000000000001',
  sessionNumber: 311,
  fiscalNumber: 94,
  cashRegNumber: 1,
  cashRegSerial: 'RG-000311',
  openDate: '2031-03-04T08:02:15.45',
  closeDate: '2031-03-04T23:41:09',
  acceptDate: null,
  managerId: 'a1000000-0000-4000-8000-000000000001',
  responsibleUserId: 'a1000000-0000-4000-8000-000000000001',
  responsibleUser: 'a1000000-0000-4000-8000-000000000001',
  sessionStartCash: 150,
  payOrders: 1840.5,
  sumWriteoffOrders: 0,
  salesCash: 640.5,
  salesCredit: 0,
  salesCard: 1200,
  payIn: 0,
  payOut: 40,
  payIncome: -600.5,
  cashRemain: 150,
  cashDiff: 0,
  sessionStatus: 'UNACCEPTED',
  conceptionId: null,
  conception: null,
  pointOfSaleId: 'b2000000-0000-4000-8000-000000000001',
  pointOfSale: 'b2000000-0000-4000-8000-000000000001',
}

const measures = { DishDiscountSumInt: 1840.5, 'UniqOrderId.OrdersCount': 12 }
/** Measures of the saved report about revenue by days. */
const ofPreset = {
  DiscountSum: 12,
  DishDiscountSumInt: 1840.5,
  DishSumInt: 1852.5,
  GuestNum: 14,
  UniqOrderId: 12,
}
const include = { filterType: 'IncludeValues', values: ['NOT_DELETED'] }

export const reportSamples = {
  shifts: [shift],
  shift: { ...shift, manager: shift.managerId },
  columns: {
    DishName: {
      name: 'Dish',
      type: 'STRING',
      aggregationAllowed: false,
      groupingAllowed: true,
      filteringAllowed: true,
      tags: ['Order items'],
    },
    DishDiscountSumInt: {
      name: 'Discounted sum',
      type: 'MONEY',
      aggregationAllowed: true,
      groupingAllowed: false,
      filteringAllowed: false,
      tags: ['Payment'],
    },
  },
  olap: {
    data: [{ Department: 'Harbour Street', 'OpenDate.Typed': '2031-03-04', PayTypes: 'Cash', ...measures }],
    summary: [
      [{}, measures],
      [{ Department: 'Harbour Street' }, measures],
      [{ Department: 'Harbour Street', 'OpenDate.Typed': '2031-03-04' }, measures],
      [{ Department: 'Harbour Street', 'OpenDate.Typed': '2031-03-04', PayTypes: 'Cash' }, measures],
    ],
  },
  /** Days of saved reports come with a midnight (server-api §21.2). */
  olapByPreset: {
    data: [{ Department: 'Harbour Street', 'OpenDate.Typed': '2031-03-04T00:00:00', ...ofPreset }],
    summary: [
      [{}, ofPreset],
      [{ Department: 'Harbour Street' }, ofPreset],
      [{ Department: 'Harbour Street', 'OpenDate.Typed': '2031-03-04T00:00:00' }, ofPreset],
    ],
  },
  presets: [
    {
      id: 'e2000000-0000-4000-8000-000000000001',
      name: 'Revenue by days',
      buildSummary: null,
      reportType: 'SALES',
      groupByRowFields: ['OpenDate.Typed'],
      groupByColFields: [],
      aggregateFields: ['DishDiscountSumInt'],
      filters: { OrderDeleted: include, DeletedWithWriteoff: include },
    },
  ],
  oldOlap: `<report><r>
    <OpenDate.Typed>2031-03-04</OpenDate.Typed>
    <PayTypes>Cash</PayTypes>
    <DishDiscountSumInt>640.5</DishDiscountSumInt>
  </r></report>`,
  sales: `<dayDishValues><dayDishValue>
    <date>04.03.2031</date>
    <productId>c1000000-0000-4000-8000-000000000002</productId>
    <productName>Lentil soup</productName>
    <value>640.500000000</value>
  </dayDishValue></dayDishValues>`,
  stores: [
    {
      store: 'd1000000-0000-4000-8000-000000000001',
      product: 'c1000000-0000-4000-8000-000000000001',
      amount: 24.6,
      sum: 59.04,
    },
  ],
  counteragents: [
    {
      account: 'd5000000-0000-4000-8000-000000000001',
      counteragent: 'd2000000-0000-4000-8000-000000000001',
      department: '0f0a3c1e-0000-4000-8000-000000000010',
      sum: -60,
    },
  ],
}
