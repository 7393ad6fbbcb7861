import { statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Account } from './account.ts'

const read = 0o4
const enter = 0o1

/** Can the account walk down to this directory? A 0700 directory of somebody else on the way says no. */
export function canEnter(path: string, account: Account): boolean {
  if (account.uid === undefined) return true
  const parent = dirname(path)
  return allows(path, account, enter) && (parent === path || canEnter(parent, account))
}

export function canRead(file: string, account: Account): boolean {
  return canEnter(dirname(file), account) && (account.uid === undefined || allows(file, account, read))
}

// Mode bits only. An access list that opens more is not seen: then we take the longer way, which works as well.
function allows(path: string, account: Account, right: number): boolean {
  const entry = statSync(path)
  if (entry.uid === account.uid) return (entry.mode & (right << 6)) !== 0
  if (entry.gid === account.gid) return (entry.mode & (right << 3)) !== 0
  return (entry.mode & right) !== 0
}
