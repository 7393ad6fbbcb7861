/**
 * What is printed, before it is laid out for a printer: the receipt markup of front-api §2.15.2 as a typed tree. Tags and
 * attributes carry the names of the markup.
 */

/** `f0` is the smallest and the usual one; `f1` is twice as high, `f2` twice as high and wide. */
export const fonts = ['f0', 'f1', 'f2'] as const
export const alignments = ['left', 'center', 'right', 'justify'] as const
/** What becomes of text that does not fit: trimmed, broken at spaces, broken anywhere. */
export const policies = ['cut', 'split', 'wrap'] as const
export const qrSizes = ['tiny', 'small', 'normal', 'large', 'extralarge'] as const
export const qrCorrections = ['low', 'medium', 'high', 'ultra'] as const
export const emphases = ['bold', 'italic', 'underline', 'reverse'] as const

export type FontName = (typeof fonts)[number]
export type Alignment = (typeof alignments)[number]
export type Policy = (typeof policies)[number]
export type QrSize = (typeof qrSizes)[number]
export type QrCorrection = (typeof qrCorrections)[number]
/** Absent: as around it. */
export type Emphasis = { [K in (typeof emphases)[number]]?: boolean }

export type Side = Exclude<Alignment, 'justify'>

export type Column = {
  /** In characters of the smallest font; absent: a share of what is left. */
  width?: number
  minWidth?: number
  maxWidth?: number
  /** As wide as its widest cell. */
  isAuto?: true
  /** Nothing stands in it; no cell is counted for it. */
  isSpace?: true
  align?: Alignment
  valign?: 'top' | 'center' | 'bottom'
  formatter?: Policy
}

export type Cell = { kind: 'text' | 'line'; content: Content[]; colspan: number | null; symbols?: string }

export type Container = FontName | Alignment | Policy | 'plain'

export type Content =
  | string
  | { tag: Container; emphasis?: Emphasis; content: Content[] }
  | { tag: 'fill'; symbols: string; content: Content[] }
  | { tag: 'br' | 'np' | 'nobr' | 'pagecut' | 'pulse' }
  | { tag: 'line'; symbols: string }
  | { tag: 'pair'; left: string; right: string; fit: 'left' | 'right'; emphasis?: Emphasis }
  | { tag: 'table'; cellSpacing: number; columns: Column[]; cells: Cell[] }
  | { tag: 'barcode'; text: string; align: Side | null; hri: boolean; heightRatio: number }
  | { tag: 'qrcode'; text: string; align: Side | null; size: QrSize; correction: QrCorrection }
  /** `data`: base64 of a picture. */
  | { tag: 'image'; data: string; align: Side | null; resizeMode: 'fit' | 'clip' }
  /** From the printer's own memory. */
  | { tag: 'logo'; index: number }
  /** Seen by plugins, never on paper. */
  | { tag: 'section'; name: string; data: string }

export type Document = {
  /** Rings where dishes are cooked. */
  bell: boolean
  content: Content[]
}
