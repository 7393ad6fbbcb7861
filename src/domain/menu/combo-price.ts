import { divideRounded, type Money, priceOf, type Quantity } from '../../kernel/exact.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { LocalDateTime } from '../../kernel/local-time.ts'
import { refuse } from '../../kernel/refusals.ts'
import type { ComboAction } from '../reference/books.ts'
import type { Catalog } from '../reference/catalog.ts'
import { modifierPrice, tillPrice } from './till-price.ts'

/** One member of a combo, for one combo. A modifier's price null: the till's price. */
export type ComboSelection = {
  groupId: Uuid
  productId: Uuid
  sizeId: Uuid | null
  /** The product of the second half of a compound dish; absent: it is whole, or both halves are of one product. */
  otherHalfId?: Uuid
  modifiers: readonly { productId: Uuid; amount: Quantity; price: Money | null }[]
}
export type ComboPrice = { price: Money; incorrectlyFilledGroups: Uuid[] }

/**
 * Does a combo work at this local moment? Its dates may come with or without a time; both ends belong to the term
 * (cloud-api §6.5).
 */
export const isComboInForce = (
  { isActive, startDate, expirationDate }: ComboAction,
  now: LocalDateTime,
): boolean =>
  isActive &&
  (startDate === null || now.slice(0, startDate.length) >= startDate.replace('T', ' ')) &&
  (expirationDate === null || now.slice(0, expirationDate.length) <= expirationDate.replace('T', ' '))

/** Refuses `combo.filled-wrongly`, naming the groups. */
export function refuseWronglyFilled(action: ComboAction, { incorrectlyFilledGroups }: ComboPrice): void {
  if (incorrectlyFilledGroups.length === 0) return
  const nameOf = (id: Uuid): string => action.groups.find((group) => group.id === id)?.name ?? id
  throw refuse('combo.filled-wrongly', {
    name: action.name,
    groups: incorrectlyFilledGroups.map(nameOf).join(', '),
  })
}

type PriceScope = { catalog: Catalog; organizationId: Uuid; priceCategoryId: Uuid | null }
type GroupProduct = ComboAction['groups'][number]['products'][number]
/** `halves`: what the group says of each half; of a whole dish twice the same. */
type Member = { halves: readonly [GroupProduct, GroupProduct]; ownPrice: Money }

/** Price of one combo (cloud-api §6.5); zero with the wrong groups named when the selection does not fill it. */
export function comboPrice(
  action: ComboAction,
  selection: readonly ComboSelection[],
  catalog: Catalog,
  organizationId: Uuid,
  priceCategoryId: Uuid | null = null,
): ComboPrice {
  const where = { catalog, organizationId, priceCategoryId }
  const known = new Set(action.groups.map((group) => group.id))
  const wrong = new Set(selection.map(({ groupId }) => groupId).filter((groupId) => !known.has(groupId)))
  const members: Member[] = []
  for (const group of action.groups) {
    const [chosen, ...surplus] = selection.filter(({ groupId }) => groupId === group.id)
    const member = chosen && surplus.length === 0 ? memberOf(group.products, chosen, action, where) : null
    if (member) members.push(member)
    else wrong.add(group.id)
  }
  if (wrong.size > 0) return { price: 0n, incorrectlyFilledGroups: [...wrong] }
  const price = priceOfMembers(action, members)
  return { price: price > 0n ? price : 0n, incorrectlyFilledGroups: [] }
}

/** The group's entry for a chosen product, unless the choice is not sold or carries a forbidden modifier. */
function memberOf(
  products: readonly GroupProduct[],
  chosen: ComboSelection,
  action: ComboAction,
  where: PriceScope,
): Member | null {
  const { productId, sizeId, otherHalfId = productId, modifiers } = chosen
  const [whole, half] = [productId, otherHalfId].map((id) => dishOf(products, id, sizeId, where))
  if (!whole || !half) return null
  const forbidden = [...whole.definition.forbiddenModifierIds, ...half.definition.forbiddenModifierIds]
  if (modifiers.some((modifier) => forbidden.includes(modifier.productId))) return null
  const extras = modifiers.map(({ productId: id, amount, price }) =>
    priceOf(price ?? modifierPrice(where, id, sizeId), amount),
  )
  const modifiersPrice = action.includeModifiers ? extras.reduce((a, b) => a + b, 0n) : 0n
  return {
    halves: [whole.definition, half.definition],
    ownPrice: halfOf(whole.price + half.price) + modifiersPrice,
  }
}

/** Each half counts half of its price; together they are rounded once. */
const halfOf = (both: Money): Money => divideRounded(both, 2n)

/** What the group says of a dish in a size, with its price; null where the group does not offer it or it is not sold. */
function dishOf(
  products: readonly GroupProduct[],
  productId: Uuid,
  sizeId: Uuid | null,
  where: PriceScope,
): { definition: GroupProduct; price: Money } | null {
  const definition = products.find(
    (product) => product.productId === productId && (product.sizeId === null || product.sizeId === sizeId),
  )
  const sold = tillPrice(where, productId, sizeId)
  return definition && sold ? { definition, price: sold.price } : null
}

function priceOfMembers(action: ComboAction, members: readonly Member[]): Money {
  const own = members.map((member) => member.ownPrice)
  const sum = own.reduce((a, b) => a + b, 0n)
  switch (action.priceModificationType) {
    case 0:
      // What costs more than the rest of its group is paid on top of the fixed price.
      return members.reduce(
        (total, { halves: [one, other] }) => total + halfOf(one.priceModification + other.priceModification),
        action.priceModification,
      )
    case 1:
      return members.reduce((total, member) => total + modificationOf(member, action), 0n)
    case 2:
      return sum - partOf(lowest(own), action.priceModification)
    case 3:
      return sum - partOf(highest(own), action.priceModification)
    case 4:
      return members.reduce(
        (total, member) => total + member.ownPrice - partOf(member.ownPrice, modificationOf(member, action)),
        0n,
      )
  }
}

/** A product's own modification wins over the action's. */
const modificationOf = ({ halves: [one, other] }: Member, action: ComboAction): bigint => {
  const own = ({ priceModification }: GroupProduct): bigint =>
    priceModification === 0n ? action.priceModification : priceModification
  return halfOf(own(one) + own(other))
}

const partOf = (price: Money, percentHundredths: bigint): Money =>
  divideRounded(price * percentHundredths, 10_000n)

const lowest = (prices: readonly Money[]): Money => prices.reduce((a, b) => (b < a ? b : a), prices[0] ?? 0n)
const highest = (prices: readonly Money[]): Money => prices.reduce((a, b) => (b > a ? b : a), 0n)
