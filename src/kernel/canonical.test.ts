import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Blanks, fillBlanks } from './blanks.ts'
import { canonicalJson, canonicalOctets, thawNumbers } from './canonical.ts'

test('keys are sorted at every depth, whatever order they came in', () => {
  const text = '{"a":[{"c":1,"d":null}],"b":{"$n":"12"}}'
  expect(canonicalJson({ b: 12n, a: [{ d: null, c: 1 }] })).toBe(text)
  expect(canonicalJson({ a: [{ c: 1, d: null }], b: 12n })).toBe(text)
})

test('objects with the same first and last key and the same number of keys are told apart', () => {
  expect(canonicalJson({ b: 1, x: 2, a: 3 })).toBe('{"a":3,"b":1,"x":2}')
  expect(canonicalJson({ b: 1, y: 2, a: 3 })).toBe('{"a":3,"b":1,"y":2}')
  expect(canonicalJson({ b: 1, x: 2, a: 3 })).toBe('{"a":3,"b":1,"x":2}')
})

test('what is undefined is not there', () => {
  expect(canonicalJson({ a: undefined, b: [undefined] })).toBe('{"b":[null]}')
})

test('any plain value is read back, by the letters that JSON itself would write', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonicalJson(value)
      expect(text).toBe(canonicalJson(JSON.parse(text)))
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
    }),
  )
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(canonicalJson(text)).toBe(JSON.stringify(text))
    }),
  )
  fc.assert(
    fc.property(fc.bigInt(), (number) => {
      expect(thawNumbers(JSON.parse(canonicalJson([number])))).toEqual([number])
    }),
  )
})

test('octets are the UTF-8 of the canonical text', () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
      const text = canonicalJson(value)
      expect(Buffer.from(canonicalOctets(value), 'latin1')).toEqual(Buffer.from(text))
      // Once more, by what was learnt of names and keys in the other way.
      expect(canonicalJson(value)).toBe(text)
    }),
  )
  expect(Buffer.from(canonicalOctets({ ключ: 'Борщ' }), 'latin1').toString()).toBe('{"ключ":"Борщ"}')
})

test('members that hold what is said of them are not written, and are given back', () => {
  const inner: Blanks = { own: { c: false, d: [] } }
  const blanks: Blanks = { own: { a: null, b: [] }, inner: { list: inner } }
  const value = {
    a: null,
    b: [],
    c: false,
    list: [
      { c: false, d: [] },
      { c: null, d: [1] },
      { c: true, d: null },
    ],
  }
  const text = '{"c":false,"list":[{},{"c":null,"d":[1]},{"c":true,"d":null}]}'
  expect(canonicalJson(value, blanks)).toBe(text)
  expect(canonicalOctets(value, blanks)).toBe(text)
  const read = JSON.parse(text)
  fillBlanks(read, blanks)
  expect(read).toStrictEqual(value)
  // What is written in full next is not taken for what was written before.
  expect(canonicalOctets(value)).toBe(canonicalJson(value))
})
