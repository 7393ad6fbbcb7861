// @ts-check
// `npm test`: everything, from a bare machine. `npm test -- --only unit,wire [filter]` for a part of it.
// The last line is always exactly `N passed, N failed`; each static check counts as one.
import { spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { provideChromium } from './chromium.mjs'
import { ensureInstalled, requireNode } from './install.mjs'
import { root, writableFolder } from './places.mjs'
import { stopGroup, sweepGroup } from './process-group.mjs'
import { checks, projectContents, suites } from './steps.mjs'

const minutesMax = 39
const startedAt = Date.now()
const minutesLeft = () => minutesMax - (Date.now() - startedAt) / 60_000

requireNode()
if (!process.stdout.isTTY) process.env['NO_COLOR'] ??= '1'
const { only, filters } = readArguments(process.argv.slice(2))

let passed = 0
let failed = 0
/** @type {string[]} */
const failures = []
const fail = (/** @type {string} */ words, count = 1) => {
  failed += count
  failures.push(words)
}
/** So many failures of a suite are told again at the end: whoever sees the end only still learns what went wrong. */
const toldAgain = 8

/** Each step that runs now has a process group of its own, so that an interruption leaves nothing behind. @type {Set<number>} */
const running = new Set()
let isStopping = false
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
  process.once(signal, async () => {
    isStopping = true
    await Promise.all([...running].map(stopGroup))
    fail(`stopped by ${signal}`)
    finish()
  })
}

try {
  await ensureInstalled(console.log)
  await runEverything()
} catch (error) {
  fail(error instanceof Error ? error.message : String(error))
}
finish()

async function runEverything() {
  const wants = (/** @type {string[]} */ ...names) => only.size === 0 || names.some((name) => only.has(name))
  const due = suites.filter(({ name }) => wants(name))
  await runChecks(checks().filter(({ name }) => wants('static', name)))
  const build = { name: 'build', command: [process.execPath, 'scripts/build.mjs'], minutesMax: 3 }
  const needsProduct = wants('build') || due.some(({ name }) => name !== 'unit')
  const isBuilt = needsProduct && (await runCheck(build))
  for (const suite of due) {
    if (suite.name !== 'unit' && !isBuilt) fail(`${suite.name}: not run, the product does not build`)
    else if (suite.name !== 'e2e' || hasBrowser()) await runSuite(suite)
  }
}

/** @param {string[]} args */
function readArguments(args) {
  const known = ['static', 'build', ...checks().map(({ name }) => name), ...suites.map(({ name }) => name)]
  const at = args.indexOf('--only')
  const names = at < 0 ? [] : (args[at + 1] ?? '').split(',')
  const unknown = names.filter((name) => !known.includes(name))
  if (unknown.length > 0 || (at >= 0 && names.length === 0)) {
    console.error(`--only knows ${known.join(', ')}; not ${unknown.join(', ')}`)
    process.exit(2)
  }
  return {
    only: new Set(names),
    filters: args.filter((_, index) => at < 0 || (index !== at && index !== at + 1)),
  }
}

/**
 * Runs one command to its end or to its time limit.
 * @param {string[]} command
 * @param {number} minutes
 * @param {'inherit' | number} [says] where to: a file that is open, or where we say things
 * @returns {Promise<{ code: number, tookTooLong: boolean, left: string[] }>} `left`: processes it left behind
 */
async function run([file = '', ...args], minutes, says = 'inherit') {
  if (isStopping) await new Promise(() => {}) // the process is about to end
  const child = spawn(file, args, { cwd: root, detached: true, stdio: ['ignore', says, says] })
  const pid = child.pid ?? 0
  running.add(pid)
  let tookTooLong = false
  const limitMs = Math.max(0, Math.min(minutes, minutesLeft())) * 60_000
  const timer = setTimeout(() => {
    tookTooLong = true
    void stopGroup(pid)
  }, limitMs)
  const code = await new Promise((resolve) => {
    child.on('exit', (status) => resolve(status ?? 1))
    child.on('error', (error) => {
      console.error(error.message)
      resolve(1)
    })
  })
  clearTimeout(timer)
  const left = await sweepGroup(pid)
  running.delete(pid)
  return { code, tookTooLong, left }
}

/**
 * What writes files goes first and alone, the others two at a time: each has stretches of one core.
 * @param {import('./steps.mjs').Check[]} due
 */
async function runChecks(due) {
  const waiting = due.filter(({ changesNothing }) => !changesNothing)
  for (const check of due) if (check.changesNothing) await runCheck(check)
  const lane = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) await runCheck(check)
  }
  await Promise.all([lane(), lane()])
}

/**
 * @param {import('./steps.mjs').Check} check
 * @returns {Promise<boolean>} whether it is in order
 */
async function runCheck({ name, command, minutesMax: minutes, changesNothing }) {
  const begun = Date.now()
  const before = changesNothing ? projectContents() : undefined
  const said = join(writableFolder('test-results'), `${name}-${process.pid}.txt`)
  const file = openSync(said, 'w')
  const { code, tookTooLong } = await run(command, minutes, file)
  closeSync(file)
  // Two checks at once would talk through one another.
  console.log(`\n── ${name}\n${readFileSync(said, 'utf8').trimEnd()}`)
  rmSync(said)
  // What has just changed was not current; the new files stay, to be committed.
  const changed = before ? changedSince(before) : []
  for (const path of changed) console.log(`${path} was not what \`npm run generate\` makes`)
  const isGood = code === 0 && changed.length === 0
  if (isGood) passed += 1
  else fail(tookTooLong ? `${name}: stopped after its time limit` : name)
  console.log(`── ${name}: ${isGood ? 'in order' : 'FAILED'}, ${seconds(begun)}`)
  return isGood
}

/** @param {Map<string, string>} before */
function changedSince(before) {
  const after = projectContents()
  return [...new Set([...before.keys(), ...after.keys()])].filter(
    (path) => before.get(path) !== after.get(path),
  )
}

/** @param {import('./steps.mjs').Suite} suite */
async function runSuite({ name, minutesMax: minutes }) {
  const begun = Date.now()
  console.log(`\n── ${name} tests`)
  const results = writableFolder('test-results')
  const report = join(results, `${name}-${process.pid}.json`)
  process.env['TEST_RESULTS'] = results // screenshots and logs of the tests go there too
  const vitest = [
    process.execPath,
    join(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--configLoader=runner',
    '--project',
    name,
  ]
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const { code, tookTooLong, left } = await run([...vitest, ...reporters, ...filters], minutes)
  const counts = readReport(report)
  passed += counts.passed
  if (counts.failed > 0)
    fail([`${name}: ${counts.failed} failed`, ...counts.told].join('\n  '), counts.failed)
  else if (tookTooLong) fail(`${name}: stopped after its time limit`)
  else if (code !== 0 && counts.passed > 0)
    fail(`${name}: vitest ended with code ${code} outside of any test`)
  else if (counts.passed === 0) fail(`${name}: ran no test at all`)
  if (left.length > 0) fail(`${name}: left processes behind, now ended:\n  ${left.join('\n  ')}`)
  const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''
  console.log(
    `── ${name} tests: ${counts.passed} passed, ${counts.failed} failed${skipped}, ${seconds(begun)}`,
  )
}

/** @param {string} path */
function readReport(path) {
  if (!existsSync(path)) return { passed: 0, failed: 0, skipped: 0, told: [] }
  const report = JSON.parse(readFileSync(path, 'utf8'))
  rmSync(path)
  /** A file that could not even be loaded has no tests to count, but has certainly failed. @type {number} */
  const unloaded = report.testResults.filter(
    (/** @type {{ status: string, assertionResults: unknown[] }} */ file) =>
      file.status === 'failed' && file.assertionResults.length === 0,
  ).length
  return {
    told: whatFailed(report.testResults),
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

/**
 * The first failures of a suite, a line or two each, by the time at which they happened: later ones often follow from it.
 * @param {{ name: string, status: string, message?: string, assertionResults: { status: string, fullName: string, startTime?: number, failureMessages?: string[] }[] }[]} files
 * @returns {string[]}
 */
function whatFailed(files) {
  const tests = files.flatMap(({ name, status, message = '', assertionResults }) => {
    const file = relative(root, name)
    const unloaded = status === 'failed' && assertionResults.length === 0
    const own = assertionResults.filter((one) => one.status === 'failed')
    return [
      ...(unloaded ? [{ at: 0, words: `${file}: ${message}` }] : []),
      ...own.map(({ fullName, startTime = 0, failureMessages = [] }) => ({
        at: startTime,
        words: `${file} > ${fullName}: ${failureMessages[0] ?? ''}`,
      })),
    ]
  })
  return tests
    .sort((a, b) => a.at - b.at)
    .slice(0, toldAgain)
    .map(({ words }) => {
      const lines = words.split('\n').filter((line) => !line.includes('node_modules'))
      return lines.join('\n    ').slice(0, 1500)
    })
}

function hasBrowser() {
  try {
    process.env['CHROMIUM_PATH'] = provideChromium(console.log)
    return true
  } catch (error) {
    fail(`e2e: no browser. ${error instanceof Error ? error.message : String(error)}`)
    return false
  }
}

/** @param {number} since */
function seconds(since) {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`
}

function finish() {
  console.log(`\n── all in ${seconds(startedAt)}`)
  for (const words of failures) console.log(`FAILED ${words}`)
  const line = `${passed} passed, ${failed} failed\n`
  // The last line must reach a pipe before the process ends.
  process.stdout.write(line, () => process.exit(failed === 0 && passed > 0 ? 0 : 1))
}
