/** Items, modifiers, sizes, combos (front-api §2.6.4). */
import type { ItemInput, ModifierInput } from '../../../domain/orders/commands.ts'
import { isPrinted } from '../../../domain/orders/cooking.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type { Args } from '../arguments.ts'
import { orderItemCourses } from '../model/enums.ts'
import type { EditAction } from './edit-action.ts'
import { changeModifier, changeSize, putModifier, recomposable, setOpenPrice } from './recompose.ts'
import { constraint, notSupported, type SessionPlan } from './session-plan.ts'

const modifierMax = 999

/** What is common to whole dishes and halves: for whom, of what size, when. */
function commonOf(plan: SessionPlan, args: Args, id: Uuid) {
  const guest = args.optionalRef('guest')
  if (guest) plan.checkStub(guest)
  const course = args.optionalOneOf('course', orderItemCourses)
  return {
    positionId: id,
    sizeId: args.optionalId('size'),
    comment: args.optionalText('comment', 255),
    combo: null,
    ...(guest ? { orderGuestId: guest.id } : {}),
    ...(course === null || course === 'Default' ? {} : { course: orderItemCourses[course] }),
  }
}

const price = (plan: SessionPlan, args: Args) => args.optionalMoney('predefinedPrice', plan.place.scale)

/** The list of modifiers that a dish or a half of it has in the session. */
function modifiersOf(item: ItemInput, ownerId: Uuid): ModifierInput[] {
  if (item.positionId === ownerId) return item.modifiers
  if (item.kind === 'Compound')
    for (const half of [item.primary, item.secondary]) if (half?.positionId === ownerId) return half.modifiers
  throw constraint('modifiers belong to a dish or to a half of it')
}

/** What the modifier is added to, by whichever of the three names the plugin calls it. */
const ownerOf = (args: Args) => {
  const name = ['compoundItem', 'component', 'compoundComponent', 'orderItem'].find((one) => args.has(one))
  return args.ref(name ?? 'productItem')
}

const noProduct = { productId: '', positionId: null, price: null, modifiers: [] }

async function addHalf(
  plan: SessionPlan,
  args: Args,
  id: Uuid,
  which: 'primary' | 'secondary',
): Promise<void> {
  await plan.subject(args.ref('order'))
  const owner = args.ref('compoundItem')
  const item = plan.openDish(owner)?.item
  if (item?.kind !== 'Compound') throw constraint('components belong to a compound dish of the session')
  item[which] = { productId: args.id('product'), positionId: id, price: price(plan, args), modifiers: [] }
  plan.addPart(id, owner.id)
}

async function changeComment(plan: SessionPlan, args: Args, comment: string | null): Promise<void> {
  const subject = await plan.subject(args.ref('order'), ['tableOrder', 'delivery'])
  const ref = args.ref('cookingItem')
  const fresh = plan.dish(ref.id)
  plan.checkStub(ref)
  if (fresh && !fresh.isSent) {
    fresh.item.comment = comment
    return
  }
  if (subject.kind !== 'tableOrder')
    throw notSupported('changeOrderItemComment', 'a dish of a delivery keeps the comment that it came with')
  const isWithKitchen = fresh === undefined && isPrinted(plan.storedDish(subject, ref.id))
  plan.emit({
    kind: isWithKitchen ? 'tableOrder.changePrintedComment' : 'tableOrder.changeItemComment',
    orderId: subject.id,
    positionId: ref.id,
    comment,
  })
}

async function changeAmount(plan: SessionPlan, args: Args): Promise<void> {
  const subject = await plan.subject(args.ref('order'), ['tableOrder', 'delivery'])
  const ref = args.ref('cookingItem')
  const amount = args.amount('amount')
  plan.checkStub(ref)
  const fresh = plan.dish(ref.id)
  if (fresh && !fresh.isSent) {
    fresh.item.amount = amount
    return
  }
  const stored = fresh ? fresh.item.amount : plan.storedDish(subject, ref.id).amount
  const before = plan.recall(`amount of ${ref.id}`, stored)
  plan.remember(`amount of ${ref.id}`, amount)
  const kind = subject.kind === 'delivery' ? 'delivery.changeItemAmount' : 'tableOrder.changeItemAmount'
  plan.emit({ kind, orderId: subject.id, positionId: ref.id, by: amount - before })
}

/** `amount` null: it is deleted. */
async function changeModifierAmount(plan: SessionPlan, args: Args, amount: bigint | null): Promise<void> {
  await plan.subject(args.ref('order'))
  const owner = ownerOf(args)
  const { id } = args.ref('modifier')
  const dish = plan.openDish(owner)
  if (!dish) {
    const subject = await plan.subject(args.ref('order'), recomposable)
    return changeModifier(plan, subject, owner.id, { id, amount: amount ?? 0n })
  }
  const list = modifiersOf(dish.item, owner.id)
  const own = list.find(({ positionId }) => positionId === id)
  if (!own) throw constraint('the dish has no such modifier')
  if (amount === null) list.splice(list.indexOf(own), 1)
  else own.amount = amount
}

/** Dishes of the session fill the groups of a combo, at its price. */
async function addCombo(plan: SessionPlan, args: Args, id: Uuid): Promise<void> {
  const { id: orderId } = await plan.subject(args.ref('order'))
  const sourceId = args.id('sourceActionId')
  for (const part of args.parts('comboItems')) {
    const dish = plan.openDish(part.ref('item'))
    if (!dish) throw constraint('a combo is made of dishes that the same session adds')
    dish.item.combo = {
      comboId: id,
      comboSourceId: sourceId,
      groupId: part.id('groupId'),
      groupName: part.optionalText('groupName', 255),
    }
  }
  plan.addCombo(orderId, {
    id,
    name: args.optionalText('name', 255) ?? '',
    amount: args.whole('amount', 1, 999),
    price: args.optionalMoney('price', plan.place.scale),
    sourceId,
    programId: args.optionalId('programId'),
    sizeId: args.optionalId('size'),
  })
}

export const dishActions: readonly EditAction[] = [
  {
    name: 'addOrderProductItem',
    needs: 'orders:write',
    creates: 'Item',
    async plan(plan, args, id) {
      const subject = await plan.subject(args.ref('order'))
      plan.addDish(subject.id, {
        kind: 'Product',
        productId: args.id('product'),
        price: price(plan, args),
        amount: args.amount('amount'),
        modifiers: [],
        ...commonOf(plan, args, id),
      })
    },
  },
  {
    name: 'addOrderCompoundItem',
    needs: 'orders:write',
    creates: 'Item',
    async plan(plan, args, id) {
      const subject = await plan.subject(args.ref('order'))
      plan.addDish(subject.id, {
        kind: 'Compound',
        amount: args.has('amount') ? args.amount('amount') : 1000n,
        primary: { ...noProduct, modifiers: [] },
        secondary: null,
        modifiers: [],
        ...commonOf(plan, args, id),
      })
    },
  },
  {
    name: 'addPrimaryComponent',
    needs: 'orders:write',
    creates: 'Component',
    plan: (plan, args, id) => addHalf(plan, args, id, 'primary'),
  },
  {
    name: 'addSecondaryComponent',
    needs: 'orders:write',
    creates: 'Component',
    plan: (plan, args, id) => addHalf(plan, args, id, 'secondary'),
  },
  {
    name: 'addOrderModifierItem',
    needs: 'orders:write',
    creates: 'Modifier',
    async plan(plan, args, id) {
      await plan.subject(args.ref('order'))
      const owner = ownerOf(args)
      const modifier = {
        positionId: id,
        productId: args.id('modifier'),
        groupId: args.optionalId('parentGroup'),
        amount: args.pieces('amount', 0, modifierMax),
        price: price(plan, args),
      }
      const dish = plan.openDish(owner)
      if (dish) modifiersOf(dish.item, owner.id).push(modifier)
      else putModifier(plan, await plan.subject(args.ref('order'), recomposable), owner.id, modifier)
    },
  },
  {
    name: 'changeOrderModifierItemAmount',
    needs: 'orders:write',
    plan: (plan, args) => changeModifierAmount(plan, args, args.pieces('amount', 0, modifierMax)),
  },
  {
    name: 'deleteOrderModifierItem',
    needs: 'orders:write',
    plan: (plan, args) => changeModifierAmount(plan, args, null),
  },
  {
    name: 'changeOrderCookingItemAmount',
    needs: 'orders:write',
    plan: changeAmount,
  },
  {
    name: 'changeOrderCookingItemSize',
    needs: 'orders:write',
    async plan(plan, args) {
      await plan.subject(args.ref('order'))
      const [ref, sizeId] = [args.ref('cookingItem'), args.id('size')]
      const dish = plan.openDish(ref)
      if (dish) dish.item.sizeId = sizeId
      else changeSize(plan, await plan.subject(args.ref('order'), recomposable), ref.id, sizeId)
    },
  },
  {
    name: 'setOpenPrice',
    needs: 'orders:write',
    async plan(plan, args) {
      await plan.subject(args.ref('sourceOrder'))
      const [ref, openPrice] = [args.ref('productOrderItem'), args.money('openPrice', plan.place.scale)]
      const dish = plan.openDish(ref)
      if (!dish) {
        const subject = await plan.subject(args.ref('sourceOrder'), recomposable)
        return setOpenPrice(plan, subject, ref.id, openPrice)
      }
      if (dish.item.kind !== 'Product') throw constraint('a compound dish has no price of its own')
      dish.item.openPrice = openPrice
    },
  },
  {
    name: 'changeOrderCookingItemCourse',
    needs: 'orders:write',
    async plan(plan, args) {
      const { id } = await plan.subject(args.ref('order'), ['tableOrder'])
      const ref = args.ref('cookingItem')
      plan.checkStub(ref)
      const course = orderItemCourses[args.oneOf('course', orderItemCourses)]
      const wanted = course < 0 ? null : course
      plan.emit({ kind: 'tableOrder.changeCourse', orderId: id, positionIds: [ref.id], course: wanted })
    },
  },
  {
    name: 'changeOrderItemComment',
    needs: 'orders:write',
    plan: (plan, args) => changeComment(plan, args, args.optionalText('comment', 255)),
  },
  {
    name: 'deleteOrderItemComment',
    needs: 'orders:write',
    plan: (plan, args) => changeComment(plan, args, null),
  },
  {
    name: 'deletePrintedOrderItemComment',
    needs: 'orders:write',
    plan: (plan, args) => changeComment(plan, args, null),
  },
  { name: 'addOrderCombo', needs: 'orders:write', creates: 'Combo', plan: addCombo },
]
