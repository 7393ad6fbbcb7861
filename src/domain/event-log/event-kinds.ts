/** Kinds of events that this server registers, as `GET /events/metadata` tells of them (server-api §18). */
import type { Language } from '../../kernel/refusals.ts'
import type { AttributeName } from './attribute-kinds.ts'

type Names = Readonly<Record<Language, string>>
/** 0 low, 1 medium, 2 high. */
export type Severity = 0 | 1 | 2

export const eventGroups = {
  orders: { ru: 'Заказы', en: 'Orders' },
  deliveries: { ru: 'Доставки', en: 'Deliveries' },
  reserves: { ru: 'Резервы и банкеты', en: 'Reserves and banquets' },
  cash: { ru: 'Кассовые смены', en: 'Cash shifts' },
  staff: { ru: 'Сотрудники', en: 'Staff' },
  menu: { ru: 'Меню и номенклатура', en: 'Menu and nomenclature' },
  documents: { ru: 'Документы', en: 'Documents' },
  backOffice: { ru: 'Бэк-офис', en: 'Back office' },
} as const satisfies Record<string, Names>

export type EventGroupId = keyof typeof eventGroups

export type EventKind = {
  group: EventGroupId
  severity: Severity
  name: Names
  /** An event of this kind always says them; one that a client adds has to (server-api §18). */
  always: readonly AttributeName[]
  may: readonly AttributeName[]
}

const kind =
  (group: EventGroupId, always: readonly AttributeName[], common: readonly AttributeName[]) =>
  (ru: string, en: string, more: readonly AttributeName[] = [], severity: Severity = 0): EventKind => ({
    group,
    severity,
    name: { ru, en },
    always,
    may: [...common, ...more],
  })

const atTill = ['accountingDay', 'user', 'terminal'] as const
const ofOrder = ['waiter', 'numGuests', 'tableNum', 'section', 'isDelivery', 'isBanquet'] as const
const sums = ['orderSum', 'orderSumAfterDiscount', 'discountSum'] as const
const order = kind('orders', ['orderId', 'orderNum'], [...atTill, ...ofOrder])
const delivery = kind('deliveries', ['orderId', 'orderNum'], [...atTill, 'isDelivery'])
const reserve = kind('reserves', ['reserveId'], [...atTill, 'numGuests', 'tableNum', 'section', 'openTime'])
const shift = kind('cash', ['sessionId'], atTill)
const person = kind('staff', ['employee'], atTill)
const paper = kind('documents', ['documentId', 'documentType', 'documentNumber'], ['user', 'accountingDay'])
const office = kind('backOffice', ['user'], ['login'])

export const eventKinds = {
  orderOpened: order('Заказ открыт', 'Order opened', ['openTime', 'operator', ...sums]),
  orderDishAdded: order('Добавлено блюдо', 'Dish added', ['dish', 'dishName', 'amount', 'sum']),
  orderDishAmountChanged: order('Изменено количество блюда', 'Amount of a dish changed', [
    'dish',
    'dishName',
    'amount',
  ]),
  orderServicePrinted: order('Сервисная печать', 'Sent to the kitchen', ['amount']),
  deletedNewItems: order('Удалены неотпечатанные блюда', 'Dishes removed before printing', [
    'dish',
    'dishName',
    'amount',
    'sum',
  ]),
  deletedPrintedItems: order(
    'Удалены отпечатанные блюда',
    'Printed dishes removed',
    ['dish', 'dishName', 'amount', 'sum', 'removalType', 'removedAtCostOf'],
    2,
  ),
  orderDishesMovedOut: order(
    'Блюдо перенесено в другой заказ',
    'Dish moved to another order',
    ['dish', 'dishName', 'amount', 'sum', 'otherOrderNum', 'change'],
    1,
  ),
  orderDishesMovedIn: order('Блюдо перенесено из другого заказа', 'Dish moved from another order', [
    'dish',
    'dishName',
    'amount',
    'sum',
    'otherOrderNum',
    'change',
  ]),
  orderChanged: order('Заказ изменён', 'Order changed', ['change', 'dish', 'dishName', 'amount']),
  orderPrecheque: order('Напечатан пречек', 'Bill printed', sums),
  orderCancelPrecheque: order('Отменён пречек', 'Bill cancelled', sums, 1),
  orderDiscountChanged: order('Изменены скидки', 'Discounts changed', ['discountType', ...sums], 1),
  orderPaymentAdded: order('Внесена оплата', 'Payment added', ['paymentType', 'sum', 'isPreliminary']),
  orderReturned: order(
    'Возврат заказа',
    'Order returned',
    ['paymentType', 'sum', 'removalType', 'employee'],
    2,
  ),
  orderPaymentDeclined: order('Оплата картой не прошла', 'Card payment declined', ['paymentType', 'sum'], 1),
  orderPaymentReturned: order('Оплата картой возвращена', 'Payment given back', ['paymentType', 'sum'], 1),
  orderPaid: order('Заказ оплачен', 'Order paid', ['openTime', 'paymentType', 'courier', 'tipsSum', ...sums]),
  orderDeleted: order('Заказ удалён', 'Order deleted', ['cancelCause', 'removalType', ...sums], 2),
  deliveryConfirmed: delivery('Доставка подтверждена', 'Delivery confirmed'),
  deliveryStatusChanged: delivery('Изменён статус доставки', 'Status of a delivery changed', [
    'deliveryStatus',
    'courier',
  ]),
  deliveryCourierChanged: delivery('Назначен курьер', 'Courier chosen', ['courier']),
  deliveryChanged: delivery('Доставка изменена', 'Delivery changed', ['change', 'operator']),
  reserveCreated: reserve('Создан резерв', 'Reserve created', ['isBanquet']),
  reserveChanged: reserve('Резерв изменён', 'Reserve changed', ['change', 'isBanquet']),
  reserveClosed: reserve('Резерв закрыт', 'Reserve closed', ['cancelCause', 'isBanquet'], 1),
  cashSessionOpened: shift('Открыта кассовая смена', 'Cash shift opened', ['sessionNumber']),
  cashSessionClosed: shift('Закрыта кассовая смена', 'Cash shift closed', ['sum']),
  persSessionOpened: person('Открыта личная смена', 'Personal shift opened'),
  persSessionClosed: person('Закрыта личная смена', 'Personal shift closed'),
  stopListChanged: {
    group: 'menu',
    severity: 1,
    name: { ru: 'Изменён стоп-лист', en: 'Stop list changed' },
    always: ['productCount'],
    may: [...atTill, 'product'],
  },
  productUpdated: {
    group: 'menu',
    severity: 0,
    name: { ru: 'Изменён элемент номенклатуры', en: 'Item of the nomenclature changed' },
    always: ['product'],
    may: ['user'],
  },
  documentCreated: paper('Создан документ', 'Document created'),
  documentModified: paper('Изменён документ', 'Document changed', ['change'], 1),
  documentDeleted: paper('Удалён документ', 'Document deleted', [], 1),
  backLogin: office('Вход в бэк-офис', 'Login to the back office'),
  backLogout: office('Выход из бэк-офиса', 'Logout of the back office'),
} as const satisfies Record<string, EventKind>

export type EventKindId = keyof typeof eventKinds

/** A kind by its id; undefined: it is not registered here, which an added event may be. */
export const eventKindOf = (id: string): EventKind | undefined =>
  Object.hasOwn(eventKinds, id) ? eventKinds[id as EventKindId] : undefined
