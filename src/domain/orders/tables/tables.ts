import type { Uuid } from '../../../kernel/ids.ts'
import { refuse } from '../../../kernel/refusals.ts'
import type { Catalog } from '../../reference/catalog.ts'

type Place = { catalog: Catalog; organizationId: Uuid; terminalGroupId: Uuid }

/** Ids of the tables that a terminal group serves, in the order of its halls and of their numbers. */
function tablesOfGroup({ catalog, organizationId, terminalGroupId }: Place): Uuid[] {
  return catalog
    .of('restaurantSection', organizationId)
    .filter((section) => !section.isDeleted && section.body.terminalGroupId === terminalGroupId)
    .flatMap((section) => [...section.body.tables].sort((a, b) => a.number - b.number))
    .map((table) => table.id)
}

/**
 * The tables of an order: those that are named, each of the group's own halls, or the group's first one, which takes
 * quick service (cloud-api §8.1, unverified). A group without halls has no tables at all.
 */
export function chooseTables(place: Place, named: readonly Uuid[]): Uuid[] {
  const known = tablesOfGroup(place)
  const unknown = named.find((id) => !known.includes(id))
  if (unknown) throw refuse('table.unknown', { id: unknown })
  return named.length > 0 ? [...new Set(named)] : known.slice(0, 1)
}
