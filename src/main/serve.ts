import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { createRateLimits } from '../api/cloud/rate-limits.ts'
import { createV1Tokens } from '../api/cloud/token-switch.ts'
import { Faults } from '../api/console/faults.ts'
import { RequestGate } from '../api/console/request-gate.ts'
import { Upgrades } from '../api/http/upgrades.ts'
import { deviceSecretOf, type PairControl } from '../api/till/pair-routes.ts'
import type { App } from '../app/ports.ts'
import { PrinterEmulator } from '../app/sandbox/printer-emulator.ts'
import type { FollowerSpec } from '../journal/followers.ts'
import type { Uuid } from '../kernel/ids.ts'
import { createLicences, type Licensing } from '../licences/licences.ts'
import { logFilesFollower } from '../logs/log-files.ts'
import { demoTenantId } from '../seed/demo/index.ts'
import type { ReportCopy } from '../storage/columnar/report-copy.ts'
import type { Engine } from '../storage/engines/index.ts'
import { migrate } from '../storage/migrate.ts'
import { runWebhookSender, type WebhookSender } from '../webhooks/sender.ts'
import { createTargetGuard, type TargetGuard } from '../webhooks/target-guard.ts'
import type { ServeConfig } from './config.ts'
import { ConfigError, isLoopback } from './config.ts'
import { consoleServices } from './console-services.ts'
import { type Credentials, credentialsOf, writeCredentials } from './credentials.ts'
import { accessOf, demoChainFor, settleDemoAccess } from './demo-access.ts'
import { openDoors } from './doors.ts'
import { openFrontPort } from './front-port.ts'
import { type Links, openLinks } from './links.ts'
import type { Log } from './log.ts'
import { createNews, type News } from './news.ts'
import { type Node, openNode } from './node.ts'
import { openEngine } from './open-engine.ts'
import { openReportCopy } from './open-report-copy.ts'
import { openPlugins, type Plugins } from './plugins.ts'
import { printerLines } from './printer-lines.ts'
import { RegisterEmulators } from './register-emulators.ts'
import { openSandbox, type SandboxOptions } from './sandbox.ts'
import { SandboxClock } from './sandbox-clock.ts'
import { faultyPool, faultyTargets } from './sandbox-faults.ts'
import { ScalesEmulators } from './scales-emulators.ts'
import { logOf, type ServiceLog } from './service-log.ts'
import { systemRandom } from './system-random.ts'
import { TerminalEmulators } from './terminal-emulators.ts'
import type { TillPair } from './till-pair.ts'
import type { LocalTill } from './tills.ts'
import { devicesSettle } from './tills.ts'
import type { TlsIdentity } from './tls.ts'
import { webhookBody } from './webhook-body.ts'
import { worksOf } from './works.ts'

export type Serving = {
  baseUrl: string
  /** Where the web API of the front listens alone; null: it does not. */
  frontUrl: string | null
  node: Node
  licences: Licensing
  /** Null: this node plays no till. */
  plugins: Plugins | null
  server: FastifyInstance
  credentials: Credentials | null
  /** The certificate that clients have to trust; null without TLS. */
  caFile: string | null
  /** Resolves when every till has said what it has to say at a start. */
  begun: Promise<void>
  /** Resolves when followers and senders have nothing left to do. */
  settle(): Promise<void>
  stop(): Promise<void>
}

/** The columnar copy of reports, which the first of them starts (ADR 22). */
const copyOf = (
  config: Pick<ServeConfig, 'roles' | 'reports' | 'dataDir'>,
  engine: Engine,
  log: Log,
): ReportCopy | null =>
  config.roles.has('server') && config.reports === 'columnar'
    ? openReportCopy({ dir: join(config.dataDir, 'reports'), databaseUrl: engine.url, log })
    : null

type Undo = (() => Promise<void>)[]
/** What is there already, or on its way. */
type Given = { engine?: Engine | Promise<Engine>; clock?: SandboxClock }

type Data = {
  engine: Engine
  clock: SandboxClock
  faults: Faults | null
  terminals: TerminalEmulators | null
  printers: PrinterEmulator
  registers: RegisterEmulators | null
  scales: ScalesEmulators
  node: Node
}

/** The database and the node that works on it; what closes them is added to `undo`. */
async function openData(
  config: ServeConfig,
  log: Log,
  given: Given,
  undo: Undo,
  pair: () => TillPair | null,
): Promise<Data> {
  const engine = await (given.engine ?? openEngine(config, log))
  undo.push(() => engine.close())
  for (const name of await migrate(engine.pool)) log('info', `schema: ${name}`)
  const clock = given.clock ?? new SandboxClock()
  const random = systemRandom(clock)
  const faults = config.isSandbox ? new Faults(random) : null
  const terminals = config.isSandbox ? new TerminalEmulators(config.dataDir, () => clock.now()) : null
  const registers = config.isSandbox ? new RegisterEmulators(config.dataDir, () => clock.now()) : null
  const scales = new ScalesEmulators()
  const printers = new PrinterEmulator(() => clock.now())
  const reportCopy = copyOf(config, engine, log)
  undo.push(async () => reportCopy?.close())
  const node = await openNode({
    engine: faults ? { ...engine, pool: faultyPool(engine.pool, faults) } : engine,
    clock,
    random,
    roles: config.roles,
    isLinkedTill: config.link !== null,
    isHeldAtStart: config.link !== null,
    isUnderChain: config.chain !== null,
    reportCopy,
    printerLine: printerLines(printers),
    ...(terminals ? { terminalOf: (id: Uuid) => terminals.of(id) } : {}),
    ...(registers ? { registerOf: (id: Uuid) => registers.of(id) } : {}),
    ...(config.isSandbox ? { scalesOf: (id: Uuid) => scales.of(id) } : {}),
    log,
    isToldToBegin: true,
    followers: (app, tills) => [logFiles(config, app, tills), ...(pair()?.followers() ?? [])],
  })
  undo.push(() => node.stop())
  return { engine, clock, faults, terminals, printers, registers, scales, node }
}

/** Starts everything that a configuration asks for and listens. What was opened is closed again when a step fails. */
export async function serve(
  config: ServeConfig,
  serviceLog: ServiceLog,
  given: Given = {},
): Promise<Serving> {
  const log = logOf(serviceLog)
  const undo: Undo = []
  const stop = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) await step()
  }
  let links: Links | null = null
  const pair = (): TillPair | null => links?.pair ?? null
  try {
    const data = await openData(config, log, given, undo, pair)
    const { clock, faults, node } = data
    const credentials = await seedIfEmpty(node, config, log)
    const guard = webhookTargets(config, faults)
    const webhooks = openWebhooks(config.roles.has('cloud') ? () => openSender(node, guard, log) : null)
    undo.push(() => webhooks.pause())
    const licences = createLicences({ storage: node.storage, clock, mode: config.licences })
    const plugins = config.roles.has('till') ? openPlugins({ ...config, node, licences, log }) : null
    undo.push(async () => plugins?.stop())
    const keyChanges = createNews<Uuid | null>()
    const cloudDoor = cloudDoorOf(config, clock)
    const gate = new RequestGate()
    const opened = openControl({ config, data, webhooks, gate, log, keyChanges, licences })
    undo.push(async () => opened?.stop())
    const tls = config.isTls ? await openTls(config) : null
    const upgrades = new Upgrades()
    const server = await openDoors({
      node,
      roles: config.roles,
      log: serviceLog,
      webhookTargets: guard,
      trustProxy: config.trustProxy,
      tls,
      gate,
      console: consoleServices({
        node,
        licences,
        cloudDoor,
        sandbox: opened?.sandbox ?? null,
        links: () => links,
      }),
      licences,
      plugins: plugins?.desk ?? null,
      pluginViews: () => plugins?.host.views() ?? [],
      cloudDoor,
      keyChanges,
      isServerSequential: config.isServerSequential,
      frontLogin: config.frontLogin,
      upgrades,
      demo: credentials && { credentials, isSandbox: config.isSandbox },
      pair: config.link ? pairOf(pair, config.link.token) : null,
      queue: async (tenantId) => (await links?.servers.queue(tenantId)) ?? null,
      isUnderChain: config.chain !== null,
    })
    undo.push(() => closeDoors(links, server))
    upgrades.attach(server.server)
    links = openLinks(node, upgrades, config, licences, log)
    // What was left undone last time is made up for while the first callers are answered.
    const begun = node.begin()
    undo.push(() => begun)
    await server.listen({ host: config.host, port: config.port })
    const frontPort = config.frontPort === null ? null : await openFrontPort(server, upgrades, config)
    undo.push(async () => frontPort?.close())
    const baseUrl = baseUrlOf(server, config.host, tls)
    await links.start(baseUrl)
    const settle = settling(node, begun, webhooks)
    const found = { baseUrl, frontUrl: frontPort?.url ?? null, caFile: tls?.caFile ?? null }
    return { ...found, node, licences, plugins, server, credentials, begun, settle, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

type ControlOptions = {
  config: ServeConfig
  data: Data
  webhooks: SandboxOptions['webhooks']
  gate: RequestGate
  log: Log
  licences: Licensing
  keyChanges: News<Uuid | null>
}

/** The sandbox's own means; null: this node is none. */
function openControl({ config, data, webhooks, gate, log, licences, keyChanges }: ControlOptions) {
  const { node, engine, faults, terminals, printers, registers, scales } = data
  if (!faults || !terminals || !registers) return null
  return openSandbox({
    node,
    engine,
    dataDir: config.dataDir,
    isLoopback: isLoopback(config.host),
    faults,
    terminals,
    printers,
    registers,
    scales,
    gate,
    log,
    seed: async (name) => void (await seedIfEmpty(node, seededBy(config, name), log)),
    forgetKept: () => forgetKept(node, licences, keyChanges),
    webhooks,
  })
}

function webhookTargets(
  { isSandbox }: ServeConfig,
  faults: Faults | null,
): ReturnType<typeof createTargetGuard> {
  const guard = createTargetGuard({ allowLoopback: isSandbox })
  return faults ? faultyTargets(guard, faults) : guard
}

const cloudDoorOf = ({ limits, isV1Accepted }: ServeConfig, clock: SandboxClock) => ({
  limits: createRateLimits(clock, limits),
  v1Tokens: createV1Tokens(isV1Accepted),
})

/** Resolves when nothing is under way at present. */
const settling = (node: Node, begun: Promise<void>, webhooks: Webhooks) => async (): Promise<void> => {
  await begun
  await node.followers.settle()
  await devicesSettle(node.tills.values())
  await webhooks.settle()
}

async function forgetKept(node: Node, licences: Licensing, keyChanges: News<Uuid | null>): Promise<void> {
  keyChanges.tell(null)
  for (const { id } of await node.storage.now.tenants.list()) licences.forget(id)
}

/** The log files that support asks for. */
const logFiles = (
  { dataDir, logLimits, roles }: ServeConfig,
  app: App,
  tills: ReadonlyMap<Uuid, LocalTill>,
): FollowerSpec => ({
  ...logFilesFollower(app, {
    dataDir,
    limits: logLimits,
    isServer: worksOf(roles).server || worksOf(roles).cloud,
    playsGroup: (terminalGroupId) => roles.has('till') && tills.has(terminalGroupId),
  }),
  waitsForCalm: true,
})

/** Brings webhooks to their receivers, woken by every change. */
function openSender(node: Node, guard: TargetGuard, log: Log): WebhookSender {
  const sender = runWebhookSender({
    app: node.app,
    guard,
    render: (event) => webhookBody(node.app, event),
    report: (error) => log('error', 'webhooks failed and will be tried again', { error: String(error) }),
  })
  const stopListening = node.onPlaced(() => sender.wake())
  return {
    wake: () => sender.wake(),
    settle: () => sender.settle(),
    stop() {
      stopListening()
      return sender.stop()
    },
  }
}

type Webhooks = { settle(): Promise<void>; pause(): Promise<void>; resume(): void }

/** The sender, which a sandbox lets rest while it exchanges the data; null without the role. */
function openWebhooks(open: (() => WebhookSender) | null): Webhooks {
  let sender = open?.() ?? null
  return {
    settle: async () => sender?.settle(),
    async pause() {
      await sender?.stop()
      sender = null
    },
    resume() {
      sender ??= open?.() ?? null
    },
  }
}

async function closeDoors(links: Links | null, server: FastifyInstance): Promise<void> {
  await links?.close()
  await server.close()
}

/** The pair as the door of the screens sees it; it is opened after the door. */
const pairOf = (pair: () => TillPair | null, token: string): PairControl => ({
  deviceSecret: deviceSecretOf(token),
  get till() {
    return pair()?.till ?? null
  },
  view: () => pair()?.view() ?? { role: 'waiting', epoch: 0, standby: 'none', partnerUrl: null },
  promote: async (isByRight, actor) =>
    (await pair()?.promote(isByRight, actor)) ?? { refusal: 'not-standby' as const },
  superseded: async (epoch) => pair()?.superseded(epoch),
})

const seededBy = (config: ServeConfig, name: string | undefined): ServeConfig =>
  name === undefined ? config : { ...config, seed: name }

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
