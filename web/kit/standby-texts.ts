import { addTexts } from './language.ts'

/** What a screen says about the two nodes of its till. */
const ru = {
  'standby.title': 'Резервная касса',
  'standby.follows': 'Эта касса повторяет главную и сейчас не продаёт.',
  'standby.waits': 'Эта касса ждёт ответа главной и сейчас не продаёт.',
  'standby.lost': 'Главная касса не отвечает.',
  'standby.open-main': 'Открыть главную кассу',
  'standby.promote': 'Сделать главной',
  'standby.promote-hint': 'Нужен PIN-код сотрудника с правом менять главную кассу.',
  'standby.promoted': 'Касса стала главной',
  'standby.aside_one': '{{count}} запись этой кассы не попала на главную',
  'standby.aside_few': '{{count}} записи этой кассы не попали на главную',
  'standby.aside_many': '{{count}} записей этой кассы не попали на главную',
  'standby.aside_other': '{{count}} записи этой кассы не попали на главную',
  'standby.aside-show': 'Показать записи',
  'standby.aside-title': 'Не попало на главную кассу',
  'standby.aside-hint':
    'Сделано здесь без связи. Ничего из этого нет на главной кассе: повторите там, что нужно.',
} as const

const en = {
  'standby.title': 'Standby till',
  'standby.follows': 'This till follows the main one and does not sell now.',
  'standby.waits': 'This till waits for the main one and does not sell now.',
  'standby.lost': 'The main till does not answer.',
  'standby.open-main': 'Open the main till',
  'standby.promote': 'Make it the main till',
  'standby.promote-hint': 'It takes the PIN of somebody who may change the main till.',
  'standby.promoted': 'The till is the main one now',
  'standby.aside_one': '{{count}} entry of this till did not reach the main one',
  'standby.aside_few': '{{count}} entries of this till did not reach the main one',
  'standby.aside_many': '{{count}} entries of this till did not reach the main one',
  'standby.aside_other': '{{count}} entries of this till did not reach the main one',
  'standby.aside-show': 'Show the entries',
  'standby.aside-title': 'Not at the main till',
  'standby.aside-hint':
    'Done here without a line. None of it is at the main till: do there again what is wanted.',
} as const

export const useStandbyText = addTexts(ru, en)
