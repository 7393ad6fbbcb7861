// @ts-check
// `npm run test:long`: the proofs that are seeded, with new seeds and many more of them than in `npm test`. What they
// measured is left in docs/evidence. Every number can be set by its variable; a red seed is replayed with SEED.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { ensureInstalled, requireNode } from './install.mjs'
import { root } from './places.mjs'

requireNode()
await ensureInstalled(console.log)

const seed = String(Date.now() % 1_000_000)
const evidence = { EVIDENCE_DIR: join(root, 'docs/evidence') }

/** @type {{ name: string, args: string[], settings: Record<string, string> }[]} */
const runs = [
  {
    name: 'fuzz',
    args: ['--project', 'fuzz'],
    settings: { FUZZ_REQUESTS: '500000', FUZZ_SERVER_REQUESTS: '50000', SEED: seed },
  },
  {
    name: 'reports by both engines',
    args: ['--project', 'property', 'test/property/olap-engines.test.ts'],
    settings: { OLAP_BODIES: '2000', SEED: seed },
  },
  {
    name: 'simulation',
    args: ['--project', 'simulation'],
    settings: { SEEDS: '1000', SEED_FIRST: seed },
  },
  {
    name: 'reports tie out',
    args: ['--project', 'simulation', 'test/simulation/seven-days.test.ts'],
    settings: { PACE: '8', SEED: seed },
  },
  {
    name: 'six processes',
    args: ['--project', 'fault', 'test/fault/six-processes.test.ts'],
    settings: { BLOWS: '60', SEED: seed },
  },
  {
    name: 'kills of the database',
    args: ['--project', 'fault', 'test/fault/embedded-kill.test.ts'],
    settings: { KILL_ROUNDS: '100', SEED: seed },
  },
  {
    name: 'start times',
    args: ['--project', 'fault', 'test/fault/start-contract-figures.test.ts'],
    settings: {},
  },
]

/** @param {string[]} args @param {Record<string, string>} [settings] */
const run = (args, settings = {}) =>
  spawnSync(process.execPath, args, {
    cwd: root,
    stdio: 'inherit',
    // What the caller has set wins.
    env: { ...settings, ...evidence, ...process.env },
  }).status === 0

const vitest = [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--configLoader=runner']
const failed = run([join(root, 'scripts/build.mjs')])
  ? runs.filter(({ args, settings }) => !run([...vitest, ...args], settings)).map(({ name }) => name)
  : ['build']
console.log(failed.length === 0 ? 'all long runs are green' : `FAILED ${failed.join(', ')}`)
process.exitCode = failed.length === 0 ? 0 : 1
