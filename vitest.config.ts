import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { writableFolder } from './scripts/places.mjs'

/** Prepared once for every suite that starts servers or databases; unit tests must not need it. */
const globalSetup = existsSync(new URL('test/support/global-setup.ts', import.meta.url))
  ? ['test/support/global-setup.ts']
  : []
const seconds = 1000
/** What an author of a plugin installs is here the SDK of this repository. */
const sdk = (path: string): string => fileURLToPath(new URL(`sdk/plugin/src/${path}`, import.meta.url))

type SuiteOptions = {
  timeoutMs: number
  testsAtATime?: number
  include?: string[]
  globalSetup?: string[]
  /** Its servers are processes of their own beside those in the test's. */
  startsProcesses?: true
  /** Two, unless it waits more than it works. */
  filesAtATime?: number
}
/** A suite of test/<name>: real databases and processes, so few at a time and with patience. */
const suite = (name: string, options: SuiteOptions) => ({
  extends: true as const,
  test: {
    name,
    include: options.include ?? [`test/${name}/**/*.test.ts`],
    globalSetup: options.globalSetup ?? globalSetup,
    testTimeout: options.timeoutMs,
    hookTimeout: 120 * seconds,
    // A second is less than a busy machine takes now and then; what does not come at all fails all the same.
    expect: { poll: { timeout: 15 * seconds } },
    ...(options.startsProcesses ? {} : { setupFiles: ['test/support/cheap-scrypt.ts'] }),
    ...(options.testsAtATime ? { maxConcurrency: options.testsAtATime } : {}),
    maxWorkers: options.filesAtATime ?? 2,
  },
})

export default defineConfig({
  resolve: {
    alias: [
      { find: /^@trapeza\/plugin$/, replacement: sdk('index.ts') },
      { find: /^@trapeza\/plugin\/testing$/, replacement: sdk('testing/index.ts') },
    ],
  },
  test: {
    // A test that fails now and then is a defect with priority: never tried again, never skipped.
    retry: 0,
    allowOnly: !process.env['CI'],
    environment: 'node',
    pool: 'forks',
    // Files of one worker share what they have loaded: loading the product anew for each was a third of a run.
    isolate: false,
    // The run may be that of an account that owns nothing here.
    cache: false,
    // Each suite loads the product; what the one before it has translated is kept.
    experimental: { fsModuleCache: true, fsModuleCachePath: writableFolder('node_modules/.cache/vitest') },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{src,sdk,scripts,spec,web,examples}/**/*.test.{ts,tsx}'],
          testTimeout: 5 * seconds,
        },
      },
      suite('storage', { timeoutMs: 60 * seconds }),
      // The storage's own tests again, and the whole program, on a PostgreSQL that we did not launch.
      suite('external', {
        timeoutMs: 120 * seconds,
        include: [
          'test/storage/*.test.ts',
          'test/storage/engines/{backup,column-types,migrate}.test.ts',
          'test/external/**/*.test.ts',
        ],
        globalSetup: ['test/support/external-setup.ts'],
        startsProcesses: true,
      }),
      suite('wire', { timeoutMs: 60 * seconds }),
      suite('property', { timeoutMs: 120 * seconds }),
      suite('simulation', {
        timeoutMs: 600 * seconds,
        testsAtATime: 2,
        include: ['test/simulation/*.test.ts'],
      }),
      // By themselves: two nodes that watch one another take a machine that is busy otherwise for one that is dead.
      suite('halls', {
        timeoutMs: 600 * seconds,
        testsAtATime: 2,
        include: ['test/simulation/halls/*.test.ts'],
      }),
      suite('fuzz', { timeoutMs: 120 * seconds }),
      suite('fault', { timeoutMs: 300 * seconds, startsProcesses: true }),
      // With two a quarter of the processors' time was idle: stories wait for pictures and for seconds to pass.
      suite('e2e', { timeoutMs: 120 * seconds, filesAtATime: 3 }),
    ],
  },
})
