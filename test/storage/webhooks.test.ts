import { beforeEach, expect, test } from 'vitest'
import type {
  CloudOrder,
  NewWebhookEvent,
  OutboxEvent,
  WebhookHealth,
  WebhookSubject,
  WebhookSubscription,
  Webhooks,
} from '../../src/app/ports.ts'
import { webhooksRepository } from '../../src/storage/repositories/webhooks.ts'
import { anOrder, noon } from './an-order.ts'
import { databaseOfFile, nextId, testSecretBox } from './file-database.ts'

const database = databaseOfFile()
const webhooks = () => webhooksRepository(database.sql, testSecretBox())

// Due events are asked for over all tenants, so every test starts without any.
beforeEach(async () => {
  await database.pool.query('delete from webhook_event')
})

const aSubscription = (changes: Partial<WebhookSubscription> = {}): WebhookSubscription => ({
  tenantId: nextId(),
  organizationId: nextId(),
  loginId: nextId(),
  uri: 'https://example.org/hook',
  authToken: 'Bearer x',
  filter: { deliveryOrderFilter: { orderStatuses: ['OnWay'], errors: true }, reserveFilter: null },
  profile: 'durable',
  signingSecret: 'secret',
  blockedUntil: noon,
  blockLevel: 2,
  ...changes,
})

const anEvent = (changes: Partial<NewWebhookEvent> = {}): NewWebhookEvent => ({
  tenantId: nextId(),
  organizationId: nextId(),
  id: nextId(),
  loginId: nextId(),
  entityId: nextId(),
  eventType: 'StopListUpdate',
  correlationId: nextId(),
  at: noon,
  subject: { kind: 'stopList', terminalGroupId: nextId(), isFull: true },
  ...changes,
})

const aDelivery = (): WebhookSubject => {
  const state = anOrder()
  const order: CloudOrder = {
    tenantId: state.tenantId,
    organizationId: state.organizationId,
    id: state.id,
    terminalGroupId: state.terminalGroupId,
    loginId: null,
    sourceKey: null,
    externalNumber: null,
    creationStatus: 'Success',
    error: null,
    revision: 2n ** 60n,
    receivedAt: noon,
    receivedFromFrontAt: null,
    contactId: state.contactId,
    trackingLink: null,
    state,
  }
  return { kind: 'delivery', order, externalDataKeys: ['k'] }
}

const idsOf = (events: readonly NewWebhookEvent[]) => events.map(({ id }) => id)
type DueOptions = Partial<Parameters<Webhooks['due']>[1]>
const due = async (now: number, options: DueOptions = {}): Promise<OutboxEvent[]> =>
  webhooks().due(now, { limit: 100, perReceiver: 10, except: [], full: [], ...options })
const enqueue = async (events: readonly NewWebhookEvent[], now = noon): Promise<void> =>
  webhooks().enqueue(events, now)
const delivered = (event: OutboxEvent, at = noon): OutboxEvent => ({
  ...event,
  state: 'delivered',
  attempts: event.attempts + 1,
  settledAt: at,
})
const historyOf = ({ tenantId, organizationId, loginId }: NewWebhookEvent) =>
  webhooks().history(tenantId, organizationId, loginId, 100)

test('a subscription is read back and replaced', async () => {
  const first = aSubscription()
  const { tenantId, organizationId } = first
  expect(await webhooks().subscription(tenantId, organizationId, first.loginId)).toBeNull()
  await webhooks().saveSubscription(first)
  expect(await webhooks().subscription(tenantId, organizationId, first.loginId)).toEqual(first)

  const changed: WebhookSubscription = {
    ...first,
    uri: null,
    authToken: null,
    filter: {},
    profile: 'iiko',
    signingSecret: null,
    blockedUntil: null,
    blockLevel: 0,
  }
  const second = aSubscription({ tenantId, organizationId })
  await webhooks().saveSubscription(second)
  await webhooks().saveSubscription(changed)
  expect(await webhooks().subscriptions(tenantId, [organizationId])).toEqual([
    { ...changed, sourceKey: null },
    { ...second, sourceKey: null },
  ])
  expect(await webhooks().subscriptions(tenantId, [nextId()])).toEqual([])
  expect(await webhooks().subscriptions(tenantId, [])).toEqual([])
})

test('an event is due from the moment it is queued, whatever the clock of its till says, and tells its subject to the last digit', async () => {
  const event = anEvent({ eventType: 'DeliveryOrderUpdate', subject: aDelivery(), at: noon + 3_600_000 })
  await enqueue([event])
  expect(await due(noon - 1)).toEqual([])
  const [found] = await due(noon)
  expect(found).toEqual({
    ...event,
    seq: found?.seq,
    state: 'waiting',
    attempts: 0,
    queuedAt: noon,
    nextAttemptAt: noon,
    lastError: null,
    settledAt: null,
  })
  expect(typeof found?.seq).toBe('bigint')
})

test('an event that is there already is left alone', async () => {
  const event = anEvent()
  await enqueue([event, event])
  const [found] = await due(noon)
  if (!found) throw new Error('the event is not due')
  await webhooks().settle([delivered(found)])
  await enqueue([event])
  await enqueue([])
  expect((await historyOf(event)).map(({ state }) => state)).toEqual(['delivered'])
})

test('only the oldest waiting event of an entity and login is due, retries included', async () => {
  const first = anEvent()
  const { tenantId, organizationId, loginId, entityId } = first
  const same = { tenantId, organizationId, loginId, entityId }
  const [second, third] = [anEvent(same), anEvent({ ...same, at: noon - 10 })]
  const otherEntity = anEvent({ ...same, entityId: nextId() })
  const otherLogin = anEvent({ ...same, loginId: nextId() })
  await enqueue([first, second, third, otherEntity, otherLogin])
  const found = await due(noon)
  expect(idsOf(found)).toEqual(idsOf([first, otherEntity, otherLogin]))
  expect(idsOf(await due(noon, { limit: 2 }))).toEqual(idsOf([first, otherEntity]))

  const [oldest] = found
  if (!oldest) throw new Error('nothing is due')
  await webhooks().settle([{ ...oldest, attempts: 1, nextAttemptAt: noon + 600_000, lastError: '503' }])
  expect(idsOf(await due(noon + 1))).toEqual(idsOf([otherEntity, otherLogin]))
  const retried = (await due(noon + 600_000)).find(({ id }) => id === first.id)
  expect([retried?.attempts, retried?.lastError]).toEqual([1, '503'])

  await webhooks().settle([{ ...oldest, state: 'dropped', attempts: 7, settledAt: noon }])
  expect(idsOf(await due(noon + 1))).toEqual(idsOf([second, otherEntity, otherLogin]))
})

test('settled events stand in the history, newest first, with the moment of delivery', async () => {
  const first = anEvent()
  const { tenantId, organizationId, loginId } = first
  const second = anEvent({ tenantId, organizationId, loginId })
  await enqueue([first, second])
  const [found] = await due(noon)
  if (!found) throw new Error('nothing is due')
  await webhooks().settle([{ ...delivered(found, noon + 5), attempts: 2 }])

  const history = await historyOf(first)
  expect(history.map(({ id, state, attempts, settledAt }) => [id, state, attempts, settledAt])).toEqual([
    [second.id, 'waiting', 0, null],
    [first.id, 'delivered', 2, noon + 5],
  ])
  expect(idsOf(await webhooks().history(tenantId, organizationId, loginId, 1))).toEqual([second.id])
})

test('replay sends again what happened since a moment, in the old order', async () => {
  const first = anEvent({ at: noon - 1000 })
  const { tenantId, organizationId, loginId, entityId } = first
  const same = { tenantId, organizationId, loginId, entityId }
  const [second, third] = [anEvent(same), anEvent({ ...same, at: noon + 1 })]
  await enqueue([first, second, third])
  for (const state of ['delivered', 'delivered', 'dropped'] as const) {
    const [event] = await due(noon + 1)
    if (event) await webhooks().settle([{ ...event, state, attempts: 3, lastError: '500', settledAt: noon }])
  }
  expect(await webhooks().replay(tenantId, organizationId, loginId, noon, noon + 9_000)).toBe(2)
  expect(await due(noon + 8_999)).toEqual([])
  const [again] = await due(noon + 9_000)
  expect(again).toMatchObject({
    id: second.id,
    attempts: 0,
    lastError: null,
    queuedAt: noon + 9_000,
    settledAt: null,
  })
  expect(await webhooks().replay(tenantId, organizationId, loginId, noon, noon)).toBe(0)
})

test('events under way and receivers that are full or rest are left out', async () => {
  const rests = aSubscription({ profile: 'durable', blockedUntil: noon + 1000 })
  const blocked = aSubscription({ profile: 'iiko', blockedUntil: noon + 1000 })
  await webhooks().saveSubscription(rests)
  await webhooks().saveSubscription(blocked)
  const of = ({ tenantId, organizationId, loginId }: WebhookSubscription) =>
    anEvent({ tenantId, organizationId, loginId })
  const [resting, waiting, plain] = [of(rests), of(blocked), anEvent()]
  const { tenantId, organizationId, loginId } = plain
  const sameReceiver = anEvent({ tenantId, organizationId, loginId })
  await enqueue([resting, waiting, plain, sameReceiver])
  expect(idsOf(await due(noon))).toEqual(idsOf([waiting, plain, sameReceiver]))
  expect(idsOf(await due(noon + 1000))).toEqual(idsOf([resting, waiting, plain, sameReceiver]))
  expect(idsOf(await due(noon, { except: [plain.id] }))).toEqual(idsOf([waiting, sameReceiver]))
  expect(idsOf(await due(noon, { perReceiver: 1 }))).toEqual(idsOf([waiting, plain]))
  expect(idsOf(await due(noon, { full: [plain] }))).toEqual([waiting.id])
})

test('the record of calls is kept, and another address or profile starts anew', async () => {
  const subscription = aSubscription({ blockedUntil: null, blockLevel: 0 })
  const clean: WebhookHealth = {
    blockedFrom: null,
    blockedUntil: null,
    blockLevel: 0,
    windowFrom: null,
    calls: 0,
    failures: 0,
  }
  expect(await webhooks().health(subscription)).toBeNull()
  await webhooks().saveSubscription(subscription)
  expect(await webhooks().health(subscription)).toEqual(clean)
  const bad = {
    blockedFrom: noon,
    blockedUntil: noon + 5,
    blockLevel: 1,
    windowFrom: noon - 5,
    calls: 9,
    failures: 8,
  }
  await webhooks().saveHealth(subscription, bad)
  expect(await webhooks().health(subscription)).toEqual(bad)
  await webhooks().saveSubscription({ ...subscription, blockedUntil: noon + 5, blockLevel: 1 })
  expect(await webhooks().health(subscription)).toEqual(bad)
  for (const other of [{ uri: 'https://example.org/other' }, { profile: 'iiko' as const }]) {
    await webhooks().saveSubscription({ ...subscription, ...other })
    expect(await webhooks().health(subscription)).toEqual(clean)
    await webhooks().saveSubscription(subscription)
    await webhooks().saveHealth(subscription, bad)
  }
})

test('a receiver that is back gets at once what waits for it', async () => {
  const [event, other] = [anEvent(), anEvent()]
  await enqueue([event, other], noon + 1000)
  await webhooks().hurry(event, noon)
  expect(idsOf(await due(noon))).toEqual([event.id])
})

test('what waited too long for a receiver that failed goes, and what was settled long ago', async () => {
  const failing = aSubscription({ blockedUntil: noon + 5 })
  await webhooks().saveSubscription(failing)
  const of = ({ tenantId, organizationId, loginId }: WebhookSubscription) =>
    anEvent({ tenantId, organizationId, loginId })
  const [old, young, settled, unharmed] = [of(failing), of(failing), anEvent(), anEvent()]
  await enqueue([old, settled, unharmed])
  await enqueue([young], noon + 10)
  const found = (await due(noon + 10)).find(({ id }) => id === settled.id)
  if (!found) throw new Error('the event is not due')
  await webhooks().settle([delivered(found, noon + 1)])
  const prune = () => webhooks().prune(noon + 20, { waitingSince: noon + 10, settledSince: noon + 2 }, 100)
  expect(await prune()).toEqual({ dropped: 1, forgotten: 1 })
  expect(await prune()).toEqual({ dropped: 0, forgotten: 0 })
  expect((await historyOf(old)).map(({ id, state, settledAt }) => [id, state, settledAt])).toEqual([
    [young.id, 'waiting', null],
    [old.id, 'dropped', noon + 20],
  ])
  expect(await historyOf(settled)).toEqual([])
  expect(idsOf(await historyOf(unharmed))).toEqual([unharmed.id])
})

test('another tenant sees and changes nothing of it', async () => {
  const subscription = aSubscription()
  const { organizationId, loginId } = subscription
  await webhooks().saveSubscription(subscription)
  const theirs = nextId()
  expect(await webhooks().subscriptions(theirs, [organizationId])).toEqual([])
  expect(await webhooks().subscription(theirs, organizationId, loginId)).toBeNull()
  await webhooks().saveSubscription({ ...subscription, tenantId: theirs, uri: null })
  expect(await webhooks().subscription(subscription.tenantId, organizationId, loginId)).toEqual(subscription)

  const event = anEvent({ tenantId: subscription.tenantId, organizationId, loginId })
  await enqueue([event])
  const [found] = await due(noon)
  if (!found) throw new Error('nothing is due')
  await webhooks().settle([{ ...found, tenantId: theirs, state: 'dropped' }])
  expect(idsOf(await due(noon))).toEqual([event.id])
  expect(await webhooks().history(theirs, organizationId, loginId, 10)).toEqual([])
  await webhooks().settle([delivered(found)])
  expect(await webhooks().replay(theirs, organizationId, loginId, 0, noon)).toBe(0)

  // The same event id, entity and login in both tenants: neither stands in the other's way.
  await enqueue([{ ...event, tenantId: theirs }])
  expect((await due(noon)).map(({ tenantId }) => tenantId)).toEqual([theirs])
})
