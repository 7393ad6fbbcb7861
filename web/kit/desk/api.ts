import { pause, pauseAfterQuestion, untilAnswered } from '../until-answered.ts'
import type { FieldProblem, Text } from './types.ts'

/** Why the server did not do what was asked. */
export class Refused extends Error {
  readonly status: number
  readonly text: Text
  readonly fields: readonly FieldProblem[]

  constructor(status: number, text: Text, fields: readonly FieldProblem[]) {
    super(text.en)
    this.status = status
    this.text = text
    this.fields = fields
  }
}

const noAnswer: Text = {
  ru: 'Сервер не отвечает. Проверьте связь и попробуйте ещё раз.',
  en: 'The server does not answer. Check the connection and try again.',
}
const noWords: Text = { ru: 'Не получилось. Попробуйте ещё раз.', en: 'That did not work. Try again.' }

let door = '../admin/api'
/** Pages of another door than the office's say so before anything is asked; relative to the page. */
export function askAt(path: string): void {
  door = path
}

/** Where the server is asked about something. */
export const addressOf = (path: string): string => `${door}${path}`

async function ask(method: string, path: string, body?: unknown): Promise<Response> {
  const response = await fetch(addressOf(path), {
    method,
    headers: {
      'x-trapeza-admin': '1',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }).catch(() => {
    throw new Refused(0, noAnswer, [])
  })
  if (response.ok) return response
  const answer: unknown = await response.json().catch(() => null)
  const { text = noWords, fields = [] } = (answer ?? {}) as { text?: Text; fields?: FieldProblem[] }
  if (response.status === 401 && path !== '/login') for (const listener of loggedOut) listener()
  throw new Refused(response.status, text, fields)
}

async function call<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
  const response = await ask(method, path, body)
  return (await response.json().catch(() => null)) as Answer
}

/** Has the browser save a file that the server makes, under the name that it gives. */
export async function download(path: string): Promise<void> {
  const response = await ask('GET', path)
  const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1]
  const link = document.createElement('a')
  link.href = URL.createObjectURL(await response.blob())
  link.download = name ?? 'report.csv'
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), revokeMs)
}

/** The browser has taken the file long before. */
const revokeMs = 60_000

const loggedOut = new Set<() => void>()
/** Hears that the session has ended; call the answer to stop. */
export function onLoggedOut(listener: () => void): () => void {
  loggedOut.add(listener)
  return () => {
    loggedOut.delete(listener)
  }
}

const patience = {
  pauseAfter: pauseAfterQuestion,
  isWorthIt: (error: unknown): boolean => error instanceof Refused && error.status === 0,
  sleep: pause,
}

/** What the network lost is asked again. */
export const get = <Answer>(path: string): Promise<Answer> => untilAnswered(patience, () => call('GET', path))
export const post = <Answer>(path: string, body: unknown = {}): Promise<Answer> => call('POST', path, body)
export const put = <Answer>(path: string, body: unknown): Promise<Answer> => call('PUT', path, body)
export const remove = <Answer>(path: string): Promise<Answer> => call('DELETE', path)
