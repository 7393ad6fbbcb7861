import type { Uuid } from '../../../kernel/ids.ts'
import type { Book, BookItem, Books } from '../books.ts'

const names = [
  'tenant', 'organization', 'terminalGroup', 'secondGroup',
  'soups', 'drinks', 'pizzas', 'kitchen', 'scale', 'small', 'large', 'appPrices',
  'soup', 'tea', 'steak', 'pizza', 'otherPizza', 'cheese', 'charge', 'retired', 'offMenu', 'unplaced', 'juice',
  'sugar', 'lemon', 'rare', 'wellDone', 'ham', 'olives', 'thick', 'thin', 'sauce', 'mustard',
  'donenessGroup', 'toppingGroup', 'crustGroup', 'sauceGroup', 'foreignGroup', 'pizzaScheme',
  'lunch', 'lunchMain', 'lunchDrink',
  'cash', 'card', 'tillCard', 'aggregator', 'bonus', 'partner', 'deletedPayment', 'tips',
  'tenPercent', 'flexible', 'hundred', 'surcharge', 'soupDay', 'selective', 'automatic', 'byCard', 'fromThousand',
  'discountCard', 'courier', 'secondCourier', 'operator', 'cancelCause', 'toCafe', 'toUser', 'withReason',
  'courierType', 'specialCourierType', 'pickupType', 'hallType', 'source', 'city', 'street',
  'order', 'contact', 'guest', 'cashShift', 'combo', 'basePrices', 'categoryPrices',
] as const // biome-ignore format: a list of words reads best as a paragraph

export type CatalogName = (typeof names)[number]

/** Odd-looking on purpose: an id that leaks into the wrong place is seen at once. */
export const anId = (number: number): Uuid =>
  `7e57${number.toString(16).padStart(4, '0')}-0dd1-4d0d-8d0d-0ddba11c0ffe`

export const ids = Object.fromEntries(names.map((name, index) => [name, anId(index)])) as Record<
  CatalogName,
  Uuid
>

/** An item that belongs to the test organization. */
export const bookItem = <B extends Book>(book: B, id: Uuid, body: Books[B]): BookItem =>
  ({ book, id, organizationId: ids.organization, isDeleted: false, revision: 1n, body }) as BookItem
