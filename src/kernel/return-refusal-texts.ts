/** What can be refused about money that comes back and about the drawer that it lies in. */
export const returnRefusals = {
  'return.nothing-left': {
    en: 'Everything of this order was returned already',
    ru: 'По этому заказу уже всё возвращено',
  },
  'return.repeated': {
    en: 'The order of a closed shift was returned before: another return needs a right of its own',
    ru: 'По заказу закрытой смены уже был возврат: для повторного нужно отдельное право',
  },
  'return.more-than-sold': {
    en: '{name}: at most {left} can be returned',
    ru: '{name}: вернуть можно не больше {left}',
  },
  'return.not-paid-so': {
    en: 'Nothing that can be returned was paid by payment type {id}',
    ru: 'Типом оплаты {id} по заказу не платили или всё уже возвращено',
  },
  'return.more-than-paid': {
    en: '{name}: at most {left} can be given back',
    ru: '{name}: вернуть можно не больше {left}',
  },
  'return.sum-differs': {
    en: 'The payments come to {given}, the return to {sum}',
    ru: 'Сумма оплат {given} не равна сумме возврата {sum}',
  },
  'shift.drawer-too-small': {
    en: 'The drawer has {cash}, {sum} cannot be taken out',
    ru: 'В кассе {cash}: выдать {sum} нельзя',
  },
} as const
