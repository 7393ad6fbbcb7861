import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createValidators } from '../../src/api/cloud/validation.ts'
import { saveBooks } from '../../src/app/books/save-books.ts'
import type { NewBookItem } from '../../src/app/ports.ts'
import { productByCode } from '../support/orders.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import { startWebhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.ts'
import { type Deliveries, deliveriesOf, employeeId, type Json, noon } from './cloud-deliveries-driver.ts'

const validators = createValidators()
const siteKey = 'de300000-0000-4000-8000-000000000002'
const unpublished = ['NomenclatureUpdate', 'BusinessHoursAndMappingUpdate', 'KitchenOrderUpdate']

let server: TestServer
let shop: Deliveries
let receiver: WebhookReceiver

beforeAll(async () => {
  server = await startServer()
  shop = deliveriesOf(server, 'pokrovka')
})
afterAll(() => server.close())
beforeEach(async () => {
  server.clock.jumpTo(noon)
  receiver = await startWebhookReceiver()
})
afterEach(async () => {
  await server.settle()
  // Tokens last an hour, and some tests wait longer.
  server.clock.jumpTo(noon)
  await subscribe(undefined)
  for (const event of receiver.events) {
    if (!unpublished.includes(event.eventType)) expect(validators.named('WebhookEvent', event)).toEqual([])
  }
  await receiver.close()
})

/** Filters are overwritten as a whole. */
async function subscribe(webHooksFilter: Json, to = receiver, apiLogin?: string): Promise<void> {
  const { organizationId } = shop
  const body = { organizationId, webHooksUri: to.url, authToken: null, webHooksFilter }
  const answer = await server.post('/api/1/webhooks/update_settings', body, await server.token(apiLogin))
  expect(answer.status, answer.text).toBe(200)
}
const deliveries = (deliveryOrderFilter: Json): Promise<void> => subscribe({ deliveryOrderFilter })

/** Cooked, sent and delivered by people at the till. */
async function travel(id: string): Promise<void> {
  const { items } = (await shop.byId(id)).order
  const positionIds = items.map(({ positionId }: Json) => positionId)
  await shop.atTill({ kind: 'delivery.printToKitchen', orderId: id })
  for (const status of ['CookingStarted', 'CookingCompleted'])
    await shop.atTill({ kind: 'delivery.setCooking', orderId: id, positionIds, status })
  const courierId = employeeId('5555')
  await shop.atTill({ kind: 'delivery.changeCourier', orderId: id, courierId, isSelectedManually: true })
  await shop.atTill({ kind: 'delivery.printBill', orderId: id })
  await shop.atTill({ kind: 'delivery.updateStatus', orderId: id, status: 'OnWay', deliveryDate: null })
}
const told = (id: string): Json[] => receiver.events.filter(({ eventInfo }) => eventInfo.id === id)
const statusesOf = (id: string): string[] => told(id).map(({ eventInfo }) => eventInfo.order.status)

describe('[cloud-api §7.2] deliveries', () => {
  test('statuses: updates while the order is in a listed one, in order', async () => {
    await deliveries({ orderStatuses: ['CookingCompleted', 'OnWay'] })
    const { id } = await shop.placed(shop.anOrder())
    await travel(id)
    await shop.atTill({ kind: 'delivery.changeComment', orderId: id, comment: 'call first' })
    const statuses = statusesOf(id)
    expect(new Set(statuses)).toEqual(new Set(['CookingCompleted', 'OnWay']))
    expect(statuses).toEqual([...statuses].sort())
    // A change that is none of status is told too, with the order as it is then.
    expect(told(id).at(-1).eventInfo.order.comment).toBe('call first')
    const stamps = told(id).map(({ eventInfo }) => eventInfo.timestamp)
    expect(stamps).toEqual([...stamps].sort((a, b) => a - b))
  })

  test('item statuses: when an item comes into a listed one', async () => {
    await deliveries({ orderStatuses: [], itemStatuses: ['CookingStarted'] })
    const { id } = await shop.placed(shop.anOrder())
    await travel(id)
    const [only, ...others] = told(id)
    expect(others).toEqual([])
    expect(only.eventInfo.order.items.map(({ status }: Json) => status)).toContain('CookingStarted')
  })

  test('nothing listed: nothing is told', async () => {
    await deliveries({ orderStatuses: [], itemStatuses: [] })
    const { id } = await shop.placed(shop.anOrder())
    await travel(id)
    expect(receiver.events).toEqual([])
  })

  test('errors: a creation that the till refused, with the correlation id of the call', async () => {
    const badOrder = shop.anOrder({
      items: [{ ...shop.anItem('10101', 420), productId: crypto.randomUUID() }],
    })
    await deliveries({ orderStatuses: ['WaitCooking'], errors: false })
    const unheard = await shop.outcome(badOrder)
    expect(unheard.creationStatus).toBe('Error')
    expect(told(unheard.id)).toEqual([])

    await deliveries({ errors: true })
    const created = await shop.create(badOrder)
    await server.settle()
    const { id } = created.json.orderInfo
    expect(told(id)).toMatchObject([
      {
        eventType: 'DeliveryOrderError',
        correlationId: created.json.correlationId,
        organizationId: shop.organizationId,
        eventInfo: { creationStatus: 'Error', errorInfo: { code: expect.any(String) } },
      },
    ])
  })

  test('keys of external data: only those that were asked for', async () => {
    const externalData = ['a', 'b'].map((key) => ({ key, value: `of ${key}`, isPublic: false }))
    await deliveries({ orderStatuses: ['WaitCooking', 'Unconfirmed'], returnedExternalDataKeys: ['b'] })
    const { id } = await shop.placed(shop.anOrder({ externalData }))
    expect(told(id).at(-1).eventInfo.order.externalData).toEqual([{ key: 'b', value: 'of b' }])
  })

  test('each login has its own copy', async () => {
    const other = await startWebhookReceiver()
    const filter = { deliveryOrderFilter: { orderStatuses: ['WaitCooking', 'Unconfirmed'] } }
    await subscribe(filter)
    await subscribe(filter, other, siteKey)
    const body = shop.anOrder()
    const answer = await shop.create(body, await server.token(siteKey))
    await server.settle()
    const { id } = answer.json.orderInfo
    expect(told(id).length).toBeGreaterThan(0)
    expect(other.events.filter(({ eventInfo }) => eventInfo.id === id)).toEqual(told(id))
    // What others send, a login with a source key does not see by any way (§1.3).
    const { id: foreign } = await shop.placed(shop.anOrder())
    expect(told(foreign).length).toBeGreaterThan(0)
    expect(other.events.filter(({ eventInfo }) => eventInfo.id === foreign)).toEqual([])
    await subscribe(undefined, other, siteKey)
    await other.close()
  })
})

describe('[cloud-api §7.2] the kitchen: neither filter nor payload is published', () => {
  const kitchenOnly = { kitchenOrderUpdateFilter: { updates: true } }

  test('each step of the kitchen says which order is to be read again, other changes say nothing', async () => {
    await subscribe(kitchenOnly)
    const { id } = await shop.placed(shop.anOrder())
    expect(receiver.events).toEqual([])
    await travel(id)
    await shop.atTill({ kind: 'delivery.changeComment', orderId: id, comment: 'call first' })
    const eventInfo = { id, terminalGroupId: shop.terminalGroupId }
    const step = { eventType: 'KitchenOrderUpdate', organizationId: shop.organizationId, eventInfo }
    // Printed, begun, ready.
    expect(receiver.events).toMatchObject([step, step, step])
    expect(receiver.events.map((event) => Object.keys(event))).toEqual(
      Array(3).fill(['eventType', 'eventTime', 'organizationId', 'correlationId', 'eventInfo']),
    )
  })

  test('the settings tell the branch to whoever has it, and to nobody else', async () => {
    const settings = async (): Promise<Json> =>
      (await shop.post('webhooks/settings', { organizationId: shop.organizationId })).json.webHooksFilter
    await subscribe(kitchenOnly)
    expect(await settings()).toMatchObject(kitchenOnly)
    await subscribe({ personalShiftFilter: { updates: true } })
    expect(Object.keys(await settings())).not.toContain('kitchenOrderUpdateFilter')
  })
})

describe('[cloud-api §7.3] other events', () => {
  test('stop list: which group is to be read again', async () => {
    await subscribe({ stopListUpdateFilter: { updates: true } })
    const productId = productByCode(server.chain, '10101')
    await shop.atTill({ kind: 'stopList.put', items: [{ productId, sizeId: null, balance: 0n }] })
    await shop.atTill({ kind: 'stopList.clear' })
    const eventInfo = { terminalGroupsStopListsUpdates: [{ id: shop.terminalGroupId, isFull: false }] }
    expect(receiver.events).toMatchObject([
      { eventType: 'StopListUpdate', eventInfo },
      { eventType: 'StopListUpdate', eventInfo },
    ])
  })

  test('personal shifts, menus and delivery restrictions', async () => {
    await subscribe({
      personalShiftFilter: { updates: true },
      nomenclatureUpdateFilter: { updates: true },
      businessHoursAndMappingUpdateFilter: { updates: true },
    })
    const id = employeeId('5555')
    await shop.atTill({ kind: 'personalShift.close', employeeId: id })
    await shop.atTill({
      kind: 'personalShift.open',
      personalShiftId: crypto.randomUUID(),
      employeeId: id,
      roleId: null,
    })
    await saveAgain('product')
    // What the clock writes when a dated price begins or ends.
    await saveAgain('priceMoment')
    await saveAgain('deliveryRestrictions')
    const shifts = receiver.events.filter(({ eventType }) => eventType === 'PersonalShift')
    expect(shifts.map(({ eventInfo }) => [eventInfo.id, eventInfo.opened])).toEqual([
      [id, false],
      [id, true],
    ])
    const others = receiver.events.filter(({ eventType }) => eventType !== 'PersonalShift')
    expect(others.map(({ eventType, eventInfo }) => [eventType, eventInfo])).toEqual([
      ['NomenclatureUpdate', {}],
      ['NomenclatureUpdate', {}],
      ['BusinessHoursAndMappingUpdate', {}],
    ])
  })
})

/** Saves an item of a book as it is, which is a change to whoever keeps copies. */
async function saveAgain(book: NewBookItem['book']): Promise<void> {
  const { app } = server.node
  const { tenantId } = server.till('pokrovka')
  const all = await app.storage.now.books.changedSince(tenantId, 0n)
  const item = all.find(
    (one) => one.book === book && [null, shop.organizationId].includes(one.organizationId),
  )
  if (!item) throw new Error(`no ${book}`)
  await saveBooks(app, tenantId, [{ ...item, isDeleted: false }], 'test')
  await server.settle()
}

test('a receiver that fails gets the order of changes all the same', async () => {
  let failures = 0
  receiver.respondWith(() => (failures++ % 3 === 0 ? 503 : 200))
  await deliveries({
    orderStatuses: ['WaitCooking', 'CookingStarted', 'CookingCompleted', 'Waiting', 'OnWay'],
  })
  const { id } = await shop.placed(shop.anOrder())
  await travel(id)
  for (let step = 0; step < 6; step++) {
    server.clock.advance(10 * 60_000)
    await server.settle()
  }
  const arrived = receiver.calls.filter(({ status }) => status === 200).flatMap(({ events }) => events)
  const stamps = arrived.map(({ eventInfo }) => eventInfo.timestamp)
  expect(stamps).toEqual([...stamps].sort((a, b) => a - b))
  expect(arrived.at(-1).eventInfo.order.status).toBe('OnWay')
  const ids = receiver.calls.map(({ headers }) => headers['x-event-id'])
  expect(new Set(ids).size).toBe(arrived.length)
})

test('outside a sandbox our own machine may not be called', async () => {
  const real = await startServer({ isSandbox: false })
  try {
    const { organizationId } = real.till('pokrovka')
    for (const webHooksUri of [receiver.url, 'http://169.254.169.254/latest', 'http://[::ffff:10.0.0.1]/']) {
      const answer = await real.post('/api/1/webhooks/update_settings', { organizationId, webHooksUri })
      expect(answer.status, webHooksUri).toBe(400)
    }
  } finally {
    await real.close()
  }
})
