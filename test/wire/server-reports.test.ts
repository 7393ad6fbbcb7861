import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demoId } from '../../src/seed/demo/demo-chain.ts'
import { openAdminPage } from '../support/admin-page.ts'
import { type BackOffice, listIn, openBackOffice } from '../support/back-office.ts'
import { good } from '../support/cloud-answers.ts'
import { account, counteragent, pathOf, product, store } from '../support/documents.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import { deliveriesOf, employeeId, hourMs, type Json, noon } from './cloud-deliveries-driver.ts'
import { cash, tablesOf } from './table-orders-driver.ts'

let server: TestServer
let office: BackOffice
beforeAll(async () => {
  server = await startServer()
  server.clock.setSpeed(0)
  server.clock.jumpTo(noon)
  await aFriday()
  office = await openBackOffice(server)
}, 120_000)
afterAll(() => server.close())

const organizationId = demoId('organization', 'pokrovka')
const [beef, buckwheat] = [product('95005'), product('95004')]
const minute = 60_000

/** Goods come, go and spoil. */
async function documents(): Promise<void> {
  const posted = async (kind: 'incomingInvoice' | 'writeoff', body: Json): Promise<void> => {
    const { documentId } = await good(server, pathOf(kind, 'create'), { organizationId, ...body })
    await good(server, pathOf(kind, 'post'), { organizationId, documentId })
  }
  await posted('incomingInvoice', {
    documentNumber: 'A-1',
    comment: 'To the bar',
    date: '2027-03-12T10:00:00.000+03:00',
    counteragent: counteragent('farm'),
    items: [{ num: 1, product: buckwheat, amount: 10, sum: 110, vatPercent: 10, store: store('bar') }],
  })
  await posted('writeoff', {
    documentNumber: 'S-1',
    date: '2027-03-12T11:00:00.000+03:00',
    storeFrom: store('bar'),
    expenseAccount: account('5.02'),
    items: [{ num: 1, product: buckwheat, amount: 2 }],
  })
}

async function deliveries(): Promise<void> {
  const shop = deliveriesOf(server, 'pokrovka')
  const customers = ['+79005550401', '+79005550401', '+79005550402']
  const courierIds: string[] = []
  for (const phone of customers) {
    const order = shop.anOrder({ phone, payments: [cash(840)] })
    const { id } = await shop.placed(order)
    courierIds.push(id)
    await shop.atTill({ kind: 'delivery.printToKitchen', orderId: id })
    await shop.done('print_delivery_bill', id)
    await shop.done('update_order_courier', id, { employeeId: employeeId('5555') })
  }
  server.clock.jumpTo(noon + 30 * minute)
  const [first = '', second = '', third = ''] = courierIds
  // Two leave together, the third twenty minutes later.
  for (const id of [first, second])
    await shop.done('update_order_delivery_status', id, { deliveryStatus: 'OnWay' })
  server.clock.jumpTo(noon + 50 * minute)
  await shop.done('update_order_delivery_status', third, { deliveryStatus: 'OnWay' })
  for (const [index, id] of courierIds.entries()) {
    const deliveryDate = `2027-03-12 13:${index}0:00.000`
    await shop.done('update_order_delivery_status', id, { deliveryStatus: 'Delivered', deliveryDate })
    await shop.done('close', id)
  }
  const pickup = await shop.placed(shop.aPickup({ phone: '+79005550403', payments: [cash(840)] }))
  await shop.done('print_delivery_bill', pickup.id)
  await shop.done('close', pickup.id)
  const cancelled = await shop.placed(shop.anOrder({ phone: '+79005550404' }))
  await shop.done('cancel', cancelled.id, {})
}

async function aFriday(): Promise<void> {
  const hall = tablesOf(server, 'pokrovka')
  const manager = demoId('employee', '1111')
  await hall.atTill({ kind: 'shift.close', employeeId: manager })
  await hall.atTill({ kind: 'shift.open', shiftId: randomUUID(), employeeId: manager })
  await documents()
  const table = await hall.placed(hall.anOrder({ payments: [cash(840)] }))
  await hall.done('close', table.id)
  await deliveries()
  server.clock.jumpTo(noon + 3 * hourMs)
  await hall.atTill({ kind: 'shift.close', employeeId: manager })
}

const friday = 'dateFrom=12.03.2027&dateTo=12.03.2027'
async function xml(path: string, at = office): Promise<Json> {
  const answer = await at.get(path)
  expect(answer.status, answer.text).toBe(200)
  return answer.xml
}
const refusalOf = async (path: string): Promise<[number, string]> => {
  const answer = await office.get(path)
  return [answer.status, answer.text]
}
const nine = (value: number): string => value.toFixed(9)

describe('store operations [server-api §19.1]', () => {
  const moves = async (more: string): Promise<Json[]> =>
    listIn((await xml(`/reports/storeOperations?${friday}${more}`)).storeReportItemDto)
  const atBar = `&stores=${store('bar')}`

  /** The published sample (§29): a store lost something. */
  const sample = [
    'primaryStore',
    'secondaryAccount',
    'documentNum',
    'documentId',
    'documentType',
    'type',
    'incoming',
    'date',
    'cost',
    'documentSum',
    'sum',
  ]

  test('by documents, as the published sample has them: what left is negative, its document is not', async () => {
    const [came, spoilt] = await moves(atBar)
    expect(came).toMatchObject({
      primaryStore: 'Бар. Покровка',
      secondaryAccount: 'Задолженность перед поставщиками',
      documentComment: 'To the bar',
      documentType: 'INCOMING_INVOICE',
      type: 'INVOICE',
      incoming: 'true',
      date: '2027-03-12T10:00:00+03:00',
      operationalDate: '2027-03-12T00:00:00+03:00',
      cost: nine(100),
      documentSum: nine(110),
      sumWithoutNds: nine(100),
      sumNds: nine(10),
      sum: nine(110),
    })
    expect(spoilt).toMatchObject({
      expenseAccount: 'Порча и бой',
      secondaryAccount: 'Порча и бой',
      documentType: 'WRITEOFF_DOCUMENT',
      type: 'WRITEOFF',
      incoming: 'false',
      cost: nine(-20),
      documentSum: nine(20),
      sum: nine(-20),
    })
    for (const name of sample) expect(spoilt, name).toHaveProperty(name)
  })
  test('by products, without days: amounts, VAT and groups are told', async () => {
    const [came, spoilt] = await moves(`${atBar}&productDetalization=true`).then((rows) =>
      rows.sort((a, b) => Number(b.amount) - Number(a.amount)),
    )
    expect(came).toMatchObject({
      ndsPercent: nine(10),
      product: buckwheat,
      amount: nine(10),
      sumNds: nine(10),
      sum: nine(110),
    })
    expect(spoilt).toMatchObject({ product: buckwheat, amount: nine(-2), secondaryAmount: nine(2) })
    for (const row of [came, spoilt])
      for (const name of ['date', 'documentId']) expect(row).not.toHaveProperty(name)
  })
  test('by kinds of documents, known to us or not', async () => {
    const types = async (more: string) => [...new Set((await moves(more)).map(({ type }) => type))].sort()
    expect(await types('')).toEqual(['INVOICE', 'SESSION_WRITEOFF', 'WRITEOFF'])
    expect(await types('&documentTypes=SALES_DOCUMENT&documentTypes=WRITEOFF_DOCUMENT')).toEqual([
      'SESSION_WRITEOFF',
      'WRITEOFF',
    ])
    expect(await types('&documentTypes=PAYROLL')).toEqual([])
    const other = await openBackOffice(server, { prefix: '/rms/2/resto' })
    expect(await xml(`/reports/storeOperations?${friday}`, other)).toBe('')
  })
  test('a saved report is listed and run; everything but the days is ignored then', async () => {
    const presets: Json[] = listIn((await office.get('/reports/storeReportPresets')).xml.storeReportPreset)
    expect(presets.map(({ defaultReport }) => defaultReport)).toEqual(['true', 'false'])
    const [all, spoilage] = presets
    expect(spoilage).toMatchObject({
      name: 'Списания с Покровки',
      grouping: { dateDetalization: 'DAY' },
      filter: { transactionTypes: { i: 'WRITEOFF' }, dataDirection: 'OUT', counteragents: '' },
      columnCaptions: { i: { k: 'sum', v: 'Себестоимость' } },
    })
    expect(
      (await moves(`&presetId=${spoilage.id}&stores=${store('kitchen')}`)).map(({ type }) => type),
    ).toEqual(['WRITEOFF'])
    expect((await moves(`&presetId=${all.id}`)).length).toBe((await moves('')).length)
  })
  test.each([
    ['dateFrom=2027-03-12&dateTo=12.03.2027', 400, 'Wrong date format: 2027-03-12'],
    ['dateTo=12.03.2027', 400, "Argument for @NotNull parameter 'dateFrom' must not be null"],
    [`${friday}&stores=bar`, 400, "Wrong value of 'stores': an id is expected, not 'bar'"],
    [
      `${friday}&productDetalization=yes`,
      400,
      "Wrong value of 'productDetalization': true or false is expected, not 'yes'",
    ],
    [`${friday}&presetId=${beef}`, 404, `Entity of class StoreReportPreset not found by id (${beef})`],
  ])('%s is refused', async (query, status, text) => {
    expect(await refusalOf(`/reports/storeOperations?${query}`)).toEqual([status, text])
  })
  test('and a kind of documents that does not exist', async () => {
    const [status, text] = await refusalOf(`/reports/storeOperations?${friday}&documentTypes=LETTER`)
    expect(status).toBe(400)
    expect(text).toMatch(/^'LETTER': value not one of declared Enum instance names: \[INCOMING_INVOICE, /)
  })
})

describe('products and plans [server-api §19.2]', () => {
  const ofPokrovka = `department=${organizationId}`

  test('goods that sales wrote off, by tech cards', async () => {
    const rows: Json[] = listIn((await xml(`/reports/productExpense?${ofPokrovka}&${friday}`)).dayDishValue)
    // Five orders of two bowls, 90 grams of beef in each.
    expect(rows.find(({ productId }) => productId === beef)).toEqual({
      date: '12.03.2027',
      productId: beef,
      productName: 'Говядина лопатка',
      value: nine(0.9),
    })
    expect(rows).toHaveLength(5)
    const sales: Json[] = listIn(
      (await xml(`/reports/productExpense?${ofPokrovka}&${friday}&hourFrom=15`)).dayDishValue,
    )
    expect(sales).toEqual(rows)
    expect(await xml(`/reports/productExpense?${ofPokrovka}&${friday}&hourTo=14`)).toBe('')
    expect(await xml(`/reports/productExpense?${ofPokrovka}&dateFrom=13.03.2027&dateTo=14.03.2027`)).toBe('')
    expect((await refusalOf(`/reports/productExpense?${ofPokrovka}&${friday}&hourFrom=-2`))[0]).toBe(400)
    expect((await refusalOf(`/reports/productExpense?department=${beef}&${friday}`))[0]).toBe(404)
  })

  test('the plan of a month is that of the office, by days', async () => {
    const path = `/reports/monthlyIncomePlan?${ofPokrovka}&dateFrom=01.03.2027&dateTo=31.03.2027`
    const days: Json[] = listIn((await xml(path)).budgetPlanItemDto)
    expect(days).toHaveLength(31)
    expect(days[0]).toEqual({ date: '01.03.2027', planValue: nine(84_000), valueType: 'PERCENT' })
    expect(days[7]).toEqual({ date: '08.03.2027', planValue: nine(420_000), valueType: 'ABSOLUTE' })
    expect(days.reduce((sum, { planValue }) => sum + Math.round(planValue * 100), 0)).toBe(420_000_000)
    expect((await refusalOf(`/reports/monthlyIncomePlan?department=${beef}&${friday}`))[0]).toBe(404)

    const page = await openAdminPage(server)
    const id = randomUUID()
    const plan = {
      organizationId,
      name: 'Январь',
      month: '2031-01',
      total: '3100.00',
      days: [{ date: '2031-01-01', valueType: 'ABSOLUTE', sum: '100' }],
    }
    for (let time = 0; time < 2; time++)
      expect((await page.send('PUT', `/income-plans/${id}`, plan)).json).toMatchObject({ total: '3100' })
    const january = `/reports/monthlyIncomePlan?${ofPokrovka}&dateFrom=01.01.2031&dateTo=02.01.2031`
    expect(listIn((await xml(january)).budgetPlanItemDto)).toEqual([
      { date: '01.01.2031', planValue: nine(100), valueType: 'ABSOLUTE' },
      { date: '02.01.2031', planValue: nine(100), valueType: 'AUTOMATIC' },
    ])
    expect((await page.send('PUT', `/income-plans/${randomUUID()}`, plan)).status).toBe(409)
    const wrong = { ...plan, total: 'much', month: '2031-13', days: [{ date: 'x', valueType: 'HALF' }] }
    const refused = await page.send('PUT', `/income-plans/${id}`, wrong)
    expect([refused.status, refused.json.fields.map(({ field }: Json) => field)]).toEqual([
      400,
      ['total', 'days[0].valueType', 'days[0].sum'],
    ])
    expect((await page.send('DELETE', `/income-plans/${id}`)).status).toBe(200)
    expect(await xml(january)).toBe('')
  })

  test('dishes that a product is in, with what it costs there', async () => {
    const path = `${'GET /reports/ingredientEntry'.slice('GET '.length)}?${ofPokrovka}&date=12.03.2027`
    const rows: Json[] = listIn((await xml(`${path}&product=${beef}`)).ingredientEntryDto)
    const borscht = rows.find(({ num }) => num === '10101')
    // Bought for 560 a kilogram with a tenth of VAT in it: 509.09 without.
    expect(borscht).toMatchObject({
      amountInMainUnit: nine(0.09),
      amountOutMeasureUnit: nine(0.09),
      coldLoss: nine(0),
      dishSalePrice: nine(420),
      product: product('10101'),
      treeLevel: '1',
      unit: 'кг',
    })
    expect(Number(borscht.sourceProductCostNorm)).toBeCloseTo(560 / 1.1, 3)
    expect(Number(borscht.productInDishCost)).toBeCloseTo((0.09 * 560) / 1.1, 3)
    expect(Number(borscht.dishCostNorm)).toBeGreaterThan(Number(borscht.productInDishCost))
    expect(rows.every(({ treeLevel }) => treeLevel === '1')).toBe(true)
    // Beef is in patties, patties are in burgers.
    const whole: Json[] = listIn(
      (await xml(`${path}&productArticle=95005&product=${buckwheat}&includeSubtree=true`)).ingredientEntryDto,
    )
    const patty = whole.find(({ num }) => num === '95015')
    expect(whole.find(({ num }) => num === '30001')).toMatchObject({
      itemParentId: patty.itemId,
      treeLevel: '2',
      amountInMainUnit: nine(0.207),
    })
    expect(await refusalOf(path)).toEqual([400, "Argument for @NotNull parameter 'product' must not be null"])
    expect((await refusalOf(`${path}&productArticle=none`))[0]).toBe(404)
    expect((await refusalOf(`${path.replace('12.03.2027', '2027-03-12')}&product=${beef}`))[0]).toBe(400)
  })
})

describe('deliveries [server-api §19.3]', () => {
  const rows = async (path: string, at = office): Promise<Json[]> =>
    listIn((await xml(`/reports/delivery/${path}`, at)).rows?.row)

  test('by days: revenue as OLAP has it, beside the plan and what was written off', async () => {
    const [row, ...more] = await rows(`consolidated?${friday}&department=1`)
    expect(more).toEqual([])
    const planned = (4_200_000 - 84_000 - 420_000) / 29
    expect({ ...row, planExecutionPercent: null, ratioCostWriteoff: null }).toEqual({
      avgReceipt: nine(840),
      date: '12.03.2027',
      dishAmount: nine(8),
      dishAmountPerOrder: nine(2),
      orderCount: '4',
      orderCountCourier: '3',
      orderCountPickup: '1',
      planExecutionPercent: null,
      ratioCostWriteoff: null,
      revenue: nine(3360),
    })
    expect(Number(row.planExecutionPercent)).toBeCloseTo((3360 / planned) * 100, 4)
    expect(Number(row.ratioCostWriteoff)).toBeCloseTo((20 / 3360) * 100, 6)
    const [other] = await rows(`consolidated?${friday}&department=1&writeoffAccounts=5.03`)
    expect(other.ratioCostWriteoff).toBe(nine(0))
    expect((await refusalOf(`/reports/delivery/consolidated?${friday}&writeoffAccounts=9`))[0]).toBe(404)
  })

  test('departments by id, code or as an object; days in both forms', async () => {
    for (const department of [organizationId.toUpperCase(), '1', '{code="1"}'])
      expect(
        await rows(
          `consolidated?dateFrom=2027-03-12&dateTo=12.03.2027&department=${encodeURIComponent(department)}`,
        ),
      ).toHaveLength(1)
    expect(await rows(`consolidated?${friday}&department=2`)).toEqual([])
    expect(await refusalOf(`/reports/delivery/consolidated?${friday}&department=9`)).toEqual([
      404,
      'Entity of class Department not found by id (9)',
    ])
    expect(await refusalOf('/reports/delivery/regions?dateFrom=12/03/2027&dateTo=12.03.2027')).toEqual([
      400,
      'Wrong date format: 12/03/2027',
    ])
    const restaurant = await openBackOffice(server, { prefix: '/rms/2/resto' })
    expect(await rows(`consolidated?${friday}`, restaurant)).toEqual([])
  })

  test('couriers: two orders on one way, minutes of an order, and how far from the target', async () => {
    const [courier, ...more] = await rows(`couriers?${friday}&targetOnTheWayTime=10`)
    expect(more).toEqual([])
    // On the way for 30, 40 and 30 minutes; 60, 70 and 80 from the order to the guest.
    const [average, target, most] = courier.metrics.metric
    expect(average).toMatchObject({
      doubledOrders: nine(1),
      metricType: 'AVERAGE',
      orderCount: nine(3),
      totalTime: nine(70),
      tripledOrders: nine(0),
    })
    expect(Number(average.onTheWayTime)).toBeCloseTo(100 / 3, 6)
    expect(target).toMatchObject({ metricType: 'TARGET', onTheWayTime: '333.333333330' })
    expect(Number(target.totalTime)).toBeCloseTo((70 / 30) * 100, 6)
    expect(target).not.toHaveProperty('orderCount')
    expect(most).toMatchObject({ metricType: 'MAXIMUM', onTheWayTime: nine(40), totalTime: nine(80) })
  })

  test('how long orders are under way', async () => {
    const cycle = await rows(`orderCycle?${friday}&targetTotalTime=140`)
    expect(cycle.map(({ metricType }) => metricType)).toEqual(['AVERAGE', 'TARGET', 'MAXIMUM'])
    const [average, target, most] = cycle
    expect(most).toMatchObject({ onTheWayTime: nine(40), inRestaurantTime: nine(50), totalTime: nine(80) })
    // The pickup was handed over at once.
    expect(Number(average.totalTime) * 2).toBeCloseTo(Number(target.totalTime) * 2.8, 6)
    expect(target).not.toHaveProperty('pizzaTime')
    expect(await rows('orderCycle?dateFrom=01.03.2027&dateTo=02.03.2027')).toEqual([])
  })

  test('half hours', async () => {
    const halves = await rows(`halfHourDetailed?${friday}`)
    expect(halves[0]).toEqual({
      halfHourDate: '12.03.2027 12:00',
      metrics: {
        metric: {
          avgDishAmountPerReceipt: nine(2),
          avgReceipt: nine(840),
          deliveryType: 'COURIER',
          dishAmount: nine(6),
          orderCount: '3',
        },
      },
    })
    expect(halves[1]).toMatchObject({
      halfHourDate: '12.03.2027 12:30',
      metrics: { metric: { deliveryType: 'PICKUP', orderCount: '1' } },
    })
  })

  test('zones, those that were cancelled counted among what was taken', async () => {
    const zones = await rows(`regions?${friday}`)
    expect(zones.reduce((sum, { orderCount }) => sum + Number(orderCount), 0)).toBe(4)
    const courier = zones.find(({ orderCount }) => orderCount !== '1')
    expect(courier).toMatchObject({ maxOrderCountDay: courier.orderCount })
    expect(Number(courier.deliveredOrdersPercent)).toBeLessThan(100)
  })

  test('guests: who is new and how often they order', async () => {
    const [row] = await rows(`loyalty?${friday}&metricType=MAXIMUM`)
    expect(row).toMatchObject({
      date: '12.03.2027',
      metricType: 'MAXIMUM',
      newGuestCount: '3',
      orderCountPerGuest: nine(2),
      totalOrderCount: '4',
    })
    const [average] = await rows(`loyalty?${friday}`)
    expect([average.metricType, Number(average.orderCountPerGuest).toFixed(4)]).toEqual(['AVERAGE', '1.3333'])
    const [least] = await rows(`loyalty?${friday}&metricType=MINIMUM`)
    expect(least.orderCountPerGuest).toBe(nine(1))
    expect((await refusalOf(`/reports/delivery/loyalty?${friday}&metricType=TARGET`))[0]).toBe(400)
  })
})

describe('saved OLAP reports [server-api §21.3]', () => {
  test('those of the office are listed by type and run by their id for a period', async () => {
    const own = demoId('olapPreset', 'waiters')
    const listed = (await office.get('/v2/reports/olap/presets/sales')).json
    expect(listed.find(({ id }: Json) => id === own)).toMatchObject({
      name: 'Официанты и скидки',
      buildSummary: true,
      groupByRowFields: ['Department', 'WaiterName', 'OrderDiscount.Type'],
    })
    const run = await office.get(`/v2/reports/olap/byPresetId/${own}?dateFrom=2027-03-12&dateTo=2027-03-13`)
    expect(run.json.summary).toContainEqual([
      {},
      { DishDiscountSumInt: 4200, DiscountSum: 0, UniqOrderId: 5 },
    ])
  })
  test('the office saves, changes and removes one', async () => {
    const page = await openAdminPage(server)
    const id = randomUUID()
    const preset = {
      name: 'Блюда',
      reportType: 'SALES',
      groupByRowFields: ['DishCode'],
      aggregateFields: ['DishAmountInt'],
    }
    expect((await page.send('PUT', `/olap-presets/${id}`, preset)).json).toMatchObject({ id, filters: {} })
    await page.send('PUT', `/olap-presets/${id}`, { ...preset, buildSummary: false })
    const ours = (await office.get('/v2/reports/olap/presets')).json.filter((one: Json) => one.id === id)
    expect(ours).toMatchObject([{ buildSummary: false, groupByColFields: [] }])
    const run = () => office.get(`/v2/reports/olap/byPresetId/${id}?dateFrom=2027-03-12&dateTo=2027-03-13`)
    expect((await run()).json.data).toEqual([{ DishCode: '10101', DishAmountInt: 12 }])
    const wrong = await page.send('PUT', `/olap-presets/${id}`, {
      ...preset,
      name: 5,
      filters: [],
      reportType: 'X',
    })
    expect([wrong.status, wrong.json.fields.map(({ field }: Json) => field)]).toEqual([
      400,
      ['filters', 'name', 'reportType'],
    ])
    await page.send('PUT', `/olap-presets/${id}`, { ...preset, groupByRowFields: ['Nobody'] })
    expect([(await run()).status, (await run()).text]).toEqual([
      400,
      "java.lang.IllegalArgumentException: Unknown OLAP field 'Nobody'",
    ])
    expect((await page.send('DELETE', `/olap-presets/${id}`)).status).toBe(200)
    expect([(await run()).status, (await page.send('DELETE', `/olap-presets/${id}`)).status]).toEqual([
      404, 404,
    ])
  })
})

test.each([
  'GET /reports/storeOperations',
  'GET /reports/productExpense',
  'GET /reports/monthlyIncomePlan',
  'GET /reports/delivery/consolidated',
  'GET /reports/delivery/couriers',
  'GET /reports/delivery/orderCycle',
  'GET /reports/delivery/halfHourDetailed',
  'GET /reports/delivery/regions',
  'GET /reports/delivery/loyalty',
])('%s refuses a day that there is not, and one that is missing', async (key) => {
  const path = `${key.slice('GET '.length)}?department=${organizationId}&dateTo=12.03.2027`
  expect(await refusalOf(`${path}&dateFrom=31.02.2027`)).toEqual([400, 'Wrong date format: 31.02.2027'])
  expect(await refusalOf(path)).toEqual([400, "Argument for @NotNull parameter 'dateFrom' must not be null"])
})
