import { addTexts, type KeyOf, type Say } from '../language.ts'
import type { KitKey } from '../texts.ts'

/** Texts that the pages of the office share. */
const ru = {
  'desk.sections': 'Разделы',
  'desk.login': 'Логин',
  'desk.password': 'Пароль',
  'desk.log-in': 'Войти',
  'desk.log-out': 'Выйти',
  'desk.login-hint': 'Логин демо-сети записан в credentials.json. Новый заводит команда trapeza admin add.',
  'desk.none': 'Здесь пока пусто',
  'desk.role.viewer': 'Наблюдатель',
  'desk.role.operator': 'Оператор',
  'desk.role.owner': 'Владелец',
} as const

const en = {
  'desk.sections': 'Sections',
  'desk.login': 'Login',
  'desk.password': 'Password',
  'desk.log-in': 'Log in',
  'desk.log-out': 'Log out',
  'desk.login-hint':
    'The login of the demo chain is in credentials.json. A new one is made by trapeza admin add.',
  'desk.none': 'Nothing here yet',
  'desk.role.viewer': 'Viewer',
  'desk.role.operator': 'Operator',
  'desk.role.owner': 'Owner',
} as const

const useText = addTexts(ru, en)
/** Says the texts of the office's pages and those that all screens share. */
export const useDeskText = (): Say<KeyOf<typeof ru> | KitKey> => useText() as Say<KeyOf<typeof ru> | KitKey>
