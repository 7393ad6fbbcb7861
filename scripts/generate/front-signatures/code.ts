/** The program of `app/front` as TypeScript understands it: what the signatures of operations are read from. */
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const table = `${root}src/app/front/front-operations.ts`

export type Code = {
  checker: ts.TypeChecker
  /** Files of `app/front`. */
  front: readonly ts.SourceFile[]
  /** All files of ours that it reaches. */
  own: readonly ts.SourceFile[]
}

/** Opens the table of operations and whatever it imports. */
export function openCode(): Code {
  const { config } = ts.readConfigFile(`${root}tsconfig.json`, (path) => ts.sys.readFile(path))
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root)
  const program = ts.createProgram([table], { ...options, checkJs: false })
  const own = program.getSourceFiles().filter(({ fileName }) => fileName.startsWith(`${root}src/`))
  const front = own.filter(({ fileName }) => fileName.includes('/src/app/front/'))
  return { checker: program.getTypeChecker(), front, own }
}

/** What a parameter of a helper stands for at one of its calls. */
export type Bound = { node: ts.Expression; env: Env }
export type Env = ReadonlyMap<ts.Symbol, Bound>

/** The symbol of a name, through imports. */
export function symbolOf({ checker }: Code, node: ts.Node): ts.Symbol | undefined {
  const symbol = ts.isShorthandPropertyAssignment(node.parent)
    ? checker.getShorthandAssignmentValueSymbol(node.parent)
    : checker.getSymbolAtLocation(node)
  return symbol && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
}

const bare = (node: ts.Expression): ts.Expression =>
  ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node)
    ? bare(node.expression)
    : node

/** The text that an expression is known to have; null: it says null; undefined: it is not known. */
export function textOf(code: Code, given: ts.Expression, env: Env): string | null | undefined {
  const node = bare(given)
  if (ts.isStringLiteralLike(node)) return node.text
  if (node.kind === ts.SyntaxKind.NullKeyword) return null
  if (!ts.isIdentifier(node)) return undefined
  const symbol = symbolOf(code, node)
  const bound = symbol && env.get(symbol)
  if (bound) return textOf(code, bound.node, bound.env)
  const declared = symbol?.valueDeclaration
  return declared && ts.isVariableDeclaration(declared) && declared.initializer
    ? textOf(code, declared.initializer, env)
    : undefined
}

/** Every text that an expression may have: of a choice all of them. */
export function textsOf(code: Code, given: ts.Expression, env: Env): string[] {
  const node = bare(given)
  if (ts.isConditionalExpression(node))
    return [...textsOf(code, node.whenTrue, env), ...textsOf(code, node.whenFalse, env)]
  if (ts.isBinaryExpression(node))
    return [...textsOf(code, node.left, env), ...textsOf(code, node.right, env)]
  // `[…].find(…)`: one of the list.
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression))
    return textsOf(code, node.expression.expression, env)
  if (ts.isArrayLiteralExpression(node)) return node.elements.flatMap((one) => textsOf(code, one, env))
  const said = textOf(code, node, env)
  if (typeof said === 'string') return [said]
  const declared = ts.isIdentifier(node) ? symbolOf(code, node)?.valueDeclaration : undefined
  return declared && ts.isVariableDeclaration(declared) && declared.initializer
    ? textsOf(code, declared.initializer, env)
    : []
}

export type Callable =
  | ts.ArrowFunction
  | ts.FunctionExpression
  | ts.FunctionDeclaration
  | ts.MethodDeclaration
export const isCallable = (node: ts.Node): node is Callable =>
  ts.isArrowFunction(node) ||
  ts.isFunctionExpression(node) ||
  ts.isFunctionDeclaration(node) ||
  ts.isMethodDeclaration(node)

/** The function that an expression names, if it is one of `app/front`. */
export function functionOf(
  code: Code,
  given: ts.Expression,
  env: Env,
): { callable: Callable; env: Env } | undefined {
  const node = bare(given)
  if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) return { callable: node, env }
  if (!ts.isIdentifier(node)) return undefined
  const symbol = symbolOf(code, node)
  const bound = symbol && env.get(symbol)
  if (bound) return functionOf(code, bound.node, bound.env)
  const declared = symbol?.valueDeclaration
  if (!declared || !code.front.includes(declared.getSourceFile())) return undefined
  if (ts.isFunctionDeclaration(declared)) return { callable: declared, env }
  return ts.isVariableDeclaration(declared) && declared.initializer
    ? functionOf(code, declared.initializer, env)
    : undefined
}

/** What the parameters of a function stand for when it is called with these. */
export function bind(
  code: Code,
  { parameters }: Callable,
  given: readonly ts.Expression[],
  outer: Env,
  inner: Env,
): Env {
  const env = new Map(inner)
  const spread = given.flatMap((node) =>
    ts.isSpreadElement(node) ? elementsOf(code, node.expression, outer) : [node],
  )
  for (const [index, parameter] of parameters.entries()) {
    const said = spread[index]
    const node = said ?? parameter.initializer
    const symbol = ts.isIdentifier(parameter.name) && code.checker.getSymbolAtLocation(parameter.name)
    if (node && symbol) env.set(symbol, { node, env: said ? outer : inner })
  }
  return env
}

/** The members of a list that is written out where a helper is called. */
function elementsOf(code: Code, given: ts.Expression, env: Env): readonly ts.Expression[] {
  const node = bare(given)
  if (ts.isArrayLiteralExpression(node)) return node.elements
  const symbol = ts.isIdentifier(node) ? symbolOf(code, node) : undefined
  const bound = symbol && env.get(symbol)
  return bound ? elementsOf(code, bound.node, bound.env) : []
}
