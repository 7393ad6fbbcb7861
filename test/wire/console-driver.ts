import { expect } from 'vitest'
import type { Answer, TestServer } from '../support/start-server.ts'

export type ConsoleDriver = {
  get(path: string, language?: string): Promise<Answer>
  /** Posts and expects 200; gives the answer's body. */
  post(path: string, body?: unknown): Promise<Answer['json']>
  /** Posts what is refused; gives the whole answer. */
  refused(path: string, body: unknown, language?: string): Promise<Answer>
  delete(path: string): Promise<Answer>
  /** Freezes the clock at an instant. */
  freezeAt(instant: number): Promise<void>
  advance(duration: string): Promise<void>
}

/** What an integrator does with the control plane: plain HTTP, as curl sends it. */
export function consoleOf(server: TestServer): ConsoleDriver {
  async function call(method: string, path: string, body?: unknown, language = 'en'): Promise<Answer> {
    const response = await fetch(`${server.baseUrl}/__${path}`, {
      method,
      headers: {
        'accept-language': language,
        ...(body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.includes('json')
    return {
      status: response.status,
      json: isJson ? JSON.parse(text) : undefined,
      text,
      headers: response.headers,
    }
  }
  const post = async (path: string, body?: unknown): Promise<Answer['json']> => {
    const answer = await call('POST', path, body)
    expect(answer.status, answer.text).toBe(200)
    return answer.json
  }
  return {
    get: (path, language) => call('GET', path, undefined, language),
    post,
    refused: (path, body, language) => call('POST', path, body, language),
    delete: (path) => call('DELETE', path),
    async freezeAt(instant) {
      await post('/clock', { freeze: true, to: new Date(instant).toISOString() })
    },
    async advance(duration) {
      expect((await post('/clock', { advance: duration })).settled).toBe(true)
    },
  }
}
