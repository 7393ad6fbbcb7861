/** Deleting, moving, printing, cooking and serving dishes (front-api §2.6.5, §2.6.7). */
import { isLiving } from '../../../domain/orders/cooking.ts'
import type { OrderItem } from '../../../domain/orders/order.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type { Args } from '../arguments.ts'
import { orderItemCourses, writeoffModes } from '../model/enums.ts'
import type { EditAction } from './edit-action.ts'
import { constraint, notSupported, type SessionPlan, type Subject, saleOf } from './session-plan.ts'

const commentMax = 255

/** Dishes that an argument names, one or many. */
function dishesOf(plan: SessionPlan, args: Args, one: string, many: string): Uuid[] {
  const refs = args.has(many) ? args.refs(many) : [args.ref(one)]
  for (const ref of refs) plan.checkStub(ref)
  if (refs.length === 0) args.refuse(many, 'must name a dish')
  return refs.map(({ id }) => id)
}

const partsOf = (ids: readonly Uuid[]) => ids.map((positionId) => ({ positionId, amount: null }))

/** Who bears the loss, by the mode that the plugin chose (front-api §2.6.5). */
function writeoffOf(args: Args, { sale }: Subject) {
  const options = args.part('writeoffOptions')
  const mode = options.optionalOneOf('writeoffType', writeoffModes) ?? 'Auto'
  const waiter = sale?.kind === 'tableOrder' ? (sale.order.waiter?.id ?? null) : null
  const user = mode === 'WriteoffToUser' ? options.id('user') : mode === 'WriteoffToWaiter' ? waiter : null
  return {
    removalTypeId: options.id('removalType'),
    comment: args.optionalText('comment', commentMax),
    userIdForWriteoff: user,
    withoutWriteoff: mode === 'WithoutWriteoff',
  }
}

async function deletePrinted(plan: SessionPlan, args: Args): Promise<void> {
  const subject = await plan.subject(args.ref('order'), ['tableOrder', 'delivery'])
  const ids = dishesOf(plan, args, 'orderItem', 'orderItems')
  const { withoutWriteoff, ...removal } = writeoffOf(args, subject)
  if (subject.kind === 'tableOrder')
    return plan.emit({
      kind: 'tableOrder.deletePrintedItems',
      orderId: subject.id,
      parts: partsOf(ids),
      ...removal,
      withoutWriteoff,
    })
  plan.emit({ kind: 'delivery.deleteItems', orderId: subject.id, positionIds: ids, ...removal })
}

async function deleteUnprinted(plan: SessionPlan, args: Args): Promise<void> {
  const subject = await plan.subject(args.ref('order'), ['tableOrder', 'delivery'])
  const ref = args.ref('orderItem')
  plan.checkStub(ref)
  const fresh = plan.dish(ref.id)
  if (fresh && !fresh.isSent) return plan.removeDish(ref.id)
  if (subject.kind === 'tableOrder')
    return plan.emit({ kind: 'tableOrder.deleteItems', orderId: subject.id, parts: partsOf([ref.id]) })
  plan.emit({
    ...{ kind: 'delivery.deleteItems', orderId: subject.id, positionIds: [ref.id] },
    ...{ removalTypeId: null, comment: null, userIdForWriteoff: null },
  })
}

async function moveToGuest(plan: SessionPlan, args: Args, one: string, many: string): Promise<void> {
  const { id } = await plan.subject(args.ref('order'), ['tableOrder'])
  const guest = args.optionalRef('destinationGuest')
  if (guest) plan.checkStub(guest)
  plan.emit({
    kind: 'tableOrder.assignItems',
    orderId: id,
    positionIds: dishesOf(plan, args, one, many),
    guestId: guest?.id ?? null,
  })
}

async function moveToOrder(plan: SessionPlan, args: Args): Promise<void> {
  const { id } = await plan.subject(args.ref('sourceOrder'), ['tableOrder'])
  const target = await plan.subject(args.ref('destinationOrder'), ['tableOrder'])
  const guest = args.optionalRef('destinationGuest')
  if (guest) plan.checkStub(guest)
  plan.flush(target.id)
  plan.emit({
    kind: 'tableOrder.move',
    orderId: id,
    parts: partsOf(dishesOf(plan, args, 'orderItem', 'orderItems')),
    guestIds: [],
    to: { kind: 'order', orderId: target.id, guestId: guest?.id ?? null },
  })
}

type Cooked = 'CookingStarted' | 'CookingCompleted' | 'PrintedNotCooking' | 'Served'

async function setCooking(plan: SessionPlan, args: Args, field: [string, string], status: Cooked) {
  const subject = await plan.subject(args.ref('order'), ['tableOrder', 'delivery'])
  const positionIds = dishesOf(plan, args, ...field)
  const kind = subject.kind === 'delivery' ? 'delivery' : 'tableOrder'
  plan.emit({ kind: `${kind}.setCooking`, orderId: subject.id, positionIds, status })
}

const dishesIn = ({ sale }: Subject): OrderItem[] =>
  sale ? (saleOf(sale)?.items.filter(isLiving) ?? []) : []

/** The dishes of a course that the kitchen has and has not begun. */
async function startCourse(plan: SessionPlan, args: Args): Promise<void> {
  const subject = await plan.subject(args.ref('order'), ['tableOrder'])
  const course = orderItemCourses[args.oneOf('course', orderItemCourses)]
  if (course < 2) throw constraint('the kitchen begins Vip and First by itself')
  const positionIds = dishesIn(subject)
    .filter((item) => item.course === course && item.status === 'PrintedNotCooking')
    .map(({ positionId }) => positionId)
  if (positionIds.length === 0) throw constraint('the kitchen has no dish of this course to begin')
  plan.emit({ kind: 'tableOrder.setCooking', orderId: subject.id, positionIds, status: 'CookingStarted' })
}

async function printItems(plan: SessionPlan, args: Args): Promise<void> {
  const subject = await plan.subject(args.ref('order'))
  const positionIds = args.has('orderItems') ? dishesOf(plan, args, 'orderItem', 'orderItems') : undefined
  if (subject.kind === 'tableOrder')
    return plan.emit({
      kind: 'tableOrder.printToKitchen',
      orderId: subject.id,
      ...(positionIds ? { positionIds } : {}),
    })
  if (positionIds && positionIds.length < dishesIn(subject).filter(({ status }) => status === 'Added').length)
    throw notSupported('printOrderItems', 'dishes of a delivery and of a banquet go to the kitchen together')
  plan.emit({ kind: `${subject.kind}.printToKitchen`, orderId: subject.id })
}

export const moveDishes: readonly EditAction[] = [
  { name: 'deleteOrderItem', needs: 'orders:write', plan: deleteUnprinted },
  { name: 'deletePrintedOrderItems', needs: 'orders:write', plan: deletePrinted },
  {
    name: 'moveOrderItemToAnotherGuest',
    needs: 'orders:write',
    plan: (plan, args) => moveToGuest(plan, args, 'product', 'products'),
  },
  {
    name: 'moveOrderItemsToAnotherGuest',
    needs: 'orders:write',
    plan: (plan, args) => moveToGuest(plan, args, 'orderItem', 'orderItems'),
  },
  { name: 'moveOrderItemToAnotherOrder', needs: 'orders:write', plan: moveToOrder },
  { name: 'moveOrderItemsToAnotherOrder', needs: 'orders:write', plan: moveToOrder },
  { name: 'printOrderItems', needs: 'orders:write', plan: printItems },
  { name: 'startCourseCooking', needs: 'orders:write', plan: startCourse },
  {
    name: 'startProductsCooking',
    needs: 'orders:write',
    plan: (plan, args) => setCooking(plan, args, ['product', 'products'], 'CookingStarted'),
  },
  {
    name: 'serveOrderCookingItem',
    needs: 'orders:write',
    plan: (plan, args) => setCooking(plan, args, ['cookingItem', 'cookingItems'], 'Served'),
  },
  {
    name: 'unserveOrderCookingItem',
    needs: 'orders:write',
    plan: (plan, args) => setCooking(plan, args, ['cookingItem', 'cookingItems'], 'CookingCompleted'),
  },
]
