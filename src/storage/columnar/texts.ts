import { createServer, get } from 'node:http'
import { pipeline, Readable } from 'node:stream'

/**
 * Long texts of reports on their way from the process that writes them to the node, each over a connection of its own: it
 * is written as its reader takes it, and one that breaks off is told from one that ends.
 */
export class Texts {
  readonly #offered = new Map<number, Generator<string>>()
  readonly #server = createServer((request, response) => {
    const id = Number(request.url?.slice(1))
    const text = this.#offered.get(id)
    this.#offered.delete(id)
    if (text) pipeline(Readable.from(text, { objectMode: false }), response, () => {})
    else response.writeHead(404).end()
  })

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

/** What was offered under the id. */
export function fetchText(
  socketPath: string,
  id: number,
  signal: AbortSignal | undefined,
): Promise<Readable> {
  return new Promise((resolve, reject) => {
    const asked = { socketPath, path: `/${id}`, agent: false, ...(signal ? { signal } : {}) }
    const request = get(asked, (answer) => {
      if (answer.statusCode === 200) return resolve(answer)
      answer.destroy()
      reject(new Error('the text of a report is gone'))
    })
    request.on('error', reject)
  })
}
