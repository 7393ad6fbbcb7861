import { operations, type ServerOperation, type Shape } from '../generated/operations.ts'

/** Every value that stands in an address or a query is one of these for WADL. */
const typeOf = (shape: Shape): string => {
  switch (shape.is) {
    case 'int':
      return 'xs:int'
    case 'bool':
      return 'xs:boolean'
    case 'decimal':
    case 'number':
      return 'xs:decimal'
    case 'list':
    case 'repeated':
      return typeOf(shape.of)
    default:
      return 'xs:string'
  }
}

const isMany = ({ is }: Shape): boolean => is === 'list' || is === 'repeated'

function queryParameter([name, shape]: [string, Shape], style: 'query' | 'form'): string {
  const repeating = isMany(shape) ? ' repeating="true"' : ''
  const byDefault = 'default' in shape && shape.default !== undefined ? ` default="${shape.default}"` : ''
  const required = shape.optional || byDefault !== '' ? '' : ' required="true"'
  return `<param name="${name}" style="${style}" type="${typeOf(shape)}"${required}${repeating}${byDefault}/>`
}

const mediaTypes = { xml: 'application/xml', json: 'application/json', text: 'text/plain' } as const

function requestOf({ method, query, body }: ServerOperation): string {
  const parameters = Object.entries(query).map((one) => queryParameter(one, 'query'))
  const form = Object.entries(query).map((one) => queryParameter(one, 'form'))
  const asForm =
    method === 'POST' && !body && form.length > 0
      ? `<representation mediaType="application/x-www-form-urlencoded">${form.join('')}</representation>`
      : ''
  const asBody = body ? `<representation mediaType="${mediaTypes[body.as]}"/>` : ''
  const inner = `${parameters.join('')}${asForm}${asBody}`
  return inner === '' ? '' : `<request>${inner}</request>`
}

function methodOf(operation: ServerOperation): string {
  const { method, path, answer } = operation
  const id = `${method.toLowerCase()}${path.replace(/[^A-Za-z0-9]+(\w?)/g, (_, next: string) => next.toUpperCase())}`
  const response =
    answer && answer.as !== 'nothing'
      ? `<response><representation mediaType="${mediaTypes[answer.as]}"/></response>`
      : '<response/>'
  return `<method id="${id}" name="${method}">${requestOf(operation)}${response}</method>`
}

function resourceOf(path: string, own: readonly ServerOperation[]): string {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
  const template = names.map((name) => `<param name="${name}" style="template" type="xs:string"/>`)
  return `<resource path="${path}">${template.join('')}${own.map(methodOf).join('')}</resource>`
}

/**
 * All operations that are described, as a server's own `application.wadl` lists them: resources, methods, parameters and
 * kinds of bodies (server-api §2.6). `base` is where they lie.
 */
export function writeWadl(base: string): string {
  const byPath = new Map<string, ServerOperation[]>()
  for (const operation of Object.values(operations)) {
    if (operation.isOutside || operation.answer === null) continue
    byPath.set(operation.path, [...(byPath.get(operation.path) ?? []), operation])
  }
  const resources = [...byPath].map(([path, own]) => resourceOf(path, own)).join('')
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    '<application xmlns="http://wadl.dev.java.net/2009/02" xmlns:xs="http://www.w3.org/2001/XMLSchema">',
    `<resources base="${base}">${resources}</resources></application>`,
  ].join('')
}
