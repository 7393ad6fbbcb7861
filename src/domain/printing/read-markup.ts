/** Reads receipt markup (front-api §2.15.2): unknown formatting falls back to plain text, what contradicts itself is refused. */
import { refuse } from '../../kernel/refusals.ts'
import {
  alignments,
  type Cell,
  type Column,
  type Container,
  type Content,
  type Document,
  type Emphasis,
  emphases,
  fonts,
  policies,
  qrCorrections,
  qrSizes,
} from './document.ts'
import { readXml, type XmlElement, XmlError, type XmlNode } from './read-xml.ts'

const lengthMax = 1_000_000
const columnsMax = 32
const containers: ReadonlySet<string> = new Set<Container>([...fonts, ...alignments, ...policies])
const sides = ['left', 'center', 'right'] as const

/** A whole document; its root is `doc`. Refuses `printing.markup`, saying what is wrong and where. */
export function readMarkup(text: string): Document {
  const root = rootOf(text)
  if (root.name !== 'doc') throw wrong(`the root is <${root.name}>, not <doc>`)
  return { bell: flag(root, 'bell') ?? false, content: contentOf(root) }
}

/** A piece that is put into documents: without a root of its own, and `doc` is not used in it. */
export function readPiece(text: string): Content[] {
  return contentOf(rootOf(`<doc>${text}</doc>`))
}

const wrong = (problem: string) => refuse('printing.markup', { problem })

function rootOf(text: string): XmlElement {
  if (text.length > lengthMax) throw wrong(`longer than ${lengthMax} characters`)
  try {
    return readXml(text)
  } catch (error) {
    if (error instanceof XmlError) throw wrong(`${error.message} (character ${error.at + 1})`)
    throw error
  }
}

const contentOf = ({ children }: XmlElement): Content[] => children.flatMap(readNode)

/** White space of the source is one space. */
const readNode = (node: XmlNode): Content[] =>
  typeof node === 'string'
    ? [node.replace(/[ \t\r\n]+/g, ' ')].filter((text) => text !== '')
    : readElement(node)

function readElement(element: XmlElement): Content[] {
  const { name } = element
  if (containers.has(name)) return [container(element, name as Container)]
  switch (name) {
    case 'br':
    case 'np':
    case 'nobr':
    case 'pagecut':
    case 'pulse':
      return [{ tag: name }]
    case 'line':
      return [{ tag: 'line', symbols: symbolsOf(element, '-') }]
    case 'fill':
      return [{ tag: 'fill', symbols: symbolsOf(element, ' '), content: contentOf(element) }]
    case 'pair':
      return [pairOf(element)]
    case 'table':
      return [tableOf(element)]
    case 'barcode':
    case 'qrcode':
    case 'image':
    case 'logo':
      return [codeOf(element)]
    case 'section':
      return [
        { tag: 'section', name: text(element, 'name'), data: text(element, 'data') },
        ...contentOf(element),
      ]
    case 'html':
      // A plugin was to make a picture of it; without one its words are printed.
      return [plain(element).replace(/<[^>]*>/g, ' ')]
    case 'doc':
      throw wrong('<doc> stands inside the document')
    default:
      return [container(element, 'plain')]
  }
}

const container = (element: XmlElement, tag: Container): Content => {
  const emphasis = emphasisOf(element)
  return { tag, ...(emphasis ? { emphasis } : {}), content: contentOf(element) }
}

const text = ({ attributes }: XmlElement, key: string): string => attributes.get(key) ?? ''
/** The words of an element without their formatting. */
const plain = ({ children }: XmlElement): string =>
  children.map((child) => (typeof child === 'string' ? child : plain(child))).join('')

function flag({ name, attributes }: XmlElement, key: string): boolean | null {
  const value = attributes.get(key)
  if (value === undefined) return null
  // An attribute without a value means on, as in `autowidth=""`.
  if (value === '' || value === 'on' || value === 'true') return true
  if (value === 'off' || value === 'false') return false
  throw wrong(`<${name} ${key}="${value}">: on or off is expected`)
}

function emphasisOf(element: XmlElement): Emphasis | null {
  const emphasis: Emphasis = {}
  for (const key of emphases) {
    const value = flag(element, key)
    if (value !== null) emphasis[key] = value
  }
  return Object.keys(emphasis).length > 0 ? emphasis : null
}

function choice<T extends string>(
  { name, attributes }: XmlElement,
  key: string,
  known: readonly T[],
): T | null {
  const value = attributes.get(key)
  if (value === undefined) return null
  const found = known.find((one) => one === value)
  if (!found) throw wrong(`<${name} ${key}="${value}">: one of ${known.join(', ')} is expected`)
  return found
}

function whole({ name, attributes }: XmlElement, key: string, min: number, max: number): number | null {
  const value = attributes.get(key)
  if (value === undefined || value === '') return null
  const number = /^\d{1,4}$/.test(value) ? Number(value) : Number.NaN
  if (!(number >= min && number <= max))
    throw wrong(`<${name} ${key}="${value}">: ${min} to ${max} is expected`)
  return number
}

function symbolsOf(element: XmlElement, usual: string): string {
  const symbols = element.attributes.get('symbols') ?? usual
  return symbols === '' ? usual : symbols.slice(0, 16)
}

function pairOf(element: XmlElement): Content {
  const emphasis = emphasisOf(element)
  const fit = choice(element, 'fit', ['left', 'right']) ?? 'right'
  return {
    ...{ tag: 'pair', left: text(element, 'left'), right: text(element, 'right'), fit },
    ...(emphasis ? { emphasis } : {}),
  }
}

function codeOf(element: XmlElement): Content {
  const align = choice(element, 'align', sides)
  const content = plain(element).trim()
  switch (element.name) {
    case 'barcode': {
      const hri = flag(element, 'hri') ?? true
      return {
        tag: 'barcode',
        text: content,
        align,
        hri,
        heightRatio: whole(element, 'heightRatio', 1, 10) ?? 1,
      }
    }
    case 'qrcode': {
      const size = choice(element, 'size', qrSizes) ?? 'normal'
      return {
        tag: 'qrcode',
        text: content,
        align,
        size,
        correction: choice(element, 'correction', qrCorrections) ?? 'medium',
      }
    }
    case 'image': {
      const data = content.replace(/\s+/g, '')
      if (!/^[A-Za-z\d+/]+={0,2}$/.test(data)) throw wrong('<image> is not base64')
      return {
        tag: 'image',
        data,
        align,
        resizeMode: choice(element, 'resizeMode', ['fit', 'clip']) ?? 'fit',
      }
    }
    default: {
      if (!/^\d{1,3}$/.test(content))
        throw wrong(`<logo>${content.slice(0, 20)}</logo>: a number is expected`)
      return { tag: 'logo', index: Number(content) }
    }
  }
}

const elementsOf = ({ children }: XmlElement): XmlElement[] =>
  children.filter((child): child is XmlElement => typeof child !== 'string')

function tableOf(element: XmlElement): Content {
  const parts = elementsOf(element)
  const columns = parts
    .filter(({ name }) => name === 'columns')
    .flatMap(elementsOf)
    .map(columnOf)
  if (columns.every(({ isSpace }) => isSpace)) throw wrong('<table> has no column')
  if (columns.length > columnsMax) throw wrong(`<table> has more than ${columnsMax} columns`)
  const cells = parts
    .filter(({ name }) => name === 'cells')
    .flatMap(elementsOf)
    .map(cellOf)
  return { tag: 'table', cellSpacing: whole(element, 'cellspacing', 0, 20) ?? 1, columns, cells }
}

function columnOf(element: XmlElement): Column {
  if (element.name !== 'column' && element.name !== 'spacecolumn')
    throw wrong(`<${element.name}> stands in <columns>`)
  const [width, minWidth, maxWidth] = ['width', 'minwidth', 'maxwidth'].map((key) =>
    whole(element, key, 0, 1000),
  )
  const align = choice(element, 'align', alignments)
  const valign = choice(element, 'valign', ['top', 'center', 'bottom'])
  const formatter = choice(element, 'formatter', policies)
  return {
    ...(width ? { width } : {}),
    ...(minWidth ? { minWidth } : {}),
    ...(maxWidth ? { maxWidth } : {}),
    ...(flag(element, 'autowidth') ? { isAuto: true } : {}),
    ...(element.name === 'spacecolumn' ? { isSpace: true } : {}),
    ...(align ? { align } : {}),
    ...(valign ? { valign } : {}),
    ...(formatter ? { formatter } : {}),
  }
}

function cellOf(element: XmlElement): Cell {
  const colspan = whole(element, 'colspan', 1, columnsMax)
  if (element.name === 'linecell')
    return { kind: 'line', content: [], colspan, symbols: symbolsOf(element, '-') }
  if (element.name !== 'c' && element.name !== 'ct') throw wrong(`<${element.name}> stands in <cells>`)
  const font = choice(element, 'font', fonts)
  const emphasis = emphasisOf(element)
  // `ct` is text: what looks like formatting in it is not.
  const content = element.name === 'ct' ? readNode(plain(element)) : contentOf(element)
  const isMarked = font !== null || emphasis !== null
  const marked: Content[] = isMarked
    ? [{ tag: font ?? 'plain', ...(emphasis ? { emphasis } : {}), content }]
    : content
  return { kind: 'text', content: marked, colspan }
}
