/** The REST server of iikoFront as old boards know it (front-api §7.1): login, lists, links, OData, licences. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { kitchenOrderShape, orderShape } from '../../src/api/front/rest/shapes.ts'
import { type Answer, startServer, type TestServer } from '../support/start-server.ts'
import { aDelivery, anOrderInTheKitchen } from './front-driver.ts'
import { waiterOf } from './hall-driver.ts'
import { tableId } from './table-orders-driver.ts'

type Json = any // any: a test looks where it likes

let server: TestServer
let key: string
let waiter: Awaited<ReturnType<typeof waiterOf>>
let orderId: string
let deliveryId: string

const get = (path: string): Promise<Answer> => server.get(path, null)
const list = async (path: string, query: Record<string, string> = {}): Promise<Json> => {
  const answer = await get(`/api/${path}?${new URLSearchParams({ key, ...query })}`)
  expect(answer.status, answer.text).toBe(200)
  return answer.json
}
const one = (path: string): Promise<Answer> => get(`/api/${path}?key=${key}`)
const found = async (filter: string): Promise<number[]> =>
  (await list('orders', { $filter: filter })).map(({ Id }: Json) => (Id === orderId ? 1 : 2))

beforeAll(async () => {
  server = await startServer()
  waiter = await waiterOf(server)
  orderId = await anOrderInTheKitchen(server, waiter)
  deliveryId = await aDelivery(server)
  key = (await get('/api/login/2050')).json
})
afterAll(() => server.close())

describe('a login', () => {
  test('by the number of the licence or by a PIN gives a key, which any place of a request may carry', async () => {
    expect(key).toMatch(/^[0-9a-f-]{36}$/)
    const own = (await get('/api/login/1111')).json
    expect((await get(`/api/orders?key=${own}`)).status).toBe(200)
    const cookie = { headers: { cookie: `theme=dark; key=${own}` } }
    expect((await fetch(`${server.baseUrl}/api/kitchenorders`, cookie)).status).toBe(200)
    expect((await get(`/api/logout/${own}`)).json).toBe(true)
    expect((await get(`/api/orders?key=${own}`)).status).toBe(401)
    expect((await get('/api/orders')).json.Message).toContain('key')
  })

  test('of a wrong code is answered with 500, as the original does', async () => {
    for (const code of ['777777', '-1', 'x', '2051']) {
      const answer = await get(`/api/login/${code}`)
      expect([answer.status, answer.json.Message], code).toEqual([500, 'The code is wrong'])
    }
    server.clock.advance(60_000)
  })

  test('lives for half an hour of silence', async () => {
    const own = (await get('/api/login/2050')).json
    server.clock.advance(29 * 60_000)
    expect((await get(`/api/orders?key=${own}`)).status).toBe(200)
    server.clock.advance(29 * 60_000)
    expect((await get(`/api/orders?key=${own}`)).status).toBe(200)
    server.clock.advance(30 * 60_000)
    expect((await get(`/api/orders?key=${own}`)).status).toBe(401)
    key = (await get('/api/login/2050')).json
  })

  test('is not allowed too often', async () => {
    let last: Answer = await get('/api/login/2050')
    for (let i = 0; i < 25 && last.status === 200; i++) {
      await get(`/api/logout/${last.json}`)
      last = await get('/api/login/2050')
    }
    expect([last.status, last.json.Message]).toEqual([429, 'Login is not allowed too often'])
    expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0)
    server.clock.advance(61_000)
    expect((await get('/api/login/2050')).status).toBe(200)
  })

  test('is of one till', async () => {
    expect((await get(`/till/pokrovka/api/orders?key=${key}`)).status).toBe(200)
    expect((await get(`/till/baumana/api/orders?key=${key}`)).status).toBe(401)
    expect((await get(`/till/nowhere/api/orders?key=${key}`)).status).toBe(404)
  })
})

describe('orders', () => {
  test('have the members of the reference, links to the rest, and times with seven digits', async () => {
    const order = (await list('orders')).find(({ Id }: Json) => Id === orderId)
    expect(Object.keys(order).sort()).toEqual(Object.keys(orderShape).sort())
    expect(order).toMatchObject({
      ...{ Status: 0, OriginName: null, IsBanquetOrder: false, BillTime: null, TableNum: 3 },
      ...{ IsDeliveryOrder: false, Delivery: null, OrderServiceType: 0 },
      Url: `${server.baseUrl}/api/orders/${orderId}`,
    })
    expect(order.OpenTime).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}\+03:00$/)
    const items = order.Guests.flatMap(({ Items }: Json) => Items)
    expect(items).toHaveLength(2)
    expect(items[0]).toMatchObject({ Amount: 2, Status: 1, IsCompound: false, Deleted: false, Modifiers: [] })
    const guests = orderShape['Guests'] as Json
    expect(Object.keys(order.Guests[0]).sort()).toEqual(Object.keys(guests.list).sort())
    expect(Object.keys(items[0]).sort()).toEqual(Object.keys(guests.list.Items.list).sort())
  })

  test('are found by id, and their links lead to what they name', async () => {
    const { json: order } = await one(`orders/${orderId}`)
    expect(order.Id).toBe(orderId)
    const links: [string, string, unknown][] = [
      [order.Table, 'Number', 3],
      [order.Waiter, 'Name', order.WaiterName],
      [order.Guests[0].Items[0].Product, 'Number', '10101'],
    ]
    for (const [link, member, value] of links) {
      const answer = await fetch(`${link}?key=${key}`)
      expect([answer.status, ((await answer.json()) as Json)[member]], link).toEqual([200, value])
    }
    expect((await one('orders/nothing')).status).toBe(404)
    expect((await one(`orders/${crypto.randomUUID()}`)).status).toBe(404)
  })

  test('are those of the group that is asked, with links to it', async () => {
    const { json } = await get(`/till/pokrovka/api/orders/${orderId}?key=${key}`)
    expect(json.Url).toBe(`${server.baseUrl}/till/pokrovka/api/orders/${orderId}`)
    const other = (await get('/till/baumana/api/login/2050')).json
    expect((await get(`/till/baumana/api/orders?key=${other}`)).json).toEqual([])
  })

  test('of deliveries say where they stand', async () => {
    const { json: order } = await one(`orders/${deliveryId}`)
    expect(order).toMatchObject({ IsDeliveryOrder: true, OrderServiceType: 2, TableNum: null, Waiter: null })
    expect(order.Delivery).toMatchObject({ IsSelfService: true, Phone: '+79005559001' })
    const shape = orderShape['Delivery'] as Json
    expect(Object.keys(order.Delivery).sort()).toEqual(Object.keys(shape.object).sort())
  })

  test('change at once when the till changes them', async () => {
    await waiter.does({ kind: 'tableOrder.printBill', orderId })
    expect((await one(`orders/${orderId}`)).json).toMatchObject({ Status: 1, BillTime: expect.any(String) })
    expect(await found("Status has OrderStatus'Bill'")).toEqual([1])
    await waiter.does({ kind: 'tableOrder.cancelBill', orderId })
    expect(await found("Status has OrderStatus'Bill'")).toEqual([])
  })
})

describe('kitchen orders', () => {
  test('have the members of the reference and follow the cooks', async () => {
    const [first] = await list('kitchenorders', { $filter: `Id eq ${orderId}` })
    expect(Object.keys(first).sort()).toEqual(Object.keys(kitchenOrderShape).sort())
    const shape = kitchenOrderShape['Items'] as Json
    expect(Object.keys(first.Items[0]).sort()).toEqual(Object.keys(shape.list).sort())
    expect(first).toMatchObject({
      ...{ TableNum: 3, OrderServiceType: 0, IsDeliverySelfService: false },
      BaseOrder: `${server.baseUrl}/api/orders/${orderId}`,
      Url: `${server.baseUrl}/api/kitchenorders/${first.Number}`,
    })
    expect(first.Items.map(({ ProcessingStatus }: Json) => ProcessingStatus)).toEqual([0, 0])
    const positionIds = [first.Items[0].Id]
    await waiter.does({ kind: 'tableOrder.setCooking', orderId, positionIds, status: 'CookingCompleted' })
    const { json } = await one(`kitchenorders/${first.Number}`)
    expect(json.Items[0]).toMatchObject({ ProcessingStatus: 5, ProcessingCompleteTime: expect.any(String) })
    const ready = 'Items/any(i: i/ProcessingStatus ge 5 and i/Deleted eq false)'
    expect((await list('kitchenorders', { $filter: ready })).map(({ Id }: Json) => Id)).toEqual([orderId])
    const kitchen = await fetch(`${json.Items[0].Kitchen}?key=${key}`)
    expect(((await kitchen.json()) as Json).Name).toBe(json.Items[0].KitchenName)
    expect((await one('kitchenorders/99999')).status).toBe(404)
  })
})

describe('lists', () => {
  test.each<[string, number[]]>([
    ["Status has Resto.Front.Api.V5.Data.Orders.OrderStatus'New' and TableNum eq 3", [1]],
    ['IsDeliveryOrder', [2]],
    ['not IsDeliveryOrder', [1]],
    ['Delivery ne null', [2]],
    ["Delivery/Phone eq '+79005559001'", [2]],
    ['TableNum ne null or FullSum lt 0', [1]],
    ['FullSum gt 100 and (TableNum eq 3)', [1]],
    ['OpenTime gt 2020-01-01T00:00:00+03:00 and TableNum ge 3', [1]],
    ['OpenTime le 2020-01-01', []],
    ['Guests/any(g: g/Items/any(i: i/Amount eq 2 and g/Rank eq 1)) and TableNum le 3', [1]],
  ])('filtered by %s', async (filter, expected) => {
    expect(await found(filter)).toEqual(expected)
  })

  test('are ordered, cut, selected and counted', async () => {
    const numbers = (await list('orders', { $orderby: 'Number desc' })).map(({ Number: n }: Json) => n)
    expect(numbers).toEqual([...numbers].sort((a, b) => b - a))
    const query = { $orderby: 'Number desc', $top: '1', $select: 'Number,Guests/Rank' }
    expect((await list('orders', query))[0]).toEqual({ Number: numbers[0], Guests: [{ Rank: 1 }] })
    expect((await list('orders', { $orderby: 'Number desc', $skip: '1' })).length).toBe(numbers.length - 1)
    const counted = await list('orders', { $count: 'true', $top: '0' })
    expect(counted).toEqual({ '@odata.count': numbers.length, value: [] })
  })

  test('that are asked for wrongly are refused with the place of the mistake', async () => {
    const answer = await get(`/api/orders?key=${key}&$filter=${encodeURIComponent('Number eq ) 1')}`)
    expect([answer.status, answer.json]).toEqual([
      400,
      { Message: expect.stringContaining('$filter at position 10'), Option: '$filter', Position: 10 },
    ])
    for (const query of ['$top=x', '$orderby=Nothing', '$select=', '$expand=Items', '$skip=-1'])
      expect((await get(`/api/kitchenorders?key=${key}&${query}`)).status, query).toBe(400)
  })
})

test('books are found by what links name, and what is not there is 404', async () => {
  expect((await one('products/10101')).json).toMatchObject({ Number: '10101', Type: 1, IsActive: true })
  const { json: table } = await one('tables/3')
  expect(table).toMatchObject({ Number: 3, Id: tableId('main/3') })
  const { json: section } = await one(`sections/${encodeURIComponent(table.SectionName)}`)
  expect(section.Tables).toContain(table.Url)
  for (const path of ['products/none', 'tables/999', 'tables/x', 'sections/none', 'users/nobody'])
    expect((await one(path)).status, path).toBe(404)
})

test('other verbs are told what there is, and pages of other hosts may ask', async () => {
  const post = await fetch(`${server.baseUrl}/api/orders`, { method: 'POST', body: '{' })
  expect([post.status, post.headers.get('allow')]).toEqual([405, 'GET, OPTIONS'])
  const asked = await fetch(`${server.baseUrl}/api/kitchenorders`, { method: 'OPTIONS' })
  expect([asked.status, asked.headers.get('access-control-allow-origin')]).toEqual([204, '*'])
  // The families beside it are not in its way.
  expect((await server.post('/api/1/organizations')).status).toBe(200)
  expect((await get('/api/0/auth/access_token')).status).not.toBe(404)
})

test('a running board takes a seat of module 2050: without one a login is answered with 500', async () => {
  const { tenantId } = server.till('pokrovka')
  const save = (licence: { module: string; seats: number; expiresAt: number | null }) =>
    server.node.app.storage.now.licences.save(tenantId, licence)
  await save({ module: '2050', seats: 1, expiresAt: null })
  server.licences.forget(tenantId)
  server.clock.advance(31 * 60_000)
  const first = (await get('/api/login/2050')).json
  const second = await get('/api/login/2050')
  expect([second.status, second.json.Message]).toEqual([500, expect.stringContaining('iikoAPIFront Web')])
  const state = async () =>
    (await server.licences.state(tenantId)).find(({ name }) => name === 'iikoAPIFront Web')
  expect(await state()).toMatchObject({ seats: 1, taken: 1 })
  await get(`/api/logout/${first}`)
  expect(await state()).toMatchObject({ taken: 0 })
  key = (await get('/api/login/2050')).json
  expect((await get(`/api/orders?key=${key}`)).status).toBe(200)
  await save({ module: '2050', seats: 1, expiresAt: server.clock.now() })
  server.licences.forget(tenantId)
  expect((await get(`/api/orders?key=${key}`)).status).toBe(402)
})

test('where PINs alone are taken, and on the port of old boards', async () => {
  const strict = await startServer({ frontLogin: 'pin', frontPort: 0 })
  const at = (path: string) => fetch(`${strict.frontUrl}${path}`)
  expect((await at('/api/login/2050')).status).toBe(500)
  const entered = (await (await at('/api/login/1111')).json()) as string
  const orders = await at(`/api/orders?key=${entered}`)
  expect([orders.status, await orders.json()]).toEqual([200, []])
  const table = (await (await at(`/api/tables/3?key=${entered}`)).json()) as Json
  expect(table.Url).toBe(`${strict.frontUrl}/api/tables/3`)
  expect((await at('/api/1/organizations')).status).toBe(404)
  expect((await at('/__/health')).status).toBe(404)
  await strict.close()
})

test('five wrong PINs from an address close it for a while', async () => {
  const own = await startServer({ frontLogin: 'pin' })
  for (let i = 0; i < 5; i++) expect((await own.get(`/api/login/90000${i}`, null)).status).toBe(500)
  expect((await own.get('/api/login/1111', null)).status).toBe(429)
  own.clock.advance(31_000)
  expect((await own.get('/api/login/1111', null)).status).toBe(200)
  await own.close()
})
