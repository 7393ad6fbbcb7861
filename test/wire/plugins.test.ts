/** Plugins on a whole till: hooks of its commands, buttons and dialogs of its screens, streams, logs (front-api §2.13, §5). */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { showSeats } from '../../src/cli/licence-seats.ts'
import { demoId } from '../../src/seed/demo/demo-chain.ts'
import { productByCode } from '../support/orders.ts'
import { type Answer, startServer, type TestServer } from '../support/start-server.ts'
import { tableId } from './table-orders-driver.ts'

type Json = any // any: a test looks where it likes

const fixture = fileURLToPath(new URL('../plugins-fixtures/house-rules', import.meta.url))
const pluginsDir = mkdtempSync(join(tmpdir(), 'trapeza-house-'))
const till = '/till/pokrovka/api'
const screenId = crypto.randomUUID()
let server: TestServer
let token: string
beforeAll(async () => {
  cpSync(fixture, join(pluginsDir, 'house-rules'), { recursive: true })
  mkdirSync(join(pluginsDir, 'broken'))
  server = await startServer({ pluginsDir })
  token = (await server.post(`${till}/login`, { pin: '1111' }, null)).json.token
  await server.plugins?.ready()
  // A slow start is said to run before its hooks are tapped; its streams come last.
  await until(() => runs('pokrovka') && lanes('pokrovka') === 3, 'the plugin runs')
})
afterAll(async () => {
  await server.close()
  rmSync(pluginsDir, { recursive: true })
})

const post = (path: string, body: object): Promise<Answer> => server.post(`${till}/${path}`, body, token)
const send = (command: Json, more: object = {}): Promise<Answer> =>
  post('commands', { id: crypto.randomUUID(), command, ...more })
async function done(command: Json): Promise<void> {
  const answer = await send(command)
  expect(answer.status, answer.text).toBe(200)
}
async function seated(table: number): Promise<string> {
  const orderId = crypto.randomUUID()
  await done({ kind: 'tableOrder.place', orderId, tableIds: [tableId(`main/${table}`)], guestCount: 2 })
  return orderId
}
const addDish = (orderId: string): Promise<void> =>
  done({
    ...{ kind: 'tableOrder.addItems', orderId },
    items: [
      {
        productId: productByCode(server.chain, '10101'),
        sizeId: null,
        amount: 1,
        comment: null,
        modifiers: [],
      },
    ],
  })
const logFile = (): string => join(server.dataDir, 'CashServer/Logs/plugin-house-rules.log')
async function until(what: () => boolean | Promise<boolean>, words: string): Promise<void> {
  for (let tries = 0; !(await what()); tries++) {
    if (tries > 300) throw new Error(`never: ${words}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
const logged = (words: string): Promise<void> =>
  until(
    () => existsSync(logFile()) && readFileSync(logFile(), 'utf8').includes(words),
    `the log says ${words}`,
  )
/** The dialog that the plugin shows on this screen. */
async function dialog(): Promise<Json> {
  let shown: Json
  await until(async () => {
    shown = (await server.get(`${till}/plugins?screenId=${screenId}`, token)).json.dialogs[0]
    return shown !== undefined
  }, 'a dialog is shown')
  return shown
}
const answer = (shown: Json, value: unknown): Promise<Answer> =>
  post(`plugins/dialogs/${shown.dialogId}`, { value })

const lanes = (code: string): number | undefined =>
  server.plugins?.host.sessions().find(({ till }) => till.code === code)?.lanes.size
const runs = (code: string): boolean =>
  server.plugins?.host.views().find(({ name, till }) => name === 'house-rules' && till === code)?.state ===
  'running'

test('the plugin runs on each till, and a folder that is none is named with what it lacks', () => {
  const views = server.plugins?.host.views() ?? []
  expect(views.filter(({ name }) => name === 'house-rules')).toHaveLength(server.node.tills.size)
  expect(views.find(({ name }) => name === 'broken')).toMatchObject({ state: 'disabled' })
  expect(views.find(({ name }) => name === 'broken')?.reason).toContain('plugin.json cannot be read')
})

test('a hook refuses a command with the words of the plugin, and nothing of it is written', async () => {
  const orderId = await seated(3)
  const refused = await send({ kind: 'tableOrder.printBill', orderId })
  expect([refused.status, refused.json.code]).toEqual([409, 'till.refused-by-plugin'])
  expect(refused.text).toContain('the order is empty')
  const { json } = await server.get(`${till}/board`, token)
  expect(json.tableOrders.find((each: Json) => each.id === orderId).status).toBe('New')
  await addDish(orderId)
  await done({ kind: 'tableOrder.printBill', orderId })
  await logged('updated Bill')
})

test('a hook asks the person at the screen that waits', async () => {
  const orderId = await seated(4)
  await addDish(orderId)
  const asking = send({ kind: 'tableOrder.printBill', orderId }, { screenId })
  const shown = await dialog()
  expect(shown).toMatchObject({
    kind: 'dialog',
    plugin: 'house-rules',
    dialog: { kind: 'question', title: 'Print the bill?' },
  })
  expect((await answer(shown, 'maybe')).json).toMatchObject({ code: 'request.field-invalid' })
  expect((await answer(shown, false)).json).toEqual({ isAsked: true })
  expect((await asking).json.code).toBe('till.refused-by-plugin')
  expect((await answer(shown, true)).json).toEqual({ isAsked: false })
  const again = send({ kind: 'tableOrder.printBill', orderId }, { screenId })
  await answer(await dialog(), true)
  expect((await again).status).toBe(200)
})

test('whoever leaves the screen waits for nobody', async () => {
  const orderId = await seated(5)
  await addDish(orderId)
  const asking = send({ kind: 'tableOrder.printBill', orderId }, { screenId })
  await dialog()
  await post('plugins/leave', { screenId })
  expect((await asking).status).toBe(200)
})

test('buttons show dialogs in turn; their plugin hears what was said', async () => {
  const orderId = await seated(6)
  const { buttons } = (await server.get(`${till}/plugins`, token)).json
  expect(buttons.map(({ caption, screen }: Json) => [caption, screen])).toEqual([
    ['Comment', 'payment'],
    ['Bonus', 'order'],
    ['About the house', 'plugins'],
  ])
  const pressing = post(`plugins/buttons/${buttons[1].id}`, { screenId, orderId, orderKind: 'tableOrder' })
  const choice = await dialog()
  expect(choice.dialog.items).toEqual([{ title: 'Coffee' }, { title: 'Cake', hint: 'of the day' }])
  await answer(choice, 1)
  await until(async () => (await dialog()).dialog.kind === 'input', 'the next dialog')
  const input = await dialog()
  expect((await answer(input, { kind: 'phone', value: 'x' })).status).toBe(400)
  await answer(input, { kind: 'phone', value: '+79005550000' })
  expect((await pressing).json).toEqual({ ok: true })
  expect((await post('plugins/buttons/nobody:b1', { screenId })).status).toBe(400)
})

test('operations of the front are called with what the manifest allows', async () => {
  const orderId = await seated(8)
  const { buttons } = (await server.get(`${till}/plugins`, token)).json
  const pressing = post(`plugins/buttons/${buttons[0].id}`, { screenId, orderId, orderKind: 'tableOrder' })
  const found = await dialog()
  expect(found.dialog.text).toMatch(/^\d+ New$/)
  await answer(found, true)
  await until(async () => (await dialog()).dialog.look === 'error', 'the next dialog')
  const denied = await dialog()
  expect(denied.dialog.text).toBe('PermissionDeniedError true')
  await answer(denied, true)
  await pressing
})

test('moments of the screens: payment, scanner, which screen is shown', async () => {
  const orderId = await seated(7)
  const at = { screenId, orderId, orderKind: 'tableOrder' }
  expect((await post('plugins/payment', at)).json.code).toBe('till.refused-by-plugin')
  await addDish(orderId)
  expect((await post('plugins/payment', at)).json).toEqual({ ok: true })
  const cash = demoId('paymentType', 'cash')
  const payments = [200, 220.5].map((sum) => ({ typeId: cash, sum }))
  expect((await post('plugins/payment-lines', { ...at, payments })).json).toEqual({ ok: true })
  await logged(': 200 + 220.5')
  for (const wrong of ['x', [{}], [{ typeId: cash, sum: '1' }], Array(101).fill(payments[0])])
    expect((await post('plugins/payment-lines', { ...at, payments: wrong })).json).toMatchObject({
      ...{ code: 'request.field-invalid', text: { en: expect.stringContaining('payments') } },
    })
  expect((await post('plugins/scans', { ...at, barcode: '4600000000001' })).json).toEqual({ isHandled: true })
  expect((await post('plugins/scans', { ...at, barcode: '1' })).json).toEqual({ isHandled: false })
  expect((await post('plugins/scans', { ...at, card: ';7701=99?' })).json).toEqual({ isHandled: true })
  expect((await post('plugins/scans', at)).json.code).toBe('request.field-invalid')
  await post('plugins/screens', { ...at, screen: 'hall-order' })
  await logged('screen hall-order')
})

test('a screen that is read in another language is told, and nothing that is none', async () => {
  expect((await post('plugins/language', { screenId, language: 'en' })).json).toEqual({ ok: true })
  await logged('reads en-GB, dates as in en-GB')
  for (const language of ['de', null, 7, undefined])
    expect((await post('plugins/language', { screenId, language })).json).toMatchObject({
      ...{ code: 'request.field-invalid', text: { en: expect.stringContaining('language') } },
    })
  expect((await post('plugins/language', { language: 'ru' })).json.code).toBe('request.field-invalid')
})

test('plugins hear of a reserve that is restored, and of the order that its guests had got', async () => {
  const [orderId, newOrderId] = [crypto.randomUUID(), crypto.randomUUID()]
  await done({
    ...{ kind: 'reserve.place', orderId, isBanquet: false, tableIds: [tableId('main/9')] },
    ...{ startsAt: server.clock.now() + 3_600_000, durationInMinutes: 60, guests: 2 },
    ...{ comment: null, shouldRemind: false, guest: { phone: '9005550399', name: 'Рита' } },
  })
  await done({ kind: 'reserve.guestsCame', orderId, newOrderId })
  await done({ kind: 'reserve.restore', orderId })
  await logged(`reserve ${orderId} New again, before ${newOrderId} by `)
  await done({ kind: 'reserve.cancel', orderId, cancelReason: 'Other' })
  await done({ kind: 'reserve.restore', orderId })
  await logged(`reserve ${orderId} New again, before null by `)
})

test('who has seats is told by the running node: its plugins, its boards, and who was refused', async () => {
  const { tenantId } = server.till('pokrovka')
  await server.node.app.storage.now.licences.save(tenantId, { module: '2050', seats: 1, expiresAt: null })
  server.licences.forget(tenantId)
  const key = (await server.get('/api/login/2050', null)).json
  expect((await server.get('/api/login/2050', null)).status).toBe(500)
  const asked = async (more: object = {}): Promise<string> => {
    const lines: string[] = []
    await showSeats({ at: server.baseUrl, ...more }, (line) => lines.push(line))
    return lines.join('\n')
  }
  const told = await asked()
  expect(told).toMatch(/iikoAPIFront Web {2}1 of 1 in use; taken 1, freed 0, refused 1/)
  expect(told).toContain(`web ${key.slice(0, 8)}…  since `)
  expect(told).toContain('refused last: web ')
  expect(told).not.toContain(key)
  expect(told).toContain('plugin house-rules at pokrovka')
  await server.get(`/api/logout/${key}`, null)
  const { login, password } = server.credentials.admin
  expect(await asked({ login, password })).toContain('0 of 1 in use; taken 1, freed 1, refused 1')
  await expect(asked({ login, password: 'wrong' })).rejects.toThrow('HTTP 401')
})

test('a plugin that has run for a day still answers', async () => {
  server.clock.advance(24 * 3_600_000)
  token = (await server.post(`${till}/login`, { pin: '1111' }, null)).json.token
  const orderId = await seated(9)
  const refused = await send({ kind: 'tableOrder.printBill', orderId })
  expect(refused.json.code).toBe('till.refused-by-plugin')
})
