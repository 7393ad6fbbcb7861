import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'
import { cloudPlugin } from '../api/cloud/plugin.ts'
import { createRateLimits } from '../api/cloud/rate-limits.ts'
import { type CloudServices, licencesOfStorage } from '../api/cloud/services.ts'
import { createHttpServer } from '../api/http/server.ts'
import type { Node } from './node.ts'

export type DoorOptions = {
  node: Node
  isSandbox: boolean
  webhookTargets: CloudServices['webhookTargets']
}

/** The HTTP side of a node: one port, one encapsulated plugin a family behind a prefix table (corrections 5). */
export async function openDoors({ node, webhookTargets }: DoorOptions): Promise<FastifyInstance> {
  const { app } = node
  const server = createHttpServer({ random: app.random })
  const services: CloudServices = {
    licences: licencesOfStorage(app),
    webhookTargets,
    limits: createRateLimits(app.clock),
  }
  await server.register(cloudPlugin, { app, services, isWarmedUp: true })
  return server
}

/** The built screens: beside the bundle, or where a source tree builds them. */
export function findWebDir(): string | null {
  const candidates = ['./web', '../../dist/web'].map((path) => fileURLToPath(new URL(path, import.meta.url)))
  return candidates.find((path) => existsSync(path)) ?? null
}
