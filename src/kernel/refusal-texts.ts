import { documentRefusals } from './document-refusal-texts.ts'
import { draftRefusals } from './draft-refusal-texts.ts'
import { hallRefusals } from './hall-refusal-texts.ts'
import { loyaltyRefusals } from './loyalty-refusal-texts.ts'
import { moneyRefusals } from './money-refusal-texts.ts'
import { printingRefusals } from './printing-refusal-texts.ts'
import { returnRefusals } from './return-refusal-texts.ts'
import { staffRefusals } from './staff-refusal-texts.ts'

/**
 * Everything that can be refused, in one table. A refusal is not a bug: it says which rule of the restaurant was
 * broken and names the field. Each API family maps every code to its own status, body and wording.
 * `{name}` in a text is filled from the refusal's parameters.
 */
export const refusals = {
  ...documentRefusals,
  ...loyaltyRefusals,
  ...draftRefusals,
  ...staffRefusals,
  ...moneyRefusals,
  ...hallRefusals,
  ...returnRefusals,
  ...printingRefusals,
  // request
  'request.invalid': { en: '{message}', ru: '{message}' },
  'request.field-required': { en: 'Field {field} is required', ru: 'Не заполнено поле {field}' },
  'request.field-invalid': { en: 'Field {field}: {message}', ru: 'Поле {field}: {message}' },
  'request.too-much-data': {
    en: 'The request selects too much data: {message}',
    ru: 'Запрос выбирает слишком много данных: {message}',
  },
  'request.key-reused': {
    en: 'The idempotency key was already used with another request',
    ru: 'Ключ идемпотентности уже использован с другим запросом',
  },
  // access
  'access.unauthorized': { en: '{message}', ru: '{message}' },
  'access.right-missing': {
    en: 'Right {right} is not allowed for this ApiLogin',
    ru: 'Право {right} не выдано этому ключу',
  },
  'access.foreign-organization': {
    en: "Passed organization(s) {ids} doesn't belong to your api login included organization list.",
    ru: 'Организации {ids} не входят в список организаций этого ключа',
  },
  'access.licence-expired': { en: 'The licence of {module} has expired', ru: 'Срок лицензии {module} истёк' },
  'access.licence-seats': {
    en: 'No free seat of licence {module}: {seats} of {seats} are taken',
    ru: 'Нет свободных мест лицензии {module}: занято {seats} из {seats}',
  },
  'access.pin-unknown': { en: 'No employee has this PIN', ru: 'Сотрудник с таким PIN-кодом не найден' },
  'access.card-unknown': { en: 'No employee has this card', ru: 'Сотрудник с такой картой не найден' },
  'access.permission-denied': {
    en: '{employee} has no permission {permission}',
    ru: 'У сотрудника {employee} нет права {permission}',
  },
  // where
  'terminal-group.unknown': {
    en: 'Terminal group {terminalGroupId} is not registered',
    ru: 'Группа терминалов {terminalGroupId} не зарегистрирована',
  },
  'terminal-group.disabled': {
    en: 'Terminal group {terminalGroupId} is not enabled for this API login',
    ru: 'Группа терминалов {terminalGroupId} не подключена к этому ключу',
  },
  'terminal-group.too-old': {
    en: 'The till has version {version}; the operation needs {required} or newer',
    ru: 'Версия кассы {version}; для операции нужна {required} или новее',
  },
  'terminal-group.not-determined': {
    en: 'No terminal group can take the order: {reasons}',
    ru: 'Ни одна группа терминалов не может принять заказ: {reasons}',
  },
  'organization.disabled': {
    en: 'Organization {organizationId} is switched off',
    ru: 'Организация {organizationId} отключена',
  },
  'till.timeout': {
    en: 'Creation timeout expired, order automatically transited to error creation status',
    ru: 'Касса не ответила вовремя, заказ переведён в состояние ошибки',
  },
  'till.command-timeout': { en: 'The till did not answer in time', ru: 'Касса не ответила вовремя' },
  // order as a whole
  'order.duplicate-id': { en: 'Order already exists', ru: 'Заказ уже существует' },
  'order.not-found': { en: 'Order {orderId} is not found', ru: 'Заказ {orderId} не найден' },
  'order.no-items': { en: 'Order has no items', ru: 'В заказе нет блюд' },
  'order.wrong-status': {
    en: 'Operation {operation} is not possible in status {status}',
    ru: 'Действие {operation} невозможно в статусе {status}',
  },
  'order.status-changed-at-till': {
    en: 'Can not update order, order status was changed at the restaurant checkout',
    ru: 'Нельзя изменить заказ: его статус изменён на кассе',
  },
  'order.illegal-status': {
    en: 'Delivery status cannot change from {from} to {to}',
    ru: 'Статус доставки не может смениться с {from} на {to}',
  },
  'order.restrictions-violated': {
    en: 'Delivery restrictions do not allow to send the order: {reasons}',
    ru: 'Ограничения доставки не позволяют отправить заказ: {reasons}',
  },
  'order.in-use': { en: 'Order is open at {holder}', ru: 'Заказ открыт на {holder}' },
  'order.printed-items': { en: 'Order has printed dishes', ru: 'В заказе есть отпечатанные на кухню блюда' },
  'order.not-paid-before-sending': {
    en: 'Current settings require the delivery to be paid before sending.',
    ru: 'По настройкам доставка должна быть оплачена до отправки',
  },
  'order.payment-not-enough': {
    en: 'PaymentSumNotEnough: paid {paid} of {total}',
    ru: 'Оплачено {paid} из {total}',
  },
  'order.payment-too-large': {
    en: 'Entered payment sum {paid} is greater than the order total {total}',
    ru: 'Внесённая сумма {paid} больше суммы заказа {total}',
  },
  'order.confirmation-off': {
    en: 'Confirmation of deliveries is switched off',
    ru: 'Подтверждение доставок выключено',
  },
  'order.confirmation-too-early': {
    en: 'Order can be confirmed not earlier than {minutes} minutes before its time',
    ru: 'Заказ можно подтвердить не раньше чем за {minutes} мин до срока',
  },
  'order.bill-printed': {
    en: 'The bill is printed; cancel it first',
    ru: 'Пречек напечатан; сначала отмените его',
  },
  'order.date-too-small': { en: 'Delivery date {date} is in the past', ru: 'Дата доставки {date} в прошлом' },
  'order.date-too-far': {
    en: 'Delivery date {date} is more than {days} days ahead',
    ru: 'Дата доставки {date} позже чем через {days} дней',
  },
  'order.type-unknown': { en: 'Entity not found: id={id}, type=IOrderType', ru: 'Тип заказа {id} не найден' },
  'order.type-incorrect': {
    en: 'Order type {name} is not of service type {serviceType}',
    ru: 'Тип заказа {name} не относится к {serviceType}',
  },
  'order.type-ambiguous': {
    en: 'Exactly one of orderTypeId and orderServiceType must be specified',
    ru: 'Нужно указать ровно одно из полей orderTypeId и orderServiceType',
  },
  'order.address-required': {
    en: 'Delivery point is required for a courier delivery',
    ru: 'Для доставки курьером нужен адрес',
  },
  'order.address-not-found': { en: 'Address not found: {address}', ru: 'Адрес не найден: {address}' },
  'order.line1-disabled': {
    en: 'Address line1 is allowed only with address format City',
    ru: 'Адрес одной строкой разрешён только в формате City',
  },
  'order.marketing-source-unknown': {
    en: 'Entity not found: id={id}, type=IMarketingSource',
    ru: 'Источник рекламы {id} не найден',
  },
  'order.operator-unknown': { en: 'Employee {id} is not found', ru: 'Сотрудник {id} не найден' },
  'order.guest-name-required': {
    en: 'Name of the new customer is not specified',
    ru: 'Не указано имя нового гостя',
  },
  'order.anonymous-disabled': {
    en: 'Anonymous customers are not allowed',
    ru: 'Заказы без гостя запрещены настройками',
  },
  'order.phone-invalid': {
    en: 'Phone {phone} does not match the mask of the country',
    ru: 'Телефон не подходит под маску страны: {phone}',
  },
  'order.problem-text-too-long': {
    en: 'Problem text is longer than {max}',
    ru: 'Текст проблемы длиннее {max}',
  },
  // items
  'item.product-unknown': { en: 'Entity not found: id={id}, type=IProduct', ru: 'Блюдо {id} не найдено' },
  'item.product-inactive': {
    en: 'Product {name} is inactive. Only active products can be added to order',
    ru: 'Блюдо {name} выключено',
  },
  'item.not-in-menu': {
    en: "Product {name} is excluded from menu for order's table",
    ru: 'Блюдо {name} не продаётся в этом отделении',
  },
  'item.stopped': {
    en: 'Product {name} is in the stop list, remaining {balance}',
    ru: 'Блюдо {name} в стоп-листе, остаток {balance}',
  },
  'item.size-required': {
    en: 'Product {name} has scale {scale}, therefore product size must be specified',
    ru: 'Для блюда {name} нужно указать размер ({scale})',
  },
  'item.size-unknown': {
    en: 'Size {id} does not belong to product {name}',
    ru: 'Размер {id} не относится к блюду {name}',
  },
  'item.price-differs': {
    en: 'Price {price} of {name} is not equal to the price {expected} of the till',
    ru: 'Цена {price} блюда {name} не равна цене кассы {expected}',
  },
  'item.price-missing': { en: 'Price of {name} is not specified', ru: 'Не указана цена блюда {name}' },
  'item.amount-invalid': {
    en: 'Amount {amount} of {name} is not allowed',
    ru: 'Количество {amount} блюда {name} недопустимо',
  },
  'item.comment-disabled': {
    en: 'Comments are not allowed',
    ru: 'Комментарии к блюдам запрещены настройками',
  },
  'item.comment-too-long': {
    en: 'Comment is longer than {max} characters',
    ru: 'Комментарий длиннее {max} знаков',
  },
  'item.kind-mismatch': {
    en: 'Product {name} must be sent as {expected}',
    ru: 'Блюдо {name} нужно передать как {expected}',
  },
  'item.no-cooking-place': {
    en: "Product {name} ({id}) doesn't have cooking place type.",
    ru: 'У блюда {name} ({id}) не задано место приготовления',
  },
  'item.position-taken': {
    en: 'Position {positionId} is already used',
    ru: 'Позиция {positionId} уже использована',
  },
  'item.position-unknown': {
    en: 'Position {positionId} is not in the order',
    ru: 'Позиции {positionId} нет в заказе',
  },
  'item.position-empty': {
    en: 'Item referred to has no positionId',
    ru: 'У блюда, на которое есть ссылка, нет positionId',
  },
  'item.wrong-status': { en: 'Item {name} is {status}', ru: 'Блюдо {name} в состоянии {status}' },
  'item.price-closed': {
    en: 'The price of {name} stands in the price list: nobody types it',
    ru: 'Цена «{name}» берётся из прайс-листа: ввести её нельзя',
  },
  'item.composition-fixed': {
    en: '{name} is made as it is: it belongs to a combo or to the till itself',
    ru: 'Состав «{name}» не меняется: блюдо входит в комбо или добавлено самой кассой',
  },
  'modifier.unknown': {
    en: 'Cannot find fixed {kind} modifiers item {id}',
    ru: 'Модификатор {id} не найден среди {kind}',
  },
  'modifier.duplicate': { en: 'Modifier {name} is given twice', ru: 'Модификатор {name} указан дважды' },
  'modifier.group-unknown': {
    en: 'Modifier group {id} does not belong to product {name}',
    ru: 'Группа модификаторов {id} не относится к блюду {name}',
  },
  'modifier.amount': {
    en: 'Order item modifier {name} ({id}) has invalid amount: min = {min}, max = {max}, actual = {actual}.',
    ru: 'Модификатор {name} ({id}): количество {actual}, допустимо от {min} до {max}',
  },
  'modifier.group-amount': {
    en: 'Order item modifier {name} ({id}) has invalid group amount: min = {min}, max = {max}, actual = {actual}. Ensure that interconnected product and modifier changes are in the same edit session.',
    ru: 'Группа модификаторов {name} ({id}): количество {actual}, допустимо от {min} до {max}',
  },
  // combos
  'combo.duplicate': { en: 'Combo {id} is given twice', ru: 'Комбо {id} указано дважды' },
  'combo.unknown-reference': {
    en: 'Item refers to combo {id} that is not in the order',
    ru: 'Блюдо ссылается на комбо {id}, которого нет в заказе',
  },
  'combo.amount': {
    en: 'Amount {actual} of combo item {name} differs from the combo amount {expected}',
    ru: 'Количество {actual} блюда {name} не равно количеству комбо {expected}',
  },
  'combo.unknown': {
    en: 'Combo {sourceId} is not found or not active',
    ru: 'Комбо {sourceId} не найдено или не действует',
  },
  'combo.filled-wrongly': {
    en: 'Combo {name}: groups {groups} are filled incorrectly',
    ru: 'Комбо {name}: неверно заполнены группы {groups}',
  },
  'combo.price-differs': {
    en: 'Price {price} of combo {name} is not equal to {expected}',
    ru: 'Цена {price} комбо {name} не равна {expected}',
  },
  // people
  'guest.unknown': { en: 'Guest {id} is not found', ru: 'Гость {id} не найден' },
  'courier.unknown': { en: 'Courier {id} does not exist', ru: 'Курьер {id} не найден' },
  'courier.not-assignable': {
    en: 'Courier cannot be assigned: {reason}',
    ru: 'Нельзя назначить курьера: {reason}',
  },
  'courier.required': { en: 'The delivery has no courier', ru: 'На доставку не назначен курьер' },
  // cancelling
  'cancel.cause-unknown': {
    en: 'Entity not found: id={id}, type=IOrderCancelCause',
    ru: 'Причина отмены {id} не найдена',
  },
  'cancel.removal-type-required': {
    en: 'Order has printed dishes, a removal type is required',
    ru: 'В заказе есть отпечатанные блюда: нужен вид удаления',
  },
  'cancel.removal-type-unknown': {
    en: 'Entity not found: id={id}, type=IRemovalType',
    ru: 'Вид удаления {id} не найден',
  },
  'cancel.removal-comment-required': {
    en: 'Removal type {name} requires a comment',
    ru: 'Для вида удаления {name} нужен комментарий',
  },
  'cancel.writeoff-user-required': {
    en: 'Removal type {name} writes off to a user, userIdForWriteoff is required',
    ru: 'Вид удаления {name} списывает на сотрудника: укажите его',
  },
  'cancel.has-processed-payments': {
    en: 'Order has processed payments, refund them first',
    ru: 'В заказе есть проведённые оплаты, сначала верните их',
  },
  // a sandbox's script, or whoever else says no at the till
  'till.refused': {
    en: 'The restaurant refused the order: {reason}',
    ru: 'Ресторан не принял заказ: {reason}',
  },
  'till.refused-by-plugin': {
    en: 'The plugin {plugin} does not allow it: {message}',
    ru: 'Плагин {plugin} не разрешает: {message}',
  },
  // shifts and stop lists
  'shift.not-open': {
    en: 'CafeSessionNotFound: there is no open cash shift',
    ru: 'Кассовая смена не открыта',
  },
  'shift.already-open': { en: 'The cash shift is already open', ru: 'Кассовая смена уже открыта' },
  'shift.pay-type-unknown': {
    en: 'The type of pay-in or pay-out {id} is not found',
    ru: 'Тип внесения или изъятия {id} не найден',
  },
  'shift.pay-limit': {
    en: '{type}: at most {limit} at once',
    ru: '{type}: не больше {limit} за раз',
  },
  'shift.pay-comment-required': {
    en: '{type}: a comment is needed',
    ru: '{type}: нужен комментарий',
  },
  'shift.pay-counteragent': {
    en: '{type}: the counteragent does not fit ({problem})',
    ru: '{type}: контрагент не подходит ({problem})',
  },
  'shift.open-orders': {
    en: 'Cash shift has {count} open orders',
    ru: 'В смене есть открытые заказы: {count}',
  },
  'shift.bank-is-asked': {
    en: 'The bank is still moving money of orders: {count}. Wait for its answer, or say what it did',
    ru: 'Банк ещё не ответил по заказам: {count}. Дождитесь ответа или укажите, прошли ли деньги',
  },
  'stop-list.product-unknown': { en: 'Product {id} is not found', ru: 'Блюдо {id} не найдено' },
  // commands and the platform
  'command.not-found': { en: 'Command not found in commands storage', ru: 'Команда не найдена' },
  'webhook.url-forbidden': {
    en: 'Webhook address {url} is not allowed: {reason}',
    ru: 'Адрес {url} запрещён для вебхука: {reason}',
  },
  'operation.pending': {
    en: 'Operation {operation} is not built yet',
    ru: 'Операция {operation} ещё не сделана',
  },
} as const satisfies Record<string, { en: string; ru: string }>
