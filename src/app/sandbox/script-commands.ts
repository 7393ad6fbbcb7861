/** What a person at the till would press for a step of a script. */
import type { ChangeDelivery, PaymentInput } from '../../domain/orders/commands.ts'
import { isLiving, printedItems } from '../../domain/orders/cooking.ts'
import type { DeliveryOrder } from '../../domain/orders/order.ts'
import { orderSums } from '../../domain/orders/totals.ts'
import type { Catalog } from '../../domain/reference/catalog.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { ScriptStep } from './till-script.ts'

export type ScriptContext = {
  catalog: Catalog
  order: DeliveryOrder
  /** Employees whose personal shift is open. */
  onShift: ReadonlySet<Uuid>
}

/** The commands of a step, in their order; none when the order needs nothing of the kind. */
export function commandsOfStep(context: ScriptContext, step: ScriptStep): ChangeDelivery[] {
  const { order } = context
  const orderId = order.id
  switch (step.do) {
    case 'accept':
      return order.status === 'Unconfirmed' ? [{ kind: 'delivery.confirm', orderId }] : []
    case 'print':
      return [{ kind: 'delivery.printToKitchen', orderId }]
    case 'cook':
      return [{ kind: 'delivery.printToKitchen', orderId }, ...cooking(order, 'CookingStarted')]
    case 'cooked':
      return [{ kind: 'delivery.printToKitchen', orderId }, ...cooking(order, 'CookingCompleted')]
    case 'pack':
      return pack(context)
    case 'send':
      return send(context)
    case 'deliver':
      return isByCourier(order)
        ? [{ kind: 'delivery.updateStatus', orderId, status: 'Delivered', deliveryDate: null }]
        : []
    case 'close':
      return [close(context)]
    case 'cancel':
      return [cancel(context, step)]
  }
}

const isByCourier = (order: DeliveryOrder): boolean => order.serviceType === 'DeliveryByCourier'

function cooking(order: DeliveryOrder, status: 'CookingStarted' | 'CookingCompleted'): ChangeDelivery[] {
  const positionIds = order.items
    .filter((item) => isLiving(item) && item.cookingPlaceId !== null)
    .map((item) => item.positionId)
  return positionIds.length > 0
    ? [{ kind: 'delivery.setCooking', orderId: order.id, positionIds, status }]
    : []
}

/** Where a courier order is paid before it leaves, taking the money packs it; a pickup is paid when it is closed. */
function pack(context: ScriptContext): ChangeDelivery[] {
  const { order } = context
  if (order.status === 'Waiting') return []
  if (!isPaidFirst(context))
    return [{ kind: 'delivery.updateStatus', orderId: order.id, status: 'Waiting', deliveryDate: null }]
  return isByCourier(order) ? [close(context)] : []
}

function send(context: ScriptContext): ChangeDelivery[] {
  const { order, catalog, onShift } = context
  if (!isByCourier(order)) return []
  const courier = catalog
    .all('employee')
    .find(
      ({ id, body, isDeleted }) =>
        !isDeleted &&
        body.isCourier &&
        onShift.has(id) &&
        body.organizationIds.includes(order.organizationId),
    )
  const assign: ChangeDelivery[] =
    order.courier || !courier
      ? []
      : [
          {
            kind: 'delivery.changeCourier',
            orderId: order.id,
            courierId: courier.id,
            isSelectedManually: false,
          },
        ]
  return [
    ...assign,
    ...(isPaidFirst(context) ? pack(context) : []),
    { kind: 'delivery.updateStatus', orderId: order.id, status: 'OnWay', deliveryDate: null },
  ]
}

const isPaidFirst = ({ catalog, order }: ScriptContext): boolean =>
  catalog.living('organization', order.organizationId)?.body.deliveryOrderPaymentSettings ===
  'WhenOrderOnTheWay'

/** What is not paid yet is paid in cash. */
function close({ catalog, order }: ScriptContext): ChangeDelivery {
  const paid = order.payments.reduce((sum, payment) => sum + payment.sum, 0n)
  const due = orderSums(order).sum - paid
  const cash = catalog.all('paymentType').find((type) => !type.isDeleted && type.body.kind === 'Cash')
  const payments: PaymentInput[] =
    due > 0n && cash
      ? [
          {
            typeId: cash.id,
            kind: null,
            sum: due,
            isProcessedExternally: false,
            isFiscalizedExternally: false,
            isPrepay: false,
            additionalData: null,
          },
        ]
      : []
  return { kind: 'delivery.close', orderId: order.id, deliveryDate: null, payments }
}

function cancel({ catalog, order }: ScriptContext, { cause, comment }: ScriptStep): ChangeDelivery {
  const causes = catalog.all('cancelCause').filter(({ isDeleted }) => !isDeleted)
  const chosen =
    cause === null ? causes[0] : causes.find(({ id, body }) => id === cause || body.name === cause)
  const removal = catalog
    .all('removalType')
    .find(({ isDeleted, body }) => !isDeleted && body.canWriteoffToCafe)
  const hasPrinted = printedItems(order).length > 0
  return {
    kind: 'delivery.cancel',
    orderId: order.id,
    // An unknown cause is refused by the till, in its words.
    cancelCauseId: chosen?.id ?? cause,
    comment,
    movedOrderId: null,
    removalTypeId: hasPrinted ? (removal?.id ?? null) : null,
    removalComment: hasPrinted ? (comment ?? 'cancelled by the script of the sandbox') : null,
    userIdForWriteoff: null,
  }
}
