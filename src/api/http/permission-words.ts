import type { Permission } from '../../domain/reference/books.ts'
import type { Language } from '../../kernel/refusals.ts'

/** What employees may, as the pages of tills and of the call centre say it. */
export const permissionWords: Readonly<Record<Permission, Readonly<Record<Language, string>>>> = {
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
