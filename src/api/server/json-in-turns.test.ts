import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { isLongAnswer, jsonInTurns } from './json-in-turns.ts'

async function written(value: Record<string, unknown>): Promise<string> {
  let text = ''
  for await (const piece of jsonInTurns(value)) text += piece
  return text
}

test('it writes what JSON.stringify writes', async () => {
  const lines = Array.from({ length: 2500 }, (_, index) => ({
    Блюдо: `"${index}"`,
    sum: index / 3,
    no: undefined,
  }))
  for (const value of [
    { data: lines, summary: [], left: undefined },
    { none: undefined, 'a"b': [...lines, undefined, null], other: { data: lines } },
    { data: [1] },
    { none: undefined },
    {},
  ])
    expect(await written(value)).toBe(JSON.stringify(value))
})

test('only answers with long lists are written so', () => {
  const long = Array.from({ length: 1000 }, () => 1)
  expect([{ data: long }, { data: [] }, long, null, 'text', new Date(0)].map(isLongAnswer)).toEqual([
    ...[true, false, false, false, false, false],
  ])
})

test('others have their turn meanwhile, and of two that write one goes on at a time', async () => {
  let turns = 0
  let isOver = false
  const counting = (async () => {
    while (!isOver) {
      await nextTurn()
      turns += 1
    }
  })()
  const value = { data: Array.from({ length: 20_000 }, (_, index) => ({ index })) }
  expect(await Promise.all([written(value), written(value)])).toEqual([
    JSON.stringify(value),
    JSON.stringify(value),
  ])
  isOver = true
  await counting
  expect(turns).toBeGreaterThan(150)
})
