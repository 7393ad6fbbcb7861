import type { Menu, MenuModifier, MenuProduct, ModifierGroup, Size } from './menu-types.ts'
import type { NewItem, NewModifier } from './new-item-types.ts'

/** A dish while a person composes it. */
export type DishChoice = {
  product: MenuProduct
  size: Size | null
  /** Typed; absent: the menu's. */
  price?: number
  amount: number
  comment: string
  /** Amounts by `group/modifier`; the group of a single modifier is empty. */
  modifiers: Readonly<Record<string, number>>
  /** At a table. */
  seat?: Seat
  /** Of a compound dish: its other half. */
  half?: DishChoice
}

/** Whose a dish is and when it is served; absent: common, as it comes. */
export type Seat = { guestId?: string; course?: number }

export type ModifierIndex = ReadonlyMap<string, MenuModifier>
export const indexModifiers = (menu: Pick<Menu, 'modifiers'>): ModifierIndex =>
  new Map(menu.modifiers.map((modifier) => [modifier.id, modifier]))

export const modifierKey = (groupId: string | null, productId: string): string =>
  `${groupId ?? ''}/${productId}`

/** A dish as it comes when nobody says anything: usual size, usual modifiers. */
export function startChoice(product: MenuProduct): DishChoice {
  const usual = [
    ...product.modifiers.map(
      (child) => [modifierKey(null, child.productId), Math.max(child.default, child.min)] as const,
    ),
    ...product.groups.flatMap((group) =>
      group.children.map(
        (child) =>
          [
            modifierKey(group.id, child.productId),
            group.hasOwnLimits ? Math.max(child.default, child.min) : child.default,
          ] as const,
      ),
    ),
  ]
  return {
    product,
    size: product.sizes.find((size) => size.isDefault) ?? product.sizes[0] ?? null,
    amount: 1,
    comment: '',
    modifiers: Object.fromEntries(usual),
  }
}

/** A half that lies beside another: only what halves choose apart is asked about it. */
export const startHalf = (product: MenuProduct): DishChoice =>
  startChoice({
    ...product,
    modifiers: [],
    groups: product.groups.filter(({ isSplittable }) => isSplittable),
  })

export const hasChoice = ({ sizes, groups, modifiers, isOpenPrice = false }: MenuProduct): boolean =>
  sizes.length > 0 || groups.length > 0 || modifiers.length > 0 || isOpenPrice
export const needsChoice = (product: MenuProduct): boolean => hasChoice(product) || product.isWeighed

export const groupAmount = (choice: DishChoice, group: ModifierGroup): number =>
  group.children.reduce((sum, child) => sum + amountOf(choice, group.id, child.productId), 0)

export const amountOf = (choice: DishChoice, groupId: string | null, productId: string): number =>
  choice.modifiers[modifierKey(groupId, productId)] ?? 0

/** How much of one modifier a group still lets in, with what is chosen of it. */
export function roomFor(choice: DishChoice, group: ModifierGroup, productId: string): number {
  const child = group.children.find((each) => each.productId === productId)
  const own = amountOf(choice, group.id, productId)
  const left = group.max - groupAmount(choice, group) + own
  return Math.max(0, group.hasOwnLimits ? Math.min(left, child?.max ?? left) : left)
}

export const withModifier = (
  choice: DishChoice,
  groupId: string | null,
  productId: string,
  amount: number,
): DishChoice => ({
  ...choice,
  modifiers: { ...choice.modifiers, [modifierKey(groupId, productId)]: amount },
})

/** In a group of exactly one, a tap on another one replaces the first. */
export function withOnly(choice: DishChoice, group: ModifierGroup, productId: string): DishChoice {
  const cleared = Object.fromEntries(
    group.children.map((child) => [modifierKey(group.id, child.productId), 0]),
  )
  return {
    ...choice,
    modifiers: { ...choice.modifiers, ...cleared, [modifierKey(group.id, productId)]: 1 },
  }
}

/** Groups that lack something, so the dish cannot be added yet. */
export const unfilledGroups = (choice: DishChoice): ModifierGroup[] => [
  ...choice.product.groups.filter((group) => groupAmount(choice, group) < group.min),
  ...(choice.half ? unfilledGroups(choice.half) : []),
]

/** What one portion costs with its modifiers; each half counts half of its price, as at the till. */
export function priceOfOne(choice: DishChoice, index: ModifierIndex): number {
  const { product, size, price, half } = choice
  const alone = price ?? size?.price ?? product.price ?? 0
  const own = extrasOfOne(choice, index)
  if (!half) return alone + own
  const sameSize = half.product.sizes.find(({ id }) => id === size?.id) ?? null
  const other = sameSize?.price ?? half.product.price ?? 0
  return (alone + other) / 2 + own + extrasOfOne({ ...half, size: sameSize }, index)
}

/** Free units of a group are its dearest. */
function extrasOfOne({ product, size, modifiers }: DishChoice, index: ModifierIndex): number {
  const priceOf = (productId: string): number => {
    const modifier = index.get(productId)
    return (size ? modifier?.priceBySize[size.id] : undefined) ?? modifier?.price ?? 0
  }
  const paid = (groupId: string | null, productId: string, free: number): number =>
    Math.max(0, (modifiers[modifierKey(groupId, productId)] ?? 0) - free)
  let sum = 0
  for (const child of product.modifiers)
    sum += paid(null, child.productId, child.free) * priceOf(child.productId)
  for (const group of product.groups) {
    let free = group.free
    const dearestFirst = [...group.children].sort((a, b) => priceOf(b.productId) - priceOf(a.productId))
    for (const child of dearestFirst) {
      const amount = paid(group.id, child.productId, child.free)
      const granted = Math.min(amount, free)
      free -= granted
      sum += (amount - granted) * priceOf(child.productId)
    }
  }
  return sum
}

export const newItem = (choice: DishChoice): NewItem => {
  const { product, size, price, amount, comment, seat, half } = choice
  const chosen = ownModifiers(choice)
  const isApart = ({ groupId }: NewModifier): boolean =>
    product.isCompound && product.groups.some(({ id, isSplittable }) => isSplittable && id === groupId)
  const primary = { productId: product.id, modifiers: chosen.filter(isApart) }
  const secondary = half ? [{ productId: half.product.id, modifiers: ownModifiers(half) }] : []
  return {
    ...seat,
    productId: product.id,
    sizeId: size?.id ?? null,
    amount,
    comment: comment.trim() || null,
    ...(price === undefined ? {} : { openPrice: price }),
    modifiers: chosen.filter((modifier) => !isApart(modifier)),
    ...(product.isCompound ? { halves: [primary, ...secondary] } : {}),
  }
}

/** All that is chosen on a dish and on its halves. */
export const modifiersOf = (choice: DishChoice): NewModifier[] => [
  ...ownModifiers(choice),
  ...(choice.half ? ownModifiers(choice.half) : []),
]

const ownModifiers = ({ modifiers }: DishChoice): NewModifier[] =>
  Object.entries(modifiers)
    .filter(([, chosen]) => chosen > 0)
    .map(([key, chosen]) => {
      const [groupId, productId = ''] = key.split('/')
      return { productId, groupId: groupId || null, amount: chosen }
    })

/** Names of a dish of two dishes, in one line. */
export const nameOfDish = (
  { product, half }: DishChoice,
  nameOf: (product: MenuProduct) => string,
): string =>
  half && half.product.id !== product.id ? `${nameOf(product)} / ${nameOf(half.product)}` : nameOf(product)

/** Two of the same are one line with a greater amount. */
export function addToBasket(basket: readonly DishChoice[], choice: DishChoice): DishChoice[] {
  const same = basket.findIndex(
    (line) =>
      line.product.id === choice.product.id &&
      line.size?.id === choice.size?.id &&
      line.price === choice.price &&
      line.comment === choice.comment &&
      line.seat?.guestId === choice.seat?.guestId &&
      line.seat?.course === choice.seat?.course &&
      !choice.product.isWeighed &&
      composition(line) === composition(choice),
  )
  if (same < 0) return [...basket, choice]
  return basket.map((line, i) => (i === same ? { ...line, amount: line.amount + choice.amount } : line))
}

function composition(choice: DishChoice): string {
  const { modifiers, halves } = newItem(choice)
  return JSON.stringify({ modifiers, halves })
}
