import { setTimeout as sleep } from 'node:timers/promises'
import { demoId } from '../../src/seed/demo/demo-chain.ts'
import { benchItems, organizationId, terminalGroupId } from './demo.ts'
import { compare } from './measure.ts'
import { post, type World } from './world.ts'

const openOrders = 500
const atOnce = 20
const triesMax = 30

/** A board that asks for 500 open orders, against a handler that holds the same bytes and does nothing but send them. */
export async function benchFrontOrders(world: World): Promise<void> {
  const order = { tableIds: [demoId('table', 'main/3')], items: benchItems() }
  const body = { organizationId, terminalGroupId, order }
  for (let made = 0; made < openOrders; made += atOnce)
    await Promise.all(
      Array.from({ length: atOnce }, () => post(`${world.ours}/api/1/order/create`, body, world.headers)),
    )
  const till = `${world.ours}/till/${terminalGroupId}/api`
  const key = await (await fetch(`${till}/login/2050`)).json()
  const url = `${till}/orders?key=${key}`
  const { bytes, count } = await allOf(url)
  const copy = `${world.reference}/static/front-orders`
  const headers = { 'content-type': 'application/octet-stream' }
  await fetch(copy, { method: 'PUT', headers, body: bytes })
  process.stdout.write(`front orders: ${count} orders, ${bytes.length} bytes\n`)
  await compare(
    world,
    'front orders',
    { name: '/api/orders', url, method: 'GET', body: () => '' },
    { name: 'bare static handler', url: copy, body: () => '{}' },
  )
}

/** The list once the till has decided all of the orders. */
async function allOf(url: string): Promise<{ bytes: Buffer; count: number }> {
  for (let tries = 0; tries < triesMax; tries++) {
    const answer = await fetch(url)
    const bytes = Buffer.from(await answer.arrayBuffer())
    if (!answer.ok) throw new Error(`${answer.status}: ${bytes}`)
    const { length: count } = JSON.parse(String(bytes))
    if (count >= openOrders) return { bytes, count }
    await sleep(1000)
  }
  throw new Error('the till did not decide all orders')
}
