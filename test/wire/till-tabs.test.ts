/** Bar tabs: orders that are opened by a name, without a table of their own (front-api §2.6.1, `TabName`). */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoId } from '../../src/seed/demo/demo-chain.ts'
import { productByCode } from '../support/orders.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import type { Json } from './cloud-deliveries-driver.ts'
import { waiterOf } from './hall-driver.ts'

let server: TestServer
let bar: Awaited<ReturnType<typeof waiterOf>>
beforeAll(async () => {
  server = await startServer()
  bar = await waiterOf(server, '1113', 'malysheva')
  if ((await bar.board()).shift === null) await bar.does({ kind: 'shift.open' })
})
afterAll(() => server.close())

const aTab = (tabName: string | null, more: Json = {}): Json => ({
  ...{ kind: 'tableOrder.place', orderId: crypto.randomUUID(), tableIds: [], guestCount: 1, tabName },
  ...more,
})
const tab = async (id: string): Promise<Json> =>
  (await bar.board()).tableOrders.find((order: Json) => order.id === id)

test('tabs stand beside each other and are told apart by their names; a repeat opens none', async () => {
  expect((await bar.books()).settings.isTabMode).toBe(true)
  expect((await (await waiterOf(server)).books()).settings.isTabMode).toBe(false)
  const [first, second, call] = [aTab(' Семён '), aTab('Алёна'), crypto.randomUUID()]
  for (const _ of [1, 2]) expect((await bar.send(first, call)).json).toEqual({ ok: true })
  await bar.does(second)
  expect(await tab(first.orderId)).toMatchObject({ tabName: 'Семён', status: 'New', guests: 1 })
  expect(await tab(second.orderId)).toMatchObject({ tabName: 'Алёна', status: 'New' })
  const { tableOrders } = await bar.board()
  expect(tableOrders.filter(({ tabName }: Json) => tabName === 'Семён')).toHaveLength(1)
})

test('a tab is ordered on, renamed, and closed like any order', async () => {
  const asked = aTab('Стойка')
  const { orderId } = asked
  await bar.does(asked)
  const items = [{ productId: productByCode(server.chain, '50001'), amount: 2 }]
  await bar.does({ kind: 'tableOrder.addItems', orderId, combos: [], items })
  await bar.does({ kind: 'tableOrder.changeTabName', orderId, tabName: 'Марк у стойки' })
  const { sum, tabName } = await tab(orderId)
  expect(tabName).toBe('Марк у стойки')
  expect(sum).toBeGreaterThan(0)
  await bar.does({
    ...{ kind: 'tableOrder.pay', orderId, tips: [] },
    payments: [{ typeId: demoId('paymentType', 'cash'), sum }],
  })
  expect(await tab(orderId)).toMatchObject({ status: 'Closed', paid: sum })
})

test.each([
  ['n'.repeat(61), 'request.field-invalid'],
  [7 as unknown as string, 'request.field-invalid'],
])('what is no name is refused', async (tabName, code) => {
  expect(await bar.cannot(aTab(tabName))).toBe(code)
})
