import { expect, test } from 'vitest'
import { columnOf } from './column-list.ts'

const list = (values: readonly (string | bigint | boolean | null)[]): string =>
  columnOf(values, (value) => value)

test('a column is the text of an array', () => {
  expect(list([])).toBe('{}')
  expect(list([12n, null, true])).toBe('{12,NULL,true}')
  expect(list(['2027-03-12T09:00:00.000Z', '0190a5e8-1c2f-7aaa-8bbb-0123456789ab'])).toBe(
    '{2027-03-12T09:00:00.000Z,0190a5e8-1c2f-7aaa-8bbb-0123456789ab}',
  )
})

test.each(['a,b', '{', '"', '\\', '', ' '])(
  'what would be read as something else is refused: %j',
  (value) => {
    expect(() => list([value])).toThrow('quotes')
  },
)
