import type { QueueSettings } from '../kit/device/device-types.ts'

/** A board speaks the languages of its guests, not that of whoever set it up. */
const words = {
  cooking: { ru: 'Готовится', en: 'Cooking' },
  ready: { ru: 'Готово', en: 'Ready' },
  readyHint: { ru: 'Заберите заказ', en: 'Please collect' },
  none: { ru: 'Пока никого', en: 'Nobody yet' },
  lost: { ru: 'Нет связи с кассой. Номера на {time}', en: 'The till is not heard. Numbers of {time}' },
  loading: { ru: 'Соединяемся с кассой…', en: 'Connecting to the till…' },
} as const

/** @param time what stands for `{time}` in the words */
export const sayIn = (key: keyof typeof words, language: QueueSettings['language'], time = ''): string => {
  const { ru, en } = words[key]
  const said = language === 'both' ? `${ru} · ${en}` : words[key][language]
  return said.replaceAll('{time}', time)
}
