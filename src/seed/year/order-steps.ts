import type { ChangeDelivery, PaymentInput, PlaceDelivery } from '../../domain/orders/commands.ts'
import type { ChangeTableOrder, PlaceTableOrder } from '../../domain/orders/tables/commands.ts'
import type { Uuid } from '../../kernel/ids.ts'

/** What a till is asked to do with an order of the year. */
export type YearCommand = PlaceDelivery | ChangeDelivery | PlaceTableOrder | ChangeTableOrder

/** The ids of one order of the year. */
export type OrderIds = { order: Uuid; position(index: number): Uuid }

/** A step of an order: who does it, how long after it was placed, and what it is. */
export type OrderStep = { afterMs: number; actor: string; command(ids: OrderIds): YearCommand }

/** A dish of an order, with modifiers; their positions have numbers in a row. */
export type Dish = {
  productId: Uuid
  thousandths: bigint
  modifierIds: readonly Uuid[]
  comment: string | null
}

const minutes = (count: number): number => count * 60_000

const nobody = {
  guestId: null,
  hasCustomer: false,
  externalNumber: null,
  menuId: null,
  priceCategoryId: null,
  orderTypeId: null,
  combos: [],
  payments: [],
  tips: [],
  discountCardTrack: null,
  loyalty: null,
  cheque: null,
  externalData: [],
  whenReceivedByApi: null,
  isExternal: false,
} as const

type Ordered = { dishes: readonly Dish[]; discountTypeId: Uuid | null }

function sale({ dishes, discountTypeId }: Ordered, ids: OrderIds) {
  let position = 0
  return {
    ...nobody,
    combos: [],
    payments: [],
    tips: [],
    externalData: [],
    orderId: ids.order,
    items: dishes.map(({ productId, thousandths, modifierIds, comment }) => ({
      kind: 'Product' as const,
      positionId: ids.position(position++),
      productId,
      price: null,
      sizeId: null,
      amount: thousandths,
      comment,
      combo: null,
      modifiers: modifierIds.map((modifierId) => ({
        positionId: ids.position(position++),
        productId: modifierId,
        groupId: null,
        amount: 1000n,
        price: null,
      })),
    })),
    discounts: discountTypeId ? [{ source: 'RMS' as const, discountTypeId, sum: null, positions: null }] : [],
  }
}

/** Positions of dishes as the steps number them. */
function positionsOf(dishes: readonly Dish[]): number[] {
  let position = 0
  return dishes.map(({ modifierIds }) => {
    const own = position
    position += 1 + modifierIds.length
    return own
  })
}

export type Staff = { waiter: Uuid; cashier: Uuid; courier: Uuid | null }
/** In how many minutes the kitchen is done, and how long guests stay after it. */
export type Pace = { cooking: number; stay: number }

export type TableSale = Ordered & {
  tableId: Uuid
  guests: number
  staff: Staff
  pace: Pace
  /** Null: it was taken back before anybody paid. */
  payments: readonly PaymentInput[] | null
  removalTypeId: Uuid | null
}

/** Guests at a table: ordered, cooked, billed, paid or taken back. */
export function tableSteps(told: TableSale): OrderStep[] {
  const { dishes, staff, pace } = told
  const [waiter, cashier] = [`employee:${staff.waiter}`, `employee:${staff.cashier}`]
  const own = positionsOf(dishes)
  const billed = minutes(pace.cooking + pace.stay)
  return [
    {
      afterMs: 0,
      actor: waiter,
      command: (ids) => ({
        ...sale(told, ids),
        ...{ kind: 'tableOrder.place', contactId: null, sourceKey: null, tabName: null, servicePrint: true },
        ...{ tableIds: [told.tableId], guestCount: told.guests, waiterId: staff.waiter },
      }),
    },
    ...(['CookingStarted', 'CookingCompleted'] as const).map((status, index) => ({
      afterMs: minutes(index === 0 ? 2 : pace.cooking),
      actor: waiter,
      command: (ids: OrderIds): YearCommand => ({
        ...{ kind: 'tableOrder.setCooking', orderId: ids.order, status },
        positionIds: own.map((position) => ids.position(position)),
      }),
    })),
    ...(told.payments
      ? [
          {
            afterMs: billed,
            actor: waiter,
            command: (ids: OrderIds): YearCommand => ({ kind: 'tableOrder.printBill', orderId: ids.order }),
          },
          {
            afterMs: billed + minutes(4),
            actor: cashier,
            command: (ids: OrderIds): YearCommand => ({
              ...{ kind: 'tableOrder.close', orderId: ids.order, cheque: null },
              payments: [...(told.payments ?? [])],
            }),
          },
        ]
      : [
          {
            afterMs: billed,
            actor: cashier,
            command: (ids: OrderIds): YearCommand => ({
              ...{ kind: 'tableOrder.cancel', orderId: ids.order, removalTypeId: told.removalTypeId },
              ...{ removalComment: 'гость передумал', userIdForWriteoff: null },
            }),
          },
        ]),
  ]
}

export type DeliverySale = Ordered & {
  contactId: Uuid
  serviceType: 'DeliveryByCourier' | 'DeliveryByClient'
  sourceKey: string | null
  comment: string | null
  staff: Staff
  pace: Pace
  payments: readonly PaymentInput[]
  /** A dish that was taken off again after the kitchen had its ticket. */
  removal: { dish: number; removalTypeId: Uuid } | null
}

/** A delivery, or an order that its guest fetches: cooked, carried, paid. */
export function deliverySteps(told: DeliverySale): OrderStep[] {
  const { dishes, staff, pace, removal } = told
  const cashier = `employee:${staff.cashier}`
  const own = positionsOf(dishes)
  const left = own.filter((_, dish) => dish !== removal?.dish)
  const step = (afterMinutes: number, command: (ids: OrderIds) => YearCommand): OrderStep => ({
    afterMs: minutes(afterMinutes),
    actor: cashier,
    command,
  })
  const cooking = (ids: OrderIds, status: 'CookingStarted' | 'CookingCompleted'): YearCommand => ({
    ...{ kind: 'delivery.setCooking', orderId: ids.order, status },
    positionIds: left.map((position) => ids.position(position)),
  })
  const carried = pace.cooking + pace.stay
  return [
    step(0, (ids) => ({
      ...sale(told, ids),
      ...{ kind: 'delivery.place', contactId: told.contactId, hasCustomer: true, sourceKey: told.sourceKey },
      ...{ hasDeliveryPoint: told.serviceType === 'DeliveryByCourier', serviceType: told.serviceType },
      ...{ completeBefore: null, comment: told.comment, guests: null, marketingSourceId: null },
      ...{ operatorId: null, deliveryDuration: null, deliveryZone: null, deliveryServiceProductId: null },
    })),
    step(1, (ids) => ({ kind: 'delivery.printToKitchen', orderId: ids.order })),
    ...(removal
      ? [
          step(2, (ids) => ({
            ...{ kind: 'delivery.deleteItems', orderId: ids.order, comment: 'нет в наличии' },
            positionIds: [ids.position(own[removal.dish] ?? 0)],
            ...{ removalTypeId: removal.removalTypeId, userIdForWriteoff: null },
          })),
        ]
      : []),
    step(3, (ids) => cooking(ids, 'CookingStarted')),
    step(pace.cooking, (ids) => cooking(ids, 'CookingCompleted')),
    ...(told.serviceType === 'DeliveryByCourier'
      ? [
          step(pace.cooking + 1, (ids) => ({
            ...{ kind: 'delivery.changeCourier', orderId: ids.order, courierId: staff.courier },
            isSelectedManually: true,
          })),
          step(pace.cooking + 4, (ids) => ({
            ...{ kind: 'delivery.updateStatus', orderId: ids.order, status: 'OnWay', deliveryDate: null },
          })),
          step(carried, (ids) => ({
            ...{ kind: 'delivery.updateStatus', orderId: ids.order, status: 'Delivered', deliveryDate: null },
          })),
        ]
      : []),
    step(carried + 3, (ids) => ({
      ...{ kind: 'delivery.close', orderId: ids.order, deliveryDate: null },
      payments: [...told.payments],
    })),
  ]
}
