import { expect, test } from 'vitest'
import type { StoredEntry, Tx } from '../app/ports.ts'
import { tillCommandKind } from '../app/till/till-command.ts'
import { KnownOrders } from './order-facts.ts'

const order = { tenantId: 't', entity: 'delivery', entityId: 'order', correlationId: 'call' }
const asked = {
  ...{ ...order, kind: tillCommandKind },
  payload: { command: { kind: 'delivery.place' }, route: 'legacy' },
} as StoredEntry
const placed = {
  ...{ ...order, kind: 'delivery.placed', correlationId: 'call' },
  payload: { order: { number: 4 } },
} as StoredEntry
const journal = { journal: { ofEntity: async () => [asked, placed] } } as unknown as Tx

test('who begins to read at the answer of the till reads back how the order was asked for', async () => {
  const facts = { number: 4, createdBy: 'call', route: 'legacy' }
  const steady = new KnownOrders()
  steady.learn(asked)
  steady.learn(placed)
  expect(steady.known('order')).toEqual(facts)

  const begun = new KnownOrders()
  begun.learn(placed)
  expect(await begun.of(journal, 't', 'order')).toEqual(facts)
})
