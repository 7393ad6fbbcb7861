/** Lays a document out in lines for paper of a width (front-api §2.15.2). */
import type { Content, Document, Side } from './document.ts'
import {
  aligned,
  type Glyph,
  glyphsOf,
  plainStyle,
  repeated,
  rowsOf,
  type Style,
  widthOfAll,
  withoutTail,
} from './glyphs.ts'
import { tableRows } from './lay-out-table.ts'
import type { Line, Row, Setting, Span } from './lines.ts'

const itself = (text: string): string => text
const usualSetting = { style: plainStyle, align: 'left', policy: 'split', fill: ' ' } as const

/**
 * Lines of a document; no line of text is wider than `width` columns of the smallest font, and of its text nothing is lost
 * but what it says to trim (`cut`). `spell` writes text with the characters that the printer has.
 */
export function layOut({ bell, content }: Document, width: number, spell: Setting['spell'] = itself): Line[] {
  const rows = rowsOfContent(content, Math.max(width, 1), { ...usualSetting, spell })
  const lines = rows.map(
    (row): Line => (row.kind === 'row' ? { kind: 'text', spans: spansOf(row.glyphs) } : row),
  )
  return bell ? [{ kind: 'bell' }, ...lines] : lines
}

/** Rows of what stands in a place so wide: a page or a cell. */
function rowsOfContent(content: readonly Content[], width: number, setting: Setting): Row[] {
  const flow = new Flow(width)
  for (const one of content) flow.put(one, setting)
  flow.end()
  return flow.rows
}

function spansOf(glyphs: readonly Glyph[]): Span[] {
  const spans: Span[] = []
  for (const { char, style } of withoutTail(glyphs)) {
    const last = spans.at(-1)
    // A character that may not be broken off is a space on paper.
    const text = char === '\u00a0' ? ' ' : char
    if (last && isSame(last.style, style)) last.text += text
    else spans.push({ text, style })
  }
  return spans
}

const isSame = (a: Style, b: Style): boolean =>
  a.font === b.font &&
  a.bold === b.bold &&
  a.italic === b.italic &&
  a.underline === b.underline &&
  a.reverse === b.reverse

const sideOf = (align: Side | null, setting: Setting): Side =>
  align ?? (setting.align === 'justify' ? 'left' : setting.align)

class Flow {
  readonly rows: Row[] = []
  readonly #width: number
  /** The paragraph that is being written; null: at the beginning of a line. */
  #open: { glyphs: Glyph[]; setting: Setting } | null = null

  constructor(width: number) {
    this.#width = width
  }

  put(content: Content, setting: Setting): void {
    if (typeof content === 'string')
      return this.#write(glyphsOf(setting.spell(content), setting.style), setting)
    switch (content.tag) {
      case 'br':
        // Several in a row are one.
        return this.end()
      case 'np':
        if (this.#open) return this.end()
        return this.#push([])
      case 'nobr':
        return this.#write([{ char: '\u00a0', style: setting.style }], setting)
      case 'section':
        return
      case 'f0':
      case 'f1':
      case 'f2':
        return this.#inside(content.content, styled(setting, { ...content.emphasis, font: content.tag }))
      case 'plain':
        return this.#inside(content.content, styled(setting, { ...content.emphasis }))
      case 'left':
      case 'center':
      case 'right':
      case 'justify':
        return this.#block(content.content, {
          ...styled(setting, { ...content.emphasis }),
          align: content.tag,
        })
      case 'cut':
      case 'split':
      case 'wrap':
        return this.#block(content.content, {
          ...styled(setting, { ...content.emphasis }),
          policy: content.tag,
        })
      case 'fill':
        return this.#block(content.content, { ...setting, fill: content.symbols })
      default:
        return this.#standAlone(content, setting)
    }
  }

  /** Ends the line that is open. */
  end(): void {
    const open = this.#open
    this.#open = null
    if (!open) return
    const { glyphs, setting } = open
    const rows = rowsOf(glyphs, this.#width, setting.policy)
    rows.forEach((row, index) => {
      this.#push(aligned(row, this.#width, { ...setting, isLast: index === rows.length - 1 }))
    })
  }

  #push(glyphs: Glyph[]): void {
    this.rows.push({ kind: 'row', glyphs })
  }

  #write(glyphs: Glyph[], setting: Setting): void {
    // White space alone begins no line.
    if (!this.#open && glyphs.every(({ char }) => char === ' ')) return
    this.#open ??= { glyphs: [], setting }
    this.#open.glyphs.push(...glyphs)
  }

  #inside(content: readonly Content[], setting: Setting): void {
    for (const one of content) this.put(one, setting)
  }

  #block(content: readonly Content[], setting: Setting): void {
    this.end()
    this.#inside(content, setting)
    this.end()
  }

  /** What takes whole lines. */
  #standAlone(content: Exclude<Content, string>, setting: Setting): void {
    this.end()
    switch (content.tag) {
      case 'line':
        return this.#push(repeated(content.symbols, this.#width, setting.style))
      case 'pair':
        for (const row of pairRows(content, this.#width, setting)) this.#push(row)
        return
      case 'table':
        // What fills the white space around a table does not fill it inside.
        this.rows.push(...tableRows(content, this.#width, { ...setting, fill: ' ' }, rowsOfContent))
        return
      case 'barcode': {
        const { text, align, hri, heightRatio } = content
        this.rows.push({ kind: 'barcode', text, align: sideOf(align, setting), hri, heightRatio })
        return
      }
      case 'qrcode': {
        const { text, align, size, correction } = content
        this.rows.push({ kind: 'qrcode', text, align: sideOf(align, setting), size, correction })
        return
      }
      case 'image': {
        const { data, align, resizeMode } = content
        this.rows.push({ kind: 'image', data, align: sideOf(align, setting), resizeMode })
        return
      }
      case 'logo':
        this.rows.push({ kind: 'logo', index: content.index })
        return
      case 'pagecut':
        this.rows.push({ kind: 'cut' })
        return
      case 'pulse':
        this.rows.push({ kind: 'pulse' })
        return
      default:
      // The rest stands within lines.
    }
  }
}

const styled = (setting: Setting, change: Partial<Style>): Setting => ({
  ...setting,
  style: { ...setting.style, ...change },
})

type Pair = Extract<Content, { tag: 'pair' }>

/** The part that `fit` names keeps its width; the other one is broken beside it, and the value stands by its last line. */
function pairRows({ left, right, fit, emphasis }: Pair, width: number, setting: Setting): Glyph[][] {
  const style = { ...setting.style, ...emphasis }
  const glyphs = (text: string): Glyph[] => glyphsOf(setting.spell(text).trim(), style)
  const [first, last] = [glyphs(left), glyphs(right)]
  const [forLeft, forRight] = widthsOfPair(widthOfAll(first), widthOfAll(last), width, fit)
  const rows = (part: Glyph[], room: number): Glyph[][] =>
    part.length === 0 ? [] : rowsOf(part, room, setting.policy)
  const aside = { ...setting, align: 'left' as const }
  const atEnd = { ...setting, align: 'right' as const }
  // Too narrow for both: one under the other.
  if (forLeft === 0)
    return [
      ...rows(first, width).map((row) => aligned(row, width, aside)),
      ...rows(last, width).map((row) => aligned(row, width, atEnd)),
    ]
  const [lefts, rights] = [rows(first, forLeft), rows(last, forRight)]
  const height = Math.max(lefts.length, rights.length, 1)
  return Array.from({ length: height }, (_, index) => {
    const end = aligned(rights[index - (height - rights.length)] ?? [], forRight, atEnd)
    const begin = lefts[index - (height - lefts.length)] ?? []
    return [...aligned(begin, width - widthOfAll(end), aside), ...end]
  })
}

/** Narrower than that nobody reads words. */
const widthMin = 4

/** Room for both parts of a pair, a column between them; none for the left one where they do not fit side by side. */
function widthsOfPair(left: number, right: number, width: number, fit: 'left' | 'right'): [number, number] {
  if (left === 0 || right === 0) return [0, 0]
  if (left + right < width) return [left, right]
  const kept = fit === 'right' ? right : left
  const other = width - 1 - kept
  if (other < widthMin) return [0, 0]
  return fit === 'right' ? [other, kept] : [kept, other]
}
