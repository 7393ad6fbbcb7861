import type { Menu, MenuModifier, MenuProduct, ModifierGroup, Size } from './menu-types.ts'
import type { NewItem } from './till-types.ts'

/** A dish while a person composes it. */
export type DishChoice = {
  product: MenuProduct
  size: Size | null
  amount: number
  comment: string
  /** Amounts by `group/modifier`; the group of a single modifier is empty. */
  modifiers: Readonly<Record<string, number>>
  /** At a table. */
  seat?: Seat
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

export const needsChoice = (product: MenuProduct): boolean =>
  product.sizes.length > 0 || product.groups.length > 0 || product.modifiers.length > 0 || product.isWeighed

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
export const unfilledGroups = (choice: DishChoice): ModifierGroup[] =>
  choice.product.groups.filter((group) => groupAmount(choice, group) < group.min)

/** What one portion costs with its modifiers; free units of a group are its dearest, as at the till. */
export function priceOfOne({ product, size, modifiers }: DishChoice, index: ModifierIndex): number {
  const priceOf = (productId: string): number => {
    const modifier = index.get(productId)
    return (size ? modifier?.priceBySize[size.id] : undefined) ?? modifier?.price ?? 0
  }
  const paid = (groupId: string | null, productId: string, free: number): number =>
    Math.max(0, (modifiers[modifierKey(groupId, productId)] ?? 0) - free)
  let sum = size?.price ?? product.price ?? 0
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

export const newItem = ({ product, size, amount, comment, modifiers, seat }: DishChoice): NewItem => ({
  ...seat,
  productId: product.id,
  sizeId: size?.id ?? null,
  amount,
  comment: comment.trim() || null,
  modifiers: Object.entries(modifiers)
    .filter(([, chosen]) => chosen > 0)
    .map(([key, chosen]) => {
      const [groupId, productId = ''] = key.split('/')
      return { productId, groupId: groupId || null, amount: chosen }
    }),
})

/** Two of the same are one line with a greater amount. */
export function addToBasket(basket: readonly DishChoice[], choice: DishChoice): DishChoice[] {
  const same = basket.findIndex(
    (line) =>
      line.product.id === choice.product.id &&
      line.size?.id === choice.size?.id &&
      line.comment === choice.comment &&
      line.seat?.guestId === choice.seat?.guestId &&
      line.seat?.course === choice.seat?.course &&
      !choice.product.isWeighed &&
      JSON.stringify(newItem(line).modifiers) === JSON.stringify(newItem(choice).modifiers),
  )
  if (same < 0) return [...basket, choice]
  return basket.map((line, i) => (i === same ? { ...line, amount: line.amount + choice.amount } : line))
}
