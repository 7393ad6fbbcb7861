import type { FastifyPluginAsync } from 'fastify'
import type { UpgradeTaker } from '../http/upgrades.ts'
import { FrontWeb, type FrontWebOptions } from './front-web.ts'
import { restPlugin } from './rest/rest-plugin.ts'
import { OperationsApi } from './rpc/operations-api.ts'
import { rpcPlugin, serveRpcLine } from './rpc/rpc-plugin.ts'
import { FrontSockets } from './sockets.ts'
import { StaffDoor } from './staff.ts'
import { serveStreamLine } from './v1/stream-line.ts'
import { v1Plugin } from './v1/v1-plugin.ts'
import { V1Sessions } from './v1/v1-sessions.ts'

export type FrontPluginOptions = FrontWebOptions & {
  /** Where WebSockets of the family are asked for. */
  onUpgrade: (taker: UpgradeTaker) => void
}

/** The Front Web API (front-api §7): the REST server of old boards, JSON-RPC, and our own surface. */
export const frontPlugin: FastifyPluginAsync<FrontPluginOptions> = async (server, options) => {
  const web = new FrontWeb(options)
  const staff = new StaffDoor(options.app)
  const sessions = new V1Sessions(web, staff)
  const operations = new OperationsApi(web, staff)
  const sockets = new FrontSockets(web, sessions, {
    'v1/stream': (line) => serveStreamLine(web, line),
    jsonrpc: (line) => serveRpcLine(web, operations, line),
  })
  options.onUpgrade(sockets.take)
  // Before the server waits for its connections: a stream would never end by itself.
  server.addHook('preClose', async () => {
    web.close()
    sockets.close()
  })
  await server.register(restPlugin, { web, staff })
  await server.register(rpcPlugin, { web, sessions, operations })
  await server.register(v1Plugin, { web, sessions })
}
