/** What open tills were complained about: the same work twice, or in another order than it was done. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ComposedCommand } from '../action.ts'
import { adding, anna, boris, Device, PlayedTill, picture, placing, until } from '../testing/a-device.ts'
import { afterWayOut } from '../ways-out.ts'

let till: PlayedTill
let device: Device
beforeEach(() => {
  till = new PlayedTill()
  device = new Device(till)
})
afterEach(() => device.closeAll())

test('an order whose answer got lost was made a second time', async () => {
  till.losesAnswers = 2
  const tab = device.tab()
  await tab.submit(adding('o1', 'soup'))
  await until(() => tab.state().actions.length === 0)
  expect(till.dishes()).toEqual(['soup'])
  expect([...till.heard.values()]).toEqual([3])
})

test('the server started again in the middle of the sending, and the first half came twice', async () => {
  till.isReachable = false
  const tab = device.tab()
  const products = ['a', 'b', 'c', 'd', 'e', 'f']
  for (const product of products) await tab.submit(adding('o1', product))
  const deliver = till.deliver.bind(till)
  let left = 3
  till.deliver = async (id, command) => {
    left -= 1
    if (left === 0) {
      // It does the third and dies before it can say so.
      till.losesAnswers = 1
      await deliver(id, command).catch(() => {})
      till.isReachable = false
    }
    return deliver(id, command)
  }
  till.isReachable = true
  tab.kick()
  await until(() => !till.isReachable)
  device.close(tab)
  till.isReachable = true
  const after = device.tab()
  await until(() => after.state().actions.length === 0 && till.dishes().length >= 6)
  expect(till.dishes()).toEqual(products)
})

test('what a waiter had sent before they went home came once more in the name of somebody else', async () => {
  till.losesAnswers = Number.POSITIVE_INFINITY
  const annas = device.tab()
  const sent = annas.submit(adding('o1', 'soup'))
  await until(() => till.did.length === 1)
  device.close(annas)
  await sent
  till.losesAnswers = 0
  const boriss = device.tab(boris)
  await until(() => boriss.state().actions.length === 1)
  await boriss.rewrite((actions) =>
    actions.flatMap(({ id }) =>
      afterWayOut(actions, id, { kind: 'take-over' }, { newId: () => crypto.randomUUID(), me: boris }),
    ),
  )
  await until(() => boriss.state().actions.length === 0)
  expect(till.dishes()).toEqual(['soup'])
})

test('two tabs sent the same order twice, or wrote over each other', async () => {
  till.isReachable = false
  const [left, right] = [device.tab(), device.tab()]
  await Promise.all([left.submit(placing('o1')), right.submit(placing('o2'))])
  await Promise.all([left.submit(adding('o1', 'soup')), right.submit(adding('o2', 'cake'))])
  await until(() => left.state().actions.length === 4 && right.state().actions.length === 4)
  till.isReachable = true
  left.kick()
  right.kick()
  await until(() => left.state().actions.length === 0 && right.state().actions.length === 0)
  expect(till.dishes().sort()).toEqual(['cake', 'soup'])
  expect(Math.max(...till.heard.values())).toBe(1)
})

test('two tabs of a page without locks sent everything twice', async () => {
  device.hasLocks = false
  till.isReachable = false
  const [left, right] = [device.tab(), device.tab()]
  for (const product of ['a', 'b', 'c']) await left.submit(adding('o1', product))
  till.isReachable = true
  left.kick()
  right.kick()
  await until(() => left.state().actions.length === 0 && right.state().actions.length === 0)
  // The till heard some twice and did each once, in the order in which they were done.
  expect(till.dishes()).toEqual(['a', 'b', 'c'])
})

test('the tab that sends was closed, and the other one waited for ever', async () => {
  till.isReachable = false
  const first = device.tab()
  await first.submit(adding('o1', 'soup'))
  const second = device.tab()
  await until(() => second.state().actions.length === 1)
  device.close(first)
  till.isReachable = true
  second.kick()
  await until(() => till.dishes().length === 1)
  await until(() => second.state().actions.length === 0)
})

test('a clock that was wrong put the dishes into another order', async () => {
  till.isReachable = false
  const tab = device.tab()
  device.now = 2_000_000_000_000
  await tab.submit(placing('o1'))
  device.now = 5
  await tab.submit(adding('o1', 'soup'))
  device.now = -1
  await tab.submit(adding('o1', 'cake'))
  device.close(tab)
  till.isReachable = true
  const after = device.tab()
  await until(() => after.state().actions.length === 0 && till.did.length === 3)
  expect(till.did[0]?.kind).toBe('tableOrder.place')
  expect(till.dishes()).toEqual(['soup', 'cake'])
  // And no moment of this device goes to the till, so an order cannot land in another day.
  expect(JSON.stringify(till.did)).not.toMatch(/composedAt|2000000000000/)
})

test('amounts were set back when the page was loaded anew', async () => {
  till.isReachable = false
  const tab = device.tab()
  const items = [
    { positionId: 'p', productId: 'soup', sizeId: null, amount: 3, comment: null, modifiers: [] },
  ]
  const command: ComposedCommand = { kind: 'tableOrder.addItems', orderId: 'o1', items }
  await tab.submit(command, [{ ...picture('soup', 'p', 300), amount: 3 }])
  device.close(tab)
  const after = device.tab()
  await until(() => after.state().actions.length === 1)
  expect(after.state().actions[0]?.picture[0]).toMatchObject({ amount: 3, sum: 300 })
  till.isReachable = true
  after.kick()
  await until(() => till.did.length === 1)
  expect(till.did[0]).toMatchObject({ items: [{ amount: 3 }] })
})

test('ids that were used again made the till take the new order for the old one', async () => {
  till.refuses = (command) => (till.did.length === 0 && command.kind === 'tableOrder.place' ? 'busy' : null)
  till.isReachable = false
  const tab = device.tab()
  await tab.submit(placing('o1'))
  const [first] = tab.state().actions
  till.isReachable = true
  tab.kick()
  await until(() => tab.state().actions[0]?.refusal !== null)
  till.refuses = () => null
  const { afterWayOut } = await import('../ways-out.ts')
  await tab.rewrite((all) =>
    afterWayOut(all, first?.id ?? '', { kind: 'again' }, { newId: () => crypto.randomUUID(), me: anna }),
  )
  await until(() => till.did.length === 1)
  expect(till.heard.size).toBe(2)
})

test('what the till had long taken was counted as unsent by whoever came next', async () => {
  const tab = device.tab()
  expect(await tab.submit(placing('o1'))).toBe('done')
  till.isReachable = false
  await tab.submit(adding('o1', 'soup'))
  device.close(tab)
  const next = device.tab(boris)
  await until(() => next.state().actions.length > 0)
  expect(next.state().actions.map(({ command }) => command.kind)).toEqual(['tableOrder.addItems'])
})
