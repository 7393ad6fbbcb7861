import type { Uuid } from '../../../kernel/ids.ts'
import { refuse } from '../../../kernel/refusals.ts'
import type { BookItem } from '../../reference/books.ts'
import type { Catalog } from '../../reference/catalog.ts'
import { isOpen, type TableOrder } from './table-order.ts'

type Place = { catalog: Catalog; organizationId: Uuid; terminalGroupId: Uuid }
type Section = BookItem<'restaurantSection'>['body']
type Table = Section['tables'][number]

/** Halls that a terminal group serves. */
const sectionsOf = ({ catalog, organizationId, terminalGroupId }: Place): Section[] =>
  catalog
    .of('restaurantSection', organizationId)
    .filter((section) => !section.isDeleted && section.body.terminalGroupId === terminalGroupId)
    .map((section) => section.body)

const byNumber = ({ tables }: Section): Table[] => [...tables].sort((a, b) => a.number - b.number)

/**
 * The tables of an order: those that are named, each of the group's own halls, or the group's first one, which takes
 * quick service (cloud-api §8.1, unverified). A group without halls has no tables at all.
 */
export function chooseTables(place: Place, named: readonly Uuid[]): Uuid[] {
  const known = sectionsOf(place).flatMap((section) => byNumber(section).map(({ id }) => id))
  const unknown = named.find((id) => !known.includes(id))
  if (unknown) throw refuse('table.unknown', { id: unknown })
  return named.length > 0 ? [...new Set(named)] : known.slice(0, 1)
}

/** Those of an order's tables that take one order at a time, by the settings of their sections (cloud-api §8.1). */
export function singleOrderTables(place: Place, named: readonly Uuid[]): Uuid[] {
  const sections = sectionsOf(place)
  const [first] = sections.flatMap(byNumber)
  const wanted = named.length > 0 ? named : first ? [first.id] : []
  const single = sections
    .filter(({ forbidsSecondOrder }) => forbidsSecondOrder)
    .flatMap(({ tables }) => tables)
  return wanted.filter((id) => single.some((table) => table.id === id))
}

type Seated = Pick<TableOrder, 'id' | 'tableIds' | 'tabName' | 'status'>

/**
 * Refuses an order on a table that has an open one where the section allows one only. Tabs stand beside each other
 * wherever the group works by tabs: their names tell them apart (front-api §2.6.1).
 */
export function refuseOccupied(place: Place, wanted: Seated, others: readonly Seated[]): void {
  const isTabMode = place.catalog.living('terminalGroup', place.terminalGroupId)?.body.isTabMode ?? false
  const isTab = ({ tabName }: Seated): boolean => isTabMode && tabName !== null
  if (isTab(wanted)) return
  const single = singleOrderTables(place, wanted.tableIds)
  for (const other of others) {
    if (other.id === wanted.id || !isOpen(other) || isTab(other)) continue
    const id = single.find((tableId) => other.tableIds.includes(tableId))
    if (id) throw refuse('table.occupied', { table: tableNameOf(place, id), id })
  }
}

/** As people call a table of the till; the id of one that is gone from the books. */
export const tableNameOf = (place: Place, id: Uuid): string =>
  sectionsOf(place)
    .flatMap(({ tables }) => tables)
    .find((table) => table.id === id)?.name ?? id
