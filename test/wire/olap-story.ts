import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { demoId } from '../../src/seed/demo/demo-chain.ts'
import { type BackOffice, listIn, openBackOffice } from '../support/back-office.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import { deliveriesOf, employeeId, type Json, noon } from './cloud-deliveries-driver.ts'
import { cardOnline, cash, type Tables, tablesOf } from './table-orders-driver.ts'

/** OLAP on the wire, whichever engine groups the facts (ADR 22). */
export function olapStory(reports: 'sql' | 'columnar'): void {
  let server: TestServer
  let office: BackOffice
  let hall: Tables
  let cancelledId: string
  let deliveryId: string
  let splitId: string
  beforeAll(async () => {
    server = await startServer({ reports })
    server.clock.jumpTo(noon)
    await aDay()
    office = await openBackOffice(server)
    if (reports === 'columnar') await copyIsThere()
  }, 60_000)
  afterAll(async () => {
    const left = server.logged.filter(({ msg }) => msg.includes('left to SQL'))
    await server.close()
    expect(left).toEqual([])
  })

  /** The first report starts the process; the database answers until it is there. */
  async function copyIsThere(): Promise<void> {
    const folder = join(server.dataDir, 'reports')
    await report({ aggregateFields: ['DishSumInt'] })
    await vi.waitFor(
      () => expect(readdirSync(folder)).toContainEqual(expect.stringMatching(/\.duckdb$/)),
      30_000,
    )
    await vi.waitFor(
      async () => expect((await server.pool.query('select 1 from report_dirty')).rows).toEqual([]),
      30_000,
    )
  }

  /**
   * Friday at one till: two bowls of borscht for cash, a table that pays in two ways, a courier order, and an order whose
   * printed dish was written off.
   */
  async function aDay(): Promise<void> {
    hall = tablesOf(server, 'pokrovka')
    const close = async (order: Json): Promise<string> => {
      const { id } = await hall.placed(hall.anOrder(order))
      await hall.done('close', id)
      return id
    }
    await close({ payments: [cash(840)] })
    const items = [hall.anItem('10101', 420, { amount: 4 }), hall.anItem('10102', 390)]
    splitId = await close({ items, payments: [cash(1000), cardOnline(1070)] })
    cancelledId = (await hall.placed(hall.anOrder({}, { createOrderSettings: { servicePrint: true } }))).id
    await hall.done('cancel', cancelledId, { removalTypeId: demoId('removalType', 'cafe') })

    const shop = deliveriesOf(server, 'pokrovka')
    deliveryId = (await shop.placed(shop.anOrder({ payments: [cash(840)] }))).id
    await shop.atTill({ kind: 'delivery.printToKitchen', orderId: deliveryId })
    await shop.done('print_delivery_bill', deliveryId)
    await shop.done('update_order_courier', deliveryId, { employeeId: employeeId('5555') })
    await shop.done('update_order_delivery_status', deliveryId, { deliveryStatus: 'OnWay' })
    await shop.done('update_order_delivery_status', deliveryId, {
      deliveryStatus: 'Delivered',
      deliveryDate: '2027-03-12 12:45:00.000',
    })
    await shop.done('close', deliveryId)
  }

  const day = { filterType: 'DateRange', periodType: 'CUSTOM', from: '2027-03-12', to: '2027-03-13' }
  const sold = {
    OrderDeleted: { filterType: 'IncludeValues', values: ['NOT_DELETED'] },
    DeletedWithWriteoff: { filterType: 'IncludeValues', values: ['NOT_DELETED'] },
  }
  const ask = (body: Json) =>
    office.postJson('/v2/reports/olap', {
      reportType: 'SALES',
      filters: { 'OpenDate.Typed': day, ...sold },
      ...body,
    })
  async function report(body: Json): Promise<Json> {
    const answer = await ask(body)
    expect(answer.status, answer.text).toBe(200)
    return answer.json
  }

  const fixture = (name: string): string =>
    fileURLToPath(new URL(`../../../shared/fixtures/server/${name}`, import.meta.url))
  const recorded = (name: string): Json => JSON.parse(readFileSync(fixture(name), 'utf8'))

  describe('OLAP of sales [server-api §21.2]', () => {
    test('a typical request of revenue: sums go to payment types to the kopeck, orders count in each', async () => {
      const answer = await report({
        groupByRowFields: ['OpenDate.Typed', 'Department.Code', 'PayTypes.Group'],
        aggregateFields: ['DishDiscountSumInt', 'UniqOrderId.OrdersCount', 'DishAmountInt'],
      })
      const cells = { 'OpenDate.Typed': '2027-03-12', 'Department.Code': 'pokrovka' }
      const card = { DishDiscountSumInt: 1070, 'UniqOrderId.OrdersCount': 1, DishAmountInt: 2.585 }
      const money = { DishDiscountSumInt: 2680, 'UniqOrderId.OrdersCount': 3, DishAmountInt: 6.415 }
      expect(answer).toEqual({
        data: [
          { ...cells, 'PayTypes.Group': 'CARD', ...card },
          { ...cells, 'PayTypes.Group': 'CASH', ...money },
        ].map((row) => expect.objectContaining({ ...row, 'Department.Code': expect.any(String) })),
        summary: [],
      })
      expect(Object.keys(answer.data[0])).toEqual(Object.keys(answer.data[0]).sort())
    })

    test('a summary has every prefix of rows with every prefix of columns, orders counted once on each', async () => {
      const { data, summary } = await report({
        buildSummary: 'true',
        groupByRowFields: ['OpenDate.Typed', 'DishCode'],
        groupByColFields: ['PayTypes.Group'],
        aggregateFields: ['UniqOrderId', 'DishDiscountSumInt'],
      })
      const at = (group: Json): Json =>
        summary.find(([keys]: Json) => JSON.stringify(keys) === JSON.stringify(group))?.[1]
      expect(at({})).toEqual({ DishDiscountSumInt: 3750, UniqOrderId: 3 })
      expect(at({ 'PayTypes.Group': 'CASH' })).toEqual({ DishDiscountSumInt: 2680, UniqOrderId: 3 })
      expect(at({ 'OpenDate.Typed': '2027-03-12' })).toEqual({ DishDiscountSumInt: 3750, UniqOrderId: 3 })
      expect(at({ DishCode: '10102', 'OpenDate.Typed': '2027-03-12' })).toEqual({
        DishDiscountSumInt: 390,
        UniqOrderId: 1,
      })
      // (0, 1 and 2 rows) x (without and with columns): 1 + 2, 1 + 2, 2 + 4 groups.
      expect(summary).toHaveLength(12)
      expect(data).toHaveLength(4)
    })

    test('what was deleted counts unless a filter leaves it out', async () => {
      const all = await report({
        groupByRowFields: ['OrderDeleted', 'DeletedWithWriteoff', 'PayTypes', 'OperationType'],
        aggregateFields: ['DishSumInt', 'UniqOrderId'],
        filters: { 'OpenDate.Typed': { ...day, periodType: 'TODAY' } },
      })
      expect(all.data).toContainEqual({
        DeletedWithWriteoff: 'DELETED_WITH_WRITEOFF',
        DishSumInt: 840,
        OperationType: 'NO_PAYMENT',
        OrderDeleted: 'DELETED',
        PayTypes: '(без оплаты)',
        UniqOrderId: 1,
      })
      const ids = await report({ groupByRowFields: ['UniqOrderId.Id'] })
      expect(ids.data.map((row: Json) => row['UniqOrderId.Id'])).not.toContain(cancelledId)
      expect(ids.data).toContainEqual({ 'UniqOrderId.Id': splitId })
    })

    test('deliveries have their courier and their times', async () => {
      const { data } = await report({
        reportType: 'DELIVERIES',
        groupByRowFields: [
          'Delivery.Id',
          'Delivery.ServiceType',
          'Delivery.ActualTime',
          'Delivery.Courier.Id',
          'OrderServiceType',
          'SessionNum',
        ],
        aggregateFields: ['DishDiscountSumInt'],
      })
      expect(data).toEqual([
        {
          'Delivery.ActualTime': '2027-03-12T12:45:00',
          'Delivery.Courier.Id': employeeId('5555'),
          'Delivery.Id': deliveryId,
          'Delivery.ServiceType': 'COURIER',
          DishDiscountSumInt: 840,
          OrderServiceType: 'DELIVERY_BY_COURIER',
          SessionNum: expect.any(Number),
        },
      ])
    })

    test.each([
      ['numbers in a range', { TableNum: { filterType: 'Range', from: 3, to: 4 } }, 2910],
      ['numbers by value', { TableNum: { filterType: 'IncludeValues', values: [3] } }, 2910],
      ['no number at all', { TableNum: { filterType: 'IncludeValues', values: [null] } }, 840],
      ['names, all but', { DishCode: { filterType: 'ExcludeValues', values: ['10102'] } }, 3360],
      ['names and emptiness', { SoldWithDish: { filterType: 'IncludeValues', values: [null, 'x'] } }, 3750],
      ['an id in capitals', { 'UniqOrderId.Id': { filterType: 'IncludeValues', values: ['ID'] } }, 2070],
      [
        'a moment',
        { OpenTime: { filterType: 'DateRange', from: '2027-03-12T12:00:00', to: '2027-03-12T23:00:00.5' } },
        3750,
      ],
      ['a moment later', { OpenTime: { filterType: 'DateRange', from: '2027-03-12T23:00:00' } }, undefined],
    ])('a filter of %s', async (_, filter: Json, sum) => {
      const values = Object.values(filter as Json).map((one: Json) =>
        one.values?.[0] === 'ID' ? { ...one, values: [splitId.toUpperCase()] } : one,
      )
      const filters = { 'OpenDate.Typed': day, ...sold, [Object.keys(filter)[0] as string]: values[0] }
      const { data } = await report({ aggregateFields: ['DishDiscountSumInt'], filters })
      expect(data[0]?.DishDiscountSumInt).toBe(sum)
    })

    test.each([
      [{ groupByRowFields: ['Nothing'] }, "java.lang.IllegalArgumentException: Unknown OLAP field 'Nothing'"],
      [
        { groupByRowFields: ['DishSumInt'] },
        "java.lang.IllegalArgumentException: Grouping is not allowed for field 'DishSumInt'",
      ],
      [
        { aggregateFields: ['DishName'] },
        "java.lang.IllegalArgumentException: Aggregation is not allowed for field 'DishName'",
      ],
      [
        { filters: { 'OpenDate.Typed': day, DishSumInt: { filterType: 'Range', from: 1 } } },
        'java.lang.IllegalArgumentException: Filtering is not allowed for field DishSumInt',
      ],
      [{ filters: sold }, "java.lang.IllegalArgumentException: Filter by date is required: 'OpenDate.Typed'"],
      [
        { filters: { 'OpenDate.Typed': { ...day, from: null, periodType: 'TODAY' } } },
        "java.lang.IllegalArgumentException: 'from' of the filter of field 'OpenDate.Typed' must not be null",
      ],
      [{ filters: { 'OpenDate.Typed': { ...day, from: '12.03.2027' } } }, 'Wrong date format: 12.03.2027'],
      [{ filters: { 'OpenDate.Typed': { ...day, to: '2027-13-01' } } }, 'Wrong date format: 2027-13-01'],
      [
        {
          filters: {
            'OpenDate.Typed': day,
            OpenTime: { filterType: 'IncludeValues', values: ['yesterday'] },
          },
        },
        'Wrong date format: yesterday',
      ],
      [
        { reportType: 'GUESTS' },
        "'GUESTS': value not one of declared Enum instance names: [SALES, TRANSACTIONS, DELIVERIES, STOCK]",
      ],
      [{ reportType: undefined }, "Argument for @NotNull parameter 'reportType' must not be null"],
    ])('%j is refused in plain text', async (body, text) => {
      const answer = await ask(body)
      expect([answer.status, answer.text]).toEqual([400, text])
    })

    test('values of days and moments are found as answers write them [server-api §21.2]', async () => {
      const asked = { groupByRowFields: ['OpenTime', 'OrderNum'], aggregateFields: ['UniqOrderId'] }
      const { data } = await report(asked)
      const [first] = data
      const opened = data.filter(({ OpenTime }: Json) => OpenTime === first.OpenTime)
      const found = async (filter: Json): Promise<Json> =>
        (await report({ ...asked, filters: { 'OpenDate.Typed': day, ...sold, ...filter } })).data
      const include = (...values: (string | null)[]) => ({ filterType: 'IncludeValues', values })
      expect(opened.length).toBeLessThan(data.length)
      expect(await found({ OpenTime: include(first.OpenTime) })).toEqual(opened)
      expect(await found({ OpenTime: include(first.OpenTime.replace('T', ' '), null) })).toEqual(opened)
      expect(await found({ OpenTime: { ...include(first.OpenTime), filterType: 'ExcludeValues' } })).toEqual(
        data.filter((line: Json) => !opened.includes(line)),
      )
      expect(await found({ OpenTime: include('2027-03-12T00:00:01') })).toEqual([])
    })

    test('no limit of seven fields, and former names are understood', async () => {
      const { data } = await report({
        groupByRowFields: [
          'OpenDate',
          'Department',
          'DishName',
          'DishGroup.TopParent',
          'PayTypes',
          'HourOpen',
          'TableNumInt',
        ],
        aggregateFields: ['DishSum', 'DiscountSum', 'GuestNum', 'VAT.Sum', 'DishDiscountSumInt.withoutVAT'],
      })
      expect(data[0]).toMatchObject({ OpenDate: '2027.03.12', HourOpen: '12', DishSum: expect.any(Number) })
    })

    test('nothing found is an empty answer', async () => {
      const filters = { 'OpenDate.Typed': { ...day, from: '2020-01-01', to: '2020-02-01' } }
      expect(await report({ buildSummary: true, aggregateFields: ['DishSumInt'], filters })).toEqual({
        data: [],
        summary: [],
      })
    })

    test('a restaurant’s own server tells of that restaurant only', async () => {
      const other = await openBackOffice(server, { prefix: '/rms/2/resto' })
      const body = {
        reportType: 'SALES',
        aggregateFields: ['UniqOrderId'],
        filters: { 'OpenDate.Typed': day },
      }
      expect((await other.postJson('/v2/reports/olap', body)).json.data).toEqual([])
    })
  })

  describe('columns and presets', () => {
    test('captions follow the language; an unknown report is not found', async () => {
      const russian = await office.get('/v2/reports/olap/columns?reportType=TRANSACTIONS')
      expect(Object.keys(russian.json)).toHaveLength(116)
      const english = await office.get('/v2/reports/olap/columns?reportType=SALES', {
        'accept-language': 'en',
      })
      expect(english.json.DishDiscountSumInt).toMatchObject({ name: 'Sum after discount', tags: ['Payment'] })
      expect((await office.get('/v2/reports/olap/columns?reportType=X')).status).toBe(404)
    })

    test('storage control has its columns, and nothing to tell yet', async () => {
      const columns = (await office.get('/v2/reports/olap/columns?reportType=STOCK')).json
      expect(Object.keys(columns)).toHaveLength(20)
      expect(columns.Amount).toMatchObject({
        type: 'AMOUNT',
        groupingAllowed: true,
        aggregationAllowed: true,
      })
      const stock = (filters: Json) =>
        ask({ reportType: 'STOCK', groupByRowFields: ['ProductName'], aggregateFields: ['Amount'], filters })
      expect((await stock({ EventDate: day })).json).toEqual({ data: [], summary: [] })
      expect(await stock({})).toMatchObject({
        status: 400,
        text: "java.lang.IllegalArgumentException: Filter by date is required: 'EventDate'",
      })
    })

    test('a preset is listed, and run for a period: days have a midnight, the end is exclusive', async () => {
      const all = (await office.get('/v2/reports/olap/presets')).json
      const ofSales = (await office.get('/v2/reports/olap/presets/sales')).json
      expect(ofSales).toEqual(all.filter(({ reportType }: Json) => reportType === 'SALES'))
      const run = (period: string) => office.get(`/v2/reports/olap/byPresetId/${all[0].id}?${period}`)
      const answer = (await run('dateFrom=2027-03-12&dateTo=2027-03-13T00:00:00')).json
      expect(answer.data).toMatchObject([
        { 'OpenDate.Typed': '2027-03-12T00:00:00', DishDiscountSumInt: 3750 },
      ])
      expect(answer.summary).toHaveLength(3)
      const none = await run('dateFrom=2027-03-11&dateTo=2027-03-12&summary=false')
      expect(none.json).toEqual({ data: [], summary: [] })
      expect((await run('')).json.data).toMatchObject([{ DishDiscountSumInt: 3750 }])
      expect((await office.get(`/v2/reports/olap/byPresetId/${splitId}`)).status).toBe(404)
      expect((await office.get('/v2/reports/olap/presets/guests')).status).toBe(400)
    })

    test('a preset can be posted back as it is, with days', async () => {
      const [preset] = (await office.get('/v2/reports/olap/presets')).json
      const answer = await ask({ ...preset, filters: { ...preset.filters, 'OpenDate.Typed': day } })
      expect(answer.json.data).toMatchObject([{ 'OpenDate.Typed': '2027-03-12', DishDiscountSumInt: 3750 }])
    })
  })

  describe('the first version, of the same facts [server-api §19]', () => {
    test('OLAP in XML', async () => {
      const answer = await office.get(
        '/reports/olap?report=SALES&groupRow=OpenDate.Typed&groupRow=DishCode&agr=DishAmountInt&from=12.03.2027&to=12.03.2027',
      )
      expect(answer.root, answer.text).toBe('report')
      expect(listIn(answer.xml.r)).toContainEqual({
        'OpenDate.Typed': '2027-03-12',
        DishCode: '10102',
        DishAmountInt: '1',
      })
    })
    test('revenue of days, and of dishes of an hour', async () => {
      const { organizationId } = hall
      const get = (more: string) =>
        office.get(`/reports/sales?department=${organizationId}&dateFrom=12.03.2027&dateTo=12.03.2027${more}`)
      expect((await get('')).xml).toEqual({ dayDishValue: { date: '12.03.2027', value: '3750.000000000' } })
      const dishes = listIn((await get('&dishDetails=true&hourFrom=12&hourTo=12')).xml.dayDishValue)
      expect(dishes.map(({ value }) => value).sort()).toEqual(['3360.000000000', '390.000000000'])
      expect((await get('&hourFrom=25')).status).toBe(400)
      expect((await get('&hourTo=3')).xml).toBe('')
    })
  })

  describe.runIf(existsSync(fixture('olap-v2-columns-sales-full.json')))('as recorded', () => {
    test('columns of SALES equal those of a server, besides six of newer releases', async () => {
      const theirs = recorded('olap-v2-columns-sales-full.json')
      for (const type of ['SALES', 'DELIVERIES']) {
        const ours = (await office.get(`/v2/reports/olap/columns?reportType=${type}`)).json
        expect(Object.keys(ours)).toHaveLength(285)
        expect(Object.fromEntries(Object.keys(theirs).map((name) => [name, ours[name]]))).toEqual(theirs)
      }
    })

    test.each(['a', 'b', 'c'])('request %s is answered', async (name) => {
      const request = recorded(`olap-v2-request-sales-${name}.json`)
      const range = { ...request.filters['OpenDate.Typed'], to: '2030-01-01' }
      const { data } = await report({ ...request, filters: { ...request.filters, 'OpenDate.Typed': range } })
      const names = [...request.groupByColFields, ...request.aggregateFields].sort()
      expect(data.map(Object.keys)).toContainEqual(names)
    })

    test('a set of fields with booleans in quotes is answered', async () => {
      const request = recorded('olap-v2-request-set.json')
      const range = { ...request.filters['OpenDate.Typed'], from: '2027-03-12', to: '2027-03-12' }
      const { data } = await report({ ...request, filters: { ...request.filters, 'OpenDate.Typed': range } })
      expect(data).toHaveLength(1)
      expect(Object.keys(data[0])).toEqual([...request.groupByRowFields].sort())
    })

    test('a whole answer has the members and the kinds of a recorded one', async () => {
      const theirs = recorded('olap-v2-sales-response.json')
      // This server counted fiscal cheques; the catalogue of a later one does not let anybody.
      const measures = Object.keys(theirs.data[0]).filter(
        (name) => name !== 'OpenDate.Typed' && name !== 'FiscalChequeNumber',
      )
      const ours = await report({
        buildSummary: true,
        groupByRowFields: ['OpenDate.Typed'],
        aggregateFields: measures,
      })
      const kindOf = (value: unknown) => (value === null ? 'null' : typeof value)
      for (const [name, value] of Object.entries(ours.data[0]))
        if (value !== null) expect(kindOf(value), name).toBe(kindOf(theirs.data[0][name]))
      const members = (row: Json) => Object.keys(row).filter((name) => name !== 'FiscalChequeNumber')
      expect(Object.keys(ours.data[0])).toEqual(members(theirs.data[0]))
      expect(ours.summary.map(([keys]: Json) => Object.keys(keys))).toEqual(
        expect.arrayContaining([[], ['OpenDate.Typed']]),
      )
      expect(ours.summary[0][1]).toEqual(ours.summary[1][1])
    })
  })
}
