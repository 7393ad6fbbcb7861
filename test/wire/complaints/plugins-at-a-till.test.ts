/** What authors of plugins complain of (front-api §9), asked of a whole till: nights, long runs, banks that think, other restaurants. */
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { streamNames } from '../../../sdk/plugin/src/events.ts'
import { permissionCodes } from '../../../src/app/front/model/staff.ts'
import { givePaymentType } from '../../../src/cli/payment-types.ts'
import { fromLocal } from '../../../src/kernel/local-time.ts'
import { demoId } from '../../../src/seed/demo/demo-chain.ts'
import { openAdminPage } from '../../support/admin-page.ts'
import { BankPlugin } from '../../support/bank-plugin.ts'
import { productByCode } from '../../support/orders.ts'
import { startServer, type TestServer } from '../../support/start-server.ts'
import { aDelivery } from '../front-driver.ts'
import { frontOf } from '../front-table-driver.ts'

type Json = any // any: a test looks where it likes

const till = '/till/pokrovka/api'
const dataDir = mkdtempSync(join(tmpdir(), 'trapeza-authors-'))
const bank = new BankPlugin(dataDir)
for (const name of ['night-watch', 'listener'])
  cpSync(
    fileURLToPath(new URL(`../../plugins-fixtures/${name}`, import.meta.url)),
    join(dataDir, 'plugins', name),
    {
      recursive: true,
    },
  )
cpSync(join(dataDir, 'plugins/listener'), join(dataDir, 'plugins/newer'), { recursive: true })
const manifest = join(dataDir, 'plugins/newer/plugin.json')
writeFileSync(
  manifest,
  readFileSync(manifest, 'utf8').replace('"listener"', '"newer"').replace('^9.0.0', '^10.0.0'),
)
let server: TestServer
let token: string
beforeAll(async () => {
  server = await startServer({ dataDir })
  const scope = { tenantId: server.chain.tenant.id, actor: 'test' }
  await givePaymentType({ app: server.node.app, scope, print: () => {} }, 'GIFT', { system: 'example-bank' })
  await login()
  await server.plugins?.ready()
  await vi.waitFor(() => {
    expect(plugin('night-watch')?.jobs).toHaveLength(5)
    expect(sessions().some(({ paymentSystems }) => paymentSystems.has('example-bank'))).toBe(true)
    expect(sessions().some(({ lanes }) => lanes.size === streamNames.length)).toBe(true)
  }, 120_000)
  if ((await board()).shift === null) await done({ kind: 'shift.open' })
}, 240_000)
afterAll(async () => {
  await server.close()
  rmSync(dataDir, { recursive: true, force: true })
})

const login = async (): Promise<void> => {
  token = (await server.post(`${till}/login`, { pin: '1111' }, null)).json.token
}
const sessions = () => server.plugins?.host.sessions(server.till('pokrovka').terminalGroupId) ?? []
const plugin = (name: string) =>
  server.plugins?.host.views().find((view) => view.name === name && view.till === 'pokrovka')
const plugins = (name: string) =>
  (server.plugins?.host.views() ?? []).flatMap(({ name: of, state, reason }) =>
    of === name ? [{ state, reason }] : [],
  )
const job = (name: string) => plugin('night-watch')?.jobs.find((one) => one.name === name)
const log = (name: string): string => {
  const file = join(dataDir, `CashServer/Logs/plugin-${name}.log`)
  return existsSync(file) ? readFileSync(file, 'utf8') : ''
}
async function done(command: Json): Promise<void> {
  const answer = await server.post(`${till}/commands`, { id: crypto.randomUUID(), command }, token)
  expect(answer.status, answer.text).toBe(200)
}
const board = async (): Promise<Json> => (await server.get(`${till}/board`, token)).json
const orderOf = async (id: string): Promise<Json> =>
  (await board()).tableOrders.find((order: Json) => order.id === id)
async function ordered(table: number): Promise<string> {
  const orderId = crypto.randomUUID()
  await done({
    ...{ kind: 'tableOrder.place', orderId, guestCount: 1, tableIds: [demoId('table', `main/${table}`)] },
    items: [{ productId: productByCode(server.chain, '10101'), sizeId: null, amount: 1 }],
  })
  return orderId
}
const pay = (orderId: string, typeId: string) => ({
  ...{ kind: 'tableOrder.pay', orderId, tips: [], payments: [{ typeId, sum: 420 }] },
})
const cashType = demoId('paymentType', 'cash')
const soon = { timeout: 20_000 }

test('while a plugin waited for its bank the whole till stood still', async () => {
  const [waiting, other] = [await ordered(1), await ordered(2)]
  bank.plays('wait')
  await done(pay(waiting, bank.paymentTypeId))
  await expect.poll(() => bank.isAsked(), soon).toBe(true)
  await done(pay(other, cashType))
  await expect.poll(async () => (await orderOf(other)).status, soon).toBe('Closed')
  expect((await orderOf(waiting)).bankPayment).toMatchObject({ phase: 'authorizing' })
  await expect
    .poll(async () => {
      await server.post(`${till}/orders/tableOrder/${waiting}/bank-payment/cancel`, {}, token)
      return (await orderOf(waiting)).bankFailure
    }, soon)
    .toMatchObject({ reason: 'cancelled' })
  expect(bank.has()).toEqual([])
  await done(pay(waiting, cashType))
})

test('money that a plugin had taken stayed with the bank when the payment was deleted through the API', async () => {
  const [front, order, id] = [frontOf(server), await ordered(3), crypto.randomUUID()]
  await front.call('addPaymentItem', { id, order, paymentType: bank.paymentTypeId, paymentSum: 200 })
  await front.call('processPrepay', { order, paymentItem: id })
  expect(bank.has()).toEqual([20_000])
  // What was taken is no line that can be dropped; only giving it back takes it off.
  await front.fails('deletePaymentItem', { order, paymentItem: id })
  expect([bank.has(), (await orderOf(order)).paid]).toEqual([[20_000], 200])
  await front.call('unprocessPayment', { order, paymentItem: id })
  expect([bank.has(), (await orderOf(order)).paid]).toEqual([[], 0])
  await done(pay(order, cashType))
})

test('what was typed on the screen of a delivery was unknown to plugins until it was saved', async () => {
  const orderId = await aDelivery(server)
  const comment = 'Домофон не работает'
  await done({ kind: 'delivery.changeComment', orderId, comment })
  await expect.poll(() => log('listener'), soon).toContain(`heard deliveryOrderChanged updated ${orderId}`)
  expect(await frontOf(server).call('getDeliveryOrderById', { id: orderId })).toMatchObject({ comment })
})

test('a plugin had no way to pay cash in or out', async () => {
  const front = frontOf(server)
  const [session] = await front.call('getCafeSessions')
  const cash = (): Promise<number> =>
    front.call('getHostTerminalCafeSessionCashSum', { cafeSession: session.id })
  const before = await cash()
  await front.call('moveCash', {
    payInOutType: demoId('payInOutType', 'change'),
    sum: 250.5,
    comment: 'размен',
  })
  expect(await cash()).toBe(before + 250.5)
})

test('a plugin could not be called any more after it had run for days', async () => {
  const { pid } = plugin('bank-acquiring') ?? {}
  server.clock.advance(3 * 86_400_000)
  await login()
  const orderId = await ordered(4)
  await done(pay(orderId, bank.paymentTypeId))
  await expect.poll(async () => (await orderOf(orderId))?.status ?? 'Closed', soon).toBe('Closed')
  expect(bank.has()).toEqual([42_000])
  expect(plugin('bank-acquiring')).toMatchObject({ pid, state: 'running', crashes: 0 })
})

test('nothing could be done at night, when nobody was at the till, nor did anybody know what the stores held', async () => {
  const front = frontOf(server)
  await front.call('closeCafeSession')
  expect(await front.call('isAllCafeSessionsClosed')).toBe(true)
  const zone = sessions()[0]?.till.timeZone ?? 'UTC'
  const runs = () => log('night-watch').match(/dawn for /g)?.length ?? 0
  // Days have passed in the test before this one: what was missed then is made up for by now.
  for (let seen = -1; seen !== runs(); await setTimeout(1500)) seen = runs()
  const [ranBefore, stockBefore] = [runs(), job('stock')?.runs ?? 0]
  // Three nights pass at once: each job is done once.
  const day = new Date(server.clock.now() + 3 * 86_400_000).toISOString().slice(0, 10)
  server.clock.jumpTo(fromLocal(`${day} 06:30`, zone) ?? Number.NaN)
  await expect.poll(() => job('stock')?.runs, soon).toBe(stockBefore + 1)
  await expect.poll(() => log('night-watch'), soon).toMatch(/-?[\d.]+ of \S.* at \S/)
  await setTimeout(2500)
  // Each till of the node runs its own.
  expect(runs() - ranBefore).toBe(server.node.tills.size)
  expect(job('stock')).toMatchObject({ failures: 0, failuresInRow: 0 })
})

test('a job that failed each night told nobody', async () => {
  await expect.poll(() => job('broken')?.failuresInRow ?? 0, soon).toBeGreaterThan(0)
  expect(log('night-watch')).toContain('job broken failed: TypeError: the lamp is out')
  const page = await openAdminPage(server)
  const { tills } = (await page.get('/monitor')).json
  const watched = tills.find(({ code }: Json) => code === 'pokrovka')
  expect(watched.warnings).toContainEqual({ kind: 'jobs-fail', names: 'night-watch: broken' })
  const told = watched.plugins.find(({ name }: Json) => name === 'night-watch')
  expect(told).toMatchObject({ state: 'degraded', reason: expect.stringContaining('broken') })
  expect(told.jobs.find(({ name }: Json) => name === 'broken')).toMatchObject({
    ...{ times: 'at 05:00', failuresInRow: expect.any(Number), nextAt: expect.stringMatching(/Z$/) },
    lastError: expect.stringContaining('the lamp is out'),
  })
})

test('codes of permissions were opaque, and written down nowhere', async () => {
  const { text } = await server.get('/docs/plugins/rights/', null)
  for (const [code, right] of Object.entries(permissionCodes)) {
    const row = text.split('<tr>').find((one) => one.includes(`<code>${code}</code>`))
    expect(row, code).toContain(`<code>${right}</code>`)
    expect(row, code).toMatch(/<td>[A-Za-z][^<]+<\/td><td><span lang="ru">[А-Яа-яё]/)
  }
})

test('a plugin of another version of the API broke at night, or said nothing', async () => {
  const words = 'api ^10.0.0 is not supported: this host speaks 9.0.0'
  expect(plugins('newer')).toEqual([{ state: 'disabled', reason: words }])
  expect(readFileSync(join(dataDir, 'CashServer/Logs/api.log'), 'utf8')).toContain(
    `Plugin folder "newer": ${words}`,
  )
})
