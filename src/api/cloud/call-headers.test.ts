import { describe, expect, test } from 'vitest'
import { canonicalJson } from '../../kernel/canonical.ts'
import { idempotencyKeyOf, timeoutMsOf, waitMsOf } from './call-headers.ts'

describe('Timeout: whole seconds [cloud-api §0.3.4]', () => {
  test.each([
    [undefined, 15_000],
    ['7', 7000],
    ['x', 15_000],
    ['-1', 15_000],
    ['0', 15_000],
    ['99999999', 600_000],
  ])('%s is %d ms', (timeout, expected) => {
    expect(timeoutMsOf(timeout === undefined ? {} : { timeout })).toBe(expected)
  })
})

describe('Prefer: wait [cloud-api §12.3]', () => {
  test.each([
    [undefined, 0],
    ['wait=5', 5000],
    ['respond-async, wait=10', 10_000],
    ['Wait = "3"; foo', 3000],
    ['await=5', 0],
    ['wait=99999', 120_000],
    ['wait=-1', 0],
  ])('%s is %d ms', (prefer, expected) => {
    expect(waitMsOf(prefer === undefined ? {} : { prefer })).toBe(expected)
  })
})

describe('Idempotency-Key', () => {
  const digestOf = (request: unknown) => Buffer.from(canonicalJson(request))
  const of = (key: string, body: unknown = { a: 1, b: 2 }, path = '/api/1/x') =>
    idempotencyKeyOf({ 'idempotency-key': key }, path, body, digestOf)

  test('is told apart by its text, what is asked by address and body, whatever the order of its fields', () => {
    expect(of('a')).toEqual(of('a', { b: 2, a: 1 }))
    expect(of('a')?.hash).not.toEqual(of('A')?.hash)
    expect(of('a')?.digest).toEqual(of('b')?.digest)
    expect(of('a')?.digest).not.toEqual(of('a', { a: 1, b: 3 })?.digest)
    expect(of('a')?.digest).not.toEqual(of('a', { a: 1, b: 2 }, '/api/1/y')?.digest)
    expect(idempotencyKeyOf({}, '/api/1/x', {}, digestOf)).toBeNull()
  })

  test.each(['', 'a b', 'ключ', 'x'.repeat(256)])('refuses %s', (key) => {
    expect(() => of(key)).toThrow('Idempotency-Key')
  })
})
