import { expect, test } from 'vitest'
import { languageOf } from './language.ts'

test.each([
  [undefined, 'en'],
  ['', 'en'],
  ['ru', 'ru'],
  ['ru-RU,ru;q=0.9,en;q=0.8', 'ru'],
  ['en;q=0.2, ru;q=0.7', 'ru'],
  ['de, en;q=0.5, ru;q=0.4', 'en'],
  ['ru;q=0, fr', 'en'],
])('%j is answered in %s', (header, language) => {
  expect(languageOf(header)).toBe(language)
})
