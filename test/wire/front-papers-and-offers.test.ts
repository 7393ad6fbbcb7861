/** Printers, papers, tech cards, combos, settings and small deeds of `Resto.Front.Api` on a started node (front-api §2). */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demoId } from '../../src/seed/demo/demo-chain.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import { type Front, frontOf } from './front-table-driver.ts'
import { tableId } from './table-orders-driver.ts'

type Json = any // any: a test looks where it likes

let server: TestServer
let front: Front
beforeAll(async () => {
  server = await startServer()
  front = frontOf(server)
  if (await front.call('isAllCafeSessionsClosed')) await front.call('openCafeSession')
})
afterAll(() => server.close())

const id = (): string => crypto.randomUUID()
const cash = demoId('paymentType', 'cash')
const orderOf = (orderId: string): Promise<Json> => front.call('getOrderById', { id: orderId })

/** Two bowls of borscht for 840. */
async function anOrder(table: number): Promise<{ orderId: string; soup: string }> {
  const [orderId, guest, soup] = [id(), id(), id()]
  await front.edit([
    ['createOrder', { id: orderId, tables: [tableId(`main/${table}`)] }],
    ['addOrderGuest', { id: guest, order: orderId, name: null }],
    ['addOrderProductItem', { id: soup, order: orderId, guest, product: front.dish('10101'), amount: 2 }],
  ])
  return { orderId, soup }
}
async function closed(table: number): Promise<string> {
  const { orderId } = await anOrder(table)
  await front.edit([
    ['addPaymentItem', { order: orderId, paymentType: cash, paymentSum: 840 }],
    ['payOrder', { order: orderId, isPaymentLocal: true }],
  ])
  return orderId
}
const jobs = async (): Promise<Json[]> => {
  const { tenantId, terminalGroupId } = front.caller
  const all = await server.pool.query(
    `select paper, state from print_job where tenant_id = $1 and terminal_group_id = $2`,
    [tenantId, terminalGroupId],
  )
  return all.rows
}

describe('printers', () => {
  test('are those of the till, each found by what it prints', async () => {
    const all = await front.call('getPrintingDeviceInfos')
    expect(all.length).toBeGreaterThan(0)
    for (const { id: printer, friendlyName } of all) {
      expect(await front.call('getPrintingDeviceInfoById', { id: printer })).toMatchObject({ friendlyName })
      const { font0Width, font2Width } = await front.call('getPrinterDriverParameters', { printer })
      expect(font2Width).toBe(Math.floor(font0Width / 2))
    }
    const known = new Set(all.map((one: Json) => one.id))
    for (const name of [
      'tryGetBillPrinter',
      'tryGetReceiptChequePrinter',
      'tryGetDishPrinter',
      'getReportPrinter',
    ])
      expect(known, name).toContain((await front.call(name)).id)
    expect(await front.call('tryGetPrintingDeviceInfoById', { id: id() })).toBeUndefined()
    expect((await front.fails('getPrinterDriverParameters', { printer: id() })).exception).toBe(
      'EntityNotFoundException',
    )
  })

  test('print a plugin’s document, which says what is wrong in it otherwise', async () => {
    const printer = (await front.call('tryGetReceiptChequePrinter')).id
    const document = '<doc><center>Привет</center><pair left="a" right="b"/></doc>'
    expect(await front.call('print', { printer, document })).toBe(true)
    expect(await jobs()).toContainEqual({
      paper: expect.objectContaining({ kind: 'document', markup: document }),
      state: 'printed',
    })
    const { lines } = await front.call('formatDocumentOnPrintingDevice', {
      ...{ printingDeviceInfo: printer, documentMarkup: document },
    })
    expect(lines[0].trim()).toBe('Привет')
    expect(lines[1]).toMatch(/^a +b$/)
    expect((await front.fails('print', { printer, document: '<doc><table/></doc>' })).exception).toBe(
      'ConstraintViolationException',
    )
    const nobody = front.as({ permissions: new Set(['orders:read']) })
    expect((await nobody.fails('print', { printer, document })).exception).toBe('PermissionDeniedException')
    expect(await front.call('printReceiptCheque', { cashRegisterId: id(), document })).toBe(true)
  })

  test('open the drawer that hangs on them, and no other', async () => {
    const printers: Json[] = await front.call('getPrintingDeviceInfos')
    const books = server.chain.items.filter(({ book }) => book === 'printer') as Json[]
    const hasDrawer = (one: Json) => books.find(({ id: own }) => own === one.id)?.body.opensDrawer === true
    for (const printer of printers) {
      if (hasDrawer(printer)) expect(await front.call('openCashDrawer', { printer: printer.id })).toBe(true)
      else
        expect((await front.fails('openCashDrawer', { printer: printer.id })).exception).toBe(
          'ArgumentException',
        )
    }
  })
})

describe('papers', () => {
  test('a bill as text turns the order to Bill, in the width that was asked for', async () => {
    const { orderId } = await anOrder(1)
    const text: string = await front.call('billOrder', { order: orderId, tapeWidth: 32 })
    expect(text).toContain('Борщ')
    expect(text.split('\n').every((line) => line.length <= 32)).toBe(true)
    expect((await orderOf(orderId)).status).toBe('Bill')
    expect((await front.fails('billOrder', { order: orderId, tapeWidth: 3 })).exception).toBe(
      'ArgumentException',
    )
  })

  test('a receipt of a closed order as markup, and once more on paper', async () => {
    const orderId = await closed(2)
    expect(await front.call('getCashMemoMarkup', { pastOrder: orderId })).toContain('Борщ')
    const printer = (await front.call('tryGetReceiptChequePrinter')).id
    expect(await front.call('printCashMemoCheque', { pastOrder: orderId, printer })).toBe(true)
    expect((await front.fails('getCashMemoMarkup', { pastOrder: id() })).exception).toBe(
      'EntityNotFoundException',
    )
  })

  test('the X report of the shift, while it runs', async () => {
    expect(await front.call('getReportMarkupById', { reportId: 'X_REPORT' })).toContain('X-ОТЧЁТ')
    expect((await front.fails('getReportMarkupById', { reportId: 'Z_REPORT' })).exception).toBe(
      'EntityNotFoundException',
    )
    expect((await front.fails('getReportMarkupById', { reportId: 'SUMMARY_REPORT' })).exception).toBe(
      'ArgumentException',
    )
  })

  test('a card for a table that is kept; the reserve is found by the number of whoever booked', async () => {
    const [reserve, client, externalId] = [id(), id(), id()]
    await front.edit([
      ['createClient', { id: client, name: 'Вера', phones: [{ phoneValue: '+79005550391', isMain: true }] }],
      ['changeClientBirthDate', { client: { stub: client }, birthDate: '1990-05-06' }],
      ['changeClientEmails', { client: { stub: client }, emails: [{ emailValue: 'vera@example.com' }] }],
      ['changeClientGender', { client: { stub: client }, gender: 'Female' }],
      ['changeClientPhones', { client: { stub: client }, phones: [{ phoneValue: '+79005550392' }] }],
      [
        'changeClientReceivesOrderStatusNotifications',
        { client: { stub: client }, receivesOrderStatusNotifications: true },
      ],
      [
        'createReserve',
        {
          ...{ id: reserve, client: { stub: client }, tables: [tableId('main/9')], externalId },
          estimatedStartTime: server.clock.now() + 26 * 3_600_000,
        },
      ],
    ])
    expect(await front.call('tryGetReserveByExternalId', { externalId })).toMatchObject({ id: reserve })
    expect(await front.call('tryGetReserveByExternalId', { externalId: id() })).toBeUndefined()
    expect(await front.call('tryGetClientByPhone', { phone: '+79005550392' })).toMatchObject({ name: 'Вера' })
    expect(await front.call('printTableReservedCheque', { reserve })).toBe(true)
    const papers = (await jobs()).map(({ paper }) => paper.markup ?? '')
    expect(papers.some((markup: string) => markup.includes('СТОЛ ЗАРЕЗЕРВИРОВАН'))).toBe(true)
  })
})

describe('what the books offer', () => {
  test('tech cards: today’s is one of all', async () => {
    const product = front.dish('10101')
    const all = await front.call('getAssemblyChartsForProduct', { product })
    const today = await front.call('tryGetCurrentAssemblyChartForProduct', { product })
    expect(all.map((one: Json) => one.id)).toContain(today.id)
    expect(today).toMatchObject({ product: { id: product }, assembledAmount: expect.any(Number) })
    expect(today.items.length).toBeGreaterThan(0)
    expect((await front.fails('getAssemblyChartsForProduct', { product: id() })).exception).toBe(
      'EntityNotFoundException',
    )
  })

  test('combos, with what fits into each step', async () => {
    const combos: Json[] = await front.call('getComboDefinitions')
    expect(combos.length).toBeGreaterThan(0)
    for (const { steps } of combos) expect(steps.every((step: Json) => step.items.length > 0)).toBe(true)
  })

  test('pages of the quick menu of a section, for a day', async () => {
    const [section] = await front.call('getRestaurantSections')
    const pages: Json[] = await front.call('getQuickMenu', {
      ...{ restaurantSection: section.id, dayOfWeek: 'Monday' },
    })
    const cells = pages.flatMap(({ items }) => items.flat()).filter((cell: Json) => cell !== null)
    for (const { product, productGroup } of cells)
      expect(Boolean(product) !== Boolean(productGroup)).toBe(true)
    expect((await front.fails('getQuickMenu', { restaurantSection: section.id })).exception).toBe(
      'ArgumentException',
    )
  })

  test('payment types of a plugin’s system, and settings of deliveries', async () => {
    expect(await front.call('getPaymentSystemKey', { paymentType: cash })).toBe('')
    expect(await front.call('getActivePaymentTypes', { paymentSystemKey: 'nobody' })).toEqual([])
    expect(await front.call('isDeliveryActive')).toBe(true)
    const organization = server.chain.items.find(
      ({ book, id: own }) => book === 'organization' && own === front.caller.organizationId,
    ) as Json
    expect(await front.call('isDeliveryConfirmationActive')).toBe(organization.body.isConfirmationEnabled)
    expect(await front.call('getHostDeliverySettings')).toMatchObject({
      marketingSourceRequired: organization.body.marketingSourceRequiredInDelivery,
    })
  })
})

describe('an order', () => {
  test('may be edited while it is open and nobody else holds it', async () => {
    const { orderId } = await anOrder(3)
    expect(await front.call('checkCanEditOrder', { order: orderId })).toBe(true)
    const other = front.as({ name: 'plugin other' })
    front.door.locks.take(other.caller.name, [orderId])
    expect(await front.call('checkCanEditOrder', { order: orderId })).toBe(false)
    expect(await other.call('checkCanEditOrder', { order: orderId })).toBe(true)
    front.door.locks.freeAll(other.caller.name)
    expect(await front.call('checkCanEditOrder', { order: await closed(4) })).toBe(false)
  })

  test('tells allergens of a dish and the dishes of a discount', async () => {
    const { orderId, soup } = await anOrder(5)
    const product = front.dish('10101')
    expect(
      await front.call('getAllergenGroupsByOrderRootItem', { order: orderId, orderRootItem: soup }),
    ).toEqual(await front.call('getAllergenGroupsByProductIds', { productIds: [product] }))
    const discountType = demoId('discountType', 'ten')
    await front.call('addDiscount', { order: orderId, discount: discountType })
    const asked = { order: orderId, discountType }
    expect(await front.call('tryGetSelectiveDiscountItemSettings', asked)).toBeUndefined()
  })

  test('loses a plugin’s data and planned tips that are taken back', async () => {
    const { orderId } = await anOrder(6)
    const data = (value: string) => ({ order: orderId, key: 'acme', externalDataItem: { value } })
    await front.call('addOrderExternalData', data('1'))
    await front.call('deleteOrderExternalData', { order: orderId, key: 'acme' })
    expect(await front.call('tryGetOrderExternalDataByKey', { order: orderId, key: 'acme' })).toBeUndefined()
    await front.call('addOrderExternalData', data('2'))
    expect(await front.call('tryGetOrderExternalDataByKey', { order: orderId, key: 'acme' })).toBe('2')
    const tips = id()
    await front.call('addDonation', {
      ...{ id: tips, order: orderId, paymentType: demoId('paymentType', 'card'), donationSum: 50 },
      donationType: demoId('tipsType', 'waiter'),
    })
    expect(JSON.stringify(await orderOf(orderId))).toContain(tips)
    await front.call('deleteDonation', { order: orderId, paymentItem: tips })
    expect(JSON.stringify(await orderOf(orderId))).not.toContain(tips)
  })

  test('keeps what a plugin says of its payment apart, sealed', async () => {
    const { orderId } = await anOrder(7)
    const payment = id()
    await front.call('addExternalPaymentItem', {
      ...{ id: payment, order: orderId, isProcessed: false, paymentType: cash, paymentSum: 840 },
      additionalData: { customData: 'first' },
    })
    const line = { order: orderId, paymentItem: payment }
    for (const name of [
      'changePaymentItemCustomData',
      'changeExternalPaymentItemCustomData',
      'changePreliminaryPaymentItemCustomData',
    ])
      await front.call(name, { ...line, customData: `by ${name}` })
    const { tenantId, organizationId } = front.caller
    const stored = await server.node.app.storage.now.tableOrders.load(tenantId, organizationId, [orderId])
    const place = stored.get(orderId)?.payments[0]?.sealedIn
    if (!place) throw new Error('nothing is sealed')
    const record = (await server.node.app.storage.now.contacts.load(tenantId, [place.recordId])).get(
      place.recordId,
    )
    expect(record?.texts?.[`${place.prefix}customData`]).toBe('by changePreliminaryPaymentItemCustomData')
    expect(JSON.stringify(await orderOf(orderId))).not.toContain('by change')
  })
})
