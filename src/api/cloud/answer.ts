import type { FastifyReply, FastifyRequest } from 'fastify'
import { isUuid, type Uuid } from '../../kernel/ids.ts'
import { AnswerWithHeaders, ReadyAnswer } from './operation.ts'

const jsonType = 'application/json; charset=utf-8'

/** The id of the request is a uuid on a server of ours; the wire demands one on any. */
export const correlationIdOf = (request: FastifyRequest): Uuid =>
  isUuid(request.id) ? request.id : '00000000-0000-4000-8000-000000000000'

/** Sends what a handler returned; nothing between it and the wire drops or changes a field. */
export function sendAnswer(
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  answer: unknown,
): FastifyReply {
  if (answer instanceof ReadyAnswer) return sendReady(request, reply, status, answer)
  if (answer instanceof AnswerWithHeaders) {
    reply.headers(answer.headers)
    return sendAnswer(request, reply, status, answer.answer)
  }
  reply.code(status)
  if (answer === undefined) return reply.send()
  return reply.header('content-type', jsonType).send(JSON.stringify(answer))
}

const accepts = (header: string | undefined, encoding: string): boolean =>
  (header ?? '').split(',').some((part) => {
    const [name = '', ...parameters] = part.trim().toLowerCase().split(';')
    return name.trim() === encoding && !parameters.some((parameter) => /^\s*q=0(\.0*)?\s*$/.test(parameter))
  })

function sendReady(
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  answer: ReadyAnswer,
): FastifyReply {
  const tag = `"${answer.etag}"`
  reply.headers({ etag: tag, vary: 'Accept-Encoding' })
  const known = request.headers['if-none-match']?.split(',').map((one) => one.trim().replace(/^W\//, ''))
  if (known?.includes(tag)) return reply.code(304).send()
  reply.code(status).header('content-type', jsonType)
  const accepted = request.headers['accept-encoding']
  for (const encoding of ['br', 'gzip'] as const) {
    const bytes = answer.encoded[encoding]
    if (bytes && accepts(accepted, encoding)) return reply.header('content-encoding', encoding).send(bytes)
  }
  return reply.send(answer.plain)
}
