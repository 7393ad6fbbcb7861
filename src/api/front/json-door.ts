import type { FastifyInstance } from 'fastify'

/** Programs and boards of other hosts may ask. A body comes as bytes, and is JSON whatever it is called. */
export function openJsonDoor(server: FastifyInstance, bodyLimit: number): void {
  server.removeAllContentTypeParsers()
  server.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit }, (_, body, done) => done(null, body))
  server.addHook('onRequest', async (request, reply) => {
    reply.header('access-control-allow-origin', '*')
    reply.header('cache-control', 'no-store')
    request.headers['content-type'] ??= 'application/json'
  })
}
