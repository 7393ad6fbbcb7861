import type { Book, BookItem } from '../../../../domain/reference/books.ts'
import type { Uuid } from '../../../../kernel/ids.ts'
import { refuse } from '../../../../kernel/refusals.ts'
import type { Caller } from '../../operation.ts'

const nobody = '00000000-0000-0000-0000-000000000000'

/** An id of zeros stands for none (server-api §15.3). */
export const idOrNull = (id: Uuid | undefined): Uuid | null => (id === undefined || id === nobody ? null : id)

type Named<B extends Book> = {
  book: B
  /** What people call it, in refusals. */
  what: string
  codeOf(item: BookItem<B>): string
}

const ofCode = <B extends Book>(book: B, what: string): Named<B> => ({
  book,
  what,
  codeOf: (item) => (item.body as { code: string }).code,
})

/** Books that documents name by id or by code. */
export const named = {
  product: ofCode('product', 'product'),
  store: ofCode('store', 'store'),
  account: ofCode('account', 'account'),
  counteragent: ofCode('counteragent', 'counteragent'),
  conception: ofCode('conception', 'conception'),
}

/**
 * The id of something that a document names by `id`, which wins, or by `code`; null when by neither (server-api §15.3).
 * Ids are not looked up here: the core does. Refuses a code that nobody or more than one has.
 */
export function referenceOf<B extends Book>(
  caller: Caller,
  { book, what, codeOf }: Named<B>,
  { id, code, field }: { id: Uuid | undefined; code: string | undefined; field: string },
): Uuid | null {
  const given = idOrNull(id)
  if (given !== null || code === undefined || code === '') return given
  const items = caller.catalog.all(book).filter((item) => !item.isDeleted && codeOf(item) === code)
  const [only] = items
  if (!only) throw refuse('back-office.reference-unknown', { field, what, value: code })
  if (items.length > 1)
    throw refuse('back-office.reference-ambiguous', { field, what, value: code, count: items.length })
  return only.id
}

/** The conception of a document, by its id or by its code. */
export const conceptionOf = (caller: Caller, id: Uuid | undefined, code: string | undefined): Uuid | null =>
  referenceOf(caller, named.conception, { id, code, field: 'conceptionCode' })

/** The account with a code; null where none is named. */
export const accountOf = (caller: Caller, code: string | undefined, field: string): Uuid | null =>
  referenceOf(caller, named.account, { id: undefined, code, field })
