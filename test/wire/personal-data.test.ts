import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createValidators } from '../../src/api/cloud/validation.ts'
import { fromWireCreation } from '../../src/api/cloud/wire/read-order.ts'
import { createOrUpdateGuest } from '../../src/app/loyalty/create-or-update-guest.ts'
import { noGuestChanges } from '../../src/domain/loyalty/guest.ts'
import { canonicalJson } from '../../src/kernel/canonical.ts'
import { linkedPair } from '../support/link-ends.ts'
import { aPickup, demoLogin, placeThroughCloud } from '../support/orders.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import { columnsHolding } from '../support/stored-texts.ts'
import { startWebhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.ts'
import {
  type Deliveries,
  deliveriesOf,
  employeeId,
  type Json,
  noon,
  paymentTypeId,
} from './cloud-deliveries-driver.ts'
import { loyaltyOf } from './loyalty-driver.ts'

/** Everything personal that `deliveries/create` and the changes of a delivery may carry, in words found nowhere else. */
const phone = '+79005558181'
const created = {
  phone: '9005558181',
  name: 'Qwyxa',
  surname: 'Qwyxova',
  customerComment: 'qwyx allergy',
  birthdate: '1971-11-23',
  email: 'qwyx@example.org',
  latitude: '55.7598761',
  longitude: '37.6541239',
  street: 'Qwyx street',
  index: '109Q28',
  house: '17qwyx',
  building: 'qwyx-b',
  flat: 'qwyx-f',
  entrance: 'qwyx-e',
  floor: 'qwyx-9',
  doorphone: 'qwyx-d',
  cartography: 'qwyx-carto',
  pointComment: 'qwyx behind the yard',
  receiptEmail: 'receipt@qwyx.org',
  receiptPhone: '79005558282',
  cardNumber: '4111qwyx',
  customData: 'qwyx-rrn',
  tipsNumber: '4222qwyx',
}
const later = {
  movedHouse: '18qwyy',
  movedComment: 'qwyy two floors up',
  addedNumber: '4333qwyy',
  addedCredential: '79005558383',
  changedNumber: '4444qwyy',
  wrongTrack: 'TRACK-qwyy',
}
const markers = [...Object.values(created), ...Object.values(later)]

let server: TestServer
let deliveries: Deliveries
let receiver: WebhookReceiver

beforeAll(async () => {
  server = await startServer()
  server.clock.jumpTo(noon)
  deliveries = deliveriesOf(server, 'pokrovka')
  receiver = await startWebhookReceiver()
  await deliveries.post('webhooks/update_settings', {
    organizationId: deliveries.organizationId,
    webHooksUri: receiver.url,
    authToken: 'token',
    webHooksFilter: {
      deliveryOrderFilter: { orderStatuses: ['WaitCooking', 'Closed'], itemStatuses: [], errors: true },
    },
  })
})
afterAll(async () => {
  await server.close()
  await receiver.close()
})

const address = (house: string): Json => ({
  type: 'legacy',
  street: { name: created.street, city: 'Москва' },
  index: created.index,
  house,
  building: created.building,
  flat: created.flat,
  entrance: created.entrance,
  floor: created.floor,
  doorphone: created.doorphone,
})

const cardPayment = (sum: number, number: string, more: Json = {}): Json => ({
  paymentTypeKind: 'Card',
  paymentTypeId: paymentTypeId('card'),
  sum,
  number,
  ...more,
})

const everything = (): Json =>
  deliveries.anOrder({
    phone,
    customer: {
      type: 'regular',
      name: created.name,
      surname: created.surname,
      comment: created.customerComment,
      birthdate: `${created.birthdate} 00:00:00.000`,
      email: created.email,
      gender: 'Female',
      shouldReceiveOrderStatusNotifications: true,
    },
    deliveryPoint: {
      coordinates: { latitude: Number(created.latitude), longitude: Number(created.longitude) },
      address: address(created.house),
      externalCartographyId: created.cartography,
      comment: created.pointComment,
    },
    chequeAdditionalInfo: {
      needReceipt: true,
      email: created.receiptEmail,
      phone: `+${created.receiptPhone}`,
      settlementPlace: 'the site',
    },
    payments: [
      cardPayment(100, created.cardNumber, {
        paymentAdditionalData: { type: 'Card', customData: created.customData },
      }),
    ],
    tips: [cardPayment(50, created.tipsNumber)],
  })

/** From the creation to the receipt, with a change of everything personal that can be changed. */
async function wholeLife(): Promise<string> {
  await loyaltyOf(server).newGuest({ phone })
  const { id, order } = await deliveries.placed(everything())
  expect(JSON.stringify(order)).toContain(created.name)
  await deliveries.done('change_delivery_point', id, {
    newDeliveryPoint: { address: address(later.movedHouse), comment: later.movedComment },
  })
  await deliveries.done('add_payments', id, { payments: [cardPayment(10, later.addedNumber)] })
  await deliveries.done('add_payments', id, {
    payments: [
      {
        paymentTypeKind: 'LoyaltyCard',
        paymentTypeId: paymentTypeId('bonuses'),
        sum: 20,
        paymentAdditionalData: {
          type: 'LoyaltyCard',
          credential: `+${later.addedCredential}`,
          searchScope: 'Phone',
        },
      },
    ],
  })
  await deliveries.done('change_payments', id, { payments: [cardPayment(order.sum, later.changedNumber)] })
  const positionIds = order.items.map((item: Json) => item.positionId)
  await deliveries.atTill({ kind: 'delivery.printToKitchen', orderId: id })
  await deliveries.atTill({
    kind: 'delivery.setCooking',
    orderId: id,
    positionIds,
    status: 'CookingCompleted',
  })
  await deliveries.done('update_order_courier', id, { employeeId: employeeId('5555') })
  await deliveries.done('update_order_delivery_status', id, { deliveryStatus: 'OnWay' })
  await deliveries.done('update_order_delivery_status', id, { deliveryStatus: 'Delivered' })
  await deliveries.done('close', id)
  return id
}

test('what is personal lies sealed: no column of any table and no file holds it, and a forgotten guest is gone', async () => {
  receiver.respondWith(500)
  const id = await wholeLife()
  const refused = await deliveries.outcome(
    deliveries.anOrder({ phone, discountsInfo: { card: { track: later.wrongTrack } } }),
  )
  expect(refused.creationStatus).toBe('Error')
  const shown = JSON.stringify(await deliveries.byId(id))
  for (const text of [created.name, later.movedHouse, created.phone]) expect(shown).toContain(text)

  const stored = await columnsHolding(server, markers)
  expect(stored.columns).toBeGreaterThan(150)
  expect(stored.found).toEqual([])
  const files = readdirSync(server.dataDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
  for (const marker of markers) expect(files.join('\n')).not.toContain(marker)

  const { tenantId } = server.till('pokrovka')
  const { contacts, webhooks } = server.node.storage.now
  expect(await contacts.destroy(tenantId, phone)).toBeGreaterThanOrEqual(5)
  const forgotten = JSON.stringify(await deliveries.byId(id))
  for (const marker of markers) expect(forgotten).not.toContain(marker)
  receiver.clear()
  receiver.respondWith(200)
  const [subscription] = await webhooks.subscriptions(tenantId, [deliveries.organizationId])
  if (!subscription) throw new Error('no subscription')
  const now = server.clock.now()
  await webhooks.replay(tenantId, deliveries.organizationId, subscription.loginId, 0, now)
  await webhooks.hurry(subscription, now)
  await server.settle()
  const told = receiver.calls.map((call) => call.body).join('\n')
  expect(told).toContain(id)
  for (const marker of markers) expect(told).not.toContain(marker)
})

test('an order of a forgotten guest gets no new address, which nothing could destroy', async () => {
  const other = '+79005558484'
  const { id } = await deliveries.placed(deliveries.anOrder({ phone: other }))
  const { tenantId } = server.till('pokrovka')
  const { contacts } = server.node.storage.now
  await contacts.destroy(tenantId, other)
  const point = { address: { type: 'legacy', street: { name: 'Покровка', city: 'Москва' }, house: '19qwyv' } }
  const body = { organizationId: deliveries.organizationId, orderId: id }
  for (const [path, change] of [
    ['change_delivery_point', { newDeliveryPoint: point }],
    ['change_service_type', { newServiceType: 'DeliveryByCourier', deliveryPoint: point }],
  ] as const) {
    const answer = await deliveries.post(`deliveries/${path}`, { ...body, ...change })
    expect([answer.status, answer.json.errorDescription], path).toEqual([
      400,
      expect.stringContaining('was forgotten'),
    ])
  }
  // Nothing lies under no phone at all.
  expect(await contacts.destroy(tenantId, '')).toBe(0)
})

test('what a client asked for is kept as a digest that cannot be found by trying', async () => {
  const order = deliveries.aPickup({ id: crypto.randomUUID(), phone: '+79005558585' })
  await deliveries.placed(order)
  const { rows } = await server.pool.query<{ digest: Buffer }>(
    'select digest from client_id_claim where id = $1',
    [order.order.id],
  )
  const checked = createValidators().request('/api/1/deliveries/create', order)
  if (!checked.ok) throw new Error(checked.description)
  const catalog = await server.node.app.catalog(server.chain.tenant.id)
  const moment = { catalog, now: server.clock.now(), correlationId: order.order.id }
  const { organizationId, order: asked, contact } = fromWireCreation(checked.body, moment)
  const request = [organizationId, asked, contact]
  const plain = createHash('sha256').update(canonicalJson(request)).digest()
  expect(rows[0]?.digest.equals(server.node.storage.digestOf(request))).toBe(true)
  expect(rows[0]?.digest.equals(plain)).toBe(false)
})

test('tracks of discount cards are in no column; who knows one gets the discount', async () => {
  const tracks = server.chain.cardTracks.map(({ track }) => track)
  expect(tracks.length).toBeGreaterThan(0)
  expect((await columnsHolding(server, tracks)).found).toEqual([])
  const [, , track] = tracks
  const { order } = await deliveries.placed(deliveries.aPickup({ discountsInfo: { card: { track } } }))
  expect(order.discounts).toHaveLength(1)
})

test('the search finds what is stored in the clear, so that it would find a leak', async () => {
  const externalData = [{ key: 'integrator', value: 'qwyz of the integrator itself', isPublic: true }]
  const { id } = await deliveries.placed(deliveries.anOrder({ externalData, comment: 'qwyz без лука' }))
  // Rows of an order have a state of their own from its first change on (ADR 6).
  await deliveries.done('change_comment', id, { comment: 'qwyz без лука, срочно' })
  const { found } = await columnsHolding(server, ['qwyz of the integrator', 'qwyz без лука'])
  expect(found).toEqual(
    expect.arrayContaining([
      'journal.payload: qwyz of the integrator',
      'till_order.state: qwyz без лука',
      'cloud_order.state: qwyz без лука',
    ]),
  )
})

test('a till on its own node gets the credentials of a payment with its order, sealed anew', async () => {
  const pair = await linkedPair('pokrovka')
  try {
    const { cloud, till, chain, organizationId } = pair
    const asked = aPickup(cloud.app, chain, pair)
    const additionalData = { credential: '+79005558484', searchScope: 'Phone' }
    await createOrUpdateGuest(
      cloud.app,
      {
        ...{ tenantId: chain.tenant.id, organizationId, actor: 'test', apiClient: null },
        correlationId: cloud.app.random.uuid(),
        earlierCall: async () => null,
      },
      { id: null, phone: additionalData.credential, card: null, changes: noGuestChanges },
    )
    const flags = { isProcessedExternally: false, isFiscalizedExternally: false, isPrepay: false }
    const payment = { typeId: paymentTypeId('bonuses'), kind: 'IikoCard' as const, sum: 100n, ...flags }
    const order = { ...asked.order, payments: [{ ...payment, additionalData }] }
    const id = await placeThroughCloud(cloud.app, await demoLogin(cloud.app, chain), { ...asked, order })
    await pair.converge()
    const placed = (await till.storage.now.tillOrders.load(chain.tenant.id, organizationId, [id])).get(id)
    const place = placed?.payments[0]?.sealedIn
    expect(place).toEqual({ recordId: placed?.contactId, prefix: 'payments.0.' })
    const record = (await till.storage.now.contacts.load(chain.tenant.id, [place?.recordId ?? ''])).get(
      place?.recordId ?? '',
    )
    expect(record?.texts).toEqual({
      'payments.0.credential': '+79005558484',
      'payments.0.searchScope': 'Phone',
    })
  } finally {
    await pair.close()
  }
})
