import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { ReceivedCall } from '../support/webhook-receiver.ts'
import { type Subscriber, type WebhookWorld, webhookWorld } from '../support/webhook-world.ts'

const secret = 'a shared secret'
let world: WebhookWorld
let one: Subscriber

beforeAll(async () => {
  world = await webhookWorld({ answerMsMax: 300 })
})
afterAll(async () => {
  await world.close()
  expect(world.problems).toEqual([])
})
beforeEach(async () => {
  one = await world.subscriber({ profile: 'durable', signingSecret: secret })
})

/** What docs tell an integrator to do. */
function isGenuine({ headers, body }: ReceivedCall): boolean {
  const signed = `${headers['x-timestamp']}.${body}`
  return headers['x-signature'] === `sha256=${createHmac('sha256', secret).update(signed).digest('hex')}`
}

test('a call is signed over its time and its body', async () => {
  await one.happen('order', 'Привет')
  await world.settle()
  const [call] = one.receiver.calls
  expect(call && isGenuine(call)).toBe(true)
  expect(call && isGenuine({ ...call, body: call.body.replace('Привет', 'Прощай') })).toBe(false)
  expect(call?.headers['x-timestamp']).toBe(String(Math.floor(world.clock.now() / 1000)))
})

test('any 2xx will do', async () => {
  one.receiver.respondWith(204)
  await one.happen('order', 'a')
  await world.settle()
  expect((await one.outbox())[0]).toMatchObject({ state: 'delivered', attempts: 1 })
})

test('a receiver that is down for two days gets everything in order when it is back', async () => {
  one.receiver.respondWith(503)
  for (let i = 0; i < 12; i++) await one.happen(`order ${i % 3}`, `${i % 3}: ${i}`)
  for (let hour = 0; hour < 48; hour += 4) {
    await one.happen('order 0', `0: ${100 + hour}`)
    await world.pass(240)
  }
  const callsWhileDown = one.receiver.calls.length
  expect(callsWhileDown).toBeLessThan(200)
  one.receiver.clear()
  one.receiver.respondWith(200)
  // The next try of the circuit breaker is at most a quarter of an hour and a quarter of that away.
  await world.pass(20)
  const texts = one.texts()
  expect(texts).toHaveLength(24)
  for (const order of ['0', '1', '2']) {
    const numbers = texts.filter((text) => text.startsWith(order)).map((text) => Number(text.slice(3)))
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b))
  }
  expect((await one.outbox()).every(({ state }) => state === 'delivered')).toBe(true)
})

test('tries back off, and after three days an event is dropped', async () => {
  one.receiver.respondWith(500)
  await one.happen('order', 'a')
  await world.settle()
  expect(one.receiver.calls).toHaveLength(1)
  await world.pass(0.05)
  expect(one.receiver.calls).toHaveLength(1)
  await world.pass(0.06)
  expect(one.receiver.calls).toHaveLength(2)
  for (let hour = 0; hour < 71; hour++) await world.pass(60)
  expect((await one.outbox())[0]?.state).toBe('waiting')
  for (let hour = 0; hour < 5; hour++) await world.pass(60)
  expect((await one.outbox())[0]).toMatchObject({ state: 'dropped', lastError: 'status 500' })
  const { length } = one.receiver.calls
  expect(length).toBeGreaterThan(40)
  await world.pass(60)
  expect(one.receiver.calls).toHaveLength(length)
})

test('the circuit opens after five failures, lets one call through, and closes with a success', async () => {
  one.receiver.respondWith(500)
  for (let i = 0; i < 50; i++) await one.happen(`order ${i}`, `${i}`)
  await world.settle()
  // Those that were under way when it opened came too.
  expect(one.receiver.calls.length).toBeLessThan(5 + 8)
  one.receiver.clear()
  await world.pass(1)
  expect(one.receiver.calls).toHaveLength(1)
  one.receiver.clear()
  await world.pass(0.1)
  expect(one.receiver.calls).toHaveLength(0)
  one.receiver.respondWith(200)
  await world.pass(2)
  expect(new Set(one.texts()).size).toBe(50)
  expect(await one.stored()).toMatchObject({ blockedUntil: null, blockLevel: 0 })
})

test('replay sends again what happened since a moment, with the same ids and in the same order', async () => {
  const { tenantId, organizationId, loginId } = one.subscription
  const replay = (since: number): Promise<number> =>
    world.app.storage.now.webhooks.replay(tenantId, organizationId, loginId, since, world.clock.now())
  await one.happen('order', 'early')
  await world.pass(10)
  const since = world.clock.now()
  for (const text of ['a', 'b', 'c']) await one.happen('order', text)
  await world.settle()
  const idsBefore = one.receiver.calls.slice(1).map(({ headers }) => headers['x-event-id'])
  one.receiver.clear()

  // So late that a count from when it happened would give up at once.
  await world.pass(5 * 24 * 60)
  one.receiver.respondWith(500)
  expect(await replay(since)).toBe(3)
  await world.settle()
  expect(one.texts()).toEqual(['a'])
  one.receiver.clear()
  one.receiver.respondWith(200)
  await world.pass(1)
  expect(one.texts()).toEqual(['a', 'b', 'c'])
  expect(one.receiver.calls.map(({ headers }) => headers['x-event-id'])).toEqual(idsBefore)
})

test('what waits while we are down comes, however late', async () => {
  const vendors = await world.subscriber({ profile: 'iiko' })
  for (const who of [one, vendors]) for (const text of ['a', 'b']) await who.happen('order', text)
  await world.pass(30 * 24 * 60)
  expect([one.texts(), vendors.texts()]).toEqual([
    ['a', 'b'],
    ['a', 'b'],
  ])
})

test('what nobody takes does not gather for ever', async () => {
  one.receiver.respondWith(500)
  for (let hour = 0; hour < 120; hour++) {
    await one.happen(`order ${hour}`, `${hour}`)
    await world.pass(60)
  }
  const waiting = (await one.outbox()).filter(({ state }) => state === 'waiting')
  expect(waiting.length).toBeLessThan(80)
})

test('what was settled is kept for two weeks', async () => {
  await one.happen('order', 'a')
  await world.settle()
  await world.pass(13 * 24 * 60)
  expect(await one.outbox()).toHaveLength(1)
  await world.pass(2 * 24 * 60)
  expect(await one.outbox()).toHaveLength(0)
})

test('an event that cannot be written is tried later and does not stand in the way', async () => {
  let isBroken = true
  await world.restart({
    render: async () => {
      if (isBroken) throw new Error('a dish that nobody knows')
      return { eventInfo: 'written' }
    },
  })
  await one.happen('order', 'a')
  await world.settle()
  expect(world.problems.splice(0).map(String)).toEqual(['Error: a dish that nobody knows'])
  expect((await one.outbox())[0]).toMatchObject({
    state: 'waiting',
    lastError: 'the event could not be written',
  })
  expect(await world.app.storage.now.webhooks.health(one.subscription)).toMatchObject({ failures: 0 })
  isBroken = false
  await world.pass(1)
  expect(one.texts()).toEqual(['written'])
  await world.restart()
})
