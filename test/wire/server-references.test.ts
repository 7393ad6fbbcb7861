import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Book } from '../../src/domain/reference/books.ts'
import { type BackOffice, openBackOffice } from '../support/back-office.ts'
import { startServer, type TestServer } from '../support/start-server.ts'

let server: TestServer
let chain: BackOffice
let restaurant: BackOffice
beforeAll(async () => {
  server = await startServer()
  chain = await openBackOffice(server)
  restaurant = await openBackOffice(server, { prefix: '/rms/2/resto' })
})
afterAll(() => server.close())

type Json = any // any: a test looks where it likes

const itemsOf = (book: Book) => server.chain.items.filter((item) => item.book === book) as Json[]
const listed = async (query: string): Promise<Json[]> => (await chain.get(`/v2/entities/list?${query}`)).json

describe('the list of all books [server-api §7.1]', () => {
  test.each<[string, Book, (body: Json) => Json]>([
    ['AccountingCategory', 'accountingCategory', ({ code }) => ({ code })],
    ['AlcoholClass', 'alcoholClass', ({ code }) => ({ code })],
    ['AllergenGroup', 'allergenGroup', ({ code }) => ({ code })],
    ['AttendanceType', 'attendanceType', ({ code }) => ({ code })],
    ['Conception', 'conception', ({ code }) => ({ code })],
    ['CookingPlaceType', 'cookingPlace', () => ({ code: null })],
    ['DiscountType', 'discountType', () => ({ code: null })],
    ['MeasureUnit', 'measureUnit', ({ code }) => ({ code })],
    ['PaymentType', 'paymentType', ({ code }) => ({ code })],
    ['ProductCategory', 'productCategory', () => ({ code: null })],
    ['ProductScale', 'sizeScale', () => ({ code: null })],
    ['ScheduleType', 'scheduleType', ({ code }) => ({ code })],
    ['TaxCategory', 'taxCategory', ({ percentage }) => ({ code: null, vatPercent: percentage })],
    [
      'OrderType',
      'orderType',
      ({ serviceType, isDefault }) => ({
        code: null,
        orderServiceType: {
          Common: 'COMMON',
          DeliveryByCourier: 'DELIVERY_BY_COURIER',
          DeliveryByClient: 'DELIVERY_PICKUP',
        }[serviceType as string],
        defaultForServiceType: isDefault,
      }),
    ],
  ])('%s', async (rootType, book, more) => {
    expect(await listed(`rootType=${rootType}`)).toEqual(
      itemsOf(book).map(({ id, isDeleted, body }) => ({
        id,
        rootType,
        deleted: isDeleted,
        name: body.name,
        ...more(body),
      })),
    )
  })
  test('Account has the warehouses behind the chart of accounts', async () => {
    const accounts = await listed('rootType=Account')
    expect(accounts).toHaveLength(itemsOf('account').length + itemsOf('store').length)
    expect(accounts.at(-1)).toMatchObject({ rootType: 'Account', name: 'Бар. Малышева', code: '33' })
  })
  test('ProductSize lists the sizes of all scales', async () => {
    const sizes = await listed('rootType=ProductSize')
    expect(sizes.map(({ shortName }) => shortName)).toEqual(['25', '30', '35', 'S', 'M', 'L'])
  })
  test('several books come in one list; deleted ones unless they are not wanted; an unknown format is ignored', async () => {
    const both = await listed('rootType=TaxCategory&rootType=MeasureUnit&format=LONG&nonsense=1')
    expect(new Set(both.map(({ rootType }) => rootType))).toEqual(new Set(['TaxCategory', 'MeasureUnit']))
    const { app } = server.node
    const { id: tenantId } = server.chain.tenant
    const [unit] = (await app.catalog(tenantId)).all('measureUnit')
    const before = (await app.catalog(tenantId)).revision
    await app.storage.now.books.save(tenantId, [{ ...unit, isDeleted: true } as never])
    app.forgetCatalog(tenantId)
    expect(await listed(`rootType=MeasureUnit&revisionFrom=${before}`)).toMatchObject([
      { id: unit?.id, deleted: true },
    ])
    expect(await listed(`rootType=MeasureUnit&revisionFrom=${before}&includeDeleted=False`)).toEqual([])
    const ids = await chain.get('/v2/entities/MeasureUnit/ids?includeDeleted=false')
    expect(ids.json).not.toContain(unit?.id)
    expect(ids.json).toHaveLength(3)
    await app.storage.now.books.save(tenantId, [{ ...unit, isDeleted: false } as never])
    app.forgetCatalog(tenantId)
  })
  test('a name that is none is refused with those that are', async () => {
    for (const path of ['/v2/entities/list?rootType=Guest', '/v2/entities/Guest/ids']) {
      const answer = await chain.get(path)
      expect(answer.status).toBe(400)
      expect(answer.text).toContain("'Guest': value not one of declared Enum instance names: [Account, ")
    }
    expect((await chain.get('/v2/entities/list')).text).toBe(
      "Argument for @NotNull parameter 'rootType' must not be null",
    )
  })
})

describe('accounts [server-api §7.3]', () => {
  test('have their types; warehouses have their restaurant', async () => {
    const { json } = await chain.get('/v2/entities/accounts/list')
    expect(json[0]).toEqual({
      rootType: 'Account',
      id: itemsOf('account')[0].id,
      deleted: false,
      code: '1.01',
      name: 'Торговые кассы',
      accountParentId: null,
      parentCorporateId: null,
      type: 'CASH',
      system: true,
      customTransactionsAllowed: false,
    })
    expect(json.at(-1)).toMatchObject({
      type: 'INVENTORY_ASSETS',
      parentCorporateId: itemsOf('organization')[2].id,
      accountParentId: null,
    })
  })
  test('names of what the program made follow the language', async () => {
    const { json } = await chain.get('/v2/entities/accounts/list', { 'accept-language': 'en-GB' })
    const named = (code: string) => json.find((one: Json) => one.code === code).name
    expect([named('1.01'), named('1.03')]).toEqual(['Tills', 'Расчётный счёт'])
  })
  test('a restaurant has its own warehouses only', async () => {
    const { json } = await restaurant.get('/v2/entities/accounts/list')
    const owners = new Set(json.map(({ parentCorporateId }: Json) => parentCorporateId))
    expect(owners).toEqual(new Set([null, itemsOf('organization')[1].id]))
  })
})
