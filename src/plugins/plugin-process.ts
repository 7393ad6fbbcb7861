import { type ChildProcess, fork } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Port } from '../../sdk/plugin/src/wire/frame.ts'

/** How a process ended; `killedFor` says why the host ended it. */
export type Exit = { code: number | null; signal: string | null; killedFor: string | null }

export type ProcessOptions = {
  dir: string
  main: string
  memoryMb: number
  framesMax: number
  onLine(level: 'info' | 'error', text: string): void
}

export type PluginProcess = {
  port: Port
  pid: number | undefined
  exited: Promise<Exit>
  /** Ends it at once. */
  kill(reason: string): void
}

/** Starts the runner for one plugin (ADR 33). Nothing of the node's environment but PATH reaches it. */
export function launchPlugin({ dir, main, memoryMb, framesMax, onLine }: ProcessOptions): PluginProcess {
  const isSource = import.meta.url.endsWith('.ts')
  const runner = new URL(isSource ? './runner/plugin-runner.ts' : './plugin-runner.js', import.meta.url)
  const child = fork(fileURLToPath(runner), [join(dir, main)], {
    cwd: dir,
    env: { PATH: process.env['PATH'] },
    execArgv: [`--max-old-space-size=${memoryMb}`, ...(isSource ? ['--import', typescriptLoader()] : [])],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let killedFor: string | null = null
  const kill = (reason: string): void => {
    killedFor ??= reason
    child.kill('SIGKILL')
  }
  const exited = new Promise<Exit>((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal, killedFor }))
    // It could not even be started.
    child.once('error', (error) => resolve({ code: 1, signal: null, killedFor: killedFor ?? error.message }))
  })
  for (const [stream, level] of [[child.stdout, 'info'] as const, [child.stderr, 'error'] as const])
    if (stream) createInterface({ input: stream }).on('line', (line) => onLine(level, line))
  return { port: portOf(child, framesMax, kill), pid: child.pid, exited, kill }
}

/** The sources are TypeScript; what was built is not. */
const typescriptLoader = (): string => pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href

/** The channel of fork as a line. It cannot push back, so who floods is ended. */
function portOf(child: ChildProcess, framesMax: number, kill: (reason: string) => void): Port {
  let second = 0
  let frames = 0
  return {
    send(frame) {
      // A process that just died takes nothing any more; its exit tells everybody.
      if (child.connected) child.send(frame, () => {})
    },
    onFrame(listener) {
      child.on('message', (frame: unknown) => {
        const now = Math.floor(performance.now() / 1000)
        frames = now === second ? frames + 1 : 1
        second = now
        if (frames > framesMax) kill(`it sent more than ${framesMax} messages in a second`)
        else listener(frame)
      })
    },
  }
}
