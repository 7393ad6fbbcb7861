import type { Book, BookItem } from '../../../domain/reference/books.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type { TimeZone } from '../../../kernel/local-time.ts'
import { malformed, notFound } from '../errors.ts'
import type { Caller } from '../operation.ts'

/** What a server sees of a book: the chain everything, a restaurant what is its own or shared (server-api §26.11). */
export const itemsOf = <B extends Book>({ catalog, organizationId }: Caller, book: B): BookItem<B>[] =>
  organizationId === null ? catalog.all(book) : catalog.of(book, organizationId)

/** Restaurants that a server is of: one, or all of the chain that still are. */
export const restaurantsOf = ({ catalog, organizationId }: Caller): BookItem<'organization'>[] =>
  catalog
    .all('organization')
    .filter(({ id, isDeleted }) => (organizationId === null ? !isDeleted : id === organizationId))

/** One of a server's restaurants; 404 when it is another's, or nobody's. */
export function departmentOf(caller: Caller, id: Uuid): BookItem<'organization'> {
  const department = restaurantsOf(caller).find((one) => one.id === id)
  if (!department) throw notFound('Department', id)
  return department
}

/** By whose clock and accounting day reports count. */
export const clocksOf = (
  restaurants: readonly BookItem<'organization'>[],
): { id: Uuid; timeZone: TimeZone; dayStartMinutes: number }[] =>
  restaurants.map(({ id, body }) => ({
    id,
    timeZone: body.timeZone,
    dayStartMinutes: body.accountingDayStartMinutes,
  }))

type ListFilter = { includeDeleted?: boolean | undefined; revisionFrom?: number | undefined }

/** Items of a list by the two parameters that most lists have (server-api §1.2). */
export const matching = <Item extends { isDeleted: boolean; revision: bigint }>(
  items: readonly Item[],
  { includeDeleted = false, revisionFrom = -1 }: ListFilter,
): Item[] =>
  items.filter(({ isDeleted, revision }) => (includeDeleted || !isDeleted) && revision > BigInt(revisionFrom))

const patternMax = 200
/** Two quantifiers inside one another make a short text take forever. */
const nestedQuantifiers = /\([^)]*[+*}][^)]*\)[+*{]/

/**
 * A regular expression that is found anywhere in a text (server-api §5); null where none is given. Refuses what is no
 * expression, and what could keep the server busy.
 */
function finder(pattern: string | undefined, name: string): ((text: string) => boolean) | null {
  if (pattern === undefined || pattern === '') return null
  if (pattern.length > patternMax || nestedQuantifiers.test(pattern))
    throw malformed(`'${name}': the regular expression is too complicated`)
  try {
    const expression = new RegExp(pattern, 'u')
    return (text) => expression.test(text)
  } catch {
    throw malformed(`'${name}': '${pattern}' is no regular expression`)
  }
}

/** By the names of parameters, what a list has to match: all that are given. */
export function found<Item>(
  items: readonly Item[],
  query: Readonly<Record<string, unknown>>,
  texts: Readonly<Record<string, (item: Item) => readonly string[]>>,
): Item[] {
  const tests = Object.entries(texts).flatMap(([name, textsOf]) => {
    const pattern = query[name]
    const isFound = finder(typeof pattern === 'string' ? pattern : undefined, name)
    return isFound ? [(item: Item) => textsOf(item).some(isFound)] : []
  })
  return items.filter((item) => tests.every((test) => test(item)))
}

/** Ids of a list in a set; null where the list was not given. */
export const setOf = <Value>(values: readonly Value[] | undefined): ReadonlySet<Value> | null =>
  values === undefined ? null : new Set(values)
