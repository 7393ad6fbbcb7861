import { expect, test } from 'vitest'
import { editOf, keyRows } from './keyboard-layout.ts'

const field = (value: string, from = value.length, to = from, maxLength = -1) => ({
  value,
  selectionStart: from,
  selectionEnd: to,
  maxLength,
})

test('a letter goes where the cursor is and replaces what is marked', () => {
  expect(editOf('а', field('бв', 1))).toEqual({ text: 'а', from: 1, to: 1 })
  expect(editOf('а', field('бвг', 0, 2))).toEqual({ text: 'а', from: 0, to: 2 })
})

test('erasing takes the letter before the cursor, or what is marked, or nothing', () => {
  expect(editOf('erase', field('бв'))).toEqual({ text: '', from: 1, to: 2 })
  expect(editOf('erase', field('бвг', 0, 2))).toEqual({ text: '', from: 0, to: 2 })
  expect(editOf('erase', field('бв', 0))).toBeNull()
})

test('a full field takes no more, except in place of what is marked', () => {
  expect(editOf('а', field('бв', 2, 2, 2))).toBeNull()
  expect(editOf('а', field('бв', 1, 2, 2))).not.toBeNull()
})

test('every letter of both languages has a key, in both sizes', () => {
  expect(new Set(keyRows('ru', false).flat()).size).toBe(33 + 10)
  expect(new Set(keyRows('en', true).flat()).size).toBe(26 + 10)
  expect(keyRows('en', true).flat()).toContain('Q')
})
