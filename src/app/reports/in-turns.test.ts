import { expect, test } from 'vitest'
import { sortInTurns } from './in-turns.ts'

test('a list is sorted as sort does it, equal ones in the order in which they came', async () => {
  for (const length of [0, 1, 999, 1000, 1001, 5500]) {
    const list = Array.from({ length }, (_, place) => ({ place, key: (place * 7919) % 53 }))
    const byKey = (a: { key: number }, b: { key: number }): number => a.key - b.key
    expect(await sortInTurns(list, byKey)).toEqual([...list].sort(byKey))
  }
})
