import { expect, test } from 'vitest'
import { RecentPayloads } from './recent-payloads.ts'

const entry = (entryId: string, payload: unknown = entryId) => ({ entryId, payload })

test('the latest are kept, the oldest go first', () => {
  const recent = new RecentPayloads(2)
  recent.keep([entry('a'), entry('b')])
  recent.keep([entry('c')])
  expect(['a', 'b', 'c'].map((id) => recent.of(id))).toEqual([undefined, 'b', 'c'])
  expect(recent.has('a')).toBe(false)
})

test('a payload of nothing is kept as well', () => {
  const recent = new RecentPayloads(2)
  recent.keep([entry('a', null), entry('b', undefined)])
  expect([recent.has('a'), recent.has('b')]).toEqual([true, true])
})
