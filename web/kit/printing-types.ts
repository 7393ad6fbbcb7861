import type { Texts } from './named.ts'

/** What the screens read of the till's paper. */
export type PaperSpan = {
  text: string
  style: { font: 'f0' | 'f1' | 'f2'; bold: boolean; italic: boolean; underline: boolean; reverse: boolean }
}
export type PaperLine =
  | { kind: 'text'; spans: PaperSpan[] }
  | { kind: 'barcode' | 'qrcode'; text: string; align: 'left' | 'center' | 'right' }
  | { kind: 'image' | 'logo' | 'cut' | 'pulse' | 'bell' }
/** `width`: characters of the smallest font in a line. */
export type Sheet = { width: number; lines: PaperLine[] }

export type PaperKind =
  | 'bill'
  | 'receipt'
  | 'delivery'
  | 'return'
  | 'kitchen'
  | 'deletion'
  | 'shift'
  | 'cash'
  | 'prepayment'
  | 'document'
  | 'test'
  | 'drawer'
  | `fiscal-${'open' | 'sale' | 'return' | 'payIn' | 'payOut' | 'x' | 'z'}`
/** A paper of an order, or of the shift. */
export type PaperAsked =
  | { kind: 'bill' | 'receipt' | 'delivery'; orderId: string }
  | { kind: 'return'; orderId: string; returnId: string }
  | { kind: 'shift' }
  /** Opens the drawer: nothing is on paper. */
  | { kind: 'drawer' }

export type PrintJob = {
  id: string
  paper: PaperKind
  orderId: string | null
  printer: string
  printerEn: string | null
  madeAt: number
  state: 'waiting' | 'printing' | 'printed' | 'failed' | 'dropped'
  isCopy: boolean
  trouble: Texts | null
}
export type Printer = {
  id: string
  name: string
  nameEn: string | null
  kind: 'network' | 'preview' | 'register'
  waiting: number
  trouble: Texts | null
}
export type Printing = { printers: Printer[]; jobs: PrintJob[] }
