import type { PluginContext } from '@trapeza/plugin'

type Ref = { id: string; name: string }
type Product = Ref & {
  foreignName: string
  type: string
  number: string
  description: string
  menuIndex: number
  price: number | null
  useBalanceForSell: boolean
  parentGroup: Ref | null
  scale: Ref | null
  template: Ref | null
}
type Group = Ref & { menuIndex: number; isGroupModifier: boolean }
type Limits = {
  product: Ref
  minimumAmount: number
  maximumAmount: number
  defaultAmount: number
  freeOfChargeAmount: number
}
type ModifierGroup = {
  productGroup: Ref
  minimumAmount: number
  maximumAmount: number
  freeOfChargeAmount: number
  items: Limits[]
}

export type Size = Ref & { price: number }
export type Dish = Ref & {
  code: string
  nameEn: string
  description: string
  groupId: string
  /** Null: it depends on the size. */
  price: number | null
}
export type Menu = { groups: Ref[]; dishes: Dish[] }
/**
 * What a guest may choose of: at least `min` and at most `max` in all, `free` of which cost nothing besides those that an
 * option gives free itself. `groupId` null: it stands alone.
 */
export type Choice = {
  groupId: string | null
  name: string
  min: number
  max: number
  free: number
  options: (Ref & { price: number; min: number; max: number; usual: number; free: number })[]
}
export type DishChoices = { sizes: Size[]; choices: Choice[] }

/** What a kiosk can sell: not what has to be weighed or put together of halves. */
export async function readMenu({ operations }: PluginContext): Promise<Menu> {
  const { productGroups, products } = (await operations.getHierarchicalMenu()) as {
    productGroups: Group[]
    products: Product[]
  }
  const dishes = products.filter(
    ({ type, template, useBalanceForSell, parentGroup, price, scale }) =>
      (type === 'Dish' || type === 'Goods') &&
      !template &&
      !useBalanceForSell &&
      parentGroup !== null &&
      (price !== null || scale !== null),
  )
  const sold = new Set(dishes.map(({ parentGroup }) => parentGroup?.id))
  return {
    groups: productGroups
      .filter(({ id, isGroupModifier }) => !isGroupModifier && sold.has(id))
      .sort((a, b) => a.menuIndex - b.menuIndex)
      .map(({ id, name }) => ({ id, name })),
    dishes: dishes
      .sort((a, b) => a.menuIndex - b.menuIndex)
      .map(({ id, name, number, foreignName, description, parentGroup, price, scale }) => ({
        ...{ id, name, code: number, nameEn: foreignName || name, description },
        ...{ groupId: parentGroup?.id ?? '', price: scale ? null : price },
      })),
  }
}

/** Sizes with their prices, and modifiers: read when a guest opens the dish. Rejects with EntityNotFoundError. */
export async function readChoices({ operations }: PluginContext, productId: string): Promise<DishChoices> {
  const product = (await operations.getProductById({ id: productId })) as Product
  const ask = { product: productId }
  const [groups, simple, all] = (await Promise.all([
    operations.getGroupModifiers(ask),
    operations.getSimpleModifiers(ask),
    operations.getAllProducts(),
  ])) as [ModifierGroup[], Limits[], Product[]]
  const prices = new Map(all.map(({ id, price }) => [id, price ?? 0]))
  const optionOf = ({ product: { id, name }, ...limits }: Limits) => ({
    ...{ id, name, price: prices.get(id) ?? 0, min: limits.minimumAmount, max: limits.maximumAmount },
    ...{ usual: limits.defaultAmount, free: limits.freeOfChargeAmount },
  })
  return {
    sizes: product.scale ? await sizesOf(operations, productId, product.scale.id) : [],
    choices: [
      ...groups.map(({ productGroup, items, ...limits }) => ({
        ...{ groupId: productGroup.id, name: productGroup.name, min: limits.minimumAmount },
        ...{ max: limits.maximumAmount, free: limits.freeOfChargeAmount, options: items.map(optionOf) },
      })),
      ...simple.map((one) => ({
        ...{ groupId: null, name: one.product.name, min: one.minimumAmount, max: one.maximumAmount },
        ...{ free: 0, options: [optionOf(one)] },
      })),
    ],
  }
}

async function sizesOf(
  operations: PluginContext['operations'],
  product: string,
  productScale: string,
): Promise<Size[]> {
  const [sizes, disabled] = (await Promise.all([
    operations.getProductScaleSizes({ productScale }),
    operations.getDisabledSizesByProduct({ product }),
  ])) as [Ref[], Ref[]]
  const off = new Set(disabled.map(({ id }) => id))
  return Promise.all(
    sizes
      .filter(({ id }) => !off.has(id))
      .map(async ({ id, name }) => ({
        ...{ id, name },
        price: Number(await operations.getPrice({ product, productSize: id })),
      })),
  )
}

/** Dishes that are out, in every size. */
export async function readStopped({ operations }: PluginContext): Promise<string[]> {
  const rows = (await operations.getStopListProductsRemainingAmounts()) as {
    product: Ref
    productSize: Ref | null
    amount: number
  }[]
  return rows
    .filter(({ productSize, amount }) => productSize === null && amount <= 0)
    .map(({ product }) => product.id)
}
