import type { FastifyInstance, FastifyReply } from 'fastify'
import { TillHeld } from '../../app/till/standby/standing.ts'
import { describeRefusal, type Language, Refusal, type RefusalNote } from '../../kernel/refusals.ts'
import { inWords } from './words.ts'

/** What a screen gets instead of an answer: a code for programs, a sentence for the person in either language. */
export type ProblemBody = { code: string; text: Readonly<Record<Language, string>> }

/** A problem of this API itself, not of the restaurant's rules. */
export class TillProblem extends Error {
  readonly status: number
  readonly code: string
  readonly text: ProblemBody['text']
  /** Seconds until a repeat makes sense. */
  readonly retryAfter: number | null

  constructor(status: number, code: string, text: ProblemBody['text'], retryAfter: number | null = null) {
    super(text.en)
    this.status = status
    this.code = code
    this.text = text
    this.retryAfter = retryAfter
  }
}

export const notLoggedIn = (): TillProblem =>
  new TillProblem(401, 'till.not-logged-in', { ru: 'Войдите по PIN-коду', en: 'Log in with your PIN' })

export const tooManyTries = (seconds: number): TillProblem =>
  new TillProblem(
    429,
    'till.too-many-tries',
    {
      ru: `Слишком много неверных PIN-кодов. Подождите ${seconds} с`,
      en: `Too many wrong PINs. Wait ${seconds} s`,
    },
    seconds,
  )

export const problemOf = ({ code, params }: RefusalNote): ProblemBody => ({
  code,
  text: {
    ru: describeRefusal({ code, params: inWords(params, 'ru') }, 'ru'),
    en: describeRefusal({ code, params: inWords(params, 'en') }, 'en'),
  },
})

const statusOf = ({ code }: Refusal): number => {
  if (code === 'access.permission-denied') return 403
  // A device without a seat is known all the same: it says what is missing and tries again (front-api §7.6).
  if (code === 'access.licence-seats' || code === 'access.licence-expired') return 402
  if (code.startsWith('access.')) return 401
  return code === 'terminal-group.unknown' || code === 'order.not-found' ? 404 : 400
}

/** Answers everything that is thrown in this family in its one shape. */
export function answerProblems(server: FastifyInstance): void {
  server.setErrorHandler((error, request, reply): FastifyReply => {
    if (error instanceof Refusal) return reply.code(statusOf(error)).send(problemOf(error.note))
    if (error instanceof TillProblem) {
      if (error.retryAfter !== null) reply.header('retry-after', error.retryAfter)
      return reply.code(error.status).send({ code: error.code, text: error.text } satisfies ProblemBody)
    }
    if (error instanceof TillHeld) {
      const text = { ru: 'Эта касса сейчас не продаёт', en: 'This till does not sell now' }
      return reply.code(503).send({ code: 'till.standby', text } satisfies ProblemBody)
    }
    const status = (error as { statusCode?: number }).statusCode ?? 500
    if (status < 500) {
      const message = error instanceof Error ? error.message : String(error)
      return reply.code(status).send(problemOf({ code: 'request.invalid', params: { message } }))
    }
    request.log.error(error)
    const text = { ru: 'Внутренняя ошибка кассы', en: 'Internal error of the till' }
    return reply.code(500).send({ code: 'internal', text } satisfies ProblemBody)
  })
}
