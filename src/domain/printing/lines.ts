/** What a document is laid out into. */
import type { Alignment, Content, Policy, QrCorrection, QrSize, Side } from './document.ts'
import type { Glyph, Style } from './glyphs.ts'

/** Neighbouring characters that look alike. */
export type Span = { text: string; style: Style }

export type Code =
  | { kind: 'barcode'; text: string; align: Side; hri: boolean; heightRatio: number }
  | { kind: 'qrcode'; text: string; align: Side; size: QrSize; correction: QrCorrection }
  | { kind: 'image'; data: string; align: Side; resizeMode: 'fit' | 'clip' }
  | { kind: 'logo'; index: number }
  | { kind: 'cut' | 'pulse' | 'bell' }

/** A line of paper, or something else that the printer does there. */
export type Line = { kind: 'text'; spans: Span[] } | Code

/** A line of characters, before its neighbours are joined. */
export type Row = { kind: 'row'; glyphs: Glyph[] } | Code

/** What holds for all that stands inside an element. */
export type Setting = {
  style: Style
  align: Alignment
  policy: Policy
  fill: string
  /** Writes text with the characters that the printer has. */
  spell(text: string): string
}

/** Rows of what stands in a place so wide: a page or a cell. */
export type RowsOf = (content: readonly Content[], width: number, setting: Setting) => Row[]
