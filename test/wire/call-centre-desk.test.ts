/** The call centre's door: operators by their own login, over the use cases of deliveries (biz-card-api §16). */
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deedRoutes } from '../../src/api/admin/call-centre/deeds.ts'
import { orderRoutes } from '../../src/api/admin/call-centre/orders.ts'
import { setBackOfficeLogin } from '../../src/app/server/back-office-logins.ts'
import { demoId } from '../../src/seed/demo/demo-chain.ts'
import { outletId, tillId } from '../../src/seed/demo/outlets.ts'
import { foreignId } from '../support/cloud-answers.ts'
import { productByCode } from '../support/orders.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import {
  type CallCentreDesk,
  callDesk,
  type Json,
  openCallCentre,
  pokrovka,
  pokrovkaStreet,
  pokrovkaTill,
} from './call-centre-driver.ts'
import { deliveriesOf, employeeId, noon } from './cloud-deliveries-driver.ts'
import { loyaltyOf } from './loyalty-driver.ts'

let server: TestServer
let desk: CallCentreDesk
beforeAll(async () => {
  server = await startServer()
  server.clock.setSpeed(0)
  server.clock.jumpTo(noon)
  desk = await openCallCentre(server)
})
afterAll(() => server.close())

const fieldsOf = (json: Json): string[] => json.fields.map(({ field }: Json) => field)
const aKey = { authorization: '' }
const exchange = (body: unknown, key = server.credentials.cloud.apiLogin) =>
  callDesk(server, '/calls', {
    method: 'POST',
    body,
    headers: key === '' ? aKey : { authorization: `Bearer ${key}` },
  })
/** What the page hears by itself. */
const news = async () => {
  const stream = await fetch(`${server.baseUrl}/callcentre/api/stream`, { headers: { cookie: desk.cookie } })
  const reader = stream.body?.getReader()
  const heard = async (text: string): Promise<string> => {
    let all = ''
    while (!all.includes(text)) all += new TextDecoder().decode((await reader?.read())?.value)
    return all
  }
  return { heard, end: async () => reader?.cancel() }
}
const givenLogin = async (pin: string, login: string) => {
  const scope = { tenantId: server.chain.tenant.id, actor: 'test' }
  const given = { login, password: 'a long password' }
  await setBackOfficeLogin(server.node.app, scope, { employeeId: employeeId(pin), ...given })
  return given
}

describe('who may', () => {
  test('an operator comes in by their own login; strangers, wrong passwords and others are refused', async () => {
    expect(await desk.told('/me')).toMatchObject({
      ...{ login: 'operator', id: employeeId('6666'), name: 'Фёдорова Наталья', mayCancel: true },
    })
    const enter = (body: Json) => callDesk(server, '/login', { method: 'POST', body })
    expect((await enter({ login: 'operator', password: 'x' })).status).toBe(401)
    expect(fieldsOf((await enter({ login: 1 })).json)).toEqual(['login', 'password'])
    // A cashier has a login to the back office, and no right to work here.
    const { login, password } = { login: 'cashier', password: server.credentials.callCentre.password }
    expect((await enter({ login, password })).json.code).toBe('right-missing')
    // An administrator is no employee, and an API key is nobody here.
    expect((await enter(server.credentials.admin)).status).toBe(401)
    for (const path of ['/me', '/choices', '/orders', '/stream'])
      expect((await callDesk(server, path)).status, path).toBe(401)
  })

  test('each deed needs its own right, and a request of another page is refused', async () => {
    const headers = { cookie: desk.cookie }
    const foreign = await callDesk(server, '/check', { method: 'POST', body: {}, headers })
    expect([foreign.status, foreign.json.code]).toEqual([403, 'foreign-page'])
    expect(
      [...orderRoutes, ...deedRoutes].flatMap(({ path, method, needs }) =>
        needs ? [`${method} ${path} ${needs}`] : [],
      ),
    ).toEqual([
      'POST /orders deliveries.edit',
      'POST /orders/:id/cancel deliveries.cancel',
      'POST /orders/:id/problem deliveries.edit',
      'POST /orders/:id/confirm deliveries.confirm',
    ])
  })

  test('a session ends with its login, its password, and a log-out', async () => {
    const given = await givenLogin('6667', 'diana')
    const second = await openCallCentre(server, given)
    expect((await second.get('/me')).json.login).toBe('diana')
    await givenLogin('6667', 'diana.a')
    expect((await second.get('/me')).status).toBe(401)
    const third = await openCallCentre(server, { ...given, login: 'diana.a' })
    expect((await third.post('/logout')).status).toBe(200)
    expect((await third.get('/me')).status).toBe(401)
  })
})

describe('calls', () => {
  test('an exchange says who rings; the operator takes it, and nobody else', async () => {
    const callId = crypto.randomUUID()
    const { heard, end } = await news()
    await heard('event: orders')
    expect(
      (await exchange({ event: 'ringing', callId, phone: '8 (900) 555-03-12', line: '+74950000000' })).status,
    ).toBe(200)
    expect(await heard(callId)).toContain('"phone":"+79005550312"')
    expect(await desk.good(desk.post(`/calls/${callId}/take`))).toMatchObject({ id: callId, isTaken: true })
    const other = await openCallCentre(server, await givenLogin('6668', 'yulia'))
    expect((await other.post(`/calls/${callId}/take`)).status).toBe(404)
    expect((await exchange({ event: 'ended', callId })).status).toBe(200)
    expect(await heard('"calls":[]')).toContain('"calls":[]')
    expect((await desk.post(`/calls/${callId}/take`)).status).toBe(404)
    await end()
  })

  test('an exchange without a key, with a wrong one or with nonsense is refused', async () => {
    expect((await exchange({}, '')).status).toBe(401)
    expect((await exchange({ event: 'ringing' }, 'none')).json.code).toBe('wrong-key')
    expect(fieldsOf((await exchange({ event: 'sings', phone: 'x' })).json)).toEqual([
      'event',
      'callId',
      'phone',
    ])
    const broken = await exchange('{"event":')
    expect(broken.status).toBe(400)
  })
})

describe('what is known before an order', () => {
  test('the places of the operator and nobody else’s; a menu with sizes, modifiers and what is out', async () => {
    const choices = await desk.told('/choices')
    expect(choices.organizations.map(({ id }: Json) => id).sort()).toEqual(
      [pokrovka, outletId('baumana')].sort(),
    )
    expect(choices.streets.find(({ id }: Json) => id === pokrovkaStreet).name).toBe('Покровка')
    const { status } = await desk.get(
      `/menu?organization=${outletId('malysheva')}&terminalGroup=${tillId('malysheva')}`,
    )
    expect(status).toBe(404)
    const { refusal } = await server.till('pokrovka').run({
      kind: 'stopList.put',
      items: [{ productId: productByCode(server.chain, '10102'), sizeId: null, balance: 0n }],
    })
    expect(refusal).toBeNull()
    await server.settle()
    const { menu, stopList } = await desk.told(`/menu?organization=${pokrovka}&terminalGroup=${pokrovkaTill}`)
    expect(menu.products.some(({ sizes }: Json) => sizes.length > 1)).toBe(true)
    expect(menu.modifiers.length).toBeGreaterThan(0)
    expect(stopList).toContainEqual({
      productId: productByCode(server.chain, '10102'),
      sizeId: null,
      balance: 0,
    })
    await server.till('pokrovka').run({ kind: 'stopList.clear' })
    await server.settle()
  })

  test('a guest is found by phone with wallets and history; an unknown phone is a new guest', async () => {
    const cloud = loyaltyOf(server)
    const phone = cloud.newPhone()
    await cloud.call('customer/create_or_update', { phone, name: 'Мария' })
    const order = await desk.sent(desk.anOrder({ phone, name: 'Мария' }))
    await server.settle()
    const about = await desk.told(
      `/guest?organization=${pokrovka}&phone=${encodeURIComponent(`8${phone.slice(2)}`)}`,
    )
    expect(about.guest).toMatchObject({ profile: { name: 'Мария', phone }, wallets: [{ balance: '300' }] })
    expect(about.orders[0]).toMatchObject({
      ...{ id: order.id, sum: '840', address: { streetId: pokrovkaStreet, house: '17', flat: '12' } },
      items: [{ productId: productByCode(server.chain, '10101'), amount: 2 }],
    })
    const unknown = await desk.told(
      `/guest?organization=${pokrovka}&phone=${encodeURIComponent(cloud.newPhone())}`,
    )
    expect([unknown.guest, unknown.orders]).toEqual([null, []])
    expect(fieldsOf((await desk.get(`/guest?organization=${pokrovka}&phone=x`)).json)).toEqual(['phone'])
    expect((await desk.get(`/guest?organization=${foreignId}&phone=${phone}`)).status).toBe(404)
  })

  test('an address is checked by the delivery restrictions, with a word for each till that cannot', async () => {
    const ask = (more: Json = {}) =>
      desk.good(
        desk.post('/check', { isCourierDelivery: true, streetId: pokrovkaStreet, house: '17', ...more }),
      )
    const answer = await ask()
    expect(answer.allowed[0]).toMatchObject({
      ...{ terminalGroupId: pokrovkaTill, organizationId: pokrovka, minutes: 45 },
      ...{ minSum: '800', charge: null, terminalGroup: { id: pokrovkaTill } },
    })
    // Somewhere farther away the way costs something.
    const { streets } = await desk.told('/choices')
    const everywhere = await Promise.all(streets.map(({ id }: Json) => ask({ streetId: id })))
    const charges = everywhere.flatMap(({ allowed }) => allowed.flatMap(({ charge }: Json) => charge ?? []))
    expect(charges[0]).toMatchObject({ name: expect.any(String), sum: expect.stringMatching(/^[1-9]\d*$/) })
    const dish = (amount: number) => [
      { productId: productByCode(server.chain, '10101'), amount, modifiers: [] },
    ]
    const small = await ask({ organizationId: pokrovka, items: dish(1) })
    expect([small.sum, small.isAllowed, small.rejected[0].code]).toEqual([
      '420',
      false,
      'SumIsLessThenMinimum',
    ])
    expect(small.rejected[0].why.ru).toMatch(/минимальная сумма \d+/)
    const night = await ask({ completeBefore: '2027-03-13T01:30:00Z' })
    expect(night.rejected.map(({ code }: Json) => code)).toContain('DeliveryTimeIsUnacceptable')
    const bad = await desk.post('/check', { isCourierDelivery: 'yes', streetId: 'x', completeBefore: 'soon' })
    expect([bad.status, fieldsOf(bad.json)]).toEqual([
      400,
      ['isCourierDelivery', 'streetId', 'completeBefore'],
    ])
  })
})

describe('an order', () => {
  test('is the same order as one of the API: the till, the cloud and the page tell of it alike', async () => {
    const order = desk.anOrder()
    const sent = await desk.sent(order)
    expect(sent).toMatchObject({
      ...{ id: order.id, creationStatus: 'Success', number: expect.any(Number), phone: '+79005550312' },
      ...{ guestName: 'Анна', isMine: true, comment: 'Без лука', problem: null, isPickup: false },
      operator: { id: employeeId('6666') },
      terminalGroup: { id: pokrovkaTill },
    })
    await server.settle()
    const { order: cloud } = await deliveriesOf(server, 'pokrovka').byId(order.id)
    expect(cloud).toMatchObject({
      sourceKey: 'callcentre',
      operator: { id: employeeId('6666') },
      number: sent.number,
    })
    const { rows } = await server.pool.query('select distinct actor from journal where entity_id = $1', [
      order.id,
    ])
    expect(rows).toEqual([{ actor: `operator:${employeeId('6666')}` }])
    const { orders } = await desk.told('/orders')
    expect(orders.find(({ id }: Json) => id === order.id)).toMatchObject({ number: sent.number })
    // Sent again it is the same order; another one under its id is refused.
    expect((await desk.sent(order)).number).toBe(sent.number)
    expect((await desk.post('/orders', { ...order, comment: 'other' })).status).toBe(400)
  })

  test('goes to the till that the restrictions choose when nobody names one', async () => {
    const sent = await desk.sent(desk.anOrder({ terminalGroupId: null }))
    expect(sent.terminalGroup.id).toBe(pokrovkaTill)
    const pickup = await desk.sent(desk.anOrder({ isPickup: true, address: null }))
    expect(pickup).toMatchObject({ isPickup: true, address: null, creationStatus: 'Success' })
  })

  test('that no till may bring is refused in words, and nothing is kept', async () => {
    const dish = [{ productId: productByCode(server.chain, '10101'), amount: 1, modifiers: [] }]
    const small = desk.anOrder({ items: dish })
    for (const terminalGroupId of [pokrovkaTill, null]) {
      const answer = await desk.post('/orders', { ...small, terminalGroupId })
      expect([answer.status, answer.json.text.ru]).toEqual([
        409,
        expect.stringContaining('минимальная сумма'),
      ])
    }
    expect((await desk.get(`/orders/${small.id}`)).status).toBe(400)
    // A manager may go round the restrictions.
    const manager = await openCallCentre(server, { ...server.credentials.server })
    expect((await manager.sent(small)).creationStatus).toBe('Success')
  })

  test('that is malformed is refused with all its fields, one of a restaurant of others is not there', async () => {
    const bad = await desk.post('/orders', {
      ...desk.anOrder({
        id: 1,
        phone: '',
        name: '',
        persons: 0,
        completeBefore: 'x',
        payment: { typeId: 1, sum: -1 },
      }),
      address: { streetId: crypto.randomUUID(), house: '' },
      items: [{ productId: 'x', amount: 1.00001, modifiers: 'none' }],
    })
    expect(bad.status).toBe(400)
    expect(fieldsOf(bad.json).sort()).toEqual(
      [
        ...[
          'address.house',
          'address.streetId',
          'completeBefore',
          'id',
          'items[0].amount',
          'items[0].modifiers',
        ],
        ...['items[0].productId', 'name', 'payment.sum', 'payment.typeId', 'persons', 'phone'],
      ].sort(),
    )
    expect((await desk.post('/orders', [])).status).toBe(404)
    expect((await desk.post('/orders', desk.anOrder({ organizationId: outletId('malysheva') }))).status).toBe(
      404,
    )
    expect((await desk.post('/orders', desk.anOrder({ items: [], address: null }))).status).toBe(400)
  })

  test('is followed, becomes a problem, and is cancelled with a reason once', async () => {
    const { id } = await desk.sent()
    const key = crypto.randomUUID()
    const problem = await desk.good(
      desk.post(`/orders/${id}/problem`, { key, hasProblem: true, description: 'Не дозвонились' }),
    )
    expect(problem).toMatchObject({ isDone: true, order: { problem: { ru: 'Не дозвонились' } } })
    const cancelCauseId = (await desk.told('/choices')).cancelCauses[0].id
    const body = { key: crypto.randomUUID(), cancelCauseId, comment: 'Передумали' }
    expect(fieldsOf((await desk.post(`/orders/${id}/cancel`, { key })).json)).toEqual(['cancelCauseId'])
    const done = await desk.good(desk.post(`/orders/${id}/cancel`, body))
    expect(done.order).toMatchObject({ status: 'Cancelled', cancelled: expect.any(String) })
    expect((await desk.good(desk.post(`/orders/${id}/cancel`, body))).isDone).toBe(true)
    const again = await desk.post(`/orders/${id}/cancel`, { ...body, key: crypto.randomUUID() })
    expect(again.status).toBe(400)
    expect((await desk.told('/orders')).orders.map((order: Json) => order.id)).not.toContain(id)
    expect((await desk.post(`/orders/${foreignId}/cancel`, body)).status).toBe(400)
    expect((await desk.get('/orders/none')).status).toBe(404)
  })

  test('that its till changes is told when the cloud shows it, however long after it happened', async () => {
    const order = await desk.sent()
    await server.settle()
    const till = server.till('pokrovka')
    await till.unplug()
    const { heard, end } = await news()
    const revisionOf = (text: string): string | undefined => /"revision":"(\d+)"/.exec(text)?.[1]
    const before = revisionOf(await heard('"revision"'))
    expect((await till.run({ kind: 'delivery.printToKitchen', orderId: order.id })).refusal).toBeNull()
    // The entry has its place, and the page looked in vain.
    await server.node.followers.place()
    await setTimeout(500)
    till.plug()
    expect(revisionOf(await heard('"revision"'))).not.toBe(before)
    await end()
    expect((await desk.told(`/orders/${order.id}`)).isInKitchen).toBe(true)
  })

  test('of another restaurant is none of the operator’s business', async () => {
    const foreign = deliveriesOf(server, 'malysheva')
    const order = await foreign.placed(foreign.aPickup())
    const { status, json } = await desk.get(`/orders/${order.id}`)
    expect([status, json.code]).toEqual([400, 'order.not-found'])
  })
})

describe('on the call centre’s own server', () => {
  let centre: TestServer
  beforeAll(async () => {
    centre = await startServer({ roles: ['callcentre'] })
    centre.clock.setSpeed(0)
    centre.clock.jumpTo(noon)
  })
  afterAll(() => centre.close())

  test('an order for a till that is off is owned here and told of with its sum and no number', async () => {
    const operator = await openCallCentre(centre)
    const sent = await operator.sent(operator.anOrder({ terminalGroupId: null }))
    expect(sent).toMatchObject({
      ...{ creationStatus: 'InProgress', number: null, problem: null, isMine: true },
      ...{ terminalGroup: { id: demoId('terminalGroup', 'pokrovka') }, status: 'WaitCooking' },
    })
    expect((await operator.told('/orders')).orders).toEqual([sent])
    const { rows } = await centre.pool.query(
      "select payload::json->>'route' as route from journal where entity_id = $1",
      [sent.id],
    )
    expect(rows).toEqual([{ route: 'legacy' }])
    const screen = await fetch(`${centre.baseUrl}/callcentre/api/me`)
    expect(screen.status).toBe(401)
  })
})
