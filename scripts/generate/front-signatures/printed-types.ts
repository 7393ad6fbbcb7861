/** Types of `app/front` as the SDK shows them: named ones with their own words, everything else as it was inferred. */
import ts from 'typescript'
import type { Code } from './code.ts'

const builtIn = new Set(['Array', 'ReadonlyArray', 'Readonly', 'Record', 'Partial', 'Map', 'Uuid'])
/** Words of the model that mean something else in the SDK. */
const renamed: Readonly<Record<string, string>> = { Decimal: 'DecimalNumber' }

const flags =
  ts.NodeBuilderFlags.NoTruncation |
  ts.NodeBuilderFlags.UseAliasDefinedOutsideCurrentScope |
  ts.NodeBuilderFlags.UseSingleQuotesForStringLiteralType

/** Prints types and remembers which names they need. */
export class TypePrinter {
  readonly #code: Code
  readonly #aliases: ReadonlyMap<string, ts.TypeAliasDeclaration>
  readonly #needed = new Map<string, string>()
  readonly #printer = ts.createPrinter({ removeComments: true })

  constructor(code: Code) {
    this.#code = code
    const declared = code.own
      .flatMap((file) => file.statements.filter(ts.isTypeAliasDeclaration))
      .map((alias) => [alias.name.text, alias] as const)
    const isModel = ([, alias]: (typeof declared)[number]): boolean =>
      alias.getSourceFile().fileName.includes('/model/')
    // A name of the model wins.
    this.#aliases = new Map([...declared.filter((one) => !isModel(one)), ...declared.filter(isModel)])
  }

  /** TypeScript of a type, what it is a promise of where it is one. */
  print(type: ts.Type): string {
    const { checker, front } = this.#code
    const node = checker.typeToTypeNode(checker.getAwaitedType(type) ?? type, front[0], flags)
    if (!node || !front[0]) throw new Error(`cannot print ${checker.typeToString(type)}`)
    const text = this.#printer.printNode(ts.EmitHint.Unspecified, node, front[0])
    return this.#said(text.replace(/import\("[^"]*"\)\./g, ''))
  }

  /** One of these names: by the name of their enumeration, where they are one. */
  readonly enumerated = (names: readonly string[]): string => {
    const written = union(names)
    for (const [name, alias] of this.#aliases) {
      if (!alias.getSourceFile().fileName.endsWith('/model/enums.ts')) continue
      const said = this.#enumerated(alias)
      if (!said || said.split(' | ').sort().join() !== written.split(' | ').sort().join()) continue
      this.#need(name)
      return name
    }
    return written
  }

  /** Declarations of every name that was printed, by name. */
  declarations(): string[] {
    return [...this.#needed].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, text]) => text)
  }

  /** A text with its names in the SDK's words; the declarations of those names are made besides. */
  #said(text: string): string {
    const source = ts.createSourceFile('said.ts', `type Said = ${text}`, ts.ScriptTarget.Latest, true)
    const visit = (node: ts.Node): void => {
      if (ts.isTypeReferenceNode(node) && ts.isIdentifier(node.typeName)) this.#need(node.typeName.text)
      ts.forEachChild(node, visit)
    }
    visit(source)
    return inWordsOfTheSdk(text)
  }

  #need(name: string): void {
    if (builtIn.has(name) || this.#needed.has(name)) return
    const alias = this.#aliases.get(name)
    if (!alias) throw new Error(`no type ${name} in the code`)
    this.#needed.set(name, '')
    const source = alias.getSourceFile()
    const words = ts.getJSDocCommentsAndTags(alias).map((doc) => `${doc.getText(source)}\n`)
    const told = this.#enumerated(alias) ?? this.#said(alias.type.getText(source))
    this.#needed.set(name, `${words.join('')}export type ${inWordsOfTheSdk(name)} = ${told}\n`)
  }

  /** The literals of a type that is made of a table of values, in its order; undefined: it is written out itself. */
  #enumerated({ type }: ts.TypeAliasDeclaration): string | undefined {
    const { checker } = this.#code
    if (ts.isTypeOperatorNode(type) && ts.isTypeQueryNode(type.type)) {
      const table = checker.getTypeAtLocation(type.type.exprName)
      return union(table.getProperties().map(({ name }) => name))
    }
    if (!/\btypeof\b/.test(type.getText())) return undefined
    const { types = [] } = checker.getTypeAtLocation(type) as Partial<ts.UnionType>
    return union(types.filter((one) => one.isStringLiteral()).map(({ value }) => value))
  }
}

const union = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(' | ')

const inWordsOfTheSdk = (text: string): string =>
  Object.entries(renamed).reduce(
    (words, [name, own]) => words.replace(new RegExp(`\\b${name}\\b`, 'g'), own),
    text,
  )
