import { spawn } from 'node:child_process'
import type { Account } from './account.ts'

export type RunResult = { status: number | null; output: string }
export type RunOptions = { account?: Account; cwd?: string; inheritFd?: number }

// Nothing of the caller's environment matters to PostgreSQL, and PG* or LD_* variables could do harm.
export const cleanEnvironment = {
  ...{ PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
  // What a statement takes and gives back stays with its process: to fetch it from the system anew each time was a quarter
  // of what a statement costs.
  ...{ MALLOC_TRIM_THRESHOLD_: '8388608', MALLOC_MMAP_THRESHOLD_: '8388608', MALLOC_TOP_PAD_: '524288' },
}

const outputMax = 16_384

/** Runs a program to its end and gives its status and the tail of all it said. Rejects only if it cannot be started. */
export function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      ...identity(options.account),
      cwd: options.cwd ?? '/',
      env: cleanEnvironment,
      stdio: ['ignore', 'pipe', 'pipe', ...(options.inheritFd === undefined ? [] : [options.inheritFd])],
    })
    let output = ''
    const keep = (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-outputMax)
    }
    child.stdout?.on('data', keep)
    child.stderr?.on('data', keep)
    child.on('error', reject)
    child.on('close', (status) => resolve({ status, output }))
  })
}

export function identity(account: Account | undefined): { uid: number; gid: number } | undefined {
  return account?.uid === undefined || account.gid === undefined
    ? undefined
    : { uid: account.uid, gid: account.gid }
}
