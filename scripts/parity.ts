// The parity ledgers, spec/parity.json (cloud), -server and -biz: what is built of a family, how well, and
// which tests prove it.
//   npx tsx scripts/parity.ts check    says where a ledger and the code disagree; scripts/parity.test.ts runs it
//   npx tsx scripts/parity.ts update   takes over what is built and which tests name it; levels and notes stay
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { handlers as bizHandlers, openHandlers as openBizHandlers } from '../src/api/biz/operations/index.ts'
import { operations as bizOperations } from '../src/api/biz/operations/table.ts'
import { type CloudPath, operations } from '../src/api/cloud/generated/operations.ts'
import { cloudHandlers } from '../src/api/cloud/operations/index.ts'
import type { ParityEntry } from '../src/api/http/parity-page.ts'
import { operations as serverOperations } from '../src/api/server/generated/operations.ts'
import { serverHandlers } from '../src/api/server/operations/index.ts'

import * as cloudExamples from './parity-examples.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

export type Ledger = Record<string, ParityEntry>

/** A family as its ledger needs it. */
export type LedgerOf = {
  file: string
  keys: readonly string[]
  built(): Set<string>
  /** They call every operation, so they prove the routing of each and the shape of the simplest call. */
  forEveryOperation: string
  /** It proves of an operation that all members of its body are looked at, or says why not (corrections 12). */
  fieldTableOf(key: string): string | null
  /** Folders whose tests may prove something. */
  tests: readonly string[]
  /** Whether a test calls an operation. */
  names(text: string, key: string): boolean
  /** Tests that hold answers against samples by tables, keyed by operations: level 3 needs one of them. */
  samples?: { isIn(test: string): boolean; holds(text: string, key: string): boolean }
  /** Published and recorded examples; without them level 3 is whatever the ledger says. */
  examples?: typeof cloudExamples
}

const fieldTable = 'test/wire/cloud-field-table.test.ts'

/**
 * A test names an operation by its path in quotes, with or without `/api/1/`; one that drives deliveries names a change
 * by its last word: `shop.done('close', id)`.
 */
function namesCloud(text: string, path: string): boolean {
  const short = path.replace(/^\/api\/1\//, '')
  const [, change] = /^deliveries\/(\w+)$/.exec(short) ?? []
  if (change && new RegExp(`\\b(?:done|change|refused)\\(\\s*'${change}'`).test(text)) return true
  const candidates = short.includes('/') && short !== path ? [path, short] : [path]
  return candidates.some((candidate) =>
    ["'", '"', '`'].some((quote) => text.includes(`${quote}${candidate}${quote}`)),
  )
}

export const cloudLedger: LedgerOf = {
  file: 'spec/parity.json',
  keys: Object.keys(operations),
  built: () => new Set(Object.keys(cloudHandlers({} as never))),
  forEveryOperation: 'test/wire/every-operation.test.ts',
  fieldTableOf: (path) => (operations[path as CloudPath].family === 'back-office' ? null : fieldTable),
  tests: ['test/wire', 'src/api/cloud'],
  names: namesCloud,
  examples: cloudExamples,
}

/** A test names an operation by its key in quotes, or by calling it: `office.get('/suppliers?…')`, `postXml('…')`. */
function namesServer(text: string, key: string): boolean {
  if (text.includes(`'${key}'`)) return true
  const [verb = '', path = ''] = key.split(' ')
  const pattern = path
    .split(/\{\w+\}/)
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('[^\'"`/?]+')
  const call = `\\b${verb.toLowerCase()}(?:Json|Form|Xml)?\\(\\s*['"\`]${pattern}['"\`?]`
  return new RegExp(call).test(text)
}

export const serverLedger: LedgerOf = {
  file: 'spec/parity-server.json',
  keys: Object.keys(serverOperations),
  built: () => new Set(Object.keys(serverHandlers)),
  forEveryOperation: 'test/wire/server-every-operation.test.ts',
  fieldTableOf: () => null,
  tests: ['test/wire', 'src/api/server'],
  names: namesServer,
  samples: {
    isIn: (test) => /\/server-(?:published-[\w-]+|recorded)\.test\.ts$/.test(test),
    holds: (text, key) => text.includes(`  '${key}': `) && !text.includes(`  '${key}': unverified(`),
  },
}

/** A test names an operation by its path in quotes, ids of the path left open. */
function namesBiz(text: string, key: string): boolean {
  const pattern = key
    .split(/\{\w+\}/)
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('[^\'"`/?]+')
  return new RegExp(`['"\`](?:/api/0/)?${pattern}['"\`?]`).test(text)
}

export const bizLedger: LedgerOf = {
  file: 'spec/parity-biz.json',
  keys: Object.keys(bizOperations),
  built: () => new Set([...Object.keys(bizHandlers), ...Object.keys(openBizHandlers)]),
  forEveryOperation: 'test/wire/biz-every-operation.test.ts',
  fieldTableOf: () => null,
  tests: ['test/wire', 'src/api/biz'],
  names: namesBiz,
}

export const ledgers: readonly LedgerOf[] = [cloudLedger, serverLedger, bizLedger]

export const readLedger = ({ file }: LedgerOf): Ledger =>
  existsSync(`${root}${file}`) ? (JSON.parse(readFileSync(`${root}${file}`, 'utf8')) as Ledger) : {}

/** Where a ledger and the handlers disagree, or a level has no proof. */
export function checkLedger(family: LedgerOf, ledger: Ledger, built: ReadonlySet<string>): string[] {
  const findings = Object.keys(ledger)
    .filter((key) => !family.keys.includes(key))
    .map((key) => `${key} is no operation`)
  for (const key of family.keys) {
    const entry = ledger[key]
    const found = (words: string) => findings.push(`${key}: ${words}`)
    if (!entry) {
      found('is missing')
      continue
    }
    const isBuilt = built.has(key)
    const table = family.fieldTableOf(key)
    const isForAll = (test: string) => test === family.forEveryOperation || test === table
    if (isBuilt && entry.status === 'pending') found('has a handler and is pending')
    if (!isBuilt && entry.status === 'built') found('is built without a handler')
    if (isBuilt !== entry.level > 0) found(`cannot be ${entry.status} at level ${entry.level}`)
    if (entry.level >= 1 && entry.tests.length === 0) found(`level ${entry.level} needs a test`)
    if (entry.level >= 2 && entry.tests.every(isForAll)) found(`level ${entry.level} needs a test of its own`)
    if (entry.level >= 2 && table !== null && !entry.tests.includes(table)) found('stands in no field table')
    if (family.examples && entry.level >= 3 && !entry.tests.some(family.examples.comparesExamples))
      found(`level ${entry.level} needs a test that compares examples`)
    if (family.samples && entry.level >= 3 && !entry.tests.some(family.samples.isIn))
      found(`level ${entry.level} needs a test that holds it against a sample`)
    if (family.examples && entry.level >= 3 !== (entry.example !== undefined))
      found('level 3 and its example go together')
    for (const test of entry.tests) if (!existsSync(`${root}${test}`)) found(`${test} does not exist`)
  }
  return findings
}

const testsBelow = (folder: string): string[] =>
  readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => `${folder}/${name}`)

function updated(family: LedgerOf): Ledger {
  const ledger = readLedger(family)
  const built = family.built()
  const files = family.tests.flatMap(testsBelow).map((file) => ({
    file,
    text: readFileSync(`${root}${file}`, 'utf8'),
  }))
  const entryOf = (key: string): ParityEntry => {
    const { level = 0, notes, tests = [] } = ledger[key] ?? {}
    const { examples } = family
    const held = examples?.samplesOf(files, key) ?? []
    const noted = (at: number) => {
      const all = examples?.notesOf(key, at, notes) ?? notes ?? []
      return all.length > 0 ? { notes: all } : {}
    }
    const { forEveryOperation } = family
    if (!built.has(key)) return { status: 'pending', level: 0, tests: [forEveryOperation], ...noted(0) }
    const table = family.fieldTableOf(key)
    const naming = files.filter(({ text }) => family.names(text, key)).map(({ file }) => file)
    const kept = tests.filter((test) => existsSync(`${root}${test}`))
    const own = [...new Set([...naming, ...held, ...kept])]
      .filter((test) => test !== forEveryOperation && test !== table)
      .sort()
    const { samples } = family
    const isHeld = files.some(({ file, text }) => samples?.isIn(file) && samples.holds(text, key))
    const shown = held.length > 0 || isHeld ? 3 : 2
    const proven = own.length > 0 ? Math.max(level, shown) : 1
    return {
      status: 'built',
      level: proven as ParityEntry['level'],
      ...(examples && proven >= 3 ? { example: examples.exampleOf(key) } : {}),
      tests: [forEveryOperation, ...(table === null ? [] : [table]), ...own],
      ...noted(proven),
    }
  }
  return Object.fromEntries(family.keys.map((key) => [key, entryOf(key)]))
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const family of ledgers) {
    if (process.argv[2] === 'update')
      writeFileSync(`${root}${family.file}`, `${JSON.stringify(updated(family), null, 2)}\n`)
    const findings = checkLedger(family, readLedger(family), family.built())
    for (const finding of findings) console.log(finding)
    if (findings.length > 0) process.exitCode = 1
  }
}
