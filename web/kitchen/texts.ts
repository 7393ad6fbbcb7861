import { addTexts, type KeyOf, type Say } from '../kit/language.ts'
import type { KitKey } from '../kit/texts.ts'

const ru = {
  'kitchen.title': 'Кухня',
  'kitchen.station': 'Цех',
  'kitchen.all-stations': 'Все',
  'kitchen.recall': 'Вернуть',
  'kitchen.nothing-to-recall': 'Возвращать нечего',
  'kitchen.empty': 'Всё приготовлено',
  'kitchen.empty-hint': 'Новые заказы появятся здесь сами',
  'kitchen.ticket': 'Заказ № {{number}}',
  'kitchen.start': 'Начать',
  'kitchen.finish': 'Готово',
  'kitchen.pickup': 'Самовывоз',
  'kitchen.courier': 'Курьер',
  'kitchen.table': 'Стол {{numbers}}',
  'kitchen.sums': 'По блюдам',
  'kitchen.sums-title': 'Осталось приготовить',
  'kitchen.hand-over': 'Отдать гостю',
  'kitchen.hand-over-number': 'Отдать заказ № {{number}}',
  'kitchen.to': 'к {{time}}',
  'kitchen.elsewhere_one': 'ещё {{count}} блюдо в других цехах',
  'kitchen.elsewhere_few': 'ещё {{count}} блюда в других цехах',
  'kitchen.elsewhere_many': 'ещё {{count}} блюд в других цехах',
  'kitchen.elsewhere_other': 'ещё {{count}} блюда в других цехах',
  'kitchen.state.PrintedNotCooking': 'ждёт',
  'kitchen.state.CookingStarted': 'готовится',
  'kitchen.state.CookingCompleted': 'готово',
  'kitchen.state.Served': 'готово',
  'kitchen.state.Added': 'не отправлено',
  'kitchen.only-looking': 'Отмечать приготовление может повар: войдите под его PIN-кодом',
} as const

const en = {
  'kitchen.title': 'Kitchen',
  'kitchen.station': 'Station',
  'kitchen.all-stations': 'All',
  'kitchen.recall': 'Recall',
  'kitchen.nothing-to-recall': 'Nothing to recall',
  'kitchen.empty': 'All is cooked',
  'kitchen.empty-hint': 'New orders appear here by themselves',
  'kitchen.ticket': 'Order № {{number}}',
  'kitchen.start': 'Start',
  'kitchen.finish': 'Done',
  'kitchen.pickup': 'Pickup',
  'kitchen.courier': 'Courier',
  'kitchen.table': 'Table {{numbers}}',
  'kitchen.sums': 'By dish',
  'kitchen.sums-title': 'Left to cook',
  'kitchen.hand-over': 'Hand over',
  'kitchen.hand-over-number': 'Hand over order № {{number}}',
  'kitchen.to': 'by {{time}}',
  'kitchen.elsewhere_one': '{{count}} more dish at other stations',
  'kitchen.elsewhere_other': '{{count}} more dishes at other stations',
  'kitchen.state.PrintedNotCooking': 'waiting',
  'kitchen.state.CookingStarted': 'cooking',
  'kitchen.state.CookingCompleted': 'done',
  'kitchen.state.Served': 'done',
  'kitchen.state.Added': 'not sent',
  'kitchen.only-looking': 'Only a cook marks the cooking: log in with a cook’s PIN',
} as const

const useKitchenText = addTexts(ru, en)
/** Says the texts of this screen and those that all screens share. */
export const useText = (): Say<KeyOf<typeof ru> | KitKey> =>
  useKitchenText() as Say<KeyOf<typeof ru> | KitKey>
