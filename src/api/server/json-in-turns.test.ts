import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { jsonInTurns } from './json-in-turns.ts'

test('it writes what JSON.stringify writes', async () => {
  const lines = Array.from({ length: 2500 }, (_, index) => ({
    Блюдо: `"${index}"`,
    sum: index / 3,
    no: undefined,
  }))
  for (const value of [
    { data: lines, summary: [], left: undefined },
    { 'a"b': [...lines, undefined, null], other: { data: lines } },
    { data: [1] },
    lines,
    null,
    'text',
    new Date(0),
  ])
    expect(await jsonInTurns(value)).toBe(JSON.stringify(value))
})

test('others have their turn meanwhile', async () => {
  let turns = 0
  let isOver = false
  const counting = (async () => {
    while (!isOver) {
      await nextTurn()
      turns += 1
    }
  })()
  await jsonInTurns({ data: Array.from({ length: 20_000 }, (_, index) => ({ index })) })
  isOver = true
  await counting
  expect(turns).toBeGreaterThan(10)
})
