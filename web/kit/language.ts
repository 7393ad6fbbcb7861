import i18next from 'i18next'
import { useSyncExternalStore } from 'react'
import { readSetting, saveSetting } from './settings.ts'

export type Language = 'ru' | 'en'
const languages: readonly Language[] = ['ru', 'en']

type Plural = '_one' | '_few' | '_many' | '_other'
/** Keys of a table of texts; the plural forms of one text share a key. */
export type KeyOf<Table> = {
  [Key in keyof Table & string]: Key extends `${infer Base}${Plural}` ? Base : Key
}[keyof Table & string]
/** The same table in English, which has two plural forms where Russian has four. */
export type SameTexts<Table> = {
  readonly [Key in keyof Table & string as Key extends `${string}_few` | `${string}_many`
    ? never
    : Key]: string
}
export type Values = Readonly<Record<string, string | number>>
export type Say<Key extends string> = (key: Key, values?: Values) => string

const texts = i18next.createInstance()
void texts.init({
  lng: firstLanguage(),
  fallbackLng: 'en',
  supportedLngs: languages,
  resources: {},
  initAsync: false,
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false }, // React escapes
  returnEmptyString: false,
})
document.documentElement.lang = presentLanguage()

function firstLanguage(): Language {
  const wanted = readSetting('lang') ?? navigator.language.slice(0, 2)
  return wanted === 'ru' ? 'ru' : 'en'
}

function presentLanguage(): Language {
  return texts.language === 'ru' ? 'ru' : 'en'
}

export function changeLanguage(language: Language): Promise<void> {
  saveSetting('lang', language)
  return speak(language)
}

/** Another language for whoever stands here now; the next start knows nothing of it. */
export async function speak(language: Language): Promise<void> {
  await texts.changeLanguage(language)
  document.documentElement.lang = language
}

function subscribe(listener: () => void): () => void {
  texts.on('languageChanged', listener)
  return () => texts.off('languageChanged', listener)
}

export const useLanguage = (): Language => useSyncExternalStore(subscribe, presentLanguage)

/** Adds a table of texts in both languages and gives the hook that says them; keys are checked by the compiler. */
export function addTexts<const Table extends Readonly<Record<string, string>>>(
  ru: Table,
  en: SameTexts<Table>,
): () => Say<KeyOf<Table>> {
  texts.addResourceBundle('ru', 'translation', ru, true, true)
  texts.addResourceBundle('en', 'translation', en, true, true)
  for (const language of languages) fixed[language].clear()
  return () => {
    useLanguage()
    return say
  }
}

/** Texts without values, once they were said: a screen says hundreds of them again at every touch. */
const fixed: Record<Language, Map<string, string>> = { ru: new Map(), en: new Map() }

const say: Say<string> = (key, values) => {
  if (values) return texts.t(key, { ...values })
  const known = fixed[presentLanguage()]
  const text = known.get(key) ?? texts.t(key, {})
  known.set(key, text)
  return text
}
