import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/*
 * The scenarios of Appendix F of the cloud reference, and where each is proven: a test's name begins with its number,
 * `F.12: …`. A scenario without a test in its file fails, and so does a test of a scenario that is not listed there.
 */

const scenarios: Record<number, { words: string; file: string }> = {}
const inFile = (file: string, words: Record<number, string>): void => {
  for (const [number, text] of Object.entries(words)) scenarios[Number(number)] = { words: text, file }
}

inFile('appendix-f-access.test.ts', {
  1: 'tokens of the first kind',
  2: 'tokens of the second kind',
  3: 'foreign organizations, unknown groups',
  4: 'organizations simple, extended and disabled',
  40: '429 with Retry-After; groups are independent',
  41: 'commands/status: of whom, of when',
  42: '408 of a slow till',
})
inFile('appendix-f-creating.test.ts', {
  5: 'create → InProgress → Success',
  6: 'the same id twice',
  7: 'type of the order or its service',
  8: 'courier orders need a point',
  9: 'a phone without plus',
  10: 'times of delivery',
  11: 'no customer, or one for once',
  12: 'groups of modifiers',
  13: 'sizes',
  14: 'compound dishes',
  15: 'combos',
  16: 'payments',
  17: 'discounts',
  19: 'the stop list checked',
})
inFile('appendix-f-outlets.test.ts', {
  18: 'a till that is away',
  20: 'outlets found by themselves',
  21: 'every code of rejection',
})
inFile('appendix-f-life.test.ts', {
  22: 'confirmation',
  23: 'statuses of both payment settings',
  24: 'closing',
  25: 'cancelling what is printed',
  26: 'payments replaced',
})
inFile('appendix-f-reading.test.ts', {
  27: 'by_id: too many, unknown, two lists',
  28: 'more than a thousand',
  29: 'by_revision',
  30: 'external data',
  31: 'nomenclature of an equal revision',
  32: 'external menus',
  33: 'the stop list changed',
})
inFile('appendix-f-webhooks.test.ts', { 34: 'webhooks' })
inFile('appendix-f-tables.test.ts', { 35: 'orders on tables' })
inFile('reserves.test.ts', { 36: 'reserves and banquets' })
inFile('appendix-f-loyalty.test.ts', {
  37: 'guests, holds, balances and reports',
  38: 'counters by words',
})
inFile('appendix-f-documents.test.ts', { 39: 'documents' })

const folder = new URL('.', import.meta.url)
/** Numbers of the scenarios that the names of a file's tests begin with. */
const provenIn = (file: string): number[] =>
  [
    ...readFileSync(new URL(file, folder), 'utf8').matchAll(
      /\btest(?:\.each\([^)]*\))?\(\s*['"`]F\.(\d+): /g,
    ),
  ].map(([, number]) => Number(number))
const files = readdirSync(folder).filter((name) => name.endsWith('.test.ts') && name !== 'appendix-f.test.ts')

test('the list has the 42 scenarios of the reference', () => {
  expect(Object.keys(scenarios).map(Number)).toEqual(Array.from({ length: 42 }, (_, index) => index + 1))
})

test.each(Object.entries(scenarios))('F.%s has a test', (number, { words, file }) => {
  expect(provenIn(file), words).toContain(Number(number))
})

test('no test claims a scenario that the list puts elsewhere', () => {
  for (const file of files)
    for (const number of provenIn(file)) expect([number, file]).toEqual([number, scenarios[number]?.file])
})
