import type { ItemInput } from '../../../domain/orders/commands.ts'
import { divideRounded } from '../../../kernel/exact.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type { Args } from '../arguments.ts'
import { constraint, type SessionPlan } from './session-plan.ts'

type Dish = Extract<ItemInput, { kind: 'Product' }>

/**
 * Goods without any order (front-api §2.6.7, `StornoPastOrderItems`). As in a past order a modifier stands behind its dish,
 * `isMainDish` false, with its amount of all of them (unverified). Prices and sums of the items are ignored.
 */
export function stornoGoods(plan: SessionPlan, args: Args): void {
  const orderId = plan.newId('order')
  const paymentTypeId = args.id('paymentType')
  const items: Dish[] = []
  for (const part of args.parts('items')) {
    const [productId, amount] = [part.id('product'), part.amount('amount')]
    const sizeId = part.optionalId('productSize')
    if (part.flag('isMainDish', true)) {
      items.push({
        ...{ kind: 'Product', productId, sizeId, amount, modifiers: [] },
        ...{ positionId: null, price: null, comment: null, combo: null },
      })
      continue
    }
    const dish = items.at(-1)
    if (!dish) throw constraint('the first item cannot be a modifier')
    if (sizeId !== null) throw constraint('a modifier has no size')
    dish.modifiers.push({
      ...{ positionId: null, productId, groupId: groupOf(plan, dish.productId, productId), price: null },
      amount: divideRounded(amount * 1000n, dish.amount),
    })
  }
  // The till has nobody to ask of a plain type: the money is with the guest once the return is written.
  if (plan.place.catalog.find('paymentType', paymentTypeId)?.body.paymentSystem) plan.asked.add(orderId)
  const employeeId = plan.caller.actor?.employeeId ?? null
  plan.emit({
    ...{ kind: 'tableOrder.returnGoods', orderId, returnId: plan.newId('return'), items, paymentTypeId },
    orderTypeId: args.optionalId('orderType'),
    removalTypeId: args.id('removalType'),
    comment: args.optionalText('comment', 255),
    ...{ userIdForWriteoff: args.optionalId('user'), employeeId, confirmedById: null },
  })
}

/** Of the dish, the group in which the modifier is; null: it is in none. */
const groupOf = ({ place }: SessionPlan, dishId: Uuid, modifierId: Uuid): Uuid | null =>
  place.catalog
    .find('product', dishId)
    ?.body.groupModifiers.find(({ children }) => children.some(({ productId }) => productId === modifierId))
    ?.id ?? null
