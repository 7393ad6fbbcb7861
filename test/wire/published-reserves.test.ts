import { demoId } from '../../src/seed/demo/demo-chain.ts'
import type { TestServer } from '../support/start-server.ts'
import { deliveriesOf, type Json, noon } from './cloud-deliveries-driver.ts'
import { holdAgainstSamples } from './published-driver.ts'
import {
  cardOrder,
  distrusted,
  everyPayment,
  everyTip,
  passingOrder,
  wholeOrder,
} from './published-orders.ts'
import { type Tables, tableId, tablesOf } from './table-orders-driver.ts'

// Level 3 of the parity ledger for reserves and banquets.

const phone = '+79005550301'
const uuid = (): string => crypto.randomUUID()
const tomorrow = (time: string): string => `2027-03-13 ${time}:00.000`

/** A reserve with all that its published request has. */
function wholeReserve(server: TestServer, hall: Tables, table: string): Json {
  const { order } = wholeOrder(server, hall)
  const { items, combos, sourceKey, discountsInfo, loyaltyInfo, menuId } = order
  const { externalData, chequeAdditionalInfo, customer, externalNumber } = order
  return {
    ...{ ...hall.place, id: uuid(), externalNumber, customer, phone, guests: { count: 4 } },
    ...{ comment: 'by the window', durationInMinutes: 60, shouldRemind: true, eventType: 'birthday' },
    ...{ tableIds: [tableId(table)], estimatedStartTime: tomorrow('18:00') },
    order: {
      ...{ menuId, items, combos, sourceKey, discountsInfo, loyaltyInfo, externalData },
      ...{ chequeAdditionalInfo, orderTypeId: demoId('orderType', 'table') },
      payments: everyPayment(phone),
      tips: everyTip(phone, demoId('tipsType', 'kitchen')),
    },
    createReserveSettings: { transportToFrontTimeout: 60, checkStopList: true },
  }
}

async function created(server: TestServer, body: Json, status = 'Success'): Promise<string> {
  const { json, text } = await server.post('/api/1/reserve/create', body, undefined, { Prefer: 'wait=60' })
  if (json.reserveInfo?.creationStatus !== status) throw new Error(text)
  return json.reserveInfo.id
}

/** Sends a change and waits for the till to do it. */
async function done(server: TestServer, hall: Tables, operation: string, body: Json): Promise<void> {
  const { organizationId } = hall
  const { json, text } = await server.post(`/api/1/reserve/${operation}`, { organizationId, ...body })
  if (!json?.correlationId) throw new Error(text)
  await server.settle()
  const status = await hall.commandStatus(json.correlationId)
  if (status.state !== 'Success') throw new Error(`${operation}: ${JSON.stringify(status)}`)
}

/** Banquets that are changed, begun and given up. */
async function banquets(server: TestServer, hall: Tables): Promise<string[]> {
  const came = await created(server, wholeReserve(server, hall, 'main/3'))
  const ofReserve = { reserveId: came }
  const { items, combos, payments } = wholeReserve(server, hall, 'main/3').order
  await done(server, hall, 'add_items', { ...ofReserve, items, combos })
  const replaced = wholeReserve(server, hall, 'main/3').order
  await done(server, hall, 'change_items', { ...ofReserve, items: replaced.items, combos: replaced.combos })
  await done(server, hall, 'add_payments', { ...ofReserve, payments })
  await done(server, hall, 'change_tables', { ...ofReserve, tableIds: [tableId('main/4')] })
  const newEstimatedStartTime = tomorrow('19:00')
  await done(server, hall, 'change_estimated_start_time', { ...ofReserve, newEstimatedStartTime })
  await hall.atTill({ kind: 'reserve.guestsCame', orderId: came })
  const { items: few, discountsInfo } = passingOrder(server, hall).order
  const passing = {
    ...wholeReserve(server, hall, 'main/5'),
    ...{ guests: undefined, guestsCount: 2 },
    ...{
      createReserveSettings: undefined,
      transportToFrontTimeout: 60,
      order: { items: few, discountsInfo },
    },
  }
  const given = await created(server, passing)
  await done(server, hall, 'cancel', { reserveId: given, cancelReason: 'ClientRefused' })
  const { discountsInfo: byCard } = cardOrder(hall).order
  const carded = wholeReserve(server, hall, 'main/6')
  const { items: dishes } = cardOrder(hall).order
  const third = await created(server, { ...carded, order: { items: dishes, discountsInfo: byCard } })
  return [came, given, third]
}

async function read(server: TestServer, reserveIds: string[]): Promise<void> {
  const { organizationId } = server.till('pokrovka')
  for (const more of [{}, { sourceKeys: ['site'] }])
    await server.post('/api/1/reserve/status_by_id', { organizationId, reserveIds, ...more })
  await server.post('/api/1/reserve/restaurant_sections_workload', {
    restaurantSectionIds: [demoId('restaurantSection', 'main')],
    dateFrom: tomorrow('00:00'),
    dateTo: tomorrow('23:00'),
  })
}

holdAgainstSamples(
  [
    '/api/1/reserve/create',
    '/api/1/reserve/status_by_id',
    '/api/1/reserve/add_items',
    '/api/1/reserve/cancel',
    '/api/1/reserve/add_payments',
    '/api/1/reserve/change_tables',
    '/api/1/reserve/change_items',
    '/api/1/reserve/change_estimated_start_time',
    '/api/1/reserve/restaurant_sections_workload',
  ],
  async (server) => {
    server.clock.jumpTo(noon)
    const hall = tablesOf(server, 'pokrovka')
    await distrusted(server, deliveriesOf(server, 'pokrovka'))
    const ids = await banquets(server, hall)
    const kazan = tablesOf(server, 'baumana')
    const items = [kazan.anItem('10101', 380)]
    const there = { ...wholeReserve(server, hall, 'hall/1'), ...kazan.place, order: { items } }
    const far = await created(server, there)
    const unsized = { items: [hall.anItem('20001', 650)] }
    const refused = { ...wholeReserve(server, hall, 'main/7'), order: unsized }
    await read(server, [...ids, await created(server, refused, 'Error')])
    await server.post('/api/1/reserve/status_by_id', {
      organizationId: kazan.organizationId,
      reserveIds: [far],
    })
  },
)
