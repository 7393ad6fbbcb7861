/** What complaints about open tills need of ours: two devices at one till, its dishes, its money. */
import { expect } from 'vitest'
import { demoId } from '../../../src/seed/demo/demo-chain.ts'
import { productByCode } from '../../support/orders.ts'
import { startServer, type TestServer, type TestServerOptions } from '../../support/start-server.ts'
import { type Json, noon, paymentTypeId } from '../cloud-deliveries-driver.ts'
import { waiterOf } from '../hall-driver.ts'
import { tableId } from '../table-orders-driver.ts'

export const uuid = (): string => crypto.randomUUID()
export const table = (number: number): string => tableId(`main/${number}`)
export const soup = '10101'
export const cake = '50001'

export type ComplaintTill = Awaited<ReturnType<typeof openTill>>

/** A till at noon with its clock standing still; `phone` is a manager’s, `desk` a cashier’s. */
export async function openTill(options: TestServerOptions = {}) {
  const server = await startServer(options)
  server.clock.setSpeed(0)
  server.clock.jumpTo(noon)
  return tillOf(server)
}

export async function tillOf(server: TestServer) {
  const phone = await waiterOf(server, '1111')
  const desk = await waiterOf(server, '2222')
  const token: string = (await server.post('/till/pokrovka/api/login', { pin: '1111' }, null)).json.token
  let count = 0
  const orderOf = async (id: string): Promise<Json> => {
    await server.settle()
    return (await phone.board()).tableOrders.find((order: Json) => order.id === id)
  }
  const dish = (code: string, more: Json = {}): Json => ({
    productId: productByCode(server.chain, code),
    positionId: uuid(),
    ...{ sizeId: null, amount: 1, modifiers: [] },
    ...more,
  })
  return {
    server,
    phone,
    desk,
    dish,
    orderOf,
    get: (path: string) => server.get(`/till/pokrovka/api${path}`, token),
    post: (path: string, body: Json) => server.post(`/till/pokrovka/api${path}`, body, token),
    /** Two guests at one of the first eight tables; several orders may sit at one. */
    async anOrder(items: Json[] = [], more: Json = {}): Promise<string> {
      const orderId = uuid()
      count += 1
      const tableIds = [table(1 + (count % 8))]
      await phone.does({ kind: 'tableOrder.place', orderId, tableIds, guestCount: 2, ...more })
      if (items.length > 0) await phone.does({ kind: 'tableOrder.addItems', orderId, items })
      return orderId
    },
    /** Closes an order with as much cash as is due. */
    async byCash(orderId: string): Promise<Json> {
      const { due } = await orderOf(orderId)
      return { kind: 'tableOrder.close', orderId, payments: [{ typeId: paymentTypeId('cash'), sum: due }] }
    },
    async ten(orderId: string): Promise<void> {
      const discounts = [{ discountTypeId: demoId('discountType', 'ten') }]
      await phone.does({ kind: 'tableOrder.changeDiscounts', orderId, discounts })
    },
    report: async (): Promise<Json> =>
      (await server.get('/till/pokrovka/api/shift/report', token)).json.report,
    /** What came out of a printer of the till since the start, paper by paper. */
    async papers(printer: string): Promise<string[][]> {
      await server.settle()
      const { printers } = (await server.get('/__/till/pokrovka/printers', null)).json
      return printers.find(({ name }: Json) => name === printer).papers.map(({ lines }: Json) => lines)
    },
    async hasShift(): Promise<void> {
      if ((await phone.board()).shift === null) await phone.does({ kind: 'shift.open' })
    },
  }
}

/** Kopecks of a sum as JSON says it. */
export const kopecks = (sum: number): number => Math.round(sum * 100)

export const codes = (answers: readonly { status: number; json: Json }[]): (number | string)[] =>
  answers.map(({ status, json }) => (status === 200 ? 200 : json.code)).sort()

export function once<Value>(values: readonly Value[]): Value {
  expect(values).toHaveLength(1)
  return values[0] as Value
}
