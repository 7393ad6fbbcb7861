import { afterAll, beforeAll, expect, test } from 'vitest'
import { productByCode } from '../support/orders.ts'
import { type Answer, startServer, type TestServer } from '../support/start-server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.close())

const till = '/till/pokrovka/api'
const logIn = async (pin: string, path = till): Promise<Answer> => server.post(`${path}/login`, { pin }, null)
const tokenOf = async (pin: string, path = till): Promise<string> => {
  const answer = await logIn(pin, path)
  expect(answer.status, answer.text).toBe(200)
  return answer.json.token
}
const send = (token: string | null, command: unknown, id: unknown = crypto.randomUUID()): Promise<Answer> =>
  server.post(`${till}/commands`, { id, command }, token)

/** A pickup that the till has; gives its id and the position of its soup. */
async function anOrder(): Promise<{ orderId: string; positionId: string }> {
  const { organizationId, terminalGroupId } = server.till('pokrovka')
  const created = await server.post('/api/1/deliveries/create', {
    organizationId,
    terminalGroupId,
    order: {
      phone: '+79005550177',
      orderServiceType: 'DeliveryByClient',
      customer: { type: 'regular', name: 'Anna' },
      items: [{ type: 'Product', productId: productByCode(server.chain, '10101'), amount: 2, price: 420 }],
    },
  })
  await server.settle()
  const orderId: string = created.json.orderInfo.id
  return { orderId, positionId: await positionOf(orderId) }
}
const board = async (token: string): Promise<Answer> => server.get(`${till}/board`, token)
async function positionOf(orderId: string): Promise<string> {
  const { json } = await board(await tokenOf('1111'))
  return json.deliveries.find(({ id }: { id: string }) => id === orderId).items[0].positionId
}
const amountOf = async (orderId: string): Promise<number> => {
  const { json } = await board(await tokenOf('1111'))
  return json.deliveries.find(({ id }: { id: string }) => id === orderId).items[0].amount
}

test('nothing is told to who has no token, a forged one, or that of another till', async () => {
  const elsewhere = await tokenOf('1111', '/till/baumana/api')
  for (const token of [
    null,
    'forged',
    `${(await tokenOf('2222')).slice(0, -12)}${'x'.repeat(12)}`,
    elsewhere,
  ]) {
    for (const path of ['board', 'books', 'menu', 'stream', `deliveries/${crypto.randomUUID()}/history`]) {
      const answer = await server.get(`${till}/${path}`, token)
      expect([answer.status, answer.json.code], path).toEqual([401, 'till.not-logged-in'])
    }
    expect((await send(token, { kind: 'shift.close' })).status).toBe(401)
  }
})

test('a token is good for a shift of twelve hours', async () => {
  const token = await tokenOf('2222')
  expect((await board(token)).status).toBe(200)
  server.clock.advance(12 * 3_600_000 + 1000)
  expect((await board(token)).status).toBe(401)
})

test('a PIN is digits and belongs to somebody at this till', async () => {
  for (const pin of [undefined, 1111, '', '11a1', '1'.repeat(13)]) {
    const answer = await server.post(`${till}/login`, { pin }, null)
    expect([answer.status, answer.json.code], String(pin)).toEqual([400, 'request.field-invalid'])
  }
  // The cashier of another restaurant.
  expect((await logIn('2223')).status).toBe(401)
  expect((await logIn('2223')).json.text.ru).toContain('PIN')
  expect((await logIn('1111', '/till/nowhere/api')).status).toBe(404)
})

test('five wrong PINs, even at once, close the door for half a minute', async () => {
  const path = '/till/malysheva/api'
  const answers = await Promise.all(Array.from({ length: 8 }, () => logIn('9999', path)))
  expect(answers.filter(({ status }) => status === 401)).toHaveLength(5)
  const closed = await logIn('1111', path)
  expect(closed.status).toBe(429)
  expect(Number(closed.headers.get('retry-after'))).toBeGreaterThan(0)
  server.clock.advance(30_000)
  expect((await logIn('1111', path)).status).toBe(200)
})

test('a command that arrives twice is done once and answered alike', async () => {
  const { orderId, positionId } = await anOrder()
  const token = await tokenOf('2222')
  const id = crypto.randomUUID()
  const command = { kind: 'delivery.changeItemAmount', orderId, positionId, by: 2 }
  expect((await send(token, command, id)).json).toEqual({ ok: true })
  expect((await send(token, { ...command, by: 1 })).json).toEqual({ ok: true })
  expect((await send(token, command, id.toUpperCase())).json).toEqual({ ok: true })
  expect(await amountOf(orderId)).toBe(5)
})

test('what a role may not do is refused in words of both languages, and nothing happens', async () => {
  const { orderId } = await anOrder()
  const answer = await send(await tokenOf('2222'), { kind: 'delivery.cancel', orderId })
  expect([answer.status, answer.json.code]).toEqual([409, 'access.permission-denied'])
  expect(answer.json.text.ru).toContain('«отменять доставки»')
  expect(answer.json.text.en).toContain('“cancel deliveries”')
})

test.each([
  ['no command', undefined, 'command.kind'],
  ['a kind that nobody knows', { kind: 'delivery.eat' }, 'command.kind'],
  ['no order', { kind: 'delivery.confirm' }, 'orderId'],
  ['an order that is no id', { kind: 'delivery.confirm', orderId: 'x' }, 'orderId'],
  [
    'an amount of nothing',
    { kind: 'delivery.changeItemAmount', orderId: crypto.randomUUID(), positionId: crypto.randomUUID() },
    'by',
  ],
  [
    'an amount finer than a gram',
    { kind: 'stopList.put', productId: crypto.randomUUID(), balance: 0.0001 },
    'balance',
  ],
  [
    'a status that is no step',
    { kind: 'delivery.updateStatus', orderId: crypto.randomUUID(), status: 'Closed' },
    'status',
  ],
  [
    'payments that are no list',
    { kind: 'delivery.close', orderId: crypto.randomUUID(), payments: 5 },
    'payments',
  ],
])('a command with %s is refused by the name of the field', async (_, command, field) => {
  const answer = await send(await tokenOf('1111'), command)
  expect(answer.status, answer.text).toBe(400)
  expect(answer.json.text.en).toContain(field)
})

test('an order of another till is nobody’s business here', async () => {
  const { orderId } = await anOrder()
  const token = await tokenOf('1111', '/till/baumana/api')
  const history = await server.get(`/till/baumana/api/deliveries/${orderId}/history`, token)
  expect(history.status).toBe(404)
})

test('the history tells who did what, in the order in which it happened', async () => {
  const { orderId } = await anOrder()
  const token = await tokenOf('2222')
  await send(token, { kind: 'delivery.changeComment', orderId, comment: 'без лука' })
  const { json } = await server.get(`${till}/deliveries/${orderId}/history`, token)
  expect(json[0]).toMatchObject({ kind: 'delivery.placed', actor: { type: 'api' } })
  expect(json.at(-1)).toMatchObject({
    kind: 'delivery.commentChanged',
    actor: { type: 'employee', name: 'Кузнецова Елена' },
    details: { text: 'без лука' },
  })
})
