import type { ApiKeySettings } from '../ports.ts'

/** Rights are paths; `deliveries/create` is short for `api/1/deliveries/create`. */
const shortRight = (right: string): string => right.toLowerCase().replace(/^\/?(api\/1\/)?/, '')

/** A pattern is a right, or everything below a path: `deliveries/*`, `*`. */
function covers(pattern: string, right: string): boolean {
  const short = shortRight(pattern)
  return short.endsWith('*') ? right.startsWith(short.slice(0, -1)) : short === right
}

/** May a key call the operation with this right? What is taken away wins over what is given (cloud-api §1.3). */
export function hasRight(
  { allowedRights = null, deniedRights }: Pick<ApiKeySettings, 'allowedRights' | 'deniedRights'>,
  right: string,
): boolean {
  const wanted = shortRight(right)
  const isGiven = allowedRights === null || allowedRights.some((pattern) => covers(pattern, wanted))
  return isGiven && !deniedRights.some((pattern) => covers(pattern, wanted))
}
