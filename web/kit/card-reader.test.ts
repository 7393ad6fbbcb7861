import { expect, test } from 'vitest'
import { cardReader, unframed } from './card-reader.ts'

function typing(text: string, gapMs: number) {
  const cards: string[] = []
  const read = cardReader((card) => cards.push(card))
  const swallowed = [...text, 'Enter'].map((key, index) => read(key, 1000 + index * gapMs))
  return { cards, swallowed }
}

test('a reader’s text between its sentinels is a card, and no digit of it reaches the PIN pad', () => {
  const { cards, swallowed } = typing(';1234567=99?', 8)
  expect(cards).toEqual([';1234567=99?'])
  expect(swallowed.every(Boolean)).toBe(true)
})

test('a reader without sentinels is known by its pace', () => {
  expect(typing('TRAPEZA-1111', 5).cards).toEqual(['TRAPEZA-1111'])
})

test('a card with its sentinels may be short; nothing between them is no card', () => {
  expect(typing(';77?', 8).cards).toEqual([';77?'])
  expect(typing(';?', 8).cards).toEqual([])
  expect([';7780000000000001?', '%B77^SMITH?;99?', 'TRAPEZA-1111'].map(unframed)).toEqual([
    '7780000000000001',
    'B77^SMITH',
    'TRAPEZA-1111',
  ])
})

test('a PIN that a person types is no card, however long', () => {
  const { cards, swallowed } = typing('123456789012', 120)
  expect(cards).toEqual([])
  expect(swallowed.some(Boolean)).toBe(false)
  expect(typing('1111', 5).cards).toEqual([])
})
