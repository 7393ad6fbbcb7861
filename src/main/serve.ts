import { mkdir } from 'node:fs/promises'
import type { FastifyInstance } from 'fastify'
import { loadWebhookContext, renderWebhookEvent } from '../api/cloud/wire/webhook-events.ts'
import { demoChain } from '../seed/demo/index.ts'
import { type Engine, openEmbedded, openExternal } from '../storage/engines/index.ts'
import { migrate } from '../storage/migrate.ts'
import { runWebhookSender, type WebhookSender } from '../webhooks/sender.ts'
import { createTargetGuard, type TargetGuard } from '../webhooks/target-guard.ts'
import type { ServeConfig } from './config.ts'
import { ConfigError } from './config.ts'
import { type Credentials, credentialsOf, writeCredentials } from './credentials.ts'
import { openDoors } from './doors.ts'
import { openHub, openSpoke } from './links.ts'
import { type Log, type Node, openNode } from './node.ts'
import { SandboxClock } from './sandbox-clock.ts'
import { systemRandom } from './system-random.ts'

export type Serving = {
  baseUrl: string
  node: Node
  server: FastifyInstance
  credentials: Credentials | null
  /** Resolves when followers and senders have nothing left to do. */
  settle(): Promise<void>
  stop(): Promise<void>
}

/** Opens the database of the configuration, the embedded one or the one that was named. */
export async function openEngine(
  config: Pick<ServeConfig, 'databaseUrl' | 'dataDir'>,
  log: Log,
): Promise<Engine> {
  const onProgress = (step: { ru: string; en: string }): void => log('info', step.en)
  if (config.databaseUrl) return openExternal({ databaseUrl: config.databaseUrl })
  await mkdir(config.dataDir, { recursive: true })
  return openEmbedded({ dataDir: config.dataDir, onProgress })
}

/** Starts everything that a configuration asks for and listens. What was opened is closed again when a step fails. */
export async function serve(
  config: ServeConfig,
  log: Log,
  given: { engine?: Engine } = {},
): Promise<Serving> {
  const undo: (() => Promise<void>)[] = []
  const stop = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) await step()
  }
  try {
    const engine = given.engine ?? (await openEngine(config, log))
    undo.push(() => engine.close())
    for (const name of await migrate(engine.pool)) log('info', `schema: ${name}`)
    const clock = new SandboxClock()
    const node = await openNode({
      engine,
      clock,
      random: systemRandom(clock),
      roles: config.roles,
      isLinkedTill: config.link !== null,
      log,
    })
    undo.push(() => node.stop())
    const credentials = await seedIfEmpty(node, config, log)
    const guard = createTargetGuard({ allowLoopback: config.isSandbox })
    const server = await openDoors({
      node,
      roles: config.roles,
      log,
      webhookTargets: guard,
      hasDemoImages: credentials !== null,
    })
    undo.push(() => server.close())
    const sender = config.roles.has('cloud') ? openSender(node, guard, log) : null
    undo.push(async () => sender?.stop())
    const links = openLinks(node, server, config, log)
    undo.push(async () => links.close())
    await server.listen({ host: config.host, port: config.port })
    const settle = async (): Promise<void> => {
      await node.followers.settle()
      await sender?.settle()
    }
    return { baseUrl: baseUrlOf(server, config.host), node, server, credentials, settle, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Brings webhooks to their receivers, woken by every change. */
function openSender(node: Node, guard: TargetGuard, log: Log): WebhookSender {
  const sender = runWebhookSender({
    app: node.app,
    guard,
    render: async (event) => renderWebhookEvent(event, await loadWebhookContext(node.app, [event])),
    report: (error) => log('error', 'webhooks failed and will be tried again', { error: String(error) }),
  })
  node.onPlaced(() => sender.wake())
  return sender
}

/** The ends of the link that this process has: the one that tills dial, and the one that dials. */
function openLinks(node: Node, server: FastifyInstance, config: ServeConfig, log: Log): { close(): void } {
  const hub = config.roles.has('cloud') ? openHub(node, server.server, log) : null
  const spoke = config.link ? openSpoke(node, config.link, log) : null
  return {
    close() {
      spoke?.stop()
      hub?.close()
    },
  }
}

/** Loads the named seed into a storage without tenants, and tells its keys to whoever owns the data directory. */
async function seedIfEmpty(node: Node, config: ServeConfig, log: Log): Promise<Credentials | null> {
  if (config.seed === null) return null
  if (config.seed !== 'demo') throw new ConfigError(`--seed ${config.seed}: the seeds are: demo`)
  const chain = demoChain()
  const tenants = await node.storage.now.tenants.list()
  if (tenants.length === 0) {
    log('info', 'seeding the demo chain')
    await node.load(chain)
  } else if (!tenants.some((tenant) => tenant.id === chain.tenant.id)) {
    return null
  }
  const credentials = credentialsOf(chain)
  await writeCredentials(config.dataDir, credentials)
  return credentials
}

function baseUrlOf(server: FastifyInstance, host: string): string {
  const address = server.server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}
