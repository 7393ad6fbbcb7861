/** What can be refused about discounts, payments and tips. */
export const moneyRefusals = {
  'payment.type-unknown': { en: 'Payment type {id} is not found', ru: 'Тип оплаты {id} не найден' },
  'payment.type-deleted': { en: 'Payment type {name} is deleted.', ru: 'Тип оплаты {name} удалён' },
  'payment.kind-mismatch': {
    en: 'Payment type {name} is not of kind {kind}',
    ru: 'Тип оплаты {name} не относится к виду {kind}',
  },
  'payment.not-external': {
    en: 'Payment item of type {name} cannot be added as external processed. PaymentType should be CanBeExternalProcessed',
    ru: 'Тип оплаты {name} нельзя провести вне кассы',
  },
  'payment.sum-not-positive': {
    en: 'Payment sum should be positive',
    ru: 'Сумма оплаты должна быть больше нуля',
  },
  'payment.precision': {
    en: "Sum {sum} doesn't fit for the currency settings",
    ru: 'Сумма {sum} не подходит под настройки валюты',
  },
  'payment.processed-exists': { en: 'Order has processed payments', ru: 'В заказе есть проведённые оплаты' },
  'payment.additional-data-required': {
    en: 'paymentAdditionalData of payment {name} lacks {field}',
    ru: 'В данных оплаты {name} не хватает {field}',
  },
  'payment.additional-data-too-long': {
    en: 'Additional data of payment {name} is longer than {max}',
    ru: 'Дополнительные данные оплаты {name} длиннее {max}',
  },
  'payment.not-combinable': {
    en: 'Payment type {name} does not go together with others',
    ru: 'Тип оплаты {name} не сочетается с другими',
  },
  'payment.counteragent-required': {
    en: 'Payment type {name} needs to know who owes: choose a counteragent',
    ru: 'Для типа оплаты {name} нужен контрагент',
  },
  'payment.counteragent-unknown': {
    en: 'Counteragent {id} is not found',
    ru: 'Контрагент {id} не найден',
  },
  'payment.not-returnable': {
    en: 'There is no card payment to give back here',
    ru: 'Здесь нет оплаты картой, которую можно вернуть',
  },
  'payment.not-prepaid': {
    en: 'Payment type {name} takes no prepayments',
    ru: 'Типом оплаты {name} предоплату не принимают',
  },
  'payment.line-unknown': {
    en: 'The order has no payment {id}',
    ru: 'В заказе нет оплаты {id}',
  },
  'payment.not-asked': {
    en: 'The bank is not asked about transaction {id}',
    ru: 'По операции {id} банк не спрашивали',
  },
  'payment.bonuses-too-large': {
    en: 'No more than {max} of this order may be paid by bonuses',
    ru: 'Бонусами можно оплатить не больше {max}',
  },
  'payment.declined': { en: 'The card was not charged. {text}', ru: 'Деньги с карты не списаны. {text}' },
  'payment.unclear': {
    en: 'The bank has not said whether the money was taken. Please come to the till',
    ru: 'Банк не ответил, списаны ли деньги. Пожалуйста, подойдите к кассе',
  },
  'order.bank-is-asked': {
    en: 'The bank terminal is at work: wait for its answer',
    ru: 'Банковский терминал работает: дождитесь его ответа',
  },
  'coupon.unknown': { en: 'Coupon {number} is not found', ru: 'Купон {number} не найден' },
  'coupon.used': { en: 'Coupon {number} was used before', ru: 'Купон {number} уже использован' },
  'coupon.no-line': {
    en: 'Coupons cannot be checked without the cloud',
    ru: 'Без связи с облаком купоны не проверить',
  },
  'manual-condition.unknown': {
    en: 'There is no manual condition {id} at the till',
    ru: 'Ручное условие {id} на кассе не найдено',
  },
  'tips.type-not-applicable': {
    en: 'Tips type {id} is not applicable',
    ru: 'Тип чаевых {id} здесь неприменим',
  },
  'discount.unknown': { en: 'Discount type {id} is not found', ru: 'Скидка {id} не найдена' },
  'discount.mode-forbidden': {
    en: 'Discount {name} cannot be applied this way',
    ru: 'Скидку {name} нельзя применить так',
  },
  'discount.sum-required': {
    en: 'Sum of discount {name} is not specified',
    ru: 'Не указана сумма скидки {name}',
  },
  'discount.sum-forbidden': {
    en: 'Discount {name} does not take a sum',
    ru: 'Скидка {name} не принимает сумму',
  },
  'discount.position-unknown': {
    en: 'Discount refers to unknown position {positionId}',
    ru: 'Скидка ссылается на неизвестную позицию {positionId}',
  },
  'discount.position-duplicate': {
    en: 'Discount names position {positionId} twice',
    ru: 'Скидка дважды называет позицию {positionId}',
  },
  'discount.order-sum-too-small': {
    en: 'Discount {name} needs an order of {min} or more',
    ru: 'Скидка {name} действует от суммы {min}',
  },
  'discount.card-unknown': {
    en: 'Discount card {track} is not found',
    ru: 'Дисконтная карта {track} не найдена',
  },
} as const
