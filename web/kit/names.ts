import { useMemo } from 'react'
import { englishNames } from './english-names.ts'
import { useLanguage } from './language.ts'
import type { Menu } from './menu-types.ts'
import type { Books, Named } from './till-types.ts'

/** The name of something in the language of the screen; the chain's own where there is no other. */
export function useNamed(): (thing: Named) => string {
  const language = useLanguage()
  return ({ name, nameEn }) => (language === 'en' ? (nameEn ?? name) : name)
}

/**
 * Orders keep names as they were sold, in the chain's language. An English screen finds their English twins in the menu
 * and the books; a name that is in neither stays as it is.
 */
export function useNames(menu: Menu | null, books: Books | null): (name: string) => string {
  const language = useLanguage()
  return useMemo(() => {
    if (language !== 'en') return (name: string) => name
    const english = englishNames(menu, books)
    return (name: string) =>
      english.get(name) ??
      name
        .split(' / ')
        .map((half) => english.get(half) ?? half)
        .join(' / ')
  }, [language, menu, books])
}
