import type { ChangeDelivery } from '../../domain/orders/commands.ts'
import type { OrderEvent } from '../../domain/orders/events.ts'
import type { TableOrderEvent } from '../../domain/orders/tables/events.ts'
import type { ReserveEvent } from '../../domain/reserves/events.ts'
import type { ShiftEvent } from '../../domain/shifts/shifts.ts'
import type { StopListEvent } from '../../domain/stop-list/stop-list.ts'
import type { DraftEvent } from '../cloud/drafts/draft-entries.ts'
import type { TillCommand } from '../till/till-command.ts'
import type { Words } from './said.ts'
import { askedAtTable, doneAtTable } from './words-of-tables.ts'

export type { Words } from './said.ts'

/** What somebody asked a till to do. */
export const askedWords: Readonly<Record<TillCommand['kind'] | ChangeDelivery['kind'], Words>> = {
  'delivery.place': { ru: 'создать доставку', en: 'create a delivery' },
  'delivery.confirm': { ru: 'подтвердить доставку', en: 'confirm the delivery' },
  'delivery.cancelConfirmation': { ru: 'снять подтверждение', en: 'take the confirmation back' },
  'delivery.addItems': { ru: 'добавить блюда', en: 'add items' },
  'delivery.changeItemAmount': { ru: 'изменить количество', en: 'change the amount of an item' },
  'delivery.recomposeItem': { ru: 'изменить состав блюда', en: 'change what a dish is made of' },
  'delivery.deleteItems': { ru: 'удалить блюда', en: 'delete items' },
  'delivery.printToKitchen': { ru: 'отправить на кухню', en: 'send to the kitchen' },
  'delivery.setCooking': { ru: 'отметить приготовление', en: 'mark the cooking' },
  'delivery.updateStatus': { ru: 'сменить статус', en: 'change the status' },
  'delivery.printBill': { ru: 'напечатать пречек', en: 'print the bill' },
  'delivery.cancelBill': { ru: 'отменить пречек', en: 'cancel the bill' },
  'delivery.changeDeliveryPoint': { ru: 'изменить адрес', en: 'change the delivery point' },
  'delivery.changeServiceType': { ru: 'изменить тип заказа', en: 'change the service type' },
  'delivery.changeCompleteBefore': { ru: 'изменить время доставки', en: 'change the promised time' },
  'delivery.changeComment': { ru: 'изменить комментарий', en: 'change the comment' },
  'delivery.changeOperator': { ru: 'сменить оператора', en: 'change the operator' },
  'delivery.changeProblem': { ru: 'изменить проблему', en: 'change the problem' },
  'delivery.changeCourier': { ru: 'сменить курьера', en: 'change the courier' },
  'delivery.changeExternalData': { ru: 'изменить внешние данные', en: 'change external data' },
  'delivery.addPayments': { ru: 'добавить оплаты', en: 'add payments' },
  'delivery.changePayments': { ru: 'заменить оплаты', en: 'replace payments' },
  'delivery.applyDiscounts': { ru: 'применить скидки', en: 'apply discounts' },
  'delivery.changePriceCategory': { ru: 'сменить ценовую категорию', en: 'change the price category' },
  'delivery.changeDiscounts': { ru: 'изменить скидки', en: 'change discounts' },
  'delivery.changeLoyalty': { ru: 'изменить купон и условия', en: 'change coupon and conditions' },
  'delivery.setGuest': { ru: 'назначить гостя', en: 'set the guest' },
  'delivery.pay': { ru: 'принять оплату', en: 'take the payment' },
  'delivery.prepay': { ru: 'принять предоплату доставки', en: 'take a prepayment of the delivery' },
  'delivery.endBankPayment': { ru: 'принять ответ банка', en: 'take the answer of the bank' },
  'delivery.returnPayment': { ru: 'вернуть оплату картой', en: 'give a card payment back' },
  'delivery.resolveBankPayment': {
    ru: 'решить, прошла ли оплата картой',
    en: 'say whether a card payment went through',
  },
  'delivery.close': { ru: 'закрыть доставку', en: 'close the delivery' },
  'delivery.return': { ru: 'вернуть чек доставки', en: 'return the receipt of the delivery' },
  'delivery.cancel': { ru: 'отменить доставку', en: 'cancel the delivery' },
  'tableOrder.place': { ru: 'создать заказ', en: 'create an order' },
  'tableOrder.show': { ru: 'показать заказы зала облаку', en: 'show orders of the hall to the cloud' },
  'tableOrder.addItems': { ru: 'добавить блюда', en: 'add items' },
  'tableOrder.printToKitchen': { ru: 'отправить на кухню', en: 'send to the kitchen' },
  'tableOrder.setCooking': { ru: 'отметить приготовление', en: 'mark the cooking' },
  'tableOrder.addCustomer': { ru: 'добавить гостя', en: 'add a guest' },
  'tableOrder.addPayments': { ru: 'добавить оплаты', en: 'add payments' },
  'tableOrder.changePayments': { ru: 'заменить оплаты', en: 'replace payments' },
  'tableOrder.changeExternalData': { ru: 'изменить внешние данные', en: 'change external data' },
  'tableOrder.printBill': { ru: 'напечатать пречек', en: 'print the bill' },
  'tableOrder.cancelBill': { ru: 'отменить пречек', en: 'cancel the bill' },
  'tableOrder.changePriceCategory': { ru: 'сменить ценовую категорию', en: 'change the price category' },
  'tableOrder.changeDiscounts': { ru: 'изменить скидки', en: 'change discounts' },
  'tableOrder.changeLoyalty': { ru: 'изменить купон и условия', en: 'change coupon and conditions' },
  'tableOrder.setGuest': { ru: 'назначить гостя', en: 'set the guest' },
  'tableOrder.pay': { ru: 'принять оплату', en: 'take the payment' },
  'tableOrder.prepay': { ru: 'принять предоплату заказа', en: 'take a prepayment of the order' },
  'tableOrder.endBankPayment': { ru: 'принять ответ банка', en: 'take the answer of the bank' },
  'tableOrder.returnPayment': { ru: 'вернуть оплату картой', en: 'give a card payment back' },
  'tableOrder.resolveBankPayment': {
    ru: 'решить, прошла ли оплата картой',
    en: 'say whether a card payment went through',
  },
  'tableOrder.close': { ru: 'закрыть заказ', en: 'close the order' },
  'tableOrder.returnGoods': { ru: 'вернуть товары без чека', en: 'return goods without a receipt' },
  'tableOrder.return': { ru: 'вернуть чек', en: 'return the receipt' },
  'tableOrder.cancel': { ru: 'удалить заказ', en: 'delete the order' },
  ...askedAtTable,
  'reserve.place': { ru: 'создать резерв', en: 'create a reserve' },
  'reserve.addItems': { ru: 'добавить блюда банкета', en: 'add dishes of the banquet' },
  'reserve.changeItems': { ru: 'заменить блюда банкета', en: 'replace dishes of the banquet' },
  'reserve.addPayments': { ru: 'внести предоплату банкета', en: 'prepay the banquet' },
  'reserve.changeTables': { ru: 'сменить столы резерва', en: 'change the tables of the reserve' },
  'reserve.changeStartTime': { ru: 'перенести резерв', en: 'move the reserve in time' },
  'reserve.change': { ru: 'изменить резерв', en: 'change the reserve' },
  'reserve.guestsCame': { ru: 'отметить приход гостей', en: 'mark that the guests came' },
  'reserve.printToKitchen': { ru: 'отправить банкет на кухню', en: 'send the banquet to the kitchen' },
  'reserve.printBill': { ru: 'напечатать пречек банкета', en: 'print the bill of the banquet' },
  'reserve.cancelBill': { ru: 'отменить пречек банкета', en: 'cancel the bill of the banquet' },
  'reserve.setCooking': { ru: 'отметить приготовление банкета', en: 'mark the cooking of the banquet' },
  'reserve.changePriceCategory': {
    ru: 'сменить ценовую категорию банкета',
    en: 'change the price category of the banquet',
  },
  'reserve.changeDiscounts': { ru: 'изменить скидки банкета', en: 'change discounts of the banquet' },
  'reserve.changeLoyalty': {
    ru: 'изменить купон и условия банкета',
    en: 'change coupon and conditions of the banquet',
  },
  'reserve.pay': { ru: 'принять оплату банкета', en: 'take the payment of the banquet' },
  'reserve.prepay': { ru: 'принять предоплату банкета', en: 'take a prepayment of the banquet' },
  'reserve.endBankPayment': { ru: 'принять ответ банка', en: 'take the answer of the bank' },
  'reserve.returnPayment': { ru: 'вернуть оплату банкета', en: 'give the payment of the banquet back' },
  'reserve.resolveBankPayment': {
    ru: 'сказать, прошла ли оплата в банке',
    en: 'say whether the bank took the payment',
  },
  'reserve.return': { ru: 'вернуть чек банкета', en: 'return the receipt of the banquet' },
  'reserve.close': { ru: 'принять оплату и закрыть банкет', en: 'take the payment and close the banquet' },
  'reserve.cancel': { ru: 'отменить резерв', en: 'cancel the reserve' },
  'reserve.restore': { ru: 'восстановить резерв', en: 'restore the reserve' },
  'stopList.put': { ru: 'внести в стоп-лист', en: 'put into the stop list' },
  'stopList.remove': { ru: 'убрать из стоп-листа', en: 'remove from the stop list' },
  'stopList.tell': { ru: 'сообщить весь стоп-лист', en: 'tell the whole stop list' },
  'stopList.clear': { ru: 'очистить стоп-лист', en: 'clear the stop list' },
  'shift.open': { ru: 'открыть кассовую смену', en: 'open the cash shift' },
  'shift.moveCash': { ru: 'внести или изъять наличные', en: 'pay cash in or out' },
  'shift.close': { ru: 'закрыть кассовую смену', en: 'close the cash shift' },
  'personalShift.open': { ru: 'открыть личную смену', en: 'open a personal shift' },
  'personalShift.close': { ru: 'закрыть личную смену', en: 'close a personal shift' },
  'personalShift.ask': { ru: 'узнать, открыта ли личная смена', en: 'ask whether a personal shift is open' },
  'notice.show': { ru: 'показать сообщение', en: 'show a notice' },
}

/** What became of a draft in the cloud. */
export const draftWords: Readonly<Record<DraftEvent['kind'], Words>> = {
  'draft.created': { ru: 'создан черновик заказа', en: 'a draft of the order is created' },
  'draft.saved': { ru: 'черновик изменён', en: 'the draft is saved' },
  'draft.locked': { ru: 'черновик взят в работу', en: 'the draft is locked' },
  'draft.unlocked': { ru: 'черновик отпущен', en: 'the draft is unlocked' },
  'draft.committed': { ru: 'черновик отправлен на кассу', en: 'the draft is sent to the till' },
  'draft.deleted': { ru: 'черновик удалён', en: 'the draft is deleted' },
}

type TillEvent =
  | OrderEvent['kind']
  | TableOrderEvent['kind']
  | ReserveEvent['kind']
  | ShiftEvent['kind']
  | StopListEvent['kind']

/** What a till did. */
export const doneWords: Readonly<
  Record<
    | TillEvent
    | 'till.notice'
    | 'till.rightConfirmed'
    | 'till.reignBegan'
    | 'till.setAside'
    | 'route.handedOver',
    Words
  >
> = {
  'route.handedOver': {
    ru: 'колл-центр передал заказ кассе',
    en: 'the call centre handed the order over to the till',
  },
  'till.rightConfirmed': {
    ru: 'действие подтвердил сотрудник с правом',
    en: 'somebody with the right confirmed it',
  },
  'delivery.placed': { ru: 'касса приняла доставку', en: 'the till took the delivery' },
  'delivery.confirmed': { ru: 'доставка подтверждена', en: 'the delivery is confirmed' },
  'delivery.confirmationCancelled': { ru: 'подтверждение снято', en: 'the confirmation is taken back' },
  'delivery.itemsAdded': { ru: 'добавлены блюда', en: 'items are added' },
  'delivery.itemAmountChanged': { ru: 'изменено количество', en: 'the amount of an item is changed' },
  'delivery.itemRecomposed': { ru: 'изменён состав блюда', en: 'a dish is made of something else' },
  'delivery.itemsDeleted': { ru: 'удалены блюда', en: 'items are deleted' },
  'delivery.itemsPrinted': { ru: 'блюда отправлены на кухню', en: 'items are sent to the kitchen' },
  'delivery.itemsCooking': { ru: 'приготовление блюд', en: 'cooking of items' },
  'delivery.statusChanged': { ru: 'статус доставки', en: 'status of the delivery' },
  'delivery.billPrinted': { ru: 'напечатан пречек', en: 'the bill is printed' },
  'delivery.billCancelled': { ru: 'пречек отменён', en: 'the bill is cancelled' },
  'delivery.contactChanged': { ru: 'изменён адрес', en: 'the delivery point is changed' },
  'delivery.serviceTypeChanged': { ru: 'изменён тип заказа', en: 'the service type is changed' },
  'delivery.completeBeforeChanged': { ru: 'изменено время доставки', en: 'the promised time is changed' },
  'delivery.commentChanged': { ru: 'изменён комментарий', en: 'the comment is changed' },
  'delivery.operatorChanged': { ru: 'сменён оператор', en: 'the operator is changed' },
  'delivery.problemChanged': { ru: 'изменена проблема', en: 'the problem is changed' },
  'delivery.courierChanged': { ru: 'курьер', en: 'courier' },
  'delivery.externalDataChanged': { ru: 'изменены внешние данные', en: 'external data are changed' },
  'delivery.paymentsAdded': { ru: 'добавлены оплаты', en: 'payments are added' },
  'delivery.paymentsReplaced': { ru: 'заменены оплаты', en: 'payments are replaced' },
  'delivery.priceCategoryChanged': { ru: 'сменилась ценовая категория', en: 'the price category is another' },
  'delivery.discountsChanged': { ru: 'изменены скидки', en: 'discounts are changed' },
  'delivery.guestChanged': { ru: 'сменён гость', en: 'the guest is changed' },
  'delivery.loyaltyChanged': { ru: 'изменены купон и условия', en: 'coupon and conditions are changed' },
  'delivery.prepaid': { ru: 'принята предоплата доставки', en: 'a prepayment of the delivery is taken' },
  'delivery.prepaymentReturned': {
    ru: 'возвращена предоплата доставки',
    en: 'a prepayment of the delivery is given back',
  },
  'delivery.bankPaymentBegun': { ru: 'банку передана сумма', en: 'the bank is asked' },
  'delivery.bankPaymentEnded': { ru: 'банк ответил', en: 'the bank has answered' },
  'delivery.closed': {
    ru: 'доставка закрыта, чек пробит',
    en: 'the delivery is closed, the receipt is printed',
  },
  'delivery.returned': { ru: 'деньги за доставку возвращены', en: 'money of the delivery is given back' },
  'delivery.cancelled': { ru: 'доставка отменена', en: 'the delivery is cancelled' },
  'tableOrder.placed': { ru: 'касса приняла заказ', en: 'the till took the order' },
  'tableOrder.shown': { ru: 'заказ виден облаку', en: 'the cloud sees the order' },
  'tableOrder.itemsAdded': { ru: 'добавлены блюда', en: 'items are added' },
  'tableOrder.itemsPrinted': { ru: 'блюда отправлены на кухню', en: 'items are sent to the kitchen' },
  'tableOrder.itemsCooking': { ru: 'приготовление блюд', en: 'cooking of items' },
  'tableOrder.billPrinted': { ru: 'напечатан пречек', en: 'the bill is printed' },
  'tableOrder.billCancelled': { ru: 'пречек отменён', en: 'the bill is cancelled' },
  'tableOrder.customerChanged': { ru: 'добавлен гость', en: 'a guest is added' },
  'tableOrder.externalDataChanged': { ru: 'изменены внешние данные', en: 'external data are changed' },
  'tableOrder.paymentsAdded': { ru: 'добавлены оплаты', en: 'payments are added' },
  'tableOrder.paymentsReplaced': { ru: 'заменены оплаты', en: 'payments are replaced' },
  'tableOrder.priceCategoryChanged': {
    ru: 'сменилась ценовая категория',
    en: 'the price category is another',
  },
  'tableOrder.discountsChanged': { ru: 'изменены скидки', en: 'discounts are changed' },
  'tableOrder.loyaltyChanged': { ru: 'изменены купон и условия', en: 'coupon and conditions are changed' },
  'tableOrder.prepaid': { ru: 'принята предоплата заказа', en: 'a prepayment of the order is taken' },
  'tableOrder.prepaymentReturned': {
    ru: 'возвращена предоплата заказа',
    en: 'a prepayment of the order is given back',
  },
  'tableOrder.bankPaymentBegun': { ru: 'банку передана сумма', en: 'the bank is asked' },
  'tableOrder.bankPaymentEnded': { ru: 'банк ответил', en: 'the bank has answered' },
  'tableOrder.closed': { ru: 'заказ закрыт, чек пробит', en: 'the order is closed, the receipt is printed' },
  'tableOrder.returned': { ru: 'деньги за заказ возвращены', en: 'money of the order is given back' },
  'tableOrder.deleted': { ru: 'заказ удалён', en: 'the order is deleted' },
  ...doneAtTable,
  'reserve.placed': { ru: 'касса приняла резерв', en: 'the till took the reserve' },
  'reserve.itemsAdded': { ru: 'добавлены блюда банкета', en: 'dishes of the banquet are added' },
  'reserve.itemsReplaced': { ru: 'заменены блюда банкета', en: 'dishes of the banquet are replaced' },
  'reserve.paymentsAdded': { ru: 'внесена предоплата банкета', en: 'the banquet is prepaid' },
  'reserve.tablesChanged': { ru: 'сменены столы резерва', en: 'the tables of the reserve are changed' },
  'reserve.startTimeChanged': { ru: 'резерв перенесён', en: 'the reserve is moved in time' },
  'reserve.detailsChanged': { ru: 'резерв изменён', en: 'the reserve is changed' },
  'reserve.started': { ru: 'банкет начался', en: 'the banquet has begun' },
  'reserve.itemsPrinted': {
    ru: 'блюда банкета отправлены на кухню',
    en: 'dishes of the banquet are sent to the kitchen',
  },
  'reserve.paymentsReplaced': { ru: 'заменены оплаты банкета', en: 'payments of the banquet are replaced' },
  'reserve.billPrinted': { ru: 'напечатан пречек банкета', en: 'the bill of the banquet is printed' },
  'reserve.billCancelled': { ru: 'пречек банкета отменён', en: 'the bill of the banquet is cancelled' },
  'reserve.itemsCooking': {
    ru: 'изменилось приготовление блюд банкета',
    en: 'cooking of dishes of the banquet went on',
  },
  'reserve.priceCategoryChanged': {
    ru: 'сменилась ценовая категория банкета',
    en: 'the price category of the banquet is another',
  },
  'reserve.discountsChanged': { ru: 'изменены скидки банкета', en: 'discounts of the banquet are changed' },
  'reserve.loyaltyChanged': { ru: 'изменены купон и условия', en: 'coupon and conditions are changed' },
  'reserve.prepaid': { ru: 'принята предоплата банкета', en: 'a prepayment of the banquet is taken' },
  'reserve.prepaymentReturned': {
    ru: 'возвращена предоплата банкета',
    en: 'a prepayment of the banquet is given back',
  },
  'reserve.bankPaymentBegun': { ru: 'банк спрошен о деньгах', en: 'the bank is asked for the money' },
  'reserve.bankPaymentEnded': { ru: 'банк ответил', en: 'the bank has answered' },
  'reserve.returned': { ru: 'деньги за банкет возвращены', en: 'money of the banquet is given back' },
  'reserve.paid': { ru: 'банкет оплачен, чек пробит', en: 'the banquet is paid, the receipt is printed' },
  'reserve.closed': { ru: 'резерв закрыт', en: 'the reserve is closed' },
  'reserve.restored': { ru: 'резерв восстановлен', en: 'the reserve is restored' },
  'stopList.changed': { ru: 'стоп-лист, строк', en: 'stop list, lines' },
  'shift.opened': { ru: 'открыта кассовая смена', en: 'the cash shift is opened' },
  'shift.saleCounted': { ru: 'продажа учтена в смене', en: 'the sale is counted in the shift' },
  'shift.returnCounted': { ru: 'возврат учтён в смене', en: 'the return is counted in the shift' },
  'shift.prepaymentCounted': {
    ru: 'предоплата учтена в смене',
    en: 'the prepayment is counted in the shift',
  },
  'shift.deletionCounted': { ru: 'удаление учтено в смене', en: 'the removal is counted in the shift' },
  'shift.cashMoved': { ru: 'наличные внесены или изъяты', en: 'cash is paid in or out' },
  'shift.closed': { ru: 'закрыта кассовая смена', en: 'the cash shift is closed' },
  'personalShift.opened': { ru: 'открыта личная смена', en: 'a personal shift is opened' },
  'personalShift.closed': { ru: 'закрыта личная смена', en: 'a personal shift is closed' },
  'personalShift.told': { ru: 'касса ответила о личной смене', en: 'the till told of a personal shift' },
  'till.notice': { ru: 'показано сообщение', en: 'a notice is shown' },
  'till.reignBegan': { ru: 'резервная касса стала главной', en: 'the standby till became the main one' },
  'till.setAside': {
    ru: 'сделанное прежней главной кассой без резервной не в счёт',
    en: 'what the old main till did without its standby does not count',
  },
}

/** What the system around tills says. */
export const systemWords = {
  accepted: { ru: 'принято', en: 'accepted' },
  rejected: { ru: 'отклонено до кассы', en: 'rejected before any till' },
  expired: { ru: 'касса не ответила вовремя', en: 'the till did not answer in time' },
  refused: { ru: 'касса отказала', en: 'the till refused' },
  done: { ru: 'выполнено', en: 'done' },
  books: { ru: 'справочники, ревизия', en: 'reference books, revision' },
} as const satisfies Record<string, Words>
