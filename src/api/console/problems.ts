import type { FastifyInstance } from 'fastify'
import { describeRefusal, type Language, Refusal } from '../../kernel/refusals.ts'
import { BadJson } from '../http/json-body.ts'
import { languageOf } from '../http/language.ts'

export type Words = Readonly<Record<Language, string>>

/** Why the control plane does not do what it is asked for; `field` names what is wrong in the body. */
export class ConsoleProblem extends Error {
  readonly status: number
  readonly code: string
  readonly words: Words
  readonly field: string | null

  constructor(status: number, code: string, words: Words, field: string | null = null) {
    super(words.en)
    this.status = status
    this.code = code
    this.words = words
    this.field = field
  }
}

export const invalid = (field: string, words: Words): ConsoleProblem =>
  new ConsoleProblem(
    400,
    'field-invalid',
    { en: `${field}: ${words.en}`, ru: `${field}: ${words.ru}` },
    field,
  )

export const missing = (field: string): ConsoleProblem =>
  new ConsoleProblem(400, 'field-required', { en: `${field} is required`, ru: `Нужно поле ${field}` }, field)

export const notFound = (words: Words): ConsoleProblem => new ConsoleProblem(404, 'not-found', words)

/** `{code, field, message}`, the message in the language of the caller. */
export function answerProblems(server: FastifyInstance): void {
  server.setErrorHandler((error, request, reply) => {
    const language = languageOf(request.headers['accept-language'])
    if (error instanceof ConsoleProblem) {
      const { status, code, field, words } = error
      return reply.code(status).send({ code, field, message: words[language] })
    }
    if (error instanceof Refusal) {
      const message = describeRefusal(error.note, language)
      return reply.code(400).send({ code: error.code, field: null, message })
    }
    const status = error instanceof BadJson ? 400 : ((error as { statusCode?: number }).statusCode ?? 500)
    if (status < 500) {
      const message = error instanceof Error ? error.message : String(error)
      return reply.code(status).send({ code: 'request-invalid', field: null, message })
    }
    request.log.error(error)
    const message = {
      en: 'Internal error; the log says more',
      ru: 'Внутренняя ошибка, подробности в журнале',
    }
    return reply.code(500).send({ code: 'internal', field: null, message: message[language] })
  })
}
