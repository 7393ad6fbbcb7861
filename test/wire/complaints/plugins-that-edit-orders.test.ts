/** What authors of plugins complain of (front-api §9), asked of ours: orders that cannot be edited, paid or found again. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { EntityAlreadyInUseError, type PluginContext } from '../../../sdk/plugin/src/index.ts'
import { createTestHost, type TestHost } from '../../../sdk/plugin/src/testing/index.ts'
import { demoId } from '../../../src/seed/demo/demo-chain.ts'
import { startServer, type TestServer } from '../../support/start-server.ts'
import { type Front, frontOf } from '../front-table-driver.ts'
import { waiterOf } from '../hall-driver.ts'
import { tableId } from '../table-orders-driver.ts'

let server: TestServer
let front: Front
let waiter: Awaited<ReturnType<typeof waiterOf>>
let host: TestHost
let ctx: PluginContext
beforeAll(async () => {
  server = await startServer()
  front = frontOf(server)
  waiter = await waiterOf(server)
  if ((await waiter.board()).shift === null) await waiter.does({ kind: 'shift.open' })
  const carried = ['submitChanges', 'getOrderById'] as const
  const operations = carried.map((name) => [name, (args: object) => front.call(name, { ...args })])
  const start = (given: PluginContext): void => {
    ctx = given
  }
  host = await createTestHost({ start }, { operations: Object.fromEntries(operations) })
})
afterAll(async () => {
  await host.stop()
  await server.close()
})

const paymentType = (): string => demoId('paymentType', 'cash')

/** An order with a dish, as a plugin makes it; nobody has printed or paid it. */
const made = (table: number) =>
  ctx.operations.edit((session) => {
    const order = session.createOrder({ tables: [tableId(`main/${table}`)] })
    const guest = session.addOrderGuest({ order, name: null })
    session.addOrderProductItem({ order, guest, product: front.dish('10101'), amount: 1 })
    return order
  })

test('every third order failed with CannotLockOrder when a plugin edited and paid it at once', async () => {
  const orders = await Promise.all(Array.from({ length: 9 }, (_, index) => made(1 + index)))
  await Promise.all(
    orders.map(({ id, resultSum }) =>
      ctx.operations.edit((session) => {
        session.addPaymentItem({ order: id, paymentType: paymentType(), paymentSum: resultSum })
        session.payOrder({ order: id })
      }),
    ),
  )
  for (const { id } of orders) expect((await ctx.operations.getOrderById({ id })).status).toBe('Closed')
})

test('an order could not be edited while a waiter had forgotten to leave its screen', async () => {
  const { id } = await made(3)
  // The waiter looks at it and goes on while the plugin edits: nobody is sent away.
  await Promise.all([
    waiter.does({ kind: 'tableOrder.changeGuestCount', orderId: id, guestCount: 4 }),
    ctx.operations.edit((session) => session.markOrderAsTab({ order: id, tabName: 'Окно' })),
  ])
  expect(await ctx.operations.getOrderById({ id })).toMatchObject({
    tabName: 'Окно',
    estimatedGuestsCount: 4,
  })
})

test('EntityAlreadyInUse named nobody', async () => {
  const { id } = await made(4)
  front.door.locks.take('plugin other', [id])
  const failure = await ctx.operations
    .edit((session) => session.addOrderGuest({ order: id, name: null }))
    .catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(EntityAlreadyInUseError)
  expect((failure as EntityAlreadyInUseError).data).toMatchObject({
    lockedBy: 'plugin other',
    terminal: 'pokrovka',
  })
  front.door.locks.free('plugin other', [id])
})

test('a network that failed made a plugin submit twice, and the guest had two orders', async () => {
  const session = crypto.randomUUID()
  const submit = () =>
    ctx.operations.edit((edit) => edit.createOrder({ tables: [tableId('main/6')] }), { session })
  const [first, again] = [await submit(), await submit()]
  expect(again.id).toBe(first.id)
  const { tableOrders } = await waiter.board()
  expect(tableOrders.filter((order: { id: string }) => order.id === first.id)).toHaveLength(1)
})

test('a browser that lost its key blocked the only connection until somebody restarted the till', async () => {
  const { tenantId } = server.till('pokrovka')
  await server.node.app.storage.now.licences.save(tenantId, { module: '2050', seats: 1, expiresAt: null })
  server.licences.forget(tenantId)
  const clientId = crypto.randomUUID()
  const enter = (client: string) => server.post('/v1/sessions', { clientId: client, pin: '1111' }, null)
  expect((await enter(clientId)).status).toBe(201)
  const other = await enter(crypto.randomUUID())
  expect([other.status, other.json.code]).toEqual([429, 'InsufficientLicenseException'])
  expect((await enter(clientId)).status).toBe(201)
})
