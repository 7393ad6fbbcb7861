import { setTimeout as sleep } from 'node:timers/promises'
import { serverEvents } from '../../web/kit/server-events.ts'
import type { Answer, TestServer } from './start-server.ts'

export type PlayedScreen = {
  screenId: string
  token: string
  /** What plugins told this screen, of this kind. */
  words(kind: string): any[] // any: a test looks where it likes
  /** The next word of a kind, or the first one that came already. */
  word(kind: string): Promise<any> // any: as above
  /** Calls the till as this screen does, its id in the body. */
  post(path: string, body?: object): Promise<Answer>
  /** Says what it shows. */
  shows(screen: string, orderId?: string): Promise<void>
  /** The line breaks. */
  cut(): Promise<void>
}

/** A page at a till as the till sees it: a stream, and what a person does. */
export async function playedScreen(server: TestServer, code: string, pin: string): Promise<PlayedScreen> {
  const root = `/till/${code}/api`
  const { token } = (await server.post(`${root}/login`, { pin }, null)).json
  const screenId = crypto.randomUUID()
  const line = new AbortController()
  const heard: { kind: string; screenId?: string }[] = []
  const response = await fetch(`${server.baseUrl}${root}/stream?screenId=${screenId}`, {
    headers: { authorization: `Bearer ${token}` },
    signal: line.signal,
  })
  const events = serverEvents(response.body as ReadableStream<Uint8Array<ArrayBuffer>>, line.signal)
  await events.next()
  const reading = (async () => {
    for await (const { event, data } of events) {
      const word = data as { kind: string; screenId?: string }
      if (event === 'plugins' && (word.screenId === undefined || word.screenId === screenId)) heard.push(word)
    }
  })().catch(() => {})
  const post = (path: string, body: object = {}): Promise<Answer> =>
    server.post(`${root}/${path}`, { screenId, ...body }, token)
  return {
    ...{ screenId, token, post },
    words: (kind) => heard.filter((word) => word.kind === kind),
    async word(kind) {
      for (let tries = 0; tries < 400; tries++) {
        const index = heard.findIndex((word) => word.kind === kind)
        if (index >= 0) return heard.splice(index, 1)[0]
        await sleep(25)
      }
      throw new Error(`the screen was never told ${kind}`)
    },
    async shows(screen, orderId) {
      await post('plugins/screens', { screen, ...(orderId ? { orderId, orderKind: 'tableOrder' } : {}) })
    },
    async cut() {
      line.abort()
      await reading
    },
  }
}
