import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CloudPath, type OperationInfo, operations } from '../../src/api/cloud/generated/operations.ts'
import type { Handler, Handlers } from '../../src/api/cloud/operation.ts'
import { cloudHandlers } from '../../src/api/cloud/operations/index.ts'
import { createRateLimits } from '../../src/api/cloud/rate-limits.ts'
import { readDefinitions, type SampledSchema, sampleOf } from '../../src/api/cloud/testing/sample.ts'
import { createV1Tokens } from '../../src/api/cloud/token-switch.ts'
import { demoId } from '../../src/seed/demo/demo-chain.ts'
import { type CloudDoor, openCloudDoor } from '../support/cloud-door.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import {
  type Deliveries,
  deliveriesOf,
  employeeId,
  type Json,
  noon,
  paymentTypeId,
} from './cloud-deliveries-driver.ts'
import { loyaltyOf } from './loyalty-driver.ts'
import { orderOfEverything, payingPhone, tableOrderOfEverything } from './order-of-everything.ts'
import { cash, type Tables, tableId, tablesOf } from './table-orders-driver.ts'

// The field table of the parity ledger: operations are called with all that their bodies may hold, and each member that
// no handler has read must be one that we say we ignore.

const definitions = readDefinitions('request') as Record<string, TrackedSchema>
type TrackedSchema = SampledSchema & { 'x-union'?: { tag: string; branches: Record<string, string> } }

/** Members of definitions that were looked at: `DeliveryOrder.phone`. */
const looked = new Set<string>()

/** A value of a definition that tells which of its members somebody reads. */
function watched(value: Json, schema: TrackedSchema | undefined, name = ''): Json {
  if (typeof value !== 'object' || value === null || !schema) return value
  const ref = schema.$ref?.split('/').at(-1)
  if (ref) return watched(value, definitions[ref], ref)
  const union = schema['x-union']
  if (union) {
    const branch = union.branches[value[union.tag]] ?? ''
    // Which of the variants it is decides how it is read.
    looked.add(`${branch}.${union.tag}`)
    return watched(value, definitions[branch], branch)
  }
  if (schema.anyOf?.[0]) return watched(value, schema.anyOf[0], name)
  if (Array.isArray(value)) return value.map((element) => watched(element, schema.items, name))
  const { properties = {} } = schema
  return new Proxy(value, {
    get(target, member: string) {
      if (typeof member === 'string' && member in properties) looked.add(`${name}.${member}`)
      return watched(target[member], properties[member], name)
    },
  })
}

/** Members of everything that the body of an operation may hold. */
function membersOf(name: string, found: Set<string> = new Set(), seen: Set<string> = new Set()): Set<string> {
  const visit = (schema: TrackedSchema | undefined, owner: string): void => {
    if (!schema) return
    const ref = schema.$ref?.split('/').at(-1)
    if (ref) {
      membersOf(ref, found, seen)
      return
    }
    for (const branch of [...(schema.oneOf ?? []), ...(schema.anyOf ?? [])]) visit(branch, owner)
    visit(schema.items, owner)
    for (const [member, inner] of Object.entries(schema.properties ?? {})) {
      found.add(`${owner}.${member}`)
      visit(inner, owner)
    }
  }
  if (!seen.has(name)) {
    seen.add(name)
    visit(definitions[name], name)
  }
  return found
}

/** Back-office documents have their own tests of fields. */
const built = (Object.keys(cloudHandlers({} as never)) as CloudPath[]).filter(
  (path) => operations[path].family !== 'back-office',
)

let server: TestServer
let shop: Deliveries
let hall: Tables
let door: CloudDoor
beforeAll(async () => {
  server = await startServer()
  server.clock.jumpTo(noon)
  shop = deliveriesOf(server, 'pokrovka')
  await loyaltyOf(server).newGuest({ phone: payingPhone })
  hall = tablesOf(server, 'pokrovka')
  const { app } = server.node
  const services = {
    licences: server.licences,
    webhookTargets: { check: async () => {} },
    limits: createRateLimits(app.clock),
    v1Tokens: createV1Tokens(),
    onKeyChanged: () => {},
  }
  const handlers = Object.entries(cloudHandlers(services)).map(([path, handler]) => [
    path,
    (call: Json) => {
      const { name }: OperationInfo = operations[path as CloudPath]
      const body = watched(call.body, definitions[`${name}Body`], `${name}Body`)
      return (handler as Handler<CloudPath>)({ ...call, body })
    },
  ])
  door = await openCloudDoor(server, Object.fromEntries(handlers) as Handlers)
})
afterAll(async () => {
  await door.close()
  await server.close()
})

/** The schema's own sample with the ids of the demo in the places where ids of books and orders stand. */
function sampleFor(path: CloudPath, real: Record<string, Json>): Json {
  const put = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(put)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [name, name in real ? real[name] : put(member)]),
    )
  }
  return put(sampleOf(definitions, `${operations[path].name}Body`, 'most'))
}

/** Orders that say all that one order cannot say at once. */
function otherOrders(): Json[] {
  const [productId, positionId, id] = [
    shop.anItem('10101', 1).productId,
    crypto.randomUUID(),
    paymentTypeId('cash'),
  ]
  const modifiers = [{ productId, amount: 1 }]
  const half = { productId, positionId, price: 1, modifiers }
  const compound = {
    type: 'Compound',
    amount: 1,
    productSizeId: productId,
    comment: 'half and half',
    primaryComponent: half,
    secondaryComponent: { ...half, positionId: crypto.randomUUID() },
    commonModifiers: modifiers,
  }
  const paid = { paymentTypeId: id, sum: 1, isFiscalizedExternally: false, isPrepay: false }
  const kinds = {
    Cash: { isProcessedExternally: false },
    Card: {
      paymentAdditionalData: { type: 'Card', number: '1', customData: 'x', cardType: 'VISA' },
      number: '1',
    },
    External: { paymentAdditionalData: { type: 'External', customData: 'x' }, isProcessedExternally: true },
  }
  const payments = Object.entries(kinds).map(([paymentTypeKind, more]) => ({
    ...paid,
    ...more,
    paymentTypeKind,
  }))
  const city = {
    type: 'city',
    line1: 'Москва, Покровка, 17',
    flat: '1',
    entrance: '1',
    floor: '1',
    doorphone: '1',
  }
  return [
    {
      customer: { type: 'one-time', name: 'Vera' },
      deliveryPoint: { address: { ...city, regionId: productId } },
      items: [compound],
      payments,
      tips: payments.map((payment) => ({ ...payment, tipsTypeId: productId })),
      discountsInfo: {
        card: { track: '1' },
        discounts: [
          {
            type: 'iikoCard',
            programId: productId,
            programName: 'bonus',
            discountItems: [{ positionId, sum: 1, amount: 1 }],
          },
        ],
        fixedLoyaltyDiscounts: true,
      },
      loyaltyInfo: { dynamicDiscounts: [{ manualConditionId: productId, sum: 1 }] },
      chequeAdditionalInfo: {
        needReceipt: true,
        email: 'anna@guest.example',
        phone: '+79005550301',
        settlementPlace: 'site',
        retailAddress: 'Москва',
        isInternetPayment: true,
      },
    },
    { customer: { type: 'regular', name: 'Anna', shouldReceivePromoActionsInfo: true } },
  ].map((order) => shop.anOrder(order))
}

const notForProgrammes = 'programmes look at what is sold, to whom and when: this changes none of it'

/** Members of requests that change nothing, and why. */
const ignored: Record<string, string> = {
  'ComboBody.extraData': 'nothing is kept about combos that it could add',
  'DeliveriesByDeliveryDateAndSourceKeyAndFilterBody.timeToCookingErrorTimeout':
    'is about ReadyForCooking, a status that tills do not produce',
  'DeliveriesByIdBody.returnLockedByUser': 'nobody locks a delivery yet, so `lockedAt` is null',
  'DiscountsInfo.fixedLoyaltyDiscounts':
    'discounts of loyalty are never calculated anew, so they are always fixed',
  'MenuByIdBody.asyncMode': 'undocumented; the answer comes at once in any case',
  'NewOrder.chequeAdditionalInfo': notForProgrammes,
  'NewOrder.comment': notForProgrammes,
  'NewOrder.completeBefore':
    'campaigns are those of the moment of the call, as the till asks at the moment of the order',
  'NewOrder.deliveryDuration': notForProgrammes,
  'NewOrder.deliveryPoint': notForProgrammes,
  'NewOrder.deliveryZone': notForProgrammes,
  'NewOrder.discountsInfo': 'local discounts are never combined with those of loyalty (cloud-api §4.7)',
  'NewOrder.externalData': notForProgrammes,
  'NewOrder.externalNumber': notForProgrammes,
  'NewOrder.guests': notForProgrammes,
  'NewOrder.id': notForProgrammes,
  'NewOrder.marketingSourceId': notForProgrammes,
  'NewOrder.operatorId': notForProgrammes,
  'NewOrder.payments': 'what may be paid by bonuses does not depend on what else pays',
  'NewOrder.phoneExtension': notForProgrammes,
  'NewOrder.sourceKey': notForProgrammes,
  'NewOrder.tips': notForProgrammes,
  'RestrictionsAddress.entrance': 'zones do not know entrances',
  'RestrictionsOrderItem.product': 'a name for people; the id decides',
  'RestrictionsOrderItemModifier.product': 'a name for people; the id decides',
}

test('every member of every request is looked at, or it is said why not (corrections 12)', async () => {
  const { id } = await shop.placed(shop.anOrder())
  const { id: packed } = await shop.placed(shop.anOrder())
  const { number } = await shop.done('print_delivery_bill', packed)
  const { organizationId, terminalGroupId } = shop
  const groups = { terminalGroupIds: [terminalGroupId], terminalGroupsIds: [terminalGroupId] }
  const orders = { orderId: id, orderIds: [id], posOrderIds: null }
  const real = {
    ...shop.place,
    ...groups,
    ...orders,
    organizationIds: [organizationId],
    phone: '+79005550301',
  }
  const table = await hall.placed(hall.anOrder())
  const ofTable = { organizationId, orderId: table.id }
  const { customer: regular } = orderOfEverything(server, shop).order
  const { order: hallOrder, createOrderSettings } = tableOrderOfEverything(server, shop)
  const {
    externalNumber,
    phone,
    customer,
    tableIds,
    guests,
    tabName: _,
    priceCategoryId: __,
    ...banquet
  } = hallOrder
  const banquetOfEverything = {
    ...{
      ...shop.place,
      externalNumber,
      phone,
      customer,
      tableIds,
      guests,
      id: crypto.randomUUID(),
      order: banquet,
    },
    ...{ comment: 'x', durationInMinutes: 60, shouldRemind: true, eventType: 'x' },
    ...{ estimatedStartTime: '2027-03-13 18:00:00.000', createReserveSettings: createOrderSettings },
  }
  const reserve = await shop.post('reserve/create', {
    ...banquetOfEverything,
    id: crypto.randomUUID(),
    tableIds: [tableId('main/9')],
  })
  const ofReserve = { organizationId, reserveId: reserve.json.reserveInfo.id }
  const whole = { organizationId, orderId: id }
  const everything = orderOfEverything(server, shop)
  const draft = {
    ...shop.place,
    order: { ...everything.order, menuId: '12001', id: crypto.randomUUID() },
  }
  const shift = { ...shop.place, employeeId: employeeId('5555') }
  const search = { organizationIds: [organizationId], hasProblem: false, searchText: String(number) }
  const more: Partial<Record<CloudPath, Json[]>> = {
    '/api/1/deliveries/create': [everything, ...otherOrders()],
    '/api/1/deliveries/drafts/create': [draft],
    '/api/1/deliveries/drafts/save': [{ ...draft, employeeId: employeeId('5555') }],
    '/api/1/deliveries/drafts/by_id': [{ organizationId, orderId: draft.order.id }],
    '/api/1/deliveries/drafts/commit': [
      { ...shop.place, orderId: draft.order.id, createOrderSettings: { transportToFrontTimeout: 8 } },
    ],
    '/api/1/deliveries/change_service_type': [{ ...whole, newServiceType: 'DeliveryByClient' }],
    '/api/1/deliveries/by_delivery_date_and_source_key_and_filter': [
      {
        ...search,
        cookingTimeout: 1,
        timeToCookingErrorTimeout: 1,
        deliveryDateFrom: '2027-03-12 00:00:00.000',
      },
    ],
    '/api/1/order/create': [
      tableOrderOfEverything(server, shop),
      hall.anOrder({ guestCount: 2 }, { createOrderSettings: { servicePrint: true, checkStopList: true } }),
    ],
    '/api/1/order/add_items': [
      {
        ...ofTable,
        items: [shop.anItem('10101', 420)],
        combos: [],
        addOrderItemsSettings: { servicePrint: true },
      },
    ],
    '/api/1/order/add_payments': [{ ...ofTable, payments: [cash(1)], tips: [cash(1)] }],
    '/api/1/order/change_payments': [{ ...ofTable, payments: [cash(1)], tips: [cash(1)] }],
    '/api/1/order/change_external_data': [{ ...ofTable, externalData: [{ key: 'a', value: '1' }] }],
    '/api/1/order/add_customer': [
      { ...ofTable, customer: { ...regular, type: undefined, id: undefined, phone: '+79005550301' } },
    ],
    '/api/1/order/init_by_posOrder': [{ ...shop.place, posOrderIds: [table.posId] }],
    '/api/1/order/by_id': [{ organizationIds: [organizationId], posOrderIds: [table.posId] }],
    '/api/1/order/close': [{ ...ofTable, chequeAdditionalInfo: { needReceipt: true } }],
    '/api/1/order/cancel': [{ ...ofTable, removalTypeId: id, removalComment: 'x', userIdForWriteoff: id }],
    '/api/1/employees/shift/clockin': [{ ...shift, roleId: demoId('role', 'COUR') }],
    '/api/1/employees/shift/clockout': [shift],
    '/api/1/employees/shift/is_open': [shift],
    '/api/1/reserve/create': [
      banquetOfEverything,
      {
        ...banquetOfEverything,
        id: crypto.randomUUID(),
        order: null,
        guests: null,
        guestsCount: 2,
        transportToFrontTimeout: 9,
        createReserveSettings: null,
      },
    ],
    '/api/1/reserve/add_items': [{ ...ofReserve, items: [shop.anItem('10101', 420)], combos: [] }],
    '/api/1/reserve/change_items': [{ ...ofReserve, items: [shop.anItem('10101', 420)], combos: [] }],
    '/api/1/reserve/add_payments': [{ ...ofReserve, payments: [cash(1)] }],
    '/api/1/reserve/change_tables': [{ ...ofReserve, tableIds: [tableId('main/1')] }],
    '/api/1/reserve/change_estimated_start_time': [
      { ...ofReserve, newEstimatedStartTime: '2027-03-13 20:00:00.000' },
    ],
    '/api/1/reserve/cancel': [{ ...ofReserve, cancelReason: 'Other' }],
    '/api/1/reserve/available_restaurant_sections': [
      { terminalGroupIds: [terminalGroupId], returnSchema: true, revision: 1 },
    ],
    '/api/1/reserve/restaurant_sections_workload': [
      {
        restaurantSectionIds: [demoId('restaurantSection', 'main')],
        dateFrom: '2027-03-13 00:00:00.000',
        dateTo: '2027-03-14 00:00:00.000',
      },
    ],
    '/api/1/employees/info': [{ organizationId, id: employeeId('5555') }],
    '/api/1/streets/by_city': [{ organizationId, cityId: demoId('city', 'moscow'), includeDeleted: true }],
    '/api/1/terminal_groups/is_alive': [{ organizationId, terminalGroupIds: [terminalGroupId] }],
    '/api/1/loyalty/iiko/customer/info': [
      { type: 'id', id },
      { type: 'email', email: 'anna@guest.example' },
      { type: 'cardTrack', cardTrack: '1' },
      { type: 'cardNumber', cardNumber: '1' },
    ].map((name) => ({ organizationId, ...name })),
    '/api/1/loyalty/iiko/calculate': [
      {
        organizationId,
        terminalGroupId,
        order: shop.anOrder({ loyaltyInfo: {} }).order,
        ...{ coupon: '1', referrerId: id, isLoyaltyTraceEnabled: true, applicableManualConditions: [id] },
        ...{
          availablePaymentMarketingCampaignIds: [id],
          dynamicDiscounts: [{ manualConditionId: id, Sum: 1 }],
        },
      },
      { organizationId, order: shop.anOrder({ orderServiceType: undefined, orderTypeId: id }).order },
    ],
    '/api/1/loyalty/iiko/customer/create_or_update': [
      { organizationId, phone: '+79005550301', email: 'anna@guest.example' },
    ],
    '/api/1/delivery_restrictions/allowed': [
      { ...search, isCourierDelivery: true, deliveryAddress: { line1: 'Москва, Покровка, 17' } },
    ],
    '/api/2/menu/by_id': [2, 3].map((version) => ({
      ...{ organizationIds: [organizationId], externalMenuId: '12001', version },
      ...{ language: 'en', startRevision: 1, priceCategoryId: null, asyncMode: false },
    })),
  }
  for (const path of built) {
    if (operations[path].method === 'GET') continue
    for (const body of [sampleFor(path, real), ...(more[path] ?? [])]) {
      const { status, text } = await door.send(path, { body: JSON.stringify(body) })
      expect(status, `${path}: ${text}`).toBeLessThan(500)
    }
  }
  const members = new Set(built.flatMap((path) => [...membersOf(`${operations[path].name}Body`)]))
  expect(members.size).toBeGreaterThan(300)
  expect([...members].filter((member) => !looked.has(member)).sort()).toEqual(Object.keys(ignored))
})
