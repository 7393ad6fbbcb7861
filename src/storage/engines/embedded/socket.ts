import { accessSync, chownSync, constants, mkdtempSync, readlinkSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { Account } from './account.ts'
import { canEnter } from './reach.ts'

/*
 * The path of a Unix socket has at most 107 bytes, a data directory may be deeper, and some disks (shared folders of
 * virtual machines) hold no sockets. So it lives in a directory of its own, mode 0700, under a short path; the link
 * DATA/database/socket points to it, and by it the directory of a killed run is found and removed.
 */

export const socketPort = 5432
const socketPathMax = 107
const namePrefix = 'trapeza-'
const shortPlaces = ['/tmp', '/var/tmp', '/dev/shm', '/run']

export function makeSocketDirectory(link: string, account: Account): string {
  removeSocketDirectory(link)
  const place = [tmpdir(), ...shortPlaces].find((path) => isFit(path, account)) ?? '/tmp'
  const directory = mkdtempSync(join(place, namePrefix))
  if (account.uid !== undefined && account.gid !== undefined) chownSync(directory, account.uid, account.gid)
  symlinkSync(directory, link)
  return directory
}

export function removeSocketDirectory(link: string): void {
  const directory = readLinkOrUndefined(link)
  if (directory === undefined) return
  // A link that somebody made by hand must not make us remove what it points to.
  if (basename(directory).startsWith(namePrefix)) rmSync(directory, { recursive: true, force: true })
  rmSync(link, { force: true })
}

function isFit(path: string, account: Account): boolean {
  const longest = join(path, `${namePrefix}XXXXXX`, `.s.PGSQL.${socketPort}`)
  try {
    accessSync(path, constants.W_OK | constants.X_OK)
    return Buffer.byteLength(longest) <= socketPathMax && canEnter(path, account)
  } catch {
    return false // no such place on this machine, or none that we may use
  }
}

function readLinkOrUndefined(link: string): string | undefined {
  try {
    return readlinkSync(link)
  } catch {
    return undefined // never made, or removed by a clean stop
  }
}
