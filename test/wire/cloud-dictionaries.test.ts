import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CloudPath } from '../../src/api/cloud/generated/operations.ts'
import { foreignId, good, named, refused, seeded } from '../support/cloud-answers.ts'
import { type Answer, startServer, type TestServer } from '../support/start-server.ts'

type Json = Answer['json']

let server: TestServer
let pokrovka: string
let baumana: string
beforeAll(async () => {
  server = await startServer()
  pokrovka = named(server.chain, 'organization', 'Покровке').id
  baumana = named(server.chain, 'organization', 'Баумана').id
})
afterAll(() => server.close())

const itemsOf = (wrappers: Json, organizationId: string): Json[] =>
  wrappers.find((wrapper: Json) => wrapper.organizationId === organizationId).items
const byName = (items: Json[], text: string): Json => {
  const found = items.filter(({ name }) => name.includes(text))
  expect(found).toHaveLength(1)
  return found[0]
}

const ofOrganizations: CloudPath[] = [
  '/api/1/cancel_causes',
  '/api/1/deliveries/order_types',
  '/api/1/discounts',
  '/api/1/payment_types',
  '/api/1/removal_types',
  '/api/1/marketing_sources',
  '/api/1/regions',
  '/api/1/cities',
  '/api/1/employees/couriers',
]
describe.each(ofOrganizations)('%s', (path) => {
  test('names what is wrong with organizationIds and refuses foreign ones', async () => {
    const empty = 'At least one organization identifier is required'
    await refused(server, path, { organizationIds: [] }, { status: 400, text: empty })
    await refused(server, path, {}, { status: 400, text: "(Parameter 'organizationIds')" })
    const malformed = { organizationIds: [pokrovka, 12] }
    await refused(server, path, malformed, { status: 400, text: "Path 'organizationIds[1]'" })
    await refused(server, path, { organizationIds: [pokrovka, foreignId] }, { status: 403, text: foreignId })
    await refused(server, path, { organizationIds: [pokrovka] }, { status: 401, token: null })
  })
})

describe('flat dictionaries', () => {
  test('cancel causes keep deleted ones and name each once', async () => {
    const { cancelCauses } = await good(server, '/api/1/cancel_causes', {
      organizationIds: [pokrovka, baumana],
    })
    expect(cancelCauses).toHaveLength(7)
    expect(byName(cancelCauses, 'Погода').isDeleted).toBe(true)
    expect(byName(cancelCauses, 'Опоздание')).toMatchObject({ isDeleted: false })
  })

  test('removal types say to whom they write off', async () => {
    const { removalTypes } = await good(server, '/api/1/removal_types', { organizationIds: [pokrovka] })
    expect(byName(removalTypes, 'официанта')).toMatchObject({
      canWriteoffToCafe: false,
      canWriteoffToWaiter: true,
      reasonRequired: true,
      manual: true,
      isDeleted: false,
    })
    expect(byName(removalTypes, '(старое)').isDeleted).toBe(true)
  })

  test('payment types show their organization in their terminal groups only', async () => {
    const voucher = async (organizationId: string) =>
      byName(
        (await good(server, '/api/1/payment_types', { organizationIds: [organizationId] })).paymentTypes,
        'Подарочный',
      )
    const here = await voucher(pokrovka)
    expect(here).not.toHaveProperty('organizationId')
    expect(here).toMatchObject({
      paymentTypeKind: 'Voucher',
      paymentProcessingType: 'Internal',
      printCheque: false,
    })
    expect(here.terminalGroups.map((group: Json) => group.organizationId)).toEqual([pokrovka, pokrovka])
    expect((await voucher(baumana)).terminalGroups).toEqual([])
  })

  test('the kind of bonuses is IikoCard here, and deleted types stay', async () => {
    const { paymentTypes } = await good(server, '/api/1/payment_types', { organizationIds: [pokrovka] })
    expect(byName(paymentTypes, 'Бонусы')).toMatchObject({ paymentTypeKind: 'IikoCard' })
    expect(byName(paymentTypes, 'Бонусы').applicableMarketingCampaigns).toHaveLength(1)
    expect(byName(paymentTypes, 'Сертификат 2022').isDeleted).toBe(true)
  })

  test('marketing sources carry their organization, once for each', async () => {
    const { marketingSources } = await good(server, '/api/1/marketing_sources', {
      organizationIds: [pokrovka, baumana],
    })
    expect(marketingSources).toHaveLength(12)
    const radio = marketingSources.filter(({ name }: Json) => name === 'Радио')
    expect(radio.map((one: Json) => one.organizationId)).toEqual([pokrovka, baumana])
    expect(radio[0].isDeleted).toBe(true)
  })

  test('tips types need no request and speak the spelling of dictionaries', async () => {
    const { tipsTypes } = await good(server, '/api/1/tips_types', { organizationIds: [foreignId] })
    expect(byName(tipsTypes, 'кухне').orderServiceTypes).toEqual(['Common', 'DeliveryPickUp'])
    expect(byName(tipsTypes, 'курьеру').organizationIds).toHaveLength(3)
    const token = await server.token('de300000-0000-4000-8000-000000000002')
    const fewer = await good(server, '/api/1/tips_types', {}, token)
    expect(byName(fewer.tipsTypes, 'курьеру').organizationIds).toEqual([pokrovka])
    await refused(server, '/api/1/tips_types', {}, { status: 401, token: null })
    await refused(server, '/api/1/tips_types', '[', { status: 400 })
  })
})

describe('dictionaries by organization', () => {
  test('order types: pickup is DeliveryPickUp, defaults and deleted ones are marked', async () => {
    const { orderTypes } = await good(server, '/api/1/deliveries/order_types', {
      organizationIds: [pokrovka, baumana],
    })
    const items = itemsOf(orderTypes, baumana)
    expect(byName(items, 'Самовывоз')).toMatchObject({ orderServiceType: 'DeliveryPickUp', isDefault: true })
    expect(byName(items, 'дроном')).toMatchObject({ orderServiceType: 'DeliveryByCourier', isDeleted: true })
    expect(byName(items, 'В зале').externalRevision).toBeGreaterThan(0)
    expect(orderTypes.map((one: Json) => one.organizationId)).toEqual([pokrovka, baumana])
  })

  test('discounts: percents and sums are decimals, categories are named', async () => {
    const { discounts } = await good(server, '/api/1/discounts', { organizationIds: [pokrovka] })
    const items = itemsOf(discounts, pokrovka)
    expect(byName(items, 'Карта гостя')).toMatchObject({ percent: 7.5, isCard: true, mode: 'Percent' })
    expect(byName(items, 'Минус 200')).toMatchObject({ sum: 200, minOrderSum: 1000, mode: 'FixedSum' })
    expect(byName(items, 'Напитки −20%')).toMatchObject({
      isCategorisedDiscount: true,
      productCategoryDiscounts: [
        { categoryName: 'Напитки', percent: 20 },
        { categoryName: 'Десерты', percent: 15 },
      ],
    })
  })

  test('a discount of one restaurant is not shown in another', async () => {
    const { discounts } = await good(server, '/api/1/discounts', { organizationIds: [pokrovka, baumana] })
    expect(itemsOf(discounts, baumana).length).toBe(itemsOf(discounts, pokrovka).length + 1)
  })
})

describe('addresses', () => {
  test('regions and cities of each organization', async () => {
    const { regions } = await good(server, '/api/1/regions', { organizationIds: [pokrovka, baumana] })
    expect(itemsOf(regions, pokrovka)).toHaveLength(3)
    expect(itemsOf(regions, baumana)).toHaveLength(2)
    const { cities } = await good(server, '/api/1/cities', { organizationIds: [pokrovka] })
    expect(byName(itemsOf(cities, pokrovka), 'Москва')).toMatchObject({
      classifierId: '7700000000000',
      isDeleted: false,
    })
  })

  test('streets of a city; a removed one only on demand', async () => {
    const cityId = named(server.chain, 'city', 'Москва').id
    const path = '/api/1/streets/by_city'
    const { streets } = await good(server, path, { organizationId: pokrovka, cityId: cityId.toUpperCase() })
    const all = await good(server, path, { organizationId: pokrovka, cityId, includeDeleted: true })
    expect(streets.length).toBeGreaterThan(100)
    expect(all.streets.length).toBe(streets.length + 1)
    expect(byName(all.streets, 'переименована').isDeleted).toBe(true)
    expect((await good(server, path, { organizationId: baumana, cityId })).streets).toEqual([])
    expect((await good(server, path, { organizationId: pokrovka, cityId: foreignId })).streets).toEqual([])
    await refused(server, path, { organizationId: pokrovka }, { status: 400, text: 'cityId' })
    await refused(server, path, { organizationId: foreignId, cityId }, { status: 403 })
    await refused(
      server,
      path,
      { organizationId: pokrovka, cityId: null },
      { status: 400, text: 'System.Guid' },
    )
  })

  test('streets by id or classifier id, with their city', async () => {
    const path = '/api/1/streets/by_id'
    const street = named(server.chain, 'street', 'Маросейка')
    const expected = {
      id: street.id,
      classifierId: street.body.classifierId,
      cityId: street.body.cityId,
      cityName: 'Москва',
      streetName: 'Маросейка',
    }
    const byId = await good(server, path, { organizationId: pokrovka, ids: [street.id, foreignId] })
    expect(byId.streets).toEqual([expected])
    const classifierIds = [street.body.classifierId]
    expect((await good(server, path, { organizationId: pokrovka, classifierIds })).streets).toEqual([
      expected,
    ])
    expect((await good(server, path, { organizationId: baumana, ids: [street.id] })).streets).toEqual([])
    await refused(server, path, { organizationId: pokrovka, ids: ['no'] }, { status: 400, text: 'ids[0]' })
    await refused(server, path, { organizationId: foreignId }, { status: 403 })
  })
})

describe('employees', () => {
  test('couriers of each organization; those who left are marked', async () => {
    const { employees } = await good(server, '/api/1/employees/couriers', {
      organizationIds: [pokrovka, baumana],
    })
    const here = itemsOf(employees, pokrovka)
    expect(here).toHaveLength(5)
    expect(here.filter(({ isDeleted }) => isDeleted).map(({ displayName }) => displayName)).toEqual([
      'Ершов Павел',
    ])
    expect(itemsOf(employees, baumana)).toHaveLength(3)
  })

  test('by_role tells which of the asked roles each courier has', async () => {
    const path = '/api/1/employees/couriers/by_role'
    const body = { organizationIds: [pokrovka], rolesToCheck: ['cour', 'WAIT', 'NONE'] }
    const { employeesWithCheckRoles } = await good(server, path, body)
    const tikhonov = itemsOf(employeesWithCheckRoles, pokrovka).find(({ lastName }) => lastName === 'Тихонов')
    expect(tikhonov.checkRolesResult).toEqual([
      { checkedRoleCode: 'cour', employeeHasRole: true },
      { checkedRoleCode: 'WAIT', employeeHasRole: true },
      { checkedRoleCode: 'NONE', employeeHasRole: false },
    ])
    await refused(server, path, { organizationIds: [pokrovka] }, { status: 400, text: 'rolesToCheck' })
    await refused(server, path, { ...body, organizationIds: [foreignId] }, { status: 403 })
  })

  test('info of one who works in the organization', async () => {
    const path = '/api/1/employees/info'
    const [person] = seeded(server.chain, 'employee').filter(({ body }) => body.lastName === 'Волков')
    const { employeeInfo } = await good(server, path, { organizationId: pokrovka, id: person?.id })
    expect(employeeInfo).toMatchObject({ firstName: 'Сергей', lastName: 'Волков', phone: person?.body.phone })
    const unknown = await refused(server, path, { organizationId: baumana, id: person?.id }, { status: 400 })
    expect(unknown.json.error).toBe('UserNotFound')
    await refused(server, path, { organizationId: pokrovka }, { status: 400, text: "'id'" })
    await refused(server, path, { organizationId: foreignId, id: foreignId }, { status: 403 })
  })
})
