import type { Handlers } from '../../operation.ts'
import { fromWireCombos, fromWireItems } from '../../wire/read-items.ts'
import { chequeOf, fromWireExternalData } from '../../wire/read-order.ts'
import { fromWirePayments, fromWireTips } from '../../wire/read-payments.ts'
import { changeBy } from './changed-order.ts'

/** What is told to the till of an order as it stands in the body (cloud-api §8.4). */
export const changes = {
  '/api/1/order/add_items': changeBy(({ orderId, items, combos, addOrderItemsSettings }, place) => ({
    kind: 'tableOrder.addItems',
    orderId,
    // Members may belong to a combo that the order has already: which ones it has, the till knows.
    items: fromWireItems(items, 'items', place),
    combos: fromWireCombos(combos, 'combos', place),
    servicePrint: addOrderItemsSettings?.servicePrint ?? false,
  })),
  '/api/1/order/add_payments': changeBy(({ orderId, payments, tips }, place) => ({
    kind: 'tableOrder.addPayments',
    orderId,
    payments: fromWirePayments(payments, 'payments', place),
    tips: fromWireTips(tips, 'tips', place),
  })),
  '/api/1/order/change_payments': changeBy(({ orderId, payments, tips }, place) => ({
    kind: 'tableOrder.changePayments',
    orderId,
    payments: fromWirePayments(payments, 'payments', place),
    tips: fromWireTips(tips, 'tips', place),
  })),
  '/api/1/order/change_external_data': changeBy(({ orderId, externalData }) => ({
    kind: 'tableOrder.changeExternalData',
    orderId,
    externalData: fromWireExternalData(externalData, 'externalData'),
  })),
  '/api/1/order/print_bill': changeBy(({ orderId }) => ({ kind: 'tableOrder.printBill', orderId })),
  '/api/1/order/close': changeBy(({ orderId, chequeAdditionalInfo }) => ({
    kind: 'tableOrder.close',
    orderId,
    payments: [],
    cheque: chequeAdditionalInfo ? chequeOf(chequeAdditionalInfo) : null,
  })),
  '/api/1/order/cancel': changeBy((body) => ({
    kind: 'tableOrder.cancel',
    orderId: body.orderId,
    removalTypeId: body.removalTypeId ?? null,
    removalComment: body.removalComment || null,
    userIdForWriteoff: body.userIdForWriteoff ?? null,
  })),
} satisfies Handlers
