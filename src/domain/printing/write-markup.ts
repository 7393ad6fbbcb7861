/** A document as the XML of front-api §2.15.2; {@link readMarkup} reads the same document out of it. */
import type { Cell, Column, Content, Document, Emphasis } from './document.ts'

type Attributes = Readonly<Record<string, string | number | boolean | null | undefined>>

export const writeMarkup = ({ bell, content }: Document): string =>
  element('doc', { bell: bell || null }, inside(content))

const inside = (content: readonly Content[]): string => content.map(write).join('')

const escaped = (text: string): string =>
  text
    // What XML cannot carry is not printed either.
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed.
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')

function element(name: string, attributes: Attributes, content: string): string {
  const written = Object.entries(attributes).flatMap(([key, value]) => {
    if (value === null || value === undefined) return []
    const text = typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value)
    return [` ${key}="${escaped(text)}"`]
  })
  const head = `<${name}${written.join('')}`
  return content === '' ? `${head}/>` : `${head}>${content}</${name}>`
}

const emphasisOf = (emphasis: Emphasis | undefined): Attributes => ({ ...emphasis })

function write(content: Content): string {
  if (typeof content === 'string') return escaped(content)
  switch (content.tag) {
    case 'br':
    case 'np':
    case 'nobr':
    case 'pagecut':
    case 'pulse':
      return element(content.tag, {}, '')
    case 'line':
      return element('line', { symbols: content.symbols }, '')
    case 'fill':
      return element('fill', { symbols: content.symbols }, inside(content.content))
    case 'pair': {
      const { left, right, fit, emphasis } = content
      return element('pair', { left, right, fit, ...emphasisOf(emphasis) }, '')
    }
    case 'table':
      return writeTable(content)
    case 'barcode': {
      const { align, hri, heightRatio, text } = content
      return element('barcode', { align, hri, heightRatio }, escaped(text))
    }
    case 'qrcode': {
      const { align, size, correction, text } = content
      return element('qrcode', { align, size, correction }, escaped(text))
    }
    case 'image':
      return element('image', { align: content.align, resizeMode: content.resizeMode }, content.data)
    case 'logo':
      return element('logo', {}, String(content.index))
    case 'section':
      return element('section', { name: content.name, data: content.data }, '')
    default:
      return element(content.tag, emphasisOf(content.emphasis), inside(content.content))
  }
}

const writeTable = ({ cellSpacing, columns, cells }: Extract<Content, { tag: 'table' }>): string =>
  element(
    'table',
    { cellspacing: cellSpacing },
    element('columns', {}, columns.map(writeColumn).join('')) +
      element('cells', {}, cells.map(writeCell).join('')),
  )

const writeColumn = ({ width, minWidth, maxWidth, isAuto, isSpace, ...rest }: Column): string =>
  element(
    isSpace ? 'spacecolumn' : 'column',
    { width, minwidth: minWidth, maxwidth: maxWidth, autowidth: isAuto, ...rest },
    '',
  )

const writeCell = ({ kind, content, colspan, symbols }: Cell): string =>
  kind === 'line' ? element('linecell', { colspan, symbols }, '') : element('c', { colspan }, inside(content))
