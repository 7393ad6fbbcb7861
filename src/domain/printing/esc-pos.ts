/** Lines as bytes for a receipt printer that speaks ESC/POS (front-api §2.15.2). */
import { encoded } from './code-page.ts'
import type { QrCorrection, QrSize, Side } from './document.ts'
import type { Style } from './glyphs.ts'
import type { Code, Line, Span } from './lines.ts'
import { rasterOf } from './raster.ts'

const [esc, gs, fs, lf] = [0x1b, 0x1d, 0x1c, 0x0a] as const
/** Number of code page 866 in `ESC t`. */
const page866 = 17
const sides: Readonly<Record<Side, number>> = { left: 0, center: 1, right: 2 }
/** Dots of one module of a QR code. */
const moduleDots: Readonly<Record<QrSize, number>> = {
  tiny: 2,
  small: 3,
  normal: 5,
  large: 7,
  extralarge: 10,
}
const levels: Readonly<Record<QrCorrection, number>> = { low: 48, medium: 49, high: 50, ultra: 51 }
const sizes: Readonly<Record<Style['font'], number>> = { f0: 0x00, f1: 0x01, f2: 0x11 }
const barcodeDots = 60
/** Dots across a column of the usual font. */
const columnDots = 12

/** All that is sent for a document: the printer is set up anew first, so nothing of the one before lingers. */
export function escPos(lines: readonly Line[], width: number): Uint8Array {
  const bytes: number[] = [esc, 0x40, fs, 0x2e, esc, 0x74, page866]
  for (const line of lines) {
    // Not by spreading: a picture has more bytes than a call takes arguments.
    for (const byte of line.kind === 'text' ? textLine(line.spans) : codeLine(line, width)) bytes.push(byte)
  }
  return Uint8Array.from(bytes)
}

const textLine = (spans: readonly Span[]): number[] => [...spans.flatMap(spanBytes), lf]

/** Looks are put on before a piece and taken off behind it, so that a lost byte spoils one piece. */
function spanBytes({ text, style }: Span): number[] {
  const on: number[] = []
  const off: number[] = []
  const set = (isSet: boolean, ...command: [number, number]): void => {
    if (!isSet) return
    on.push(...command, 1)
    off.push(...command, 0)
  }
  if (style.font !== 'f0') {
    on.push(gs, 0x21, sizes[style.font])
    off.push(gs, 0x21, 0)
  }
  set(style.bold, esc, 0x45)
  set(style.underline, esc, 0x2d)
  set(style.reverse, gs, 0x42)
  // Printers of receipts have no italic: ESC 4 is known to those that do.
  if (style.italic) {
    on.push(esc, 0x34)
    off.push(esc, 0x35)
  }
  return [...on, ...encoded(text), ...off]
}

const aligned = (align: Side, bytes: readonly number[]): number[] =>
  align === 'left' ? [...bytes] : [esc, 0x61, sides[align], ...bytes, esc, 0x61, 0]

function codeLine(code: Code, width: number): number[] {
  switch (code.kind) {
    case 'barcode':
      return aligned(code.align, barcode(code))
    case 'qrcode':
      return aligned(code.align, qrCode(code))
    case 'image':
      return aligned(code.align, picture(code, width))
    case 'logo':
      return [fs, 0x70, code.index & 0xff, 0]
    case 'cut':
      // Feeds to where the knife is.
      return [gs, 0x56, 66, 0]
    case 'pulse':
      return [esc, 0x70, 0, 25, 250]
    case 'bell':
      return [esc, 0x42, 3, 2]
  }
}

/** EAN-13 where it is one, else CODE128; what neither can say is printed as text. */
function barcode({ text, hri, heightRatio }: Extract<Code, { kind: 'barcode' }>): number[] {
  const isAscii = /^[\x20-\x7e]{1,60}$/.test(text)
  if (!isAscii) return [...encoded(text), lf]
  const head = [gs, 0x68, Math.min(barcodeDots * heightRatio, 255), gs, 0x77, 2, gs, 0x48, hri ? 2 : 0]
  const letters = [...text].map((char) => char.charCodeAt(0))
  if (/^\d{13}$/.test(text)) return [...head, gs, 0x6b, 67, 13, ...letters]
  // `{` begins a command of CODE128 and is doubled to mean itself.
  const data = [...'{B', ...text.replaceAll('{', '{{')].map((char) => char.charCodeAt(0))
  return [...head, gs, 0x6b, 73, data.length, ...data]
}

function qrCode({ text, size, correction }: Extract<Code, { kind: 'qrcode' }>): number[] {
  const data = [...new TextEncoder().encode(text)]
  const ask = (...body: number[]): number[] => [gs, 0x28, 0x6b, body.length & 0xff, body.length >> 8, ...body]
  return [
    ...ask(49, 65, 50, 0),
    ...ask(49, 67, moduleDots[size]),
    ...ask(49, 69, levels[correction]),
    ...ask(49, 80, 48, ...data),
    ...ask(49, 81, 48),
  ]
}

/** A picture that cannot be read leaves a word in its place rather than nothing. */
function picture({ data, resizeMode }: Extract<Code, { kind: 'image' }>, width: number): number[] {
  const raster = rasterOf(data, { widthMax: width * columnDots, isClipped: resizeMode === 'clip' })
  if (!raster) return [...encoded('[image]'), lf]
  const rowBytes = Math.ceil(raster.width / 8)
  const size = [rowBytes & 0xff, rowBytes >> 8, raster.height & 0xff, raster.height >> 8]
  return [gs, 0x76, 0x30, 0, ...size, ...raster.bits]
}
