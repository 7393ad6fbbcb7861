import { type IncomingMessage, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { languageOf } from '../http/language.ts'
import { toFault } from './faults.ts'
import type { FrontWeb } from './front-web.ts'
import type { PlayedTill } from './played-till.ts'
import { secretOf } from './secret.ts'
import type { FrontSession } from './sessions.ts'
import { queryOf } from './v1/v1-calls.ts'
import type { V1Sessions } from './v1/v1-sessions.ts'

export type Line = {
  played: PlayedTill
  session: FrontSession
  query: URLSearchParams
  /** Tells a text; who does not read is let go. */
  send(text: string): void
  close(code: number, why: string): void
  onText(hear: (text: string) => Promise<void>): void
  onClosed(hear: () => void): void
}
export type LineKind = 'v1/stream' | 'jsonrpc'
type Serve = (line: Line) => Promise<void> | void

const beatMs = 15_000
const messageBytesMax = 256 * 1024
const unreadBytesMax = 8 * 1024 * 1024
const unansweredMax = 100
/** Codes of closing that are an application's own. */
const sessionEnded = 4401
const policyViolated = 1008

/** WebSockets of the family: whoever has a session may open one, and it lives as long as that. */
export class FrontSockets {
  readonly #web: FrontWeb
  readonly #sessions: V1Sessions
  readonly #serve: Readonly<Record<LineKind, Serve>>
  readonly #sockets = new WebSocketServer({
    noServer: true,
    maxPayload: messageBytesMax,
    perMessageDeflate: false,
  })

  constructor(web: FrontWeb, sessions: V1Sessions, serve: Readonly<Record<LineKind, Serve>>) {
    this.#web = web
    this.#sessions = sessions
    this.#serve = serve
  }

  readonly take = (request: IncomingMessage, socket: Duplex, head: Buffer): boolean => {
    const path = (request.url ?? '').split('?')[0] ?? ''
    const found = /^(?:\/till\/([^/]+))?\/(v1\/stream|jsonrpc)\/?$/i.exec(path)
    if (!found) return false
    const kind = (found[2] ?? '').toLowerCase() as LineKind
    this.#open(request, socket, head, { code: found[1] ?? null, kind }).catch((error: unknown) => {
      const fault = toFault(error, languageOf(request.headers['accept-language']))
      if (!fault) this.#web.options.report(error)
      const status = fault?.status ?? 500
      socket.end(
        `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
      )
    })
    return true
  }

  close(): void {
    for (const socket of this.#sockets.clients) socket.close(1001, 'the server stops')
    this.#sockets.close()
  }

  async #open(
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    { code, kind }: { code: string | null; kind: LineKind },
  ): Promise<void> {
    const played = this.#web.find(code === null ? null : decodeURIComponent(code))
    const query = queryOf(request)
    const secret = secretOf(request.headers, query)
    const session = await this.#sessions.use(played, secret, null)
    this.#sockets.handleUpgrade(request, socket, head, (webSocket) => {
      this.#watch(webSocket, played, secret)
      void Promise.resolve(
        this.#serve[kind](lineOf(webSocket, this.#web.options.report, { played, session, query })),
      ).catch((error: unknown) => {
        this.#web.options.report(error)
        webSocket.close(1011)
      })
    })
  }

  /** Keeps the session alive while the line is, and ends the line with the session. */
  #watch(webSocket: WebSocket, played: PlayedTill, secret: string): void {
    let isHeard = true
    webSocket.on('pong', () => {
      isHeard = true
    })
    webSocket.on('error', () => webSocket.terminate())
    const beat = setInterval(() => {
      if (!isHeard) return webSocket.terminate()
      isHeard = false
      webSocket.ping()
      this.#sessions
        .use(played, secret, null)
        .catch(() => webSocket.close(sessionEnded, 'the session has ended'))
    }, beatMs)
    beat.unref()
    webSocket.on('close', () => clearInterval(beat))
  }
}

function lineOf(
  webSocket: WebSocket,
  report: (error: unknown) => void,
  known: Pick<Line, 'played' | 'session' | 'query'>,
): Line {
  let answering: Promise<void> = Promise.resolve()
  let unanswered = 0
  return {
    ...known,
    send(text) {
      if (webSocket.readyState !== webSocket.OPEN) return
      if (webSocket.bufferedAmount > unreadBytesMax) webSocket.terminate()
      else webSocket.send(text)
    },
    close: (code, why) => webSocket.close(code, why),
    onText(hear) {
      webSocket.on('message', (data, isBinary) => {
        if (isBinary) return webSocket.close(1003, 'texts only')
        if (++unanswered > unansweredMax) return webSocket.close(policyViolated, 'too many calls at once')
        // In the order in which they came.
        answering = answering
          .then(() => hear(String(data)))
          .catch(report)
          .finally(() => {
            unanswered -= 1
          })
      })
    },
    onClosed: (hear) => void webSocket.once('close', hear),
  }
}
