import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { OnProgress } from '../engine.ts'
import { StorageTrouble } from '../trouble.ts'
import { isPostgresIn, postgresProcessesIn, processState } from './proc.ts'

/*
 * What a `kill -9` may have left in the cluster: a server that lives on as an orphan, its zombie, or its pid in
 * postmaster.pid although the number belongs to somebody else by now. We stop an orphan rather than adopt it:
 * one started by us normally shuts down by itself (see server.ts) and would leave us in the middle of that, and
 * an adopted one would run with the settings and binaries of an older release. It costs 0.1 s.
 */

export type PreviousServer = {
  cluster: string
  onProgress: OnProgress
  waitMs?: number
}

const pollMs = 20
const immediateMs = 5_000

/** Asks an orphan to shut down, without waiting. */
export function signalOrphan(cluster: string, signal: 'SIGINT' | 'SIGQUIT'): void {
  const pid = readPostmasterPid(cluster)
  if (pid === undefined || !isPostgresIn(pid, cluster)) return
  try {
    process.kill(pid, signal)
  } catch {
    // it went away by itself, or it is not ours to signal: whoever waits for it finds out
  }
}

/** Returns when no server is at work in the cluster and postmaster.pid does not stand in the way of a new one. */
export async function clearPreviousServer({
  cluster,
  onProgress,
  waitMs = 10_000,
}: PreviousServer): Promise<void> {
  const pid = readPostmasterPid(cluster)
  if (pid !== undefined) {
    if (processState(pid) === 'alive') await stopOrphan({ cluster, pid, onProgress, waitMs })
    await until(() => processState(pid) !== 'zombie', waitMs)
    // PostgreSQL recognises this case itself, and checks its shared memory besides.
    if (processState(pid) === 'gone') return
  }
  await refuseLeftovers(cluster, waitMs)
  // The number belongs to a zombie that nobody reaps or to a stranger, or a crash left an empty file; nothing is at
  // work in the cluster.
  rmSync(join(cluster, 'postmaster.pid'), { force: true })
}

type Orphan = Required<PreviousServer> & { pid: number }

async function stopOrphan({ cluster, pid, onProgress, waitMs }: Orphan): Promise<void> {
  if (!isPostgresIn(pid, cluster)) return
  onProgress({
    ru: 'Останавливаю сервер базы, оставшийся от прошлого запуска…',
    en: 'Stopping the database server that an earlier run left…',
  })
  const isDown = () => processState(pid) !== 'alive'
  signalOrphan(cluster, 'SIGINT')
  if (await until(isDown, waitMs)) return
  signalOrphan(cluster, 'SIGQUIT')
  if (await until(isDown, immediateMs)) return
  throw stillThere(cluster, [pid])
}

// Sessions notice the death of their server within moments; until then a new server must not be started.
async function refuseLeftovers(cluster: string, waitMs: number): Promise<void> {
  if (await until(() => postgresProcessesIn(cluster).length === 0, waitMs)) return
  throw stillThere(cluster, postgresProcessesIn(cluster))
}

function stillThere(cluster: string, pids: readonly number[]): StorageTrouble {
  const list = pids.join(', ')
  return new StorageTrouble('storage.in-use', {
    ru: `В ${cluster} всё ещё работает PostgreSQL (процессы ${list}), остановить его не удалось. Завершите эти процессы и запустите снова.`,
    en: `PostgreSQL still runs in ${cluster} (processes ${list}) and could not be stopped. End these processes and start again.`,
  })
}

async function until(holds: () => boolean, waitMs: number): Promise<boolean> {
  const deadline = Date.now() + waitMs
  while (!holds()) {
    if (Date.now() > deadline) return false
    await sleep(pollMs)
  }
  return true
}

function readPostmasterPid(cluster: string): number | undefined {
  const pid = Number(readPostmasterFile(cluster)[0])
  return Number.isInteger(pid) && pid > 1 ? pid : undefined
}

/** Line 8 of postmaster.pid is its word that it takes connections. */
export function isPostmasterReady(cluster: string, pid: number): boolean {
  const lines = readPostmasterFile(cluster)
  return Number(lines[0]) === pid && lines[7]?.startsWith('ready') === true
}

function readPostmasterFile(cluster: string): string[] {
  try {
    return readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return [] // not there, or removed at this moment
  }
}
