/** The arguments of operations, by what their code reads of them with `Args` (`app/front/arguments.ts`). */
import ts from 'typescript'
import {
  bind,
  type Callable,
  type Code,
  type Env,
  functionOf,
  isCallable,
  symbolOf,
  textOf,
  textsOf,
} from './code.ts'

/** One argument. `type` is TypeScript of the SDK; null: an object, or a list of objects, of `members`. */
export type Argument = {
  type: string | null
  isRequired: boolean
  isList: boolean
  /** It is read whenever the operation is called. */
  isSure: boolean
  members: Shape
}
export type Shape = Map<string, Argument>

type Reading = { type: string; isRequired: boolean }
const required = (type: string): Reading => ({ type, isRequired: true })
const optional = (type: string): Reading => ({ type, isRequired: false })

/** What a method of `Args` says of the argument that it reads. */
const readings: Readonly<Record<string, Reading>> = {
  ref: required('Named'),
  id: required('Named'),
  optionalRef: optional('Named'),
  optionalId: optional('Named'),
  refs: optional('readonly Named[]'),
  ids: optional('readonly Named[]'),
  text: required('string'),
  optionalText: optional('string'),
  texts: optional('readonly string[]'),
  flag: optional('boolean'),
  whole: required('number'),
  optionalWhole: optional('number'),
  pieces: required('number'),
  optionalNumber: optional('number'),
  money: required('Amount'),
  optionalMoney: optional('Amount'),
  amount: required('Amount'),
  instant: required('Moment'),
  optionalInstant: optional('Moment'),
  entries: required('Readonly<Record<string, unknown>>'),
}

const depthMax = 15

/** TypeScript of one of these names. */
type Enumerated = (names: readonly string[]) => string

/** Everything that functions read of the arguments they are given. */
export function argumentsRead(
  code: Code,
  functions: readonly (ts.Expression | Callable)[],
  env: Env,
  enumerated: Enumerated,
): Shape {
  const reader = new Reader(code, enumerated)
  for (const each of functions) reader.read(each, env)
  return reader.shape
}

/** Where an expression of type `Args` stands: the shape that is read through it. */
class Reader {
  readonly shape: Shape = new Map()
  readonly #code: Code
  readonly #enumerated: Enumerated
  readonly #under: Callable[] = []

  constructor(code: Code, enumerated: Enumerated) {
    this.#code = code
    this.#enumerated = enumerated
  }

  read(given: ts.Expression | Callable, env: Env): void {
    const found = isCallable(given) && !ts.isExpression(given) ? { callable: given, env } : null
    const named = found ?? functionOf(this.#code, given as ts.Expression, env)
    if (named) this.#follow(named.callable, named.env, true)
    // A function that a helper makes: `adding(name, taken)` and the like read in the helper.
    else this.#visit(given, env, true)
  }

  #follow(callable: Callable, env: Env, isSure: boolean): void {
    if (this.#under.includes(callable) || this.#under.length > depthMax || !callable.body) return
    this.#under.push(callable)
    this.#visit(callable.body, env, isSure)
    this.#under.pop()
  }

  /** `isSure`: it is reached whenever the operation is called. */
  #visit(node: ts.Node, env: Env, isSure: boolean): void {
    const each = (child: ts.Node): void => this.#visit(child, env, isSure)
    const maybe = (child: ts.Node | undefined): void => void (child && this.#visit(child, env, false))
    if (ts.isCallExpression(node)) return this.#call(node, env, isSure)
    if (ts.isConditionalExpression(node)) {
      each(node.condition)
      maybe(node.whenTrue)
      return maybe(node.whenFalse)
    }
    if (ts.isIfStatement(node)) {
      each(node.expression)
      maybe(node.thenStatement)
      return maybe(node.elseStatement)
    }
    if (ts.isBinaryExpression(node) && isShortCut(node.operatorToken.kind)) {
      each(node.left)
      return maybe(node.right)
    }
    if (ts.isCaseOrDefaultClause(node)) return node.statements.forEach(maybe)
    // A function of its own is read where it is called.
    if (ts.isFunctionDeclaration(node)) return
    if (ts.isVariableDeclaration(node) && node.initializer && isCallable(node.initializer)) return
    ts.forEachChild(node, each)
  }

  #call(node: ts.CallExpression, env: Env, isSure: boolean): void {
    const { expression: callee, arguments: given } = node
    const isCertain = isSure && !node.questionDotToken && !isOptional(callee)
    if (ts.isPropertyAccessExpression(callee) && this.#isArgs(callee.expression)) {
      this.#visit(callee.expression, env, isCertain)
      return this.#note(node, callee, env, isCertain)
    }
    const called = functionOf(this.#code, callee, env)
    if (!called) this.#visit(callee, env, isSure)
    for (const argument of given) if (!called || !isCallable(argument)) this.#visit(argument, env, isSure)
    if (!called) return this.#callBack(callee, given, env, isSure)
    const inner = bind(this.#code, called.callable, given, env, called.env)
    this.#follow(called.callable, inner, isCertain)
  }

  /** `args.parts(…).map(named)`: a function of its own gets each of the list. */
  #callBack(callee: ts.Expression, given: readonly ts.Expression[], env: Env, isSure: boolean): void {
    const [callback] = given
    if (!callback || isCallable(callback) || !ts.isPropertyAccessExpression(callee)) return
    const called = functionOf(this.#code, callback, env)
    if (called)
      this.#follow(
        called.callable,
        bind(this.#code, called.callable, [callee.expression], env, called.env),
        isSure,
      )
  }

  #isArgs(node: ts.Expression): boolean {
    const type = this.#code.checker.getNonNullableType(this.#code.checker.getTypeAtLocation(node))
    return type.symbol?.name === 'Args'
  }

  /** Writes down what one call of a method of `Args` reads. */
  #note(node: ts.CallExpression, callee: ts.PropertyAccessExpression, env: Env, isSure: boolean): void {
    const shape = this.#shapeOf(callee.expression, env)
    const [first] = node.arguments
    const names = first ? textsOf(this.#code, first, env) : []
    const method = callee.name.text
    if (!shape || method === 'has') return
    for (const name of names) {
      if (method === 'refuse') this.#refused(node, shape, name)
      else this.#read(node, shape, { name, method, isSure: isSure && names.length === 1 })
    }
  }

  #read(
    node: ts.CallExpression,
    shape: Shape,
    { name, method, isSure }: { name: string; method: string; isSure: boolean },
  ): void {
    const isPart = method === 'part' || method === 'optionalPart' || method === 'parts'
    const isOne = method === 'oneOf' || method === 'optionalOneOf'
    const known = shape.get(name)
    const reading = readings[method] ?? this.#plain(node)
    const type = isPart ? null : isOne ? this.#literals(node) : reading.type
    const isWanted = method === 'part' || method === 'oneOf' || (!isPart && !isOne && reading.isRequired)
    shape.set(name, {
      type: known?.type ?? type,
      isRequired: (isSure && isWanted) || (known?.isRequired ?? false),
      isList: method === 'parts',
      isSure: isSure || (known?.isSure ?? false),
      members: known?.members ?? new Map(),
    })
  }

  /** A method that is not known here takes what it gives, where that is simple. */
  #plain(node: ts.CallExpression): Reading {
    const { checker } = this.#code
    const given = checker.getTypeAtLocation(node)
    const name = checker.typeToString(checker.getNonNullableType(given))
    const isSimple = name === 'string' || name === 'number' || name === 'boolean'
    return { type: isSimple ? name : 'unknown', isRequired: checker.getNonNullableType(given) === given }
  }

  /** A list that must not be empty is wanted always. */
  #refused(node: ts.CallExpression, shape: Shape, name: string): void {
    const [, problem] = node.arguments
    const known = shape.get(name)
    if (!problem || !ts.isStringLiteralLike(problem) || !problem.text.startsWith('must ')) return
    if (known)
      known.isRequired ||= known.isSure && (known.isList || (known.type?.startsWith('readonly') ?? false))
    else
      shape.set(name, { type: 'unknown', isRequired: true, isList: false, isSure: true, members: new Map() })
  }

  /** The names of an enumeration, in the order of its table. */
  #literals(node: ts.CallExpression): string {
    const [, table] = node.arguments
    if (!table) return 'unknown'
    const names = this.#code.checker
      .getTypeAtLocation(table)
      .getProperties()
      .map(({ name }) => name)
    return this.#enumerated(names)
  }

  /** The shape behind an expression of type `Args`, or of a list of them. */
  #shapeOf(node: ts.Expression, env: Env): Shape | undefined {
    if (ts.isPropertyAccessExpression(node)) return node.name.text === 'args' ? this.shape : undefined
    if (ts.isParenthesizedExpression(node) || ts.isElementAccessExpression(node))
      return this.#shapeOf(node.expression, env)
    if (ts.isBinaryExpression(node)) return this.#shapeOf(node.left, env)
    if (ts.isCallExpression(node)) return this.#shapeMade(node, env)
    return ts.isIdentifier(node) ? this.#shapeNamed(node, env) : undefined
  }

  #shapeMade({ expression: callee, arguments: [first] }: ts.CallExpression, env: Env): Shape | undefined {
    if (!ts.isPropertyAccessExpression(callee)) return undefined
    // `phones.find(…)`: one of the list.
    if (!this.#isArgs(callee.expression)) return this.#shapeOf(callee.expression, env)
    const name = first && textOf(this.#code, first, env)
    const owner = this.#shapeOf(callee.expression, env)
    return typeof name === 'string' ? owner?.get(name)?.members : undefined
  }

  #shapeNamed(node: ts.Identifier, env: Env): Shape | undefined {
    const symbol = symbolOf(this.#code, node)
    const bound = symbol && env.get(symbol)
    if (bound) return this.#shapeOf(bound.node, bound.env)
    const declared = symbol?.valueDeclaration
    if (!declared) return undefined
    if (ts.isBindingElement(declared)) return this.shape
    if (ts.isVariableDeclaration(declared)) {
      const { initializer, parent } = declared
      const loop = parent.parent
      if (ts.isForOfStatement(loop)) return this.#shapeOf(loop.expression, env)
      return initializer && this.#shapeOf(initializer, env)
    }
    if (!ts.isParameter(declared)) return undefined
    const call = declared.parent.parent
    const isElement = ts.isCallExpression(call) && ts.isPropertyAccessExpression(call.expression)
    // The element that a method of a list gives its callback; else the arguments of the operation themselves.
    return isElement
      ? this.#shapeOf((call.expression as ts.PropertyAccessExpression).expression, env)
      : this.shape
  }
}

const isShortCut = (kind: ts.SyntaxKind): boolean =>
  kind === ts.SyntaxKind.QuestionQuestionToken ||
  kind === ts.SyntaxKind.BarBarToken ||
  kind === ts.SyntaxKind.AmpersandAmpersandToken

const isOptional = (node: ts.Node): boolean =>
  ts.isPropertyAccessExpression(node) && node.questionDotToken !== undefined
