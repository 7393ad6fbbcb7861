import type { Permission } from '../../domain/reference/books.ts'
import type { Language, RefusalParams } from '../../kernel/refusals.ts'

type Words = Readonly<Record<Language, string>>

/** Codes that stand in refusals, as a person at the till would say them. */
const words: Readonly<Record<string, Words>> = {
  // statuses of deliveries and of dishes
  Unconfirmed: { ru: '«не подтверждён»', en: '“not confirmed”' },
  WaitCooking: { ru: '«ждёт приготовления»', en: '“waiting for the kitchen”' },
  ReadyForCooking: { ru: '«ждёт приготовления»', en: '“waiting for the kitchen”' },
  CookingStarted: { ru: '«готовится»', en: '“cooking”' },
  CookingCompleted: { ru: '«приготовлен»', en: '“cooked”' },
  Waiting: { ru: '«собран»', en: '“packed”' },
  OnWay: { ru: '«в пути»', en: '“on the way”' },
  Delivered: { ru: '«доставлен»', en: '“delivered”' },
  Closed: { ru: '«закрыт»', en: '“closed”' },
  Cancelled: { ru: '«отменён»', en: '“cancelled”' },
  New: { ru: '«новый»', en: '“new”' },
  Bill: { ru: '«пречек»', en: '“bill”' },
  Started: { ru: '«начался»', en: '“started”' },
  Deleted: { ru: '«удалён»', en: '“deleted”' },
  Added: { ru: '«не отправлено на кухню»', en: '“not sent to the kitchen”' },
  PrintedNotCooking: { ru: '«на кухне»', en: '“sent to the kitchen”' },
  Served: { ru: '«подано»', en: '“served”' },
  // operations
  confirm: { ru: '«подтвердить»', en: '“confirm”' },
  cancelConfirmation: { ru: '«снять подтверждение»', en: '“take the confirmation back”' },
  addItems: { ru: '«добавить блюда»', en: '“add dishes”' },
  changeItemAmount: { ru: '«изменить количество»', en: '“change the amount”' },
  deleteItems: { ru: '«удалить блюда»', en: '“remove dishes”' },
  printToKitchen: { ru: '«отправить на кухню»', en: '“send to the kitchen”' },
  setCooking: { ru: '«отметить приготовление»', en: '“mark the cooking”' },
  updateStatus: { ru: '«сменить статус»', en: '“change the status”' },
  printBill: { ru: '«пречек»', en: '“bill”' },
  cancelBill: { ru: '«отменить пречек»', en: '“cancel the bill”' },
  changeComment: { ru: '«изменить комментарий»', en: '“change the comment”' },
  changeProblem: { ru: '«отметить проблему»', en: '“mark a problem”' },
  changeCourier: { ru: '«назначить курьера»', en: '“assign a courier”' },
  pay: { ru: '«принять оплату»', en: '“take the payment”' },
  changeDiscounts: { ru: '«изменить скидки»', en: '“change discounts”' },
  changePriceCategory: { ru: '«сменить ценовую категорию»', en: '“change the price category”' },
  changeLoyalty: { ru: '«изменить купон и условия»', en: '“change coupon and conditions”' },
  setGuest: { ru: '«назначить гостя»', en: '“set the guest”' },
  prepay: { ru: '«принять предоплату»', en: '“take a prepayment”' },
  returnPayment: { ru: '«вернуть оплату»', en: '“give the payment back”' },
  close: { ru: '«закрыть»', en: '“close”' },
  return: { ru: '«вернуть»', en: '“return”' },
  cancel: { ru: '«отменить»', en: '“cancel”' },
  addPayments: { ru: '«добавить оплату»', en: '“add a payment”' },
  change: { ru: '«изменить»', en: '“change”' },
  changeStartTime: { ru: '«перенести на другое время»', en: '“move to another time”' },
  restore: { ru: '«восстановить»', en: '“restore”' },
  guestsCame: { ru: '«гости пришли»', en: '“the guests came”' },
  changePayments: { ru: '«изменить оплату»', en: '“change payments”' },
}

const permissions: Readonly<Record<Permission, Words>> = {
  'deliveries.edit': { ru: '«изменять доставки»', en: '“edit deliveries”' },
  'deliveries.cancel': { ru: '«отменять доставки»', en: '“cancel deliveries”' },
  'deliveries.close': { ru: '«принимать оплату»', en: '“take payments”' },
  'deliveries.send': { ru: '«отправлять доставки»', en: '“send deliveries”' },
  'deliveries.confirm': { ru: '«подтверждать доставки»', en: '“confirm deliveries”' },
  'stop-list.edit': { ru: '«менять стоп-лист»', en: '“change the stop list”' },
  'shift.open': { ru: '«открывать смену»', en: '“open a shift”' },
  'shift.close': { ru: '«закрывать смену»', en: '“close a shift”' },
  'kitchen.bump': { ru: '«отмечать приготовление»', en: '“mark the cooking”' },
  'tables.edit': { ru: '«вести заказы зала»', en: '“serve tables”' },
  'tables.close': { ru: '«принимать оплату в зале»', en: '“take payments at tables”' },
  'tables.cancel': { ru: '«удалять заказы зала»', en: '“delete orders of tables”' },
  'tables.delete-printed': { ru: '«удалять отпечатанные блюда»', en: '“delete printed dishes”' },
  'tables.comment-printed': {
    ru: '«менять комментарии отпечатанных блюд»',
    en: '“change comments of printed dishes”',
  },
  'tables.move': { ru: '«переносить, делить и объединять заказы»', en: '“move, split and merge orders”' },
  'tables.change-waiter': { ru: '«менять официанта»', en: '“change the waiter”' },
  'kitchen.reprint': { ru: '«повторить печать на кухню»', en: '“print tickets of the kitchen again”' },
  'shift.move-cash': { ru: '«вносить и изымать наличные»', en: '“pay cash in and out”' },
  'reserves.edit': { ru: '«вести резервы»', en: '“keep reserves”' },
  'orders.return': { ru: '«возвращать чеки»', en: '“return receipts”' },
  'orders.return-to-stock': {
    ru: '«возвращать чеки без списания»',
    en: '“return receipts and keep the goods”',
  },
  'orders.return-again': { ru: '«возвращать чек повторно»', en: '“return a receipt once more”' },
  'shift.report': { ru: '«смотреть X-отчёт»', en: '“see the X report”' },
  'till.promote': { ru: '«менять главную кассу»', en: '“change the main till”' },
  'personal-shifts.manage': { ru: '«управлять личными сменами»', en: '“manage personal shifts”' },
  'orders.price-category': { ru: '«менять ценовую категорию»', en: '“change the price category”' },
  'orders.discount': { ru: '«давать скидки»', en: '“give discounts”' },
  'kiosk.run': { ru: '«включать киоск»', en: '“run a kiosk”' },
  'call-centre.work': { ru: '«работать в колл-центре»', en: '“work at the call centre”' },
  'queue-board.run': { ru: '«включать табло очереди»', en: '“run a queue board”' },
  'orders.cancel-bill': { ru: '«отменять пречек»', en: '“cancel the bill”' },
  'orders.on-the-house': { ru: '«закрывать за счёт заведения»', en: '“close on the house”' },
  'deliveries.bypass-restrictions': {
    ru: '«отправлять в обход ограничений доставки»',
    en: '“send in spite of the delivery restrictions”',
  },
}

/** Parameters whose values are codes; the others are names, sums and texts and stay as they are. */
const coded = ['status', 'from', 'to', 'operation', 'permission'] as const

/** The parameters of a refusal with codes replaced by words. */
export function inWords(params: RefusalParams, language: Language): RefusalParams {
  const said: Record<string, string | number | null> = { ...params }
  for (const name of coded) {
    const value = said[name]
    if (typeof value !== 'string') continue
    said[name] = (permissions[value as Permission] ?? words[value])?.[language] ?? value
  }
  return said
}
