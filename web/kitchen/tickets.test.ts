import { expect, test } from 'vitest'
import { aDelivery, anItem } from '../kit/testing/a-delivery.ts'
import { bumpOf, nextOf, recallOf, ticketsOf, waitOf } from './tickets.ts'

const minutes = (count: number): number => count * 60_000
const printed = anItem({ positionId: 'soup', status: 'PrintedNotCooking', whenPrinted: minutes(10) })
const pizza = anItem({
  positionId: 'pizza',
  status: 'PrintedNotCooking',
  cookingPlaceId: 'oven',
  whenPrinted: minutes(12),
})
const order = aDelivery({ status: 'WaitCooking', items: [printed, pizza, anItem({ positionId: 'later' })] })

test('a ticket holds what was printed; a station sees its own and counts the rest', () => {
  const [all] = ticketsOf([order], null)
  expect(all?.items.map(({ positionId }) => positionId)).toEqual(['soup', 'pizza'])
  expect(all?.since).toBe(minutes(10))
  const [oven] = ticketsOf([order], 'oven')
  expect(oven).toMatchObject({ elsewhere: 1, since: minutes(12) })
  expect(ticketsOf([order], 'bar')).toEqual([])
})

test('a ticket goes when its last dish is done; what the kitchen may not touch has none', () => {
  const done = { ...order, items: [{ ...printed, status: 'CookingCompleted' as const }] }
  expect(ticketsOf([done, { ...order, allowed: [] }], null)).toEqual([])
})

test('one touch begins everything, the next one ends everything', () => {
  const [ticket] = ticketsOf([order], null)
  if (!ticket) throw new Error('no ticket')
  expect(bumpOf(ticket)).toEqual({
    orderId: order.id,
    positionIds: ['soup', 'pizza'],
    status: 'CookingStarted',
  })
  const half = { ...ticket, items: [{ ...printed, status: 'CookingStarted' as const }, pizza] }
  expect(bumpOf(half)).toMatchObject({ positionIds: ['pizza'], status: 'CookingStarted' })
  const begun = { ...ticket, items: [{ ...printed, status: 'CookingStarted' as const }] }
  expect(bumpOf(begun)).toMatchObject({ status: 'CookingCompleted' })
})

test('what was bumped by mistake goes one state back', () => {
  const bump = { orderId: 'o', positionIds: ['soup'], status: 'CookingCompleted' as const }
  expect(recallOf(bump)).toEqual({ ...bump, status: 'CookingStarted' })
  expect(recallOf({ ...bump, status: 'CookingStarted' }).status).toBe('PrintedNotCooking')
  expect(nextOf(anItem({ status: 'CookingCompleted' }))).toBeNull()
})

test.each([
  [15, 'calm'],
  [22, 'soon'],
  [30, 'late'],
] as const)('at minute %i a ticket of minute 10 with 20 minutes to cook is %s', (now, urgency) => {
  const [ticket] = ticketsOf([order], null)
  if (!ticket) throw new Error('no ticket')
  expect(waitOf(ticket, minutes(now), 20).urgency).toBe(urgency)
})

test('a broken promise is late however short it cooks', () => {
  const [ticket] = ticketsOf([{ ...order, completeBefore: minutes(11) }], null)
  if (!ticket) throw new Error('no ticket')
  expect(waitOf(ticket, minutes(12), 20).urgency).toBe('late')
})
