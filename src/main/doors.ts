import type { FastifyInstance } from 'fastify'
import { parityPage } from '../api/cloud/parity.ts'
import { cloudPlugin } from '../api/cloud/plugin.ts'
import { createRateLimits } from '../api/cloud/rate-limits.ts'
import { type CloudServices, licencesOfStorage } from '../api/cloud/services.ts'
import { demoImagesPlugin } from '../api/http/demo-images.ts'
import { screensPlugin } from '../api/http/screens.ts'
import { createHttpServer } from '../api/http/server.ts'
import { tillPlugin } from '../api/till/plugin.ts'
import { dishImage } from '../seed/demo/images/dish-image.ts'
import type { Log, Node, Role } from './node.ts'
import { screensFolder } from './screens-folder.ts'

export type DoorOptions = {
  node: Node
  roles: ReadonlySet<Role>
  log: Log
  webhookTargets: CloudServices['webhookTargets']
  /** This node shows the demo chain, whose menu links to pictures of ours. */
  hasDemoImages: boolean
}

/** The HTTP side of a node: one port, one encapsulated plugin a family behind a prefix table (corrections 5). */
export async function openDoors(options: DoorOptions): Promise<FastifyInstance> {
  const { node, roles, log, webhookTargets } = options
  const { app } = node
  const server = createHttpServer({ random: app.random })
  const services: CloudServices = {
    licences: licencesOfStorage(app),
    webhookTargets,
    limits: createRateLimits(app.clock),
  }
  if (roles.has('cloud')) {
    await server.register(cloudPlugin, { app, services, isWarmedUp: true })
    await server.register(parityPage)
  }
  if (roles.has('till')) {
    await server.register(tillPlugin, {
      app,
      tills: () => node.tills.values(),
      onPlaced: node.onPlaced,
      report: (error) => log('error', 'a till stream failed', { error: String(error) }),
    })
    await server.register(screensPlugin, {
      webDir: screensFolder(),
      onMissing: (text) => log('warn', text),
    })
  }
  if (options.hasDemoImages) await server.register(demoImagesPlugin, { draw: dishImage })
  return server
}
