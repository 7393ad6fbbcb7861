import type { Combo, ComboProduct, KioskItem, NewKioskOrder } from '../kit/device/device-types.ts'
import {
  addToBasket,
  type DishChoice,
  type ModifierIndex,
  newItem,
  priceOfOne,
  startChoice,
  unfilledGroups,
} from '../kit/dish-choice.ts'
import type { MenuProduct } from '../kit/menu-types.ts'
import type { Stop } from '../kit/till-types.ts'

export type ComboMember = { groupId: string; choice: DishChoice }
/** A combo whose price the till has told. */
export type ComboLine = { id: string; combo: Combo; members: ComboMember[]; price: number; amount: number }
export type Basket = { dishes: readonly DishChoice[]; combos: readonly ComboLine[] }
export const emptyBasket: Basket = { dishes: [], combos: [] }

export const countOf = ({ dishes, combos }: Basket): number =>
  [...dishes, ...combos].reduce((sum, { amount }) => sum + amount, 0)

/** What it comes to by the menu; the till says what is paid, with its discounts. */
export const sumOf = ({ dishes, combos }: Basket, modifiers: ModifierIndex): number =>
  dishes.reduce((sum, dish) => sum + priceOfOne(dish, modifiers) * dish.amount, 0) +
  combos.reduce((sum, { price, amount }) => sum + price * amount, 0)

export const withDish = (basket: Basket, choice: DishChoice): Basket => ({
  ...basket,
  dishes: addToBasket(basket.dishes, choice),
})
export const withCombo = (basket: Basket, line: ComboLine): Basket => ({
  ...basket,
  combos: [...basket.combos, line],
})
/** Another amount of a line; none takes it away. */
export function withAmount(basket: Basket, kind: keyof Basket, index: number, amount: number): Basket {
  const changed = <Line extends { amount: number }>(lines: readonly Line[]): Line[] =>
    lines.map((line, i) => (i === index ? { ...line, amount } : line)).filter((line) => line.amount > 0)
  return kind === 'dishes'
    ? { ...basket, dishes: changed(basket.dishes) }
    : { ...basket, combos: changed(basket.combos) }
}

/** How much of a dish is left, null when nobody counts it; of a size where it has sizes. */
export function leftOf(stops: readonly Stop[], productId: string, sizeId: string | null): number | null {
  const own = stops.filter(
    (stop) => stop.productId === productId && (stop.sizeId === null || stop.sizeId === sizeId),
  )
  return own.length === 0 ? null : Math.min(...own.map(({ balance }) => balance))
}

/** Nothing of it can be ordered now, in no size. */
export function isStopped(stops: readonly Stop[], product: MenuProduct): boolean {
  const sizes = product.sizes.length > 0 ? product.sizes.map(({ id }) => id) : [null]
  return sizes.every((sizeId) => (leftOf(stops, product.id, sizeId) ?? 1) <= 0)
}

/** How many more of a dish the basket may take: no more than is left, and never a party's worth. */
export function roomFor(
  basket: Basket,
  stops: readonly Stop[],
  { product, size }: Pick<DishChoice, 'product' | 'size'>,
): number {
  const isSame = (one: DishChoice): boolean => one.product.id === product.id && one.size?.id === size?.id
  const taken =
    basket.dishes.filter(isSame).reduce((sum, { amount }) => sum + amount, 0) +
    basket.combos.reduce(
      (sum, { members, amount }) => sum + members.filter(({ choice }) => isSame(choice)).length * amount,
      0,
    )
  const left = leftOf(stops, product.id, size?.id ?? null)
  return Math.max(0, Math.min(amountMax, left === null ? amountMax : Math.floor(left) - taken))
}
const amountMax = 20

/** The dish of a combo's group as it comes: in the group's size, with its usual modifiers. */
export function memberOf(product: MenuProduct, { sizeId, forbidden }: ComboProduct): DishChoice {
  const usual = startChoice(product)
  const allowed = Object.entries(usual.modifiers).filter(
    ([key]) => !forbidden.includes(key.split('/')[1] ?? ''),
  )
  return {
    ...usual,
    size: product.sizes.find(({ id }) => id === sizeId) ?? usual.size,
    modifiers: Object.fromEntries(allowed),
  }
}

/** Something has still to be chosen for a dish of the combo. */
export const isUnfilled = (members: readonly ComboMember[]): boolean =>
  members.some(({ choice }) => unfilledGroups(choice).length > 0)

const plainItem = (choice: DishChoice): KioskItem => {
  const { comment: _none, ...item } = newItem(choice)
  return item
}

/** What is asked about the price of a combo. */
export const comboQuestion = ({ id }: Combo, members: readonly ComboMember[]) => ({
  sourceId: id,
  items: members.map(({ groupId, choice }) => ({ ...plainItem(choice), groupId })),
})

/** What is sent to the till. A combo is told with its dishes, each as often as the combo. */
export function orderOf(
  { dishes, combos }: Basket,
  guest: Pick<NewKioskOrder, 'orderId' | 'orderTypeId' | 'phone'>,
): NewKioskOrder {
  return {
    ...guest,
    items: [
      ...dishes.map(plainItem),
      ...combos.flatMap(({ id, combo, members, amount }) =>
        members.map(({ groupId, choice }) => ({
          ...plainItem({ ...choice, amount }),
          ...{ groupId, comboId: id, comboSourceId: combo.id },
        })),
      ),
    ],
    combos: combos.map(({ id, combo, amount }) => ({ id, sourceId: combo.id, amount })),
  }
}
