import { mkdir } from 'node:fs/promises'
import type { FastifyInstance } from 'fastify'
import { loadWebhookContext, renderWebhookEvent } from '../api/cloud/wire/webhook-events.ts'
import { logFilesFollower } from '../logs/log-files.ts'
import { type Engine, openEmbedded, openExternal } from '../storage/engines/index.ts'
import { migrate } from '../storage/migrate.ts'
import { runWebhookSender, type WebhookSender } from '../webhooks/sender.ts'
import { createTargetGuard, type TargetGuard } from '../webhooks/target-guard.ts'
import type { ServeConfig } from './config.ts'
import { ConfigError } from './config.ts'
import { type Credentials, credentialsOf, writeCredentials } from './credentials.ts'
import { accessOf, demoChainFor, demoTenantId, settleDemoAccess } from './demo-access.ts'
import { openDoors } from './doors.ts'
import { openHub, openSpoke } from './links.ts'
import { type Log, type Node, openNode } from './node.ts'
import { SandboxClock } from './sandbox-clock.ts'
import { logOf, type ServiceLog } from './service-log.ts'
import { systemRandom } from './system-random.ts'
import type { TlsIdentity } from './tls.ts'

export type Serving = {
  baseUrl: string
  node: Node
  server: FastifyInstance
  credentials: Credentials | null
  /** The certificate that clients have to trust; null without TLS. */
  caFile: string | null
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
  serviceLog: ServiceLog,
  given: { engine?: Engine } = {},
): Promise<Serving> {
  const log = logOf(serviceLog)
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
      followers: (app, tills) => [
        logFilesFollower(app, {
          dataDir: config.dataDir,
          limits: config.logLimits,
          isServer: config.roles.has('server') || config.roles.has('cloud'),
          playsGroup: (terminalGroupId) => config.roles.has('till') && tills.has(terminalGroupId),
        }),
      ],
    })
    undo.push(() => node.stop())
    const credentials = await seedIfEmpty(node, config, log)
    const guard = createTargetGuard({ allowLoopback: config.isSandbox })
    const tls = config.isTls ? await openTls(config) : null
    const server = await openDoors({
      node,
      roles: config.roles,
      log: serviceLog,
      webhookTargets: guard,
      tls,
      demo: credentials && { credentials, isSandbox: config.isSandbox },
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
    const baseUrl = baseUrlOf(server, config.host, tls)
    return { baseUrl, node, server, credentials, caFile: tls?.caFile ?? null, settle, stop }
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
  const tenants = await node.storage.now.tenants.list()
  if (tenants.length > 0) {
    const isDemo = tenants.some((tenant) => tenant.id === demoTenantId)
    return isDemo ? settleDemoAccess(node.app, config.dataDir, config.isSandbox) : null
  }
  log('info', 'seeding the demo chain')
  const chain = demoChainFor(config.isSandbox, node.app.random)
  await node.load(chain)
  const credentials = credentialsOf(chain, accessOf(config.isSandbox))
  await writeCredentials(config.dataDir, credentials)
  return credentials
}

/** Certificates are rarely asked for: what makes them is loaded then. */
async function openTls({ dataDir, host }: ServeConfig): Promise<TlsIdentity> {
  const { openTlsIdentity } = await import('./tls.ts')
  return openTlsIdentity(dataDir, host, Date.now())
}

function baseUrlOf(server: FastifyInstance, host: string, tls: TlsIdentity | null): string {
  const address = server.server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return `${tls ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${port}`
}
