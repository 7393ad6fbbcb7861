import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { demoId } from '../../src/seed/demo/demo-chain.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import { startWebhookReceiver } from '../support/webhook-receiver.ts'
import { type Json, noon } from './cloud-deliveries-driver.ts'
import { cardOnline, cash, type Tables, tableId, tablesOf } from './table-orders-driver.ts'

let server: TestServer
let hall: Tables
let nextDay = 1
beforeAll(async () => {
  server = await startServer()
  hall = tablesOf(server, 'pokrovka')
})
beforeEach(() => {
  server.clock.jumpTo(noon)
  // Every test has a day of its own, so that nobody else keeps its tables.
  nextDay += 1
})
afterAll(() => server.close())

const at = (time: string): string =>
  `${new Date(Date.UTC(2027, 3, nextDay)).toISOString().slice(0, 'yyyy-MM-dd'.length)} ${time}:00.000`

const aReserve = (more: Json = {}): Json => ({
  ...hall.place,
  customer: { type: 'regular', name: 'Anna', surname: 'Serova' },
  phone: '+79005550380',
  guests: { count: 4 },
  durationInMinutes: 120,
  shouldRemind: true,
  tableIds: [tableId('main/3')],
  estimatedStartTime: at('18:00'),
  ...more,
})
/** Two bowls of borscht in advance. */
const aBanquet = (order: Json = {}, more: Json = {}): Json =>
  aReserve({ order: { items: [hall.anItem('10101', 420, { amount: 2 })], ...order }, ...more })

async function byId(id: string, more: Json = {}): Promise<Json> {
  const { organizationId } = hall
  const answer = await hall.post('reserve/status_by_id', { organizationId, reserveIds: [id], ...more })
  expect(answer.status, answer.text).toBe(200)
  return answer.json.reserves[0]
}
async function outcome(body: Json): Promise<Json> {
  const answer = await hall.post('reserve/create', body)
  expect(answer.status, answer.text).toBe(200)
  await server.settle()
  return byId(answer.json.reserveInfo.id)
}
async function placed(body: Json): Promise<Json> {
  const info = await outcome(body)
  expect(info.creationStatus, JSON.stringify(info.errorInfo)).toBe('Success')
  return info
}
async function send(operation: string, reserveId: string, body: Json = {}): Promise<Json> {
  const { organizationId } = hall
  const answer = await hall.post(`reserve/${operation}`, { organizationId, reserveId, ...body })
  expect(answer.status, answer.text).toBe(200)
  await server.settle()
  return hall.commandStatus(answer.json.correlationId)
}
async function done(operation: string, id: string, body: Json = {}): Promise<Json> {
  expect(await send(operation, id, body), operation).toEqual({ state: 'Success' })
  return (await byId(id)).reserve
}
async function refused(operation: string, id: string, body: Json = {}): Promise<Json> {
  const status = await send(operation, id, body)
  expect(status.state, operation).toBe('Error')
  return status.exception
}

describe('[cloud-api §8.5] create', () => {
  test('answers InProgress, and the till keeps the table for the guest', async () => {
    const body = aReserve({
      id: crypto.randomUUID(),
      externalNumber: 'R-1',
      comment: 'by the window',
      eventType: 'birthday',
    })
    const first = await hall.post('reserve/create', body)
    expect(first.json.reserveInfo).toMatchObject({ id: body.id, creationStatus: 'InProgress', reserve: null })
    await server.settle()
    expect(await byId(body.id)).toMatchObject({
      externalNumber: 'R-1',
      creationStatus: 'Success',
      isDeleted: false,
      reserve: {
        customer: { type: 'regular', name: 'Anna', surname: 'Serova' },
        phone: '+79005550380',
        guestsCount: 4,
        comment: 'by the window',
        durationInMinutes: 120,
        shouldRemind: true,
        status: 'New',
        cancelReason: null,
        tableIds: [tableId('main/3')],
        estimatedStartTime: at('18:00'),
        guestsComingTime: null,
        eventType: 'birthday',
        order: null,
      },
    })
    const again = await hall.post('reserve/create', body)
    expect(again.headers.get('idempotent-replay')).toBe('true')
    const other = await hall.post('reserve/create', { ...body, comment: 'by the door' })
    expect(other.status).toBe(400)
    expect(other.json.error).toBe('DuplicatedReserveId')
    expect((await byId(body.id)).reserve.comment).toBe('by the window')
  })

  test('a banquet has an order with a sum and a number', async () => {
    const { reserve } = await placed(
      aBanquet({ payments: [cash(300)], externalData: [{ key: 'a', value: '1' }] }),
    )
    expect(reserve.order).toMatchObject({
      sum: 840,
      number: expect.any(Number),
      guestsInfo: { count: 4 },
      payments: [{ sum: 300 }],
      orderType: { orderServiceType: 'Common' },
      terminalGroupId: hall.terminalGroupId,
    })
  })

  test('the group is the one of the tables where none is named', async () => {
    const body = aReserve({ terminalGroupId: null })
    expect((await placed(body)).reserve.status).toBe('New')
  })

  test('F.36: another reserve on the same table at the same time is refused; before and after is not', async () => {
    await placed(aReserve())
    const meets = await outcome(aReserve({ estimatedStartTime: at('19:59') }))
    expect(meets).toMatchObject({ creationStatus: 'Error', errorInfo: { code: 'Common' } })
    expect(meets.errorInfo.message).toContain('is reserved from 2027-04-05 18:00 to 2027-04-05 20:00')
    await placed(aReserve({ estimatedStartTime: at('20:00') }))
    await placed(aReserve({ estimatedStartTime: at('16:00') }))
    await placed(aReserve({ tableIds: [tableId('main/4')] }))
  })

  test.each<[Json, string]>([
    [{ tableIds: [] }, 'tableIds'],
    [{ phone: 'call' }, 'phone'],
    [{ durationInMinutes: 0 }, 'durationInMinutes'],
    [{ guests: { count: 0 } }, 'guests.count'],
    [{ guests: null, guestsCount: 0 }, 'guestsCount'],
    [{ eventType: 'e'.repeat(161) }, 'eventType'],
    [{ externalNumber: 'n'.repeat(51) }, 'externalNumber'],
    [{ estimatedStartTime: '2027-08-01 12:00:00.000' }, 'estimatedStartTime'],
    [{ estimatedStartTime: 'tonight' }, 'estimatedStartTime'],
    [{ order: { items: [] } }, 'order.items'],
  ])('%j is refused by its name, and nothing is kept', async (more, field) => {
    const id = crypto.randomUUID()
    const answer = await hall.post('reserve/create', aReserve({ id, ...more }))
    expect(answer.status).toBe(400)
    expect(answer.json.errorDescription).toContain(field)
    expect(await byId(id)).toBeUndefined()
  })

  test.each<[string, Json, string]>([
    ['the past', { estimatedStartTime: '2027-03-12 11:00:00.000' }, 'TooSmallDeliveryDate'],
    ['a table of others', { tableIds: [tableId('hall/1')] }, 'Common'],
  ])('the till refuses %s', async (_what, more, code) => {
    expect((await outcome(aReserve(more))).errorInfo.code).toBe(code)
  })

  test('a till that is away fails it after its time; when it returns it succeeds', async () => {
    server.clock.setSpeed(0)
    await server.till('pokrovka').unplug()
    const body = aReserve({
      createReserveSettings: { transportToFrontTimeout: 30 },
      transportToFrontTimeout: 300,
    })
    const { json } = await hall.post('reserve/create', body)
    server.clock.advance(91_000)
    await vi.waitFor(async () => {
      expect((await byId(json.reserveInfo.id)).creationStatus).toBe('Error')
    }, 30_000)
    server.till('pokrovka').plug()
    await server.settle()
    expect((await byId(json.reserveInfo.id)).creationStatus).toBe('Success')
    server.clock.reset()
  })
})

describe('[cloud-api §8.6] changes', () => {
  test('tables and time move only to where it is free', async () => {
    const { id } = await placed(aReserve())
    await placed(aReserve({ tableIds: [tableId('main/4')] }))
    await placed(aReserve({ estimatedStartTime: at('21:00') }))
    const tables = { tableIds: [tableId('main/4')] }
    expect((await refused('change_tables', id, tables)).message).toContain('is reserved')
    const time = { newEstimatedStartTime: at('20:00') }
    expect((await refused('change_estimated_start_time', id, time)).message).toContain('is reserved')
    const moved = await done('change_tables', id, { tableIds: [tableId('main/5'), tableId('main/6')] })
    expect(moved.tableIds).toEqual([tableId('main/5'), tableId('main/6')])
    expect((await done('change_estimated_start_time', id, time)).estimatedStartTime).toBe(at('20:00'))
  })

  test('F.36: only New is cancelled; it is Closed with a reason, and its table is free', async () => {
    const { id } = await placed(aReserve())
    const order = await done('cancel', id, { cancelReason: 'ClientRefused' })
    expect(order).toMatchObject({ status: 'Closed', cancelReason: 'ClientRefused', guestsComingTime: null })
    expect((await refused('cancel', id, { cancelReason: 'Other' })).message).toContain('Closed')
    await placed(aReserve())
    const banquet = await placed(aBanquet({}, { tableIds: [tableId('main/4')] }))
    await hall.atTill({ kind: 'reserve.guestsCame', orderId: banquet.id })
    expect((await refused('cancel', banquet.id, { cancelReason: 'Other' })).message).toContain('Started')
  })

  test('guests come: a reserve is closed without a reason, a banquet has begun', async () => {
    const plain = await placed(aReserve())
    await hall.atTill({ kind: 'reserve.guestsCame', orderId: plain.id })
    expect((await byId(plain.id)).reserve).toMatchObject({ status: 'Closed', cancelReason: null })
    expect((await byId(plain.id)).reserve.guestsComingTime).not.toBeNull()
    const banquet = await placed(aBanquet({}, { tableIds: [tableId('main/4')] }))
    await hall.atTill({ kind: 'reserve.guestsCame', orderId: banquet.id })
    expect((await byId(banquet.id)).reserve.status).toBe('Started')
    const items = [hall.anItem('10101', 420)]
    expect((await done('add_items', banquet.id, { items })).order.sum).toBe(1260)
    expect((await refused('change_items', banquet.id, { items })).message).toContain('Started')
  })

  test('dishes and prepayments of a banquet', async () => {
    const { id } = await placed(aBanquet())
    const positionId = crypto.randomUUID()
    const more = [hall.anItem('10102', 390, { positionId })]
    expect((await done('add_items', id, { items: more })).order.sum).toBe(1230)
    const replaced = await done('change_items', id, { items: more })
    expect(replaced.order).toMatchObject({ sum: 390, items: [{ positionId }] })
    expect((await done('change_items', id)).order.sum).toBe(390)
    const paid = await done('add_payments', id, { payments: [cardOnline(300)] })
    expect(paid.order).toMatchObject({ processedPaymentsSum: 300, payments: [{ sum: 300, isPrepay: true }] })
    await refused('add_payments', id, { payments: [cardOnline(91)] })
  })

  test('F.36: a reserve without an order takes neither dishes nor money', async () => {
    const { id } = await placed(aReserve())
    const items = [hall.anItem('10101', 420)]
    for (const [operation, body] of [
      ['add_items', { items }],
      ['change_items', { items }],
      ['add_payments', { payments: [cash(1)] }],
    ] as const) {
      expect((await refused(operation, id, body)).message).toContain('not a banquet')
    }
  })

  test.each<[string, Json, string]>([
    ['add_items', { items: [] }, 'items'],
    [
      'change_items',
      { combos: [{ id: tableId('x'), name: 'x', amount: 1, price: 1, sourceId: tableId('x') }] },
      'combos',
    ],
    ['add_payments', { payments: [{ ...cash(1), sum: -1 }] }, 'payments[0].sum'],
    ['change_tables', { tableIds: [] }, 'tableIds'],
    [
      'change_estimated_start_time',
      { newEstimatedStartTime: '2027-09-01 00:00:00.000' },
      'newEstimatedStartTime',
    ],
    ['cancel', { cancelReason: 'Rain' }, 'cancelReason'],
  ])('%s %j is refused by its name', async (operation, body, field) => {
    const { id, reserve } = await placed(aBanquet())
    const { organizationId } = hall
    const answer = await hall.post(`reserve/${operation}`, { organizationId, reserveId: id, ...body })
    expect(answer.status).toBe(400)
    expect(answer.json.errorDescription).toContain(field)
    expect((await byId(id)).reserve).toEqual(reserve)
  })

  test('what nobody knows is not changed, nor what belongs to another restaurant', async () => {
    const { id } = await placed(aReserve())
    const cancel = (organizationId: string, reserveId: string) =>
      hall.post('reserve/cancel', { organizationId, reserveId, cancelReason: 'Other' })
    for (const answer of [
      await cancel(hall.organizationId, crypto.randomUUID()),
      await cancel(server.till('baumana').organizationId, id),
    ]) {
      expect(answer.status).toBe(400)
      expect(answer.json.error).toBe('RESERVE_NOT_FOUND')
    }
  })
})

describe('[cloud-api §8.6] what can be reserved', () => {
  const sectionId = demoId('restaurantSection', 'main')

  test('organizations and groups with halls, and the halls themselves', async () => {
    const ids = (list: Json[]): string[] => list.map(({ id }) => id)
    const organizations = await hall.post('reserve/available_organizations', {})
    expect(ids(organizations.json.organizations)).toContain(hall.organizationId)
    const body = { organizationIds: [hall.organizationId] }
    const { json } = await hall.post('reserve/available_terminal_groups', body)
    expect(ids(json.terminalGroups[0].items)).toEqual([hall.terminalGroupId])
    const groups = { terminalGroupIds: [hall.terminalGroupId] }
    const sections = await hall.post('reserve/available_restaurant_sections', {
      ...groups,
      returnSchema: true,
    })
    const main = sections.json.restaurantSections.find(({ id }: Json) => id === sectionId)
    expect(main.tables[2]).toMatchObject({ id: tableId('main/3'), number: 3, isDeleted: false })
    expect(main.schema.tableElements).toHaveLength(main.tables.length)
    const { revision } = sections.json
    const later = await hall.post('reserve/available_restaurant_sections', { ...groups, revision })
    expect(later.json).toMatchObject({ restaurantSections: [], revision })
    const foreign = await hall.post('reserve/available_restaurant_sections', {
      terminalGroupIds: [sectionId],
    })
    expect(foreign.json.restaurantSections).toEqual([])
  })

  test('the workload tells when tables are kept, and nothing of who keeps them', async () => {
    const { id } = await placed(aReserve())
    const cancelled = await placed(aReserve({ tableIds: [tableId('main/4')] }))
    await done('cancel', cancelled.id, { cancelReason: 'Other' })
    const during = async (dateFrom: string, dateTo: string | null): Promise<Json[]> => {
      const body = { restaurantSectionIds: [sectionId], dateFrom, dateTo }
      return (await hall.post('reserve/restaurant_sections_workload', body)).json.reserves
    }
    expect(await during(at('19:30'), at('23:00'))).toEqual([
      {
        id,
        tableIds: [tableId('main/3')],
        estimatedStartTime: at('18:00'),
        durationInMinutes: 120,
        guestsCount: 4,
      },
    ])
    expect(await during(at('20:00'), at('23:00'))).toEqual([])
    expect(await during(at('10:00'), at('18:00'))).toEqual([])
    expect((await during(at('10:00'), null)).map((reserve) => reserve.id)).toEqual([id])
  })
})

test('[cloud-api §7.2] webhooks tell of updates and errors of reserves', async () => {
  const receiver = await startWebhookReceiver()
  const subscribe = (webHooksFilter: Json) =>
    server.post('/api/1/webhooks/update_settings', {
      organizationId: hall.organizationId,
      webHooksUri: receiver.url,
      authToken: null,
      webHooksFilter,
    })
  expect((await subscribe({ reserveFilter: { updates: true, errors: true } })).status).toBe(200)
  const { id } = await placed(aReserve())
  await done('cancel', id, { cancelReason: 'Other' })
  const wrong = await outcome(aReserve({ tableIds: [tableId('hall/1')] }))
  await receiver.waitFor(({ eventInfo }) => eventInfo.id === wrong.id)
  await receiver.waitFor(({ eventInfo }) => eventInfo.reserve?.status === 'Closed')
  const kinds = receiver.events.map(({ eventType, eventInfo }) => [eventType, eventInfo.reserve?.status])
  expect(kinds).toEqual(
    expect.arrayContaining([
      ['ReserveUpdate', 'New'],
      ['ReserveUpdate', 'Closed'],
      ['ReserveError', undefined],
    ]),
  )
  await subscribe(undefined)
  await receiver.close()
})
