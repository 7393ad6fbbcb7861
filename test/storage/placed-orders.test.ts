import { expect, test } from 'vitest'
import type { CloudOrder, NewEntry } from '../../src/app/ports.ts'
import type { DeliveryOrder } from '../../src/domain/orders/order.ts'
import { canonicalJson } from '../../src/kernel/canonical.ts'
import { journalStore } from '../../src/storage/journal-store.ts'
import { cloudOrdersRepository } from '../../src/storage/repositories/cloud-orders.ts'
import { tillOrdersRepository } from '../../src/storage/repositories/till-orders.ts'
import { anOrder, noon } from './an-order.ts'
import { databaseOfFile, nextId, testVault } from './file-database.ts'

const database = databaseOfFile()
const atTill = () => tillOrdersRepository(database.sql)
const inCloud = () => cloudOrdersRepository(database.sql, testVault())

const anEntry = (order: DeliveryOrder, payload: unknown, kind = 'delivery.placed'): NewEntry => ({
  tenantId: order.tenantId,
  organizationId: order.organizationId,
  terminalGroupId: order.terminalGroupId,
  entryId: nextId(),
  at: noon,
  actor: 'till',
  kind,
  entity: 'delivery',
  entityId: order.id,
  correlationId: nextId(),
  completes: true,
  payload,
})

const aPicture = (order: DeliveryOrder, state: DeliveryOrder | null): CloudOrder => ({
  tenantId: order.tenantId,
  organizationId: order.organizationId,
  id: order.id,
  terminalGroupId: order.terminalGroupId,
  loginId: null,
  sourceKey: null,
  externalNumber: null,
  creationStatus: state ? 'Success' : 'InProgress',
  error: null,
  revision: 1n,
  receivedAt: noon,
  receivedFromFrontAt: noon,
  contactId: order.contactId,
  trackingLink: null,
  state,
})

/** An order that was placed a moment ago, its entries in the journal. */
async function aPlacedOrder(): Promise<DeliveryOrder> {
  const order = anOrder({ version: 1 })
  const { version: _, ...placed } = order
  await journalStore(database.sql, nextId()).append([
    anEntry(order, { command: {} }, 'till.command'),
    anEntry(order, { kind: 'delivery.placed', order: placed }),
  ])
  return order
}

const loaded = async (order: DeliveryOrder) => ({
  till: (await atTill().load(order.tenantId, order.organizationId, [order.id])).get(order.id),
  cloud: (await inCloud().load(order.tenantId, [order.id])).get(order.id)?.state,
})

test('an order that nobody touched is kept in the journal alone; a change is kept with the order', async () => {
  const order = await aPlacedOrder()
  await atTill().save([order])
  await inCloud().save([aPicture(order, order)])
  expect(await loaded(order)).toEqual({ till: order, cloud: order })
  const kept = `select state is null as "isEmpty" from till_order where id = $1
    union all select state is null from cloud_order where id = $1`
  expect((await database.pool.query(kept, [order.id])).rows).toEqual([{ isEmpty: true }, { isEmpty: true }])

  const changed: DeliveryOrder = { ...order, version: 2, comment: 'ring twice' }
  await atTill().save([changed])
  expect(await loaded(order)).toEqual({ till: changed, cloud: order })
  await inCloud().save([aPicture(order, changed)])
  expect(await loaded(order)).toEqual({ till: changed, cloud: changed })
})

test('a picture that waits for its till shows nothing of what the till has decided', async () => {
  const order = await aPlacedOrder()
  await inCloud().save([aPicture(order, null)])
  expect((await loaded(order)).cloud).toBeNull()
})

test('a till whose entry is gone says so instead of showing an empty order', async () => {
  const order = anOrder({ version: 1 })
  await atTill().save([order])
  await expect(loaded(order)).rejects.toThrow('has lost its journal entry')
})

/** A dish of halves, one without modifiers, and what is there only sometimes. */
function aPayload(): unknown {
  const order = anOrder({ cheque: { isFiscal: false }, bankPayment: null })
  const [item] = order.items
  if (item?.kind !== 'Product') throw new Error('the order has no dish')
  const modifier = {
    ...{
      positionId: nextId(),
      productId: nextId(),
      name: 'Сыр',
      groupId: null,
      groupName: null,
      amount: 1000n,
    },
    ...{ amountIndependentOfParentAmount: false, freeAmount: 0n, defaultAmount: 0n, price: 5000n },
    hideIfDefaultAmount: true,
  }
  const { price, pricePredefined: _, ...base } = item
  const half = { positionId: nextId(), productId: nextId(), name: 'Половина', price, modifiers: [] }
  const halves = { ...base, kind: 'Compound', primary: half, secondary: null, modifiers: [modifier] }
  const { version: __, ...placed } = { ...order, items: [item, { ...item, course: 2 }, halves] }
  return { kind: 'delivery.placed', order: placed, asked: { deadline: null } }
}

test('what is empty in an order that was placed is not written; it is read as it was, of older entries too', async () => {
  const payload = aPayload()
  const order = anOrder()
  const entry = anEntry(order, payload)
  const journal = journalStore(database.sql, nextId())
  await journal.append([entry])
  const [read] = await journal.ofEntity(order.tenantId, order.id)
  expect(read?.payload).toStrictEqual(payload)
  const text = 'select payload, length(payload) as length from journal where entry_id = $1'
  const { rows } = await database.pool.query(text, [entry.entryId])
  const whole = canonicalJson(payload)
  expect(rows[0].length).toBeLessThan(whole.length * 0.75)
  expect(rows[0].payload).not.toContain('"whenPacked"')

  await database.pool.query('update journal set payload = $2 where entry_id = $1', [entry.entryId, whole])
  const [older] = await journal.ofEntity(order.tenantId, order.id)
  expect(older?.payload).toStrictEqual(payload)
})
