// The parity ledger, spec/parity.json: what is built of the cloud API, how well, and which tests prove it.
//   npx tsx scripts/parity.ts check    says where the ledger and the code disagree; scripts/parity.test.ts runs it
//   npx tsx scripts/parity.ts update   takes over what is built and which tests name it; levels and notes stay
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { type CloudPath, operations } from '../src/api/cloud/generated/operations.ts'
import { cloudHandlers } from '../src/api/cloud/operations/index.ts'
import type { ParityEntry, ParityLedger } from '../src/api/cloud/parity.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const ledgerPath = `${root}spec/parity.json`

/** It calls every operation, so it proves the routing of each and the schema of the simplest call. */
const forEveryOperation = 'test/wire/every-operation.test.ts'

/** It proves of each operation, documents excepted, that all members of its body are looked at, or says why not (corrections 12). */
const fieldTable = 'test/wire/cloud-field-table.test.ts'
const forAll = [forEveryOperation, fieldTable]
const hasFields = (path: CloudPath): boolean => operations[path].family !== 'back-office'

const paths = Object.keys(operations) as CloudPath[]

export const builtOperations = (): Set<string> => new Set(Object.keys(cloudHandlers({} as never)))

export const readLedger = (): Partial<ParityLedger> =>
  existsSync(ledgerPath) ? (JSON.parse(readFileSync(ledgerPath, 'utf8')) as Partial<ParityLedger>) : {}

/** Where the ledger and the handlers disagree, or a level has no proof. */
export function checkLedger(ledger: Partial<ParityLedger>, built: ReadonlySet<string>): string[] {
  const findings = Object.keys(ledger)
    .filter((path) => !paths.includes(path as CloudPath))
    .map((path) => `${path} is no operation`)
  for (const path of paths) {
    const entry = ledger[path]
    const found = (words: string) => findings.push(`${path}: ${words}`)
    if (!entry) {
      found('is missing')
      continue
    }
    const isBuilt = built.has(path)
    if (isBuilt && entry.status === 'pending') found('has a handler and is pending')
    if (!isBuilt && entry.status === 'built') found('is built without a handler')
    if (isBuilt !== entry.level > 0) found(`cannot be ${entry.status} at level ${entry.level}`)
    if (entry.level >= 1 && entry.tests.length === 0) found(`level ${entry.level} needs a test`)
    if (entry.level >= 2 && entry.tests.every((test) => forAll.includes(test))) {
      found(`level ${entry.level} needs a test of its own`)
    }
    if (entry.level >= 2 && hasFields(path) && !entry.tests.includes(fieldTable)) {
      found('stands in no field table')
    }
    for (const test of entry.tests) if (!existsSync(`${root}${test}`)) found(`${test} does not exist`)
  }
  return findings
}

/**
 * A test names an operation by its path in quotes, with or without `/api/1/`; one that drives deliveries names a change
 * by its last word: `shop.done('close', id)`.
 */
function names(text: string, path: CloudPath): boolean {
  const short = path.replace(/^\/api\/1\//, '')
  const [, change] = /^deliveries\/(\w+)$/.exec(short) ?? []
  if (change && new RegExp(`\\b(?:done|change|refused)\\(\\s*'${change}'`).test(text)) return true
  const candidates = short.includes('/') && short !== path ? [path, short] : [path]
  return candidates.some((candidate) =>
    ["'", '"', '`'].some((quote) => text.includes(`${quote}${candidate}${quote}`)),
  )
}

const testsBelow = (folder: string): string[] =>
  readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => `${folder}/${name}`)

function updated(ledger: Partial<ParityLedger>): ParityLedger {
  const built = builtOperations()
  const files = [...testsBelow('test/wire'), ...testsBelow('src/api/cloud')].map((file) => ({
    file,
    text: readFileSync(`${root}${file}`, 'utf8'),
  }))
  const entryOf = (path: CloudPath): ParityEntry => {
    const { level = 0, notes, tests = [] } = ledger[path] ?? {}
    const withNotes = notes?.length ? { notes } : {}
    if (!built.has(path)) return { status: 'pending', level: 0, tests: [forEveryOperation], ...withNotes }
    const naming = files.filter(({ text }) => names(text, path)).map(({ file }) => file)
    const kept = tests.filter((test) => existsSync(`${root}${test}`))
    const own = [...new Set([...naming, ...kept])].filter((test) => !forAll.includes(test)).sort()
    const proven = own.length > 0 ? Math.max(level, 2) : 1
    return {
      status: 'built',
      level: proven as ParityEntry['level'],
      tests: [forEveryOperation, ...(hasFields(path) ? [fieldTable] : []), ...own],
      ...withNotes,
    }
  }
  return Object.fromEntries(paths.map((path) => [path, entryOf(path)])) as ParityLedger
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  if (process.argv[2] === 'update') {
    writeFileSync(ledgerPath, `${JSON.stringify(updated(readLedger()), null, 2)}\n`)
  }
  const findings = checkLedger(readLedger(), builtOperations())
  for (const finding of findings) console.log(finding)
  if (findings.length > 0) process.exitCode = 1
}
