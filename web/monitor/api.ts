import type { Monitor, Text } from './types.ts'

/** Why the server did not answer what was asked. */
export class Refused extends Error {
  readonly status: number
  readonly text: Text

  constructor(status: number, text: Text) {
    super(text.en)
    this.status = status
    this.text = text
  }
}

const noAnswer: Text = { ru: 'Сервер не отвечает', en: 'The server does not answer' }
const noWords: Text = { ru: 'Не получилось. Попробуйте ещё раз.', en: 'That did not work. Try again.' }

async function call<Answer>(path: string, body?: unknown): Promise<Answer> {
  const response = await fetch(`../admin/api${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      'x-trapeza-admin': '1',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(10_000),
  }).catch(() => {
    throw new Refused(0, noAnswer)
  })
  const answer: unknown = await response.json().catch(() => null)
  if (response.ok) return answer as Answer
  throw new Refused(response.status, ((answer ?? {}) as { text?: Text }).text ?? noWords)
}

export const readMonitor = (): Promise<Monitor> => call('/monitor')
export const logIn = (login: string, password: string): Promise<unknown> =>
  call('/login', { login, password })
export const logOut = (): Promise<unknown> => call('/logout', {})
