import { expect, test } from 'vitest'
import { LoginThrottle } from './login-throttle.ts'

const doors = ['account anna', 'address 10.0.0.1']
const failed = (throttle: LoginThrottle, times: number, now: number): number[] =>
  Array.from({ length: times }, () => throttle.begin(doors, now))

test('five wrong tries close the door for half a minute, five more for a minute', () => {
  const throttle = new LoginThrottle()
  expect(failed(throttle, 6, 0)).toEqual([0, 0, 0, 0, 0, 30_000])
  expect(throttle.begin(doors, 29_000)).toBe(1000)
  expect(failed(throttle, 6, 30_000)).toEqual([0, 0, 0, 0, 0, 60_000])
})

test('an account is closed from other addresses too, an address for other accounts too', () => {
  const throttle = new LoginThrottle()
  failed(throttle, 5, 0)
  expect(throttle.begin(['account anna', 'address 10.0.0.2'], 0)).toBe(30_000)
  expect(throttle.begin(['account boris', 'address 10.0.0.1'], 0)).toBe(30_000)
  expect(throttle.begin(['account boris', 'address 10.0.0.2'], 0)).toBe(0)
})

test('a right password forgets the tries; a clock that was set back does not close for longer', () => {
  const throttle = new LoginThrottle()
  failed(throttle, 4, 0)
  throttle.right(doors)
  expect(failed(throttle, 5, 1_000_000)).toEqual([0, 0, 0, 0, 0])
  expect(throttle.begin(doors, 0)).toBe(30_000)
})
