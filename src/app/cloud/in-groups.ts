import type { Uuid } from '../../kernel/ids.ts'

/** In the order in which their first ones come. */
export function inGroups<One>(all: readonly One[], idOf: (one: One) => Uuid): Map<Uuid, One[]> {
  const groups = new Map<Uuid, One[]>()
  for (const one of all) {
    const own = groups.get(idOf(one))
    if (own) own.push(one)
    else groups.set(idOf(one), [one])
  }
  return groups
}
