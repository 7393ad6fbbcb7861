import type { Uuid } from '../../kernel/ids.ts'
import type { BookItem } from './books.ts'

/** People carry the list of places they work at; an item of one organization works there. */
export const worksAt = ({ organizationId, body }: BookItem<'employee'>, place: Uuid): boolean =>
  organizationId === place || (organizationId === null && body.organizationIds.includes(place))
