import { expect, test } from 'vitest'
import { Connection, type ConnectionOptions } from './connection.ts'
import { Decimal } from './decimal.ts'
import {
  DeadlineExceededError,
  DisconnectedError,
  EntityModifiedError,
  EntityUsingError,
  FrontApiError,
  OperationCanceledError,
  PermissionDeniedError,
  readError,
  UnexpectedInternalError,
  writeError,
} from './errors.ts'
import type { Frame } from './frame.ts'
import { decode, encode, Handle } from './tagged.ts'

function line(left: Partial<ConnectionOptions>, right: Partial<ConnectionOptions>) {
  const ears: ((frame: unknown) => void)[] = []
  const frames: Frame[] = []
  const end = (own: number) => ({
    send(frame: Frame) {
      frames.push(frame)
      const written: unknown = JSON.parse(JSON.stringify(frame))
      queueMicrotask(() => ears[1 - own]?.(written))
    },
    onFrame(listener: (frame: unknown) => void) {
      ears[own] = listener
    },
  })
  const nobody = async () => null
  return {
    frames,
    inject: (frame: unknown) => ears[1]?.(frame),
    left: new Connection(end(0), { answer: nobody, ...left }),
    right: new Connection(end(1), { answer: nobody, ...right }),
  }
}

test('a call is answered, with values that JSON does not know', async () => {
  const { left } = line({}, { answer: async ({ target, method, args }) => ({ target, method, args }) })
  const given = [
    12n,
    new Date(5),
    new Map([['a', Decimal.of('1.50')]]),
    new Uint8Array([1, 2]),
    { $: 'mine' },
  ]
  expect(await left.call('operations', 'getOrders', given)).toEqual({
    target: 'operations',
    method: 'getOrders',
    args: given,
  })
})

test('errors of the catalogue come back as what they were', async () => {
  const thrown = new EntityModifiedError('stale', { data: { entityId: 'x' }, code: 'entity.modified' })
  const { left } = line({}, { answer: async () => Promise.reject(thrown) })
  const error: unknown = await left.call('a', 'b', []).catch((caught: unknown) => caught)
  expect(error).toBeInstanceOf(EntityModifiedError)
  expect(error).toBeInstanceOf(EntityUsingError)
  expect(error).toBeInstanceOf(FrontApiError)
  expect(error).not.toBeInstanceOf(PermissionDeniedError)
  expect(error).toMatchObject({ message: 'stale', code: 'entity.modified', data: { entityId: 'x' } })
})

test('an error that the catalogue does not know keeps its name in its words', () => {
  expect(readError(writeError(new TypeError('no')))).toBeInstanceOf(UnexpectedInternalError)
  expect(readError(writeError(new TypeError('no'))).message).toBe('TypeError: no')
  expect(readError({ name: 'PermissionDeniedException' })).toBeInstanceOf(PermissionDeniedError)
})

test('who waits too long is told, and the other end too', async () => {
  let aborted = false
  const { left } = line(
    {},
    {
      answer: ({ signal }) =>
        new Promise(() => {
          signal.addEventListener('abort', () => {
            aborted = true
          })
        }),
    },
  )
  await expect(left.call('a', 'b', [], { deadlineMs: 5 })).rejects.toBeInstanceOf(DeadlineExceededError)
  await new Promise((resolve) => setTimeout(resolve, 5))
  expect(aborted).toBe(true)
  expect(left.pending).toBe(0)
})

test('a call can be given up, and the end of the line ends all calls', async () => {
  const { left } = line({}, { answer: () => new Promise(() => {}) })
  const controller = new AbortController()
  const first = left.call('a', 'b', [], { signal: controller.signal })
  controller.abort()
  await expect(first).rejects.toBeInstanceOf(OperationCanceledError)
  const second = left.call('a', 'b', [])
  left.close()
  await expect(second).rejects.toBeInstanceOf(DisconnectedError)
  await expect(left.call('a', 'b', [])).rejects.toBeInstanceOf(DisconnectedError)
})

test('what is no frame is told and harms nobody', async () => {
  const puzzles: string[] = []
  const { left, inject } = line({}, { answer: async () => 'here', puzzled: (what) => puzzles.push(what) })
  for (const odd of [null, 7, 'x', {}, { id: 1.5, kind: 'call', target: 'a', method: 'b' }]) inject(odd)
  inject({ id: 99, kind: 'result', target: '', method: '', args: [] })
  expect(puzzles).toHaveLength(5)
  expect(await left.call('a', 'b', [])).toBe('here')
})

test('handles travel by their targets; functions do not travel', () => {
  expect(decode(encode(new Handle('scope:1:vm')))).toEqual(new Handle('scope:1:vm'))
  expect(encode({ f: () => 1, list: [() => 1] })).toEqual({ f: undefined, list: [null] })
  expect(decode({ $: 'toString', v: 1 })).toEqual({ $: 'toString', v: 1 })
})

test('decimals are exact', () => {
  const sum = Decimal.of('0.1').plus(Decimal.of('0.2'))
  expect(sum.toString()).toBe('0.3')
  expect(sum.equals(Decimal.of('0.30'))).toBe(true)
  expect(Decimal.of('-12.50').times(Decimal.of(2)).toString()).toBe('-25.00')
  expect(Decimal.of('1').minus(Decimal.of('1.05')).toString()).toBe('-0.05')
  expect(() => Decimal.of('1e5')).toThrow(RangeError)
})
