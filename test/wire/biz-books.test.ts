import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoId } from '../../src/seed/demo/demo-chain.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import { type Biz, bizOf, type Json } from './biz-driver.ts'
import { deliveriesOf, noon } from './cloud-deliveries-driver.ts'

let server: TestServer
let biz: Biz
beforeAll(async () => {
  server = await startServer()
  server.clock.setSpeed(0)
  server.clock.jumpTo(noon)
  biz = await bizOf(server)
})
afterAll(() => server.close())

/** The same book as iikoCloud shows it. */
const inCloud = async (path: string, body: Json = {}): Promise<Json> =>
  (
    await server.post(path, {
      organizationIds: [biz.organization],
      organizationId: biz.organization,
      ...body,
    })
  ).json
/** Of those that are not deleted. */
const ids = (items: Json[], name = 'id'): string[] =>
  items
    .filter(({ isDeleted, deleted }) => !isDeleted && !deleted)
    .map((item) => item[name])
    .sort()

test('organizations: all of the login, and one by its id', async () => {
  const { json: list } = await biz.get('organization/list')
  expect(ids(list)).toEqual(
    ids((await inCloud('/api/1/organizations', { organizationIds: null })).organizations),
  )
  const { json: one } = await biz.get(`organization/${biz.organization}`)
  expect(one).toEqual(list.find(({ id }: Json) => id === biz.organization))
  expect(one).toMatchObject({ isActive: true, currencyIsoName: 'RUB', bizOrganizationType: 1 })
})

test('the menu has the dishes and prices of the cloud, and null when nothing is new', async () => {
  const { json: menu } = await biz.get(`nomenclature/${biz.organization}`)
  const theirs = await inCloud('/api/1/nomenclature')
  expect(menu.revision).toBe(theirs.revision)
  const sold = theirs.products.filter(({ type }: Json) => type !== 'Service' && type !== 'service')
  expect(ids(menu.products)).toEqual(ids(sold))
  const borscht = menu.products.find(({ code }: Json) => code === '10101')
  expect(borscht).toMatchObject({ type: 'dish', price: 420, isIncludedInMenu: true })
  expect(borscht.fiberAmount).toBeGreaterThan(0)
  const withGroups = menu.products.find(({ groupModifiers }: Json) => groupModifiers.length > 0)
  expect(withGroups.groupModifiers[0].childModifiers[0]).toEqual({
    modifierId: expect.any(String),
    maxAmount: expect.any(Number),
    minAmount: expect.any(Number),
    defaultAmount: expect.any(Number),
    hideIfDefaultAmount: expect.any(Boolean),
    required: expect.any(Boolean),
  })
  const again = await biz.get(`nomenclature/${biz.organization}`, { revision: String(menu.revision) })
  expect(again.text).toBe('null')
  expect(
    (await biz.get(`nomenclature/${biz.organization}`, { revision: '0' })).json.groups.length,
  ).toBeGreaterThan(3)
})

test('dictionaries are those of the cloud', async () => {
  const { items } = await biz.ask('rmsSettings/getOrderTypes')
  const theirs = await inCloud('/api/1/deliveries/order_types')
  expect(ids(items)).toEqual(ids(theirs.orderTypes[0].items))
  expect(items.map(({ orderServiceType }: Json) => orderServiceType)).toContain('DELIVERY_BY_COURIER')

  const { paymentTypes } = await biz.ask('rmsSettings/getPaymentTypes')
  expect(ids(paymentTypes)).toEqual(ids((await inCloud('/api/1/payment_types')).paymentTypes))
  expect(await biz.ask('paymentTypes/getPaymentTypes')).toEqual({ paymentTypes })
  expect(paymentTypes.find(({ code }: Json) => code === 'CASH')).toMatchObject({
    combinable: true,
    deleted: false,
  })

  const { marketingSources } = await biz.ask('rmsSettings/getMarketingSources')
  const sources = await inCloud('/api/1/marketing_sources')
  expect(ids(marketingSources)).toEqual(ids(sources.marketingSources))

  const couriers = await inCloud('/api/1/employees/couriers')
  const { users } = await biz.ask('rmsSettings/getCouriers')
  expect(ids(users)).toEqual(ids(couriers.employees[0].items))
  expect(users[0]).toMatchObject({ pinCode: '', deleted: false })
  const { users: everybody } = await biz.ask('rmsSettings/getEmployees')
  expect(everybody.length).toBeGreaterThan(users.length)
  const { roles } = await biz.ask('rmsSettings/getRoles')
  expect(ids(roles)).toEqual(expect.arrayContaining(users[0].roles.map(({ id }: Json) => id)))
  const { restaurantSections } = await biz.ask('rmsSettings/getRestaurantSections')
  expect(restaurantSections.length).toBeGreaterThan(0)
})

test('cities, streets and regions', async () => {
  const [first] = await biz.ask('cities/cities')
  expect(await biz.ask('cities/citiesList')).toContainEqual(first.city)
  expect(await biz.ask('streets/streets', { city: first.city.id })).toEqual(first.streets)
  const theirs = await inCloud('/api/1/streets/by_city', { cityId: first.city.id, includeDeleted: true })
  expect(ids(first.streets)).toEqual(ids(theirs.streets))
  expect(ids((await biz.ask('regions/regions')).regions)).toEqual(
    ids((await inCloud('/api/1/regions')).regions[0].items),
  )
})

test('terminals, restrictions and discounts of deliveries', async () => {
  const { deliveryTerminals } = await biz.ask('deliverySettings/getDeliveryTerminals')
  const groups = (await inCloud('/api/1/terminal_groups')).terminalGroups[0].items
  expect(ids(deliveryTerminals, 'deliveryTerminalId')).toEqual(ids(groups))
  expect(deliveryTerminals[0]).toMatchObject({
    organizationId: biz.organization,
    deliveryRestaurantName: expect.stringContaining(':'),
    openingHours: expect.arrayContaining([
      {
        dayOfWeek: 0,
        from: expect.stringMatching(/^\d\d:\d\d$/),
        to: expect.stringMatching(/^\d\d:\d\d$/),
        allDay: false,
        closed: false,
      },
    ]),
  })

  const restrictions = await biz.ask('deliverySettings/getDeliveryRestrictions')
  const theirs = (await inCloud('/api/1/delivery_restrictions')).deliveryRestrictions[0]
  expect(restrictions.restrictions).toHaveLength(theirs.restrictions.length)
  expect(restrictions.restrictions[0]).toMatchObject({
    minSum: theirs.restrictions[0].minSum,
    zone: theirs.restrictions[0].zone,
    weekMap: theirs.restrictions[0].weekMap,
  })
  expect(restrictions.deliveryZones.map(({ name }: Json) => name)).toEqual(
    theirs.deliveryZones.map(({ name }: Json) => name),
  )

  const { discounts } = await biz.ask('deliverySettings/deliveryDiscounts')
  expect(discounts.find(({ id }: Json) => id === demoId('discountType', 'ten'))).toMatchObject({
    mode: 'PERCENT',
    percent: 10,
    isAutomatic: false,
  })
  expect(discounts.every(({ isAutomatic }: Json) => isAutomatic === false)).toBe(true)
})

test('what a till is out of is on the stop list of its terminal', async () => {
  const productId = biz.product('10101')
  const shop = deliveriesOf(server, 'pokrovka')
  const before = await biz.ask('stopLists/getDeliveryStopList')
  const of = ({ stopList }: Json): Json =>
    stopList.find(({ deliveryTerminalId }: Json) => deliveryTerminalId === shop.terminalGroupId)
  expect(of(before).items.map((item: Json) => item.productId)).not.toContain(productId)
  await shop.atTill({ kind: 'stopList.put', items: [{ productId, sizeId: null, balance: 3500n }] })
  const after = await biz.ask('stopLists/getDeliveryStopList')
  expect(of(after).items).toContainEqual({ productId, balance: 3.5 })
  expect(after.unregisteredOrganizations).toEqual([])
})
