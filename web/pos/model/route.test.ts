import { expect, test } from 'vitest'
import { type Route, readRoute, routeHash } from './route.ts'

test.each<Route>([
  { screen: 'board' },
  { screen: 'delivery', id: 'a-b' },
  { screen: 'hall', view: null },
  { screen: 'hall', view: 'reserves' },
  { screen: 'hall-order', of: 'table', id: 'a-b' },
  { screen: 'hall-order', of: 'banquet', id: 'a-b' },
  { screen: 'stop-list' },
  { screen: 'shift' },
])('the address of %o leads back to it', (route) => {
  expect(readRoute(routeHash(route))).toEqual(route)
})

test('an address that nobody knows leads to the board', () => {
  expect(readRoute('#/delivery/')).toEqual({ screen: 'board' })
  expect(readRoute('#/table/')).toEqual({ screen: 'board' })
  expect(readRoute('#/nonsense')).toEqual({ screen: 'board' })
})
