import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Subscriber, type WebhookWorld, webhookWorld } from '../support/webhook-world.ts'

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
  one = await world.subscriber({ authToken: 'the raw value' })
})

const states = async (who = one): Promise<string[]> => (await who.outbox()).map(({ state }) => state)

test('a call is a POST of an array with one event, its id, its attempt and the raw token', async () => {
  await one.happen('order', 'Привет, 🍜')
  await world.settle()
  const [call] = one.receiver.calls
  const [event] = await one.outbox()
  expect(call?.events).toEqual([{ eventType: 'NomenclatureUpdate', eventInfo: 'Привет, 🍜' }])
  expect(call?.headers).toMatchObject({
    authorization: 'the raw value',
    'content-type': 'application/json; charset=utf-8',
    'x-event-id': event?.id,
    'x-attempt': '1',
  })
  expect(call?.headers).not.toHaveProperty('x-signature')
  expect(event).toMatchObject({ state: 'delivered', attempts: 1, settledAt: world.clock.now() })
})

test('a failed call is repeated every ten minutes for an hour, then dropped', async () => {
  one.receiver.respondWith(500)
  await one.happen('order', 'a')
  await world.settle()
  for (let minute = 1; minute <= 60; minute++) {
    await world.pass(1)
    expect(one.receiver.calls).toHaveLength(1 + Math.floor(minute / 10))
  }
  const attempts = one.receiver.calls.map(({ headers }) => headers['x-attempt'])
  expect(attempts).toEqual(['1', '2', '3', '4', '5', '6', '7'])
  expect(new Set(one.receiver.calls.map(({ headers }) => headers['x-event-id'])).size).toBe(1)
  expect((await one.outbox())[0]).toMatchObject({ state: 'dropped', lastError: 'status 500' })
  await world.pass(600)
  expect(one.receiver.calls).toHaveLength(7)
})

describe('what counts as a failure', () => {
  test.each([201, 204, 302, 400, 401, 500])('status %i', async (status) => {
    one.receiver.respondWith(status)
    await one.happen('order', 'a')
    await world.settle()
    expect(one.receiver.calls.map(({ path }) => path)).toEqual(['/hook'])
    expect((await one.outbox())[0]).toMatchObject({ state: 'waiting', lastError: `status ${status}` })
  })

  test('silence until the time is over', async () => {
    one.receiver.respondWith(() => new Promise(() => {}))
    await one.happen('order', 'a')
    await world.settle()
    expect((await one.outbox())[0]).toMatchObject({ state: 'waiting', lastError: 'no answer within 300 ms' })
  })

  test('nobody at the address', async () => {
    await one.receiver.close()
    await one.happen('order', 'a')
    await world.settle()
    expect((await one.outbox())[0]).toMatchObject({
      state: 'waiting',
      lastError: expect.stringContaining('ECONNREFUSED'),
    })
  })

  test('an address that became forbidden, of which only the reason is kept', async () => {
    const two = await world.subscriber({ uri: 'http://10.1.2.3/?key=secret' })
    await two.happen('order', 'a')
    await world.settle()
    expect((await two.outbox())[0]).toMatchObject({
      state: 'waiting',
      lastError: 'it belongs to a closed network',
    })
  })

  test('a token that cannot be a header', async () => {
    const two = await world.subscriber({ authToken: 'a\r\nx-evil: 1' })
    await two.happen('order', 'a')
    await world.settle()
    const [event] = await two.outbox()
    expect([event?.state, two.receiver.calls.length]).toEqual(['waiting', 0])
    expect(event?.lastError).not.toContain('evil')
  })
})

test('changes of an entity come in their order although calls fail, others are not held up', async () => {
  one.receiver.respondWith(({ events }) => (events[0].eventInfo.startsWith('bad') ? 500 : 200))
  for (const text of ['bad 1', 'bad 2', 'bad 3']) await one.happen('bad order', text)
  for (const text of ['good 1', 'good 2', 'good 3']) await one.happen('good order', text)
  await world.settle()
  expect(one.texts().filter((text) => text.startsWith('good'))).toEqual(['good 1', 'good 2', 'good 3'])
  expect(one.texts().filter((text) => text.startsWith('bad'))).toEqual(['bad 1'])
  one.receiver.respondWith(200)
  one.receiver.clear()
  await world.pass(10)
  expect(one.texts()).toEqual(['bad 1', 'bad 2', 'bad 3'])
  expect(new Set(await states())).toEqual(new Set(['delivered']))
})

test('what stood behind a failing event gives up with it, after one try each', async () => {
  one.receiver.respondWith(500)
  await one.happen('order', 'first')
  await world.settle()
  for (const text of ['second', 'third']) await one.happen('order', text)
  for (let step = 0; step < 7; step++) await world.pass(10)
  expect(one.texts()).toEqual([...Array(7).fill('first'), 'second', 'third'])
  expect(await states()).toEqual(['dropped', 'dropped', 'dropped'])
})

test('a slow receiver is called a few at a time and leaves the others their speed', async () => {
  const fast = await world.subscriber()
  let release = (): void => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  await world.restart({ answerMsMax: 20_000 })
  one.receiver.respondWith(() => released.then(() => 200))
  for (let i = 0; i < 40; i++) await one.happen(`order ${i}`, `${i}`)
  await one.receiver.waitFor(({ eventInfo }) => eventInfo === '7')
  for (let i = 0; i < 40; i++) await fast.happen(`order ${i % 10}`, `${i}`)
  await fast.receiver.waitFor(({ eventInfo }) => eventInfo === '39')
  expect(one.receiver.events).toHaveLength(8)
  release()
  await world.settle()
  expect([one.receiver.events.length, one.receiver.openMax]).toEqual([40, 8])
  expect(await states(fast)).toEqual(Array(40).fill('delivered'))
  await world.restart()
})

describe('a bad receiver', () => {
  const storm = async (from: number, count = 20): Promise<void> => {
    for (let i = from; i < from + count; i++) await one.happen(`order ${i}`, `${i}`)
    await world.settle()
  }

  test('is blocked for 15 minutes, an hour, 12 hours, for good; what happens then is not sent', async () => {
    one.receiver.respondWith(500)
    for (const [step, minutes] of [15, 60, 720].entries()) {
      await storm(step * 100)
      const { blockedUntil } = await one.stored()
      expect(Math.round(((blockedUntil ?? 0) - world.clock.now()) / 60_000)).toBe(minutes)
      one.receiver.clear()
      await one.happen('order in vain', 'in vain')
      await world.pass(minutes - 1)
      expect(one.receiver.calls).toEqual([])
      expect((await one.outbox()).at(-1)).toMatchObject({
        state: 'dropped',
        attempts: 0,
        lastError: 'the receiver is blocked',
      })
      await world.pass(61)
    }
    await storm(1000)
    one.receiver.clear()
    one.receiver.respondWith(200)
    await world.pass(365 * 24 * 60)
    await one.happen('order in vain', 'in vain')
    await world.settle()
    expect(one.receiver.calls).toEqual([])
    await world.app.storage.now.webhooks.saveSubscription({
      ...(await one.stored()),
      blockedUntil: null,
      blockLevel: 0,
    })
    await one.happen('order', 'lifted')
    await world.settle()
    expect(one.texts()).toEqual(['lifted'])
  })

  test('gets what waited from before the block when it ends', async () => {
    one.receiver.respondWith(500)
    await one.happen('early order', 'early')
    await world.pass(9)
    await storm(0, 19)
    expect((await one.stored()).blockLevel).toBe(1)
    one.receiver.clear()
    one.receiver.respondWith(200)
    await one.happen('early order', 'of the blocked time')
    await world.pass(5)
    expect(one.receiver.calls).toEqual([])
    await world.pass(20)
    expect(one.texts()).toContain('early')
    expect(one.texts()).not.toContain('of the blocked time')
  })

  test('with less than a tenth of failures is none', async () => {
    one.receiver.respondWith(({ events }) => (Number(events[0].eventInfo) % 30 === 7 ? 500 : 200))
    await storm(0, 60)
    expect(await one.stored()).toMatchObject({ blockedUntil: null, blockLevel: 0 })
  })
})

test('without an address any more, events are dropped', async () => {
  await world.app.storage.now.webhooks.saveSubscription({ ...one.subscription, uri: null })
  await one.happen('order', 'a')
  await world.settle()
  expect((await one.outbox())[0]).toMatchObject({
    state: 'dropped',
    lastError: 'nobody is subscribed any more',
  })
})
