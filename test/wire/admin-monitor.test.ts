import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoId } from '../../src/seed/demo/demo-chain.ts'
import { type AdminPage, openAdminPage } from '../support/admin-page.ts'
import { foreignId, named } from '../support/cloud-answers.ts'
import { productByCode } from '../support/orders.ts'
import { type Answer, startServer, type TestServer } from '../support/start-server.ts'
import { nextState } from './device-driver.ts'

let server: TestServer
let page: AdminPage
beforeAll(async () => {
  server = await startServer()
  page = await openAdminPage(server)
})
afterAll(() => server.close())

const till = '/till/pokrovka/api'
const watched = async (): Promise<Answer['json']> => {
  await server.settle()
  const { json, status, text } = await page.get('/monitor')
  expect(status, text).toBe(200)
  return json.tills.find(({ code }: { code: string }) => code === 'pokrovka')
}

async function sellSoup(): Promise<void> {
  const { json } = await server.post(`${till}/login`, { pin: '1111' }, null)
  const send = (command: object) =>
    server.post(`${till}/commands`, { id: crypto.randomUUID(), command }, json.token)
  const orderId = crypto.randomUUID()
  const items = [{ productId: productByCode(server.chain, '10101'), sizeId: null, amount: 1, modifiers: [] }]
  const table = { kind: 'tableOrder.place', orderId, tableIds: [], items, guestCount: 1 }
  expect((await send(table)).status).toBe(200)
  const books = (await server.get(`${till}/books`, json.token)).json
  const cash = books.paymentTypes.find(({ kind }: { kind: string }) => kind === 'Cash')
  const payments = [{ typeId: cash.id, sum: 420 }]
  expect((await send({ kind: 'tableOrder.close', orderId, payments })).status).toBe(200)
}

test('every till of the chain is told with its shift, its takings, its orders and its link', async () => {
  const before = await watched()
  expect(before).toMatchObject({ isHeard: true, isAsleep: false, version: expect.any(String) })
  expect(before.shift).toMatchObject({ number: expect.any(Number), openedAt: expect.any(String) })
  await sellSoup()
  const after = await watched()
  expect([after.orders, after.revenue]).toEqual([before.orders + 1, before.revenue + 420])
  expect(after.averageCheque).toBeCloseTo(after.revenue / after.orders, 2)
  expect(after.warnings.map(({ kind }: { kind: string }) => kind)).toContain('stopped-dishes')
})

test('who watches is warned of a shift that nobody closes, of late dishes, and of a till that is cut off', async () => {
  await sellSoup()
  server.clock.advance(25 * 3_600_000)
  // The session of yesterday is over.
  page = await openAdminPage(server)
  const { warnings } = await watched()
  const kinds = warnings.map(({ kind }: { kind: string }) => kind)
  expect(kinds).toContain('shift-too-long')
  await server.till('pokrovka').unplug()
  expect(await watched()).toMatchObject({ isHeard: false })
  server.till('pokrovka').plug()
})

test('what prints at a till is told, and what does not come out of it', async () => {
  const printer = demoId('printer', 'pokrovka/cashier')
  const set = (state: string) => server.post('/__/till/pokrovka/printers', { printer, state }, null)
  const cashier = async () => (await watched()).devices.find(({ id }: { id: string }) => id === printer)
  expect(await cashier()).toMatchObject({ name: 'Касса', nameEn: 'Cash desk', waiting: 0, trouble: null })
  await set('no-paper')
  await sellSoup()
  await expect.poll(async () => (await cashier()).waiting).toBe(1)
  await expect.poll(async () => (await cashier()).trouble?.en).toBe('Касса: no paper')
  expect((await watched()).warnings).toContainEqual({ kind: 'papers-wait', count: 1 })

  const register = async (state: string) =>
    server.post('/__/till/pokrovka/devices', { register: { installed: true, state } }, null)
  await register('no-paper')
  await sellSoup()
  const cheques = async () =>
    (await watched()).warnings.find(({ kind }: { kind: string }) => kind === 'cheques-wait')
  await expect.poll(cheques).toBeTruthy()
  expect((await watched()).devices.at(-1)).toMatchObject({ name: null, waiting: (await cheques()).count })
  await Promise.all([set('ready'), register('ready')])
})

test('nobody else sees it', async () => {
  expect((await server.get('/admin/api/monitor', null)).status).toBe(401)
})

const draft = async (more: object = {}): Promise<object> => {
  const { json } = await page.get('/boards')
  const own = json.tills.find(({ code }: { code: string }) => code === 'pokrovka')
  return { ...own.usual, name: 'Большое табло', ...more }
}

test('a board that is set up is shown by its screens at once, and the usual one when it is gone', async () => {
  const letIn = { use: 'board', pin: '8888', deviceId: crypto.randomUUID() }
  const { key } = (await server.post(`${till}/devices`, letIn, null)).json
  const shown = async () => nextState(`${server.baseUrl}${till}/queue/stream`, key)
  expect((await shown()).boardId).toBeNull()
  const made = await page.send(
    'POST',
    '/boards',
    await draft({ template: 'ready', skin: 'contrast', prefix: 'К' }),
  )
  expect(made.status, made.text).toBe(200)
  const [board] = made.json.boards
  expect(await shown()).toMatchObject({ boardId: board.id, board: { template: 'ready', prefix: 'К' } })
  const changed = await page.send('PUT', `/boards/${board.id}`, { ...board, skin: 'paper' })
  expect(changed.json.boards).toEqual([{ ...board, skin: 'paper' }])
  expect((await shown()).board.skin).toBe('paper')
  expect((await page.send('DELETE', `/boards/${board.id}`)).json.boards).toEqual([])
  expect((await shown()).boardId).toBeNull()
  expect((await page.send('DELETE', `/boards/${board.id}`)).status).toBe(404)
})

test('all that is wrong with a board is said at once, field by field', async () => {
  const bad = await draft({
    ...{ name: '', template: 'poster', keepReadyMinutes: 0, digits: 5, withAccepted: 'yes' },
    ...{ orderTypeIds: ['x'], colours: 7 },
  })
  const answer = await page.send('POST', '/boards', bad)
  expect(answer.status).toBe(400)
  const fields = answer.json.fields.map(({ field }: { field: string }) => field)
  for (const field of ['template', 'keepReadyMinutes', 'digits', 'withAccepted', 'orderTypeIds', 'colours'])
    expect(fields).toContain(field)
  const courier = named(server.chain, 'orderType', 'Доставка курьером').id
  const wrong = await page.send(
    'POST',
    '/boards',
    await draft({ orderTypeIds: [courier], terminalGroupId: foreignId }),
  )
  expect(wrong.json.fields.map(({ field }: { field: string }) => field)).toEqual([
    'terminalGroupId',
    'orderTypeIds',
  ])
})
