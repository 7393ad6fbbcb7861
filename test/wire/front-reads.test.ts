/** Reads and single deeds of `Resto.Front.Api` on a started node: good, unknown, malformed (front-api §2.5–2.17). */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startServer, type TestServer } from '../support/start-server.ts'
import { type Front, frontOf } from './front-table-driver.ts'
import { tableId } from './table-orders-driver.ts'

type Json = any // any: a test looks where it likes

let server: TestServer
let front: Front
beforeAll(async () => {
  server = await startServer()
  front = frontOf(server)
})
afterAll(() => server.close())

const id = (): string => crypto.randomUUID()

/** Entity, its list, and whether the demo has one of them. */
const directories: [entity: string, list: string][] = [
  ['CashRegisterInfo', 'getCashRegisterInfos'],
  ['City', 'getCities'],
  ['CookingPlaceType', 'getCookingPlaceTypes'],
  ['DeliveryCancelCause', 'getDeliveryCancelCauses'],
  ['DiscountCard', 'getDiscountCards'],
  ['DiscountType', 'getDiscountTypes'],
  ['MarketingSource', 'getMarketingSources'],
  ['MeasuringUnit', 'getMeasuringUnits'],
  ['OrderType', 'getOrderTypes'],
  ['PaymentType', 'getPaymentTypes'],
  ['PriceCategory', 'getPriceCategories'],
  ['Product', 'getAllProducts'],
  ['ProductCategory', 'getProductCategories'],
  ['ProductGroup', 'getProductGroups'],
  ['ProductScale', 'getProductScales'],
  ['ProductSize', 'getProductSizes'],
  ['Region', 'getRegions'],
  ['RemovalType', 'getActiveRemovalTypes'],
  ['RestaurantSection', 'getRestaurantSections'],
  ['Role', 'getRoles'],
  ['Street', 'getActiveStreets'],
  ['Table', 'getTables'],
  ['TaxCategory', 'getTaxCategories'],
  ['Terminal', 'getTerminals'],
  ['TerminalsGroup', 'getTerminalsGroups'],
  ['User', 'getUsers'],
  ['WaiterTeam', 'getWaiterTeams'],
]

test.each(directories)('%s: all, one, none, nonsense', async (entity, list) => {
  const [first, ...rest] = await front.call(list)
  expect(new Set([first, ...rest].map((one: Json) => one.id)).size).toBe(rest.length + 1)
  expect(first).toMatchObject({ id: expect.any(String), revision: expect.any(Number) })
  expect(await front.call(`get${entity}ById`, { id: first.id })).toEqual(first)
  expect(await front.call(`tryGet${entity}ById`, { id: { id: first.id } })).toEqual(first)

  const unknown = id()
  const failure = await front.fails(`get${entity}ById`, { id: unknown })
  expect([failure.exception, failure.fields.entityId]).toEqual(['EntityNotFoundException', unknown])
  expect(await front.call(`tryGet${entity}ById`, { id: unknown })).toBeUndefined()
  const malformed = await front.fails(`tryGet${entity}ById`, { id: 'first' })
  expect([malformed.exception, malformed.fields.field]).toEqual(['ArgumentException', 'id'])
})

describe('host and halls', () => {
  test('the host is where the till stands', async () => {
    const [restaurant, terminal, group] = [
      await front.call('getHostRestaurant'),
      await front.call('getHostTerminal'),
      await front.call('getHostTerminalsGroup'),
    ]
    expect(restaurant.currency).toMatchObject({ isoName: 'RUB', fractionalPartLength: 2 })
    expect(group).toMatchObject({ id: front.caller.terminalGroupId, mainTerminal: { id: terminal.id } })
    const sections = await front.call('getHostTerminalRestaurantSections')
    expect(await front.call('getTerminalsGroupRestaurantSections', { terminalsGroup: group.id })).toEqual(
      sections,
    )
    expect(await front.call('getDeliverySection')).toEqual(sections[0])
    expect(await front.call('getTerminalsGroupTerminals', { terminalsGroup: group })).toEqual([terminal])
    const [pointOfSale] = await front.call('getHostTerminalPointsOfSale')
    expect(await front.call('getPointOfSaleById', { id: pointOfSale.id })).toEqual(pointOfSale)
    expect(await front.call('getTerminalsGroupPointsOfSale', { terminalsGroup: group.id })).toEqual([
      pointOfSale,
    ])
    expect((await front.fails('getTerminalsGroupTerminals', { terminalsGroup: id() })).exception).toBe(
      'EntityNotFoundException',
    )
  })

  test('a hall has its tables and its plan', async () => {
    const [section] = await front.call('getHostTerminalRestaurantSections')
    const tables = await front.call('getRestaurantSectionTables', { restaurantSection: section.id })
    expect(tables).toEqual(section.tables)
    expect(await front.call('getTables', { currentGroupMode: true })).toEqual(expect.arrayContaining(tables))
    const plan = await front.call('tryGetSectionSchemaByRestaurantSection', { restaurantSection: section.id })
    expect(plan.tableElements).toHaveLength(tables.length)
    expect(plan.width).toBeGreaterThan(0)
    expect(
      await front.call('tryGetSectionSchemaByRestaurantSection', { restaurantSection: id() }),
    ).toBeUndefined()
  })
})

describe('the menu', () => {
  test('prices, groups and sizes agree', async () => {
    const soup = front.dish('10101')
    const product = await front.call('getProductById', { id: soup })
    expect(await front.call('getPrice', { product: soup })).toBe(product.price)
    expect(await front.call('getIncludedInMenu', { product: soup })).toBe(true)
    const sections = await front.call('getIncludedInMenuSectionsByProduct', { product: soup })
    expect(sections).toEqual(await front.call('getHostTerminalRestaurantSections'))
    const group = await front.call('tryGetParentByProduct', { product: soup })
    const children = await front.call('getChildProductsByProductGroup', { productGroup: group.id })
    expect(children.map((child: Json) => child.id)).toContain(soup)
    const menu = await front.call('getHierarchicalMenu')
    expect(menu.products).toEqual(await front.call('getActiveProducts'))
    expect(await front.call('tryGetChildProductsByProductGroup', { productGroup: id() })).toBeUndefined()
    expect((await front.fails('getChildGroupsByProductGroup', { productGroup: id() })).exception).toBe(
      'EntityNotFoundException',
    )
    expect((await front.fails('getPrice', { product: id() })).exception).toBe('EntityNotFoundException')
  })

  test('a product of a scale has sizes and a barcode finds its product', async () => {
    const products = await front.call('getActiveProducts')
    const scaled = products.find((product: Json) => product.scale !== null)
    const sizes = await front.call('getProductScaleSizes', { productScale: scaled.scale.id })
    expect(sizes.length).toBeGreaterThan(1)
    expect(await front.call('getDisabledSizesByProduct', { product: scaled.id })).toEqual(
      await front.call('tryGetDisabledSizesByProduct', { product: scaled.id }),
    )
    const coded = (await front.call('getAllProducts')).find((product: Json) => product.barcodes.length > 0)
    if (coded)
      expect((await front.call('getProductByBarcode', { barcode: coded.barcodes[0] })).id).toBe(coded.id)
    expect(await front.call('getProductByBarcode', { barcode: '0' })).toBeUndefined()
  })

  test('modifiers of a dish and of a scheme', async () => {
    const products = server.chain.items.flatMap((item) => (item.book === 'product' ? [item] : []))
    const grouped = products.filter(({ body }: Json) => body.groupModifiers.length > 0)
    expect(grouped.length).toBeGreaterThan(0)
    for (const { id: product, body } of grouped as Json[]) {
      const groups = await front.call('getGroupModifiers', { product })
      expect(groups.map((group: Json) => group.productGroup.id)).toEqual(
        body.groupModifiers.map((group: Json) => group.id),
      )
      for (const group of groups) expect(group.minimumAmount).toBeLessThanOrEqual(group.maximumAmount)
      expect(await front.call('getSimpleModifiers', { product })).toHaveLength(body.modifiers.length)
    }
    const schemed = grouped.find(({ body }: Json) => body.modifierSchemaId) as Json
    const asked = { compoundItemTemplate: schemed.body.modifierSchemaId }
    const template = await front.call('getCompoundItemTemplateById', { id: schemed.body.modifierSchemaId })
    expect(await front.call('getCompoundItemTemplates')).toContainEqual(template)
    const [common, splittable] = [
      await front.call('getCommonGroupModifiers', asked),
      await front.call('getSplittableGroupModifiers', asked),
    ]
    expect(common.length + splittable.length).toBe(schemed.body.groupModifiers.length)
    const [single, split] = [
      await front.call('getCommonSimpleModifiers', asked),
      await front.call('getSplittableSimpleModifiers', asked),
    ]
    expect(single.length + split.length).toBe(schemed.body.modifiers.length)
    expect((await front.fails('getCommonSimpleModifiers', { compoundItemTemplate: id() })).exception).toBe(
      'EntityNotFoundException',
    )
  })
})

describe('staff', () => {
  test('rights of roles, by the codes of the original and by ours', async () => {
    const { credentials } = await front.call('authenticateByPin', { pin: '1111' })
    const manager = await front.call('getUser', { credentials })
    expect(await front.call('checkPermission', { user: manager.id, permissionCode: 'F_STRN' })).toBe(true)
    const codes = { user: manager.id, permissionCodes: ['F_STRN', 'kiosk.run'] }
    expect((await front.fails('checkPermissions', { ...codes, checkMode: 'Any' })).fields.field).toBe(
      'permissionCodes',
    )
    const known = { user: manager.id, permissionCodes: ['F_STRN', 'tables.edit'] }
    expect(await front.call('checkPermissions', { ...known, checkMode: 'All' })).toBe(true)
    const roles = await front.call('getUserRoles', { user: manager.id })
    expect(roles.length).toBeGreaterThan(0)
    expect((await front.call('getUserFullName', { user: manager.id })).lastName).toBeTruthy()
    expect(
      (await front.fails('checkPermission', { user: manager.id, permissionCode: 'F_NO' })).exception,
    ).toBe('ArgumentException')
    expect((await front.fails('getUserFullName', { user: id() })).exception).toBe('EntityNotFoundException')
  })

  test('attendance opens and closes', async () => {
    const [team] = await front.call('getUsers')
    await front.call('openPersonalSession', { user: team.id })
    expect((await front.call('getUserById', { id: team.id })).isSessionOpen).toBe(true)
    await front.call('closePersonalSession', { user: team.id })
    expect((await front.call('getUserById', { id: team.id })).isSessionOpen).toBe(false)
    expect((await front.fails('closePersonalSession', { user: team.id })).exception).toBe(
      'ConstraintViolationException',
    )
    expect((await front.fails('openPersonalSession')).fields.field).toBe('user')
  })
})

describe('the stop list', () => {
  test('what is stopped is restricted until it is taken off', async () => {
    const product = front.dish('10101')
    await front.call('addProductToStopList', { product })
    const rows = await front.call('getStopListProductsRemainingAmounts')
    expect(rows.find((row: Json) => row.product.id === product)).toMatchObject({ amount: 0 })
    expect(await front.call('isStopListProductSellingRestricted', { product })).toBe(true)
    const asked = { productsAndAmount: [{ product, amount: 1 }] }
    expect(await front.call('checkStopListProductsSellingRestrictions', asked)).toMatchObject({
      ...{ checkResult: 'Restricted', productsExceedRemainingAmounts: [{ productId: product }] },
    })
    await front.call('setStopListProductRemainingAmount', { product, amount: 2.5 })
    expect((await front.call('checkStopListProductsSellingRestrictions', asked)).checkResult).toBe('Allowed')
    await front.call('removeProductFromStopList', { product })
    await front.call('setStopListProductsRemainingAmounts', { stopListItems: [{ product, amount: 1 }] })
    await front.call('addProductsToStopList', { stopListItems: [{ product: front.dish('50001') }] })
    await front.call('removeProductsFromStopList', { productsWithSizes: [{ product }] })
    await front.call('clearStopList')
    expect(await front.call('getStopListProductsRemainingAmounts')).toEqual([])
    expect((await front.fails('addProductToStopList', { product: id() })).exception).toBe(
      'EntityNotFoundException',
    )
  })
})

describe('cash sessions', () => {
  test('open, cash in, report, close', async () => {
    if (await front.call('isAllCafeSessionsOpen')) await front.call('closeCafeSession')
    expect(await front.call('isAllCafeSessionsClosed')).toBe(true)
    expect((await front.fails('closeCafeSession')).exception).toBe('CafeSessionException')
    await front.call('openCafeSession', { startCash: 1000 })
    const [session] = await front.call('getCafeSessions')
    expect(await front.call('getCafeSessionById', { id: session.id })).toEqual(session)
    expect(session.cashSum).toBe(1000)
    expect(
      await front.call('tryGetCafeSessionByCashRegister', { cashRegister: session.cashRegister.id }),
    ).toEqual(session)
    const payIns = server.chain.items.filter(
      (item: Json) =>
        item.book === 'payInOutType' &&
        item.body.transactionType === 'PAYIN' &&
        item.body.counteragentType === 'NONE',
    )
    const [type] = payIns
    if (type) {
      await front.call('moveCash', { payInOutType: type.id, sum: 250.5, comment: 'размен' })
      const sum = await front.call('getHostTerminalCafeSessionCashSum', { cafeSession: session.id })
      expect(sum).toBe(1250.5)
    }
    const report = await front.call('getCafeSessionReport')
    expect(report).toMatchObject({ kind: 'X', session: { id: session.id }, difference: null })
    await front.call('closeCafeSession', { countedCash: 1000 })
    expect((await front.call('getCafeSessionReport')).kind).toBe('Z')
    expect((await front.fails('moveCash', { payInOutType: id(), sum: 1 })).exception).toBe(
      'CafeSessionException',
    )
    await front.call('openCafeSession')
  })
})

describe('clients', () => {
  test('a client is made, found by phone, and not by nonsense', async () => {
    const made = await front.edit([
      ['createClient', { id: id(), name: 'Ольга', phones: [{ phoneValue: '+79035550011', isMain: true }] }],
    ])
    const [client] = made.entities
    expect(client).toMatchObject({ name: 'Ольга', phones: [{ value: '+79035550011' }] })
    expect(await front.call('getClientById', { id: client.id })).toEqual(client)
    expect(await front.call('tryGetClientByPhone', { phone: '+79035550011' })).toEqual(client)
    expect(await front.call('searchClients', { query: '+79035550011' })).toEqual([client])
    expect(await front.call('tryGetClientByPhone', { phone: '+79030000000' })).toBeUndefined()
    expect(await front.call('tryGetClientByCardNumber', { cardNumber: 'none' })).toBeUndefined()
    expect((await front.fails('searchClients', { query: 'Ольга', fields: 1 })).exception).toBe(
      'NotSupportedException',
    )
    const order = id()
    await front.edit([
      ['createOrder', { id: order, tables: [tableId('main/3')] }],
      ['addClientToOrder', { order, client: client.id }],
    ])
    expect((await front.call('getOrderById', { id: order })).customerIds).toEqual([client.id])
    await front.call('removeOrderClient', { order, client: client.id })
    expect((await front.call('getOrderById', { id: order })).customerIds).toEqual([])
  })
})

describe('messages and discounts', () => {
  test('a message is told to the staff', async () => {
    await front.call('addNotificationMessage', { message: 'Принтер без бумаги', sender: 'acme' })
    expect((await front.fails('addErrorMessage', { sender: 'acme' })).fields.field).toBe('message')
  })

  test('a discount lowers the sum, and goes again', async () => {
    const order = id()
    await front.edit([
      ['createOrder', { id: order }],
      ['addOrderProductItem', { order, product: front.dish('10101'), amount: 2 }],
    ])
    const types = await front.call('getDiscountTypes')
    const manual = types.find(
      (type: Json) =>
        type.canApplyManually && !type.isAutomatic && !type.discountByFlexibleSum && type.isActive,
    )
    await front.call('addDiscount', { order, discount: manual.id })
    const lowered = await front.call('getOrderById', { id: order })
    expect(lowered.discounts).toMatchObject([{ discountType: { id: manual.id } }])
    await front.call('deleteDiscount', { order, discountItem: { discountType: manual.id } })
    const { discounts, fullSum, resultSum } = await front.call('getOrderById', { id: order })
    expect([discounts, resultSum]).toEqual([[], fullSum])
    const flexible = types.find((type: Json) => type.discountByFlexibleSum && type.canApplyManually)
    if (flexible) {
      await front.call('addFlexibleSumDiscount', { order, discount: flexible.id, sum: 10 })
      expect((await front.call('getOrderById', { id: order })).resultSum).toBe(fullSum - 10)
    }
    expect((await front.fails('addDiscount', { order, discount: id() })).exception).toBe(
      'EntityNotFoundException',
    )
    expect((await front.fails('addDiscountByCardNumber', { order, cardNumber: 'none' })).exception).toBe(
      'EntityNotFoundException',
    )
  })
})

test('a reader without the right sees no person in an order', async () => {
  const reader = front.as({ permissions: new Set(['orders:read']) })
  for (const order of await reader.call('getOrders'))
    if (order.kind === 'delivery') expect(order.phone).toBeNull()
  expect((await reader.fails('getDeliveryOrders')).exception).toBe('PermissionDeniedException')
})
