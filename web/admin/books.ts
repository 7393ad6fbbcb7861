import { createContext, useContext } from 'react'
import { useLanguage } from '../kit/language.ts'
import type { Books, Named } from './types.ts'

export const BooksContext = createContext<Books | null>(null)

export function useBooks(): Books {
  const books = useContext(BooksContext)
  if (!books) throw new Error('the books are not loaded')
  return books
}

/** How far the server's clock is ahead of this computer's: a sandbox lets it jump. */
export const ClockContext = createContext(0)

export function useServerNow(): () => number {
  const ahead = useContext(ClockContext)
  return () => Date.now() + ahead
}

/** The name of something in the language of the page; the chain's own where there is no other. */
export function useName(): (thing: Named) => string {
  const language = useLanguage()
  return ({ name, nameEn }) => (language === 'en' ? (nameEn ?? name) : name)
}
