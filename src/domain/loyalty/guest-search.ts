import type { GuestProfile } from './guest.ts'

/** Shorter pieces of a phone would find half of all guests. */
const phonePieceMin = 4

const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')

/**
 * Is this person meant by a text that somebody typed? Each of its words begins a name of theirs, or all its digits stand in
 * their phone. A text that says nothing means everybody.
 */
export function isMeantBy(
  text: string,
): (person: Pick<GuestProfile, 'name' | 'surname' | 'middleName' | 'phone'>) => boolean {
  const words = wordsOf(text)
  const digits = /^[\d\s()+-]+$/.test(text) ? text.replaceAll(/\D/g, '') : ''
  return ({ name, surname, middleName, phone }) => {
    if (digits.length >= phonePieceMin && phone?.includes(digits)) return true
    const names = wordsOf([surname, name, middleName].join(' '))
    return words.every((word) => names.some((one) => one.startsWith(word)))
  }
}
