/** A delivery that lives: commands are decided by the till, their events folded, as the till itself does it. */
import type { CatalogChanges } from '../../reference/testing/a-catalog.ts'
import { ids } from '../../reference/testing/catalog-ids.ts'
import { changeDelivery } from '../change-delivery.ts'
import type { ChangeDelivery, PlaceDelivery } from '../commands.ts'
import type { OrderEvent } from '../events.ts'
import { evolve } from '../evolve.ts'
import type { DeliveryOrder } from '../order.ts'
import type { TillContext } from '../till-context.ts'
import { anItem, aPlacedOrder, aTill } from './a-till.ts'

/** A change without the order it is about. */
export type Step = ChangeDelivery extends infer C
  ? C extends { orderId: string }
    ? Omit<C, 'orderId'>
    : never
  : never

/** Positions of the two dishes of {@link aDelivery}. */
export const soup = ids.guest
export const tea = ids.combo

export type Delivery = {
  readonly order: DeliveryOrder
  /** The events a step would make; the order stays as it is. */
  decide(step: Step, till?: Partial<TillContext>): OrderEvent[]
  /** The delivery after the steps. */
  after(...steps: Step[]): Delivery
  /** The delivery with another till, for example at another time. */
  at(changes: Partial<TillContext>): Delivery
}

/** A borscht for 350 and a tea for 100, by courier unless the placement says otherwise. */
export function aDelivery(placement: Partial<PlaceDelivery> = {}, books: CatalogChanges = {}): Delivery {
  const till = aTill({}, books)
  const items = [anItem(ids.soup, { positionId: soup }), anItem(ids.tea, { positionId: tea })]
  return living(aPlacedOrder({ items, ...placement }, till), till)
}

function living(order: DeliveryOrder, till: TillContext): Delivery {
  const decide = (step: Step, changes: Partial<TillContext> = {}) =>
    changeDelivery({ ...till, ...changes }, order, { orderId: order.id, ...step } as ChangeDelivery)
  return {
    order,
    decide,
    at: (changes) => living(order, { ...till, ...changes }),
    after: (...steps) => {
      const [first, ...rest] = steps
      if (!first) return living(order, till)
      const changed = decide(first).reduce((state, event) => evolve(state, event, till.now), order)
      return living(changed, till).after(...rest)
    },
  }
}

export const print: Step = { kind: 'delivery.printToKitchen' }
export const setStatus = (
  status: 'Waiting' | 'OnWay' | 'Delivered',
  deliveryDate: number | null = null,
): Step => ({
  kind: 'delivery.updateStatus',
  status,
  deliveryDate,
})
export const assign = (courierId: string | null): Step => ({
  kind: 'delivery.changeCourier',
  courierId,
  isSelectedManually: true,
})
export const close = (...payments: Extract<Step, { kind: 'delivery.close' }>['payments']): Step => ({
  kind: 'delivery.close',
  deliveryDate: null,
  payments,
})
export const cancel = (changes: Partial<Extract<Step, { kind: 'delivery.cancel' }>> = {}): Step => ({
  kind: 'delivery.cancel',
  cancelCauseId: null,
  comment: null,
  movedOrderId: null,
  removalTypeId: null,
  removalComment: null,
  userIdForWriteoff: null,
  ...changes,
})
/** Sent with its courier. */
export const dispatch: readonly Step[] = [assign(ids.courier), print, setStatus('OnWay')]
