import { expect, test } from 'vitest'
import { aTableOrder } from '../../kit/testing/a-hall.ts'
import { openTabs, tabOf } from './tabs.ts'

const orders = [
  aTableOrder({ id: 'a', number: 12, tabName: 'Семён у стойки' }),
  aTableOrder({ id: 'b', number: 7, tabName: 'Алёна', status: 'Bill' }),
  aTableOrder({ id: 'c', number: 8, tabName: null }),
  aTableOrder({ id: 'd', number: 9, tabName: 'Алёна', status: 'Closed' }),
]
const found = (query: string): string[] => openTabs(orders, query).map(({ id }) => id)

test.each([
  ['', ['b', 'a']],
  ['семен', ['a']],
  ['СТОЙ', ['a']],
  ['алена', ['b']],
  ['12', ['a']],
  ['1', []],
])('open tabs are found by "%s"', (query, ids) => {
  expect(found(query)).toEqual(ids)
})

test('a name is taken while its tab is open', () => {
  expect(tabOf(orders, ' алена ')?.id).toBe('b')
  expect(tabOf(orders, 'Алён')).toBeNull()
})
