import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { good } from '../support/cloud-answers.ts'
import { testDatabase } from '../support/database.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import { startWebhookReceiver } from '../support/webhook-receiver.ts'
import { type Deliveries, dayMs, deliveriesOf, hourMs, type Json, noon } from './cloud-deliveries-driver.ts'

// A group falls asleep by itself after long silence, takes no orders, and is woken by a call (cloud-api §6.7, §11.2).

let server: TestServer
let shop: Deliveries
beforeAll(async () => {
  server = await startServer()
  shop = deliveriesOf(server, 'pokrovka')
})
beforeEach(() => server.clock.jumpTo(noon))
afterAll(() => server.close())

const asleep = async (): Promise<string[]> => {
  const body = { organizationIds: [shop.organizationId] }
  const { terminalGroupsInSleep } = await good(server, '/api/1/terminal_groups', body)
  return terminalGroupsInSleep.flatMap(({ items }: Json) => items.map(({ id }: Json) => id))
}

test('three days of silence put a till to sleep, its neighbour not; it takes no orders until it is woken', async () => {
  const { organizationId, terminalGroupId } = shop
  const till = server.till('pokrovka')
  // What tills told when they started is over: it would be told to whoever subscribes before it is planned.
  await server.settle()
  const receiver = await startWebhookReceiver()
  await shop.post('webhooks/update_settings', {
    organizationId,
    webHooksUri: receiver.url,
    webHooksFilter: { stopListUpdateFilter: { updates: true } },
  })
  await server.node.tick()
  await till.unplug()
  server.clock.advance(3 * dayMs - hourMs)
  await server.node.tick()
  expect(await asleep()).toEqual([])
  server.clock.advance(2 * hourMs)
  await server.node.tick()
  expect(await asleep()).toEqual([terminalGroupId])

  // It is back, and still asleep.
  till.plug()
  await server.node.tick()
  const refused = await shop.outcome(shop.aPickup())
  expect(refused).toMatchObject({ creationStatus: 'Error', errorInfo: { code: 'TerminalGroupDisabled' } })
  const table = await shop.post('order/create', {
    organizationId,
    terminalGroupId,
    order: { items: [shop.anItem('10101', 420)] },
  })
  expect(table.json.orderInfo.errorInfo.code).toBe('TerminalGroupDisabled')

  const body = { organizationIds: [organizationId], terminalGroupIds: [terminalGroupId] }
  expect(await good(server, '/api/1/terminal_groups/awake', body)).toMatchObject({
    successfullyProcessed: [terminalGroupId],
  })
  await server.settle()
  expect(await asleep()).toEqual([])
  expect((await shop.outcome(shop.aPickup())).creationStatus).toBe('Success')
  // A till that wakes tells its whole stop list (§7.3).
  const update = { terminalGroupsStopListsUpdates: [{ id: terminalGroupId, isFull: true }] }
  expect(receiver.events).toMatchObject([{ eventType: 'StopListUpdate', eventInfo: update }])
  await receiver.close()
})

test('a till that starts tells its whole stop list', async () => {
  const engine = await testDatabase()
  const dataDir = mkdtempSync(join(tmpdir(), 'trapeza-restart-'))
  const first = await startServer({ engine: { ...engine, close: async () => {} }, dataDir })
  const { organizationId, terminalGroupId } = first.till('pokrovka')
  const receiver = await startWebhookReceiver()
  await good(first, '/api/1/webhooks/update_settings', {
    organizationId,
    webHooksUri: receiver.url,
    webHooksFilter: { stopListUpdateFilter: { updates: true } },
  })
  await first.close()
  expect(receiver.events).toEqual([])
  const again = await startServer({ engine, dataDir })
  try {
    await again.settle()
    const groups = receiver.events.flatMap(({ eventInfo }) => eventInfo.terminalGroupsStopListsUpdates)
    expect(groups).toContainEqual({ id: terminalGroupId, isFull: true })
  } finally {
    await again.close()
    await receiver.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
})

test('a till that hangs on the line is alive at the very moment that the clock has jumped', async () => {
  const body = { organizationIds: [shop.organizationId], terminalGroupIds: [shop.terminalGroupId] }
  for (let day = 1; day <= 5; day++) {
    server.clock.advance(dayMs)
    const { isAliveStatus } = await good(server, '/api/1/terminal_groups/is_alive', body)
    expect(isAliveStatus).toMatchObject([{ isAlive: true }])
  }
  await server.till('pokrovka').unplug()
  server.clock.advance(dayMs)
  const { isAliveStatus } = await good(server, '/api/1/terminal_groups/is_alive', body)
  expect(isAliveStatus).toMatchObject([{ isAlive: false }])
  server.till('pokrovka').plug()
  await server.node.tick()
})
