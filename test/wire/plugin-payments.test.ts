/** `ui.startPayment` of plugins on a whole till, and who stands at its screens (front-api §2.10, §9 complaint 6). */
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { demoId } from '../../src/seed/demo/demo-chain.ts'
import { productByCode } from '../support/orders.ts'
import { type PlayedScreen, playedScreen } from '../support/played-screen.ts'
import { type Answer, startServer, type TestServer } from '../support/start-server.ts'
import { tableId } from './table-orders-driver.ts'

type Json = any // any: a test looks where it likes

const pluginsDir = mkdtempSync(join(tmpdir(), 'trapeza-pay-now-'))
let server: TestServer
let screen: PlayedScreen
beforeAll(async () => {
  const fixture = fileURLToPath(new URL('../plugins-fixtures/pay-now', import.meta.url))
  cpSync(fixture, join(pluginsDir, 'pay-now'), { recursive: true })
  server = await startServer({ pluginsDir })
  await server.plugins?.ready()
  await vi.waitUntil(() => plugin()?.busHandlers.size === 1, { timeout: 60_000 })
})
afterAll(async () => {
  await server.close()
  rmSync(pluginsDir, { recursive: true })
})

const plugin = () => server.plugins?.host.sessions().find(({ till: { code } }) => code === 'pokrovka')
/** Has the plugin do something; an error comes as its name and reason. */
async function ask(deed: string, more: object = {}): Promise<Json> {
  const session = plugin()
  return session?.callback(session.busHandlers.get('pay.do') ?? '', [{ deed, ...more }, null])
}
const log = (): string => {
  const file = join(server.dataDir, 'CashServer/Logs/plugin-pay-now.log')
  return existsSync(file) ? readFileSync(file, 'utf8') : ''
}
const logged = (words: string): Promise<void> => expect.poll(log, { timeout: 20_000 }).toContain(words)

const send = (command: Json): Promise<Answer> => screen.post('commands', { id: crypto.randomUUID(), command })
async function done(command: Json): Promise<void> {
  const answer = await send(command)
  expect(answer.status, answer.text).toBe(200)
}
/** An order for 420 on a table. */
async function anOrder(table: number): Promise<string> {
  const orderId = crypto.randomUUID()
  await done({ kind: 'tableOrder.place', orderId, tableIds: [tableId(`main/${table}`)], guestCount: 2 })
  const item = { sizeId: null, amount: 1, comment: null, modifiers: [] }
  const items = [{ ...item, productId: productByCode(server.chain, '10101') }]
  await done({ kind: 'tableOrder.addItems', orderId, items })
  return orderId
}
const pay = (orderId: string): Promise<void> =>
  done({
    kind: 'tableOrder.pay',
    orderId,
    payments: [{ typeId: demoId('paymentType', 'cash'), sum: 420 }],
    tips: [],
  })
/** What the screen says of a payment that it was asked for. */
const tell = async ({ paymentId }: Json, told: object, at = screen): Promise<Json> =>
  (await at.post(`plugins/payments/${paymentId}`, told)).json

beforeEach(async () => {
  screen ??= await playedScreen(server, 'pokrovka', '1111')
})

test('nobody at a screen: the plugin is told, and begins nothing', async () => {
  const orderId = await anOrder(1)
  // The stream is open, but no page of the till has come: a kitchen's screen takes no payments.
  expect(await ask('start', { order: orderId })).toMatchObject({
    name: 'NotSupportedError',
    reason: 'NoScreen',
  })
  await screen.shows('hall')
  const options = { screenId: crypto.randomUUID() }
  expect(await ask('start', { order: orderId, options })).toMatchObject({ reason: 'NoScreen' })
})

test('a button begins the payment on its own screen; the plugin hears that it was paid', async () => {
  const orderId = await anOrder(2)
  const other = await playedScreen(server, 'pokrovka', '1111')
  await screen.shows('hall-order', orderId)
  await other.shows('hall-order', orderId)
  const { buttons } = (await server.get('/till/pokrovka/api/plugins', screen.token)).json
  const pressed = await screen.post(`plugins/buttons/${buttons[0].id}`, { orderId, orderKind: 'tableOrder' })
  expect(pressed.json).toEqual({ ok: true })
  const word = await screen.word('payment')
  expect(word).toMatchObject({
    screenId: screen.screenId,
    orderId,
    orderKind: 'tableOrder',
    plugin: 'Оплата сразу',
  })
  expect(other.words('payment')).toEqual([])
  // A page that comes back a moment later finds it.
  const found = (await server.get(`/till/pokrovka/api/plugins?screenId=${screen.screenId}`, screen.token))
    .json
  expect(found.payments).toEqual([word])
  expect(await tell(word, { state: 'opened' }, other)).toEqual({ isAwaited: false })
  expect(await tell(word, { state: 'opened' })).toEqual({ isAwaited: true })
  await pay(orderId)
  await logged(`${orderId} ended: paid null null`)
  expect(await tell(word, { state: 'ended' })).toEqual({ isAwaited: false })
  await other.post('plugins/goodbye')
  await other.cut()
})

test('without a button: the screen that shows the order is asked; who goes without paying has left', async () => {
  const orderId = await anOrder(3)
  const other = await playedScreen(server, 'pokrovka', '1111')
  await other.shows('hall-order', orderId)
  await screen.shows('hall')
  expect(await ask('start', { order: orderId })).toBeUndefined()
  const word = await other.word('payment')
  await tell(word, { state: 'opened' }, other)
  expect(await ask('start', { order: orderId })).toMatchObject({
    ...{ name: 'EntityAlreadyInUseError', lockedBy: 'pay-now' },
  })
  await tell(word, { state: 'ended' }, other)
  await logged(`${orderId} ended: left person null`)
  // Nobody shows it any more: the screen that was used last.
  await other.post('plugins/goodbye')
  expect(await ask('start', { order: orderId })).toBeUndefined()
  const again = await screen.word('payment')
  expect(await ask('withdraw')).toBe(true)
  expect(await screen.word('paymentWithdrawn')).toMatchObject({ paymentId: again.paymentId })
  await logged(`${orderId} ended: left withdrawn null`)
  expect(await ask('withdraw')).toBe(false)
  await other.cut()
})

test('a hook begins it while the till waits: the screen is asked after the hook has answered', async () => {
  const orderId = await anOrder(4)
  await screen.shows('hall-order', orderId)
  const refused = await send({ kind: 'tableOrder.printBill', orderId })
  expect([refused.status, refused.json.code]).toEqual([409, 'till.refused-by-plugin'])
  const word = await screen.word('payment')
  expect(word).toMatchObject({ orderId })
  await tell(word, { state: 'opened' })
  await pay(orderId)
  await logged(`${orderId} ended: paid null null`)
})

test('a veto before the payment stands: the words of it are the outcome', async () => {
  const orderId = await anOrder(5)
  await ask('patience', { value: 'strict' })
  expect(await ask('start', { order: orderId })).toBeUndefined()
  const word = await screen.word('payment')
  const vetoed = await screen.post('plugins/payment', { orderId, orderKind: 'tableOrder' })
  expect([vetoed.status, vetoed.json.code]).toEqual([409, 'till.refused-by-plugin'])
  await tell(word, { state: 'refused', reason: 'plugin', message: vetoed.json.text.ru })
  await logged(`${orderId} ended: refused plugin`)
  expect(log()).toMatch(new RegExp(`${orderId} ended: refused plugin .*платить рано`))
  await ask('patience', { value: 'none' })
})

test('no such order, a closed one, one that is held: as the catalogue has it', async () => {
  const orderId = await anOrder(6)
  const { terminalGroupId } = server.till('pokrovka')
  const locks = server.node.tills.get(terminalGroupId)?.locks
  locks?.take('plugin other', [orderId])
  expect(await ask('start', { order: orderId })).toMatchObject({
    ...{ name: 'EntityAlreadyInUseError', lockedBy: 'plugin other' },
  })
  locks?.freeAll('plugin other')
  await pay(orderId)
  expect(await ask('start', { order: orderId })).toMatchObject({
    ...{ name: 'PaymentActionFailedError', reason: 'OrderStatusIsNotOpened' },
  })
  expect(await ask('start', { order: crypto.randomUUID() })).toMatchObject({ name: 'EntityNotFoundError' })
  for (const wrong of [null, 7, 'x', { id: 'x' }])
    expect(await ask('start', { order: wrong }).catch(({ name }) => ({ name }))).toMatchObject({
      name: expect.stringMatching(/^(ArgumentError|TypeError|UnexpectedInternalError)$/),
    })
  for (const timeoutMs of [0, 600_001, 'soon'])
    expect(await ask('start', { order: orderId, options: { timeoutMs } })).toMatchObject({
      name: 'ArgumentError',
    })
})

test('a screen that is busy all the time is left alone in the end', async () => {
  const orderId = await anOrder(7)
  expect(await ask('start', { order: orderId, options: { timeoutMs: 1000 } })).toBeUndefined()
  const { paymentId } = await screen.word('payment')
  expect(await screen.word('paymentWithdrawn')).toEqual({
    ...{ kind: 'paymentWithdrawn', screenId: screen.screenId, paymentId },
  })
  await logged(`${orderId} ended: refused timeout`)
})

test('what a screen says must mean something', async () => {
  for (const [told, field] of [
    [{}, 'state'],
    [{ state: 'paid' }, 'state'],
    [{ state: 'refused' }, 'reason'],
    [{ state: 'refused', reason: 'plugin' }, 'message'],
    [{ state: 'refused', reason: 'plugin', message: 'x'.repeat(501) }, 'message'],
    [{ state: 'opened', screenId: 'x' }, 'screenId'],
  ] as const) {
    const answer = await screen.post(`plugins/payments/${crypto.randomUUID()}`, told)
    expect(answer.json).toMatchObject({
      code: 'request.field-invalid',
      text: { en: expect.stringContaining(field) },
    })
  }
  expect(await tell({ paymentId: crypto.randomUUID() }, { state: 'opened' })).toEqual({ isAwaited: false })
  expect((await screen.post('plugins/goodbye', { screenId: null })).status).toBe(400)
})

test('plugins hear who logs in and out at a screen (currentUserChanged)', async () => {
  const waiter = await playedScreen(server, 'pokrovka', '1111')
  await waiter.shows('hall')
  await logged(`user created ${waiter.screenId} `)
  expect(log()).not.toContain(`user created ${waiter.screenId} nobody`)
  // Another screen of the same page is no other person.
  await waiter.shows('shift')
  await waiter.post('plugins/goodbye')
  await logged(`user removed ${waiter.screenId} nobody`)
  expect(log().split(`user created ${waiter.screenId}`)).toHaveLength(2)
  await waiter.cut()
})
