import { expect, test } from 'vitest'
import { isUuid } from '../kernel/ids.ts'
import { seedId } from './seed-id.ts'

test('an id depends on its text only and never changes', () => {
  expect(seedId('trapeza')).toBe(seedId('trapeza'))
  expect(seedId('trapeza')).not.toBe(seedId('Trapeza'))
  expect(seedId('trapeza')).toBe('99b2c8d8-a0ee-4886-83b6-e8a817b2ea15')
})

test('an id looks like a random uuid', () => {
  for (const text of ['', 'a', 'Трапеза', 'x'.repeat(10_000)]) {
    const id = seedId(text)
    expect(isUuid(id)).toBe(true)
    expect(id).toMatch(/^.{14}4.{4}[89ab]/)
  }
})
