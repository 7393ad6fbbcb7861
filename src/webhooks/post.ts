import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { Attempt } from './plan.ts'
import type { Destination } from './target-guard.ts'

export type PostOptions = Destination & {
  headers: Record<string, string>
  body: string
  giveUp: AbortSignal
}

const answerBytesMax = 64 * 1024

/**
 * Posts once, to one of the addresses that were checked and to no other. Redirects are an answer like any other; the
 * answer's body is thrown away. Rejects when no answer comes.
 */
export function post({ url, addresses, headers, body, giveUp }: PostOptions): Promise<Attempt> {
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest
    const request = send(
      url,
      {
        method: 'POST',
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'content-length': Buffer.byteLength(body),
          ...headers,
        },
        // What was checked is what is dialled: the name is not looked up again.
        lookup: (_host, options, done) => {
          const [first] = addresses
          if (options.all) done(null, addresses)
          else done(null, first.address, first.family)
        },
        agent: false,
        signal: giveUp,
      },
      (response) => {
        discard(response)
        resolve({ status: response.statusCode ?? null, error: null })
      },
    )
    request.on('error', reject)
    request.end(body)
  })
}

/** Lets a receiver finish its sentence, within limits. */
function discard(response: IncomingMessage): void {
  let bytes = 0
  response.on('data', (chunk: Buffer) => {
    bytes += chunk.length
    if (bytes > answerBytesMax) response.destroy()
  })
  // Whatever happens to the rest of it, the answer was given.
  response.on('error', () => {})
}
