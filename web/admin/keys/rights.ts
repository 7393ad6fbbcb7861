import type { Right } from '../types.ts'

/** The rights of a key as two lists, the way the server keeps them. */
export type RightLists = { allowedRights: string[] | null; deniedRights: string[] }

const short = (right: string): string => right.toLowerCase().replace(/^\/?(api\/1\/)?/, '')

function covers(pattern: string, right: string): boolean {
  const own = short(pattern)
  return own.endsWith('*') ? short(right).startsWith(own.slice(0, -1)) : own === short(right)
}

/** May the key do it? The same rule as the server's. */
export function isAllowed({ allowedRights, deniedRights }: RightLists, right: string): boolean {
  const isGiven = allowedRights === null || allowedRights.some((pattern) => covers(pattern, right))
  return isGiven && !deniedRights.some((pattern) => covers(pattern, right))
}

/**
 * The lists after some rights were given or taken. A key that is open keeps a list of what is denied; one that is closed a
 * list of what is allowed, so that operations of tomorrow fall on the side that was meant.
 */
export function withRights(
  lists: RightLists,
  all: readonly string[],
  changed: readonly string[],
  isOn: boolean,
): RightLists {
  const touched = new Set(changed)
  const wanted = (right: string): boolean => (touched.has(right) ? isOn : isAllowed(lists, right))
  if (lists.allowedRights === null)
    return { allowedRights: null, deniedRights: all.filter((right) => !wanted(right)) }
  return { allowedRights: all.filter(wanted), deniedRights: [] }
}

/** Rights by the groups of the API's document, in its order. */
export function byGroup(rights: readonly Right[]): [group: string, rights: Right[]][] {
  const groups = new Map<string, Right[]>()
  for (const right of rights) groups.set(right.group, [...(groups.get(right.group) ?? []), right])
  return [...groups]
}
