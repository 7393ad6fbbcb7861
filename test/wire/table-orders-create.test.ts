import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { demoId } from '../../src/seed/demo/demo-chain.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import { employeeId, hourMs, type Json, noon, orderTypeId, paymentTypeId } from './cloud-deliveries-driver.ts'
import { loyaltyOf } from './loyalty-driver.ts'
import { cardOnline, cash, type Tables, tableId, tablesOf } from './table-orders-driver.ts'

let server: TestServer
let hall: Tables
beforeAll(async () => {
  server = await startServer()
  hall = tablesOf(server, 'pokrovka')
})
beforeEach(() => server.clock.jumpTo(noon))
afterAll(() => server.close())

describe('[cloud-api §8.1] order/create', () => {
  test('answers InProgress, is found at once, and the till makes it an order with all that was said', async () => {
    const body = hall.anOrder(
      {
        id: crypto.randomUUID(),
        externalNumber: 'T-7',
        customer: { type: 'regular', name: 'Anna', surname: 'Serova' },
        phone: '+79005550390',
        guests: { count: 3 },
        tabName: 'Birthday',
        menuId: '12001',
        payments: [cash(800)],
        tips: [{ ...cash(50), tipsTypeId: demoId('tipsType', 'waiter') }],
        externalData: [{ key: 'a', value: '1' }],
      },
      { createOrderSettings: { servicePrint: true } },
    )
    const answer = await hall.create(body)
    expect(answer.json.orderInfo).toMatchObject({
      id: body.order.id,
      creationStatus: 'InProgress',
      order: null,
    })
    expect((await hall.byId(body.order.id)).id).toBe(body.order.id)
    await server.settle()
    const { order, ...info } = await hall.byId(body.order.id, { returnExternalDataKeys: ['a'] })
    expect(info).toMatchObject({ creationStatus: 'Success', externalNumber: 'T-7', errorInfo: null })
    expect(info.posId).not.toBe(info.id)
    expect(order).toMatchObject({
      tableIds: [tableId('main/3')],
      customer: { type: 'regular', name: 'Anna', surname: 'Serova' },
      phone: '+79005550390',
      status: 'New',
      whenCreated: expect.stringMatching(/^2027-03-12 12:00:\d\d\.\d{3}$/),
      waiter: null,
      tabName: 'Birthday',
      menuId: '12001',
      sum: 840,
      guestsInfo: { count: 3, splitBetweenPersons: false },
      payments: [{ sum: 800, isPreliminary: true }],
      tips: [{ sum: 50 }],
      orderType: { id: orderTypeId('table'), orderServiceType: 'Common' },
      terminalGroupId: hall.terminalGroupId,
      processedPaymentsSum: 0,
      splitOrderBetweenCashRegisters: 'Disabled',
      externalData: [{ key: 'a', value: '1' }],
      items: [{ status: 'PrintedNotCooking' }],
    })
  })

  test('without a table it stands on the default one; nobody need be named; dishes wait for the kitchen', async () => {
    const { order } = await hall.placed(hall.anOrder({ tableIds: null, guestCount: 2 }))
    expect(order).toMatchObject({
      tableIds: [tableId('main/1')],
      customer: null,
      phone: null,
      guestsInfo: { count: 2 },
      items: [{ status: 'Added' }],
    })
  })

  test('numbers go on with those of deliveries; a guest is the same guest at the table and at the door', async () => {
    const customer = { type: 'regular', name: 'Boris' }
    const phone = '+79005550391'
    const delivery = await hall.post('deliveries/create', {
      ...hall.place,
      order: {
        phone,
        customer,
        orderServiceType: 'DeliveryByClient',
        items: [hall.anItem('10101', 420)],
      },
    })
    await server.settle()
    const { order } = await hall.placed(hall.anOrder({ customer, phone }))
    const shown = await hall.post('deliveries/by_id', {
      organizationId: hall.organizationId,
      orderIds: [delivery.json.orderInfo.id],
    })
    const first = shown.json.orders[0].order
    expect(order.number).toBe(first.number + 1)
    expect(order.customer.id).toBe(first.customer.id)
  })

  test('several orders may share a table', async () => {
    const [a, b] = [await hall.placed(hall.anOrder()), await hall.placed(hall.anOrder())]
    const ids = (await hall.byTable([tableId('main/3')])).map(({ id }) => id)
    expect(ids).toEqual(expect.arrayContaining([a.id, b.id]))
  })

  test.each<[string, Json, string, string]>([
    ['a table of another restaurant', { tableIds: [tableId('hall/1')] }, 'Common', 'is not found'],
    ['a type of delivery', { orderTypeId: orderTypeId('courier') }, 'IncorrectOrderType', ''],
    ['an unknown type', { orderTypeId: tableId('main/1') }, 'OrderTypeNotFound', ''],
    ['too much money', { payments: [cardOnline(841)] }, 'Common', ''],
    [
      'an unknown payment type',
      { payments: [{ ...cash(1), paymentTypeId: tableId('main/1') }] },
      'PaymentTypeNotFound',
      '',
    ],
    ['a price that is not ours', { priceCategoryId: tableId('main/1') }, 'Incorrect', 'priceCategoryId'],
  ])('the till refuses %s', async (_what, order, code, text) => {
    const info = await hall.outcome(hall.anOrder(order))
    expect(info).toMatchObject({ creationStatus: 'Error', order: null, errorInfo: { code } })
    expect(info.errorInfo.message).toContain(text)
  })

  test.each<[Json, string]>([
    [{ items: [] }, 'order.items'],
    [{ guests: { count: 0 } }, 'order.guests.count'],
    [{ guestCount: 0 }, 'order.guestCount'],
    [{ phone: 'call me' }, 'order.phone'],
    [{ tableIds: ['third'] }, 'order.tableIds[0]'],
    [{ payments: [cash(-1)] }, 'order.payments[0].sum'],
    [{ externalData: [{ key: '', value: '' }] }, 'order.externalData[0].key'],
  ])('%j is refused by its name, and nothing is kept', async (order, field) => {
    const id = crypto.randomUUID()
    const answer = await hall.create(hall.anOrder({ id, ...order }))
    expect(answer.status).toBe(400)
    expect(answer.json.errorDescription).toContain(field)
    expect(await hall.byId(id)).toBeUndefined()
  })

  test('an unknown terminal group fails the order, not the call', async () => {
    const answer = await hall.create(hall.anOrder({}, { terminalGroupId: tableId('main/1') }))
    expect(answer.status).toBe(200)
    expect(answer.json.orderInfo).toMatchObject({
      creationStatus: 'Error',
      errorInfo: { code: 'TerminalGroupUnregistered' },
    })
  })

  test('what is out is refused at the till, and before it where the client asks for that', async () => {
    const stopped = hall.anItem('10102', 390)
    await hall.atTill({
      kind: 'stopList.put',
      items: [{ productId: stopped.productId, sizeId: null, balance: 0n }],
    })
    const late = await hall.outcome(hall.anOrder({ items: [stopped] }))
    expect(late.errorInfo.message).toContain('stop')
    const early = await hall.create(
      hall.anOrder({ items: [stopped] }, { createOrderSettings: { checkStopList: true } }),
    )
    expect(early.status).toBe(403)
    await hall.atTill({ kind: 'stopList.clear' })
  })

  test('remainders go down with what is sold at tables', async () => {
    const dish = hall.anItem('10101', 420)
    const put = { kind: 'stopList.put', items: [{ productId: dish.productId, sizeId: null, balance: 3000n }] }
    await hall.atTill(put)
    await hall.placed(hall.anOrder())
    expect((await hall.outcome(hall.anOrder())).errorInfo.message).toContain('stop')
    const { id } = await hall.placed(hall.anOrder({ items: [dish] }))
    await hall.done('cancel', id)
    expect((await hall.placed(hall.anOrder({ items: [dish] }))).order.sum).toBe(420)
    await hall.atTill({ kind: 'stopList.clear' })
  })
})

describe('[cloud-api §3.7] repeats', () => {
  test('the same request with the same id is answered with the first order; another one is refused', async () => {
    const body = hall.anOrder({ id: crypto.randomUUID() })
    const first = await hall.create(body)
    await server.settle()
    const again = await hall.create(body)
    expect(again.headers.get('idempotent-replay')).toBe('true')
    expect(again.json.correlationId).toBe(first.json.correlationId)
    expect(again.json.orderInfo.creationStatus).toBe('Success')
    const other = await hall.create({ ...body, order: { ...body.order, tabName: 'other' } })
    expect(other.status).toBe(400)
    expect(other.json.errorDescription).toContain('Order already exists')
    await server.settle()
    expect((await hall.byId(body.order.id)).order.tabName).toBeNull()
  })

  test('a delivery and an order on a table cannot have one id', async () => {
    const { id } = await hall.placed(hall.anOrder())
    const order = {
      id,
      phone: '+79005550392',
      orderServiceType: 'DeliveryByClient',
      items: [hall.anItem('10101', 420)],
    }
    const answer = await hall.post('deliveries/create', { ...hall.place, order })
    expect(answer.status).toBe(400)
    expect(answer.json.errorDescription).toContain('Order already exists')
  })

  test('the same key makes one order', async () => {
    const body = hall.anOrder()
    const headers = { 'idempotency-key': crypto.randomUUID() }
    const ids = []
    for (let call = 0; call < 3; call += 1) {
      const answer = await server.post('/api/1/order/create', body, undefined, headers)
      expect(answer.status, answer.text).toBe(200)
      ids.push(answer.json.orderInfo.id)
      await server.settle()
    }
    expect(new Set(ids).size).toBe(1)
  })
})

describe('[cloud-api §3.5–3.6] time-outs', () => {
  test('a till that is away fails the order after its time and a minute; when it returns it succeeds', async () => {
    server.clock.setSpeed(0)
    await server.till('pokrovka').unplug()
    const { json } = await hall.create(
      hall.anOrder({}, { createOrderSettings: { transportToFrontTimeout: 30 } }),
    )
    server.clock.advance(89_000)
    await server.settle()
    expect((await hall.byId(json.orderInfo.id)).creationStatus).toBe('InProgress')
    server.clock.advance(2_000)
    await vi.waitFor(async () => {
      expect((await hall.byId(json.orderInfo.id)).creationStatus).toBe('Error')
    }, 30_000)
    const late = await hall.byId(json.orderInfo.id)
    expect(late.order).toBeNull()
    expect(late.errorInfo.message).toContain('Creation timeout expired')
    server.till('pokrovka').plug()
    await server.settle()
    expect((await hall.byId(json.orderInfo.id)).order.status).toBe('New')
    expect(await hall.commandStatus(json.correlationId)).toEqual({ state: 'Success' })
    server.clock.reset()
  })
})

describe('[cloud-api §8.2] reading', () => {
  test('by table: statuses and the time of creation narrow; unknown tables and ids give an empty list', async () => {
    const tables = [tableId('main/13')]
    const { id } = await hall.placed(hall.anOrder({ tableIds: tables }))
    server.clock.advance(hourMs)
    const later = await hall.placed(hall.anOrder({ tableIds: tables }))
    await hall.done('cancel', later.id)
    const ids = async (more: Json) => (await hall.byTable(tables, more)).map((order) => order.id)
    expect(await ids({})).toEqual([id, later.id])
    expect(await ids({ statuses: ['Deleted'] })).toEqual([later.id])
    expect(await ids({ statuses: [] })).toEqual([id, later.id])
    expect(await ids({ dateFrom: '2027-03-12 12:30:00.000' })).toEqual([later.id])
    expect(await ids({ dateTo: '2027-03-12 12:30:00.000' })).toEqual([id])
    expect(await hall.byTable([tableId('yard/22')])).toEqual([])
    expect(await hall.byId(crypto.randomUUID())).toBeUndefined()
  })

  test('by the id of the till, in one list or the other', async () => {
    const { id, posId } = await hall.placed(hall.anOrder())
    const body = { organizationIds: [hall.organizationId] }
    const byPos = await hall.post('order/by_id', { ...body, posOrderIds: [posId] })
    expect(byPos.json.orders.map((order: Json) => order.id)).toEqual([id])
    const both = await hall.post('order/by_id', { ...body, orderIds: [id], posOrderIds: [posId] })
    expect(both.status).toBe(400)
    expect(both.json.errorDescription).toContain('posOrderIds')
    const none = await hall.post('order/by_id', body)
    expect(none.json.errorDescription).toContain('orderIds')
    const singular = await hall.post('order/by_id', { organizationId: hall.organizationId, orderIds: [id] })
    expect(singular.status).toBe(400)
    expect(singular.json.errorDescription).toContain('organizationIds')
  })

  test('a login with a source key sees its own orders only', async () => {
    const mine = await hall.placed(hall.anOrder({ sourceKey: 'kiosk' }))
    const other = await hall.placed(hall.anOrder())
    const answer = await hall.post('order/by_id', {
      organizationIds: [hall.organizationId],
      orderIds: [other.id, mine.id],
      sourceKeys: ['kiosk'],
    })
    expect(answer.json.orders.map((order: Json) => order.id)).toEqual([mine.id])
  })

  test('an id of an employee has no effect: a plugin of the till takes orders of the cloud', async () => {
    const { order } = await hall.placed(hall.anOrder({ waiter: { id: employeeId('1111') } }))
    expect(order.waiter).toBeNull()
  })

  test('secrets of payments never stand in the journal, and the till still gets them', async () => {
    const credential = '+79005550399'
    // Nobody is named: whose bonuses they are, the payment says.
    await loyaltyOf(server).newGuest({ phone: credential })
    const bonuses = {
      paymentTypeKind: 'LoyaltyCard',
      paymentTypeId: paymentTypeId('bonuses'),
      sum: 10,
      isProcessedExternally: false,
      paymentAdditionalData: { type: 'LoyaltyCard', credential, searchScope: 'Phone' },
    }
    const { id } = await hall.placed(hall.anOrder({ payments: [bonuses] }))
    await hall.done('add_payments', id, { payments: [bonuses] })
    const entries = await server.node.app.storage.now.journal.journeyOf(server.till('pokrovka').tenantId, id)
    expect(entries.length).toBeGreaterThan(2)
    const texts = entries.map(({ payload }) =>
      JSON.stringify(payload, (_, value) => (typeof value === 'bigint' ? `${value}` : value)),
    )
    expect(texts.filter((text) => text.includes(credential))).toEqual([])
  })
})

describe('halls where a table takes one order [cloud-api §8.1]', () => {
  const seated = (order: Json = {}): Json => hall.anOrder({ tableIds: [tableId('yard/23')], ...order })

  test('a second one is refused until the first is closed; two at once leave one', async () => {
    const first = await hall.placed(seated())
    const second = await hall.outcome(seated())
    expect(second).toMatchObject({
      creationStatus: 'Error',
      errorInfo: {
        code: 'Common',
        message: 'Стол 23 has an open order already, and its section allows one only',
      },
    })
    await hall.placed(seated({ tableIds: [tableId('yard/24')] }))
    await hall.done('cancel', first.id)
    const answers = await Promise.all([hall.create(seated()), hall.create(seated())])
    await server.settle()
    const infos = await Promise.all(answers.map(({ json }) => hall.byId(json.orderInfo.id)))
    expect(infos.map(({ creationStatus }) => creationStatus).sort()).toEqual(['Error', 'Success'])
    expect(await hall.byTable([tableId('yard/23')], { statuses: ['New'] })).toHaveLength(1)
  })

  test('an order that a waiter opened keeps its table too', async () => {
    await hall.openedAtTill([tableId('yard/25')])
    const refused = await hall.outcome(seated({ tableIds: [tableId('yard/25')] }))
    expect(refused.errorInfo.errorReason).toBe('table.occupied')
  })

  test('a coffee shop works by tabs: named orders stand side by side', async () => {
    const cafe = tablesOf(server, 'malysheva')
    const tab = (tabName: string): Json => cafe.anOrder({ tableIds: [], tabName })
    const [anna, boris] = [await cafe.placed(tab('Анна')), await cafe.placed(tab('Борис'))]
    expect([anna.order.tabName, boris.order.tabName]).toEqual(['Анна', 'Борис'])
    expect(anna.order.tableIds).toEqual(boris.order.tableIds)
  })
})
