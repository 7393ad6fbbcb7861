import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { BadJson, decodeBody } from '../../http/json-body.ts'
import { languageOf } from '../../http/language.ts'
import { toFault } from '../faults.ts'
import { codeOf, type FrontWeb, prefixes } from '../front-web.ts'
import { openJsonDoor } from '../json-door.ts'
import { secretOf } from '../secret.ts'
import type { Line } from '../sockets.ts'
import { queryOf } from '../v1/v1-calls.ts'
import type { V1Sessions } from '../v1/v1-sessions.ts'
import { answerRpc, rpcCodes } from './json-rpc.ts'
import { serveNotifications } from './notifications-api.ts'
import type { OperationsApi } from './operations-api.ts'

const bodyLimitBytes = 1024 * 1024
type Options = { web: FrontWeb; sessions: V1Sessions; operations: OperationsApi }

/** `POST /jsonrpc`: `OperationsApi` of front-api §7.2, whose transport the reference leaves open. */
export const rpcPlugin: FastifyPluginAsync<Options> = async (server, { web, sessions, operations }) => {
  openJsonDoor(server, bodyLimitBytes)
  server.setErrorHandler((error, request, reply): FastifyReply => {
    const fault = toFault(error, languageOf(request.headers['accept-language']))
    if (error instanceof BadJson) return sendError(reply, 400, rpcCodes.parse, error.message)
    if (fault) return sendError(reply, fault.status, -32000, fault.message, { exception: fault.code })
    const status = (error as { statusCode?: number }).statusCode ?? 500
    if (status < 500) return sendError(reply, status, rpcCodes.invalidRequest, (error as Error).message)
    request.log.error(error)
    return sendError(reply, 500, rpcCodes.internal, 'Internal error')
  })
  for (const prefix of prefixes) {
    server.post(`${prefix}/jsonrpc`, async (request, reply) => {
      const played = web.find(codeOf(request))
      const session = await sessions.use(played, secretOf(request.headers, queryOf(request)), null)
      const answer = await answerRpc(textOf(request), {
        report: web.options.report,
        handle: (call) => operations.call(played, session, call),
      })
      return answer === null ? reply.code(204).send() : send(reply, answer)
    })
    server.options(`${prefix}/jsonrpc`, async (_request, reply) => {
      reply.header('access-control-allow-methods', 'POST, OPTIONS')
      reply.header('access-control-allow-headers', '*, Authorization')
      return reply.code(204).send()
    })
  }
}

const textOf = ({ body }: FastifyRequest): string => (Buffer.isBuffer(body) ? decodeBody(body) : '')
const send = (reply: FastifyReply, text: string): FastifyReply =>
  reply.type('application/json; charset=utf-8').send(text)
const sendError = (
  reply: FastifyReply,
  status: number,
  code: number,
  message: string,
  data?: object,
): FastifyReply =>
  send(
    reply.code(status),
    JSON.stringify({ jsonrpc: '2.0', error: { code, message, ...(data ? { data } : {}) }, id: null }),
  )

/** Calls and notifications over one WebSocket. */
export async function serveRpcLine(web: FrontWeb, operations: OperationsApi, line: Line): Promise<void> {
  line.onText(async (text) => {
    const answer = await answerRpc(text, {
      report: web.options.report,
      handle: (call) => operations.call(line.played, line.session, call),
    })
    if (answer !== null) line.send(answer)
  })
  await serveNotifications(web, line)
}
