/** Reads what a receipt printer was sent, as an emulated printer shows it: lines of text, and other deeds in brackets. */
import { decoded } from './code-page.ts'

const [esc, gs, fs, dle, lf] = [0x1b, 0x1d, 0x1c, 0x10, 0x0a] as const

/** Bytes behind `ESC x` of the commands whose length is fixed. */
const behindEsc: Readonly<Record<number, number>> = {
  64: 0,
  116: 1,
  69: 1,
  45: 1,
  52: 0,
  53: 0,
  97: 1,
  33: 1,
  100: 1,
  50: 0,
  51: 1,
}
const behindGs: Readonly<Record<number, number>> = { 33: 1, 66: 1, 72: 1, 104: 1, 119: 1 }

/** Lines of the paper; what is no text stands in brackets on a line of its own. */
export function readEscPos(bytes: Uint8Array): string[] {
  const reader = new Reader(bytes)
  return reader.read()
}

class Reader {
  readonly #bytes: Uint8Array
  readonly #lines: string[] = []
  #at = 0
  #line: number[] = []
  #qrData = ''

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  read(): string[] {
    while (this.#at < this.#bytes.length) this.#one()
    if (this.#line.length > 0) this.#end()
    return this.#lines
  }

  #next(): number {
    const byte = this.#bytes[this.#at] ?? 0
    this.#at += 1
    return byte
  }

  #take(count: number): Uint8Array {
    const taken = this.#bytes.subarray(this.#at, this.#at + count)
    this.#at += count
    return taken
  }

  #end(): void {
    this.#lines.push(decoded(this.#line))
    this.#line = []
  }

  #note(text: string): void {
    if (this.#line.length > 0) this.#end()
    this.#lines.push(`[${text}]`)
  }

  #one(): void {
    const byte = this.#next()
    if (byte === lf) this.#end()
    else if (byte === esc) this.#afterEsc(this.#next())
    else if (byte === gs) this.#afterGs(this.#next())
    else if (byte === fs) this.#afterFs(this.#next())
    // A question in real time is answered by whoever holds the line.
    else if (byte === dle) this.#take(2)
    else this.#line.push(byte)
  }

  #afterEsc(command: number): void {
    if (command === 0x70) {
      this.#take(3)
      return this.#note('drawer')
    }
    if (command === 0x42) {
      this.#take(2)
      return this.#note('bell')
    }
    const length = behindEsc[command]
    if (length === undefined) return this.#note(`ESC ${command}`)
    this.#take(length)
  }

  #afterFs(command: number): void {
    if (command !== 0x70) return
    this.#note(`logo ${this.#next()}`)
    this.#next()
  }

  #afterGs(command: number): void {
    switch (command) {
      case 0x56:
        if (this.#next() > 48) this.#next()
        return this.#note('cut')
      case 0x6b:
        return this.#barcode()
      case 0x28:
        return this.#qrCode()
      case 0x76: {
        this.#take(2)
        const [widthBytes = 0, widthHigh = 0, height = 0, heightHigh = 0] = this.#take(4)
        const [across, down] = [widthBytes + widthHigh * 256, height + heightHigh * 256]
        this.#take(across * down)
        return this.#note(`image ${across * 8}x${down}`)
      }
      default: {
        const length = behindGs[command]
        if (length === undefined) return this.#note(`GS ${command}`)
        this.#take(length)
      }
    }
  }

  #barcode(): void {
    const system = this.#next()
    const text = decoded(this.#take(this.#next()))
    this.#note(`barcode ${system === 73 ? text.slice(2).replaceAll('{{', '{') : text}`)
  }

  #qrCode(): void {
    this.#next()
    const [low = 0, high = 0] = this.#take(2)
    const body = this.#take(low + high * 256)
    if (body[1] === 80) this.#qrData = new TextDecoder().decode(body.subarray(3))
    else if (body[1] === 81) this.#note(`qr ${this.#qrData}`)
  }
}
