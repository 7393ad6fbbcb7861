/** What `/docs/plugins` shows, out of the SDK's own types: operations, hooks, streams, exceptions, types, examples. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import ts from 'typescript'
import { streamNames } from '../../sdk/plugin/src/events.ts'
import { hookNames, hookRules } from '../../sdk/plugin/src/hooks.ts'
import type {
  DocumentedDeclaration,
  DocumentedExample,
  DocumentedException,
  DocumentedOperation,
  DocumentedRight,
  DocumentedStream,
  PluginDocs,
} from '../../src/api/docs/plugin-docs.ts'
import { inWords } from '../../src/api/till/words.ts'
import { exceptionTexts } from '../../src/app/front/exception-texts.ts'
import { permissionCodes } from '../../src/app/front/model/staff.ts'
import { makeFrontLedger } from '../front-parity.ts'
import type { Signatures } from './front-signatures/signatures.ts'

const root = new URL('../../', import.meta.url)
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8')
const parsed = (path: string): ts.SourceFile =>
  ts.createSourceFile(path, read(path), ts.ScriptTarget.Latest, true)

/** Files of the SDK whose types an author meets, in the order in which they are shown. */
const shown = [
  ...['context', 'host-types', 'edit-session', 'arguments', 'hooks', 'events', 'view-manager', 'payments'],
  ...['started-payment', 'jobs', 'testing/index'],
]

type Listed = { name: string; group: string; since: string | null; state: string; reason?: string }

/** The document as JSON, a line for each thing, so that a change shows what changed. */
export function printPluginDocs(ledgerText: string, signatures: Signatures): string {
  const { operations } = JSON.parse(ledgerText) as { operations: Listed[] }
  const ledger = makeFrontLedger()
  const docs: PluginDocs = {
    guide: read('sdk/plugin/README.md'),
    operations: operations.map((one) => operationOf(one, signatures)),
    hooks: hookNames.map((name) => {
      const { kind, policy, budgetMs } = hookRules[name]
      const { state, reason = null } = ledger.hooks[name] ?? { state: 'pending' as const }
      return { name, kind, policy, budgetMs, state, reason, words: hookWords.get(name) ?? '' }
    }),
    streams: streamNames.map((name): DocumentedStream => {
      const { state, reason = null } = ledger.streams[name] ?? { state: 'pending' as const }
      return { name, state, reason }
    }),
    exceptions: exceptions(),
    declarations: shown.flatMap((name) => declarationsIn(`sdk/plugin/src/${name}.ts`)),
    types: signatures.types.map(typeOf),
    rights: rights(),
    examples: examples(),
  }
  const lines = Object.entries(docs).map(([name, value]) =>
    Array.isArray(value)
      ? `"${name}": [\n${value.map((one) => JSON.stringify(one)).join(',\n')}\n]`
      : `"${name}": ${JSON.stringify(value)}`,
  )
  return `{\n${lines.join(',\n')}\n}\n`
}

function operationOf(
  { name, group, since, state, reason }: Listed,
  { operations }: Signatures,
): DocumentedOperation {
  const signature = operations.find((one) => one.name === name)
  return {
    ...{ name, group, since, state: state === 'built' ? 'built' : 'pending', reason: reason ?? null },
    needs: signature?.needs ?? null,
    words: signature?.words ?? null,
    args: signature?.args ?? null,
    result: signature?.result ?? null,
    action: signature?.action ?? null,
  }
}

/** The comments of the hooks in their table. */
const hookWords = new Map<string, string>()
ts.forEachChild(parsed('sdk/plugin/src/hooks.ts'), function visit(node: ts.Node): void {
  if (ts.isPropertyAssignment(node) && ts.isIdentifier(node.name)) {
    const words = wordsOf(node)
    if (words !== null) hookWords.set(node.name.text, words)
  }
  ts.forEachChild(node, visit)
})

/** Classes of the SDK's errors with those that they extend, and what the till says in each. */
function exceptions(): DocumentedException[] {
  const source = parsed('sdk/plugin/src/wire/errors.ts')
  const classes = source.statements.filter(ts.isClassDeclaration)
  const parentOf = new Map(
    classes.map((one) => [
      one.name?.text ?? '',
      one.heritageClauses?.[0]?.types[0]?.expression.getText() ?? null,
    ]),
  )
  return classes.map((one): DocumentedException => {
    const name = one.name?.text ?? ''
    const parents: string[] = []
    for (let parent = parentOf.get(name); parent && parentOf.has(parent); parent = parentOf.get(parent))
      parents.push(parent)
    const original = name.replace(/Error$/, 'Exception')
    const texts = original in exceptionTexts ? exceptionTexts[original as keyof typeof exceptionTexts] : null
    return { name, parents, words: wordsOf(one), text: texts && { ...texts } }
  })
}

const isShown = (node: ts.Node): node is ts.TypeAliasDeclaration | ts.FunctionDeclaration =>
  (ts.isTypeAliasDeclaration(node) || ts.isFunctionDeclaration(node)) &&
  (ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Export) !== 0

/** Exported types of a file as they are written, and functions without their bodies. */
function declarationsIn(path: string): DocumentedDeclaration[] {
  const source = parsed(path)
  return source.statements.filter(isShown).map((node) => {
    const end = ts.isFunctionDeclaration(node) ? (node.body?.pos ?? node.end) : node.end
    const text = source.text
      .slice(node.getStart(source), end)
      .trim()
      .replace(/^export (async )?/, '')
    return { name: node.name?.text ?? '', file: path, words: wordsOf(node), text }
  })
}

function typeOf(text: string): DocumentedDeclaration {
  const [statement] = ts.createSourceFile('type.ts', text, ts.ScriptTarget.Latest, true).statements
  if (!statement || !ts.isTypeAliasDeclaration(statement)) throw new Error(`no type: ${text}`)
  const source = statement.getSourceFile()
  return {
    name: statement.name.text,
    file: 'sdk/plugin/src/generated/operations.ts',
    words: wordsOf(statement),
    text: source.text.slice(statement.getStart(source), statement.end).replace(/^export /, ''),
  }
}

/** The comment before something, as one text; null: there is none. */
function wordsOf(node: ts.Node): string | null {
  const [doc] = ts.getJSDocCommentsAndTags(node).filter((one) => ts.isJSDoc(one))
  const text = doc && ts.getTextOfJSDocComment(doc.comment)
  return text ? text.replace(/\s+/g, ' ').trim() : null
}

/** Codes of permissions with what they mean (complaint 21 of front-api §9: nobody could tell). */
function rights(): DocumentedRight[] {
  const said = (right: string, language: 'ru' | 'en'): string =>
    String(inWords({ permission: right }, language)['permission']).replace(/[«»“”]/g, '')
  return Object.entries(permissionCodes).map(([code, right]) => ({
    ...{ code, right, text: { ru: said(right, 'ru'), en: said(right, 'en') } },
  }))
}

/** Folders of `examples/`, each with the page about it. */
function examples(): DocumentedExample[] {
  return readdirSync(new URL('examples/', root))
    .sort()
    .filter((name) => existsSync(new URL(`examples/${name}/plugin.json`, root)))
    .map((name) => ({
      name,
      page: read(`examples/${name}/README.md`),
      manifest: read(`examples/${name}/plugin.json`),
    }))
}
