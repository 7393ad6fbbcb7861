// Habits of the house that no linter knows: sizes, names, words. `npm run lint` runs it; CONTRIBUTING.md says why.
import { readdirSync, readFileSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import ts from 'typescript'

export type SourceFile = { path: string; text: string }
export type Finding = { path: string; line: number; words: string }

const fileLinesMax = 400
const factLinesMax = 600 // lists of facts: the demo seed, the corrections of a specification
const functionLinesMax = 80
const roomReadmeLinesMax = 20

const isCode = (path: string) => /\.(ts|tsx|mjs|cjs|js)$/.test(path)
const isGenerated = (path: string) => path.includes('/generated/')
const isTest = (path: string) => path.startsWith('test/') || /\.test\.tsx?$/.test(path)

/** Where words are promised to outsiders or recorded from them: never ours to polish. */
const isForeign = (path: string) =>
  isGenerated(path) || path.includes('/fixtures/') || path.startsWith('docs/evidence/') || path === 'LICENSE'

const emptyNames = new Set(['utils', 'util', 'helpers', 'helper', 'manager', 'common', 'misc', 'stuff'])
const conventionalNames = /^(README|ARCHITECTURE|CONTRIBUTING|CHANGELOG|SECURITY|LICENSE)(\.md)?$/
const kebabCase = /^\.?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/

// Put together from halves, so that this file does not find itself.
const forbiddenWords: [RegExp, string][] = [
  [/(?<![\w.-])\/(work|farm)\/(?=\w)/, 'a path of one machine'],
  [new RegExp(`/tmp/${'bash_'}jobs`), 'a path of one machine'],
  [
    new RegExp(`registry\\.${'npmjs'}\\.org|npm\\.${'pkg'}\\.github\\.com`),
    'the host of one package registry',
  ],
]
const unfinished = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'XX' + 'X'].join('|')})\\b`)

const lineOf = (text: string, offset: number) => text.slice(0, offset).split('\n').length

function checkName({ path }: SourceFile): Finding[] {
  const finding = (words: string) => [{ path, line: 1, words }]
  if (isForeign(path)) return []
  const name = basename(path)
  const stem = name.slice(0, name.length - extname(name).length).split('.')[0] ?? ''
  const inCode = /^(src|web|test|scripts|sdk|spec|examples)\//.test(path)
  if (inCode && path.split('/').some((part) => emptyNames.has(part.split('.')[0] ?? ''))) {
    return finding(`the name says nothing about the content: name the file by the thing or the deed`)
  }
  if (!inCode || conventionalNames.test(name)) return []
  return kebabCase.test(name) || stem === '' ? [] : finding('file names are kebab-case')
}

function checkSize({ path, text }: SourceFile): Finding[] {
  if (!isCode(path) || isGenerated(path) || isTest(path)) return []
  const max = /^(src\/seed|spec)\//.test(path) ? factLinesMax : fileLinesMax
  const lines = text.split('\n').length - 1
  return lines <= max
    ? []
    : [{ path, line: max, words: `${lines} lines, at most ${max}: split by what changes together` }]
}

function checkWords({ path, text }: SourceFile): Finding[] {
  if (isForeign(path)) return []
  const findings: Finding[] = []
  for (const [index, line] of text.split('\n').entries()) {
    const found = (words: string) => findings.push({ path, line: index + 1, words })
    for (const [pattern, meaning] of forbiddenWords) if (pattern.test(line)) found(`contains ${meaning}`)
    if (isCode(path) && unfinished.test(line)) found('unfinished work belongs in an issue, not in the code')
  }
  return findings
}

/** Everything that has to understand the code: `any`, console, sizes of functions. */
function checkCode({ path, text }: SourceFile): Finding[] {
  if (!/\.tsx?$/.test(path) || isGenerated(path)) return []
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
  const lines = text.split('\n')
  const findings: Finding[] = []
  const lineAt = (offset: number) => source.getLineAndCharacterOfPosition(offset).line
  const mayPrint = !path.startsWith('src/') || /^src\/(cli|main)\//.test(path)
  const visit = (node: ts.Node): void => {
    const line = lineAt(node.getStart(source))
    if (node.kind === ts.SyntaxKind.AnyKeyword && !/\/\/\s*\S|\/\*/.test(lines[line] ?? '')) {
      findings.push({ path, line: line + 1, words: '`any` needs its reason in a comment on the same line' })
    }
    if (!mayPrint && ts.isPropertyAccessExpression(node) && node.expression.getText(source) === 'console') {
      findings.push({ path, line: line + 1, words: 'only src/cli and src/main print; use the log' })
    }
    if (ts.isFunctionLike(node) && 'body' in node && node.body && !isTest(path)) {
      const length = lineAt(node.end) - line + 1
      const words = `a function of ${length} lines, at most ${functionLinesMax}`
      if (length > functionLinesMax) findings.push({ path, line: line + 1, words })
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return findings
}

/** Screens whose React does not hear of these (`web/kit/quiet-root.ts`); the office's pages do. */
const quietScreens = /^web\/(board|kiosk|kitchen|pos|waiter|kit(?!\/desk))\/.*\.tsx$/
const neverHeard =
  /\s(on(?:Touch|Pointer|Mouse|GotPointer|LostPointer|Focus|Blur|DoubleClick|AuxClick|ContextMenu)\w*=|type="number")/

function checkScreen({ path, text }: SourceFile): Finding[] {
  if (!quietScreens.test(path)) return []
  const found = neverHeard.exec(text)
  if (!found) return []
  const words = `${found[1]} is never heard here: quietRoot keeps it from React; listen at the element itself`
  return [{ path, line: lineOf(text, found.index + 1), words }]
}

function checkDocument({ path, text }: SourceFile): Finding[] {
  if (!path.endsWith('.md') || isForeign(path)) return []
  const withoutCode = text.replace(/^```[\s\S]*?^```/gm, (block) => block.replace(/[^\n]/g, ''))
  const titles = [...withoutCode.matchAll(/^# \S/gm)]
  const [, second] = titles
  const findings: Finding[] = []
  if (titles.length === 0) findings.push({ path, line: 1, words: 'a document starts with one `# Title`' })
  if (second) findings.push({ path, line: lineOf(text, second.index), words: 'a second `# Title`' })
  const isRoom = /^src\/([^/]+|api\/[^/]+)\/README\.md$/.test(path)
  const lines = text.split('\n').length - 1
  if (isRoom && lines > roomReadmeLinesMax) {
    findings.push({ path, line: roomReadmeLinesMax, words: `${lines} lines, at most ${roomReadmeLinesMax}` })
  }
  return findings
}

/** Each room says in a few lines what it is for, what holds in it and which file to read first. */
function checkRooms(files: SourceFile[]): Finding[] {
  const paths = new Set(files.map((file) => file.path))
  const rooms = new Set<string>()
  for (const { path } of files) {
    const room = /^src\/(?:api\/[^/]+|(?!api\/)[^/]+)(?=\/)/.exec(path)?.[0]
    if (room && isCode(path)) rooms.add(room)
  }
  return [...rooms]
    .map((room) => `${room}/README.md`)
    .filter((readme) => !paths.has(readme))
    .map((path) => ({ path, line: 1, words: 'missing: purpose, invariants, first file to read' }))
}

function checkLock({ path, text }: SourceFile): Finding[] {
  if (path === '.npmrc' && !/^omit-lockfile-registry-resolved=true$/m.test(text)) {
    return [
      { path, line: 1, words: 'omit-lockfile-registry-resolved=true keeps registries out of the lock file' },
    ]
  }
  if (path !== 'package-lock.json') return []
  const offset = text.search(/"resolved": "https?:/)
  const words = 'names a registry: run `npm install --package-lock-only` with the .npmrc of the project'
  return offset < 0 ? [] : [{ path, line: lineOf(text, offset), words }]
}

export function tidy(files: SourceFile[]): Finding[] {
  const perFile = [checkName, checkSize, checkWords, checkCode, checkScreen, checkDocument, checkLock]
  return [...files.flatMap((file) => perFile.flatMap((check) => check(file))), ...checkRooms(files)]
}

const textual =
  /\.(ts|tsx|mjs|cjs|js|json|md|sql|css|html|yml|yaml|sh|svg)$|^\.[a-z]+(rc|ignore|config)$|^LICENSE$|^run$/

const skipped = /^(node_modules|\.git|\.cache|dist(\..+)?|test-results|coverage|data|trapeza-data)$/

/** Without git: the check has to work in an unpacked archive and in a clone that belongs to another user. */
function readProject(root: string, below = ''): SourceFile[] {
  return readdirSync(join(root, below), { withFileTypes: true }).flatMap((entry) => {
    const path = below === '' ? entry.name : `${below}/${entry.name}`
    if (entry.isDirectory()) return skipped.test(entry.name) && below === '' ? [] : readProject(root, path)
    return entry.isFile() && textual.test(entry.name)
      ? [{ path, text: readFileSync(join(root, path), 'utf8') }]
      : []
  })
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const findings = tidy(readProject(fileURLToPath(new URL('..', import.meta.url))))
  for (const { path, line, words } of findings) console.log(`${path}:${line}  ${words}`)
  if (findings.length > 0) process.exitCode = 1
}
