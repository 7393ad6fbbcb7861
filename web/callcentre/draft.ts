import type { DishChoice } from '../kit/dish-choice.ts'
import { modifierKey, newItem, startChoice } from '../kit/dish-choice.ts'
import type { Menu } from '../kit/menu-types.ts'
import type { AboutPhone, Check, Delivery, OldItem, Stop } from './types.ts'

export type Address = {
  streetId: string | null
  house: string
  flat: string
  entrance: string
  floor: string
  doorphone: string
  comment: string
}
/** Where the order goes; `isAuto`: as the restrictions choose it. */
export type Target = { organizationId: string; terminalGroupId: string; isAuto: boolean }

/** An order while an operator puts it together on the phone. */
export type Draft = {
  /** Of the order to be: sent twice it is one. */
  id: string
  callId: string | null
  phone: string
  about: AboutPhone | null
  name: string
  isPickup: boolean
  address: Address
  target: Target | null
  lines: readonly DishChoice[]
  /** Dishes of an earlier order, until the menu is there. */
  repeat: readonly OldItem[] | null
  /** Names of dishes that could not be ordered again. */
  missing: readonly string[]
  /** Epoch milliseconds; null: as soon as possible. */
  promisedAt: number | null
  comment: string
  persons: number
  paymentTypeId: string | null
}

export const noAddress: Address = {
  ...{ streetId: null, house: '', flat: '', entrance: '', floor: '', doorphone: '', comment: '' },
}

export const newDraft = (phone = '', callId: string | null = null): Draft => ({
  ...{ id: crypto.randomUUID(), callId, phone, about: null, name: '', isPickup: false, address: noAddress },
  ...{ target: null, lines: [], repeat: null, missing: [], promisedAt: null, comment: '', persons: 1 },
  paymentTypeId: null,
})

/** What is known of whoever has the phone. */
export function withGuest(draft: Draft, about: AboutPhone): Draft {
  const { guest, orders } = about
  const name = guest?.profile.name ?? orders.find(({ guestName }) => guestName)?.guestName ?? ''
  return { ...draft, about, name: draft.name || name }
}

/** The address, the way and the dishes of an earlier order. */
export function repeated(draft: Draft, order: Delivery): Draft {
  return {
    ...(order.address ? withAddress(draft, order) : draft),
    ...{ isPickup: order.isPickup, target: null, lines: [], repeat: order.items, missing: [] },
  }
}

export function withAddress(draft: Draft, { address }: Pick<Delivery, 'address'>): Draft {
  if (!address) return draft
  const { streetId, house, flat, entrance, floor, doorphone, comment } = address
  return {
    ...draft,
    ...{ isPickup: false, target: draft.lines.length > 0 ? draft.target : null },
    address: {
      streetId,
      ...{ house: house ?? '', flat: flat ?? '', entrance: entrance ?? '', floor: floor ?? '' },
      ...{ doorphone: doorphone ?? '', comment: comment ?? '' },
    },
  }
}

/** The first that the restrictions allow, unless somebody has chosen one that is still there. */
export function targetBy(target: Target | null, check: Check, mayBypass: boolean): Target | null {
  const choosable = [...check.allowed, ...check.unruled, ...(mayBypass ? check.rejected : [])]
  const isThere = choosable.some((one) => one.terminalGroupId === target?.terminalGroupId)
  if (target && !target.isAuto && isThere) return target
  const [best] = check.allowed
  if (best)
    return { organizationId: best.organizationId, terminalGroupId: best.terminalGroupId, isAuto: true }
  return target && isThere ? target : null
}

/** Dishes of an earlier order by the menu of today; `missing` are not to be had. */
export function dishesAgain(
  items: readonly OldItem[],
  menu: Menu,
  stops: readonly Stop[],
): { lines: DishChoice[]; missing: string[] } {
  const lines: DishChoice[] = []
  const missing: string[] = []
  for (const item of items) {
    const product = menu.products.find(({ id }) => id === item.productId && !item.halves)
    const size = product?.sizes.find(({ id }) => id === item.sizeId) ?? null
    const isOut = isStopped(stops, item.productId, item.sizeId)
    if (!product || isOut || (product.sizes.length > 0 && !size)) {
      missing.push(item.name)
      continue
    }
    const modifiers = Object.fromEntries(
      item.modifiers.map(({ groupId, productId, amount }) => [modifierKey(groupId, productId), amount]),
    )
    lines.push({ ...startChoice(product), size, modifiers, amount: item.amount, comment: item.comment ?? '' })
  }
  return { lines, missing }
}

export const isStopped = (stops: readonly Stop[], productId: string, sizeId: string | null): boolean =>
  stops.some(
    (stop) =>
      stop.productId === productId && stop.balance <= 0 && (stop.sizeId === null || stop.sizeId === sizeId),
  )

/** Whether the address says enough to be asked about. */
export const isPlaced = ({ isPickup, address }: Draft): boolean =>
  isPickup || (address.streetId !== null && address.house.trim() !== '')

/** The question about the address, with the dishes once there are some. */
export function checkQuestion({ isPickup, address, target, lines, promisedAt }: Draft): object {
  return {
    isCourierDelivery: !isPickup,
    streetId: isPickup ? null : address.streetId,
    house: isPickup ? null : address.house.trim(),
    completeBefore: promisedAt === null ? null : new Date(promisedAt).toISOString(),
    ...(target && lines.length > 0
      ? { organizationId: target.organizationId, items: lines.map(newItem) }
      : {}),
  }
}

/** The order as it is sent; `sum`: what is to be paid, as the server has told. */
export function orderOf(draft: Draft, target: Target, sum: string | null): object {
  const { address, about, paymentTypeId } = draft
  return {
    id: draft.id,
    organizationId: target.organizationId,
    terminalGroupId: target.isAuto ? null : target.terminalGroupId,
    ...{ isPickup: draft.isPickup, phone: draft.phone, name: draft.name.trim() },
    guestId: about?.guest?.id ?? null,
    address: draft.isPickup ? null : { ...address, house: address.house.trim() },
    items: draft.lines.map(newItem),
    completeBefore: draft.promisedAt === null ? null : new Date(draft.promisedAt).toISOString(),
    ...{ comment: draft.comment, persons: draft.persons },
    payment: paymentTypeId && sum !== null ? { typeId: paymentTypeId, sum } : null,
  }
}

/** Decimal texts of one currency added up exactly. */
export function addSums(sums: readonly string[], scale: number): string {
  const minor = sums.reduce((all, sum) => all + BigInt(Math.round(Number(sum) * 10 ** scale)), 0n)
  const text = String(minor).padStart(scale + 1, '0')
  return scale === 0 ? text : `${text.slice(0, -scale)}.${text.slice(-scale)}`
}
