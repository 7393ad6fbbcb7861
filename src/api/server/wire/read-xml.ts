import { SaxesParser } from 'saxes'
import { malformed } from '../errors.ts'

/** An element of a document that a stranger sent: local name, attributes, children, and the text between them. */
export type XmlElement = {
  name: string
  /** By their local names. */
  attributes: ReadonlyMap<string, string>
  children: XmlElement[]
  text: string
  isNil: boolean
}

const depthMax = 64

const local = (name: string): string => name.slice(name.indexOf(':') + 1)

/**
 * Reads one XML document. Document types are refused, and with them every entity that could grow or reach for a file;
 * what is not well-formed is refused with its line (server-api §1). Comments are passed over.
 */
export function readXml(text: string): XmlElement {
  const parser = new SaxesParser({ xmlns: false })
  const open: XmlElement[] = []
  let root: XmlElement | null = null
  const refuse = (words: string): never => {
    throw malformed(`The XML cannot be read, line ${parser.line}: ${words}`)
  }
  parser.on('error', (error) => refuse(error.message.replace(/^\d+:\d+: /, '')))
  parser.on('doctype', () => refuse('a document type is not allowed'))
  parser.on('opentag', ({ name, attributes }) => {
    if (open.length >= depthMax) refuse(`elements are nested deeper than ${depthMax}`)
    const isNil = attributes['xsi:nil'] === 'true'
    const said = Object.entries(attributes).map(([key, value]) => [local(key), value] as const)
    const element: XmlElement = {
      name: local(name),
      attributes: new Map(said),
      children: [],
      text: '',
      isNil,
    }
    open.at(-1)?.children.push(element)
    root ??= element
    open.push(element)
  })
  parser.on('text', (part) => append(open, part))
  parser.on('cdata', (part) => append(open, part))
  parser.on('closetag', () => void open.pop())
  parser.write(text).close()
  return root ?? refuse('there is no element')
}

function append(open: readonly XmlElement[], part: string): void {
  const element = open.at(-1)
  if (element) element.text += part
}

const declared = /^\s*<\?xml[^>]*?\bencoding\s*=\s*["']([\w.-]{1,40})["']/

/**
 * The text of an XML body. Its encoding is what the byte order mark, else the header, else the prolog says, else UTF-8.
 * Refuses an unknown encoding and bytes that are not of it.
 */
export function decodeXml(bytes: Buffer, contentType: string): string {
  const mark =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : null
  const ofHeader = /;\s*charset\s*=\s*"?([\w.-]{1,40})/i.exec(contentType)?.[1]
  const ofProlog = declared.exec(bytes.subarray(0, 200).toString('latin1').replace(/^ï»¿/, ''))?.[1]
  const label = mark ?? ofHeader ?? ofProlog ?? 'utf-8'
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes)
  } catch {
    throw malformed(`The body is not valid in the encoding ${label}`)
  }
}
