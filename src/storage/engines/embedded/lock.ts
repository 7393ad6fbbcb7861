import { closeSync, fchmodSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs'
import { hostname } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { errorCode, StorageTrouble } from '../trouble.ts'
import { notWritable } from './places.ts'
import { bootId, pidNamespace, processStart, processState } from './proc.ts'
import { run } from './run.ts'

/**
 * One process per data directory.
 *
 * The lock is flock(2) on DATA/database/lock, taken through our own descriptor by the program `flock`: the
 * kernel drops it when the last holder dies, so no `kill -9` leaves a stale one, no reused pid is mistaken for
 * the owner, and it holds between containers too. PostgreSQL inherits the descriptor: while an orphan of a
 * killed process still writes, nobody else starts a second server on the cluster.
 * The text in the file is for people and tells a living owner from an orphan.
 */
export type Lock = { fd: number; release(): void }

export type Owner = {
  pid: number
  start: string
  boot: string
  namespace: string
  host: string
  since: string
}

export type LockOptions = {
  file: string
  /** The owner is dead, and its server may still hold the lock: ask it to go. Called again and again. */
  signalOrphan: (signal: 'SIGINT' | 'SIGQUIT') => void
  waitMs?: number
}

const flockPrograms = ['/usr/bin/flock', '/bin/flock', '/usr/local/bin/flock']
const busyStatus = 75
const pollMs = 20
const immediateMs = 5_000

export async function takeLock({ file, signalOrphan, waitMs = 10_000 }: LockOptions): Promise<Lock> {
  const fd = openLockFile(file)
  try {
    const startedAt = Date.now()
    while (!(await tryLock(fd))) {
      const owner = readOwner(file)
      const alive = owner === undefined ? undefined : isAlive(owner)
      const waitedMs = Date.now() - startedAt
      const isPatient = waitedMs < waitMs
      const givesUp = alive === false ? waitedMs > waitMs + immediateMs : !isPatient
      if (alive === true || givesUp) throw inUse(file, owner)
      if (alive === false) signalOrphan(isPatient ? 'SIGINT' : 'SIGQUIT')
      await sleep(pollMs)
    }
    writeOwner(fd)
  } catch (error) {
    closeSync(fd)
    throw error
  }
  return { fd, release: () => releaseLock(fd) }
}

function openLockFile(file: string): number {
  try {
    return openSync(file, 'a+', 0o644)
  } catch (error) {
    throw notWritable(file, error)
  }
}

async function tryLock(fd: number): Promise<boolean> {
  for (const program of flockPrograms) {
    const result = await run(program, ['-x', '-n', '-E', String(busyStatus), '3'], { inheritFd: fd }).catch(
      absent,
    )
    if (result === undefined) continue
    if (result.status === 0) return true
    if (result.status === busyStatus) return false
    throw cannotLock(result.output)
  }
  throw cannotLock('flock: not found')
}

function absent(error: unknown): undefined {
  if (errorCode(error) !== 'ENOENT') throw error
}

function cannotLock(reason: string): StorageTrouble {
  return new StorageTrouble('storage.not-permitted', {
    ru: `Не могу запереть каталог данных (${reason.trim()}): нужны программа flock из util-linux и диск, который умеет блокировки. Либо укажите внешнюю базу: DATABASE_URL.`,
    en: `Cannot lock the data directory (${reason.trim()}): the program flock of util-linux and a disk that supports locks are needed. Or name an external database: DATABASE_URL.`,
  })
}

function ourselves(): Owner {
  return {
    pid: process.pid,
    start: processStart(process.pid) ?? 'unknown',
    boot: bootId(),
    namespace: pidNamespace(),
    host: hostname(),
    since: new Date().toISOString(),
  }
}

function writeOwner(fd: number): void {
  ftruncateSync(fd, 0)
  writeSync(fd, `${JSON.stringify(ourselves())}\n`)
  fchmodSync(fd, 0o644)
}

// An empty file says that nobody runs, also to people.
function releaseLock(fd: number): void {
  ftruncateSync(fd, 0)
  closeSync(fd)
}

function readOwner(file: string): Owner | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Owner
  } catch {
    return undefined // empty, or its owner is writing it at this moment
  }
}

/** Undefined: it lives on another machine or in another container, and its pid says nothing here. */
function isAlive(owner: Owner): boolean | undefined {
  if (owner.boot !== bootId()) return owner.host === hostname() ? false : undefined
  if (owner.namespace !== pidNamespace()) return undefined
  return processState(owner.pid) === 'alive' && processStart(owner.pid) === owner.start
}

function inUse(file: string, owner: Owner | undefined): StorageTrouble {
  const who = owner === undefined ? '?' : `${owner.pid} (${owner.host}, ${owner.since})`
  return new StorageTrouble('storage.in-use', {
    ru: `Этот каталог данных уже открыт другим процессом Trapeza: ${who}. Остановите его или выберите другой каталог ключом --data. Замок: ${file}.`,
    en: `This data directory is already open in another Trapeza process: ${who}. Stop it or choose another directory with --data. Lock: ${file}.`,
  })
}
