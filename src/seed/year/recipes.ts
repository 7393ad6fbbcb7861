import type { PaymentInput } from '../../domain/orders/commands.ts'
import { isLiving, isPrinted } from '../../domain/orders/cooking.ts'
import { orderSums } from '../../domain/orders/totals.ts'
import type { OrderFact, SaleFact } from '../../domain/reports/facts.ts'
import { orderFact } from '../../domain/reports/order-fact.ts'
import { saleFacts } from '../../domain/reports/sale-facts.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusals.ts'
import { demoId } from '../demo/demo-chain.ts'
import { decideOrder, type YearTill } from './decide-order.ts'
import { Draw } from './draw.ts'
import {
  type Dish,
  deliverySteps,
  type OrderIds,
  type OrderStep,
  type Staff,
  tableSteps,
} from './order-steps.ts'

/**
 * An order as guests of a till order it again and again over the year: its steps, and the facts that the till's rules make
 * of them at {@link Recipe.openedAt}. Other moments, numbers and ids change nothing else in it.
 */
export type Recipe = {
  steps: readonly OrderStep[]
  openedAt: number
  order: OrderFact
  lines: readonly SaleFact[]
  /** Counts a cash shift it: it is closed, or dishes that the kitchen had were lost with it. */
  isInShift: boolean
}

/** A till of the year, who works there, and what is ordered. */
export type RecipeBook = { till: YearTill; recipes: readonly Recipe[] }

const recipesOfTill = 400
const cash = demoId('paymentType', 'cash')
const card = demoId('paymentType', 'card')
const reason = demoId('removalType', 'cafe')
const comments = [null, null, null, null, 'без лука', 'поострее', 'вынести сразу']
const kopecks = 100n

/** Ids of the template; an order of the year has its own. */
const templateIds: OrderIds = {
  order: '00000000-0000-4000-8000-000000000000',
  position: (index) => `00000000-0000-4000-8001-${index.toString(16).padStart(12, '0')}`,
}

/** What a till of the demo chain sells in a year that begins at `firstMoment`, epoch ms; noon of its first day there. */
export function recipesOf(till: YearTill, staff: StaffList, firstNoon: number): RecipeBook {
  const draw = new Draw(`recipes ${till.terminalGroupId}`)
  const menu = menuOf(till, firstNoon)
  const recipes: Recipe[] = []
  while (recipes.length < recipesOfTill) recipes.push(aRecipe(till, staff, menu, draw, firstNoon))
  return { till, recipes }
}

export type StaffList = {
  waiters: readonly Uuid[]
  cashiers: readonly Uuid[]
  couriers: readonly Uuid[]
  tables: readonly Uuid[]
}

type Menu = { dishes: readonly Omit<Dish, 'thousandths' | 'comment'>[]; discounts: readonly Uuid[] }

const isTaken = (till: YearTill, steps: readonly OrderStep[], at: number): boolean => {
  try {
    decideOrder(till, steps.slice(0, 1), templateIds, at)
    return true
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}

/** What the till takes when somebody orders it, with a modifier where it goes with one. */
function menuOf(till: YearTill, at: number): Menu {
  const { catalog, organizationId } = till
  const steps = (dish: Menu['dishes'][number], discountTypeId: Uuid | null = null): OrderStep[] =>
    deliverySteps({
      ...{ contactId: templateIds.order, serviceType: 'DeliveryByClient', sourceKey: null, comment: null },
      ...{ dishes: [{ ...dish, thousandths: 1000n, comment: null }], discountTypeId, removal: null },
      ...{ staff: { waiter: '', cashier: '', courier: null }, pace: { cooking: 5, stay: 5 }, payments: [] },
    })
  const dishes = catalog.all('product').flatMap(({ id, isDeleted, body }) => {
    if (isDeleted || body.type !== 'Dish' || !(catalog.price(organizationId, id, null)?.price ?? 0n))
      return []
    const kinds = [[], ...body.modifiers.slice(0, 1).map(({ productId }) => [productId])]
    return kinds
      .map((modifierIds) => ({ productId: id, modifierIds }))
      .filter((dish) => isTaken(till, steps(dish), at))
  })
  const [first] = dishes
  if (!first) throw new Error(`nothing is sold at ${till.terminalGroupId}`)
  const discounts = catalog
    .all('discountType')
    .filter(({ isDeleted }) => !isDeleted)
    .map(({ id }) => id)
    .filter((id) => isTaken(till, steps(first, id), at))
  return { dishes, discounts }
}

function aRecipe(till: YearTill, people: StaffList, menu: Menu, draw: Draw, openedAt: number): Recipe {
  const dishes = Array.from({ length: 1 + draw.int(4) }, () => ({
    ...draw.pick(menu.dishes),
    thousandths: draw.often(15) ? 2000n : 1000n,
    comment: till.catalog.find('organization', till.organizationId)?.body.orderItemCommentEnabled
      ? draw.pick(comments)
      : null,
  }))
  const staff: Staff = {
    waiter: draw.pick(people.waiters),
    cashier: draw.pick(people.cashiers),
    courier: people.couriers.length > 0 ? draw.pick(people.couriers) : null,
  }
  const ordered = {
    ...{ dishes, staff, pace: { cooking: 8 + draw.int(20), stay: 15 + draw.int(45) } },
    discountTypeId: draw.often(20) && menu.discounts.length > 0 ? draw.pick(menu.discounts) : null,
  }
  const stepsFor = draw.often(75) ? atTable(people, draw, ordered) : delivered(draw, ordered)
  // Who pays knows the sum: the till is asked for it first.
  const { sum } = orderSums(decideOrder(till, stepsFor([]).slice(0, -1), templateIds, openedAt).order)
  const steps = stepsFor(paymentsOf(sum, draw))
  return told(till, steps, staff, openedAt)
}

type Common = Pick<Parameters<typeof tableSteps>[0], 'dishes' | 'staff' | 'pace' | 'discountTypeId'>
type StepsFor = (payments: readonly PaymentInput[]) => OrderStep[]

function atTable(people: StaffList, draw: Draw, ordered: Common): StepsFor {
  const [tableId, guests, isTakenBack] = [draw.pick(people.tables), 1 + draw.int(5), draw.often(2)]
  return (payments) =>
    tableSteps({
      ...ordered,
      ...{ tableId, guests, payments: isTakenBack ? null : payments, removalTypeId: reason },
    })
}

function delivered(draw: Draw, ordered: Common): StepsFor {
  const isCarried = ordered.staff.courier !== null && draw.often(60)
  const [sourceKey, comment] = [draw.pick(['site', 'app', null]), draw.pick(comments)]
  const isShort = ordered.dishes.length > 1 && draw.often(5)
  return (payments) =>
    deliverySteps({
      ...ordered,
      ...{ contactId: templateIds.order, serviceType: isCarried ? 'DeliveryByCourier' : 'DeliveryByClient' },
      ...{ sourceKey, comment, payments, removal: isShort ? { dish: 0, removalTypeId: reason } : null },
    })
}

const payment = (typeId: Uuid, sum: bigint): PaymentInput => ({
  typeId,
  kind: null,
  sum,
  isProcessedExternally: false,
  isFiscalizedExternally: false,
  isPrepay: false,
  additionalData: null,
})

/** Cash, a card, or a part of each. */
function paymentsOf(sum: bigint, draw: Draw): PaymentInput[] {
  if (sum === 0n) return []
  if (draw.often(7) && sum > 2n * kopecks) {
    const part = (sum / 2n / kopecks) * kopecks
    return [payment(cash, part), payment(card, sum - part)]
  }
  return [payment(draw.often(35) ? cash : card, sum)]
}

/** Guests of the year have no address and no coupon. */
const nobodyKnown = { guestSince: null, cityId: null, regionId: null, couponSeriesId: null }

function told(till: YearTill, steps: readonly OrderStep[], { cashier }: Staff, openedAt: number): Recipe {
  const sold = decideOrder(till, steps, templateIds, openedAt)
  const organization = till.catalog.find('organization', till.organizationId)?.body
  if (!organization) throw new Error(`organization ${till.organizationId} is not in the books`)
  const { whenClosed, items } = sold.order
  return {
    ...{ steps, openedAt },
    order: orderFact(sold, till.catalog, organization, { ...nobodyKnown, cashierId: cashier }),
    lines: saleFacts(sold.order, till.catalog, organization),
    isInShift: whenClosed !== null || items.some((item) => !isLiving(item) && isPrinted(item)),
  }
}
