/** Where `app/front` defines its operations: one entry for each name, with what a helper was given for it. */
import ts from 'typescript'
import { bind, type Callable, type Code, type Env, isCallable, symbolOf, textOf } from './code.ts'

type Common = { name: string; needs: string | null; env: Env }
export type Definition =
  /** `operation(name, needs, answer)`. */
  | (Common & { kind: 'operation'; answer: ts.Expression })
  /** A row of the directory: a list, or a read by id. */
  | (Common & {
      kind: 'row'
      form: 'list' | 'get' | 'tryGet'
      reads: readonly ts.Expression[]
      entity: ts.Type
    })
  /** An action of edit sessions. */
  | (Common & { kind: 'action'; creates: string | null; plan: ts.Expression | Callable })

type Sites = { code: Code; calls: ReadonlyMap<ts.Symbol, readonly ts.CallExpression[]> }

/** Every definition of the operations and of the actions of edit sessions. */
export function definitionsIn(code: Code): Definition[] {
  const files = code.front.filter(({ fileName }) => /\/front\/(operations|edit)\//.test(fileName))
  const nodes = files.filter(({ fileName }) => !fileName.endsWith('/define.ts')).flatMap(allIn)
  const calls = new Map<ts.Symbol, ts.CallExpression[]>()
  for (const node of nodes) {
    if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression)) continue
    const symbol = symbolOf(code, node.expression)
    if (symbol) calls.set(symbol, [...(calls.get(symbol) ?? []), node])
  }
  const sites: Sites = { code, calls }
  return nodes.flatMap((node) => definedAt(sites, node))
}

function allIn(file: ts.Node): ts.Node[] {
  const nodes: ts.Node[] = []
  const visit = (node: ts.Node): void => {
    nodes.push(node)
    ts.forEachChild(node, visit)
  }
  visit(file)
  return nodes
}

function definedAt(sites: Sites, node: ts.Node): Definition[] {
  if (ts.isObjectLiteralExpression(node)) return actionAt(sites, node)
  if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression)) return []
  switch (node.expression.text) {
    case 'operation':
      return operationAt(sites, node)
    case 'bookDirectory':
      return bookAt(sites, node)
    case 'directory':
      return rowAt(sites, node)
    default:
      return []
  }
}

function operationAt(sites: Sites, { arguments: given }: ts.CallExpression): Definition[] {
  const [name, needs, answer] = given
  if (!name || !needs || !answer) return []
  return environmentsAt(sites, name).flatMap((env): Definition[] => {
    const said = textOf(sites.code, name, env)
    if (!said) throw new Error(`${name.getText()} is no name of an operation`)
    return [{ kind: 'operation', name: said, needs: textOf(sites.code, needs, env) ?? null, env, answer }]
  })
}

/** `bookDirectory(entity, list, book, view, needs)`: entities are what `view` makes. */
function bookAt(sites: Sites, node: ts.CallExpression): Definition[] {
  const { checker } = sites.code
  const [entity, list, , , needs] = node.arguments
  const view = checker.getResolvedSignature(node)?.parameters[3]
  const made = view && checker.getTypeOfSymbolAtLocation(view, node).getCallSignatures()[0]?.getReturnType()
  if (!entity || !list || !made) return []
  return rows(sites, { entity, list, ...(needs ? { needs } : {}) }, made, { all: [], byId: [] })
}

/** `directory({ entity, list, needs, all, byId })`; that of `bookDirectory` itself is told by its callers. */
function rowAt(sites: Sites, node: ts.CallExpression): Definition[] {
  const [row] = node.arguments
  if (!row || !ts.isObjectLiteralExpression(row)) return []
  const { checker } = sites.code
  const members = membersOf(row)
  const [entity, list, needs, all] = ['entity', 'list', 'needs', 'all'].map((name) => members.get(name))
  const byId = members.get('byId')
  const made = checker.getResolvedSignature(node)?.parameters[0]
  const given = made && checker.getTypeOfSymbolAtLocation(made, node)
  const lister = given?.getProperty('all')
  const listed =
    lister && checker.getTypeOfSymbolAtLocation(lister, node).getCallSignatures()[0]?.getReturnType()
  const one = listed && elementOf(sites.code, listed)
  if (!entity || !list || !all || !one || one.flags & ts.TypeFlags.TypeParameter) return []
  return rows(sites, { entity, list, ...(needs ? { needs } : {}) }, one, {
    all: [all],
    byId: byId ? [byId] : [all],
  })
}

/** Of a list, or of one that is to come. */
function elementOf({ checker }: Code, type: ts.Type): ts.Type | undefined {
  const some = type.isUnion() ? type.types : [type]
  for (const each of some) {
    const awaited = checker.getAwaitedType(each) ?? each
    const element = checker.getIndexTypeOfType(awaited, ts.IndexKind.Number)
    if (element) return element
  }
  return undefined
}

function rows(
  sites: Sites,
  given: { entity: ts.Expression; list: ts.Expression; needs?: ts.Expression },
  entity: ts.Type,
  reads: { all: ts.Expression[]; byId: ts.Expression[] },
): Definition[] {
  return environmentsAt(sites, given.entity).flatMap((env): Definition[] => {
    const name = textOf(sites.code, given.entity, env)
    const list = textOf(sites.code, given.list, env)
    const needs = (given.needs && textOf(sites.code, given.needs, env)) ?? null
    const common = { kind: 'row', needs, env, entity } as const
    return [
      ...(list ? [{ ...common, name: list, form: 'list', reads: reads.all } as const] : []),
      { ...common, name: `get${name}ById`, form: 'get', reads: reads.byId },
      { ...common, name: `tryGet${name}ById`, form: 'tryGet', reads: reads.byId },
    ]
  })
}

/** `{ name, needs, creates, plan }`. */
function actionAt(sites: Sites, node: ts.ObjectLiteralExpression): Definition[] {
  const members = membersOf(node)
  const [name, needs, creates] = ['name', 'needs', 'creates'].map((member) => members.get(member))
  const plan = members.get('plan') ?? node.properties.find((one) => ts.isMethodDeclaration(one))
  if (!name || !needs || !plan || !(ts.isMethodDeclaration(plan) || ts.isExpression(plan))) return []
  return environmentsAt(sites, node).flatMap((env): Definition[] => {
    const [said, needed] = [textOf(sites.code, name, env), textOf(sites.code, needs, env)]
    const made = (creates && textOf(sites.code, creates, env)) ?? null
    return said ? [{ kind: 'action', name: said, needs: needed ?? null, creates: made, env, plan }] : []
  })
}

function membersOf(node: ts.ObjectLiteralExpression): Map<string, ts.Expression> {
  const members = new Map<string, ts.Expression>()
  for (const property of node.properties) {
    if (ts.isPropertyAssignment(property)) members.set(property.name.getText(), property.initializer)
    if (ts.isShorthandPropertyAssignment(property)) members.set(property.name.text, property.name)
  }
  return members
}

/** What the helpers around a place were called with: one environment for each call; one without any outside of helpers. */
function environmentsAt(sites: Sites, node: ts.Node): Env[] {
  const around = ts.findAncestor(node.parent, isCallable)
  if (!around) return [new Map()]
  const symbol = nameOf(sites.code, around)
  // A callback is called where it stands.
  if (!symbol) return environmentsAt(sites, around)
  return (sites.calls.get(symbol) ?? []).flatMap((call) =>
    environmentsAt(sites, call).map((env) => bind(sites.code, around, call.arguments, env, env)),
  )
}

function nameOf({ checker }: Code, callable: Callable): ts.Symbol | undefined {
  if (ts.isFunctionDeclaration(callable)) return callable.name && checker.getSymbolAtLocation(callable.name)
  const { parent } = callable
  return ts.isVariableDeclaration(parent) ? checker.getSymbolAtLocation(parent.name) : undefined
}
