import { readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs'
import { errorCode } from '../trouble.ts'

export type ProcessState = 'alive' | 'zombie' | 'gone'

export function processState(pid: number): ProcessState {
  const stat = readStat(pid)
  if (stat !== undefined) return stat.state === 'Z' || stat.state === 'X' ? 'zombie' : 'alive'
  return canSignal(pid) ? 'alive' : 'gone'
}

/** With the pid it names a process for good: a pid is given out again, a pid with its start time is not. */
export function processStart(pid: number): string | undefined {
  return readStat(pid)?.start
}

/**
 * Is this PostgreSQL at work in the directory? Where we may not look, it is not: that process belongs to another
 * user, and PostgreSQL only works in a directory of its own user.
 */
export function isPostgresIn(pid: number, directory: string): boolean {
  if (readOrUndefined(`/proc/${pid}/comm`)?.trim() !== 'postgres') return false
  try {
    const there = statSync(`/proc/${pid}/cwd`)
    const here = statSync(directory)
    return there.dev === here.dev && there.ino === here.ino
  } catch {
    return false
  }
}

/** Every process of every PostgreSQL session in the directory: all of them have it as working directory. */
export function postgresProcessesIn(directory: string): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => Number.isInteger(pid) && isPostgresIn(pid, directory))
}

/** Two containers see different processes under the same number. */
export function pidNamespace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid')
  } catch {
    return 'unknown' // not Linux, or a kernel without namespaces: then there is only one
  }
}

export function bootId(): string {
  return readOrUndefined('/proc/sys/kernel/random/boot_id')?.trim() ?? 'unknown'
}

type Stat = { state: string; start: string }

// pid (name) state ppid …: the name may hold spaces and brackets, so fields are counted after its last bracket.
function readStat(pid: number): Stat | undefined {
  const text = readOrUndefined(`/proc/${pid}/stat`)
  if (text === undefined) return undefined
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  return { state: fields[0] ?? '?', start: fields[19] ?? '?' }
}

function canSignal(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return errorCode(error) === 'EPERM'
  }
}

function readOrUndefined(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined // the process ended while we looked
  }
}
