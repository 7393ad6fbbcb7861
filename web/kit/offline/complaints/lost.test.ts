/** What open tills were complained about: work that was done and is not there afterwards. */
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Refused } from '../../till-api.ts'
import type { Command } from '../../till-types.ts'
import { isComposed } from '../action.ts'
import { NoRoom, openActionStore, storeInMemory } from '../action-store.ts'
import { adding, anna, boris, Device, PlayedTill, placing, until } from '../testing/a-device.ts'

let till: PlayedTill
let device: Device
beforeEach(() => {
  till = new PlayedTill()
  device = new Device(till)
})
afterEach(() => device.closeAll())

test('what was taken without the line was gone after the page was loaded anew', async () => {
  till.isReachable = false
  const before = device.tab()
  expect(await before.submit(placing('o1'))).toBe('kept')
  expect(await before.submit(adding('o1', 'soup', 'cake'))).toBe('kept')
  device.close(before)

  const after = device.tab()
  await until(() => after.state().actions.length === 2)
  till.isReachable = true
  after.kick()
  await until(() => after.state().actions.length === 0)
  expect(till.did.map(({ kind }) => kind)).toEqual(['tableOrder.place', 'tableOrder.addItems'])
  expect(till.dishes()).toEqual(['soup', 'cake'])
})

test('a page that died between the tap and the sending took the tap with it', async () => {
  const dying = device.tab()
  till.isReachable = false
  // The tap is written before anything else; the page does not live to hear of it.
  const tapped = dying.submit(adding('o1', 'soup'))
  await until(() => dying.state().actions.length === 1)
  device.close(dying)
  till.isReachable = true
  const next = device.tab()
  await until(() => till.did.length === 1)
  await until(() => next.state().actions.length === 0)
  expect(await tapped).toBe('kept')
})

test('an order whose sending failed was dropped without a word', async () => {
  till.refuses = () => 'order.wrong-status'
  till.isReachable = false
  const tab = device.tab()
  await tab.submit(adding('o1', 'soup'))
  till.isReachable = true
  tab.kick()
  await until(() => tab.state().actions[0]?.refusal !== null)
  const [kept] = tab.state().actions
  expect(kept?.refusal).toEqual({
    code: 'order.wrong-status',
    text: { ru: 'order.wrong-status', en: 'order.wrong-status' },
  })
  device.close(tab)
  const later = device.tab()
  await until(() => later.state().actions.length === 1)
  expect(later.state().actions[0]?.refusal?.code).toBe('order.wrong-status')
})

test('a no that the person saw at once was kept as well and came back as if it were new', async () => {
  till.refuses = () => 'order.bill-printed'
  const tab = device.tab()
  await expect(tab.submit(adding('o1', 'soup'))).rejects.toThrow(Refused)
  await until(() => tab.state().actions.length === 0)
})

test('one bad order stopped everything behind it for ever', async () => {
  till.isReachable = false
  till.refuses = (command) => (command.orderId === 'bad' ? 'table.unknown' : null)
  const tab = device.tab()
  await tab.submit(placing('bad'))
  await tab.submit(adding('bad', 'lost soup'))
  await tab.submit(placing('good'))
  await tab.submit(adding('good', 'soup'))
  till.isReachable = true
  tab.kick()
  await until(() => till.dishes().includes('soup'))
  await until(() => tab.state().actions.length === 2)
  // What was added to the bad one waits for a person too, it is neither sent nor dropped.
  expect(tab.state().actions.map(({ command, refusal }) => [command.kind, refusal?.code ?? null])).toEqual([
    ['tableOrder.place', 'table.unknown'],
    ['tableOrder.addItems', null],
  ])
  expect(till.dishes()).toEqual(['soup'])
})

test('a server that failed in the middle was taken for a no, and the order was thrown away', async () => {
  till.failures = 3
  const tab = device.tab()
  await tab.submit(placing('o1'))
  await tab.submit(adding('o1', 'soup'))
  await until(() => tab.state().actions.length === 0)
  expect(till.did.map(({ kind }) => kind)).toEqual(['tableOrder.place', 'tableOrder.addItems'])
})

test('a log-in that ended while the line was down took the unsent orders away', async () => {
  till.isReachable = false
  const tab = device.tab()
  await tab.submit(adding('o1', 'soup'))
  till.isReachable = true
  till.isLoggedOut = true
  tab.kick()
  await until(() => [...till.heard.values()].length === 1)
  device.close(tab)
  till.isLoggedOut = false
  const again = device.tab()
  await until(() => till.dishes().length === 1)
  await until(() => again.state().actions.length === 0)
})

test('one waiter’s unsent dishes were sent in the name of the next one who logged in', async () => {
  till.isReachable = false
  const annas = device.tab(anna)
  await annas.submit(adding('o1', 'soup'))
  device.close(annas)
  till.isReachable = true
  const boriss = device.tab(boris)
  await boriss.submit(adding('o2', 'cake'))
  await until(() => till.dishes().length === 1)
  expect(till.dishes()).toEqual(['cake'])
  await until(() => boriss.state().actions.length === 1)
  expect(boriss.state().actions[0]?.author).toEqual(anna)
})

test('a full disk swallowed the order and the screen said it was saved', async () => {
  const store = await openActionStore('pokrovka', device.storage)
  const full = {
    ...store,
    rewrite: async () => {
      throw new NoRoom('full')
    },
  }
  till.isReachable = false
  const tab = device.tab(anna, Promise.resolve(full))
  await expect(tab.submit(adding('o1', 'soup'))).rejects.toThrow(NoRoom)
  expect(tab.state().actions).toEqual([])
})

test('the browser’s own refusal to write left half of what was to be written', async () => {
  const store = await openActionStore('pokrovka', device.storage)
  const first = { ...anAction('first'), picture: [] }
  await store.rewrite(() => [first])
  const unwritable = { ...anAction('second'), picture: [() => {}] as never }
  await expect(store.rewrite((all) => [...all, anAction('third'), unwritable])).rejects.toThrow(NoRoom)
  expect((await store.list()).map(({ id }) => id)).toEqual(['first'])
})

test('a private window kept nothing and nobody was told', async () => {
  const nothing = await openActionStore('pokrovka', undefined)
  expect(nothing.isLasting()).toBe(false)
  till.isReachable = false
  const tab = device.tab(anna, Promise.resolve(nothing))
  await tab.submit(adding('o1', 'soup'))
  expect(tab.state().isLasting).toBe(false)
  till.isReachable = true
  tab.kick()
  await until(() => till.dishes().length === 1)
})

test('the browser’s storage was cleared while the screen was open, and its unsent orders with it', async () => {
  till.isReachable = false
  const tab = device.tab()
  await tab.submit(adding('o1', 'soup'))
  await new Promise<void>((resolve, reject) => {
    const deleting = device.storage.deleteDatabase('trapeza-screens')
    deleting.onsuccess = () => resolve()
    deleting.onerror = () => reject(new Error('it was not deleted'))
  })
  await tab.submit(adding('o1', 'cake'))
  device.close(tab)
  const after = device.tab()
  await until(() => after.state().actions.length === 2)
  till.isReachable = true
  after.kick()
  await until(() => till.dishes().length === 2)
  expect(till.dishes()).toEqual(['soup', 'cake'])
})

test('money was taken on a screen without its till, and the payment never arrived', () => {
  const waits: Command[] = [
    { kind: 'tableOrder.close', orderId: 'o1', payments: [{ typeId: 'cash', sum: 100 }] },
    { kind: 'delivery.close', orderId: 'o1', payments: [] },
    { kind: 'tableOrder.printBill', orderId: 'o1' },
    { kind: 'tableOrder.printToKitchen', orderId: 'o1' },
    { kind: 'shift.close', countedCash: null },
  ]
  for (const command of waits) expect(isComposed(command), command.kind).toBe(false)
  expect(isComposed(placing('o1'))).toBe(true)
})

test('the note for the kitchen got lost on the way', async () => {
  till.isReachable = false
  const tab = device.tab()
  const items = [
    { positionId: 'p', productId: 'soup', sizeId: null, amount: 1, comment: 'без лука', modifiers: [] },
  ]
  await tab.submit({ kind: 'tableOrder.addItems', orderId: 'o1', items })
  await tab.submit({ kind: 'delivery.changeComment', orderId: 'd1', comment: 'звонить дважды' })
  device.close(tab)
  till.isReachable = true
  const later = device.tab()
  await until(() => later.state().actions.length === 0 && till.did.length === 2)
  expect(till.did).toEqual([
    { kind: 'tableOrder.addItems', orderId: 'o1', items },
    { kind: 'delivery.changeComment', orderId: 'd1', comment: 'звонить дважды' },
  ])
})

test('unsent orders of one till were sent to the other till of the same browser', async () => {
  const storage = new IDBFactory()
  const here = await openActionStore('pokrovka', storage)
  const there = await openActionStore('arbat', storage)
  await here.rewrite(() => [anAction('a')])
  await there.rewrite((all) => [...all, { ...anAction('b'), till: 'arbat' }])
  expect((await here.list()).map(({ id }) => id)).toEqual(['a'])
  expect((await there.list()).map(({ id }) => id)).toEqual(['b'])
  await there.rewrite(() => [])
  expect((await here.list()).map(({ id }) => id)).toEqual(['a'])
})

test('a bill was printed without the dishes that were still on their way', async () => {
  till.isReachable = false
  const tab = device.tab()
  await tab.submit(adding('o1', 'soup'))
  expect(await tab.settled('o1')).toBe(false)
  expect(await tab.settled('another')).toBe(true)
  till.isReachable = true
  expect(await tab.settled('o1')).toBe(true)
  expect(till.dishes()).toEqual(['soup'])
})

test('a store in memory forgets nothing while its page lives', async () => {
  const store = storeInMemory([anAction('a')])
  await store.rewrite((all) => [...all, anAction('b')])
  expect((await store.list()).map(({ id }) => id)).toEqual(['a', 'b'])
})

const anAction = (id: string) => ({
  ...{ id, till: 'pokrovka', author: anna, command: adding('o1', 'soup'), picture: [] },
  ...{ composedAt: 0, refusal: null },
})
