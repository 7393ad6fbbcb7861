import { expect } from 'vitest'
import { WebSocket } from 'ws'
import { aPickup, demoLogin, placeThroughCloud, productByCode } from '../support/orders.ts'
import type { TestServer } from '../support/start-server.ts'
import { tableId } from './table-orders-driver.ts'

type Json = any // any: a test looks where it likes

/** A pickup of two bowls of borscht at a till, placed through the cloud; gives its id. */
export async function aDelivery(server: TestServer, till = 'pokrovka'): Promise<string> {
  const { app } = server.node
  const { organizationId, terminalGroupId } = server.till(till)
  const request = aPickup(app, server.chain, { organizationId, terminalGroupId })
  const id = await placeThroughCloud(app, await demoLogin(app, server.chain), request)
  await server.settle()
  return id
}

/** A line that speaks JSON-RPC: what it was told is kept in its order. */
export async function openLine(server: TestServer, path: string, token: string) {
  const url = `${server.baseUrl.replace('http', 'ws')}${path}`
  const socket = new WebSocket(url, { headers: { authorization: `Bearer ${token}` } })
  const heard: Json[] = []
  let next = 1
  socket.on('message', (data) => heard.push(JSON.parse(String(data))))
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
  })
  const until = async (isIt: (message: Json) => boolean): Promise<Json> => {
    await expect.poll(() => heard.find(isIt), { timeout: 10_000 }).toBeTruthy()
    return heard.find(isIt)
  }
  return {
    heard,
    until,
    socket,
    send: (text: string) => socket.send(text),
    async ask(method: string, params?: Json): Promise<Json> {
      const id = next++
      socket.send(JSON.stringify({ jsonrpc: '2.0', method, params, id }))
      return until((message) => message.id === id)
    },
    close: () => socket.close(),
  }
}

/** An order on a table of Pokrovka with two dishes that the kitchen has; gives its id. */
export async function anOrderInTheKitchen(
  server: TestServer,
  waiter: { does(command: Json): Promise<void> },
  table = 'main/3',
): Promise<string> {
  const orderId = crypto.randomUUID()
  const item = (code: string, amount = 1) => ({
    productId: productByCode(server.chain, code),
    ...{ sizeId: null, amount, comment: null, modifiers: [] },
  })
  await waiter.does({ kind: 'tableOrder.place', orderId, tableIds: [tableId(table)], guestCount: 2 })
  await waiter.does({ kind: 'tableOrder.addItems', orderId, items: [item('10101', 2), item('50001')] })
  await waiter.does({ kind: 'tableOrder.printToKitchen', orderId })
  return orderId
}
