import type { Language } from './language.ts'

const letters: Readonly<Record<Language, readonly string[]>> = {
  ru: ['йцукенгшщзхъ', 'фывапролджэё', 'ячсмитьбю'],
  en: ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'],
}
const digits = '1234567890'
/** What comments and addresses need besides letters. */
const marks = ['.', ',', '-', '/', '№', '!', '?'] as const

/** Rows of keys in a language, letters large or small. */
export const keyRows = (language: Language, isLarge: boolean): string[][] => [
  [...digits],
  ...letters[language].map((row) => [...(isLarge ? row.toUpperCase() : row)]),
]
export const markKeys: readonly string[] = marks

export type TextEdit = { text: string; from: number; to: number }

/**
 * What a key does to a field: which part of it is replaced by what. Null when the field is full, or when there is
 * nothing to erase.
 */
export function editOf(
  key: string | 'erase',
  field: { value: string; selectionStart: number | null; selectionEnd: number | null; maxLength: number },
): TextEdit | null {
  const from = field.selectionStart ?? field.value.length
  const to = field.selectionEnd ?? field.value.length
  if (key === 'erase') {
    if (from !== to) return { text: '', from, to }
    return from > 0 ? { text: '', from: from - 1, to } : null
  }
  const isFull = field.maxLength >= 0 && field.value.length - (to - from) + key.length > field.maxLength
  return isFull ? null : { text: key, from, to }
}
