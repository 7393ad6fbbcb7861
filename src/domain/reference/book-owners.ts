import type { Book } from './books.ts'

/**
 * What a restaurant keeps by itself: devices, boards and teams of its own floor (server-api §26.11: teams are written at
 * the restaurant alone), and when a price of its own clock turned.
 */
const ownedByRestaurants: ReadonlySet<Book> = new Set<Book>([
  'printer',
  'queueBoard',
  'waiterTeam',
  'waiterTeamAssignments',
  'priceMoment',
])

/**
 * Whether the chain owns a book: nomenclature, prices, staff, terminals and all the rest. Restaurants under it read these,
 * and where both have written one the chain's word counts (biz-card-api §16.1, ADR 38).
 */
export const isChainsBook = (book: Book): boolean => !ownedByRestaurants.has(book)
