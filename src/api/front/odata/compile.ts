import { nearestText } from '../../http/nearest-text.ts'
import { functionOf } from './functions.ts'
import { ODataProblem } from './problem.ts'
import type { Field, Shape } from './shape.ts'
import type { CompareOperator, Expression } from './syntax.ts'
import {
  comparable,
  type Env,
  isEnumeration,
  literalAs,
  nameOfType,
  namesOfEnumeration,
  type Read,
  type Row,
  type Value,
  type ValueType,
} from './values.ts'

/** Where names are looked up. */
export type Scope = {
  option: string
  shape: Shape
  /** Variables of `any` and `all`, from the outermost. */
  variables: readonly { name: string; shape: Shape }[]
}
type Test = (env: Env) => boolean

/** Turns a filter into a test of rows of a shape. Throws {@link ODataProblem} for what does not fit the shape. */
export function compileFilter(expression: Expression, shape: Shape): (row: Row) => boolean {
  const test = condition(expression, { option: '$filter', shape, variables: [] })
  return (row) => test([row])
}

function condition(expression: Expression, scope: Scope): Test {
  switch (expression.kind) {
    case 'not': {
      const of = condition(expression.of, scope)
      return (env) => !of(env)
    }
    case 'both':
    case 'either': {
      const [left, right] = [condition(expression.left, scope), condition(expression.right, scope)]
      return expression.kind === 'both' ? (env) => left(env) && right(env) : (env) => left(env) || right(env)
    }
    case 'compare':
      return comparison(expression, scope)
    case 'has':
      return having(expression, scope)
    case 'in': {
      const tests = expression.values.map((right) =>
        comparison(
          { kind: 'compare', operator: 'eq', at: expression.at, left: expression.left, right },
          scope,
        ),
      )
      return (env) => tests.some((test) => test(env))
    }
    case 'any':
    case 'all':
      return eachOf(expression, scope)
    default: {
      const value = readValue(expression, scope)
      if (value.type !== 'flag')
        throw problem(scope, expression.at, `a condition was expected and not a ${nameOfType(value.type)}`)
      return (env) => value.read(env) === true
    }
  }
}

/** A value, or the outcome of a condition where one is compared: `contains(Name, 'a') eq true`. */
export function readValue(expression: Expression, scope: Scope): Value {
  switch (expression.kind) {
    case 'literal': {
      const { literal } = expression
      const type = literal.type === 'enum' ? 'text' : literal.type
      return { type, read: () => literal.value, literal }
    }
    case 'path':
      return pathValue(expression, scope)
    case 'call': {
      const given = expression.given.map((one) => readValue(one, scope))
      const found = functionOf(
        expression.name,
        given.map(({ type }) => type),
      )
      if (typeof found === 'string') throw problem(scope, expression.at, found)
      const reads = given.map(({ read }) => read)
      return { type: found.type, read: (env) => found.work(reads.map((read) => read(env))), literal: null }
    }
    default: {
      const test = condition(expression, scope)
      return { type: 'flag', read: test, literal: null }
    }
  }
}

const operators: Readonly<Record<CompareOperator, (a: unknown, b: unknown) => boolean>> = {
  eq: (a, b) => a === b,
  ne: (a, b) => a !== b,
  gt: (a, b) => isKnown(a, b) && (a as number) > (b as number),
  ge: (a, b) => isKnown(a, b) && (a as number) >= (b as number),
  lt: (a, b) => isKnown(a, b) && (a as number) < (b as number),
  le: (a, b) => isKnown(a, b) && (a as number) <= (b as number),
}
/** Nothing is greater or less than null. */
const isKnown = (a: unknown, b: unknown): boolean => a !== null && b !== null

function comparison(expression: Expression & { kind: 'compare' }, scope: Scope): Test {
  const { operator, at } = expression
  const [left, right] = likened(
    readValue(expression.left, scope),
    readValue(expression.right, scope),
    (a, b) => problem(scope, at, `a ${nameOfType(a)} cannot be compared with a ${nameOfType(b)}`),
  )
  const holds = operators[operator]
  return (env) => holds(left(env), right(env))
}

/** Both sides as one type, a literal as whatever it stands beside. */
function likened(
  left: Value,
  right: Value,
  unlike: (a: ValueType, b: ValueType) => ODataProblem,
): [Read, Read] {
  const asLiteral = (literal: Value, beside: Value): Read => {
    const value = literal.literal && literalAs(beside.type, literal.literal)
    if (value === undefined) throw unlike(left.type, right.type)
    return () => value
  }
  if (right.literal && !left.literal) return [left.read, asLiteral(right, left)]
  if (left.literal && !right.literal) return [asLiteral(left, right), right.read]
  const isNumber = (type: ValueType): boolean => type === 'number' || isEnumeration(type)
  const isAlike =
    left.type === right.type ||
    left.type === 'null' ||
    right.type === 'null' ||
    (isNumber(left.type) && isNumber(right.type))
  if (!isAlike) throw unlike(left.type, right.type)
  return [left.read, right.read]
}

/**
 * `Status has …OrderStatus'New'`. The statuses of a till are no flags: one value is had at a time, so `has` asks whether
 * it is among those that are named. (.NET would find 0 in every value, which nobody can mean.)
 */
function having({ at, left, right }: Expression & { kind: 'has' }, scope: Scope): Test {
  const value = readValue(left, scope)
  if (!isEnumeration(value.type))
    throw problem(scope, at, `has needs an enumeration on its left and not a ${nameOfType(value.type)}`)
  const numbers = right.kind === 'literal' ? namesOfEnumeration(value.type, right.literal) : null
  if (!numbers) {
    const names = Object.keys(value.type.values).join(', ')
    throw problem(scope, right.at, `${value.type.typeName}'…' with one of ${names} was expected`)
  }
  const wanted = new Set<unknown>(numbers)
  return (env) => wanted.has(value.read(env))
}

function eachOf(expression: Expression & { kind: 'any' | 'all' }, scope: Scope): Test {
  const { kind, members, each, at } = expression
  const { field, read } = memberOf(members, at, scope)
  if (typeof field === 'string' || !('list' in field))
    throw problem(scope, at, `${kind} needs a list, and ${members.join('/')} is none`)
  const listOf = (env: Env): readonly Row[] => (read(env) ?? []) as readonly Row[]
  if (!each) return (env) => listOf(env).length > 0
  const test = condition(each.condition, {
    ...scope,
    variables: [...scope.variables, { name: each.variable, shape: field.list }],
  })
  return kind === 'any'
    ? (env) => listOf(env).some((item) => test([...env, item]))
    : (env) => listOf(env).every((item) => test([...env, item]))
}

function pathValue({ members, at }: Expression & { kind: 'path' }, scope: Scope): Value {
  const { field, read } = memberOf(members, at, scope)
  const type = typeof field === 'string' ? field : 'enumeration' in field ? field.enumeration : null
  // An object may be asked whether it is there at all.
  if (type === null && typeof field !== 'string' && 'object' in field)
    return { type: 'null', read: (env) => (read(env) == null ? null : true), literal: null }
  if (type === null) throw problem(scope, at, `${members.join('/')} is a list: any and all look into it`)
  return { type, read: (env) => comparable(type, read(env)), literal: null }
}

type Member = { field: Field; read: Read }

/** What a path leads to, and how a row is read there; null on the way is null at its end. */
export function memberOf(members: readonly string[], at: number, scope: Scope): Member {
  const variable = scope.variables.findLastIndex(({ name }) => name === members[0])
  const names = variable >= 0 ? members.slice(1) : members
  let field: Field = { object: scope.variables[variable]?.shape ?? scope.shape }
  for (const name of names) {
    const shape: Shape | null = typeof field !== 'string' && 'object' in field ? field.object : null
    if (!shape || !Object.hasOwn(shape, name)) throw problem(scope, at, unknownMember(name, shape))
    field = shape[name] as Field
  }
  const index = variable + 1
  const read: Read = (env) => {
    let value: unknown = env[index]
    for (const name of names) value = (value as Row | null | undefined)?.[name]
    return value ?? null
  }
  return { field, read }
}

function unknownMember(name: string, shape: Shape | null): string {
  if (!shape) return `there is nothing inside of what ${name} is asked of`
  const near = nearestText(name, Object.keys(shape))
  return `there is no member ${name}${near ? `; ${near} may be meant` : ''}`
}

const problem = ({ option }: Scope, at: number, why: string): ODataProblem =>
  new ODataProblem(option, at, why)
