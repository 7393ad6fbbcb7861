import { readDefinitions } from '../../src/api/cloud/testing/sample.ts'
import type { TestServer } from '../support/start-server.ts'
import { type Deliveries, deliveriesOf, employeeId, type Json, noon } from './cloud-deliveries-driver.ts'
import { holdAgainstSamples } from './published-driver.ts'
import { cardOrder, distrusted, passingOrder, wholeOrder } from './published-orders.ts'

// Level 3 of the parity ledger for drafts.

const drafts = '/api/1/deliveries/drafts'

/** Orders as an operator composes them: with a menu. */
const composed = (server: TestServer, shop: Deliveries): Json[] => [
  wholeOrder(server, shop).order,
  { ...passingOrder(server, shop).order, menuId: '12001' },
  { ...cardOrder(shop).order, menuId: '12001' },
]

async function commit(server: TestServer, wish: Json, status: string): Promise<void> {
  const { text } = await server.post(`${drafts}/commit`, wish, undefined, { Prefer: 'wait=60' })
  if (!text.includes(`"${status}"`)) throw new Error(text)
}

/** A pickup that is composed and committed at once. */
async function committed(server: TestServer, shop: Deliveries, order: Json, status: string): Promise<void> {
  const draft = { ...shop.place, order: shop.aPickup(order).order }
  const { json } = await server.post(`${drafts}/create`, draft)
  await commit(server, { ...shop.place, orderId: json.orderId }, status)
}

async function life(server: TestServer): Promise<void> {
  const shop = deliveriesOf(server, 'pokrovka')
  const { organizationId, place } = shop
  await distrusted(server, shop)
  const operator = employeeId('6666')
  const ids: string[] = []
  for (const order of composed(server, shop)) {
    const { json } = await server.post(`${drafts}/create`, { ...place, order })
    ids.push(json.orderId)
  }
  const [orderId = ''] = ids
  await server.post(`${drafts}/lock`, { organizationId, orderId, employeeId: operator })
  for (const id of ids) await server.post(`${drafts}/by_id`, { organizationId, orderId: id })
  const days = { dateFrom: '2027-03-12 00:00:00.000', dateTo: '2027-03-13 00:00:00.000' }
  const [, sortProperty] = readDefinitions('request')['OrderDraftsSortProperty']?.enum ?? []
  const all = { organizationIds: [organizationId], ...days, limit: 50, offset: 0 }
  await server.post(`${drafts}/by_filter`, all)
  await server.post(`${drafts}/by_filter`, {
    ...{ ...all, terminalGroupIds: [shop.terminalGroupId], operatorIds: [operator], sourceKeys: ['site'] },
    ...{ phone: '+79005550301', searchText: 'A-17', sortDirection: 'Descending', sortProperty },
    orderTypeIds: [composed(server, shop)[1].orderTypeId],
  })
  await server.post(`${drafts}/unlock`, { organizationId, orderId, employeeId: operator })
  for (const [index, order] of composed(server, shop).entries())
    await server.post(`${drafts}/save`, {
      ...place,
      employeeId: operator,
      order: { ...order, id: ids[index] },
    })
  const { createOrderSettings } = wholeOrder(server, shop)
  for (const id of ids.slice(0, 2)) {
    await commit(server, { ...place, orderId: id, createOrderSettings }, 'Success')
  }
  const kazan = deliveriesOf(server, 'baumana')
  const inKazan = { menuId: '12001', items: [kazan.anItem('10101', 380)] }
  await committed(server, kazan, inKazan, 'Success')
  const unsized = { menuId: '12001', externalNumber: 'A-18', items: [shop.anItem('20001', 650)] }
  await committed(server, shop, unsized, 'Error')
  await server.post(`${drafts}/delete`, { organizationId, orderId: ids[2] })
}

holdAgainstSamples(
  [
    '/api/1/deliveries/drafts/create',
    '/api/1/deliveries/drafts/save',
    '/api/1/deliveries/drafts/by_id',
    '/api/1/deliveries/drafts/by_filter',
    '/api/1/deliveries/drafts/lock',
    '/api/1/deliveries/drafts/unlock',
    '/api/1/deliveries/drafts/commit',
    '/api/1/deliveries/drafts/delete',
  ],
  async (server) => {
    server.clock.jumpTo(noon)
    await life(server)
  },
)
