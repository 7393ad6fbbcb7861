/** What events of the event log say, by names (server-api §18; names beyond the published ones are ours). */
import type { Language } from '../../kernel/refusals.ts'

/** How a value is written: Java's classes, or the class of an entity whose id it is. */
export type AttributeType =
  | 'java.lang.Boolean'
  | 'java.lang.String'
  | 'java.lang.Integer'
  | 'java.math.BigDecimal'
  | 'java.util.Date'
  | 'resto.db.Guid'
  | 'User'
  | 'Terminal'
  | 'Product'
  | 'PaymentType'
  | 'RemovalType'
  | 'DiscountType'
  | 'RestaurantSection'

export type AttributeKind = { type: AttributeType; name: Readonly<Record<Language, string>> }

const kind = (type: AttributeType, ru: string, en: string): AttributeKind => ({ type, name: { ru, en } })

export const attributeKinds = {
  user: kind('User', 'Пользователь', 'User'),
  terminal: kind('Terminal', 'Терминал', 'Terminal'),
  accountingDay: kind('java.util.Date', 'Учётный день', 'Accounting day'),
  orderId: kind('resto.db.Guid', 'Ид заказа', 'Order id'),
  orderNum: kind('java.lang.Integer', 'Номер заказа', 'Order number'),
  otherOrderNum: kind('java.lang.Integer', 'Номер другого заказа', 'Number of the other order'),
  openTime: kind('java.util.Date', 'Время открытия', 'Opening time'),
  waiter: kind('User', 'Официант', 'Waiter'),
  operator: kind('User', 'Оператор', 'Operator'),
  courier: kind('User', 'Курьер', 'Courier'),
  numGuests: kind('java.lang.Integer', 'Количество гостей', 'Number of guests'),
  tableNum: kind('java.lang.Integer', 'Номер стола', 'Table number'),
  section: kind('RestaurantSection', 'Отделение', 'Section'),
  isDelivery: kind('java.lang.Boolean', 'Доставка', 'Delivery'),
  isBanquet: kind('java.lang.Boolean', 'Банкет', 'Banquet'),
  dish: kind('Product', 'Блюдо', 'Dish'),
  dishName: kind('java.lang.String', 'Название блюда', 'Name of the dish'),
  amount: kind('java.math.BigDecimal', 'Количество', 'Amount'),
  sum: kind('java.math.BigDecimal', 'Сумма', 'Sum'),
  orderSum: kind('java.math.BigDecimal', 'Сумма заказа', 'Sum of the order'),
  orderSumAfterDiscount: kind('java.math.BigDecimal', 'Сумма со скидкой', 'Sum after discounts'),
  discountSum: kind('java.math.BigDecimal', 'Сумма скидки', 'Sum of discounts'),
  discountType: kind('DiscountType', 'Тип скидки', 'Type of the discount'),
  paymentType: kind('PaymentType', 'Тип оплаты', 'Payment type'),
  tipsSum: kind('java.math.BigDecimal', 'Чаевые', 'Tips'),
  isPreliminary: kind('java.lang.Boolean', 'Планируемая оплата', 'Planned payment'),
  removalType: kind('RemovalType', 'Причина удаления', 'Reason of the removal'),
  removedAtCostOf: kind('User', 'Списано на сотрудника', 'Written off to'),
  cancelCause: kind('java.lang.String', 'Причина отмены', 'Cause of the cancellation'),
  deliveryStatus: kind('java.lang.String', 'Статус доставки', 'Status of the delivery'),
  change: kind('java.lang.String', 'Что изменено', 'What was changed'),
  sessionId: kind('resto.db.Guid', 'Ид кассовой смены', 'Id of the cash shift'),
  sessionNumber: kind('java.lang.Integer', 'Номер кассовой смены', 'Number of the cash shift'),
  employee: kind('User', 'Сотрудник', 'Employee'),
  productCount: kind('java.lang.Integer', 'Позиций в стоп-листе', 'Products on the stop list'),
  reserveId: kind('resto.db.Guid', 'Ид резерва', 'Reserve id'),
  documentId: kind('resto.db.Guid', 'Ид документа', 'Document id'),
  documentNumber: kind('java.lang.String', 'Номер документа', 'Document number'),
  documentType: kind('java.lang.String', 'Тип документа', 'Document type'),
  product: kind('Product', 'Элемент номенклатуры', 'Item of the nomenclature'),
  login: kind('java.lang.String', 'Логин', 'Login'),
} as const satisfies Record<string, AttributeKind>

export type AttributeName = keyof typeof attributeKinds
