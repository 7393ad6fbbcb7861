/** The stop list (front-api §2.14). */
import type { StopListItem as TillItem } from '../../../domain/stop-list/stop-list.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { amount, productRef, type TillPlace } from './till-place.ts'
import type { Decimal, Instant, ProductRef, Ref } from './values.ts'

export type StopListRow = {
  product: ProductRef
  productSize: Ref | null
  /** Zero or less: it is not sold. */
  amount: Decimal
  operationDate: Instant
}

export const stopListRowOf = (place: TillPlace, item: TillItem): StopListRow => ({
  product: productRef(place, item.productId),
  productSize: sizeRef(place, item.sizeId),
  amount: amount(item.balance),
  operationDate: item.dateAdd,
})

/** A size by its id, of whatever scale. */
function sizeRef({ catalog }: TillPlace, id: Uuid | null): Ref | null {
  if (id === null) return null
  for (const { body } of catalog.all('sizeScale'))
    for (const size of body.sizes) if (size.id === id) return { id, name: size.name }
  return { id, name: '' }
}
