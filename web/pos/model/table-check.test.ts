import { expect, test } from 'vitest'
import { anItem } from '../../kit/testing/a-delivery.ts'
import { aTableOrder } from '../../kit/testing/a-hall.ts'
import { chosenItems, nextWave, partsOf, seatingsOf, waitingCourses, wholeGuests } from './table-check.ts'

const anna = { id: 'anna', name: 'Анна', rank: 1 }
const second = { id: 'second', name: null, rank: 2 }
const soup = anItem({ positionId: 'soup', guestId: 'anna', sum: 420 })
const tea = anItem({ positionId: 'tea', guestId: 'anna', sum: 100, course: 2 })
const gone = anItem({ positionId: 'gone', guestId: 'anna', sum: 50, isDeleted: true })
const bread = anItem({ positionId: 'bread', guestId: 'left-long-ago', sum: 30 })
const order = aTableOrder({ guestList: [anna, second], items: [soup, tea, gone, bread] })

test('dishes stand by guests, those of nobody who is there are common', () => {
  expect(seatingsOf(order).map(({ guest, sum, items }) => [guest?.id ?? null, sum, items.length])).toEqual([
    ['anna', 520, 3],
    ['second', 0, 0],
    [null, 30, 1],
  ])
  expect(seatingsOf(aTableOrder())).toMatchObject([{ guest: null }])
})

test('the kitchen gets what goes at once, then the courses one after another', () => {
  expect(waitingCourses(order)).toEqual([2])
  expect(nextWave(order)).toEqual(['soup', 'bread'])
  const printed = order.items.map((item) =>
    item.course === null ? { ...item, status: 'PrintedNotCooking' as const } : item,
  )
  expect(nextWave({ items: printed })).toEqual(['tea'])
})

test('a combo is chosen whole, a removed dish not at all, and a guest goes with all of it', () => {
  const main = anItem({ positionId: 'main', comboId: 'lunch' })
  const drink = anItem({ positionId: 'drink', comboId: 'lunch' })
  expect(chosenItems({ items: [main, drink, soup] }, new Set(['main']))).toEqual([main, drink])
  const chosen = chosenItems(order, new Set(['soup', 'tea', 'gone']))
  expect(chosen).toEqual([soup, tea])
  expect(wholeGuests(order, chosen)).toEqual(['anna'])
  expect(wholeGuests(order, [soup])).toEqual([])
})

test('a part is asked for of one dish only', () => {
  expect(partsOf([anItem({ amount: 3 })], 1)).toEqual([{ positionId: 'item', amount: 1 }])
  expect(partsOf([anItem({ amount: 1 })], 1)).toEqual([{ positionId: 'item', amount: null }])
  expect(partsOf([soup, tea], 1)).toMatchObject([{ amount: null }, { amount: null }])
})
