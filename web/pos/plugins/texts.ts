import { addTexts } from '../../kit/language.ts'

const ru = {
  'plugins.title': 'Плагины',
  'plugins.more': 'Плагины',
  'plugins.off': 'Сейчас недоступно: {{caption}}',
  'plugins.works': 'Работает: {{plugin}}',
  'plugins.ok': 'ОК',
  'plugins.yes': 'Да',
  'plugins.no': 'Нет',
  'plugins.enter': 'Готово',
  'plugins.text': 'Текст',
  'plugins.number': 'Число',
  'plugins.phone': 'Телефон',
  'plugins.barcode': 'Штрихкод',
  'plugins.card': 'Карта',
  'plugins.scan': 'Отсканируйте код или введите его',
  'plugins.swipe': 'Проведите картой или введите её номер',
  'plugins.wrong': 'Проверьте, что введено',
  'plugins.unknown': 'Этот код никому не известен',
} as const
const en = {
  'plugins.title': 'Plugins',
  'plugins.more': 'Plugins',
  'plugins.off': 'Not available now: {{caption}}',
  'plugins.works': 'At work: {{plugin}}',
  'plugins.ok': 'OK',
  'plugins.yes': 'Yes',
  'plugins.no': 'No',
  'plugins.enter': 'Done',
  'plugins.text': 'Text',
  'plugins.number': 'Number',
  'plugins.phone': 'Phone',
  'plugins.barcode': 'Barcode',
  'plugins.card': 'Card',
  'plugins.scan': 'Scan the code or type it',
  'plugins.swipe': 'Swipe the card or type its number',
  'plugins.wrong': 'Check what was typed',
  'plugins.unknown': 'Nobody knows this code',
} as const

export const usePluginText = addTexts(ru, en)
