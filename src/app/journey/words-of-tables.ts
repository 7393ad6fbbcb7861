/** What a waiter asks and does at a table, in words. */
import type { RearrangeTableOrders, ServeTableOrder } from '../../domain/orders/tables/serving-commands.ts'
import type { ServingEvent } from '../../domain/orders/tables/serving-events.ts'
import type { Words } from './said.ts'

type Asked = ServeTableOrder['kind'] | RearrangeTableOrders['kind']

export const askedAtTable: Readonly<Record<Asked, Words>> = {
  'tableOrder.addGuest': { ru: 'посадить ещё гостя', en: 'seat one more guest' },
  'tableOrder.renameGuest': { ru: 'назвать гостя', en: 'name a guest' },
  'tableOrder.removeGuest': { ru: 'убрать гостя', en: 'remove a guest' },
  'tableOrder.changeGuestCount': { ru: 'изменить число гостей', en: 'change the number of guests' },
  'tableOrder.assignItems': { ru: 'назначить блюда гостю', en: 'give dishes to a guest' },
  'tableOrder.shareItems': { ru: 'разделить блюдо поровну', en: 'share a dish equally' },
  'tableOrder.changeCourse': { ru: 'сменить курс блюд', en: 'change the course of dishes' },
  'tableOrder.changeItemComment': { ru: 'изменить комментарий к блюду', en: 'change the comment of a dish' },
  'tableOrder.changePrintedComment': {
    ru: 'изменить комментарий к отпечатанному блюду',
    en: 'change the comment of a printed dish',
  },
  'tableOrder.changeItemAmount': { ru: 'изменить количество', en: 'change the amount of an item' },
  'tableOrder.recomposeItem': { ru: 'изменить состав блюда', en: 'change what a dish is made of' },
  'tableOrder.deleteItems': { ru: 'удалить блюда', en: 'delete items' },
  'tableOrder.deletePrintedItems': { ru: 'удалить отпечатанные блюда', en: 'delete printed items' },
  'tableOrder.changeTables': { ru: 'пересадить за другой стол', en: 'change the table' },
  'tableOrder.changeWaiter': { ru: 'сменить официанта', en: 'change the waiter' },
  'tableOrder.changeTabName': { ru: 'назвать заказ', en: 'name the tab' },
  'tableOrder.move': { ru: 'перенести в другой заказ', en: 'move to another order' },
  'tableOrder.merge': { ru: 'объединить заказы', en: 'merge orders' },
  'tableOrder.splitByGuests': { ru: 'разделить по гостям', en: 'split by guests' },
}

export const doneAtTable: Readonly<Record<ServingEvent['kind'], Words>> = {
  'tableOrder.guestAdded': { ru: 'добавлен гость за столом', en: 'a guest sat down' },
  'tableOrder.guestRenamed': { ru: 'гость назван', en: 'a guest is named' },
  'tableOrder.guestRemoved': { ru: 'гость убран', en: 'a guest is removed' },
  'tableOrder.guestCountChanged': { ru: 'изменено число гостей', en: 'the number of guests is changed' },
  'tableOrder.itemsAssigned': { ru: 'блюда назначены гостю', en: 'dishes are given to a guest' },
  'tableOrder.courseChanged': { ru: 'сменён курс блюд', en: 'the course of dishes is changed' },
  'tableOrder.itemCommentChanged': {
    ru: 'изменён комментарий к блюду',
    en: 'the comment of a dish is changed',
  },
  'tableOrder.itemAmountChanged': { ru: 'изменено количество', en: 'the amount of an item is changed' },
  'tableOrder.itemRecomposed': { ru: 'изменён состав блюда', en: 'a dish is made of something else' },
  'tableOrder.itemSplit': { ru: 'блюдо разделено', en: 'a dish is divided' },
  'tableOrder.itemsDeleted': { ru: 'удалены блюда', en: 'items are deleted' },
  'tableOrder.itemsMovedOut': { ru: 'блюда ушли в другой заказ', en: 'dishes left for another order' },
  'tableOrder.itemsMovedIn': { ru: 'блюда пришли из другого заказа', en: 'dishes came from another order' },
  'tableOrder.tablesChanged': { ru: 'заказ пересажен', en: 'the order changed its table' },
  'tableOrder.waiterChanged': { ru: 'сменён официант', en: 'the waiter is changed' },
  'tableOrder.tabNameChanged': { ru: 'заказ назван', en: 'the tab is named' },
}
