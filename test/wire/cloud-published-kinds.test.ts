import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demoId } from '../../src/seed/demo/demo-chain.ts'
import kinds from '../support/published-kinds.json' with { type: 'json' }
import { isRecorded, kindsOf, recorded, silent, unlike } from '../support/recorded.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import { type Deliveries, deliveriesOf, employeeId, type Json, noon } from './cloud-deliveries-driver.ts'
import { loyaltyOf } from './loyalty-driver.ts'
import { orderOfEverything, payingPhone } from './order-of-everything.ts'

// Level 3 of the parity ledger: every field of a published or recorded answer is in ours and is of its kind. The kinds
// are kept in the repository; where the recordings lie beside it, they are held against them.

let server: TestServer
let shop: Deliveries
beforeAll(async () => {
  server = await startServer()
  server.clock.jumpTo(noon)
  shop = deliveriesOf(server, 'pokrovka')
  await loyaltyOf(server).newGuest({ phone: payingPhone })
})
afterAll(() => server.close())

describe('the kept kinds are those of the recordings', () => {
  const names = Object.keys(kinds) as (keyof typeof kinds)[]
  test.each(names.filter((name) => isRecorded(`${name}.json`)))('%s', (name) => {
    expect(kinds[name]).toEqual(kindsOf(recorded(`${name}.json`)))
  })

  test.runIf(isRecorded('doc-delivery-create-response.json'))('a creation answers what by_id shows', () => {
    const [orderInfo] = kinds['doc-delivery-by-id-response'].orders
    expect(kindsOf(recorded('doc-delivery-create-response.json')).orderInfo).toEqual(orderInfo)
  })
})

const uuid = (): string => crypto.randomUUID()
const item = (code: string, price: number, more: Json = {}): Json =>
  shop.anItem(code, price, { positionId: uuid(), ...more })
const everything = (): Json => orderOfEverything(server, shop)

describe('deliveries/create and by_id', () => {
  test('an order with all that the published request has is taken', async () => {
    const body = everything()
    // One of two ways each: the service and not the type, a list of discounts and not a card; old names of two fields.
    expect(silentOrMissing(body, kinds['doc-delivery-create-request'])).toEqual([
      '$.order.orderTypeId',
      '$.order.tips[].paymentAdditionalData',
      '$.order.discountsInfo.card',
      '$.order.discountsInfo.discounts[].sum',
      '$.order.iikoCard5Info',
    ])
    await shop.placed(body)
  })

  test('its answer has every field of the published one', async () => {
    const { id, order } = await shop.placed(everything())
    const orderId = id
    await shop.atTill({ kind: 'delivery.printToKitchen', orderId })
    await shop.done('change_driver_info', id, { driverId: employeeId('5555') })
    await shop.done('update_order_problem', id, { hasProblem: true, problem: 'late' })
    await shop.done('print_delivery_bill', id)
    await shop.done('update_order_delivery_status', id, { deliveryStatus: 'OnWay' })
    await shop.done('update_order_delivery_status', id, { deliveryStatus: 'Delivered' })
    const cancelled = await shop.placed(everything())
    await shop.atTill({ kind: 'delivery.printToKitchen', orderId: cancelled.id })
    await shop.done('cancel', cancelled.id, {
      cancelCauseId: demoId('cancelCause', 'guest'),
      cancelComment: 'no show',
      removalTypeId: demoId('removalType', 'cafe'),
      removalComment: 'thrown away',
    })
    const rejected = await shop.outcome(shop.anOrder({ items: [item('20001', 650)] }))

    const { json } = await shop.post('deliveries/by_id', {
      organizationId: shop.organizationId,
      orderIds: [id, cancelled.id, rejected.id],
    })
    const example = kinds['doc-delivery-by-id-response']
    expect(order.items).toHaveLength(5)
    expect(unlike(kindsOf(json), example)).toEqual([])
    // What has no source yet: splitting between registers, routes, moves by the front, couriers of partners.
    expect(silent(kindsOf(json), example)).toEqual([
      '$.orders[].order.parentDeliveryId',
      '$.orders[].order.customer.blacklistReason',
      '$.orders[].order.whenConfirmed',
      '$.orders[].order.indexInCourierRoute',
      '$.orders[].order.movedFromDeliveryId',
      '$.orders[].order.movedFromTerminalGroupId',
      '$.orders[].order.movedFromOrganizationId',
      '$.orders[].order.externalCourierService',
      '$.orders[].order.whenClosed',
      '$.orders[].order.conception',
    ])
    const created = await server.post('/api/1/deliveries/create', everything(), undefined, {
      Prefer: 'wait=60',
    })
    expect(unlike(kindsOf(created.json), { correlationId: 'id', orderInfo: example.orders[0] })).toEqual([])
  })
})

const silentOrMissing = (ours: Json, example: Json): string[] => [
  ...silent(kindsOf(ours), example),
  ...unlike(kindsOf(ours), example).map((words) => words.replace(/ is .*/, '')),
]

describe('menus, stop lists and restrictions', () => {
  const of = (more: Json = {}): Json => ({ organizationIds: [shop.organizationId], ...more })
  const site = '12001'
  test.each<[keyof typeof kinds, string, () => Json, string[]]>([
    ['nomenclature-2026', '/api/1/nomenclature', () => ({ organizationId: shop.organizationId }), []],
    ['external-menus-list-with-price-categories', '/api/2/menu', () => ({}), []],
    [
      'external-menu-v2-by_id-2026',
      '/api/2/menu/by_id',
      () => of({ externalMenuId: site, version: 2 }),
      ['$.customerTagGroups'],
    ],
    [
      'external-menu-v3-by_id',
      '/api/2/menu/by_id',
      () => of({ externalMenuId: site, version: 3 }),
      // A map by organization: no organization of the demo overrides a tax.
      ['$.overrideTaxCategories.id'],
    ],
    [
      'restaurant-sections-tables',
      '/api/1/reserve/available_restaurant_sections',
      () => ({ terminalGroupIds: [shop.terminalGroupId], returnSchema: true }),
      [],
    ],
    ['doc-stop-lists', '/api/1/stop_lists', () => of({ returnSize: true }), []],
    [
      'doc-delivery-restrictions',
      '/api/1/delivery_restrictions',
      () => ({ organizationIds: server.chain.apiKeys[0]?.organizationIds }),
      [],
    ],
    [
      'doc-restrictions-allowed',
      '/api/1/delivery_restrictions/allowed',
      () =>
        of({
          isCourierDelivery: true,
          deliveryDate: '2027-03-12 12:00:00.000',
          deliveryAddress: { city: 'Москва', streetName: 'Старая Басманная', house: '15' },
          deliverySum: 1300,
        }),
      [
        '$.addressExternalId',
        '$.rejectedItems[].rejectItemData.dateFrom',
        '$.rejectedItems[].rejectItemData.dateTo',
        '$.rejectedItems[].rejectItemData.allowedWeekDays',
      ],
    ],
  ])('%s', async (name, path, body, unknown) => {
    const { status, json, text } = await server.post(path, body())
    expect(status, text).toBe(200)
    expect(silentOrMissing(json, kinds[name])).toEqual(unknown)
  })
})
