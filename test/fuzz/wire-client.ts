import { Agent, request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { type FuzzRequest, goodToken } from './requests.ts'

export type FuzzAnswer = {
  status: number
  headers: IncomingHttpHeaders
  text: string
  /** Undefined when the answer is no JSON. */
  json: any // any: a test looks where it likes
  tookMs: number
}

export const hangMs = 10_000
const bodyBytesMax = 4 * 1024 * 1024

/** Larger than any family takes. Such a body gets a connection of its own, which the server may cut. */
export const isTooLarge = ({ body }: FuzzRequest): boolean =>
  body !== null && body.length > bodyBytesMax / 4 && bytesOf(body).length > bodyBytesMax

/** Sends over connections that are kept alive, exactly as the request says; rejects when the answer does not come. */
export class WireClient {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 16 })
  readonly #base: URL
  readonly #token: string

  constructor(baseUrl: string, token: string) {
    this.#base = new URL(baseUrl)
    this.#token = token
  }

  send(request: FuzzRequest): Promise<FuzzAnswer> {
    const { method, url, headers, body } = request
    const bytes = body === null ? null : bytesOf(body)
    const sent = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [
        name,
        value.replace(goodToken.slice('Bearer '.length), this.#token),
      ]),
    )
    if (bytes) sent['content-length'] = String(bytes.length)
    const startedAt = performance.now()
    return new Promise((resolve, reject) => {
      const call = httpRequest({
        agent: isTooLarge(request) ? false : this.#agent,
        host: this.#base.hostname,
        port: this.#base.port,
        method,
        path: url,
        headers: sent,
        signal: AbortSignal.timeout(hangMs),
      })
      call.on('error', reject)
      call.on('response', (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () => {
          const text = decoded(Buffer.concat(chunks), response.headers['content-encoding']).toString('utf8')
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text,
            json: parsed(text),
            tookMs: performance.now() - startedAt,
          })
        })
      })
      call.end(bytes ?? undefined)
    })
  }

  close(): void {
    this.#agent.destroy()
  }
}

function decoded(bytes: Buffer, encoding: string | undefined): Buffer {
  if (encoding === 'gzip') return gunzipSync(bytes)
  return encoding === 'br' ? brotliDecompressSync(bytes) : bytes
}

const bytesOf = (body: string): Buffer =>
  body.startsWith('base64:') ? Buffer.from(body.slice('base64:'.length), 'base64') : Buffer.from(body, 'utf8')

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
