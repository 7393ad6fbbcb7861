/** Every change stream of a till (front-api §2.13.2), heard by a plugin that subscribes to all of them. */
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Book } from '../../src/domain/reference/books.ts'
import type { PluginSession } from '../../src/plugins/session.ts'
import { productByCode } from '../support/orders.ts'
import { playedScreen } from '../support/played-screen.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import { aDelivery } from './front-driver.ts'
import { tableId } from './table-orders-driver.ts'

type Json = any // any: a test looks where it likes

const pluginsDir = mkdtempSync(join(tmpdir(), 'trapeza-listen-'))
const till = '/till/pokrovka/api'
let server: TestServer
let token: string
beforeAll(async () => {
  const fixture = fileURLToPath(new URL('../plugins-fixtures/listener', import.meta.url))
  cpSync(fixture, join(pluginsDir, 'listener'), { recursive: true })
  server = await startServer({ pluginsDir })
  token = (await server.post(`${till}/login`, { pin: '1111' }, null)).json.token
  await server.plugins?.ready()
  await vi.waitUntil(() => listener()?.lanes.size === 25 && listener()?.busHandlers.size === 1, {
    timeout: 60_000,
  })
})
afterAll(async () => {
  await server.close()
  rmSync(pluginsDir, { recursive: true })
})

const listener = (): PluginSession | undefined =>
  server.plugins?.host.sessions().find(({ till: { code } }) => code === 'pokrovka')
const change = (what: string): Promise<unknown> | undefined => {
  const session = listener()
  return session?.callback(session.busHandlers.get('listener.change') ?? '', [what, null])
}
async function done(command: Json): Promise<void> {
  const answer = await server.post(`${till}/commands`, { id: crypto.randomUUID(), command }, token)
  expect(answer.status, answer.text).toBe(200)
}
/** Waits until the plugin has said that it heard this. */
async function hears(...words: string[]): Promise<void> {
  const file = join(server.dataDir, 'CashServer/Logs/plugin-listener.log')
  const log = (): string => (existsSync(file) ? readFileSync(file, 'utf8') : '')
  for (const one of words) await expect.poll(log, { timeout: 20_000 }).toContain(`heard ${one}`)
}

test('orders on tables, their kitchen, their bill, the stop list, the screen', async () => {
  const orderId = crypto.randomUUID()
  const item = { sizeId: null, amount: 1, comment: null, modifiers: [] }
  await done({ kind: 'tableOrder.place', orderId, tableIds: [tableId('main/3')], guestCount: 2 })
  await hears(`orderChanged created ${orderId}`)
  const items = [{ ...item, productId: productByCode(server.chain, '10101') }]
  await done({ kind: 'tableOrder.addItems', orderId, items })
  await done({ kind: 'tableOrder.printToKitchen', orderId })
  await hears(`kitchenOrderChanged updated ${orderId}`)
  await done({ kind: 'tableOrder.printBill', orderId })
  await done({ kind: 'tableOrder.cancelBill', orderId })
  await hears(`orderChanged updated ${orderId}`, `orderBillCancelled updated ${orderId}`)
  await done({ kind: 'stopList.put', productId: items[0]?.productId, sizeId: null, balance: 3 })
  await hears('stopListProductsRemainingAmountsChanged updated -')
  const screenId = crypto.randomUUID()
  await server.post(`${till}/plugins/screens`, { screenId, screen: 'hall' }, token)
  await hears(`screenChanged updated ${screenId}`)
  const page = await playedScreen(server, 'pokrovka', '1111')
  await page.shows('hall')
  await hears(`screenChanged updated ${page.screenId}`, `currentUserChanged created ${page.screenId}`)
  await page.post('plugins/goodbye')
  await hears(`currentUserChanged removed ${page.screenId}`)
  await page.cut()
})

test('deliveries and reserves', async () => {
  const delivery = await aDelivery(server)
  await hears(`deliveryOrderChanged created ${delivery}`)
  const orderId = crypto.randomUUID()
  await done({
    ...{ kind: 'reserve.place', orderId, isBanquet: false, tableIds: [tableId('main/9')] },
    ...{ startsAt: server.clock.now() + 3_600_000, durationInMinutes: 60, guests: 2 },
    ...{ comment: null, shouldRemind: false, guest: { phone: '9005550399', name: 'Рита' } },
  })
  await hears(`reserveChanged created ${orderId}`)
})

test('sessions of cash and of people', async () => {
  const local = server.till('pokrovka')
  const shift = { kind: 'personalShift.open', personalShiftId: crypto.randomUUID(), roleId: null } as const
  const [employee] = server.chain.items.filter(
    (one) => one.book === 'employee' && one.body.organizationIds.includes(local.organizationId),
  )
  await local.run({ ...shift, employeeId: employee?.id ?? '' })
  await hears('userSessionChanged updated -')
  await local.run({ kind: 'shift.close', countedCash: null } as never)
  await hears('cafeSessionChanged updated')
})

/** A book, the stream that tells of it, and which of its rows is written anew. */
const books: [book: Book, stream: string][] = [
  ['product', 'productChanged'],
  ['productGroup', 'productGroupChanged'],
  ['paymentType', 'paymentTypeChanged'],
  ['discountType', 'discountTypeChanged'],
  ['orderType', 'orderTypeChanged'],
  ['employee', 'userChanged'],
  ['role', 'roleChanged'],
  ['restaurantSection', 'restaurantSectionChanged'],
  ['organization', 'restaurantChanged'],
  ['removalType', 'removalTypeChanged'],
  ['sizeScale', 'productSizeChanged'],
]

test('books: each that has a stream, and the tables of a hall', async () => {
  const { tenantId, organizationId } = server.till('pokrovka')
  const changed: string[] = []
  for (const [book, stream] of books) {
    const rows = server.chain.items.filter((one) => one.book === book)
    const own = rows.find((one) => one.organizationId === null || one.organizationId === organizationId)
    if (!own) throw new Error(`no ${book} in the demo`)
    await server.node.app.storage.now.books.save(tenantId, [{ ...own, isDeleted: false } as never])
    changed.push(`${stream} updated ${own.id}`)
  }
  await hears(...changed, `tableChanged updated`)
})

test('what plugins share and offer, and the line to the cloud', async () => {
  await change('data')
  await hears('customDataChanged created seen')
  await change('operation')
  await hears('externalOperationChanged updated listener.another')
  const { terminalGroupId } = server.till('pokrovka')
  await server.till('pokrovka').unplug()
  await hears(`connectionToMainTerminalChanged updated ${terminalGroupId} false`)
  server.till('pokrovka').plug()
  await hears(`connectionToMainTerminalChanged updated ${terminalGroupId} true`)
})
