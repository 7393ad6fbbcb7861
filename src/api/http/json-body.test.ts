import { expect, test } from 'vitest'
import { BadJson, decodeBody, parseJson } from './json-body.ts'

const parse = (text: string) => parseJson(text, { depthMax: 3 })

test.each([
  ['', undefined],
  [' \n', undefined],
  ['null', null],
  ['{"a": [1, {"b": 2}]}', { a: [1, { b: 2 }] }],
  ['[["]]]]", "\\"[[[", "\\\\"], "{{{{"]', [[']]]]', '"[[[', '\\'], '{{{{']],
  ['"\\ud83d\\ude00 \\\\u0000"', '😀 \\u0000'],
])('%j is read', (text, value) => {
  expect(parse(text)).toEqual(value)
})

test.each([
  ['[[[[]]]]', 'nested deeper than 3 levels'],
  ['{"a":{"b":{"c":{', 'nested deeper than 3 levels'],
  ['"', 'Unterminated'],
  ['"\\', 'JSON'],
  ['{"a" 1}', 'JSON'],
  ['{"\\u0000": 1}', 'U+0000'],
  ['["\\udc00"]', 'surrogate'],
])('%j is refused', (text, words) => {
  expect(() => parse(text)).toThrow(BadJson)
  expect(() => parse(text)).toThrow(words)
})

test('bytes: a byte order mark is dropped, what is no UTF-8 is refused', () => {
  expect(decodeBody(Buffer.from('\uFEFF{}'))).toBe('{}')
  expect(() => decodeBody(Buffer.from([0xc3, 0x28]))).toThrow(BadJson)
})
