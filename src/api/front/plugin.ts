import type { FastifyPluginAsync } from 'fastify'
import { FrontWeb, type FrontWebOptions } from './front-web.ts'
import { restPlugin } from './rest/rest-plugin.ts'
import { StaffDoor } from './staff.ts'

export { type FrontLogin, frontLogins } from './front-web.ts'

/** The Front Web API (front-api §7): the REST server of old boards. */
export const frontPlugin: FastifyPluginAsync<FrontWebOptions> = async (server, options) => {
  const web = new FrontWeb(options)
  server.addHook('onClose', async () => web.close())
  const staff = new StaffDoor(options.app)
  await server.register(restPlugin, { web, staff })
}
