import { beforeEach, expect, test } from 'vitest'
import type {
  CloudOrder,
  NewWebhookEvent,
  WebhookEvent,
  WebhookSubject,
  WebhookSubscription,
} from '../../src/app/ports.ts'
import { webhooksRepository } from '../../src/storage/repositories/webhooks.ts'
import { anOrder, noon } from './an-order.ts'
import { databaseOfFile, nextId } from './file-database.ts'

const database = databaseOfFile()
const webhooks = () => webhooksRepository(database.sql)

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
const due = async (now: number, limit = 100): Promise<WebhookEvent[]> => webhooks().due(now, limit)
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
  expect(await webhooks().subscriptions(tenantId, [organizationId])).toEqual([changed, second])
  expect(await webhooks().subscriptions(tenantId, [nextId()])).toEqual([])
  expect(await webhooks().subscriptions(tenantId, [])).toEqual([])
})

test('an event is due from its moment on and tells its subject to the last digit', async () => {
  const event = anEvent({ eventType: 'DeliveryOrderUpdate', subject: aDelivery() })
  await webhooks().enqueue([event])
  expect(await due(noon - 1)).toEqual([])
  const [found] = await due(noon)
  expect(found).toEqual({
    ...event,
    seq: found?.seq,
    state: 'waiting',
    attempts: 0,
    nextAttemptAt: noon,
    lastError: null,
  })
  expect(typeof found?.seq).toBe('bigint')
})

test('an event that is there already is left alone', async () => {
  const event = anEvent()
  await webhooks().enqueue([event, event])
  const [found] = await due(noon)
  if (!found) throw new Error('the event is not due')
  await webhooks().settle({ ...found, state: 'delivered', attempts: 1 })
  await webhooks().enqueue([event])
  await webhooks().enqueue([])
  expect((await historyOf(event)).map(({ state }) => state)).toEqual(['delivered'])
})

test('only the oldest waiting event of an entity and login is due, retries included', async () => {
  const first = anEvent()
  const { tenantId, organizationId, loginId, entityId } = first
  const same = { tenantId, organizationId, loginId, entityId }
  const [second, third] = [anEvent(same), anEvent({ ...same, at: noon - 10 })]
  const otherEntity = anEvent({ ...same, entityId: nextId() })
  const otherLogin = anEvent({ ...same, loginId: nextId() })
  await webhooks().enqueue([first, second, third, otherEntity, otherLogin])
  const found = await due(noon)
  expect(idsOf(found)).toEqual(idsOf([first, otherEntity, otherLogin]))
  expect(idsOf(await due(noon, 2))).toEqual(idsOf([first, otherEntity]))

  const [oldest] = found
  if (!oldest) throw new Error('nothing is due')
  await webhooks().settle({ ...oldest, attempts: 1, nextAttemptAt: noon + 600_000, lastError: '503' })
  expect(idsOf(await due(noon + 1))).toEqual(idsOf([otherEntity, otherLogin]))
  const retried = (await due(noon + 600_000)).find(({ id }) => id === first.id)
  expect([retried?.attempts, retried?.lastError]).toEqual([1, '503'])

  await webhooks().settle({ ...oldest, state: 'dropped', attempts: 7, nextAttemptAt: noon + 600_000 })
  expect(idsOf(await due(noon + 1))).toEqual(idsOf([second, otherEntity, otherLogin]))
})

test('settled events stand in the history, newest first, with the moment of delivery', async () => {
  const first = anEvent()
  const { tenantId, organizationId, loginId } = first
  const second = anEvent({ tenantId, organizationId, loginId })
  await webhooks().enqueue([first, second])
  const [found] = await due(noon)
  if (!found) throw new Error('nothing is due')
  await webhooks().settle({ ...found, state: 'delivered', attempts: 2, nextAttemptAt: noon + 5 })

  const history = await historyOf(first)
  expect(history.map(({ id, state, attempts }) => [id, state, attempts])).toEqual([
    [second.id, 'waiting', 0],
    [first.id, 'delivered', 2],
  ])
  expect(idsOf(await webhooks().history(tenantId, organizationId, loginId, 1))).toEqual([second.id])
  const { rows } = await database.pool.query(
    'select delivered_at from webhook_event where tenant_id = $1 order by seq',
    [tenantId],
  )
  expect(rows).toEqual([{ delivered_at: new Date(noon + 5) }, { delivered_at: null }])
})

test('replay sends again what happened since a moment, in the old order', async () => {
  const first = anEvent({ at: noon - 1000 })
  const { tenantId, organizationId, loginId, entityId } = first
  const same = { tenantId, organizationId, loginId, entityId }
  const [second, third] = [anEvent(same), anEvent({ ...same, at: noon + 1 })]
  await webhooks().enqueue([first, second, third])
  for (const state of ['delivered', 'delivered', 'dropped'] as const) {
    const [event] = await due(noon + 1)
    if (event) await webhooks().settle({ ...event, state, attempts: 3, lastError: '500' })
  }
  expect(await webhooks().replay(tenantId, organizationId, loginId, noon, noon + 9_000)).toBe(2)
  expect(await due(noon + 8_999)).toEqual([])
  const [again] = await due(noon + 9_000)
  expect([again?.id, again?.attempts, again?.lastError]).toEqual([second.id, 0, null])
  expect(await webhooks().replay(tenantId, organizationId, loginId, noon, noon)).toBe(0)
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
  await webhooks().enqueue([event])
  const [found] = await due(noon)
  if (!found) throw new Error('nothing is due')
  await webhooks().settle({ ...found, tenantId: theirs, state: 'dropped' })
  expect(idsOf(await due(noon))).toEqual([event.id])
  expect(await webhooks().history(theirs, organizationId, loginId, 10)).toEqual([])
  await webhooks().settle({ ...found, state: 'delivered' })
  expect(await webhooks().replay(theirs, organizationId, loginId, 0, noon)).toBe(0)

  // The same event id, entity and login in both tenants: neither stands in the other's way.
  await webhooks().enqueue([{ ...event, tenantId: theirs }])
  expect((await due(noon)).map(({ tenantId }) => tenantId)).toEqual([theirs])
})
