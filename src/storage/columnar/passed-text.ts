import { connect, type Socket } from 'node:net'
import { Readable } from 'node:stream'

/** Ends a text, which is UTF-8 and never has this octet: one that breaks off is told from one that ends. */
export const endOctet = 0xff

const pieceBytes = 65_536

/**
 * A long text that this process only passes on, from the line it comes by to whoever asked for the report. It lies in one
 * buffer that is filled anew when its last piece was taken: with a buffer for every piece the thread that takes orders
 * collected rubbish for a fifth of its time.
 */
class PassedText extends Readable {
  /** Resolves when the text begins; rejects when there is none. */
  readonly isHere: Promise<void>
  readonly #line: Socket
  #destination: NodeJS.WritableStream | null = null
  #begin: (() => void) | null = null
  #giveUp: (error: Error) => void = () => {}
  /** Has come and was asked for by nobody yet. */
  #kept: Buffer | null = null
  #isWanted = false
  #isWhole = false

  constructor(socketPath: string, id: number) {
    super({ highWaterMark: 1 })
    this.isHere = new Promise((resolve, reject) => {
      this.#begin = resolve
      this.#giveUp = reject
    })
    const buffer = Buffer.allocUnsafeSlow(pieceBytes)
    const callback = (length: number): boolean => {
      this.#hear(buffer.subarray(0, length))
      return false
    }
    this.#line = connect({ path: socketPath, onread: { buffer, callback } })
    this.#line.once('connect', () => this.#line.write(`${id}\n`))
    this.#line.once('error', (error) => this.#breakOff(error))
    this.#line.once('close', () => this.#breakOff(new Error('the text of a report broke off')))
  }

  /** Straight into the answer; the piece is free again when the machine has it. */
  override pipe<Destination extends NodeJS.WritableStream>(destination: Destination): Destination {
    this.#destination = destination
    this.#want()
    return destination
  }

  override _read(): void {
    if (!this.#destination) this.#want()
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#line.destroy()
    this.#giveUp(error ?? new Error('nobody wants the text of a report'))
    done(error)
  }

  #hear(piece: Buffer): void {
    let text = piece
    if (this.#begin) {
      this.#begin()
      this.#begin = null
      text = text.subarray(1)
    }
    if (text.at(-1) === endOctet) {
      this.#isWhole = true
      text = text.subarray(0, -1)
    }
    this.#kept = text
    if (this.#isWanted) this.#give()
  }

  #want(): void {
    this.#isWanted = true
    if (this.#kept) this.#give()
  }

  #give(): void {
    const piece = this.#kept
    this.#kept = null
    if (!piece) return
    if (this.#destination) {
      if (piece.length > 0) this.#destination.write(piece, () => this.#goOn())
      else this.#goOn()
      return
    }
    if (piece.length > 0) {
      this.#isWanted = false
      // Others keep what they read.
      this.push(Buffer.from(piece))
    }
    this.#goOn()
  }

  /** The buffer is free: takes more, or ends. */
  #goOn(): void {
    // Within the callback of the line it would be stopped once more behind this.
    if (!this.#isWhole) queueMicrotask(() => this.#line.resume())
    else {
      this.#line.destroy()
      this.#destination?.end()
      this.push(null)
      if (this.#destination) this.resume()
    }
  }

  #breakOff(error: Error): void {
    if (this.#isWhole) return
    // Nobody listens to a text before it begins.
    const isHeard = this.#begin === null
    this.#giveUp(error)
    this.destroy(isHeard ? error : undefined)
  }
}

/** What was offered under the id; ends when its signal says that nobody waits for it. */
export async function fetchText(
  socketPath: string,
  id: number,
  signal: AbortSignal | undefined,
): Promise<Readable> {
  const text = new PassedText(socketPath, id)
  if (signal?.aborted) text.destroy()
  signal?.addEventListener('abort', () => text.destroy(), { once: true })
  await text.isHere
  return text
}
