import { type ChildProcess, spawn } from 'node:child_process'
import { accessSync, closeSync, constants, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { OnProgress } from '../engine.ts'
import { StorageTrouble } from '../trouble.ts'
import type { Account } from './account.ts'
import type { Binaries } from './binaries.ts'
import { dataPath } from './cluster.ts'
import type { Places } from './places.ts'
import { isPostmasterReady } from './previous-server.ts'
import { cleanEnvironment, identity } from './run.ts'
import { asArguments, type Settings } from './settings.ts'
import { socketPort } from './socket.ts'

export type ServerSpec = {
  places: Places
  account: Account
  binaries: Binaries
  settings: Settings
  socketDirectory: string
  lockFd: number
  /** False: as on a machine without setpriv, the server outlives us. */
  diesWithUs: boolean
  onProgress: OnProgress
}

export type Server = {
  pid(): number | undefined
  stop(): Promise<void>
}

const readyPollMs = 5
const slowStartMs = 2_000
const startLimitMs = 10 * 60_000
const retryMs = 100
const retryLimitMs = 15_000
const fastStopMs = 10_000
const immediateStopMs = 5_000
const logMaxBytes = 8 * 1024 * 1024
const tailBytes = 2_000

/**
 * Starts PostgreSQL and keeps it: if it dies although nobody stopped it (the kernel's memory killer, an operator's
 * hand), it is started again on the same socket, recovers what was acknowledged, and the pool connects anew.
 */
export async function startServer(spec: ServerSpec): Promise<Server> {
  let isStopping = false
  let current = await launchPatiently(spec)
  let revival: Promise<void> | undefined

  const keep = (launched: Launched) => {
    void launched.exited.then(() => {
      if (!isStopping) revival = revive()
    })
  }
  const revive = async () => {
    spec.onProgress({
      ru: 'Сервер базы остановился сам, запускаю его снова…',
      en: 'The database server stopped by itself, starting it again…',
    })
    try {
      current = await launchPatiently(spec, () => isStopping)
      keep(current)
    } catch (error) {
      // Queries fail from here on, and the health page shows it; the words say why.
      const words = error instanceof StorageTrouble ? error : { ru: String(error), en: String(error) }
      spec.onProgress({ ru: words.ru, en: words.en })
    }
  }
  keep(current)

  const stop = async () => {
    isStopping = true
    await revival
    await stopChild(current)
  }
  return { pid: () => (current.isRunning() ? current.child.pid : undefined), stop }
}

type Launched = { child: ChildProcess; exited: Promise<void>; isRunning(): boolean }

// Sessions of a server that was killed need a moment to notice, and until then a new one is refused.
async function launchPatiently(spec: ServerSpec, isGivenUp = () => false): Promise<Launched> {
  const deadline = Date.now() + retryLimitMs
  for (;;) {
    const logOffset = rotatedLogSize(spec.places.log)
    const launched = launch(spec)
    if (await isReady(spec, launched)) return launched
    const tail = readTail(spec.places.log, logOffset)
    const isTransient = /pre-existing shared memory block|lock file "[^"]+" already exists/.test(tail)
    if (!isTransient || Date.now() > deadline || isGivenUp()) throw startFailed(spec, tail)
    await sleep(retryMs)
  }
}

function launch(spec: ServerSpec): Launched {
  const { places, account, binaries, socketDirectory } = spec
  const postgres = [
    binaries.postgres,
    ...['-D', dataPath(places.cluster, account), '-k', socketDirectory, '-p', String(socketPort)],
    ...asArguments(spec.settings),
  ]
  const [command = '', ...args] = [...(spec.diesWithUs ? dyingWithUs() : []), ...postgres]
  const log = openSync(places.log, 'a')
  const child = spawn(command, args, {
    ...identity(account),
    cwd: places.cluster,
    env: cleanEnvironment,
    // A session of its own: Ctrl+C in the terminal is ours to handle, in our order.
    detached: true,
    // The last one is the lock: it is held until the last process of the server is gone, even after our own death.
    stdio: ['ignore', log, log, spec.lockFd],
  })
  closeSync(log)
  return watch(child)
}

function watch(child: ChildProcess): Launched {
  let running = true
  const exited = new Promise<void>((resolve) => {
    const onEnd = () => {
      running = false
      resolve()
    }
    child.on('exit', onEnd)
    child.on('error', onEnd)
  })
  return { child, exited, isRunning: () => running }
}

// The kernel sends SIGINT (PostgreSQL: shut down cleanly, now) when we die, however we die. Without setpriv the
// server lives on as an orphan, and the next start stops it.
function dyingWithUs(): string[] {
  const setpriv = ['/usr/bin/setpriv', '/bin/setpriv'].find(isExecutable)
  return setpriv === undefined ? [] : [setpriv, '--pdeathsig', 'INT', '--']
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

async function isReady(spec: ServerSpec, launched: Launched): Promise<boolean> {
  const startedAt = Date.now()
  let isSlow = false
  while (launched.isRunning()) {
    const pid = launched.child.pid
    if (pid !== undefined && isPostmasterReady(spec.places.cluster, pid)) return true
    const waitedMs = Date.now() - startedAt
    if (waitedMs > startLimitMs) break
    if (waitedMs > slowStartMs && !isSlow) {
      isSlow = true
      spec.onProgress({
        ru: 'База восстанавливается после неожиданной остановки…',
        en: 'The database recovers from an unexpected stop…',
      })
    }
    await sleep(readyPollMs)
  }
  return false
}

async function stopChild({ child, exited, isRunning }: Launched): Promise<void> {
  for (const [signal, limitMs] of [
    ['SIGINT', fastStopMs],
    ['SIGQUIT', immediateStopMs],
    ['SIGKILL', immediateStopMs],
  ] as const) {
    if (!isRunning()) return
    child.kill(signal)
    await Promise.race([exited, sleep(limitMs, undefined, { ref: false })])
  }
}

function rotatedLogSize(log: string): number {
  const size = statSync(log, { throwIfNoEntry: false })?.size ?? 0
  if (size < logMaxBytes) return size
  renameSync(log, `${log}.1`)
  return 0
}

function readTail(log: string, offset: number): string {
  return readFileSync(log).subarray(offset).toString().slice(-tailBytes)
}

function startFailed({ places }: ServerSpec, tail: string): StorageTrouble {
  return new StorageTrouble('storage.start-failed', {
    ru: `Встроенный PostgreSQL не запустился. Журнал ${places.log}:\n${tail.trim()}`,
    en: `The embedded PostgreSQL did not start. Its log is ${places.log}.`,
  })
}
