import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Answer, startServer, type TestServer } from '../support/start-server.ts'
import { type Deliveries, deliveriesOf, type Json, noon } from './cloud-deliveries-driver.ts'

// How long a call may take (cloud-api §0.3.4) and how long its client likes to wait (§12.3).

let server: TestServer
let shop: Deliveries
beforeAll(async () => {
  server = await startServer()
  shop = deliveriesOf(server, 'pokrovka')
})
beforeEach(() => server.clock.jumpTo(noon))
afterAll(() => server.close())

const send = (path: string, body: Json, headers: Record<string, string>): Promise<Answer> =>
  server.post(`/api/1/${path}`, body, undefined, headers)
const comment = (orderId: string): Json => ({
  organizationId: shop.organizationId,
  orderId,
  comment: 'quiet',
})

/** While the till is cut off; it comes back afterwards. */
async function unplugged<T>(work: () => Promise<T>): Promise<T> {
  const till = server.till('pokrovka')
  await till.unplug()
  try {
    return await work()
  } finally {
    till.plug()
    await server.settle()
  }
}

describe('Prefer: wait', () => {
  test('holds a creation until the till has decided', async () => {
    const good = await send('deliveries/create', shop.aPickup(), { Prefer: 'wait=60' })
    expect(good.json.orderInfo).toMatchObject({ creationStatus: 'Success', order: { status: 'WaitCooking' } })
    const bad = await send('deliveries/create', shop.aPickup({ items: [shop.anItem('20001', 500)] }), {
      Prefer: 'wait=60',
    })
    expect(bad.json.orderInfo).toMatchObject({
      creationStatus: 'Error',
      errorInfo: { code: 'ProductSizeNotFound' },
    })
  })

  test('holds a change: when it is answered it is done', async () => {
    const { id } = await shop.placed(shop.aPickup())
    const { json } = await send('deliveries/change_comment', comment(id), { Prefer: 'wait=60' })
    expect(await shop.commandStatus(json.correlationId)).toEqual({ state: 'Success' })
    expect((await shop.byId(id)).order.comment).toBe('quiet')
  })

  test('ends when its time is over, with the state as it is', async () => {
    const answer = await unplugged(() => send('deliveries/create', shop.aPickup(), { Prefer: 'wait=1' }))
    expect(answer.json.orderInfo).toMatchObject({ creationStatus: 'InProgress', order: null })
  })
})

describe('Timeout', () => {
  test('cuts a call that waits for a till: 408, and the command is done all the same', async () => {
    const id = crypto.randomUUID()
    const late = await unplugged(() =>
      send('deliveries/create', shop.aPickup({ id }), { Prefer: 'wait=60', Timeout: '1' }),
    )
    expect([late.status, Object.keys(late.json)]).toEqual([
      408,
      ['correlationId', 'errorDescription', 'error'],
    ])
    expect((await shop.byId(id)).creationStatus).toBe('Success')
  })
})
