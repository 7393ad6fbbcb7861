import { addTexts, type KeyOf, type Say } from '../kit/language.ts'
import type { KitKey } from '../kit/texts.ts'
import { type PosKey, useText as usePosText } from '../pos/texts.ts'

const ru = {
  'waiter.title': 'Официант',
  'waiter.sections': 'Разделы',
  'waiter.tables': 'Столы',
  'waiter.ready': 'Готово',
  'waiter.which': 'Какие столы',
  'waiter.mine': 'Мои',
  'waiter.nobody': 'Ваших столов нет',
  'waiter.nobody-hint': 'Откройте зал и посадите гостей за свободный стол',
  'waiter.all': 'Все столы',
  'waiter.ready-none': 'Готовых блюд нет',
  'waiter.ready-none-hint': 'Когда кухня закончит блюдо ваших гостей, оно появится здесь',
  'waiter.ready-since': 'ждёт {{time}}',
  'waiter.ready-toast': 'Готово: {{name}} · {{table}}',
  'waiter.served': 'Подано',
  'waiter.served-dish': 'Подано: {{name}}',
  'waiter.served-all': 'Всё подано',
  'waiter.served-done': 'Отмечено: у гостей',
  'waiter.guests_one': '{{count}} гость',
  'waiter.guests_few': '{{count}} гостя',
  'waiter.guests_many': '{{count}} гостей',
  'waiter.guests_other': '{{count}} гостя',
  'waiter.ready-count': 'готово {{count}}',
  'waiter.unsent-count': 'не отправлено {{count}}',
} as const

const en = {
  'waiter.title': 'Waiter',
  'waiter.sections': 'Sections',
  'waiter.tables': 'Tables',
  'waiter.ready': 'Ready',
  'waiter.which': 'Which tables',
  'waiter.mine': 'Mine',
  'waiter.nobody': 'You have no tables',
  'waiter.nobody-hint': 'Open the hall and seat guests at a free table',
  'waiter.all': 'All tables',
  'waiter.ready-none': 'No dishes are ready',
  'waiter.ready-none-hint': 'When the kitchen finishes a dish of your guests, it appears here',
  'waiter.ready-since': 'waiting {{time}}',
  'waiter.ready-toast': 'Ready: {{name}} · {{table}}',
  'waiter.served': 'Served',
  'waiter.served-dish': 'Served: {{name}}',
  'waiter.served-all': 'All served',
  'waiter.served-done': 'The guests have it',
  'waiter.guests_one': '{{count}} guest',
  'waiter.guests_other': '{{count}} guests',
  'waiter.ready-count': '{{count}} ready',
  'waiter.unsent-count': '{{count}} unsent',
} as const

type WaiterKey = KeyOf<typeof ru>
const useWaiterText = addTexts(ru, en)

/** Says the texts of the phone, of the till's hall and those that all screens share. */
export function useText(): Say<WaiterKey | PosKey | KitKey> {
  usePosText()
  return useWaiterText() as Say<WaiterKey | PosKey | KitKey>
}
