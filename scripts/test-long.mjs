// @ts-check
// `npm run test:long`: the proofs that are seeded, with new seeds and many more of them than in `npm test`. What they
// measured is left in docs/evidence. Every number can be set by its variable; a red seed is replayed with SEED.
// `npm run test:long -- NAME …` runs those parts alone (a piece of the name is enough), `-- --list` tells them and how long
// each takes.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { ensureInstalled, requireNode } from './install.mjs'
import { root } from './places.mjs'

const seed = String(Date.now() % 1_000_000)
const evidence = { EVIDENCE_DIR: join(root, 'docs/evidence') }

/**
 * `minutes`: about, on two cores that nobody shares; what a failure waits for may take longer.
 * @type {{ name: string, minutes: number, args: string[], settings: Record<string, string> }[]}
 */
const runs = [
  {
    name: 'fuzz',
    minutes: 90,
    args: ['--project', 'fuzz'],
    settings: { FUZZ_REQUESTS: '500000', FUZZ_SERVER_REQUESTS: '50000', SEED: seed },
  },
  {
    name: 'reports by both engines',
    minutes: 50,
    args: [
      '--project',
      'property',
      'test/property/olap-engines.test.ts',
      'test/property/olap-postings.test.ts',
    ],
    settings: { OLAP_BODIES: '2000', SEED: seed },
  },
  {
    name: 'simulation',
    minutes: 40,
    args: [
      ...['--project', 'simulation'],
      ...['test/simulation/even-seeds.test.ts', 'test/simulation/odd-seeds.test.ts'],
    ],
    settings: { SEEDS: '1000', SEED_FIRST: seed },
  },
  {
    name: 'halls',
    minutes: 40,
    args: ['--project', 'halls'],
    settings: { SEEDS: '300', SEED_FIRST: seed },
  },
  {
    name: 'six tills for three days',
    minutes: 4,
    args: ['--project', 'halls'],
    settings: {
      ...{ HALL_TILLS: '6', HALL_ORDERS: '3000', HALL_HOURS: '72' },
      ...{ SEEDS: '1', SEED_FIRST: seed, HALL_EVIDENCE: 'simulation-six-tills' },
    },
  },
  {
    name: 'stories over a slow link',
    minutes: 9,
    args: ['--project', 'e2e'],
    settings: { LINK_MS: '350' },
  },
  {
    name: 'stories over a link that loses',
    minutes: 9,
    args: ['--project', 'e2e'],
    settings: { LINK_LOSES: '3' },
  },
  {
    name: 'reports tie out',
    minutes: 20,
    args: ['--project', 'simulation', 'test/simulation/seven-days.test.ts'],
    settings: { PACE: '8', SEED: seed },
  },
  {
    name: 'six processes',
    minutes: 8,
    args: ['--project', 'fault', 'test/fault/six-processes.test.ts'],
    settings: { BLOWS: '60', SEED: seed },
  },
  {
    name: 'money that plugins move',
    minutes: 3,
    args: ['--project', 'fault', 'test/fault/plugin-money-kill.test.ts'],
    settings: { MONEY_CASES: 'all' },
  },
  // Each seed kills other places at other moments; the last one at length.
  ...[1, 2, 3].map((turn) => ({
    name: `legacy route ${turn}`,
    minutes: turn === 3 ? 6 : 3,
    args: ['--project', 'fault', 'test/fault/legacy-route.test.ts'],
    settings: { BLOWS: turn === 3 ? '60' : '20', SEED: String(Number(seed) + turn) },
  })),
  {
    name: 'standby till',
    minutes: 3,
    args: ['--project', 'fault', 'test/fault/standby-kill.test.ts'],
    settings: {},
  },
  {
    name: 'kills of the database',
    minutes: 12,
    args: ['--project', 'fault', 'test/fault/embedded-kill.test.ts'],
    settings: { KILL_ROUNDS: '100', SEED: seed },
  },
  {
    name: 'start times',
    minutes: 5,
    args: ['--project', 'fault', 'test/fault/start-contract-figures.test.ts'],
    settings: {},
  },
]

const wanted = process.argv.slice(2)
const isListing = wanted.includes('--list')
/** @param {string} name */
const isWanted = (name) => wanted.length === 0 || wanted.some((part) => name.includes(part))
const chosen = runs.filter(({ name }) => isWanted(name))

/** @param {number} minutes */
const inWords = (minutes) =>
  minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`

/** @param {string[]} args @param {Record<string, string>} [settings] */
const run = (args, settings = {}) =>
  spawnSync(process.execPath, args, {
    cwd: root,
    stdio: 'inherit',
    // What the caller has set wins.
    env: { ...settings, ...evidence, ...process.env },
  }).status === 0

const vitest = [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--configLoader=runner']

/** @param {(typeof runs)[number]} part */
function isGreen({ name, minutes, args, settings }) {
  const beganAt = Date.now()
  console.log(`\n── ${name}: about ${inWords(minutes)}`)
  const green = run([...vitest, ...args], settings)
  console.log(
    `── ${name}: ${green ? 'green' : 'FAILED'} after ${inWords(Math.round((Date.now() - beganAt) / 60_000))}`,
  )
  return green
}

if (isListing) {
  for (const { name, minutes } of runs) console.log(`${name.padEnd(26)} about ${inWords(minutes)}`)
} else if (chosen.length === 0) {
  console.log(
    `no part is called ${wanted.join(' or ')}; there are: ${runs.map(({ name }) => name).join(', ')}`,
  )
  process.exitCode = 1
} else {
  requireNode()
  await ensureInstalled(console.log)
  const minutes = chosen.reduce((sum, part) => sum + part.minutes, 0)
  console.log(`${chosen.length} of ${runs.length} parts, about ${inWords(minutes)}`)
  const failed = run([join(root, 'scripts/build.mjs')])
    ? chosen.filter((part) => !isGreen(part)).map(({ name }) => name)
    : ['build']
  console.log(
    failed.length === 0
      ? `green: ${chosen.map(({ name }) => name).join(', ')}`
      : `FAILED ${failed.join(', ')}`,
  )
  process.exitCode = failed.length === 0 ? 0 : 1
}
