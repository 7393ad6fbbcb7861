import { expect, test } from 'vitest'
import { expireCommands } from '../../src/app/cloud/expire-commands.ts'
import type { CloudOrder, CommandRecord } from '../../src/app/ports.ts'
import { openApp } from '../../src/main/open-app.ts'
import { SandboxClock } from '../../src/main/sandbox-clock.ts'
import { systemRandom } from '../../src/main/system-random.ts'
import { openStorage } from '../../src/storage/open-storage.ts'
import { databaseOfFile, gate, nextId, somebodyWaits } from './file-database.ts'

const database = databaseOfFile()
const clock = new SandboxClock()
const random = systemRandom(clock)

const place = { tenantId: nextId(), organizationId: nextId(), terminalGroupId: nextId() }

const aWaitingOrder = (id: string): CloudOrder => ({
  ...place,
  id,
  loginId: null,
  sourceKey: null,
  externalNumber: null,
  creationStatus: 'InProgress',
  error: null,
  revision: 1n,
  receivedAt: 1,
  receivedFromFrontAt: null,
  contactId: null,
  trackingLink: null,
  state: null,
})

const aPlacement = (orderId: string, deadline: number): CommandRecord => ({
  ...place,
  id: nextId(),
  kind: 'delivery.place',
  orderId,
  state: 'InProgress',
  error: null,
  acceptedAt: 1,
  deadline,
  finishedAt: null,
})

test('giving commands up and following a till lock orders alike, so that neither kills the other', async () => {
  const storage = await openStorage({ pool: database.pool }, { clock, random })
  const { app } = openApp(storage, { clock, random })
  const [first, second] = [nextId(), nextId()]
  await storage.now.cloudOrders.save([aWaitingOrder(first), aWaitingOrder(second)])
  // The order with the greater id has waited for longer.
  for (const command of [aPlacement(first, 2_000), aPlacement(second, 1_000)])
    await storage.now.commands.insert(command)

  const { opened, open } = gate()
  const follower = storage.transaction(async (tx) => {
    await tx.cloudOrders.load(place.tenantId, [first])
    await opened
    await tx.cloudOrders.load(place.tenantId, [second])
  })
  const expiry = expireCommands(app)
  await somebodyWaits(database.pool)
  open()
  await expect(follower).resolves.toBeUndefined()
  expect(await expiry).toBe(2)
  const orders = await storage.now.cloudOrders.load(place.tenantId, [first, second])
  expect([...orders.values()].map((order) => order.creationStatus)).toEqual(['Error', 'Error'])
})
