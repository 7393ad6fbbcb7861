/** What can be refused of tables and of what keeps them. */
export const hallRefusals = {
  'table.unknown': { en: 'Table {id} is not found', ru: 'Стол {id} не найден' },
  'table.occupied': {
    en: '{table} has an open order already, and its section allows one only',
    ru: '{table} уже занят заказом, а в его зале второй заказ за столом запрещён',
  },
  'table.guest-unknown': {
    en: 'The order has no guest {id}',
    ru: 'В заказе нет гостя {id}',
  },
  'table.guest-has-items': {
    en: 'Guest {name} has dishes: move or delete them first',
    ru: 'У гостя {name} есть блюда: сначала перенесите или удалите их',
  },
  'table.merged-is-paid': {
    en: 'Order {number} has payments: it cannot be merged',
    ru: 'В заказе {number} есть оплаты: объединить его нельзя',
  },
  'item.indivisible': {
    en: '{name} is not divided: it belongs to a combo or to the till itself',
    ru: '{name} не делится: это часть комбо или строка самой кассы',
  },
  'reserve.duplicate-id': {
    en: 'Reserve already exists',
    ru: 'Резерв с таким id уже есть',
  },
  'reserve.not-found': { en: 'Reserve {reserveId} is not found', ru: 'Резерв {reserveId} не найден' },
  'reserve.table-taken': {
    en: '{table} is reserved from {start} to {end}',
    ru: '{table}: занят резервом с {start} до {end}',
  },
  'reserve.no-order': {
    en: 'The reserve has no order: it is not a banquet',
    ru: 'В резерве нет заказа: это не банкет',
  },
} as const
