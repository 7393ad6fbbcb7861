import type { FollowStep, PlacedEntry } from './ports.ts'

/** Lists of kinds are as long as their followers live. */
const sets = new WeakMap<readonly string[], ReadonlySet<string>>()
function setOf(kinds: readonly string[]): ReadonlySet<string> {
  let set = sets.get(kinds)
  if (!set) {
    set = new Set(kinds)
    sets.set(kinds, set)
  }
  return set
}

/** Whether an entry is one of those that a follower is about; the statements of storage/follower-store.ts say the same. */
export function concerns(
  {
    kinds,
    terminalGroupId,
    hearsCompany,
    skipsDone,
  }: Pick<FollowStep, 'kinds' | 'terminalGroupId' | 'hearsCompany' | 'skipsDone'>,
  entry: PlacedEntry,
): boolean {
  if (skipsDone && entry.isDone) return false
  const isItsPlace =
    terminalGroupId === null ||
    terminalGroupId === entry.terminalGroupId ||
    (hearsCompany === true && entry.terminalGroupId === null)
  return isItsPlace && (kinds === null || setOf(kinds).has(entry.kind))
}
