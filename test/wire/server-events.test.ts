import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eventKindsOfTills, followJournal } from '../../src/app/event-log/follow-journal.ts'
import { eventKinds } from '../../src/domain/event-log/event-kinds.ts'
import { demoId } from '../../src/seed/demo/demo-chain.ts'
import { type BackOffice, listIn, openBackOffice } from '../support/back-office.ts'
import { productByCode } from '../support/orders.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import { deliveriesOf, noon } from './cloud-deliveries-driver.ts'
import { cash, tableId, tablesOf } from './table-orders-driver.ts'

type Json = any // any: a test looks where it likes

let server: TestServer
let chain: BackOffice
let pokrovka: BackOffice
beforeAll(async () => {
  server = await startServer()
  server.clock.setSpeed(0)
  server.clock.jumpTo(noon)
  chain = await openBackOffice(server)
  pokrovka = await openBackOffice(server, { prefix: '/rms/pokrovka/resto' }).catch(() =>
    openBackOffice(server, { prefix: `/rms/${server.till('pokrovka').organizationId}/resto` }),
  )
})
afterAll(() => server.close())

const manager = demoId('employee', '1111')
const tenantId = () => server.chain.tenant.id

type Told = { id: string; type: string; date: string; departmentId: string; said: Record<string, Json> }

/** Attributes by their names; of one that is said again all values. */
const told = (event: Json): Told => ({
  ...event,
  said: listIn(event.attribute).reduce((said, { name, value }) => {
    said[name] = name in said ? [said[name], value].flat() : value
    return said
  }, {}),
})
const listOf = (answer: { status: number; text: string; xml: Json; root: string }): Told[] => {
  expect([answer.status, answer.root], answer.text).toEqual([200, 'eventsList'])
  return listIn(answer.xml.event).map(told)
}
const events = async (query = '', office = chain): Promise<Told[]> =>
  listOf(await office.get(`/events${query}`))
const filtered = async (filter: string, office = chain): Promise<Told[]> =>
  listOf(await office.postXml('/events', `<eventsRequestData>${filter}</eventsRequestData>`))
const ofOrder = (number: number, office = chain): Promise<Told[]> =>
  filtered(`<orderNums><orderNum>${number}</orderNum></orderNums>`, office)
const revision = async (): Promise<number> => Number((await chain.get('/events?from_rev=0')).xml.revision)

describe('what support looks for [server-api §18]', () => {
  test('a whole delivery: opened, changed, cooked, paid', async () => {
    const shop = deliveriesOf(server, 'pokrovka')
    const order = await shop.placed(shop.anOrder())
    const { number } = order.order
    await shop.atTill({ kind: 'delivery.printToKitchen', orderId: order.id })
    await shop.atTill({ kind: 'delivery.addItems', orderId: order.id, items: [aDish('10102')], combos: [] })
    const deletion = { removalTypeId: demoId('removalType', 'cafe'), comment: null, userIdForWriteoff: null }
    const state = await server.node.storage.now.cloudOrders.load(tenantId(), [order.id])
    const added = state.get(order.id)?.state?.items.find(({ status }) => status === 'Added')
    await shop.atTill({
      kind: 'delivery.deleteItems',
      orderId: order.id,
      positionIds: [added?.positionId],
      ...deletion,
    })
    await shop.done('print_delivery_bill', order.id)
    await shop.atTill({ kind: 'delivery.cancelBill', orderId: order.id })
    const journal = await ofOrder(number)
    const types = journal.map(({ type }) => type)
    expect(types.slice(0, 2)).toEqual(['orderOpened', 'orderDishAdded'])
    expect(types).toEqual(
      expect.arrayContaining([
        'orderServicePrinted',
        'deletedNewItems',
        'orderPrecheque',
        'orderCancelPrecheque',
      ]),
    )
    expect(journal[0]).toMatchObject({
      date: '2027-03-12T12:00:00.000+03:00',
      departmentId: shop.organizationId,
      said: {
        orderId: order.id,
        orderNum: String(number),
        isDelivery: '1',
        openTime: '2027-03-12T12:00:00.000',
        accountingDay: '2027-03-12T00:00:00.000',
        terminal: shop.terminalGroupId,
      },
    })
    expect(journal.find(({ type }) => type === 'deletedNewItems')?.said).toMatchObject({
      dish: productByCode(server.chain, '10102'),
      amount: '1',
    })
    const precheque = journal.find(({ type }) => type === 'orderPrecheque')
    expect(precheque?.said['orderSumAfterDiscount']).toBe(journal.at(-1)?.said['orderSumAfterDiscount'])
  })

  test('an order on a table: who, where, which dishes, how it was paid', async () => {
    const hall = tablesOf(server, 'pokrovka')
    const order = await hall.placed(hall.anOrder({ payments: [cash(840)] }))
    await hall.done('close', order.id)
    const journal = await ofOrder(order.order.number, pokrovka)
    expect(journal.map(({ type }) => type)).toEqual([
      'orderOpened',
      'orderDishAdded',
      'orderPaymentAdded',
      'orderServicePrinted',
      'orderPaymentAdded',
      'orderPaid',
    ])
    const restaurant = server.chain.items.find(({ id }) => id === hall.organizationId)
    for (const { departmentId, said } of journal) {
      expect(departmentId).toBe((restaurant as Json).body.code)
      expect(said).toMatchObject({ orderId: order.id, section: expect.any(String), tableNum: '3' })
    }
    expect(journal[1]?.said).toMatchObject({
      dish: productByCode(server.chain, '10101'),
      amount: '2',
      sum: '840',
    })
    expect(journal.at(-1)?.said).toMatchObject({
      orderSum: '840',
      orderSumAfterDiscount: '840',
      paymentType: demoId('paymentType', 'cash'),
    })
  })

  test('a cancelled delivery of which the kitchen had cooked', async () => {
    const shop = deliveriesOf(server, 'pokrovka')
    const order = await shop.placed(shop.anOrder())
    const { number } = order.order
    await shop.atTill({ kind: 'delivery.printToKitchen', orderId: order.id })
    await shop.done('cancel', order.id, {
      cancelCauseId: demoId('cancelCause', 'guest'),
      removalTypeId: demoId('removalType', 'cafe'),
    })
    const journal = await ofOrder(number)
    expect(journal.slice(-2)).toMatchObject([
      { type: 'deletedPrintedItems', said: { sum: '840', removalType: demoId('removalType', 'cafe') } },
      { type: 'orderDeleted', said: { orderSum: '840', cancelCause: expect.any(String) } },
    ])
  })

  test('shifts, the staff, the stop list, documents and logins', async () => {
    const hall = tablesOf(server, 'pokrovka')
    const sessionId = crypto.randomUUID()
    await hall.atTill({ kind: 'shift.close', employeeId: manager })
    await hall.atTill({ kind: 'shift.open', shiftId: sessionId, employeeId: manager })
    await hall.atTill({
      kind: 'personalShift.open',
      personalShiftId: crypto.randomUUID(),
      employeeId: manager,
      roleId: null,
    })
    const productId = productByCode(server.chain, '10103')
    await hall.atTill({ kind: 'stopList.put', items: [{ productId, sizeId: null, balance: 0n }] })
    const since = await events()
    const one = (type: string) => since.filter((event) => event.type === type).at(-1)?.said
    expect(one('cashSessionOpened')).toMatchObject({
      sessionId,
      user: manager,
      sessionNumber: expect.any(String),
    })
    expect(one('cashSessionClosed')).toMatchObject({ user: manager })
    expect(one('persSessionOpened')).toMatchObject({ employee: manager })
    expect([one('stopListChanged')?.['product']].flat()).toContain(productId)
    expect(one('backLogin')).toMatchObject({ login: 'manager', user: expect.any(String) })
    // The opening balances of the demo were written by documents before today.
    const [document] = await filtered('<events><event>documentCreated</event></events>').then(
      async (today) =>
        today.length > 0
          ? today
          : events('?from_time=2020-01-01T00:00:00.000&to_time=2100-01-01T00:00:00.000'),
    )
    expect(document).toBeDefined()
    const all = await events('?from_rev=0')
    expect(all.find(({ type }) => type === 'documentCreated')?.said).toMatchObject({
      documentType: expect.stringMatching(/^[A-Z_]+$/),
      documentId: expect.any(String),
      documentNumber: expect.any(String),
    })
    await hall.atTill({ kind: 'stopList.remove', items: [{ productId, sizeId: null }] })
  })

  test('a document, element by element as published', async () => {
    const published = [
      ['user', 'User'],
      ['documentType', 'java.lang.String'],
      ['documentNumber', 'java.lang.String'],
      ['documentId', 'resto.db.Guid'],
    ]
    const answer = await chain.get('/events?from_rev=0')
    expect(Object.keys(answer.xml)).toEqual(['event', 'revision'])
    const document = answer.xml.event.findLast(({ type }: Json) => type === 'documentCreated')
    expect(Object.keys(document)).toEqual(['id', 'date', 'type', 'departmentId', 'attribute'])
    expect(document.date).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d$/)
    const said = document.attribute.map((one: Json) => {
      expect(Object.keys(one)).toEqual(['name', 'value', 'type'])
      return [one.name, one.type]
    })
    // Nobody's user wrote the opening balances, and no till writes documents.
    const [user, ...rest] = published
    expect(said.slice(0, said[0][0] === 'user' ? 4 : 3)).toEqual(
      said[0][0] === 'user' ? [user, ...rest] : rest,
    )
  })

  test('cash shifts as events see them', async () => {
    const answer = await pokrovka.get('/events/sessions')
    expect([answer.status, answer.root]).toEqual([200, 'sessionsList'])
    const sessions = listIn(answer.xml.session)
    expect(sessions.at(-1)).toMatchObject({
      openTime: '2027-03-12T12:00:00.000+03:00',
      manager,
      operationDay: '2027-03-12',
      cashRegisterNumber: '1',
    })
    expect(sessions.at(-1)).not.toHaveProperty('closeTime')
    const none = await pokrovka.get(
      '/events/sessions?from_time=2027-03-12T09:00:00.000&to_time=2027-03-12T12:00:00.000',
    )
    expect(listIn(none.xml.session)).toEqual([])
  })
})

const aDish = (code: string): Json => ({
  kind: 'Product',
  productId: productByCode(server.chain, code),
  positionId: null,
  sizeId: null,
  amount: 1000n,
  price: null,
  comment: null,
  combo: null,
  modifiers: [],
})

describe('reading [server-api §18]', () => {
  test('from revision to revision each event is told once', async () => {
    const hall = tablesOf(server, 'pokrovka')
    let next = (await revision()) + 1
    const seen: string[] = []
    const poll = async () => {
      const answer = await chain.get(`/events?from_rev=${next}`)
      seen.push(...listOf(answer).map(({ id }) => id))
      next = Number(answer.xml.revision) + 1
    }
    const first = next
    for (let round = 0; round < 3; round++) {
      await hall.placed(hall.anOrder({ tableIds: [tableId('main/4')] }))
      await poll()
    }
    await poll()
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen.length).toBeGreaterThanOrEqual(6)
    expect((await events(`?from_rev=${first}`)).map(({ id }) => id).sort()).toEqual([...seen].sort())
    expect(await events(`?from_rev=${next}`)).toEqual([])
  })

  test('to_time is exclusive, a restaurant sees its own', async () => {
    const at = '2027-03-12T12:00:00.000'
    expect(await events(`?from_time=${at}&to_time=${at}`)).toEqual([])
    expect((await events(`?from_time=${at}&to_time=2027-03-12T12:00:00.001`)).length).toBeGreaterThan(5)
    const other = await openBackOffice(server, { prefix: '/rms/2/resto' })
    expect((await events('', other)).filter(({ type }) => type === 'orderOpened')).toEqual([])
  })

  test('kinds with their attributes, some or all, in both languages', async () => {
    const all = await chain.get('/events/metadata')
    expect([all.status, all.root]).toEqual([200, 'groupsList'])
    const types = listIn(all.xml.group).flatMap(({ type }) => listIn(type))
    expect(types.map(({ id }) => id).sort()).toEqual(Object.keys(eventKinds).sort())
    const wanted = '<eventsRequestData><events><event>orderPaid</event></events></eventsRequestData>'
    const some = await chain.postXml('/events/metadata', wanted)
    expect(some.xml.group).toMatchObject({
      id: 'orders',
      name: 'Заказы',
      type: { id: 'orderPaid', severity: '0' },
    })
    expect(listIn(some.xml.group.type.attribute)).toContainEqual({ id: 'orderNum', name: 'Номер заказа' })
    const english = await chain.get('/events/metadata', { 'accept-language': 'en' })
    expect(english.text).toContain('<name>Order paid</name>')
  })

  test.each([
    ['?from_time=12.03.2027x', 'Wrong date format: 12.03.2027x'],
    ['?to_time=2027-13-01T00:00:00.000', 'Wrong date format: 2027-13-01T00:00:00.000'],
    ['?from_rev=x', `Wrong value of 'from_rev': For input string: "x"`],
  ])('%s is refused', async (query, text) => {
    const answer = await chain.get(`/events${query}`)
    expect([answer.status, answer.text]).toEqual([400, text])
  })
})

describe('adding [server-api §18]', () => {
  const attribute = (name: string, value: string, type = '') =>
    `<attribute><name>${name}</name><value>${value}</value>${type && `<type>${type}</type>`}</attribute>`
  const add = (inner: string, office = chain) =>
    office.postXml('/events/add', `<eventsList>${inner}</eventsList>`)

  test('an event of a kind of its own gets an id and is found', async () => {
    const answer = await add(
      `<event><date>2027-03-12T12:30:00.000+03:00</date><type>doorOpened</type>${attribute('door', 'north')}</event>`,
      pokrovka,
    )
    const [added] = listOf(answer)
    expect(added).toMatchObject({
      date: '2027-03-12T12:30:00.000+03:00',
      type: 'doorOpened',
      said: { door: 'north' },
    })
    const found = await filtered('<events><event>doorOpened</event></events>')
    expect(found).toMatchObject([{ id: added?.id, departmentId: server.till('pokrovka').organizationId }])
  })

  test('a repeat under an id adds nothing', async () => {
    const id = crypto.randomUUID()
    const event = `<event><id>${id}</id><type>alarm</type></event>`
    await add(event)
    await add(event)
    expect((await filtered('<events><event>alarm</event></events>')).map((one) => one.id)).toEqual([id])
  })

  test.each([
    [`<event><type>orderPaid</type>${attribute('orderId', crypto.randomUUID())}</event>`, 'orderNum'],
    [`<event><type>alarm</type>${attribute('at', 'yesterday', 'java.util.Date')}</event>`, 'yesterday'],
    [`<event><type>alarm</type>${attribute('on', '2', 'java.lang.Boolean')}</event>`, 'java.lang.Boolean'],
    [`<event><type>alarm</type>${attribute('user', 'Anna', 'User')}</event>`, 'User'],
    [`<event><type>${'x'.repeat(256)}</type></event>`, '255'],
    ['<event><type>alarm</type><departmentId>nowhere</departmentId></event>', 'departmentId'],
    ['<event><date>now</date><type>alarm</type></event>', 'Wrong date format: now'],
  ])('%s is refused, with what stands beside it', async (event, words) => {
    const before = await revision()
    const answer = await add(`<event><type>alarm</type></event>${event}`)
    expect(answer.status, answer.text).toBe(400)
    expect(answer.text).toContain(words)
    expect(await revision()).toBe(before)
  })

  test('numbers may have zeros behind the point, dates are local', async () => {
    const answer = await add(
      `<event><type>alarm</type>${attribute('on', '1.000000000', 'java.lang.Boolean')}${attribute('n', '3.000000000', 'java.lang.Integer')}${attribute('at', '2027-03-12T12:00:00.000', 'java.util.Date')}</event>`,
    )
    expect(listOf(answer)[0]?.said).toEqual({
      on: '1.000000000',
      n: '3.000000000',
      at: '2027-03-12T12:00:00.000',
    })
  })
})

test('without licence of module 2200 nobody reads the journal', async () => {
  const { licences } = server.node.storage.now
  const day = 86_400_000
  await licences.save(tenantId(), { module: 'iikoAPIServer', seats: null, expiresAt: noon - day } as Json)
  try {
    server.clock.jumpTo(noon + 40_000)
    const answer = await chain.get('/events')
    expect([answer.status, answer.text]).toEqual([403, 'Module 2200 is blocked within current license'])
  } finally {
    await licences.save(tenantId(), { module: 'iikoAPIServer', seats: null, expiresAt: null } as Json)
    server.clock.jumpTo(noon + 80_000)
  }
})

test('a crash inside a batch loses and doubles nothing, nor does a log that is written anew', async () => {
  const { app, storage } = server.node
  const before = await events('?from_rev=0')
  let isBroken = true
  const step = (name: string) =>
    storage.follow({
      name,
      kinds: eventKindsOfTills,
      terminalGroupId: server.till('pokrovka').terminalGroupId,
      limit: 1000,
      handle: async (tx, entries) => {
        await followJournal(app, tx, entries)
        if (isBroken) throw new Error('power cut')
      },
    })
  await expect(step('a test')).rejects.toThrow('power cut')
  isBroken = false
  expect(await step('a test')).toBeGreaterThan(0)
  expect(await events('?from_rev=0')).toEqual(before)
  // Another cursor begins with the first entry, as the log's own does when it is set to nothing.
  await step('a test from the start')
  expect((await events('?from_rev=0')).map(({ id }) => id)).toEqual(before.map(({ id }) => id))
})
