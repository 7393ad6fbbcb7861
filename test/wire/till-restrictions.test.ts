import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startServer, type TestServer } from '../support/start-server.ts'
import { type Deliveries, deliveriesOf, hourMs, type Json, noon } from './cloud-deliveries-driver.ts'

// The till asks the delivery restrictions again before it sends what was changed (cloud-api §5.4). Покровка delivers to
// its own street from 800 roubles and from nine to eleven in the evening.

let server: TestServer
let shop: Deliveries
const tokens = new Map<string, string>()
beforeAll(async () => {
  server = await startServer()
  shop = deliveriesOf(server, 'pokrovka')
})
beforeEach(() => server.clock.jumpTo(noon))
afterAll(() => server.close())

/** What an employee does on the screen of the till; null, or why it is refused. */
async function byHand(pin: string, command: Json): Promise<Json> {
  const code = 'pokrovka'
  let token = tokens.get(pin)
  if (!token) {
    const login = await server.post(`/till/${code}/api/login`, { pin }, null)
    expect(login.status, login.text).toBe(200)
    token = login.json.token as string
    tokens.set(pin, token)
  }
  const body = { id: crypto.randomUUID(), command }
  const answer = await server.post(`/till/${code}/api/commands`, body, token)
  await server.settle()
  return answer.status === 200 ? null : answer.json
}

const cashier = '2222'
const manager = '1111'

test('an order that fell below the minimum sum is sent by a manager only', async () => {
  const { id } = await shop.placed(
    shop.anOrder({ items: [shop.anItem('10101', 420), shop.anItem('10101', 420)] }),
  )
  const { items } = (await shop.byId(id)).order
  const dishes = items.filter(({ price }: Json) => price === 420)
  await shop.atTill({
    kind: 'delivery.deleteItems',
    orderId: id,
    positionIds: [dishes[0].positionId],
    removalTypeId: null,
    comment: null,
    userIdForWriteoff: null,
  })
  const refusal = await byHand(cashier, { kind: 'delivery.printBill', orderId: id })
  expect(JSON.stringify(refusal)).toContain('order.restrictions-violated')
  // Nor does the API send it.
  await shop.atTill({ kind: 'delivery.printToKitchen', orderId: id })
  const { organizationId } = shop
  const asked = await shop.post('deliveries/update_order_delivery_status', {
    organizationId,
    orderId: id,
    deliveryStatus: 'Waiting',
  })
  await server.settle()
  const outcome = await shop.post('commands/status', {
    organizationId,
    correlationId: asked.json.correlationId,
  })
  expect(JSON.stringify(outcome.json)).toContain('below the minimum sum')
  expect((await shop.byId(id)).order.status).toBe('WaitCooking')

  expect(await byHand(manager, { kind: 'delivery.printBill', orderId: id })).toBeNull()
  expect((await shop.byId(id)).order.status).toBe('Waiting')
})

test('an order as its creator made it is not asked about again; another hour is', async () => {
  const below = { items: [shop.anItem('10101', 420)] }
  const { id } = await shop.placed(shop.anOrder(below))
  expect(await byHand(cashier, { kind: 'delivery.printBill', orderId: id })).toBeNull()

  const { id: late } = await shop.placed(shop.anOrder())
  await shop.atTill({
    kind: 'delivery.changeCompleteBefore',
    orderId: late,
    completeBefore: noon + 14 * hourMs,
  })
  const refusal = await byHand(cashier, { kind: 'delivery.printBill', orderId: late })
  expect(JSON.stringify(refusal)).toContain('order.restrictions-violated')
  await shop.atTill({
    kind: 'delivery.changeCompleteBefore',
    orderId: late,
    completeBefore: noon + 3 * hourMs,
  })
  expect(await byHand(cashier, { kind: 'delivery.printBill', orderId: late })).toBeNull()
})
