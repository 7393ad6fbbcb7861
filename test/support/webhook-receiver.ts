import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

type Json = any // any: what an integrator would look into

export type ReceivedCall = {
  headers: IncomingHttpHeaders
  path: string
  body: string
  events: Json[]
  /** What it was answered; null while or because it was not. */
  status: number | null
}

/** A status, or what decides on one: later, or never by a promise that does not end. */
export type Answering = number | ((call: ReceivedCall) => number | Promise<number>)

export type WebhookReceiver = {
  url: string
  /** Every call, in the order of arrival. */
  calls: ReceivedCall[]
  /** Events of all calls, answered well or not. */
  events: Json[]
  /** The most calls that were open at the same time. */
  readonly openMax: number
  respondWith(answering: Answering): void
  /** Forgets what came. */
  clear(): void
  /** Resolves with the first event that the predicate likes, come or to come; rejects after a while. */
  waitFor(predicate: (event: Json) => boolean, timeoutMs?: number): Promise<Json>
  close(): Promise<void>
}

/** An integrator's program that listens to webhooks. */
export async function startWebhookReceiver(port = 0): Promise<WebhookReceiver> {
  const calls: ReceivedCall[] = []
  const events: Json[] = []
  const arrivals = new Set<() => void>()
  let answering: Answering = 200
  let open = 0
  let openMax = 0

  async function take(call: ReceivedCall, response: ServerResponse): Promise<void> {
    calls.push(call)
    events.push(...call.events)
    for (const arrived of [...arrivals]) arrived()
    const status = typeof answering === 'number' ? answering : await answering(call)
    if (response.destroyed) return
    call.status = status
    response.writeHead(status, status >= 300 && status < 400 ? { location: '/elsewhere' } : {}).end('{}')
  }

  const server = createServer((request, response) => {
    open += 1
    openMax = Math.max(openMax, open)
    response.once('close', () => {
      open -= 1
    })
    let body = ''
    request.setEncoding('utf8')
    request.on('data', (chunk: string) => {
      body += chunk
    })
    request.on('end', () => {
      const { headers, url: path = '' } = request
      take({ headers, path, body, events: [JSON.parse(body)].flat(), status: null }, response).catch(() =>
        response.destroy(),
      )
    })
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`

  return {
    url,
    calls,
    events,
    get openMax() {
      return openMax
    },
    respondWith(next) {
      answering = next
    },
    clear() {
      calls.length = 0
      events.length = 0
      openMax = 0
    },
    waitFor(predicate, timeoutMs = 10_000) {
      return new Promise((resolve, reject) => {
        const end = (): void => {
          clearTimeout(timer)
          arrivals.delete(look)
        }
        const timer = setTimeout(() => {
          end()
          reject(new Error(`no such event within ${timeoutMs} ms; ${events.length} came`))
        }, timeoutMs)
        const look = (): void => {
          const found = events.find(predicate)
          if (found === undefined) return
          end()
          resolve(found)
        }
        arrivals.add(look)
        look()
      })
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
