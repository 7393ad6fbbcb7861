import { addTexts } from '../../kit/language.ts'

const russian = {
  'tabs.title': 'Табы',
  'tabs.find': 'Имя или номер',
  'tabs.clear': 'Стереть поиск',
  'tabs.none': 'Открытых табов нет',
  'tabs.not-found': 'Таба с таким именем нет',
  'tabs.open': 'Открыть таб',
  'tabs.open-title': 'Новый таб',
  'tabs.name': 'Имя гостя или приметы',
  'tabs.name-missing': 'Дайте табу имя',
  'tabs.name-taken': 'Таб с таким именем уже открыт: № {{number}}',
} as const
const english = {
  'tabs.title': 'Tabs',
  'tabs.find': 'Name or number',
  'tabs.clear': 'Clear the search',
  'tabs.none': 'No open tabs',
  'tabs.not-found': 'There is no tab of that name',
  'tabs.open': 'Open a tab',
  'tabs.open-title': 'New tab',
  'tabs.name': 'Name of the guest, or what to know them by',
  'tabs.name-missing': 'Give the tab a name',
  'tabs.name-taken': 'A tab of that name is open: № {{number}}',
} as const

/** Texts of bar tabs. */
export const useTabText = addTexts(russian, english)
