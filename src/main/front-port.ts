import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { doorOf } from '../api/http/door-table.ts'
import type { Upgrades } from '../api/http/upgrades.ts'
import type { ServeConfig } from './config.ts'

/** The port of the Front Web API alone. */
export type FrontPort = { url: string; close(): Promise<void> }

/**
 * Opens the port on which old boards look for iikoFront (front-api §7.1): the same routes as on the main one, those of the
 * Front Web API alone, in plain HTTP as the original has it.
 */
export async function openFrontPort(
  server: FastifyInstance,
  upgrades: Upgrades,
  { host, frontPort }: Pick<ServeConfig, 'host' | 'frontPort'>,
): Promise<FrontPort> {
  const isFront = (url: string): boolean => doorOf(url)?.row.family === 'front'
  const own = createServer((request, response) => {
    if (isFront(request.url ?? '')) return server.routing(request, response)
    response.writeHead(404, { 'content-type': 'application/json; charset=utf-8' })
    response.end(JSON.stringify({ Message: 'This port has the Front Web API alone' }))
  })
  upgrades.attach(own, isFront)
  own.requestTimeout = server.server.requestTimeout
  await new Promise<void>((resolve, reject) => {
    own.once('error', reject)
    own.listen(frontPort ?? 0, host, resolve)
  })
  const { port } = own.address() as AddressInfo
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    close: () =>
      new Promise((resolve) => {
        own.close(() => resolve())
        own.closeAllConnections()
      }),
  }
}
