import type { Book } from '../../../domain/reference/books.ts'
import type { Catalog } from '../../../domain/reference/catalog.ts'
import { type Money, moneyToJson, type Quantity, quantityToJson } from '../../../kernel/exact.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type { Decimal, ProductRef, Ref } from './values.ts'

/** Where entities are looked at: the books of a till at a moment. */
export type TillPlace = {
  catalog: Catalog
  organizationId: Uuid
  terminalGroupId: Uuid
  /** Digits of the minor unit. */
  scale: number
}

export const money = ({ scale }: TillPlace, sum: Money): Decimal => moneyToJson(sum, scale)
export const amount = (quantity: Quantity): Decimal => quantityToJson(quantity)

type NamedBook = Exclude<
  Book,
  'priceList' | 'discountCard' | 'priceOrder' | 'priceMoment' | 'waiterTeamAssignments' | 'externalMenu'
>

/** An item of a book by its id, deleted ones too: an order may still name it. Null: nobody knows it. */
export function refOf({ catalog }: TillPlace, book: NamedBook, id: Uuid | null | undefined): Ref | null {
  const item = catalog.find(book, id)
  if (!item) return null
  const { name } = item.body as { name?: string }
  return { id: item.id, name: name ?? '' }
}

/** A product as an order remembers its name; its article is the book's. */
export const productRef = ({ catalog }: TillPlace, id: Uuid, name?: string): ProductRef => {
  const product = catalog.find('product', id)?.body
  return { id, name: name ?? product?.name ?? '', number: product?.code ?? '' }
}
