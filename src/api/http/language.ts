import type { Language } from '../../kernel/refusals.ts'

/** The language of a person by `Accept-Language`: the one of ours that is wanted most; English when none is. */
export function languageOf(acceptLanguage: string | undefined): Language {
  const wanted = (acceptLanguage ?? '').split(',').map((part, index) => {
    const [tag = '', ...parameters] = part.trim().toLowerCase().split(';')
    const weight = parameters.map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1]).find(Boolean)
    return { language: tag.split('-')[0], weight: weight === undefined ? 1 : Number(weight), index }
  })
  wanted.sort((a, b) => b.weight - a.weight || a.index - b.index)
  for (const { language, weight } of wanted) {
    if (weight > 0 && (language === 'ru' || language === 'en')) return language
  }
  return 'en'
}
