import { createServer, type Socket } from 'node:net'
import { pipeline, Readable } from 'node:stream'
import { endOctet } from './passed-text.ts'

/** Begins a text that is there: whoever asks for one that is gone hears nothing. */
const here = Buffer.from('+')
const end = Buffer.from([endOctet])

/** Long enough for a number and the end of its line; nobody else knows of the socket. */
const askedMax = 32

/**
 * Long texts of reports on their way from the process that writes them to the node, each over a connection of its own: it
 * is written as its reader takes it.
 */
export class Texts {
  readonly #offered = new Map<number, Generator<string>>()
  readonly #server = createServer((line) => {
    let asked = ''
    const hear = (octets: Buffer): void => {
      asked += octets.toString('latin1')
      if (!asked.includes('\n') && asked.length < askedMax) return
      line.off('data', hear)
      this.#answer(line, Number.parseInt(asked, 10))
    }
    line.on('data', hear)
    line.on('error', () => line.destroy())
  })

  #answer(line: Socket, id: number): void {
    const text = this.#offered.get(id)
    this.#offered.delete(id)
    if (text) pipeline(Readable.from(whole(text), { objectMode: false }), line, () => {})
    else line.end()
  }

  listen(socketPath: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject)
      this.#server.listen(socketPath, resolve)
    })
  }

  offer(id: number, text: Generator<string>): void {
    this.#offered.set(id, text)
  }

  drop(id: number): void {
    this.#offered.delete(id)
  }
}

function* whole(text: Generator<string>): Generator<string | Buffer> {
  yield here
  yield* text
  yield end
}
