import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { Attempt } from './plan.ts'

export type PostOptions = {
  url: URL
  /** Connected to instead of resolving the host again. */
  address: string
  family: 4 | 6
  headers: Record<string, string>
  body: string
  timeoutMs: number
}

/** Posts once: no redirects, the answer's body is thrown away. Never throws; trouble is an attempt without a status. */
export function post({ url, address, family, headers, body, timeoutMs }: PostOptions): Promise<Attempt> {
  return new Promise((resolve) => {
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest
    const request = send(
      url,
      {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          ...headers,
        },
        lookup: (_host, options, done) =>
          options.all ? done(null, [{ address, family }]) : done(null, address, family),
        agent: false,
      },
      (response) => {
        response.destroy()
        finish({ status: response.statusCode ?? null, error: null })
      },
    )
    const timer = setTimeout(() => {
      finish({ status: null, error: `no answer within ${timeoutMs} ms` })
      request.destroy()
    }, timeoutMs)
    function finish(attempt: Attempt): void {
      clearTimeout(timer)
      resolve(attempt)
    }
    request.once('error', (error) => finish({ status: null, error: error.message }))
    request.end(body)
  })
}
