import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  type EditSession,
  EntityModifiedError,
  EntityNotFoundError,
  EntityStubUsingError,
  type PluginContext,
  type Stub,
} from '../../sdk/plugin/src/index.ts'
import { createTestHost, type TestHost } from '../../sdk/plugin/src/testing/index.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import { type Front, frontOf } from '../wire/front-table-driver.ts'

// Edit sessions as plugins write them, over a real till: all of a session is done or nothing, what somebody changed since
// it was read is refused, stubs are good in their own session only (front-api §2.4, §10.5).

let server: TestServer
let front: Front
let host: TestHost
let ctx: PluginContext
beforeAll(async () => {
  server = await startServer()
  front = frontOf(server)
  const carried = ['submitChanges', 'getOrderById', 'tryGetOrderById', 'getOrders'] as const
  const start = (given: PluginContext): void => {
    ctx = given
  }
  const operations = carried.map((name) => [name, (args: object) => front.call(name, { ...args })])
  host = await createTestHost({ start }, { operations: Object.fromEntries(operations) })
})
afterAll(async () => {
  await host.stop()
  await server.close()
})

const deed = fc.oneof(
  fc.record({ kind: fc.constant('guest' as const), name: fc.constantFrom('Анна', 'Пётр') }),
  fc.record({ kind: fc.constant('dish' as const), amount: fc.integer({ min: 1, max: 5 }) }),
  fc.record({ kind: fc.constant('amount' as const), amount: fc.integer({ min: 1, max: 5 }) }),
)
type Deed = typeof deed extends fc.Arbitrary<infer Each> ? Each : never
const poisons = ['unknownProduct', 'foreignStub', 'lateStub', 'stale', 'thrown'] as const
const session = fc.record({
  deeds: fc.array(deed, { minLength: 1, maxLength: 6 }),
  poison: fc.option(fc.constantFrom(...poisons), { nil: null, freq: 2 }),
  isAgain: fc.boolean(),
})

/** What an order must have: names of its guests, amounts of its dishes. */
type Known = { id: string; guests: string[]; amounts: number[] }

/** Records the deeds at an order that the session makes; gives its stub and what follows. */
function record(
  edit: EditSession,
  deeds: readonly Deed[],
): { order: Stub<'Order'>; known: Omit<Known, 'id'> } {
  const order = edit.createOrder()
  const known = { guests: [] as string[], amounts: [] as number[] }
  const dishes: Stub<'Item'>[] = []
  for (const one of deeds) {
    if (one.kind === 'guest') {
      edit.addOrderGuest({ order, name: one.name })
      known.guests.push(one.name)
    } else if (one.kind === 'dish') {
      dishes.push(edit.addOrderProductItem({ order, product: front.dish('10101'), amount: one.amount }))
      known.amounts.push(one.amount)
    } else {
      const cookingItem = dishes.at(-1)
      if (!cookingItem) continue
      edit.changeOrderCookingItemAmount({ order, cookingItem, amount: one.amount })
      known.amounts.splice(-1, 1, one.amount)
    }
  }
  return { order, known }
}

/** A session that must fail, and with what; nothing of it may stay. */
async function spoilt(poison: (typeof poisons)[number], deeds: readonly Deed[], earlier: Known | undefined) {
  let keptEdit: EditSession | undefined
  let stray: Stub<'Order'> | undefined
  const stored = earlier && (await ctx.operations.getOrderById({ id: earlier.id }))
  if (poison === 'foreignStub' || poison === 'lateStub')
    stray = await ctx.operations
      .edit((edit) => {
        keptEdit = edit
        const { order } = record(edit, [])
        // Hidden in a function, the stub stays what it is.
        return () => order
      })
      .then((give) => (give as () => Stub<'Order'>)())
  const before = (await ctx.operations.getOrders()).length
  const failing = ctx.operations.edit((edit) => {
    const { order } = record(edit, deeds)
    switch (poison) {
      case 'unknownProduct':
        edit.addOrderProductItem({ order, product: crypto.randomUUID(), amount: 1 })
        break
      case 'foreignStub':
        edit.addOrderGuest({ order: stray as Stub<'Order'>, name: null })
        break
      case 'lateStub':
        keptEdit?.addOrderGuest({ order, name: null })
        break
      case 'stale':
        edit.addOrderGuest({
          order: { id: stored?.id ?? '', revision: (stored?.revision ?? 1) - 1 },
          name: null,
        })
        break
      case 'thrown':
        throw new EntityNotFoundError('it thought better of it')
    }
  })
  const expected = {
    unknownProduct: EntityNotFoundError,
    foreignStub: EntityStubUsingError,
    lateStub: EntityStubUsingError,
    stale: EntityModifiedError,
    thrown: EntityNotFoundError,
  }[poison]
  await expect(failing).rejects.toBeInstanceOf(expected)
  expect((await ctx.operations.getOrders()).length).toBe(before)
}

async function expectAsKnown({ id, guests, amounts }: Known): Promise<void> {
  const order = await ctx.operations.getOrderById({ id })
  expect(order.guests.map(({ name }) => name)).toEqual(guests)
  expect(order.items.map(({ amount }) => amount)).toEqual(amounts)
}

test('sessions of plugins are done whole or not at all, and a repeat does nothing more', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(session, { minLength: 1, maxLength: 4 }), async (sessions) => {
      const done: Known[] = []
      for (const { deeds, poison, isAgain } of sessions) {
        if (poison && (poison !== 'stale' || done.length > 0)) {
          await spoilt(poison, deeds, done.at(-1))
          continue
        }
        const id = crypto.randomUUID()
        const edit = () =>
          ctx.operations.edit((recorder) => ({ ...record(recorder, deeds), isMine: true }), { session: id })
        const { order, known, isMine } = await edit()
        expect([order.kind, isMine]).toEqual(['table', true])
        if (isAgain) expect((await edit()).order).toEqual(order)
        done.push({ id: order.id, ...known })
      }
      for (const known of done) await expectAsKnown(known)
    }),
    { numRuns: 15 },
  )
})

test('a stub of a session means nothing to a single operation', async () => {
  const sent = { stub: crypto.randomUUID(), kind: 'Order' } as const
  await expect(front.call('addOrderGuest', { order: sent, name: null })).rejects.toMatchObject({
    name: 'EntityStubUsingException',
  })
})
