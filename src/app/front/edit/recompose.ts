/** Modifiers and sizes of dishes that are in the order already and not with the kitchen (front-api §2.6.4). */
import type { ModifierChange } from '../../../domain/orders/inputs.ts'
import type { ItemModifier, OrderItem } from '../../../domain/orders/order.ts'
import type { Money, Quantity } from '../../../kernel/exact.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type { TillCommand } from '../../till/till-command.ts'
import { notFound } from '../exceptions.ts'
import { constraint, type SessionPlan, type Subject, saleOf } from './session-plan.ts'

type Recompose = Extract<TillCommand, { kind: 'tableOrder.recomposeItem' | 'delivery.recomposeItem' }>
type Half = ModifierChange['half']
type Owner = { item: OrderItem; half: Half; modifiers: readonly ItemModifier[] }
type Said = Pick<ModifierChange, 'productId' | 'groupId' | 'amount' | 'positionId' | 'price'>

/** Orders whose dishes may be made of something else; a banquet's are chosen when it is booked. */
export const recomposable = ['tableOrder', 'delivery'] as const

const isRecompose = ({ kind }: TillCommand): boolean => kind.endsWith('.recomposeItem')

/**
 * The session's command about a dish. Deeds that follow each other are one: a modifier that must be there may go as soon as
 * another has come for it, in whatever order a plugin says so.
 */
function recompose(plan: SessionPlan, subject: Subject, positionId: Uuid): Recompose {
  const isOf = (one: TillCommand): one is Recompose =>
    isRecompose(one) && (one as Recompose).positionId === positionId
  const at = plan.commands.findLastIndex(isOf)
  const known = plan.commands[at]
  if (known && isOf(known) && plan.commands.slice(at).every(isRecompose)) return known
  const kind = subject.kind === 'delivery' ? 'delivery.recomposeItem' : 'tableOrder.recomposeItem'
  const command: Recompose = { kind, orderId: subject.id, positionId, modifiers: [] }
  plan.emit(command)
  return command
}

/** A dish of the order, or a half of one. */
function ownerOf({ sale }: Subject, id: Uuid): Owner {
  for (const item of (sale && saleOf(sale)?.items) ?? []) {
    if (item.positionId === id) return { item, half: null, modifiers: item.modifiers }
    if (item.kind !== 'Compound') continue
    for (const half of ['primary', 'secondary'] as const) {
      const component = item[half]
      if (component?.positionId === id) return { item, half, modifiers: component.modifiers }
    }
  }
  throw notFound('OrderItem', id)
}

/** A modifier that the dish has not got yet. */
export function putModifier(plan: SessionPlan, subject: Subject, ownerId: Uuid, said: Said): void {
  const { item, half, modifiers } = ownerOf(subject, ownerId)
  const command = recompose(plan, subject, item.positionId)
  const isSame = (one: Pick<Said, 'productId' | 'groupId'>): boolean =>
    one.productId === said.productId && one.groupId === said.groupId
  const asked = command.modifiers.find((one) => one.half === half && isSame(one))
  const present = asked?.amount ?? modifiers.find(isSame)?.amount ?? 0n
  if (present > 0n) throw constraint('the dish has this modifier already: its amount may be changed')
  if (asked) Object.assign(asked, said)
  else command.modifiers.push({ half, ...said })
}

/** More or less of a modifier that the dish has, or had it put on in this session; 0 takes it off. */
export function changeModifier(
  plan: SessionPlan,
  subject: Subject,
  ownerId: Uuid,
  { id: modifierId, amount }: { id: Uuid; amount: Quantity },
): void {
  const { item, half, modifiers } = ownerOf(subject, ownerId)
  const command = recompose(plan, subject, item.positionId)
  const stored = modifiers.find(({ positionId }) => positionId === modifierId)
  const asked = command.modifiers.find(
    (one) =>
      one.half === half &&
      (one.positionId === modifierId ||
        (one.productId === stored?.productId && one.groupId === stored.groupId)),
  )
  if (asked) asked.amount = amount
  else if (stored) {
    const { productId, groupId } = stored
    command.modifiers.push({ half, productId, groupId, amount, positionId: null, price: null })
  } else throw constraint('the dish has no such modifier')
}

export function changeSize(plan: SessionPlan, subject: Subject, dishId: Uuid, sizeId: Uuid): void {
  recompose(plan, subject, ownerOf(subject, dishId).item.positionId).sizeId = sizeId
}

export function setOpenPrice(plan: SessionPlan, subject: Subject, dishId: Uuid, price: Money): void {
  recompose(plan, subject, ownerOf(subject, dishId).item.positionId).openPrice = price
}
