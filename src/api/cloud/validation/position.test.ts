import fc from 'fast-check'
import { expect, test } from 'vitest'
import { positionOf } from './position.ts'

test.each<[string, string[], 'value' | 'end', { line: number; position: number } | undefined]>([
  ['{}', [], 'end', { line: 1, position: 2 }],
  ['{}', [], 'value', { line: 1, position: 1 }],
  ['{"a":null}', ['a'], 'value', { line: 1, position: 9 }],
  ['{\r\n  "a": 12.5 ,\r\n  "b": [1,\r\n"x"]}', ['a'], 'value', { line: 2, position: 11 }],
  ['{\r\n  "a": 12.5 ,\r\n  "b": [1,\r\n"x"]}', ['b', '1'], 'value', { line: 4, position: 3 }],
  ['{\r\n  "a": 12.5 ,\r\n  "b": [1,\r\n"x"]}', ['b'], 'end', { line: 4, position: 4 }],
  ['{"a":{"b":"\\"}]"},"c":{"b":true}}', ['c', 'b'], 'value', { line: 1, position: 31 }],
  ['{"\\u0061":1}', ['a'], 'value', { line: 1, position: 11 }],
  ['{"a":1,"a":22}', ['a'], 'value', { line: 1, position: 13 }],
  ['{"a":1}', ['b'], 'value', undefined],
  [`${'['.repeat(5000)}${']'.repeat(5000)}`, ['0'], 'value', undefined],
])('%s at %j, %s', (text, path, at, position) => {
  expect(positionOf(text, path, at)).toEqual(position)
})

test('the whole value ends where the text ends, however it is written', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), fc.nat(4), (value, indent) => {
      const text = JSON.stringify(value, null, indent)
      const lines = text.split('\n')
      expect(positionOf(text, [], 'end')).toEqual({ line: lines.length, position: lines.at(-1)?.length })
    }),
  )
})
