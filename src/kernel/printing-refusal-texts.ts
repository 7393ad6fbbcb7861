/** What printers and other devices of a till say when they do not do their work (front-api §2.15–2.16). */
export const printingRefusals = {
  'printing.markup': {
    en: 'The receipt markup cannot be read: {problem}',
    ru: 'Разметка чека не читается: {problem}',
  },
  'printing.job-unknown': { en: 'Nothing like that was printed here', ru: 'Такого здесь не печатали' },
  'printing.subject-unknown': {
    en: 'What was to be printed is not known here any more',
    ru: 'То, что нужно было напечатать, здесь уже неизвестно',
  },
  'printing.no-printer': {
    en: 'No printer is set up for it: {paper}',
    ru: 'Для этого не настроен принтер: {paper}',
  },
  'printer.unknown': { en: 'There is no such printer', ru: 'Такого принтера нет' },
  'printer.no-paper': { en: '{printer}: no paper', ru: '{printer}: нет бумаги' },
  'printer.cover-open': { en: '{printer}: the cover is open', ru: '{printer}: открыта крышка' },
  'printer.no-link': { en: '{printer}: no connection', ru: '{printer}: нет связи' },
  'printer.interrupted': {
    en: '{printer}: the till stopped while it printed; look whether the paper is there',
    ru: '{printer}: касса остановилась во время печати; посмотрите, есть ли бумага',
  },
  'printer.failed': { en: '{printer}: {problem}', ru: '{printer}: {problem}' },
  'register.none': {
    en: 'No fiscal register stands at this till',
    ru: 'У этой кассы нет фискального регистратора',
  },
  'register.no-paper': { en: 'Fiscal register: no paper', ru: 'Фискальный регистратор: нет бумаги' },
  'register.unplugged': { en: 'Fiscal register: no connection', ru: 'Фискальный регистратор: нет связи' },
  'register.no-answer': {
    en: 'Fiscal register: no answer; it will be asked what it has printed',
    ru: 'Фискальный регистратор: нет ответа; у него спросят, что напечатано',
  },
  'register.unclear': {
    en: 'Fiscal register: it printed something else; look whether the cheque is there',
    ru: 'Фискальный регистратор: напечатано другое; посмотрите, есть ли чек',
  },
  'register.refused': { en: 'Fiscal register: {problem}', ru: 'Фискальный регистратор: {problem}' },
  'scales.none': { en: 'No scales stand at this till', ru: 'У этой кассы нет весов' },
  'scales.unplugged': { en: 'Scales: no connection', ru: 'Весы: нет связи' },
  'scales.unstable': {
    en: 'Scales: the weight still moves; weigh again',
    ru: 'Весы: вес ещё не установился; взвесьте ещё раз',
  },
  'scales.empty': { en: 'Scales: nothing lies on them', ru: 'Весы: на них ничего нет' },
  'register.once': {
    en: 'A fiscal cheque is printed once; print a copy of the receipt',
    ru: 'Фискальный чек печатается один раз; напечатайте копию чека',
  },
} as const
