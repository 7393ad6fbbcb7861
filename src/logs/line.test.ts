import { expect, test } from 'vitest'
import { logLine, marksOf, stampOf } from './line.ts'
import { routeOf } from './routes.ts'

const at = Date.UTC(2018, 1, 10, 19, 9, 10, 945)

test('a line looks as the front writes it, in the time of its place', () => {
  const line = logLine({
    stamp: stampOf(at, 'Europe/Moscow'),
    level: 'info',
    message: 'a message',
    mark: '7.0a0b0c0d',
  })
  expect(line).toBe('[2018-02-10 22:09:10,945]  INFO [ 1] - a message #7.0a0b0c0d\n')
})

test('a name with a line break in it makes no line of its own', () => {
  const message = 'x\r\n[2018-02-10 22:09:10,945]  INFO [ 1] - forged\u2028\u202e #1.00000000'
  const line = logLine({ stamp: stampOf(at, 'UTC'), level: 'error', message, mark: '7.0a0b0c0d' })
  expect(line.match(/[\n\r\u2028\u202e]/g)).toEqual(['\n'])
  expect(marksOf(line)).toEqual(new Set(['7.0a0b0c0d']))
})

test('routes are named as the transport plugin names them', () => {
  expect(['delivery.place', 'delivery.addItems', 'stopList.put', 'notice.show'].map(routeOf)).toEqual([
    'Orders/CreateOrder',
    'Orders/AddItems',
    'StopLists/Put',
    'Notifications/Show',
  ])
})
