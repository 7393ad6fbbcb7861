import { describe, expect, test } from 'vitest'
import { ids } from '../reference/testing/catalog-ids.ts'
import type { OrderEvent } from './events.ts'
import { evolve, replay } from './evolve.ts'
import type { DeliveryOrder } from './order.ts'
import { placeDelivery } from './place-delivery.ts'
import { anItem, aPayment, aPlacedOrder, aPlacement, aTill, noon } from './testing/a-till.ts'

const soup = ids.guest
const tea = ids.contact
const order = aPlacedOrder({
  items: [anItem(ids.soup, { positionId: soup }), anItem(ids.tea, { positionId: tea })],
  payments: [aPayment(ids.cash, 45_000n)],
  deliveryServiceProductId: ids.charge,
})
let clock = noon
const folded = (start: DeliveryOrder, ...events: OrderEvent[]) =>
  events.reduce((state, event) => {
    clock += 1_000
    return evolve(state, event, clock)
  }, start)
const printed: OrderEvent = { kind: 'delivery.itemsPrinted', positionIds: [soup, tea] }
const cooking = (
  status: 'PrintedNotCooking' | 'CookingStarted' | 'CookingCompleted' | 'Served',
  ...positionIds: string[]
) => ({ kind: 'delivery.itemsCooking', positionIds, status }) as const
const status = (value: 'Waiting' | 'OnWay' | 'Delivered', deliveryDate: number | null = null) =>
  ({ kind: 'delivery.statusChanged', status: value, deliveryDate }) as const

test('the version counts the entries, and an order is never changed in place', () => {
  const before = structuredClone(order)
  const changed = folded(order, printed, { kind: 'delivery.commentChanged', comment: 'x' })
  expect([order.version, changed.version]).toEqual([1, 3])
  expect(order).toEqual(before)
})

test('replay makes the order from its entries', () => {
  const [placed] = placeDelivery(aTill(), aPlacement())
  const entries = [placed as OrderEvent, { kind: 'delivery.commentChanged', comment: 'x' } as const]
  const replayed = replay(entries.map((event) => ({ event, at: noon })))
  expect(replayed).toMatchObject({ comment: 'x', version: 2 })
})

test('an order is placed once and first', () => {
  const [placed] = placeDelivery(aTill(), aPlacement()) as [OrderEvent]
  expect(() => evolve(order, placed, noon)).toThrow('twice')
  expect(() => evolve(null, printed, noon)).toThrow('never placed')
  expect(() => replay([])).toThrow('without journal entries')
})

describe('status follows the kitchen [cloud-api §4.9]', () => {
  test('from the first dish that starts to the last that is ready; the delivery charge is not cooked', () => {
    const steps = [
      printed,
      cooking('CookingStarted', soup),
      cooking('CookingCompleted', soup),
      cooking('CookingCompleted', tea),
    ]
    const seen = steps.map((_, index) => folded(order, ...steps.slice(0, index + 1)).status)
    expect(seen).toEqual(['WaitCooking', 'CookingStarted', 'CookingStarted', 'CookingCompleted'])
  })
  test('a dish that is added and printed later starts it again', () => {
    const cooked = folded(order, printed, cooking('Served', soup, tea))
    expect(cooked.whenCookingCompleted).toBe(clock)
    const late = { ...(order.items[0] as DeliveryOrder['items'][number]), positionId: ids.combo }
    const added = folded(cooked, { kind: 'delivery.itemsAdded', items: [late], combos: [] })
    expect(added.status).toBe('CookingCompleted')
    const again = folded(added, { kind: 'delivery.itemsPrinted', positionIds: [ids.combo] })
    expect(again).toMatchObject({ status: 'CookingStarted', whenCookingCompleted: null })
  })
  test('an order without tickets is not cooked', () => {
    const deletion = { removalType: null, comment: null, writeoffUserId: null, at: 1 }
    const less = folded(order, { kind: 'delivery.itemsDeleted', positionIds: [tea], deletion })
    expect(less).toMatchObject({ status: 'WaitCooking', whenCookingCompleted: null })
  })
  test('deleting the last unfinished dish completes it; undoing goes back', () => {
    const half = folded(order, printed, cooking('CookingCompleted', soup))
    const deletion = { removalType: null, comment: null, writeoffUserId: null, at: 1 }
    expect(folded(half, { kind: 'delivery.itemsDeleted', positionIds: [tea], deletion }).status).toBe(
      'CookingCompleted',
    )
    const undone = folded(half, cooking('PrintedNotCooking', soup))
    expect(undone.status).toBe('WaitCooking')
    expect(undone.items[0]).toMatchObject({ whenCookingStarted: null, whenCookingCompleted: null })
  })
  test('a dish that jumps to ready was started and finished then', () => {
    const item = folded(order, printed, cooking('Served', soup)).items[0]
    expect(item).toMatchObject({ status: 'Served', whenCookingStarted: clock, whenCookingCompleted: clock })
  })
  test('not once the order is packed', () => {
    expect(folded(order, printed, status('Waiting'), cooking('CookingStarted', soup)).status).toBe('Waiting')
  })
})

describe('times [cloud-api §4.14]', () => {
  test('the first print stays', () => {
    const once = folded(order, printed)
    const twice = folded(once, printed)
    expect(twice.whenPrinted).toBe(once.whenPrinted)
    expect(twice.items[0]?.whenPrinted).toBe(once.whenPrinted)
  })
  test('packed, sent, delivered, and back', () => {
    const waiting = folded(order, printed, status('Waiting'))
    expect(waiting.whenPacked).toBe(clock)
    const sent = folded(waiting, status('OnWay'))
    expect(sent.whenSended).toBe(clock)
    expect(folded(sent, status('Delivered')).whenDelivered).toBe(clock)
    expect(folded(sent, status('Delivered', 77)).whenDelivered).toBe(77)
    expect(folded(sent, status('Delivered'), status('OnWay'))).toMatchObject({
      whenSended: sent.whenSended,
      whenDelivered: null,
    })
    expect(folded(sent, status('Waiting'))).toMatchObject({
      whenSended: null,
      whenPacked: waiting.whenPacked,
    })
  })
  test('the bill packs an order that is in the kitchen and nothing else', () => {
    const billed = folded(order, printed, { kind: 'delivery.billPrinted' })
    expect(billed).toMatchObject({ status: 'Waiting', whenBillPrinted: clock, whenPacked: clock })
    const cancelled = folded(billed, { kind: 'delivery.billCancelled' })
    expect(cancelled).toMatchObject({ status: 'WaitCooking', whenBillPrinted: null, whenPacked: null })
    const sent = folded(order, printed, status('OnWay'), { kind: 'delivery.billPrinted' })
    expect(sent).toMatchObject({ status: 'OnWay', whenBillPrinted: clock })
  })
  test('closing delivers and takes planned money', () => {
    const closed = folded(order, { kind: 'delivery.closed', deliveryDate: null })
    expect(closed).toMatchObject({
      status: 'Closed',
      whenClosed: clock,
      whenDelivered: clock,
      payments: [{ isPreliminary: false }],
    })
    expect(folded(order, { kind: 'delivery.closed', deliveryDate: 77 }).whenDelivered).toBe(77)
    const delivered = folded(order, status('Delivered', 55), { kind: 'delivery.closed', deliveryDate: null })
    expect(delivered.whenDelivered).toBe(55)
  })
  test('a new promise is no longer "as soon as possible"', () => {
    const change = { kind: 'delivery.completeBeforeChanged', completeBefore: 9, cookingStartTime: 8 } as const
    expect(folded(order, change)).toMatchObject({ isAsap: false, completeBefore: 9, cookingStartTime: 8 })
  })
})

describe('cancelling', () => {
  const cancelled = (deletion: DeliveryOrder['items'][number]['deleted']) =>
    ({ kind: 'delivery.cancelled', cause: null, comment: 'no', movedOrderId: null, deletion }) as const

  test('keeps what was ordered', () => {
    const end = folded(order, cancelled(null))
    expect(end).toMatchObject({
      status: 'Cancelled',
      cancel: { at: clock, comment: 'no', cause: null, movedOrderId: null },
    })
    expect(end.items).toBe(order.items)
  })
  test('marks printed dishes as removed', () => {
    const deletion = { removalType: null, comment: 'why', writeoffUserId: null, at: 3 }
    const half = folded(order, { kind: 'delivery.itemsPrinted', positionIds: [soup] })
    expect(folded(half, cancelled(deletion)).items.map((item) => item.deleted)).toEqual([
      deletion,
      null,
      null,
    ])
  })
})

test('external data is merged by key, everything else is replaced', () => {
  const entry = (key: string, value: string) => ({ key, value, isPublic: true })
  const change = (...externalData: ReturnType<typeof entry>[]): OrderEvent => ({
    kind: 'delivery.externalDataChanged',
    externalData,
  })
  const end = folded(order, change(entry('a', '1'), entry('b', '2')), change(entry('a', '3')))
  expect(end.externalData).toEqual([entry('a', '3'), entry('b', '2')])
  const problem = folded(order, {
    kind: 'delivery.problemChanged',
    hasProblem: true,
    description: 'late',
  }).problem
  expect(problem).toEqual({ hasProblem: true, description: 'late' })
})
