import type { FastifyInstance } from 'fastify'
import { parityPage } from '../api/cloud/parity.ts'
import { cloudPlugin } from '../api/cloud/plugin.ts'
import { createRateLimits } from '../api/cloud/rate-limits.ts'
import { type CloudServices, licencesOfStorage } from '../api/cloud/services.ts'
import { refuseUnrouted } from '../api/cloud/unknown-route.ts'
import { createHttpServer } from '../api/http/server.ts'
import { tillPlugin } from '../api/till/plugin.ts'
import type { Log, Node, Role } from './node.ts'

export type DoorOptions = {
  node: Node
  roles: ReadonlySet<Role>
  log: Log
  webhookTargets: CloudServices['webhookTargets']
}

/** The HTTP side of a node: one port, one encapsulated plugin a family behind a prefix table (corrections 5). */
export async function openDoors({ node, roles, log, webhookTargets }: DoorOptions): Promise<FastifyInstance> {
  const { app } = node
  const server = createHttpServer({ random: app.random, refuseUnrouted })
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
  }
  return server
}
