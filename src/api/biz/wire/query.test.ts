import { describe, expect, test } from 'vitest'
import { BizFault } from '../faults.ts'
import { Query, timeoutOf } from './query.ts'

const bodyOf = (work: () => unknown): unknown => {
  try {
    work()
  } catch (error) {
    if (error instanceof BizFault) return error.body
    throw error
  }
  throw new Error('it was not refused')
}

describe('request_timeout [biz-card-api §1.3]', () => {
  test.each([
    ['', 60_000],
    ['request_timeout=00:02:00', 120_000],
    ['request_timeout=00%3A01%3A00', 60_000],
    ['request_timeout=0:0:30', 30_000],
    ['request_timeout=%2200:00:10%22', 10_000],
    ['requestTimeout=00:00:07.5', 7_000],
    ['REQUEST_TIMEOUT=10000', 10_000],
    ['request_timeout=30', 30_000],
    ['request_timeout=999', 300_000],
    ['request_timeout=1000', 1_000],
    ['request_timeout=02:00:00', 300_000],
    ['request_timeout=', 60_000],
    ['request_timeout=5&request_timeout=9', 5_000],
  ])('%s is %i ms', (text, ms) => expect(timeoutOf(new Query(text))).toBe(ms))

  test.each(['soon', '-1', '1.5', '1e3', '00:01'])('%s is refused by the model', (text) =>
    expect(bodyOf(() => timeoutOf(new Query(`request_timeout=${text}`)))).toEqual({
      Message: 'The request is invalid.',
      ModelState: { request_timeout: [`The value '${text}' is not valid for TimeSpan.`] },
    }),
  )
})

describe('parameters as clients write them [biz-card-api §1.1]', () => {
  const id = '5d0f7a52-6c1e-4f0e-9a5b-0c9f4f5d1a01'
  test.each([
    `organization=${id}/`,
    `&&organization=${id}&&`,
    `Organization=${id.toUpperCase()}`,
    `organization=${id}&organization=other`,
    `organization=%7B${id}%7D`,
    `organization=%20${id}%20`,
  ])('%s', (text) => expect(new Query(text).id('organization')).toBe(id))

  test('an empty one is none, and one with U+0000 is refused', () => {
    expect(new Query('deliveryStatus=&a').text('deliveryStatus', 'a')).toBeNull()
    expect(bodyOf(() => new Query('phone=%00'))).toMatchObject({ Message: 'The request is invalid.' })
    expect(bodyOf(() => new Query('').id('order'))).toMatchObject({
      ModelState: { order: [expect.any(String)] },
    })
  })
})
