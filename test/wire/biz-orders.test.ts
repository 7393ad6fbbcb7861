import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startServer, type TestServer } from '../support/start-server.ts'
import { type Biz, bizOf, type Json } from './biz-driver.ts'
import {
  type Deliveries,
  deliveriesOf,
  discountTypeId,
  employeeId,
  hourMs,
  noon,
} from './cloud-deliveries-driver.ts'

let server: TestServer
let biz: Biz
let shop: Deliveries
beforeAll(async () => {
  server = await startServer()
  server.clock.setSpeed(0)
  server.clock.jumpTo(noon)
  biz = await bizOf(server)
  shop = deliveriesOf(server, 'pokrovka')
})
beforeEach(() => server.clock.jumpTo(noon))
afterAll(() => server.close())

const courier = employeeId('5555')
const atOrder = (path: string, body: Json) => biz.post(path, body, { organization: biz.organization })

describe('orders/add [biz-card-api §5]', () => {
  test('the answer is the order as the restaurant has it, with a number; the cloud shows the same', async () => {
    const id = crypto.randomUUID()
    const order = await biz.added(biz.anOrder({ id }, { customData: 'cart 7', coupon: 'SPRING' }))
    expect(order).toMatchObject({
      orderId: id,
      organization: biz.organization,
      restaurantId: biz.organization,
      number: expect.stringMatching(/^\d+$/),
      status: expect.any(String),
      statusCode: expect.stringMatching(/^(NEW|UNCONFIRMED)$/),
      customer: { name: 'Anna', phone: '+79005550311', sex: 0 },
      customerName: 'Anna',
      address: { city: 'Москва', street: 'Покровка', home: '17', apartment: '12', entrance: '1', floor: '3' },
      comment: 'no onions',
      personsCount: 2,
      problem: { hasProblem: false, problem: '' },
      customData: 'cart 7',
      iikoCard5Coupon: 'SPRING',
      createdTime: '2027-03-12 12:00:00',
    })
    expect(order.items[0]).toMatchObject({ code: '10101', amount: 2, sum: 840, modifiers: [] })
    expect(order.payments).toMatchObject([{ sum: 840, paymentType: { code: 'CASH' } }])
    const there = await shop.byId(id)
    expect(there).toMatchObject({ creationStatus: 'Success', externalNumber: 'WEB-1042' })
    expect(String(there.order.number)).toBe(order.number)
    expect(there.order.sum).toBe(order.sum)
    const { discounts: _, ...shown } = await biz.read(id)
    expect(shown).toMatchObject({ orderId: id, sum: order.sum })
  })

  test('sums and amounts have nine digits behind the point', async () => {
    const answer = await biz.post('orders/add', biz.anOrder())
    expect(answer.text).toContain('"amount":2.000000000')
    expect(answer.text).toMatch(/"sum":\d+\.\d{9},"discount":0\.000000000/)
  })

  test('the same order again is the same order; another one with its id is refused', async () => {
    const body = biz.anOrder({ id: crypto.randomUUID() })
    const first = await biz.added(body)
    const again = await biz.added(body)
    expect(again.number).toBe(first.number)
    const other = await biz.post('orders/add', { ...body, order: { ...body.order, comment: 'other' } })
    expect([other.status, other.json.httpStatusCode]).toEqual([400, 400])
  })

  test('a pick-up needs no address; a size goes by its name, a payment by the id of its type', async () => {
    const { paymentTypes } = await biz.ask('rmsSettings/getPaymentTypes')
    const product = server.chain.items.find(({ id }) => id === biz.product('60111'))?.body as Json
    const scale = server.chain.items.find(({ id }) => id === product.sizeScaleId)?.body as Json
    const large: string = scale.sizes.at(-1).name
    const modifiers = product.groupModifiers
      .filter(({ minAmount }: Json) => minAmount > 0)
      .map(({ id: groupId, children: [child] }: Json) => ({
        id: child.productId,
        name: '',
        amount: 1,
        groupId,
        groupName: '',
      }))
    const card = paymentTypes.find(({ code }: Json) => code !== 'CASH' && code !== 'BONUS')
    const order = await biz.added(
      biz.anOrder({
        isSelfService: 1,
        address: { home: '0' },
        items: [{ id: biz.product('60111'), amount: 1, size: large, modifiers }],
        paymentItems: [
          { sum: 10, paymentType: { id: card.id }, isProcessedExternally: false, isExternal: true },
        ],
      }),
    )
    expect(order.orderType.orderServiceType).toBe('DELIVERY_PICKUP')
    expect(order.address).toBeNull()
    expect(order.items[0].size).toBe(large)
  })

  test('a street that the directory does not know makes the order a problem, not an error', async () => {
    const order = await biz.added(
      biz.anOrder(
        { address: { city: 'Москва', street: 'Несуществующая', home: '1' } },
        {
          deliveryTerminalId: shop.terminalGroupId,
        },
      ),
    )
    expect(order.problem).toEqual({ hasProblem: true, problem: expect.stringContaining('Несуществующая') })
    expect(order.address).toMatchObject({ street: 'Несуществующая', streetId: null })
  })

  test('a local discount of the list is taken off', async () => {
    const order = await biz.added(biz.anOrder({ discountCardTypeId: discountTypeId('ten') }))
    expect(order.discounts).toEqual([
      { discountCardTypeId: discountTypeId('ten'), discountCardSlip: null, discountOrIncreaseSum: 84 },
    ])
    expect(order.discount).toBe(84)
  })

  test.each([
    ['no customer', { customer: undefined }, {}, 'customer'],
    ['no name', { customer: { phone: '+79005550311' } }, {}, 'customer.name'],
    ['no items', {}, { items: [] }, 'order.items'],
    ['no address', {}, { address: undefined }, 'order.address'],
    ['no house', {}, { address: { city: 'Москва', street: 'Покровка' } }, 'order.address.home'],
    ['a long comment', {}, { comment: 'x'.repeat(501) }, 'order.comment'],
    ['a phone of letters', {}, { phone: 'call me' }, 'order.phone'],
    [
      'a payment of no type',
      {},
      { paymentItems: [{ sum: 1, paymentType: { code: 'NOPE' } }] },
      'paymentType',
    ],
    [
      'an amount of a thousand',
      {},
      { items: [{ id: crypto.randomUUID(), amount: 1000 }] },
      'order.items[0].amount',
    ],
  ])('%s is refused and named', async (_, more: Json, order: Json, field) => {
    const answer = await biz.post('orders/add', biz.anOrder(order, more))
    expect(answer.status, answer.text).toBe(400)
    expect(answer.json).toMatchObject({ code: null, httpStatusCode: 400 })
    expect(answer.json.message).toContain(field)
  })

  test.each([
    ['an id', { id: 'abc' }, 'order.id'],
    ['a date', { date: '20.05.2021' }, 'order.date'],
    ['a flag', { isSelfService: 'maybe' }, 'order.isSelfService'],
    ['an amount', { items: [{ id: crypto.randomUUID(), amount: 'two' }] }, 'order.items[0].amount'],
    ['a list', { items: {} }, 'order.items'],
  ])('%s that cannot be read is refused by the model', async (_, order: Json, field) => {
    const answer = await biz.post('orders/add', biz.anOrder(order))
    expect(answer.status, answer.text).toBe(400)
    expect(Object.keys(answer.json.ModelState)).toEqual([field])
  })

  test('what the till refuses is refused here, in the words of both languages', async () => {
    const answer = await biz.post(
      'orders/add',
      biz.anOrder({ items: [{ id: crypto.randomUUID(), amount: 1 }] }),
    )
    expect(answer.status).toBe(400)
    expect(answer.json.message).not.toBe(answer.json.uiMessage)
    expect(answer.json.uiMessage).toMatch(/[а-я]/)
  })

  test('a till that does not answer: 408, and the order comes all the same', async () => {
    const id = crypto.randomUUID()
    const till = server.till('pokrovka')
    await till.unplug()
    const body = biz.anOrder({ id }, { deliveryTerminalId: shop.terminalGroupId })
    const answer = await biz.post('orders/add', body, { request_timeout: '"0:0:1"' })
    expect([answer.status, answer.json.httpStatusCode]).toEqual([408, 408])
    till.plug()
    await server.settle()
    expect((await biz.read(id)).orderId).toBe(id)
  })
})

describe('reading orders', () => {
  test('an unknown order is error 110, a malformed id an error of the model', async () => {
    const query = { organization: biz.organization }
    const unknown = await biz.get('orders/info', { ...query, order: crypto.randomUUID() })
    expect([unknown.status, unknown.json.code]).toEqual([500, 110])
    const bad = await biz.get('orders/info', { ...query, order: 'x' })
    expect([bad.status, Object.keys(bad.json.ModelState)]).toEqual([400, ['order']])
  })

  test('deliveries of days, of a state in any letter case, of a terminal, with empty parameters', async () => {
    const today = await biz.added(biz.anOrder({ date: '2027-03-12 18:00:00' }))
    const tomorrow = await biz.added(biz.anOrder({ date: '2027-03-13 12:00:00' }))
    const found = async (query: Record<string, string>): Promise<string[]> =>
      (await biz.ask('orders/deliveryOrders', query)).deliveryOrders.map(({ orderId }: Json) => orderId)
    const day = { dateFrom: '2027-03-12', dateTo: '2027-03-12' }
    const both = await found({
      dateFrom: '2027-03-12',
      dateTo: '2027-03-13',
      deliveryStatus: '',
      deliveryTerminalId: '',
    })
    expect(both).toEqual(expect.arrayContaining([today.orderId, tomorrow.orderId]))
    expect(await found(day)).toContain(today.orderId)
    expect(await found(day)).not.toContain(tomorrow.orderId)
    expect(await found({ ...day, dateTo: '2027-03-12 17:00:00' })).not.toContain(today.orderId)
    expect(await found({ ...day, deliveryStatus: today.statusCode.toLowerCase() })).toContain(today.orderId)
    expect(await found({ ...day, deliveryStatus: 'closed' })).not.toContain(today.orderId)
    expect(await found({ ...day, deliveryTerminalId: crypto.randomUUID() })).toEqual([])
    const wrong = await biz.get('orders/deliveryOrders', {
      organization: biz.organization,
      ...day,
      deliveryStatus: 'LATE',
    })
    expect([wrong.status, Object.keys(wrong.json.ModelState)]).toEqual([400, ['deliveryStatus']])
  })

  test('the history of a phone, however it is written, and of a guest', async () => {
    const guest = { name: 'Фёдор', phone: '+79005550399' }
    const order = await biz.added(biz.anOrder({ phone: '8 (900) 555-03-99' }, { customer: guest }))
    for (const phone of ['+79005550399', '89005550399', '9005550399']) {
      const { customersDeliveryHistory: histories } = await biz.ask('orders/deliveryHistoryByPhone', {
        phone,
      })
      expect(histories).toHaveLength(1)
      expect(histories[0]).toMatchObject({
        customer: guest,
        deliveryHistory: [
          { orderId: order.orderId, status: order.statusCode, phone: '+79005550399', isSelfService: false },
        ],
      })
    }
    expect(await biz.ask('orders/deliveryHistory', { customer: crypto.randomUUID() })).toEqual({
      customersDeliveryHistory: [],
    })
  })
})

describe('couriers and problems [biz-card-api §5.16]', () => {
  test('a courier is given an order, brings it, and it is his no more', async () => {
    const { orderId } = await biz.added()
    const assigned = await atOrder('orders/assigncourier', { courierId: courier, orderId })
    expect([assigned.status, assigned.text]).toEqual([200, ''])
    await shop.atTill({ kind: 'delivery.printToKitchen', orderId })
    const mine = async (): Promise<string[]> =>
      (await biz.ask('orders/get_courier_orders', { courier })).deliveryOrders.map(
        (order: Json) => order.orderId,
      )
    expect(await mine()).toContain(orderId)
    await shop.done('print_delivery_bill', orderId)
    await shop.done('update_order_delivery_status', orderId, { deliveryStatus: 'OnWay' })
    expect(await biz.read(orderId)).toMatchObject({
      statusCode: 'ON_WAY',
      courierInfo: { courierId: courier },
    })

    const stranger = { courierId: employeeId('1111'), orderId, delivered: true }
    expect((await atOrder('orders/set_order_delivered', stranger)).status).toBe(400)
    const done = { courierId: courier, orderId, delivered: 'true', actualDeliveryTime: '2027-03-12 12:40:00' }
    server.clock.jumpTo(noon + hourMs)
    biz = await bizOf(server)
    expect((await atOrder('orders/set_order_delivered', done)).status).toBe(200)
    expect(await biz.read(orderId)).toMatchObject({
      ...{ status: 'Доставлена', statusCode: 'DELIVERED', actualTime: '2027-03-12 12:40:00' },
    })
    expect(await mine()).not.toContain(orderId)
    expect((await atOrder('orders/set_order_delivered', { ...done, delivered: false })).status).toBe(200)
    expect((await biz.read(orderId)).statusCode).toBe('ON_WAY')
  })

  test('a problem is written on an order', async () => {
    const { orderId } = await biz.added()
    const problemText = 'customer asks to cancel'
    expect((await atOrder('orders/add_order_problem', { orderId, problemText })).text).toBe('')
    expect((await biz.read(orderId)).problem).toEqual({ hasProblem: true, problem: problemText })
    const nobody = await atOrder('orders/add_order_problem', { orderId: crypto.randomUUID(), problemText })
    expect([nobody.status, nobody.json.code]).toEqual([500, 110])
    const empty = await atOrder('orders/add_order_problem', { orderId })
    expect([empty.status, empty.json.message]).toEqual([400, expect.stringContaining('problemText')])
  })
})

describe('orders/checkCreate [biz-card-api §5.11]', () => {
  const check = async (order: Json = {}, more: Json = {}): Promise<Json> => {
    const answer = await biz.post(
      'orders/checkCreate',
      biz.anOrder({ date: '2027-03-12 18:00:00', ...order }, more),
    )
    expect(answer.status, answer.text).toBe(200)
    return answer.json
  }
  const failed = (resultState: number): Json => ({
    deliveryRestriction: null,
    problem: expect.stringContaining('Не удалось найти точку доставки'),
    resultState,
    deliveryDurationInMinutes: null,
    deliveryServiceProductInfo: null,
  })

  test('0: an outlet takes it, by the row that matched', async () => {
    const answer = await check()
    expect(answer).toMatchObject({
      problem: null,
      resultState: 0,
      deliveryRestriction: { organizationId: biz.organization, priority: expect.any(Number) },
    })
    const before = (await shop.byId(crypto.randomUUID())) ?? null
    expect(before).toBeNull()
  })
  test('1: below the minimum', async () =>
    expect(await check({ items: [{ id: biz.product('70701'), amount: 1 }] })).toEqual(failed(1)))
  test('2: outside the hours', async () =>
    expect(
      await check({ date: '2027-03-13 06:00:00', items: [{ id: biz.product('10101'), amount: 20 }] }),
    ).toEqual(failed(2)))
  test('3: out of all zones', async () =>
    expect(await check({ address: { city: 'Москва', street: 'Нигде', home: '1' } })).toEqual(failed(3)))
  test('5: not for sale', async () =>
    expect(await check({ items: [{ id: crypto.randomUUID(), amount: 1 }] })).toEqual(failed(5)))
  test('4: out of stock, also at a terminal that is named', async () => {
    const productId = biz.product('10101')
    await shop.atTill({ kind: 'stopList.put', items: [{ productId, sizeId: null, balance: 0n }] })
    expect(await check()).toEqual(failed(4))
    expect(await check({}, { deliveryTerminalId: shop.terminalGroupId })).toEqual(failed(4))
    await shop.atTill({ kind: 'stopList.remove', items: [{ productId, sizeId: null }] })
    expect((await check({}, { deliveryTerminalId: shop.terminalGroupId })).resultState).toBe(0)
  })

  test('an address lies in a zone, another one does not', async () => {
    const at = async (street: string, home: string): Promise<Json> =>
      (
        await biz.post(
          'orders/checkAddress',
          { city: 'Москва', street, home },
          { organizationId: biz.organization },
        )
      ).json
    expect(await at('Покровка', '17')).toEqual({ addressInZone: true })
    expect(await at('Нигде', '1')).toEqual({ addressInZone: false })
  })
})

const recording = fileURLToPath(
  new URL('../../../shared/fixtures/biz/get_courier_orders.json', import.meta.url),
)
describe.runIf(existsSync(recording))('as recorded', () => {
  test('an order has every member of a recorded one, in its place', async () => {
    const { deliveryOrders } = JSON.parse(readFileSync(recording, 'utf8'))
    const ours = await biz.added()
    for (const theirs of deliveryOrders) expect(Object.keys(ours)).toEqual(Object.keys(theirs))
    const [first] = deliveryOrders
    for (const part of ['customer', 'address', 'orderType', 'deliveryTerminal'])
      expect(Object.keys(ours[part])).toEqual(Object.keys(first[part]))
    expect(Object.keys(ours.items[0])).toEqual(Object.keys(first.items[0]))
    expect(Object.keys(ours.payments[0])).toEqual(Object.keys(first.payments[0]))
    expect(Object.keys(ours.payments[0].paymentType)).toEqual(Object.keys(first.payments[0].paymentType))
    const [person] = (await biz.ask('rmsSettings/getCouriers')).users
    expect(Object.keys(person)).toEqual(Object.keys(first.operator))
    expect(Object.keys(person.roles[0])).toEqual(Object.keys(first.operator.roles[0]))
  })
})
