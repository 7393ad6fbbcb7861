/** What one plugin does raises the hooks of the others: veto, answer, observe, and nobody is asked about themselves (ADR 41). */
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { PluginSession } from '../../src/plugins/session.ts'
import { demoId } from '../../src/seed/demo/demo-chain.ts'
import { productByCode } from '../support/orders.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import { tableId } from './table-orders-driver.ts'

type Json = any // any: a test looks where it likes
type Action = [name: string, args: Record<string, unknown>]

const pluginsDir = mkdtempSync(join(tmpdir(), 'trapeza-hear-'))
for (const name of ['editor', 'guard'])
  cpSync(fileURLToPath(new URL(`../plugins-fixtures/${name}`, import.meta.url)), join(pluginsDir, name), {
    recursive: true,
  })
let server: TestServer
let token: string
beforeAll(async () => {
  server = await startServer({ pluginsDir })
  token = (await server.post('/till/pokrovka/api/login', { pin: '1111' }, null)).json.token
  await server.plugins?.ready()
  // Both have said all that they want to hear, on every till.
  const hears = ({ manifest, taps, busHandlers }: PluginSession): boolean =>
    manifest.name === 'guard' ? taps.size === 8 : taps.size === 2 && busHandlers.size === 1
  const all = 2 * server.node.tills.size
  await vi.waitUntil(() => server.plugins?.host.sessions().filter(hears).length === all, { timeout: 60_000 })
})
afterAll(async () => {
  await server.close()
  rmSync(pluginsDir, { recursive: true })
})

const sessionOf = (plugin: string, till: string): PluginSession | undefined =>
  server.plugins?.host
    .sessions()
    .find(({ manifest, till: { code } }) => manifest.name === plugin && code === till)
/** The editor calls an operation of its own accord. */
async function call(name: string, args: object = {}, till = 'pokrovka'): Promise<Json> {
  const editor = sessionOf('editor', till)
  return editor?.callback(editor.busHandlers.get('editor.call') ?? '', [{ name, args }, null])
}
const edit = (...actions: Action[]): Promise<Json> =>
  call('submitChanges', {
    session: crypto.randomUUID(),
    actions: actions.map(([name, args]) => ({ name, args })),
  })
const product = (): string => productByCode(server.chain, '10101')
const dish = (order: unknown, amount = 1): Action => [
  'addOrderProductItem',
  { order, product: product(), amount },
]
const placed = (id: string, table: number, ...more: Action[]): Action[] => [
  ['createOrder', { id, tables: [tableId(`main/${table}`)] }],
  ...more,
]
const log = (name: string): string[] => {
  const file = join(server.dataDir, `CashServer/Logs/plugin-${name}.log`)
  if (!existsSync(file)) return []
  return [...readFileSync(file, 'utf8').matchAll(new RegExp(`${name}: (.+)$`, 'gm'))].map(
    ([, words = '']) => words,
  )
}
/** What a plugin said since. */
async function news(name: string, before: readonly string[], count: number): Promise<string[]> {
  await vi.waitUntil(() => log(name).length >= before.length + count, { timeout: 10_000 })
  return log(name).slice(before.length)
}

/** All that the till's printers have on paper. */
async function printed(): Promise<string> {
  await server.settle()
  const { printers } = (await server.get('/__/till/pokrovka/printers', null)).json
  return printers.flatMap(({ papers }: Json) => papers.flatMap(({ lines }: Json) => lines)).join('\n')
}

test('a veto of another plugin stops the whole session; the order is shown as the session has made it so far', async () => {
  const before = log('guard')
  const id = crypto.randomUUID()
  const order = { stub: id }
  await expect(
    edit(...placed(id, 3, dish(order), ['addOrderGuest', { order }], dish(order, 9))),
  ).rejects.toMatchObject({
    name: 'ConstraintViolationError',
    message: expect.stringContaining('too many at once'),
  })
  expect(await news('guard', before, 2)).toEqual(['add 1 to 0', 'add 1 to 1'])
  expect(await call('tryGetOrderById', { id })).toBeUndefined()
})

test('who edits is not asked about it; a waiter asks both', async () => {
  const [guard, editor] = [log('guard'), log('editor')]
  const id = crypto.randomUUID()
  await edit(...placed(id, 3, dish({ stub: id })))
  expect(await news('guard', guard, 1)).toEqual(['add 1 to 0'])
  const items = [{ productId: product(), sizeId: null, amount: 1, comment: null, modifiers: [] }]
  const command = { kind: 'tableOrder.addItems', orderId: id, items }
  const body = { id: crypto.randomUUID(), command }
  expect((await server.post('/till/pokrovka/api/commands', body, token)).status).toBe(200)
  expect(await news('guard', guard, 2)).toEqual(['add 1 to 0', 'add 1 to 1'])
  // Its own dish was none of its business.
  expect(await news('editor', editor, 1)).toEqual(['1 are added'])
})

test('what a hook does asks neither its plugin nor who waits for it, and is asked for once', async () => {
  const id = crypto.randomUUID()
  await edit(...placed(id, 4, dish({ stub: id })))
  const [guard, editor] = [log('guard'), log('editor')]
  await call('printBillCheque', { order: id })
  const order = await call('getOrderById', { id })
  // The guard's dish came before the bill, and the editor's plan was made anew for it.
  expect([order.status, order.items.length]).toEqual(['Bill', 2])
  expect(await news('guard', guard, 1)).toEqual(['bill of 1'])
  expect(log('editor')).toEqual(editor)
  expect(await printed()).toContain('Спросите о десертах')
  const complaints = readFileSync(join(server.dataDir, 'CashServer/Logs/plugin-guard.log'), 'utf8')
  expect(complaints).toContain('afterFooter is not printed')
})

test('a payment waits for those who may refuse it, who see the order that the session makes', async () => {
  const pays = (id: string, origin: string): Promise<Json> => {
    const order = { stub: id }
    return edit(
      ['createOrder', { id }],
      ['changeOrderOriginName', { order, originName: origin }],
      dish(order),
      ['addPaymentItem', { order, paymentType: demoId('paymentType', 'cash'), paymentSum: 420 }],
      ['payOrder', { order }],
    )
  }
  const [unpaid, paid] = [crypto.randomUUID(), crypto.randomUUID()]
  const start = log('guard')
  await expect(pays(unpaid, 'unpaid')).rejects.toMatchObject({
    message: expect.stringContaining('this one is not paid'),
  })
  expect(await call('tryGetOrderById', { id: unpaid })).toBeUndefined()
  // What a plugin says reaches its log a moment after its answer.
  expect(await news('guard', start, 2)).toEqual(['add 1 to 0', 'pay 420'])
  const before = log('guard')
  await pays(paid, 'paid')
  expect((await call('getOrderById', { id: paid })).status).toBe('Closed')
  expect(await news('guard', before, 2)).toEqual(['add 1 to 0', 'pay 420'])
  expect(await printed()).toContain(`Заказ ${(await call('getOrderById', { id: paid })).number} проверен`)
})

test('a plugin’s words stand on the cheque of the fiscal register, too, and the cheque is one', async () => {
  const set = async (register: object): Promise<void> => {
    const answer = await server.post('/__/till/pokrovka/devices', { register }, null)
    expect(answer.status, answer.text).toBe(200)
  }
  const documentsOf = async (id: string): Promise<Json[]> => {
    await server.settle()
    const { documents } = (await server.get('/__/till/pokrovka/devices', null)).json.register
    return documents.filter((one: Json) => one.orderId === id && one.kind === 'sale')
  }
  // The answer to the first is lost: it is on paper with all that the plugin added, and is not printed again.
  await set({ installed: true, steps: [{ do: 'print' }, { do: 'lose' }] })
  const id = crypto.randomUUID()
  await edit(
    ['createOrder', { id }],
    dish({ stub: id }),
    ['addPaymentItem', { order: { stub: id }, paymentType: demoId('paymentType', 'cash'), paymentSum: 420 }],
    ['payOrder', { order: { stub: id } }],
  )
  const { number } = await call('getOrderById', { id })
  await expect.poll(() => documentsOf(id), { timeout: 20_000 }).toHaveLength(1)
  const [document] = await documentsOf(id)
  expect(document.lines.at(-1).trim()).toBe(`Заказ ${number} проверен`)
  expect(document).toMatchObject({ sum: 42_000 })
  await set({ installed: false, steps: [] })
})

test('others observe what was done, and answer which of their data stays', async () => {
  const id = crypto.randomUUID()
  const item = crypto.randomUUID()
  await edit(
    ...placed(id, 5, [
      'addOrderProductItem',
      { id: item, order: { stub: id }, product: product(), amount: 1 },
    ]),
  )
  const before = log('guard')
  await call('printOrderItems', { order: id, items: [item] })
  const { number } = await call('getOrderById', { id })
  expect(await news('guard', before, 1)).toEqual([`printed ${number}`])

  // A till at which nothing is open: its shift closes, days later.
  const till =
    server.plugins?.host.views().find(({ till: code }) => code !== null && code !== 'pokrovka')?.till ?? ''
  if (await call('isAllCafeSessionsClosed', {}, till)) await call('openCafeSession', {}, till)
  server.clock.advance(4 * 86_400_000)
  const quiet = log('guard')
  await call('closeCafeSession', {}, till)
  expect(await news('guard', quiet, 1)).toEqual(['the shift closes'])
  const { tenantId, terminalGroupId } = sessionOf('guard', till)?.till ?? {
    tenantId: '',
    terminalGroupId: '',
  }
  const keys = async (): Promise<string[]> => {
    const { rows } = await server.pool.query(
      'select key from plugin_data where tenant_id = $1 and terminal_group_id = $2 and module_id = 21016318',
      [tenantId, terminalGroupId],
    )
    return rows.map(({ key }) => key)
  }
  await expect.poll(keys).toEqual(['kept'])
})
