import type { Handlers } from '../../operation.ts'
import { fromWireCombos, fromWireItems } from '../../wire/read-items.ts'
import { fromWireExternalData, readTime } from '../../wire/read-order.ts'
import { fromWirePaymentItems, fromWirePayments, fromWireTips } from '../../wire/read-payments.ts'
import { changeBy } from './changed-order.ts'

/** Changes of the order's course: what it waits for, when it comes, how it ends (cloud-api §4.11). */
const course = {
  '/api/1/deliveries/confirm': changeBy(({ orderId }) => ({ kind: 'delivery.confirm', orderId })),
  '/api/1/deliveries/cancel_confirmation': changeBy(({ orderId }) => ({
    kind: 'delivery.cancelConfirmation',
    orderId,
  })),
  '/api/1/deliveries/update_order_delivery_status': changeBy(
    ({ orderId, deliveryStatus, deliveryDate }, place) => ({
      kind: 'delivery.updateStatus',
      orderId,
      status: deliveryStatus,
      deliveryDate: deliveryDate === undefined ? null : readTime(deliveryDate, 'deliveryDate', place),
    }),
  ),
  '/api/1/deliveries/change_complete_before': changeBy(({ orderId, newCompleteBefore }, place) => ({
    kind: 'delivery.changeCompleteBefore',
    orderId,
    completeBefore: readTime(newCompleteBefore, 'newCompleteBefore', place),
  })),
  '/api/1/deliveries/print_delivery_bill': changeBy(({ orderId }) => ({
    kind: 'delivery.printBill',
    orderId,
  })),
  '/api/1/deliveries/close': changeBy(({ orderId, deliveryDate }, place) => ({
    kind: 'delivery.close',
    orderId,
    deliveryDate: deliveryDate === undefined ? null : readTime(deliveryDate, 'deliveryDate', place),
    payments: [],
  })),
  '/api/1/deliveries/cancel': changeBy((body) => ({
    kind: 'delivery.cancel',
    orderId: body.orderId,
    cancelCauseId: body.cancelCauseId ?? null,
    comment: body.cancelComment || null,
    movedOrderId: body.movedOrderId ?? null,
    removalTypeId: body.removalTypeId ?? null,
    removalComment: body.removalComment || null,
    userIdForWriteoff: body.userIdForWriteoff ?? null,
  })),
} satisfies Handlers

const goods = {
  '/api/1/deliveries/add_items': changeBy(({ orderId, items, combos }, place) => ({
    kind: 'delivery.addItems',
    orderId,
    // Members may belong to a combo that the order has already: which ones it has, the till knows.
    items: fromWireItems(items, 'items', place),
    combos: fromWireCombos(combos, 'combos', place),
  })),
  '/api/1/deliveries/add_payments': changeBy(({ orderId, payments, tips }, place) => ({
    kind: 'delivery.addPayments',
    orderId,
    payments: fromWirePayments(payments, 'payments', place),
    tips: fromWireTips(tips, 'tips', place),
  })),
  '/api/1/deliveries/change_payments': changeBy(({ orderId, payments, tips }, place) => ({
    kind: 'delivery.changePayments',
    orderId,
    payments: fromWirePayments(payments, 'payments', place),
    tips: fromWireTips(tips, 'tips', place),
  })),
  '/api/1/deliveries/update_order_payments': changeBy(({ orderId, paymentItems }, place) => ({
    kind: 'delivery.changePayments',
    orderId,
    payments: fromWirePaymentItems(paymentItems, 'paymentItems', place),
    tips: [],
  })),
} satisfies Handlers

const notes = {
  '/api/1/deliveries/change_comment': changeBy(({ orderId, comment }) => ({
    kind: 'delivery.changeComment',
    orderId,
    comment: comment || null,
  })),
  '/api/1/deliveries/change_operator': changeBy(({ orderId, operatorId }) => ({
    kind: 'delivery.changeOperator',
    orderId,
    operatorId,
  })),
  '/api/1/deliveries/update_order_problem': changeBy(({ orderId, hasProblem, problem }) => ({
    kind: 'delivery.changeProblem',
    orderId,
    hasProblem,
    description: problem || null,
  })),
  '/api/1/deliveries/change_external_data': changeBy(({ orderId, externalData }) => ({
    kind: 'delivery.changeExternalData',
    orderId,
    externalData: fromWireExternalData(externalData, 'externalData'),
  })),
  '/api/1/deliveries/update_order_courier': changeBy(({ orderId, employeeId }) => ({
    kind: 'delivery.changeCourier',
    orderId,
    courierId: employeeId,
    isSelectedManually: true,
  })),
  /**
   * Null and absent mean the same on this wire (cloud-api §0.3.7): a field that is not given is left alone, and a call
   * that gives neither takes the driver away, for it would mean nothing else (cloud-api §4.11, unverified).
   */
  '/api/1/deliveries/change_driver_info': changeBy(({ orderId, driverId, estimatedTime }, place) => ({
    kind: 'delivery.changeCourier',
    orderId,
    isSelectedManually: true,
    ...(driverId !== undefined
      ? { courierId: driverId }
      : estimatedTime === undefined
        ? { courierId: null }
        : {}),
    ...(estimatedTime !== undefined
      ? { estimatedTime: readTime(estimatedTime, 'estimatedTime', place) }
      : {}),
  })),
} satisfies Handlers

export const changes = { ...course, ...goods, ...notes } satisfies Handlers
