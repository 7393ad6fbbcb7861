import type { FastifyInstance } from 'fastify'
import { callCentrePlugin } from '../api/admin/call-centre/plugin.ts'
import { adminPlugin } from '../api/admin/plugin.ts'
import { bizParityPage } from '../api/biz/parity.ts'
import { bizPlugin } from '../api/biz/plugin.ts'
import type { BizServices } from '../api/biz/services.ts'
import { cardPlugin } from '../api/card/plugin.ts'
import { parityPage } from '../api/cloud/parity.ts'
import { cloudPlugin } from '../api/cloud/plugin.ts'
import type { CloudServices } from '../api/cloud/services.ts'
import { refuseUnrouted } from '../api/cloud/unknown-route.ts'
import { consolePlugin } from '../api/console/plugin.ts'
import type { RequestGate } from '../api/console/request-gate.ts'
import type { ConsoleServices } from '../api/console/services.ts'
import { watchTraffic } from '../api/console/traffic.ts'
import { docsPlugin } from '../api/docs/plugin.ts'
import type { FrontLogin } from '../api/front/front-logins.ts'
import { frontPlugin } from '../api/front/plugin.ts'
import { demoImagesPlugin } from '../api/http/demo-images.ts'
import type { FamilyId, Place } from '../api/http/door-table.ts'
import { familyOf } from '../api/http/family-of.ts'
import { menuImagesPlugin } from '../api/http/menu-images.ts'
import { screensPlugin } from '../api/http/screens.ts'
import { createHttpServer, type ProxyTrust } from '../api/http/server.ts'
import { startPagePlugin } from '../api/http/start-page.ts'
import { unbuiltFamilies } from '../api/http/unbuilt-families.ts'
import type { Upgrades } from '../api/http/upgrades.ts'
import { serverParityPage } from '../api/server/parity.ts'
import { serverPlugin } from '../api/server/plugin.ts'
import { openRelay } from '../api/server/relay.ts'
import { refuseUnroutedOfServer } from '../api/server/unknown-route.ts'
import type { PairControl } from '../api/till/pair-routes.ts'
import { tillPlugin } from '../api/till/plugin.ts'
import { PhoneCalls } from '../app/call-centre/ringing-calls.ts'
import type { PluginDesk } from '../app/till/plugin-desk.ts'
import type { Uuid } from '../kernel/ids.ts'
import type { Licensing } from '../licences/licences.ts'
import type { Role } from '../link/roles.ts'
import type { PluginView } from '../plugins/plugin-host.ts'
import { dishImage } from '../seed/demo/images/dish-image.ts'
import type { TargetGuard } from '../webhooks/target-guard.ts'
import { adminServices } from './admin-services.ts'
import type { Credentials } from './credentials.ts'
import { apiDocuments } from './documents.ts'
import type { News } from './news.ts'
import type { Node } from './node.ts'
import { screensFolder } from './screens-folder.ts'
import type { ServiceLog } from './service-log.ts'
import { startPage } from './start-page.ts'
import type { TlsIdentity } from './tls.ts'
import { worksOf } from './works.ts'

export type DoorOptions = {
  node: Node
  roles: ReadonlySet<Role>
  log: ServiceLog
  webhookTargets: TargetGuard
  trustProxy: ProxyTrust
  tls: TlsIdentity | null
  /** Closed while a sandbox exchanges all data. */
  gate: RequestGate
  console: ConsoleServices
  licences: Licensing
  cloudDoor: Pick<CloudServices, 'limits' | 'v1Tokens'>
  /** Keys that were changed in this process; null: any of them may have been. */
  keyChanges: News<Uuid | null>
  /** Plugins on the screens of tills; null: this node plays none. */
  plugins: PluginDesk | null
  /** How the plugins of its tills stand. */
  pluginViews: () => readonly PluginView[]
  /** iikoServer answers the calls of a session one after the other. */
  isServerSequential: boolean
  frontLogin: FrontLogin
  upgrades: Upgrades
  /** This node shows the demo chain, whose menu links to pictures of ours; a sandbox tells how to get in. */
  demo: { credentials: Credentials; isSandbox: boolean } | null
  /** Of a till of its own node: it may be one of two (ADR 32). */
  pair: PairControl | null
  /** The way to a server that listens for the portal. */
  queue: BizServices['queue']
  /** This server belongs to a chain on another node (ADR 38). */
  isUnderChain: boolean
}

/** The HTTP side of a node: one port, one encapsulated plugin a family behind a prefix table (corrections 5). */
export async function openDoors(options: DoorOptions): Promise<FastifyInstance> {
  const { node, roles, log, webhookTargets, tls, gate, licences, keyChanges } = options
  const { app } = node
  const server = createHttpServer({
    random: app.random,
    log,
    trustProxy: options.trustProxy,
    refuseUnrouted: (request, reply) =>
      refuseUnrouted(request, reply) || (worksOf(roles).server && refuseUnroutedOfServer(request, reply)),
    ...(tls ? { tls } : {}),
  })
  watchTraffic(server, options.console)
  if (options.console.sandbox) gate.guard(server, (request) => familyOf(request) === 'console')
  await server.register(consolePlugin, options.console)
  const services: CloudServices = {
    licences,
    webhookTargets,
    ...options.cloudDoor,
    onKeyChanged: keyChanges.listen,
  }
  const works = worksOf(roles)
  const own = { licences, onReplaced: node.onReplaced }
  const place = options.isUnderChain ? 'under-chain' : roles.has('chain') ? 'chain' : 'whole'
  if (roles.has('cloud')) {
    await server.register(cloudPlugin, { app, services, isWarmedUp: true })
    const relay = roles.has('server') ? openRelay(app, { ...own, isSequential: false, place }) : null
    server.addHook('onClose', async () => relay?.close())
    await server.register(bizPlugin, {
      app,
      services: {
        ...own,
        webhookTargets,
        relay: relay?.ask ?? null,
        queue: options.queue,
        isCallCentre: false,
      },
    })
    await server.register(cardPlugin, { app, services: own })
    await server.register(parityPage)
    await server.register(serverParityPage)
    await server.register(bizParityPage)
    await server.register(docsPlugin, { documents: apiDocuments() })
    await server.register(adminPlugin, {
      app,
      services: adminServices({
        app,
        licences,
        guard: webhookTargets,
        keyChanges,
        tills: () => (roles.has('till') ? node.tills.values() : []),
        plugins: options.pluginViews,
      }),
    })
  }
  if (works.cloud) await openCallCentre(server, options)
  if (works.server) {
    const { isServerSequential: isSequential } = options
    await server.register(serverPlugin, { app, services: { ...own, isSequential, place } })
  }
  if (roles.has('till')) await openTillDoors(server, options)
  if (roles.has('till') || works.cloud) {
    await server.register(screensPlugin, {
      ...{ webDir: screensFolder(), asksElsewhere: options.pair !== null },
      onMissing: (text) => log.warn(text),
    })
  }
  const families = new Set<FamilyId>([
    ...(works.server ? [] : ['server' as const]),
    ...(roles.has('cloud') ? [] : ['biz' as const, 'card' as const]),
    ...(roles.has('till') ? [] : ['front' as const]),
  ])
  await server.register(unbuiltFamilies, { families, isPlace: (place) => isPlace(node, place) })
  const { demo } = options
  await server.register(startPagePlugin, startPage(roles, demo?.isSandbox ? demo.credentials : null))
  const { menuImages } = app.storage.now
  await server.register(menuImagesPlugin, { find: menuImages.find })
  if (demo) await server.register(demoImagesPlugin, { draw: dishImage })
  return server
}

/** What operators and their telephone exchange ask. */
async function openCallCentre(server: FastifyInstance, { node, roles, log }: DoorOptions): Promise<void> {
  await server.register(callCentrePlugin, {
    app: node.app,
    services: {
      isLegacyRoute: roles.has('callcentre'),
      phoneCalls: new PhoneCalls(),
      onChanged(listener) {
        const stops = [node.onPlaced(listener), node.onPictured(listener)]
        return () => {
          for (const stop of stops) stop()
        }
      },
      report: (error) => log.error({ err: error }, 'a stream of the call centre failed'),
    },
  })
}

/** What screens, boards and programs of a restaurant's own network ask. */
async function openTillDoors(server: FastifyInstance, options: DoorOptions): Promise<void> {
  const { node, log, licences } = options
  const { app } = node
  await server.register(tillPlugin, {
    app,
    tills: () => node.tills.values(),
    onPlaced: node.onPlaced,
    onReplaced: node.onReplaced,
    report: (error) => log.error({ err: error }, 'a till stream failed'),
    ...{ seats: licences, pair: options.pair, plugins: options.plugins },
  })
  await server.register(frontPlugin, {
    ...{ app, licences, login: options.frontLogin },
    onUpgrade: options.upgrades.add,
    tills: () => node.tills.values(),
    onPlaced: node.onPlaced,
    onReplaced: node.onReplaced,
    report: (error) => log.error({ err: error }, 'a stream of the front failed'),
  })
}

/** Restaurants and terminal groups go by their codes or ids. */
async function isPlace({ app }: Node, place: Place): Promise<boolean> {
  if (place.kind === 'default' || place.kind === 'chain') return true
  const book = place.kind === 'restaurant' ? 'organization' : 'terminalGroup'
  for (const tenant of await app.storage.now.tenants.list()) {
    const items = (await app.catalog(tenant.id)).all(book)
    if (items.some((item) => !item.isDeleted && (item.id === place.code || item.body.code === place.code)))
      return true
  }
  return false
}
