import type { PluginContext } from '@trapeza/plugin'

const ru = {
  button: 'Карта гостя',
  ask: 'Карта или телефон гостя',
  unknown: 'Программа не знает такого гостя',
  other: 'К заказу уже привязана карта другого гостя',
  noDiscount: 'Такой скидки нет в справочнике',
  away: 'Сервис лояльности не отвечает',
  goesOn: 'Сервис лояльности не отвечает: продавайте как обычно, бонусы начислятся позже',
  noGuest: 'Сначала проведите карту гостя',
  notEnough: 'Бонусов не хватает, на счёте',
  short: 'Бонусов не хватает',
  bonuses: 'бонусов',
}
const en: typeof ru = {
  button: "Guest's card",
  ask: 'Card or phone of the guest',
  unknown: 'The programme knows no such guest',
  other: 'Another guest is bound to the order already',
  noDiscount: 'The restaurant has no such discount',
  away: 'The loyalty service does not answer',
  goesOn: 'The loyalty service does not answer: sell as usual, bonuses will come later',
  noGuest: "The guest's card comes first",
  notEnough: 'Not enough bonuses, there are',
  short: 'Not enough bonuses',
  bonuses: 'bonuses',
}

/** In the language that the till speaks to its plugins. */
export const wordsFor = ({ locale }: PluginContext): typeof ru => (locale === 'ru' ? ru : en)

/** Minor units for people. */
export const shown = (sum: number): string => (sum / 100).toFixed(2)
