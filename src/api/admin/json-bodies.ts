import type { FastifyInstance, FastifyRequest } from 'fastify'
import { decodeBody, parseJson } from '../http/json-body.ts'

const bodyLimitBytes = 1024 * 1024
const depthMax = 16

/** Pages send JSON and nothing else. */
export function acceptJson(server: FastifyInstance): void {
  server.removeAllContentTypeParsers()
  server.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer', bodyLimit: bodyLimitBytes },
    (_, body, done) => done(null, body),
  )
}

/** What a request says; undefined: nothing. */
export const bodyOf = ({ body }: FastifyRequest): unknown =>
  Buffer.isBuffer(body) ? parseJson(decodeBody(body), { depthMax }) : undefined
