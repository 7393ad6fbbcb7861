import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url))

/** What the `start` script tells node itself (ADR 39). */
const nodeFlags = ((): string[] => {
  const { scripts } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
  return / node (?<flags>.*) scripts\/start\.mjs$/.exec(scripts.start)?.groups?.['flags']?.split(' ') ?? []
})()

/** A server as a process of its own, as `npm start` leaves it. */
export type ServerProcess = {
  baseUrl: string
  pid: number
  /** Milliseconds from the spawn to the `ready` line. */
  readyMs: number
  /** Pids of the processes it started: the embedded database. */
  childPids(): Promise<number[]>
  kill(signal: NodeJS.Signals): void
  /** Resolves with the exit code, or null after a signal. */
  exited: Promise<number | null>
  stderr(): string
  stdout(): string
}

/** Starts the built command line with `serve` and its flags; rejects with its words when it ends before it is ready. */
export async function spawnServer(
  flags: readonly string[],
  environment: Record<string, string> = {},
  account: { uid?: number; gid?: number } = {},
): Promise<ServerProcess> {
  if (!existsSync(cli)) throw new Error('dist/cli.js is missing: run "npm run build" first')
  const startedAt = Date.now()
  const child = spawn(process.execPath, [...nodeFlags, cli, 'serve', '--port', '0', ...flags], {
    ...account,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, DATABASE_URL: '', ...environment },
  })
  let errors = ''
  child.stderr?.on('data', (chunk) => {
    errors += String(chunk)
  })
  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
  let output = ''
  child.stdout?.on('data', (chunk) => {
    output += String(chunk)
  })
  const baseUrl = await readyLine(child, exited, () => errors)
  return {
    baseUrl,
    pid: child.pid ?? 0,
    readyMs: Date.now() - startedAt,
    childPids: () => childrenOf(child.pid ?? 0),
    kill: (signal) => void child.kill(signal),
    exited,
    stderr: () => errors,
    stdout: () => output,
  }
}

function readyLine(
  child: ChildProcess,
  exited: Promise<number | null>,
  errors: () => string,
): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = ''
    child.stdout?.on('data', (chunk) => {
      output += String(chunk)
      const url = /^ready (http:\/\/\S+)$/m.exec(output)?.[1]
      if (url) resolve(url)
    })
    exited.then((code) => reject(new Error(`the server ended with ${code}: ${errors()}`))).catch(reject)
  })
}

async function childrenOf(pid: number): Promise<number[]> {
  const { readFile } = await import('node:fs/promises')
  const text = await readFile(join('/proc', String(pid), 'task', String(pid), 'children'), 'utf8').catch(
    () => '',
  )
  return text.trim().split(/\s+/).filter(Boolean).map(Number)
}
