import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Random } from '../kernel/random.ts'
import { secretBox } from './sealing.ts'

const random: Random = { uuid: () => '', int: () => 0, bytes: (length) => randomBytes(length) }
const box = secretBox(Buffer.alloc(32, 1), random)

test('a secret comes back at its own place only, and only from its own node', () => {
  const sealed = box.seal('Bearer абв', 'row 1')
  expect(sealed?.includes('Bearer')).toBe(false)
  expect(box.open(sealed, 'row 1')).toBe('Bearer абв')
  expect(() => box.open(sealed, 'row 2')).toThrow()
  expect(() => secretBox(Buffer.alloc(32, 2), random).open(sealed, 'row 1')).toThrow()
})

test('the same secret is never sealed alike, and none stays none', () => {
  expect(box.seal('a', 'row')?.equals(box.seal('a', 'row') ?? Buffer.alloc(0))).toBe(false)
  expect([box.seal(null, 'row'), box.open(null, 'row')]).toEqual([null, null])
})

test('a changed byte is noticed', () => {
  const sealed = box.seal('a secret', 'row') ?? Buffer.alloc(0)
  sealed.writeUInt8(sealed.readUInt8(sealed.length - 1) ^ 1, sealed.length - 1)
  expect(() => box.open(sealed, 'row')).toThrow()
})
