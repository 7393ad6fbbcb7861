import { expect, test } from 'vitest'
import { byGroup, isAllowed, withRights } from './rights.ts'

const all = ['api/1/organizations', 'api/1/deliveries/create', 'api/1/deliveries/close', 'api/2/menu']
const open = { allowedRights: null, deniedRights: [] }

test('an open key lists what is taken away', () => {
  const less = withRights(open, all, ['api/1/deliveries/create'], false)
  expect(less).toEqual({ allowedRights: null, deniedRights: ['api/1/deliveries/create'] })
  expect(withRights(less, all, ['api/1/deliveries/create'], true)).toEqual(open)
})

test('a closed key lists what is given', () => {
  const closed = { allowedRights: ['organizations'], deniedRights: [] }
  expect(withRights(closed, all, ['api/2/menu'], true)).toEqual({
    allowedRights: ['api/1/organizations', 'api/2/menu'],
    deniedRights: [],
  })
})

test('patterns are unfolded when one of them is changed', () => {
  const lists = { allowedRights: null, deniedRights: ['deliveries/*'] }
  expect(all.map((right) => isAllowed(lists, right))).toEqual([true, false, false, true])
  expect(withRights(lists, all, ['api/1/deliveries/close'], true).deniedRights).toEqual([
    'api/1/deliveries/create',
  ])
})

test('groups keep the order in which they come', () => {
  const right = (name: string, group: string) => ({ right: name, group, summary: '' })
  const groups = byGroup([right('a', 'B'), right('b', 'A'), right('c', 'B')])
  expect(groups.map(([group, own]) => [group, own.map((one) => one.right)])).toEqual([
    ['B', ['a', 'c']],
    ['A', ['b']],
  ])
})
