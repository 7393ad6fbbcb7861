// The parity ledger of the front, spec/parity-front.json: operations, hooks and streams of front-api, what is built and
// which tests prove it. Operations and their states are written in spec/front/operations.json; hooks are ours.
//   npx tsx scripts/front-parity.ts check    says where the ledger and the code disagree
//   npx tsx scripts/front-parity.ts update   writes it anew
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { streamNames } from '../sdk/plugin/src/events.ts'
import { type HookName, hookNames, hookRules } from '../sdk/plugin/src/hooks.ts'
import { raisedByPapers } from '../src/plugins/extend-cheques.ts'
import { raisedByCommands } from '../src/plugins/hook-moments.ts'
import { raisedByScreens } from '../src/plugins/screens/open-plugin-desk.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const file = `${root}spec/parity-front.json`
const operationsFile = `${root}spec/front/operations.json`

type Entry = { state: 'built' | 'pending'; reason?: string; tests: string[] }
type OperationEntry = Entry & { group: string }
type HookEntry = Entry & { kind: string; policy: string }
type AdditionEntry = Entry & { answers: string }
export type FrontLedger = {
  operations: Record<string, OperationEntry>
  hooks: Record<string, HookEntry>
  streams: Record<string, Entry>
  /** Ours alone, as members of `ctx.ui`. */
  additions: Record<string, AdditionEntry>
}

/** Hooks of which our till has no moment, and why. */
const withoutMoment: Partial<Record<HookName, string>> = {
  beforeOrganizationDetailsEdited: 'no e-invoice can be attached to an order yet',
  getEInvoiceNumber: 'no e-invoice can be attached to an order yet',
  confirmEInvoiceNumberProcessed: 'no e-invoice can be attached to an order yet',
  billChequePosResolving: 'a till has one point of sale: there is nothing to choose from',
  documentInvoicePrinting: 'a till prints no invoices of documents',
  orderSplittedByCashRegisters: 'a till has one cash register',
}
const builtHooks = new Set<HookName>([...raisedByCommands, ...raisedByPapers, ...raisedByScreens])
const withoutSource: Readonly<Record<string, string>> = {}
/** What the original does not have, and which complaint of front-api §9 asks for it. */
const ownAdditions: Readonly<Record<string, string>> = { startPayment: '§9 complaint 6' }

const testFolders = [
  'test/wire',
  'test/fault',
  'test/e2e',
  'src/plugins',
  'src/app/front',
  'sdk/plugin',
  'test/property',
]

/** Tests, and the plugins that they run: a fixture names the hooks that its test raises. */
function readTests(): { path: string; words: ReadonlySet<string> }[] {
  return testFolders.flatMap((folder) => {
    if (!existsSync(`${root}${folder}`)) return []
    return readdirSync(`${root}${folder}`, { recursive: true })
      .map(String)
      .filter((name) => name.endsWith('.test.ts'))
      .map((name) => {
        const text = readFileSync(`${root}${folder}/${name}`, 'utf8')
        const fixtures = existsSync(`${root}test/plugins-fixtures`)
          ? readdirSync(`${root}test/plugins-fixtures`)
          : []
        const run = fixtures.filter(
          (fixture) => text.includes(`'${fixture}'`) || text.includes(`/${fixture}'`),
        )
        const scripts = run.map((fixture) =>
          readFileSync(`${root}test/plugins-fixtures/${fixture}/index.js`, 'utf8'),
        )
        return {
          path: `${folder}/${name}`,
          words: new Set([...([text, ...scripts].join('\n').match(/\w+/g) ?? []), ...getters(text)]),
        }
      })
  })
}

/** A table of entities that a test asks for one by one, `['City', 'getCities']`, names their getters, too. */
const getters = (text: string): string[] =>
  /`tryGet\$\{entity\}ById`/.test(text)
    ? [...text.matchAll(/\['(\w+)', 'get\w+'\]/g)].flatMap(([, entity = '']) => [
        `get${entity}ById`,
        `tryGet${entity}ById`,
      ])
    : []

/** Examples without a README, which is their page in `/docs/plugins/examples`, or without a test that runs them. */
function bareExamples(): string[] {
  const tests = ['test/wire', 'test/e2e', 'test/fault'].flatMap((folder) =>
    readdirSync(`${root}${folder}`)
      .filter((name) => name.endsWith('.test.ts'))
      .map((name) => readFileSync(`${root}${folder}/${name}`, 'utf8')),
  )
  return readdirSync(`${root}examples`, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => [
      ...(existsSync(`${root}examples/${name}/README.md`) ? [] : [`the example ${name} has no page`]),
      ...(tests.some((text) => text.includes(`'${name}'`) || text.includes(`examples/${name}`))
        ? []
        : [`the example ${name} is run by no test`]),
    ])
}

export function makeFrontLedger(): FrontLedger {
  const tests = readTests()
  const testsOf = (name: string): string[] =>
    tests
      .filter(({ words }) => words.has(name))
      .map(({ path }) => path)
      .sort()
  const entry = (name: string, reason: string | undefined): Entry => ({
    state: reason === undefined ? 'built' : 'pending',
    ...(reason === undefined ? {} : { reason }),
    tests: testsOf(name),
  })
  const listed = existsSync(operationsFile)
    ? (JSON.parse(readFileSync(operationsFile, 'utf8')) as {
        operations: (Omit<OperationEntry, 'tests'> & { name: string })[]
      })
    : { operations: [] }
  return {
    operations: Object.fromEntries(
      listed.operations.map(({ name, group, state, reason }) => [
        name,
        { group, ...entry(name, state === 'built' ? undefined : (reason ?? 'not built')) },
      ]),
    ),
    hooks: Object.fromEntries(
      hookNames.map((name) => {
        const { kind, policy } = hookRules[name]
        const reason = builtHooks.has(name) ? undefined : (withoutMoment[name] ?? 'nobody raises it')
        return [name, { kind, policy, ...entry(name, reason) }]
      }),
    ),
    streams: Object.fromEntries(streamNames.map((name) => [name, entry(name, withoutSource[name])])),
    additions: Object.fromEntries(
      Object.entries(ownAdditions).map(([name, answers]) => [name, { answers, ...entry(name, undefined) }]),
    ),
  }
}

/** Where the ledger and the code disagree, in words. */
export function frontDisagreements(): string[] {
  const written = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as FrontLedger) : null
  const made = makeFrontLedger()
  // Which tests name something grows with every test; it is taken over by `update`.
  const withoutTests = (ledger: unknown): string =>
    JSON.stringify(ledger, (key, value: unknown) => (key === 'tests' ? undefined : value)) ?? ''
  const isSame = withoutTests(written) === withoutTests(made)
  const stale = isSame ? [] : ['spec/parity-front.json is not up to date']
  const unproved = [made.operations, made.hooks, made.streams, made.additions]
    .flatMap((part): [string, Entry][] => Object.entries(part))
    .filter(([, { state, tests }]) => state === 'built' && tests.length === 0)
    .map(([name]) => `${name} has no test`)
  const both = hookNames.filter((name) => builtHooks.has(name) && withoutMoment[name] !== undefined)
  return [
    ...stale,
    ...unproved,
    ...bareExamples(),
    ...both.map((name) => `the hook ${name} is raised and said to have no moment`),
  ]
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  if (process.argv[2] === 'update') writeFileSync(file, `${JSON.stringify(makeFrontLedger(), null, 1)}\n`)
  const problems = frontDisagreements()
  for (const problem of problems) console.log(problem)
  if (problems.length > 0) process.exitCode = 1
}
