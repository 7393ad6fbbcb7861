/** The example `monitoring-exporter` on a real host: what it shows is what the till does. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoId } from '../../src/seed/demo/demo-chain.ts'
import { type BuiltExample, buildExample } from '../support/example-plugins.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import { type Front, frontOf } from './front-table-driver.ts'
import { tableId } from './table-orders-driver.ts'

let example: BuiltExample
let server: TestServer
let front: Front
let name: string
let url: string
beforeAll(async () => {
  example = await buildExample('monitoring-exporter')
  server = await startServer({ pluginsDir: example.pluginsDir })
  front = frontOf(server)
  if (await front.call('isAllCafeSessionsClosed')) await front.call('openCafeSession')
  name = (await front.call('getHostTerminalsGroup')).name
  url = await example.urlAt(server, name)
})
afterAll(async () => {
  await server.close()
  example.remove()
})

const value = async (start: string): Promise<number> => {
  const line = (await (await fetch(url)).text()).split('\n').find((one) => one.startsWith(start))
  return line === undefined ? Number.NaN : Number(line.slice(line.lastIndexOf(' ')))
}
const ofTables = (metric: string): Promise<number> => value(`${metric}{till="${name}",kind="table"}`)
const soon = { timeout: 10_000 }

test('open orders, revenue and the stop list are told as they change', async () => {
  const [open, revenue] = [await ofTables('trapeza_open_orders'), await ofTables('trapeza_revenue')]
  const order = crypto.randomUUID()
  await front.edit([
    ['createOrder', { id: order, tables: [tableId('main/4')] }],
    ['addOrderProductItem', { order: { stub: order }, product: front.dish('10101'), amount: 2 }],
  ])
  await expect.poll(() => ofTables('trapeza_open_orders'), soon).toBe(open + 1)
  expect(await ofTables('trapeza_revenue')).toBe(revenue)

  const { resultSum } = await front.call('getOrderById', { id: order })
  const paymentType = demoId('paymentType', 'cash')
  await front.call('addPaymentItem', { order, paymentType, paymentSum: resultSum })
  await front.call('payOrder', { order })
  await expect.poll(() => ofTables('trapeza_revenue'), soon).toBe(revenue + resultSum)
  expect(await ofTables('trapeza_open_orders')).toBe(open)

  const product = front.dish('10101')
  await front.call('setStopListProductRemainingAmount', { product, amount: 2.5 })
  const left = (): Promise<number> => value(`trapeza_stop_list_remaining{till="${name}",product="Борщ`)
  await expect.poll(left, soon).toBe(2.5)
  await front.call('removeProductFromStopList', { product })
  await expect.poll(left, soon).toBeNaN()
})
