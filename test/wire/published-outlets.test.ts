import { readDefinitions } from '../../src/api/cloud/testing/sample.ts'
import { named } from '../support/cloud-answers.ts'
import { productByCode } from '../support/orders.ts'
import type { TestServer } from '../support/start-server.ts'
import { deliveriesOf, type Json, noon } from './cloud-deliveries-driver.ts'
import { holdAgainstSamples } from './published-driver.ts'
import { pizzaAndLemonade, twoHalves, wholeOrder } from './published-orders.ts'

// Level 3 of the parity ledger for what restaurants offer and tell: stop lists, zones, combos, menus, webhooks.

async function stopLists(server: TestServer): Promise<void> {
  const shop = deliveriesOf(server, 'pokrovka')
  const { organizationId, terminalGroupId, place } = shop
  const sized = productByCode(server.chain, '20001')
  const sizeId = wholeOrder(server, shop).order.items[0].productSizeId
  const ask = (operation: string, body: Json) => server.post(`/api/1/stop_lists${operation}`, body)
  await ask('/add', { ...place, items: [{ productId: sized, sizeId, balance: 2 }] })
  await server.settle()
  const terminalGroupsIds = [terminalGroupId]
  await ask('', { organizationIds: [organizationId], terminalGroupsIds, returnSize: true })
  const { items } = wholeOrder(server, shop).order
  const [another] = wholeOrder(server, shop).order.items
  const stopped = { ...another, productId: sized, amount: 3 }
  const half = { ...twoHalves(server), comboInformation: items[1].comboInformation }
  await ask('/check', { ...place, items: [...items, stopped, half] })
  await ask('/remove', { ...place, items: [{ productId: sized, sizeId }] })
  await ask('/clear', place)
  await server.settle()
}

async function combos(server: TestServer): Promise<void> {
  const shop = deliveriesOf(server, 'pokrovka')
  const { organizationId } = shop
  await server.post('/api/1/combo', { organizationId, extraData: true })
  const { items } = pizzaAndLemonade(server, shop)
  const pizza = { ...wholeOrder(server, shop).order.items[0], comboInformation: items[0].comboInformation }
  for (const chosen of [items, [pizza]])
    await server.post('/api/1/combo/calculate', { organizationId, items: chosen })
}

async function webhooks(server: TestServer): Promise<void> {
  const { organizationId } = server.till('pokrovka')
  const statuses = (name: string) => readDefinitions('request')[name]?.enum
  const updates = { updates: true }
  const itemStatuses = statuses('OrderItemStatus')
  await server.post('/api/1/webhooks/update_settings', {
    ...{ organizationId, webHooksUri: 'http://127.0.0.1:9/hook', authToken: 'secret' },
    webHooksFilter: {
      deliveryOrderFilter: {
        ...{ orderStatuses: ['Closed'], itemStatuses, errors: true },
        returnedExternalDataKeys: ['a'],
      },
      tableOrderFilter: { orderStatuses: ['Closed'], itemStatuses, errors: true },
      reserveFilter: { ...updates, errors: true },
      stopListUpdateFilter: updates,
      personalShiftFilter: updates,
      nomenclatureUpdateFilter: updates,
      businessHoursAndMappingUpdateFilter: updates,
      kitchenOrderUpdateFilter: updates,
    },
  })
  await server.post('/api/1/webhooks/settings', { organizationId })
}

async function zones(server: TestServer): Promise<void> {
  const shop = deliveriesOf(server, 'pokrovka')
  const { organizationId } = shop
  const organizationIds = server.chain.apiKeys[0]?.organizationIds
  await server.post('/api/1/delivery_restrictions', { organizationIds })
  const street = named(server.chain, 'street', 'Старая Басманная')
  const dish = { id: productByCode(server.chain, '10101'), product: 'Борщ', amount: 1 }
  const modifiers = [{ id: productByCode(server.chain, '70101'), product: 'Тесто', amount: 1 }]
  const asked = {
    ...{ organizationId, organizationIds, isCourierDelivery: true, deliveryDate: '2027-03-12 18:00:00.000' },
    ...{ deliverySum: 1300, discountSum: 10, orderItems: [{ ...dish, modifiers }] },
  }
  const house = { city: 'Москва', streetName: 'Старая Басманная', streetId: street.id, house: '15' }
  const deliveryAddress = { ...house, building: '1', index: '105066', entrance: '1' }
  const wrong = { house: '11', streetName: 'Спартаковская', streetId: undefined }
  const places: Json[] = [
    { deliveryAddress },
    { deliveryAddress: { line1: 'Москва, Старая Басманная, 15' } },
    { orderLocation: { latitude: 55.7596, longitude: 37.647 } },
    // On a Saturday nobody drives there.
    { deliveryAddress: { ...deliveryAddress, ...wrong }, deliveryDate: '2027-03-13 12:00:00.000' },
    { deliveryAddress, deliverySum: 1 },
  ]
  for (const more of places) await server.post('/api/1/delivery_restrictions/allowed', { ...asked, ...more })
}

async function menus(server: TestServer): Promise<void> {
  await server.post('/api/2/menu', {})
  const { organizationId } = server.till('pokrovka')
  await server.post('/api/1/nomenclature', { organizationId, startRevision: 0 })
}

holdAgainstSamples(
  [
    '/api/1/stop_lists',
    '/api/1/stop_lists/check',
    '/api/1/stop_lists/add',
    '/api/1/stop_lists/remove',
    '/api/1/stop_lists/clear',
    '/api/1/combo',
    '/api/1/combo/calculate',
    '/api/1/webhooks/settings',
    '/api/1/webhooks/update_settings',
    '/api/1/delivery_restrictions',
    '/api/1/delivery_restrictions/allowed',
    '/api/2/menu',
    '/api/1/nomenclature',
  ],
  async (server) => {
    server.clock.jumpTo(noon)
    await webhooks(server)
    await stopLists(server)
    await combos(server)
    await zones(server)
    await menus(server)
  },
)
