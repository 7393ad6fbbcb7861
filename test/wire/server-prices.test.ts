import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type BackOffice, openBackOffice } from '../support/back-office.ts'
import { productByCode } from '../support/orders.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import { type Deliveries, deliveriesOf, hourMs, type Json, noon } from './cloud-deliveries-driver.ts'
import { type ConsoleDriver, consoleOf } from './console-driver.ts'

let server: TestServer
let sandbox: ConsoleDriver
let chain: BackOffice
/** The restaurant whose till takes no price but its own. */
let baumana: Deliveries
beforeAll(async () => {
  server = await startServer()
  sandbox = consoleOf(server)
  baumana = deliveriesOf(server, 'baumana')
})
// Sessions last an hour from the login, whatever a test did to the clock.
beforeEach(async () => {
  await sandbox.freezeAt(noon)
  chain = await openBackOffice(server)
})
afterAll(() => server.close())

const orders = '/v2/documents/menuChange'
const nobody = 'ffffffff-0000-4000-8000-00000000000f'
const idOf = (book: string, test: (body: Json) => boolean): string =>
  server.chain.items.find((item) => item.book === book && test(item.body))?.id ?? ''
const department = (code: string) => idOf('organization', (body) => body.code === code)
const schedule = (name: string) => idOf('periodSchedule', (body) => body.nameEn === name)
const category = (name: string) => idOf('priceCategory', (body) => body.nameEn === name)
const product = (code: string) => productByCode(server.chain, code)

/** 13 March 2027 in Moscow, the day after the one on which the clock stands: a Saturday. */
const tomorrow = '2027-03-13'
const at = (local: string): Promise<void> => sandbox.freezeAt(Date.parse(`${local}:00+03:00`))
const relogged = async (): Promise<BackOffice> => openBackOffice(server)

const anItem = (code: string, price: number | null, more: Json = {}): Json => ({
  departmentId: department('2'),
  productId: product(code),
  price,
  ...more,
})
const anOrder = (items: Json[], more: Json = {}): Json => ({
  dateIncoming: tomorrow,
  status: 'PROCESSED',
  items,
  ...more,
})
async function saved(order: Json): Promise<Json> {
  const { status, json, text } = await chain.postJson(orders, order)
  expect([status, json?.result], text).toEqual([200, 'SUCCESS'])
  return json.response
}
const refusedWith = async (order: Json): Promise<Json> => {
  const { status, json, text } = await chain.postJson(orders, order)
  expect([status, json?.result], text).toEqual([200, 'ERROR'])
  expect(json.response).toBeNull()
  return json.errors
}

const organizationId = (): string => department('2')
async function nomenclature(code: string, startRevision?: number): Promise<Json> {
  const { json } = await server.post('/api/1/nomenclature', {
    organizationId: organizationId(),
    startRevision,
  })
  return { ...json, price: json.products.find((one: Json) => one.code === code)?.sizePrices[0].price }
}
const priceOf = async (code: string): Promise<Json> => (await nomenclature(code)).price
/** What a till makes of a new order for one of a dish: the sum, or that it refuses a price that is not its own. */
async function sold(code: string, price: number, more: Json = {}): Promise<number | string> {
  const items = [{ type: 'Product', productId: product(code), amount: 1, price }]
  const info = await baumana.outcome(baumana.aPickup({ items, ...more }))
  return info.creationStatus === 'Success' ? info.order.sum : info.creationStatus
}

describe('an order of prices [server-api §13.2]', () => {
  test('is read back by its id, its number and its day, in iiko’s shape', async () => {
    const item = anItem('10102', 377, {
      dishOfDay: true,
      includeForCategories: [{ categoryId: category('Delivery').toUpperCase(), include: true }],
      pricesForCategories: [{ categoryId: category('Delivery'), price: 399.5 }],
    })
    const sent = anOrder([item], { documentNumber: 'PR-1', comment: 'Весна', unknown: 1, status: 'NEW' })
    const order = await saved(sent)
    expect(order).toEqual({
      id: expect.any(String),
      dateIncoming: tomorrow,
      documentNumber: 'PR-1',
      status: 'NEW',
      comment: 'Весна',
      deletePreviousMenu: false,
      dateTo: '2500-01-01',
      items: [
        {
          num: 1,
          departmentId: department('2'),
          productId: product('10102'),
          productSizeId: null,
          including: true,
          price: 377,
          dishOfDay: true,
          flyerProgram: false,
          includeForCategories: [{ categoryId: category('Delivery'), include: true }],
          pricesForCategories: [{ categoryId: category('Delivery'), price: 399.5 }],
          taxCategoryId: null,
          taxCategoryEnabled: false,
        },
      ],
    })
    expect((await chain.get(`${orders}/byId?id=${order.id.toUpperCase()}`)).json).toEqual(order)
    expect((await chain.get(`${orders}/byNumber?documentNumber=PR-1`)).json).toEqual([order])
    expect((await chain.get(`${orders}/byNumber?documentNumber=PR-0`)).json).toEqual([])
    const day = `dateFrom=${tomorrow}&dateTo=${tomorrow}`
    const list = (await chain.get(`${orders}?${day}`)).json
    expect(list).toMatchObject({ result: 'SUCCESS', errors: null, response: [order] })
    expect((await chain.get(`${orders}?${day}&status=PROCESSED`)).json.response).toEqual([])
    expect((await chain.get(`${orders}?${day}&revisionFrom=${list.revision}`)).json.response).toEqual([])
    // A repeat is the same order, by number and day as by id.
    expect(await saved(sent)).toEqual(order)
    expect(await saved({ ...sent, id: order.id })).toEqual(order)
    expect((await chain.get(`${orders}?${day}`)).json).toEqual(list)
  })
  test('is in the list of the demo with its schedule; a number is made where none is given', async () => {
    const { response } = (await chain.get(`${orders}?dateFrom=2026-01-01&dateTo=2026-12-31`)).json
    expect(response.map((one: Json) => one.documentNumber)).toEqual(['00001', '00003'])
    expect(response[1].schedule).toEqual({
      id: schedule('Happy hours'),
      name: 'Счастливые часы',
      periods: [{ begin: '16:00', end: '18:00', daysOfWeek: [1, 2, 3, 4, 5] }],
    })
    const order = await saved(anOrder([anItem('10102', 1)], { status: 'NEW' }))
    expect(order.documentNumber).toBe('00004')
  })
  test('changes what the menu tells and a new order costs when its day begins, and back when it ends', async () => {
    const before = await nomenclature('10101')
    expect(before.price).toMatchObject({ currentPrice: 380, nextPrice: null })
    const order = await saved(anOrder([anItem('10101', 450.5)], { dateTo: '2027-03-15' }))
    const planned = await nomenclature('10101')
    expect(planned.price).toEqual({
      currentPrice: 380,
      isIncludedInMenu: true,
      nextPrice: 450.5,
      nextIncludedInMenu: true,
      nextDatePrice: `${tomorrow} 00:00:00.000`,
    })
    expect([await sold('10101', 380), await sold('10101', 450.5)]).toEqual([380, 'Error'])

    await at(`${tomorrow}T00:00`)
    // Whoever has the menu of the day before hears that there is another one.
    await expect
      .poll(async () => (await nomenclature('10101', planned.revision)).price?.currentPrice)
      .toBe(450.5)
    expect(await priceOf('10101')).toMatchObject({
      nextPrice: 380,
      nextDatePrice: '2027-03-15 00:00:00.000',
    })
    await at(`${tomorrow}T12:00`)
    expect([await sold('10101', 380), await sold('10101', 450.5)]).toEqual(['Error', 450.5])
    const { json } = await server.post('/api/2/menu/by_id', {
      externalMenuId: '12001',
      organizationIds: [organizationId()],
      version: 2,
    })
    const soup = json.itemCategories
      .flatMap((one: Json) => one.items)
      .find((one: Json) => one.itemId === product('10101'))
    expect(soup.itemSizes[0].prices).toEqual([{ organizationId: organizationId(), price: 450.5 }])

    await at('2027-03-15T00:00')
    expect((await priceOf('10101')).currentPrice).toBe(380)
    chain = await relogged()
    const prices = (
      await chain.get(`/v2/price?dateFrom=2027-03-01&type=BASE&departmentId=${organizationId()}`)
    ).json
    const own = prices.response.find((one: Json) => one.productId === product('10101'))
    expect(own.prices.map((one: Json) => [one.dateFrom, one.dateTo, one.price, one.documentId])).toEqual([
      ['2000-01-01', tomorrow, 380, null],
      [tomorrow, '2027-03-15', 450.5, order.id],
      ['2027-03-15', '2500-01-01', 380, null],
    ])
  })
  test('a scheduled one counts in its hours; prices of categories are of the order', async () => {
    const partners = category('Hall/partners')
    await saved(
      anOrder([anItem('10103', 300)], {
        documentNumber: 'HAPPY',
        dateIncoming: '2027-03-15',
        scheduleId: schedule('Happy hours'),
      }),
    )
    // The fifteenth is a Monday.
    const usual = (await priceOf('10103')).currentPrice
    await at('2027-03-15T15:59')
    expect((await priceOf('10103')).currentPrice).toBe(usual)
    await at('2027-03-15T16:00')
    expect((await priceOf('10103')).currentPrice).toBe(300)
    // A category pays the base price after its strategy: 15 percent on top.
    const inCategory = { priceCategoryId: partners }
    expect(await sold('10103', 300, inCategory)).toBe('Error')
    expect(await sold('10103', 345, inCategory)).toBe(345)
    await at('2027-03-15T18:00')
    expect((await priceOf('10103')).currentPrice).toBe(usual)
    chain = await relogged()
    const { response } = (await chain.get('/v2/price?dateFrom=2027-03-15&dateTo=2027-03-15&type=SCHEDULED'))
      .json
    expect(response).toMatchObject([
      {
        departmentId: department('2'),
        productId: product('10103'),
        prices: [{ price: 300, schedule: { name: 'Счастливые часы' } }],
      },
    ])
  })
  test('takes a dish from the menu, and the till refuses it', async () => {
    await saved(anOrder([anItem('10201', null, { including: false })], { documentNumber: 'OFF' }))
    await at(`${tomorrow}T12:00`)
    expect(await priceOf('10201')).toMatchObject({ currentPrice: 440, isIncludedInMenu: false })
    expect(await sold('10201', 440)).toBe('Error')
    chain = await relogged()
    const of = async (more: string) => {
      const path = `/v2/price?dateFrom=${tomorrow}&type=BASE&departmentId=${organizationId()}${more}`
      const found = (await chain.get(path)).json.response.find(
        (one: Json) => one.productId === product('10201'),
      )
      return found?.prices.map((one: Json) => one.included)
    }
    expect([await of(''), await of('&includeOutOfSale=true')]).toEqual([undefined, [false]])
  })
})

describe('changes of an order [server-api §13.2]', () => {
  test('an order in force moves its end only, to a day to come', async () => {
    const order = await saved(anOrder([anItem('10104', 500)], { dateIncoming: '2027-03-01' }))
    const past = (more: Json) => chain.postJson(orders, { id: order.id, ...more })
    for (const more of [{ dateTo: '2027-03-12' }, { comment: 'x' }, { status: 'DELETED' }]) {
      const answer = await past(more)
      expect([answer.status, answer.text]).toEqual([
        409,
        `Приказ ${order.documentNumber} от 2027-03-01 уже действует: можно изменить только дату окончания, не раньше ${tomorrow}`,
      ])
    }
    expect(await saved({ id: order.id, dateTo: tomorrow })).toEqual({ ...order, dateTo: tomorrow })
    await at('2027-03-14T12:00')
    expect((await priceOf('10104')).currentPrice).not.toBe(500)
  })
  test('one of a day to come is changed as a whole and deleted for good', async () => {
    const order = await saved(anOrder([anItem('10104', 510)]))
    const changed = await saved({ id: order.id, items: [anItem('10104', 520), anItem('10105', 530)] })
    expect(changed.items.map((one: Json) => one.price)).toEqual([520, 530])
    expect(await saved({ id: order.id, status: 'DELETED' })).toMatchObject({ status: 'DELETED' })
    const again = await chain.postJson(orders, { id: order.id, comment: 'x' })
    expect([again.status, again.text]).toEqual([
      409,
      `Приказ ${order.documentNumber} удалён, изменить его нельзя`,
    ])
    await at(`${tomorrow}T12:00`)
    expect((await priceOf('10104')).currentPrice).not.toBe(520)
  })
  test('a tax category is of the order, and stays while nobody speaks of it', async () => {
    const taxCategoryId = idOf('taxCategory', (body) => body.percentage === 10)
    const tax = { taxCategoryId, taxCategoryEnabled: true }
    const order = await saved(anOrder([anItem('10105', 1, tax)], { documentNumber: 'TAX' }))
    expect(order.items[0]).toMatchObject(tax)
    const changed = await saved({ id: order.id, items: [anItem('10105', 2)] })
    expect(changed.items[0]).toMatchObject({ price: 2, ...tax })
    const items = [{ type: 'Product', productId: product('10105'), amount: 1, price: 2 }]
    await at(`${tomorrow}T12:00`)
    const { order: sale } = await baumana.placed(baumana.aPickup({ items }))
    expect(sale.items[0].taxPercent).toBe(10)
  })
})

describe('refused', () => {
  test.each<[string, (order: Json) => Json, string, () => string]>([
    ['no day', (order) => ({ ...order, dateIncoming: null }), 'EMPTY_FIELD', () => 'dateIncoming'],
    ['no items', (order) => ({ ...order, items: [] }), 'EMPTY_FIELD', () => 'items'],
    ['an end before its day', (order) => ({ ...order, dateTo: tomorrow }), 'WRONG_DATE_TO', () => tomorrow],
    [
      'nobody’s schedule',
      (order) => ({ ...order, scheduleId: nobody }),
      'PERIOD_SCHEDULE_NOT_FOUND',
      () => nobody,
    ],
    [
      'nobody’s department',
      (order) => withItem(order, { departmentId: nobody }),
      'DEPARTMENT_NOT_FOUND',
      () => nobody,
    ],
    [
      'nobody’s product',
      (order) => withItem(order, { productId: nobody }),
      'PRODUCT_NOT_FOUND',
      () => nobody,
    ],
    [
      'a foreign size',
      (order) => withItem(order, { productSizeId: nobody }),
      'PRODUCT_SIZE_NOT_FOUND',
      () => nobody,
    ],
    [
      'nobody’s category',
      (order) => withItem(order, { pricesForCategories: [{ categoryId: nobody, price: 1 }] }),
      'PRICE_CATEGORY_NOT_FOUND',
      () => nobody,
    ],
    [
      'a negative price',
      (order) => withItem(order, { price: -1 }),
      'ONLY_POSITIVE_VALUES_ALLOWED',
      () => product('10105'),
    ],
    [
      'a line twice',
      (order) => ({ ...order, items: [...order.items, ...order.items] }),
      'PRODUCT_REPEATED',
      () => product('10105'),
    ],
  ])('%s', async (_, broken, code, value) => {
    const before = (await chain.get(`${orders}?dateFrom=2000-01-01&dateTo=2100-01-01`)).json.response.length
    expect(await refusedWith(broken(anOrder([anItem('10105', 1)])))).toContainEqual({ code, value: value() })
    const after = (await chain.get(`${orders}?dateFrom=2000-01-01&dateTo=2100-01-01`)).json.response.length
    expect(after).toBe(before)
  })
  const withItem = (order: Json, more: Json): Json => ({ ...order, items: [{ ...order.items[0], ...more }] })

  test.each<[Json, number, string]>([
    [{ dateIncoming: '13.03.2027' }, 400, 'Wrong date format: 13.03.2027'],
    [
      { status: 'DONE' },
      400,
      "'DONE': value not one of declared Enum instance names: [NEW, PROCESSED, DELETED]",
    ],
    [
      { items: [{ departmentId: nobody }] },
      400,
      "Argument for @NotNull parameter 'items[0].productId' must not be null",
    ],
    [{ id: nobody }, 404, `Entity of class MenuChangeDocument not found by id (${nobody})`],
    [{ documentNumber: '00001' }, 409, 'Номер 00001 уже у документа от 2026-01-01, свободен '],
  ])('%j', async (more, status, text) => {
    const answer = await chain.postJson(orders, anOrder([anItem('10105', 1)], more))
    expect(answer.status).toBe(status)
    expect(answer.text).toContain(text)
  })
  test('a price that is finer than the money', async () => {
    const answer = await chain.postJson(orders, anOrder([anItem('10105', 1.005)]))
    expect([answer.status, answer.text]).toEqual([
      400,
      "Wrong value of 'items[0].price': at most 2 decimals are expected, not '1.005'",
    ])
  })
  test.each([
    ['/v2/price', "Argument for @NotNull parameter 'dateFrom' must not be null"],
    ['/v2/price?dateFrom=1.2.2031', 'Wrong date format: 1.2.2031'],
    [`${orders}?dateFrom=2031-01-01`, "Argument for @NotNull parameter 'dateTo' must not be null"],
    [`${orders}/byId?id=1`, "Wrong value of 'id': an id is expected, not '1'"],
  ])('%s', async (path, text) => {
    const answer = await chain.get(path)
    expect([answer.status, answer.text]).toEqual([400, text])
  })
})

describe('a restaurant’s server [server-api §26.11]', () => {
  test('sees and writes what concerns it, and no more', async () => {
    const both = [anItem('10106', 1, { departmentId: department('1') }), anItem('10106', 2)]
    const order = await saved(anOrder(both, { documentNumber: 'BOTH' }))
    const restaurant = await openBackOffice(server, { prefix: '/rms/2/resto' })
    const seen = (await restaurant.get(`${orders}/byId?id=${order.id}`)).json
    expect(seen.items.map((one: Json) => one.price)).toEqual([2])
    const foreign = await restaurant.postJson(orders, { id: order.id, comment: 'x' })
    expect(foreign.status).toBe(409)
    expect(foreign.text).toContain('его меняют на сервере сети')
    const other = await restaurant.postJson(
      orders,
      anOrder([anItem('10106', 1, { departmentId: department('1') })]),
    )
    expect(other.json.errors).toEqual([{ code: 'DEPARTMENT_NOT_FOUND', value: department('1') }])
    const own = await restaurant.postJson(orders, anOrder([anItem('10106', 7)], { documentNumber: 'OWN' }))
    expect(own.json.result).toBe('SUCCESS')
    const alone = (await openBackOffice(server, { prefix: '/rms/1/resto' })).get(
      `${orders}/byId?id=${own.json.response.id}`,
    )
    expect((await alone).status).toBe(404)
  })
})

/** The published excerpt of a price list (server-api §29), in the department and with the product of the demo. */
const sampleOf = (documentId: string): Json => ({
  departmentId: department('2'),
  productId: product('10202'),
  productSizeId: null,
  prices: [
    {
      dateFrom: '2031-03-01',
      dateTo: '2500-01-01',
      price: 9.5,
      pricesForCategories: [],
      includeForCategories: [],
      included: true,
      dishOfDay: false,
      flyerProgram: false,
      documentId,
      schedule: null,
    },
  ],
})

test('a price list is the published one, with the taxes that the field table has besides', async () => {
  const { id } = await saved(anOrder([anItem('10202', 9.5)], { dateIncoming: '2031-03-01' }))
  const answer = (await chain.get(`/v2/price?dateFrom=2031-03-01&departmentId=${department('2')}`)).json
  expect(Object.keys(answer).sort()).toEqual(['errors', 'response', 'result', 'revision'])
  expect(answer).toMatchObject({ result: 'SUCCESS', errors: [], revision: expect.any(Number) })
  const sample = sampleOf(id)
  const row = answer.response.find((one: Json) => one.productId === sample.productId)
  expect(row).toEqual({
    ...sample,
    prices: [{ ...sample.prices[0], taxCategoryId: null, taxCategoryEnabled: false }],
  })
})

test('that a price turned is told once, however often the clock looks', async () => {
  const { id: tenantId } = server.chain.tenant
  const revision = async () => (await server.node.app.catalog(tenantId)).revision
  await saved(anOrder([anItem('10108', 5)], { documentNumber: 'ONCE' }))
  await server.node.tick()
  const before = await revision()
  await server.node.tick()
  expect(await revision()).toBe(before)
  await at(`${tomorrow}T00:00`)
  for (let look = 0; look < 3; look++) await server.node.tick()
  expect(await revision()).toBe(before + 1n)
  await at(`${tomorrow}T08:00`)
  await server.node.tick()
  expect(await revision()).toBe(before + 1n)
})

test('orders of one number at the same time are one order', async () => {
  const body = anOrder([anItem('10107', 5)], { documentNumber: 'RACE' })
  const one = await openBackOffice(server)
  const answers = await Promise.all([chain, one, chain, one].map((office) => office.postJson(orders, body)))
  expect(new Set(answers.map(({ json }) => json.response.id)).size).toBe(1)
  expect((await chain.get(`${orders}/byNumber?documentNumber=RACE`)).json).toHaveLength(1)
})

test('the clock may be set back before every order: prices are those of that day', async () => {
  await sandbox.freezeAt(Date.parse('2025-06-01T09:00:00Z') + hourMs)
  expect(await priceOf('60101')).toMatchObject({
    currentPrice: 140,
    nextPrice: 160,
    nextDatePrice: '2035-09-01 00:00:00.000',
  })
})
