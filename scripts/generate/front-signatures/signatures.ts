/** What every operation takes and gives, read from the code that runs it. */
import ts from 'typescript'
import { type Argument, argumentsRead, type Shape } from './argument-shapes.ts'
import { type Code, functionOf, openCode } from './code.ts'
import { type Definition, definitionsIn } from './definitions.ts'
import { TypePrinter } from './printed-types.ts'

export type Signature = {
  name: string
  /** Permission of the manifest; null: none. */
  needs: string | null
  /** The object of named arguments, as TypeScript. */
  args: string
  /** Null: nothing has to be said. */
  isArgsNeeded: boolean
  result: string
  /** Of an action of edit sessions: what it makes; null: nothing. */
  action: { creates: string | null } | null
  /** What the code says of it; null: nothing besides its name. */
  words: string | null
}
export type Signatures = {
  operations: Signature[]
  /** Declarations of the types that they name. */
  types: string[]
}

const submitted = 'SubmittedEntities'

/** Reads the signatures of everything that `app/front` has built, by name. */
export function readSignatures(): Signatures {
  const code = openCode()
  const printer = new TypePrinter(code)
  const submittedType = typeNamed(code, submitted)
  const operations = definitionsIn(code)
    .map((definition) => signatureOf(code, printer, definition, submittedType))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
  return { operations, types: printer.declarations() }
}

function signatureOf(code: Code, printer: TypePrinter, definition: Definition, edited: ts.Type): Signature {
  const { name, needs, env } = definition
  const shape = shapeOf(code, definition, printer.enumerated)
  return {
    name,
    needs,
    args: objectOf(shape),
    isArgsNeeded: [...shape.values()].some(({ isRequired }) => isRequired),
    result: resultOf(code, printer, definition, edited, env),
    action: definition.kind === 'action' ? { creates: definition.creates } : null,
    words: wordsOf(code, definition),
  }
}

/** The comment of the function that runs it, where that has a name of its own. */
function wordsOf(code: Code, definition: Definition): string | null {
  if (definition.kind === 'row') return null
  const given = definition.kind === 'action' ? definition.plan : definition.answer
  if (!ts.isIdentifier(given)) return null
  const found = functionOf(code, given, definition.env)?.callable
  const owner = found && ts.isArrowFunction(found) ? found.parent.parent.parent : found
  const [doc] = owner ? ts.getJSDocCommentsAndTags(owner).filter((one) => ts.isJSDoc(one)) : []
  const text = doc && ts.getTextOfJSDocComment(doc.comment)
  return text ? text.replace(/\s+/g, ' ').trim() : null
}

function shapeOf(code: Code, definition: Definition, enumerated: TypePrinter['enumerated']): Shape {
  const { env } = definition
  switch (definition.kind) {
    case 'operation':
      return argumentsRead(code, [definition.answer], env, enumerated)
    case 'action': {
      const shape = argumentsRead(code, [definition.plan], env, enumerated)
      return definition.creates ? new Map([['id', simple('string')], ...shape]) : shape
    }
    case 'row': {
      const shape = argumentsRead(code, definition.reads, env, enumerated)
      return definition.form === 'list' ? shape : new Map([...shape, ['id', simple('Named', true)]])
    }
  }
}

const simple = (type: string, isRequired = false): Argument => ({
  ...{ type, isRequired, isList: false, isSure: true, members: new Map() },
})

function resultOf(
  code: Code,
  printer: TypePrinter,
  definition: Definition,
  edited: ts.Type,
  env: Definition['env'],
): string {
  if (definition.kind === 'action') return printer.print(edited)
  if (definition.kind === 'row') {
    const entity = printer.print(definition.entity)
    if (definition.form === 'list') return `${/^\w+$/.test(entity) ? entity : `(${entity})`}[]`
    return definition.form === 'get' ? entity : `${entity} | undefined`
  }
  const found = functionOf(code, definition.answer, env)
  const node = found?.callable ?? definition.answer
  const [signature] = code.checker.getTypeAtLocation(node).getCallSignatures()
  if (!signature) throw new Error(`${definition.name} is no function`)
  return printer.print(signature.getReturnType())
}

function typeNamed({ checker, front }: Code, name: string): ts.Type {
  for (const file of front) {
    const module = checker.getSymbolAtLocation(file)
    const symbol = module && checker.getExportsOfModule(module).find((one) => one.name === name)
    if (symbol) return checker.getDeclaredTypeOfSymbol(symbol)
  }
  throw new Error(`app/front has no type ${name}`)
}

/** What may be left out may be null, too. */
function objectOf(shape: Shape): string {
  const members = [...shape]
    .sort(([, a], [, b]) => Number(b.isRequired) - Number(a.isRequired))
    .map(([name, argument]) => {
      const type = typeOf(argument)
      return argument.isRequired
        ? `${name}: ${type}`
        : `${name}?: ${type === 'unknown' ? type : `${type} | null`}`
    })
  return members.length === 0 ? '{}' : `{ ${members.join('; ')} }`
}

function typeOf({ type, isList, members }: Argument): string {
  if (type !== null) return type
  const object = objectOf(members)
  return isList ? `readonly ${object}[]` : object
}
