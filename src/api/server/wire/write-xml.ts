import { type Shape, shapes } from '../generated/operations.ts'

export const xmlProlog = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
/** Control characters and halves of characters: hardly any of them can stand in XML 1.0, and none says anything. */
const forbidden = /[^\P{Cc}\t\n\r]|\p{Cs}|[\ufffe\uffff]/gu

const escaped = (text: string): string =>
  text.replace(/[&<>]/g, (char) => escapes[char] ?? char).replace(forbidden, '')

const tag = (name: string, inner: string, attributes = ''): string =>
  inner === '' ? `<${name}${attributes}/>` : `<${name}${attributes}>${inner}</${name}>`

/** White space in an attribute would be read as a blank. */
const attributeText = (text: string): string =>
  escaped(text).replace(/["\t\n\r]/g, (char) => `&#${char.charCodeAt(0)};`)

/** Elements in the order of their description; what is null or absent is left out, an empty text is an empty element. */
function element(name: string, shape: Shape, value: unknown): string {
  if (value === undefined || value === null) return ''
  switch (shape.is) {
    case 'list':
      return tag(name, (value as unknown[]).map((one) => element(shape.item, shape.of, one)).join(''))
    case 'repeated':
      return (value as unknown[]).map((one) => element(name, shape.of, one)).join('')
    case 'type': {
      const members = Object.entries(shapes[shape.name] ?? {})
      const record = value as Record<string, unknown>
      const attributes = members
        .filter(([key, { xml }]) => xml === 'attribute' && record[key] !== undefined && record[key] !== null)
        .map(([key]) => ` ${key}="${attributeText(String(record[key]))}"`)
      const inner = members.map(([key, member]) => {
        if (member.xml === 'attribute') return ''
        return member.xml === 'content'
          ? escaped(String(record[key] ?? ''))
          : element(key, member, record[key])
      })
      return tag(name, inner.join(''), attributes.join(''))
    }
    case 'map':
      return tag(
        name,
        Object.entries(value as Record<string, unknown>)
          .map(([key, one]) => element(key, shape.of, one))
          .join(''),
      )
    default:
      return tag(name, escaped(String(value)))
  }
}

/** An element with nothing but text in it. */
export const textElement = (name: string, text: string): string => tag(name, escaped(text))

/** An XML document with one root, as iiko's servers write it (server-api §1). */
export const writeXml = (root: string, shape: Shape, value: unknown): string =>
  `${xmlProlog}${element(root, shape, value)}`
