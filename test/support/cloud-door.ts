import type { Handlers } from '../../src/api/cloud/operation.ts'
import { cloudPlugin } from '../../src/api/cloud/plugin.ts'
import { createRateLimits } from '../../src/api/cloud/rate-limits.ts'
import type { CloudServices } from '../../src/api/cloud/services.ts'
import { createV1Tokens } from '../../src/api/cloud/token-switch.ts'
import { createHttpServer } from '../../src/api/http/server.ts'
import { createLicences } from '../../src/licences/licences.ts'
import type { Answer, TestServer } from './start-server.ts'

export type CloudDoor = {
  baseUrl: string
  services: CloudServices
  send(path: string, init?: RequestInit & { token?: string | null }): Promise<Answer>
  close(): Promise<void>
}

/** A second door to the same node, whose services and handlers the test chooses: limits, failures, slow answers. */
export async function openCloudDoor(server: TestServer, handlers?: Handlers): Promise<CloudDoor> {
  const { app } = server.node
  const services: CloudServices = {
    licences: createLicences({ storage: app.storage, clock: app.clock, mode: 'ample' }),
    webhookTargets: { check: async () => {} },
    limits: createRateLimits(app.clock),
    v1Tokens: createV1Tokens(),
    onKeyChanged: () => {},
  }
  const http = createHttpServer({ random: app.random })
  await http.register(cloudPlugin, { app, services, ...(handlers ? { handlers } : {}) })
  const baseUrl = await http.listen({ host: '127.0.0.1', port: 0 })
  const demoToken = await server.token()
  return {
    baseUrl,
    services,
    async send(path, { token = demoToken, ...init } = {}) {
      const response = await fetch(`${baseUrl}${path}`, {
        method: 'POST',
        ...init,
        headers: { ...(token === null ? {} : { authorization: `Bearer ${token}` }), ...init.headers },
      })
      const text = await response.text()
      const isJson = response.headers.get('content-type')?.includes('json') && text !== ''
      return {
        status: response.status,
        json: isJson ? JSON.parse(text) : undefined,
        text,
        headers: response.headers,
      }
    },
    close: () => http.close(),
  }
}
