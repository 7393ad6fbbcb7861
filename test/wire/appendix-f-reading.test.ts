import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { productByCode } from '../support/orders.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import { startWebhookReceiver } from '../support/webhook-receiver.ts'
import { type Deliveries, deliveriesOf, hourMs, type Json, noon } from './cloud-deliveries-driver.ts'

// Appendix F of the cloud reference: reading orders, menus and stop lists.

let server: TestServer
let shop: Deliveries
beforeAll(async () => {
  server = await startServer()
  shop = deliveriesOf(server, 'pokrovka')
})
beforeEach(() => server.clock.jumpTo(noon))
afterAll(() => server.close())

const uuid = (): string => crypto.randomUUID()

test('F.27: 201 ids are too many, unknown ones are absent, two lists are one too many', async () => {
  const { organizationId } = shop
  const ask = (body: Json) => shop.post('deliveries/by_id', { organizationId, ...body })
  const many = await ask({ orderIds: Array.from({ length: 201 }, uuid) })
  expect([many.status, many.json.error]).toEqual([422, 'TOO_MANY_DATA_REQUESTED'])
  expect((await ask({ orderIds: Array.from({ length: 200 }, uuid) })).json.orders).toEqual([])
  expect((await ask({ orderIds: [uuid()], posOrderIds: [uuid()] })).status).toBe(400)
})

test('F.28: more than a thousand orders in a search are too many', async () => {
  const kazan = deliveriesOf(server, 'baumana')
  const completeBefore = '2027-03-14 12:00:00.000'
  const info = await kazan.placed(kazan.aPickup({ completeBefore, items: [kazan.anItem('10101', 380)] }))
  const { storage } = server.node.app
  const [order] = await storage.now.cloudOrders.search({
    tenantId: server.chain.tenant.id,
    organizationIds: [kazan.organizationId],
    sourceKeys: null,
    orderIds: [info.id],
    limit: 1,
  })
  if (!order) throw new Error('the order is not in the cloud')
  // A day of a whole chain, written as its tills would have told it.
  await storage.transaction(async (tx) => {
    let revision = await tx.cloudOrders.takeRevisions(1000, server.clock.now())
    await tx.cloudOrders.save(
      Array.from({ length: 1000 }, () => {
        const id = uuid()
        return { ...order, id, revision: revision++, state: order.state && { ...order.state, id } }
      }),
    )
  })
  const answer = await shop.post('deliveries/by_delivery_date_and_status', {
    organizationIds: [kazan.organizationId],
    deliveryDateFrom: '2027-03-14 00:00:00.000',
    deliveryDateTo: '2027-03-14 23:59:59.000',
  })
  expect([answer.status, answer.json.error]).toEqual([422, 'TOO_MANY_DATA_REQUESTED'])
})

test('F.29: a revision is exclusive, grows, and is too old after three hours', async () => {
  const ask = (startRevision: number) =>
    shop.post('deliveries/by_revision', { organizationIds: [shop.organizationId], startRevision })
  const idsSince = async (revision: number): Promise<string[]> =>
    (await ask(revision)).json.ordersByOrganizations[0].orders.map(({ id }: Json) => id)
  const start = (server.clock.now() - hourMs) * 1000
  const { id } = await shop.placed(shop.aPickup())
  const first = (await ask(start)).json.maxRevision
  expect(await idsSince(start)).toContain(id)
  expect(await idsSince(first)).toEqual([])
  await shop.done('change_comment', id, { comment: 'later' })
  expect(await idsSince(first)).toEqual([id])
  expect((await ask(first)).json.maxRevision).toBeGreaterThan(first)
  const old = await ask((server.clock.now() - 3 * hourMs) * 1000 - 1_000_000)
  expect([old.status, old.json.errorDescription]).toEqual([400, 'Passed revision is too old'])
})

test('F.30: external data are hidden unless their keys are asked for', async () => {
  const externalData = [
    { key: 'a', value: '1' },
    { key: 'b', value: '2', isPublic: true },
  ]
  const { id } = await shop.placed(shop.aPickup({ externalData }))
  expect((await shop.byId(id)).order.externalData).toBeNull()
  const asked = await shop.byId(id, { returnExternalDataKeys: ['b', 'c'] })
  expect(asked.order.externalData).toEqual([{ key: 'b', value: '2' }])
})

test('F.31: the nomenclature of an equal revision is empty', async () => {
  const ask = async (startRevision?: number): Promise<Json> =>
    (await shop.post('nomenclature', { organizationId: shop.organizationId, startRevision })).json
  const { revision, products } = await ask()
  expect(products.length).toBeGreaterThan(100)
  expect(await ask(revision)).toMatchObject({
    revision,
    groups: [],
    productCategories: [],
    products: [],
    sizes: [],
  })
  expect((await ask(revision - 1)).products).toHaveLength(products.length)
})

test('F.32: an external menu wants its price category, and has a shape for each version', async () => {
  const { json } = await server.post('/api/2/menu')
  const [site, partners] = ['12001', '12002']
  const ids = json.externalMenus.map(({ id }: Json) => id)
  expect(ids).toEqual(expect.arrayContaining([site, partners]))
  const ask = (externalMenuId: string, more: Json = {}) =>
    server.post('/api/2/menu/by_id', { externalMenuId, organizationIds: [shop.organizationId], ...more })
  const without = await ask(partners)
  expect([without.status, without.json.errorDescription]).toEqual([
    400,
    expect.stringContaining('priceCategoryId'),
  ])
  const { priceCategories } = json
  expect((await ask(partners, { priceCategoryId: priceCategories[0].id })).status).toBe(200)
  const versions = await Promise.all([2, 3, 4].map(async (version) => (await ask(site, { version })).json))
  const [v2, v3, v4] = versions
  expect(versions.map(({ formatVersion }) => formatVersion)).toEqual([2, 3, 4])
  expect(Object.keys(v2.itemCategories[0].items[0])).toEqual(
    expect.arrayContaining(['itemId', 'allergens', 'taxCategory']),
  )
  expect(Object.keys(v3.itemGroups[0].items[0])).toEqual(
    expect.arrayContaining(['id', 'allergenGroupIds', 'taxCategoryId']),
  )
  const types = (menu: Json) =>
    new Set(menu.itemGroups.flatMap(({ items }: Json) => items.map(({ type }: Json) => type)))
  expect(types(v3)).not.toContain('COMBO')
  expect(types(v4)).toContain('COMBO')
})

test('F.33: a product is put on the stop list, appears in it, is told of, and goes', async () => {
  const receiver = await startWebhookReceiver()
  const { place, terminalGroupId, organizationId } = shop
  await shop.post('webhooks/update_settings', {
    organizationId,
    webHooksUri: receiver.url,
    webHooksFilter: { stopListUpdateFilter: { updates: true } },
  })
  const productId = productByCode(server.chain, '60201')
  const listed = async (): Promise<Json> => {
    const { json } = await shop.post('stop_lists', { organizationIds: [organizationId] })
    const groups: Json[] = json.terminalGroupStopLists[0].items
    const own = groups.find((group) => group.terminalGroupId === terminalGroupId)
    return own.items.find((item: Json) => item.productId === productId)
  }
  const added = await shop.post('stop_lists/add', { ...place, items: [{ productId, balance: 0 }] })
  const event = await receiver.waitFor(({ eventType }) => eventType === 'StopListUpdate')
  expect(event).toMatchObject({
    organizationId,
    correlationId: added.json.correlationId,
    eventInfo: { terminalGroupsStopListsUpdates: [{ id: terminalGroupId, isFull: false }] },
  })
  expect(await listed()).toMatchObject({ balance: 0, sku: '60201' })
  expect(await shop.commandStatus(added.json.correlationId)).toEqual({ state: 'Success' })
  await shop.post('stop_lists/remove', { ...place, items: [{ productId }] })
  await server.settle()
  expect(await listed()).toBeUndefined()
  await receiver.close()
})
