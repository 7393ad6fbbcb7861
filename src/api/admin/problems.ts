import type { FastifyInstance, FastifyReply } from 'fastify'
import { AdminProblem, type FieldProblem, type Text } from '../../app/admin/problems.ts'
import type { AdminRole } from '../../app/admin/roles.ts'
import { describeRefusal, Refusal } from '../../kernel/refusals.ts'
import { BadJson } from '../http/json-body.ts'

/** What the page gets instead of an answer: a code for it, words for the person, and which fields to mend. */
export type ProblemBody = { code: string; text: Text; fields: readonly FieldProblem[] }

/** A problem of the door, not of what was asked. */
export class DoorProblem extends Error {
  readonly status: number
  readonly code: string
  readonly text: Text
  /** Seconds until a repeat makes sense. */
  readonly retryAfter: number | null

  constructor(status: number, code: string, text: Text, retryAfter: number | null = null) {
    super(text.en)
    this.status = status
    this.code = code
    this.text = text
    this.retryAfter = retryAfter
  }
}

export const notLoggedIn = (): DoorProblem =>
  new DoorProblem(401, 'not-logged-in', { ru: 'Войдите, чтобы продолжить', en: 'Log in to go on' })

export const wrongLogin = (): DoorProblem =>
  new DoorProblem(401, 'wrong-login', {
    ru: 'Неверный логин или пароль',
    en: 'The login or the password is wrong',
  })

export const tooManyTries = (seconds: number): DoorProblem =>
  new DoorProblem(
    429,
    'too-many-tries',
    {
      ru: `Слишком много неверных попыток. Подождите ${seconds} с`,
      en: `Too many wrong tries. Wait ${seconds} s`,
    },
    seconds,
  )

export const roleMissing = (role: AdminRole, needed: AdminRole): DoorProblem =>
  new DoorProblem(403, 'role-missing', {
    ru: `Для этого нужна роль ${roleWords[needed].ru}, у вас ${roleWords[role].ru}`,
    en: `This needs the role ${roleWords[needed].en}; yours is ${roleWords[role].en}`,
  })

const roleWords: Readonly<Record<AdminRole, Text>> = {
  viewer: { ru: '«наблюдатель»', en: '“viewer”' },
  operator: { ru: '«оператор»', en: '“operator”' },
  owner: { ru: '«владелец»', en: '“owner”' },
}

export const foreignPage = (): DoorProblem =>
  new DoorProblem(403, 'foreign-page', {
    ru: 'Запрос пришёл не со страницы администратора',
    en: 'The request does not come from the admin page',
  })

const statuses = { invalid: 400, 'not-found': 404, conflict: 409 } as const

/** Answers everything that is thrown in this family in its one shape. */
export function answerProblems(server: FastifyInstance): void {
  server.setErrorHandler((error, request, reply): FastifyReply => {
    const answer = (status: number, code: string, text: Text, fields: readonly FieldProblem[] = []) =>
      reply.code(status).send({ code, text, fields } satisfies ProblemBody)
    if (error instanceof AdminProblem)
      return answer(statuses[error.kind], error.kind, error.text, error.fields)
    if (error instanceof DoorProblem) {
      if (error.retryAfter !== null) reply.header('retry-after', error.retryAfter)
      return answer(error.status, error.code, error.text)
    }
    if (error instanceof Refusal) {
      const text = { ru: describeRefusal(error.note, 'ru'), en: describeRefusal(error.note, 'en') }
      return answer(400, error.code, text)
    }
    const status = error instanceof BadJson ? 400 : ((error as { statusCode?: number }).statusCode ?? 500)
    if (status < 500) {
      const words = error instanceof Error ? error.message : String(error)
      return answer(status, 'bad-request', { ru: `Запрос не разобран: ${words}`, en: words })
    }
    request.log.error(error)
    return answer(500, 'internal', { ru: 'Внутренняя ошибка', en: 'Internal error' })
  })
}
