import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { expect, test, vi } from 'vitest'
import { aCatalog } from '../../../../domain/reference/testing/a-catalog.ts'
import { anId } from '../../../../domain/reference/testing/catalog-ids.ts'
import { ReadyBodies, readyBodies } from './ready-bodies.ts'

const content = { dishes: Array.from({ length: 500 }, (_, number) => ({ number, name: 'Борщ' })) }

test('a body is written once for each picture of the books', () => {
  const catalog = aCatalog()
  const write = vi.fn(() => content)
  const first = readyBodies(catalog).shared('menu', write)
  expect(readyBodies(catalog).shared('menu', write)).toBe(first)
  expect(write).toHaveBeenCalledTimes(1)
  expect(readyBodies(aCatalog()).shared('menu', write)).not.toBe(first)
})

test('a shared body is plain at once and compressed soon', async () => {
  const answer = readyBodies(aCatalog())
    .shared('menu', () => content)
    .answer(anId(1))
  expect(JSON.parse(answer.plain.toString())).toEqual(content)
  await vi.waitUntil(() => answer.encoded.br && answer.encoded.gzip)
  expect(JSON.parse(brotliDecompressSync(answer.encoded.br ?? '').toString())).toEqual(content)
  expect(JSON.parse(gunzipSync(answer.encoded.gzip ?? '').toString())).toEqual(content)
})

test('a correlated body begins with the id of the call, plain and compressed, under one tag', async () => {
  const body = readyBodies(aCatalog()).correlated('nomenclature', () => content)
  const tag = body.answer(anId(1)).etag
  await vi.waitUntil(() => body.answer(anId(1)).encoded.gzip)
  for (const id of [anId(2), anId(3)]) {
    const answer = body.answer(id)
    const text = `{"correlationId":"${id}",${JSON.stringify(content).slice(1)}`
    expect(answer.plain.toString()).toBe(text)
    expect(gunzipSync(answer.encoded.gzip ?? '').toString()).toBe(text)
    expect(answer.etag).toBe(tag)
  }
})

test('what was asked least recently goes when too much is kept', () => {
  const bodies = new ReadyBodies(2500)
  const write = (key: string) => vi.fn(() => ({ key, filling: 'x'.repeat(1000) }))
  const [a, b, c] = [write('a'), write('b'), write('c')]
  bodies.correlated('a', a)
  bodies.correlated('b', b)
  bodies.correlated('a', a)
  bodies.correlated('c', c)
  bodies.correlated('a', a)
  bodies.correlated('b', b)
  expect([a, b, c].map((one) => one.mock.calls.length)).toEqual([1, 2, 1])
})
