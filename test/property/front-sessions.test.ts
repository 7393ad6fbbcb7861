import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startServer, type TestServer } from '../support/start-server.ts'
import { type Front, frontOf } from '../wire/front-table-driver.ts'

// Whatever sessions plugins submit: all of a session is done or nothing of it, a repeat does nothing more, what somebody
// has seen in an older state is refused, and stubs are of their session and after their creation only (front-api §2.4).

let server: TestServer
let front: Front
beforeAll(async () => {
  server = await startServer()
  front = frontOf(server)
})
afterAll(() => server.close())

type Json = any // any: a test looks where it likes
type Recorded = [name: string, args: Record<string, unknown>]

const slot = fc.nat({ max: 30 })
const deed = fc.oneof(
  fc.record({ kind: fc.constant('order' as const) }),
  fc.record({ kind: fc.constant('guest' as const), slot, name: fc.constantFrom('Анна', 'Пётр', null) }),
  fc.record({ kind: fc.constant('dish' as const), slot, amount: fc.integer({ min: 1, max: 5 }) }),
  fc.record({ kind: fc.constant('amount' as const), slot, amount: fc.integer({ min: 1, max: 5 }) }),
  fc.record({ kind: fc.constant('rename' as const), slot }),
)
const poisons = ['unknownProduct', 'strayStub', 'foreignStub', 'earlyStub', 'stale'] as const
const session = fc.record({
  deeds: fc.array(deed, { minLength: 1, maxLength: 6 }),
  poison: fc.option(fc.constantFrom(...poisons), { nil: null, freq: 2 }),
  repeats: fc.integer({ min: 1, max: 2 }),
})

/** What an order has to be, by what was done with it. */
type Known = { id: string; guests: Map<string, string | null>; dishes: Map<string, number> }

const newId = (): string => server.node.app.random.uuid()
const copyOf = (known: readonly Known[]): Known[] =>
  known.map(({ id, guests, dishes }) => ({ id, guests: new Map(guests), dishes: new Map(dishes) }))

/** Writes the actions of a session and what follows from them into `after`. */
function recorded(deeds: readonly Json[], after: Known[]): Recorded[] {
  const actions: Recorded[] = []
  for (const one of deeds) {
    const order = after[(one.slot ?? 0) % Math.max(after.length, 1)]
    if (one.kind === 'order' || !order) {
      const id = newId()
      after.push({ id, guests: new Map(), dishes: new Map() })
      actions.push(['createOrder', { id }])
    } else if (one.kind === 'guest') {
      const id = newId()
      order.guests.set(id, one.name)
      actions.push(['addOrderGuest', { id, order: order.id, name: one.name }])
    } else if (one.kind === 'dish') {
      const id = newId()
      const [guest] = [...order.guests.keys()].slice(one.slot % Math.max(order.guests.size, 1))
      order.dishes.set(id, one.amount)
      const dish = { id, order: order.id, product: front.dish('10101'), amount: one.amount }
      actions.push(['addOrderProductItem', guest ? { ...dish, guest } : dish])
    } else if (one.kind === 'amount' && order.dishes.size > 0) {
      const [id] = [...order.dishes.keys()].slice(one.slot % order.dishes.size)
      order.dishes.set(id as string, one.amount)
      actions.push(['changeOrderCookingItemAmount', { order: order.id, cookingItem: id, amount: one.amount }])
    } else if (one.kind === 'rename' && order.guests.size > 0) {
      const [id] = [...order.guests.keys()].slice(one.slot % order.guests.size)
      order.guests.set(id as string, 'Она')
      actions.push(['renameOrderGuest', { order: order.id, guest: id, newName: 'Она' }])
    }
  }
  return actions
}

const exceptionOf = {
  unknownProduct: 'EntityNotFoundException',
  strayStub: 'EntityStubUsingException',
  foreignStub: 'EntityStubUsingException',
  earlyStub: 'EntityStubUsingException',
  stale: 'EntityModifiedException',
} as const

/** An action that the till may not take, put where the session ends or begins; null: there is none to be made here. */
function poisoned(
  poison: (typeof poisons)[number],
  actions: Recorded[],
  before: readonly Json[],
): Recorded[] | null {
  const [stored] = before
  switch (poison) {
    case 'unknownProduct': {
      const id = newId()
      return [
        ...actions,
        ['createOrder', { id }],
        ['addOrderProductItem', { order: id, product: newId(), amount: 1 }],
      ]
    }
    case 'strayStub':
      return [...actions, ['addOrderGuest', { order: { stub: newId() }, name: null }]]
    case 'foreignStub':
      return stored ? [...actions, ['addOrderGuest', { order: { stub: stored.id }, name: null }]] : null
    case 'earlyStub': {
      const id = newId()
      return [['addOrderGuest', { order: id, name: null }], ...actions, ['createOrder', { id }]]
    }
    case 'stale': {
      if (!stored) return null
      const order = { id: stored.id, revision: stored.revision - 1 }
      return [...actions, ['addOrderGuest', { order, name: null }]]
    }
  }
}

/** The orders as the till tells them, by what this test knows of each. */
const tell = (known: readonly Known[]): Promise<Json[]> =>
  Promise.all(known.map(({ id }) => front.call('getOrderById', { id })))

function expectAsKnown(orders: readonly Json[], known: readonly Known[]): void {
  for (const [index, { guests, dishes }] of known.entries()) {
    const order = orders[index]
    expect(new Map(order.guests.map((guest: Json) => [guest.id, guest.name]))).toEqual(guests)
    expect(new Map(order.items.map((item: Json) => [item.id, item.amount]))).toEqual(dishes)
  }
}

test('sessions are done whole or not at all', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(session, { minLength: 1, maxLength: 5 }), async (sessions) => {
      let known: Known[] = []
      for (const { deeds, poison, repeats } of sessions) {
        const before = await tell(known)
        const after = copyOf(known)
        const actions = recorded(deeds, after)
        const bad = poison && poisoned(poison, actions, before)
        if (poison && bad) {
          const failure = await front.editFails(bad)
          expect(failure.exception).toBe(exceptionOf[poison])
          expect(await tell(known)).toEqual(before)
          const made = after.slice(known.length).map(({ id }) => front.call('tryGetOrderById', { id }))
          expect((await Promise.all(made)).filter((order) => order !== undefined)).toEqual([])
          continue
        }
        const id = newId()
        for (let time = 1; time <= repeats; time += 1) await front.edit(actions, id)
        known = after
        expectAsKnown(await tell(known), known)
      }
    }),
    { numRuns: 25 },
  )
})

test('of sessions at once with one revision, one is done', async () => {
  const id = newId()
  await front.edit([['createOrder', { id }]])
  const { revision } = await front.call('getOrderById', { id })
  const rivals = await Promise.allSettled(
    ['Анна', 'Пётр', 'Ольга'].map((name) =>
      front.edit([['addOrderGuest', { order: { id, revision }, name }]]),
    ),
  )
  const failures = rivals.flatMap((rival) => (rival.status === 'rejected' ? [rival.reason.exception] : []))
  expect(failures).toEqual(['EntityModifiedException', 'EntityModifiedException'])
  expect((await front.call('getOrderById', { id })).guests).toHaveLength(1)
})
