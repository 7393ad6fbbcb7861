import { noMoney } from '../paying-types.ts'
import type { Reserve, TableOrder } from '../till-types.ts'
import { anItem } from './a-delivery.ts'

/** One dish on the first table, opened at minute 0. */
export const aTableOrder = (more: Partial<TableOrder> = {}): TableOrder => ({
  ...{ id: 'order', number: 3, version: 1, status: 'New', tableIds: ['t1'], tabName: null, guests: 2 },
  ...{ guestList: [], waiterId: null, parentOrderId: null },
  ...{ waiter: null, orderType: 'В зале', source: null, customerName: null },
  ...{ whenCreated: 0, whenBillPrinted: null, whenClosed: null },
  ...{ items: [anItem()], payments: [], discounts: [] },
  ...noMoney,
  ...{ cost: 420, sum: 420, paid: 0, planned: 0, due: 420 },
  allowed: ['tableOrder.addItems', 'tableOrder.printToKitchen', 'tableOrder.printBill', 'tableOrder.close'],
  ...more,
})

/** The first table for four at minute 60, without an order. */
export const aReserve = (more: Partial<Reserve> = {}): Reserve => ({
  ...{ id: 'reserve', version: 1, status: 'New', tableIds: ['t1'], startsAt: 60 * 60_000 },
  ...{ durationInMinutes: 120, guests: 4, customerName: 'Анна', phone: '+79005550177', comment: null },
  ...{ eventType: null, cancelReason: null, guestsComingTime: null, banquet: null },
  ...{ shouldRemind: false, seatedOrderId: null },
  allowed: ['reserve.guestsCame', 'reserve.cancel'],
  ...more,
})
