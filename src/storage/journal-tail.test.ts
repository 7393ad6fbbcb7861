import { expect, test } from 'vitest'
import type { SequencedEntry } from '../app/ports.ts'
import { JournalTail } from './journal-tail.ts'

const entry = (position: bigint) =>
  ({ position, kind: position % 2n === 0n ? 'even' : 'odd' }) as SequencedEntry
const from = (start: number, count: number): SequencedEntry[] =>
  Array.from({ length: count }, (_, index) => entry(BigInt(start + index + 1)))
const all = (): boolean => true
const positions = (found: SequencedEntry[] | null): number[] | undefined =>
  found?.map(({ position }) => Number(position))

test('what follows a position is found, up to a limit', () => {
  const tail = new JournalTail(10)
  tail.add(0n, from(0, 3))
  tail.add(3n, from(3, 2))
  expect(positions(tail.after(0n, all, 4))).toEqual([1, 2, 3, 4])
  expect(positions(tail.after(3n, all, 4))).toEqual([4, 5])
  expect(positions(tail.after(1n, ({ kind }) => kind === 'even', 4))).toEqual([2, 4])
  expect(tail.after(5n, all, 4)).toEqual([])
})

test('where it does not reach it says so', () => {
  const tail = new JournalTail(3)
  tail.add(0n, from(0, 5))
  expect(tail.after(1n, all, 9)).toBeNull()
  expect(positions(tail.after(2n, all, 9))).toEqual([3, 4, 5])
  expect(tail.after(6n, all, 9)).toBeNull()
})

test('after a gap it begins anew', () => {
  const tail = new JournalTail(10)
  tail.add(0n, from(0, 2))
  tail.add(5n, from(5, 2))
  expect(tail.after(2n, all, 9)).toBeNull()
  expect(positions(tail.after(5n, all, 9))).toEqual([6, 7])
  tail.beginAt(9n)
  expect(tail.after(5n, all, 9)).toBeNull()
  expect(tail.after(9n, all, 9)).toEqual([])
})

test('what everybody has seen is forgotten', () => {
  const tail = new JournalTail(100)
  for (let end = 0; end < 50; end += 5) {
    tail.add(BigInt(end), from(end, 5))
    tail.dropBefore(BigInt(end + 3))
    expect(tail.start).toBe(BigInt(end + 3))
    expect(positions(tail.after(BigInt(end + 3), all, 9))).toEqual([end + 4, end + 5])
  }
  tail.dropBefore(50n)
  expect(tail.after(50n, all, 9)).toEqual([])
  expect(tail.after(49n, all, 9)).toBeNull()
})
