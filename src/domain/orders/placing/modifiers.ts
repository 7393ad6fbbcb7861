/** Modifiers of a dish against its scheme (cloud-api §4.5). */
import { type Money, printDecimal, type Quantity } from '../../../kernel/exact.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { refuse } from '../../../kernel/refusals.ts'
import { modifierPrice } from '../../menu/till-price.ts'
import type { ModifierChild, ModifierGroup, Product } from '../../reference/books.ts'
import type { ModifierInput } from '../commands.ts'
import type { ItemModifier } from '../order.ts'
import type { ClaimPosition } from './positions.ts'
import { activeProduct, checkPrice } from './products.ts'
import type { SaleTerms } from './sale-terms.ts'

/** The part of a product's scheme that one list of modifiers answers to. */
export type ModifierScheme = Pick<Product, 'name' | 'modifiers' | 'groupModifiers'>
type Chosen = { input: ModifierInput; child: ModifierChild; group: ModifierGroup | null; product: Product }

/** Checks the chosen modifiers and prices them; `sizeId` is the size of the dish. */
export function resolveModifiers(
  terms: SaleTerms,
  claim: ClaimPosition,
  scheme: ModifierScheme,
  inputs: readonly ModifierInput[],
  sizeId: Uuid | null,
): ItemModifier[] {
  if (inputs.length + scheme.modifiers.length + scheme.groupModifiers.length === 0) return []
  const chosen = inputs.map((input) => chosenModifier(terms, scheme, input))
  refuseDuplicates(chosen)
  for (const child of scheme.modifiers) checkChild(terms, child, null, chosen)
  for (const group of scheme.groupModifiers) checkGroup(terms, group, chosen)
  const priced = chosen.map((choice) => {
    const expected = modifierPrice(terms, choice.input.productId, sizeId)
    checkPrice(terms, choice.product, choice.input.price, expected)
    const { input, child, group, product } = choice
    return { input, child, group, product, price: input.price ?? expected }
  })
  const free = freeAmounts(priced)
  return priced.map(({ input, child, group, product, price }, index) => ({
    positionId: claim(input.positionId),
    productId: input.productId,
    name: product.name,
    groupId: group?.id ?? null,
    groupName: group ? (terms.catalog.find('productGroup', group.id)?.body.name ?? null) : null,
    amount: input.amount,
    amountIndependentOfParentAmount: false,
    freeAmount: free[index] ?? 0n,
    defaultAmount: whole(child.defaultAmount),
    hideIfDefaultAmount: child.hideIfDefaultAmount,
    price,
  }))
}

/** Finds a modifier in the scheme. A wrong or missing group id reads as an unknown modifier, as at iiko. */
function chosenModifier(terms: SaleTerms, scheme: ModifierScheme, input: ModifierInput): Chosen {
  const { productId, groupId } = input
  const product = activeProduct(terms, productId)
  if (input.amount < 0n || (input.amount % 1000n !== 0n && !product.isWeighed)) {
    throw refuse('item.amount-invalid', { amount: printDecimal(input.amount, 3), name: product.name })
  }
  if (groupId === null) {
    const child = scheme.modifiers.find((candidate) => candidate.productId === productId)
    if (!child) throw refuse('modifier.unknown', { kind: 'simple', id: productId })
    return { input, child, group: null, product }
  }
  const group = scheme.groupModifiers.find((candidate) => candidate.id === groupId)
  if (!group && !terms.catalog.find('productGroup', groupId)) {
    throw refuse('modifier.group-unknown', { id: groupId, name: scheme.name })
  }
  const child = group?.children.find((candidate) => candidate.productId === productId)
  if (!group || !child) throw refuse('modifier.unknown', { kind: 'group', id: productId })
  return { input, child, group, product }
}

function refuseDuplicates(chosen: readonly Chosen[]): void {
  const seen = new Set<string>()
  for (const { input, product } of chosen) {
    const key = `${input.groupId}/${input.productId}`
    if (seen.has(key)) throw refuse('modifier.duplicate', { name: product.name })
    seen.add(key)
  }
}

/** Own limits of a modifier, inclusive; `required` means at least one. */
function checkChild(
  terms: SaleTerms,
  child: ModifierChild,
  group: ModifierGroup | null,
  chosen: readonly Chosen[],
): void {
  const choice = chosen.find(
    ({ input }) => input.productId === child.productId && input.groupId === (group?.id ?? null),
  )
  const actual = choice?.input.amount ?? 0n
  const min = atLeast(child.minAmount, child.required)
  if (actual >= min && actual <= whole(child.maxAmount)) return
  throw refuse('modifier.amount', {
    name:
      choice?.product.name ?? terms.catalog.find('product', child.productId)?.body.name ?? child.productId,
    id: child.productId,
    min: printDecimal(min, 3),
    max: child.maxAmount,
    actual: printDecimal(actual, 3),
  })
}

function checkGroup(terms: SaleTerms, group: ModifierGroup, chosen: readonly Chosen[]): void {
  const members = chosen.filter((choice) => choice.group === group)
  const actual = members.reduce((sum, { input }) => sum + input.amount, 0n)
  const min = atLeast(group.minAmount, group.required)
  if (actual < min || actual > whole(group.maxAmount)) {
    throw refuse('modifier.group-amount', {
      name: terms.catalog.find('productGroup', group.id)?.body.name ?? group.id,
      id: group.id,
      min: printDecimal(min, 3),
      max: group.maxAmount,
      actual: printDecimal(actual, 3),
    })
  }
  if (!group.childModifiersHaveMinMaxRestrictions) return
  for (const child of group.children) checkChild(terms, child, group, chosen)
}

/** Of the amounts that schemes are made of; to make a bigint anew costs more than all else that is done with it. */
const wholes: readonly Quantity[] = Array.from({ length: 101 }, (_, amount) => BigInt(amount) * 1000n)
const whole = (amount: number): Quantity => wholes[amount] ?? BigInt(amount) * 1000n
const atLeast = (min: number, isRequired: boolean): Quantity => whole(isRequired ? Math.max(min, 1) : min)

/**
 * Units that cost nothing: each modifier's own, then the group's over what is left of its members, the most
 * expensive units first.
 */
export function freeAmounts(
  chosen: readonly {
    input: Pick<ModifierInput, 'amount'>
    child: ModifierChild
    group: ModifierGroup | null
    price: Money
  }[],
): Quantity[] {
  const isAnyFree = chosen.some(
    ({ child, group }) => child.freeOfChargeAmount !== 0 || (group && group.freeOfChargeAmount !== 0),
  )
  if (!isAnyFree) return chosen.map(() => 0n)
  const free = chosen.map(({ input, child }) => lesser(input.amount, whole(child.freeOfChargeAmount)))
  for (const group of new Set(chosen.map((choice) => choice.group))) {
    let left = group ? whole(group.freeOfChargeAmount) : 0n
    const dearestFirst = chosen
      .map((choice, index) => ({ choice, index }))
      .filter(({ choice }) => choice.group === group)
      .sort((a, b) => Number(b.choice.price - a.choice.price))
    for (const { choice, index } of dearestFirst) {
      const own = free[index] ?? 0n
      const granted = lesser(choice.input.amount - own, left)
      free[index] = own + granted
      left -= granted
    }
  }
  return free
}

const lesser = (a: bigint, b: bigint): bigint => (a < b ? a : b)
