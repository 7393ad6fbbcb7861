import { expect, test } from 'vitest'
import { compareJson, compareXml } from '../support/server-samples/compare.ts'

const nothing = { missing: [], unlike: [], silent: [], added: [] }

test('an answer that has all that a sample has is like it, whatever its values are', () => {
  const sample = { id: '0f0a3c1e-0000-4000-8000-000000000010', list: [{ name: 'a', sum: 1.5, at: null }] }
  const ours = { id: 'ffffffff-0000-4000-8000-00000000000f', list: [{ name: '', sum: 0, at: '2031-03-04' }] }
  expect(compareJson(ours, sample)).toEqual(nothing)
  expect(compareXml('<r><a>1</a><a>2</a><b>true</b></r>', '<r><a>7</a><b>false</b></r>')).toEqual(nothing)
})

test('what differs is told by its place', () => {
  const sample = { a: 1, b: [{ c: '2031-03-04', d: true }], e: { f: 1 }, g: 'x' }
  expect(compareJson({ a: '1', b: [{ c: 'later', more: 1 }], e: null, g: 1 }, sample)).toEqual({
    missing: ['$.b[].d'],
    unlike: ['$.a: text instead of number', '$.b[].c: text instead of day', '$.g: number instead of text'],
    silent: ['$.e', '$.e.f'],
    added: ['$.b[].more'],
  })
  expect(compareJson({ a: 1, b: [], e: { f: 1 }, g: '' }, sample).silent).toEqual([
    '$.b[]',
    '$.b[].c',
    '$.b[].d',
  ])
})

test('elements of XML have their order', () => {
  expect(compareXml('<r><b>x</b><a>1</a><z/></r>', '<r><a>1</a><b>y</b><c>1</c></r>')).toEqual({
    missing: ['r/c'],
    unlike: ['r: order b,a instead of a,b'],
    silent: [],
    added: ['r/z'],
  })
})
