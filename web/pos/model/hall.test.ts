import { describe, expect, test } from 'vitest'
import { aReserve, aTableOrder } from '../../kit/testing/a-hall.ts'
import { inOrderOfWork, ofBanquet, ofTable, seatedOrders, tableStateOf } from './hall.ts'

const minute = 60_000
const now = 300 * minute
const hall = { tableOrders: [], reserves: [] }
const stateOf = (change: Partial<Parameters<typeof tableStateOf>[1]>, at = now) =>
  tableStateOf('t1', { ...hall, ...change }, at)

describe('a table', () => {
  test('is free, taken, or has the bill; what is closed or deleted is gone', () => {
    expect(stateOf({}).kind).toBe('free')
    expect(stateOf({ tableOrders: [aTableOrder()] }).kind).toBe('taken')
    expect(stateOf({ tableOrders: [aTableOrder({ status: 'Bill' })] }).kind).toBe('billed')
    expect(stateOf({ tableOrders: [aTableOrder({ tableIds: ['t2'] })] }).kind).toBe('free')
    for (const status of ['Closed', 'Deleted'] as const)
      expect(stateOf({ tableOrders: [aTableOrder({ status })] }).kind).toBe('free')
  })
  test('with two orders waits while one of them has no bill; the older stands first', () => {
    const late = aTableOrder({ id: 'b', whenCreated: 20, status: 'Bill' })
    const { kind, orders } = stateOf({ tableOrders: [late, aTableOrder({ id: 'a', whenCreated: 10 })] })
    expect([kind, orders.map(({ id }) => id)]).toEqual(['taken', ['a', 'b']])
  })
  test('is kept for guests from two hours before they come until their time is over', () => {
    const reserves = [aReserve({ startsAt: now, durationInMinutes: 60 })]
    const kinds = [-121, -120, 0, 59, 60].map((shift) => stateOf({ reserves }, now + shift * minute).kind)
    expect(kinds).toEqual(['free', 'soon', 'soon', 'soon', 'free'])
    expect(stateOf({ reserves: [aReserve({ startsAt: now, status: 'Closed' })] }).kind).toBe('free')
  })
  test('of a banquet whose guests sit is taken, and its bill is a bill', () => {
    const banquet = aTableOrder({ whenBillPrinted: null })
    const started = aReserve({ status: 'Started', banquet, guestsComingTime: now - 5 * minute })
    const { kind, orders } = stateOf({ reserves: [started] })
    expect([kind, orders[0]?.of, orders[0]?.since]).toEqual(['taken', 'banquet', now - 5 * minute])
    const billed = { ...started, banquet: { ...banquet, whenBillPrinted: now } }
    expect(stateOf({ reserves: [billed] }).kind).toBe('billed')
  })
})

test('an order of the hall is called by its tab, else by its guest', () => {
  expect(ofTable(aTableOrder({ customerName: 'Анна' })).name).toBe('Анна')
  expect(ofTable(aTableOrder({ customerName: 'Анна', tabName: 'Окно' })).name).toBe('Окно')
  expect(ofBanquet(aReserve())).toBeNull()
  expect(seatedOrders({ tableOrders: [], reserves: [aReserve({ banquet: aTableOrder() })] })).toEqual([])
})

test('awaited guests stand before those who sit, and those before the gone', () => {
  const of = (id: string, status: 'New' | 'Started' | 'Closed', startsAt: number) =>
    aReserve({ id, status, startsAt })
  const list = [
    of('gone', 'Closed', 1),
    of('later', 'New', 9),
    of('sits', 'Started', 2),
    of('next', 'New', 5),
  ]
  expect(inOrderOfWork(list).map(({ id }) => id)).toEqual(['next', 'later', 'sits', 'gone'])
})
