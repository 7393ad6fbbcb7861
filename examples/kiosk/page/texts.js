// Words of the kiosk, in the language of its browser.
const ru = {
  title: 'Киоск',
  welcome: 'Закажите сами',
  how: 'Выберите блюда, оплатите картой и ждите свой номер на табло',
  begin: 'Начать заказ',
  groups: 'Разделы меню',
  basket: 'Ваш заказ',
  empty: 'Пока пусто',
  total: 'Итого',
  pay: 'Оплатить картой',
  leave: 'Начать сначала',
  card: 'Приложите карту к терминалу',
  wait: 'Ждём ответ банка',
  yours: 'Ваш номер',
  watch: 'Номер появится на табло. Приятного аппетита!',
  finish: 'Готово',
  ask: 'Подойдите к кассе',
  unclear: 'Банк не ответил, прошла ли оплата. Назовите номер, и всё проверят',
  back: 'Назад',
  take: 'Добавить',
  size: 'Размер',
  choose: 'Выберите',
  upTo: 'до',
  out: 'Закончилось',
  bySize: 'Разные размеры',
  more: 'Ещё',
  less: 'Меньше',
  declined: 'Оплата не прошла, деньги не списаны. Попробуйте другую карту',
  refused: 'Так заказать нельзя: блюдо закончилось или его состав изменился',
  field: 'Так заказать нельзя',
  unknown: 'Касса не нашла заказ. Начните сначала',
  failed: 'Касса не отвечает. Попробуйте ещё раз',
}
const en = {
  title: 'Kiosk',
  welcome: 'Order by yourself',
  how: 'Choose dishes, pay by card and wait for your number on the board',
  begin: 'Start an order',
  groups: 'Parts of the menu',
  basket: 'Your order',
  empty: 'Nothing yet',
  total: 'Total',
  pay: 'Pay by card',
  leave: 'Start over',
  card: 'Hold your card to the terminal',
  wait: 'Waiting for the bank',
  yours: 'Your number',
  watch: 'Watch for it on the board. Enjoy your meal!',
  finish: 'Done',
  ask: 'Please come to the counter',
  unclear: 'The bank did not say whether you have paid. Tell your number, and somebody will look',
  back: 'Back',
  take: 'Add',
  size: 'Size',
  choose: 'Choose',
  upTo: 'up to',
  out: 'Sold out',
  bySize: 'Several sizes',
  more: 'More',
  less: 'Less',
  declined: 'The payment did not work, nothing was charged. Try another card',
  refused: 'This cannot be ordered: a dish is out or made otherwise now',
  field: 'This cannot be ordered',
  unknown: 'The till does not know the order. Start over',
  failed: 'The till does not answer. Try again',
}

export const isRussian = navigator.language.startsWith('ru')
export const words = isRussian ? ru : en

export function translatePage() {
  document.documentElement.lang = isRussian ? 'ru' : 'en'
  document.title = words.title
  for (const element of document.querySelectorAll('[data-text]'))
    element.textContent = words[element.dataset.text]
  for (const element of document.querySelectorAll('[data-label]'))
    element.setAttribute('aria-label', words[element.dataset.label])
}

const rubles = new Intl.NumberFormat(isRussian ? 'ru' : 'en', {
  minimumFractionDigits: 0,
  maximumFractionDigits: 2,
})
export const money = (sum) => `${rubles.format(sum)} ₽`
