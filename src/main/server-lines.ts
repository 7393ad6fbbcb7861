import { answeringPassed } from '../api/biz/passed-calls.ts'
import type { BizServices } from '../api/biz/services.ts'
import type { Upgrades } from '../api/http/upgrades.ts'
import { openRelay } from '../api/server/relay.ts'
import type { PassOn } from '../app/route/passed-call.ts'
import type { Uuid } from '../kernel/ids.ts'
import type { Licensing } from '../licences/licences.ts'
import { lines } from '../link/lines.ts'
import { ServerHub } from '../link/server-hub.ts'
import { ServerSpoke } from '../link/server-spoke.ts'
import { dialWebSocket } from '../link/spoke.ts'
import { createTargetGuard } from '../webhooks/target-guard.ts'
import type { ServeConfig } from './config.ts'
import type { Log } from './log.ts'
import type { Node } from './node.ts'

const path = '/servers'
/** Whether a company has a server that listens for the portal is asked again after this long. */
const freshMs = 1000

export type ServerLines = {
  /** Dials the chain and the portal. */
  start(): void
  close(): Promise<void>
  /** The way to the server that listens for the portal; null: the company has none. */
  queue: BizServices['queue']
}

type Parts = {
  node: Node
  upgrades: Upgrades
  licences: Licensing
  log: Log
  /** The tills of this node may have books to hear of. */
  kickTills: () => void
}

/** The lines of this node to other servers (ADR 38). */
export function openServerLines(
  config: Pick<ServeConfig, 'roles' | 'chain' | 'portal'>,
  parts: Parts,
): ServerLines {
  const { node, upgrades, log } = parts
  const onBooks = async (isNewPlace: boolean): Promise<void> => {
    if (isNewPlace) await node.restartTills()
    parts.kickTills()
    kick()
  }
  const report = (error: unknown): void =>
    log('warn', 'a line to another server failed and will resume', { error: String(error) })
  const common = { app: node.app, report, onBooks }
  const isDialled = Object.values(lines).some((line) => config.roles.has(line.isDialled))
  const hub = isDialled ? new ServerHub(common) : null
  if (hub)
    upgrades.add((request, socket, head) => {
      if (request.url?.split('?')[0] !== path) return false
      hub.upgrade(request, socket, head)
      return true
    })
  const answering = config.roles.has('callcentre') ? openAnswering(parts) : null
  const spokes = [
    ...(config.chain ? [{ ...config.chain, answer: null }] : []),
    ...(config.portal ? [{ ...config.portal, answer: answering?.answer ?? null }] : []),
  ].map(
    ({ url, token, answer }) =>
      new ServerSpoke({ ...common, answer, dial: dialWebSocket(`${url}${path}`, token) }),
  )
  const kick = (): void => {
    hub?.kick()
    for (const spoke of spokes) spoke.kick()
  }
  const stopListening = node.onPlaced(kick)
  return {
    start() {
      for (const spoke of spokes) spoke.start()
    },
    async close() {
      stopListening()
      hub?.close()
      await Promise.all(spokes.map((spoke) => spoke.stop()))
      await answering?.close()
    },
    queue: hub ? queueOf(node, hub) : async () => null,
  }
}

/** The call centre's server answers what the portal passes on, with reports of its own. */
function openAnswering({ node, licences }: Parts) {
  const own = { licences, onReplaced: node.onReplaced }
  const relay = openRelay(node.app, { ...own, isSequential: false, place: 'under-chain' })
  const services: BizServices = {
    ...{ ...own, relay: relay.ask, queue: async () => null, isCallCentre: true },
    // Who is told of balances is the portal's affair: nothing that is passed on asks.
    webhookTargets: createTargetGuard({ allowLoopback: false }),
  }
  return { answer: answeringPassed(node.app, services), close: () => relay.close() }
}

/** Looks seldom: every call of the portal asks. */
function queueOf({ app }: Node, hub: ServerHub): BizServices['queue'] {
  const known = new Map<Uuid, { has: boolean; checkedAt: number }>()
  const ask: PassOn = (tenantId, call, ms) => hub.ask(tenantId, call, ms)
  return async (tenantId) => {
    const now = app.clock.now()
    let entry = known.get(tenantId)
    if (!entry || Math.abs(now - entry.checkedAt) >= freshMs) {
      const peers = await app.storage.now.serverLines.peers(tenantId)
      entry = { has: peers.some(({ line }) => line === 'portal'), checkedAt: now }
      known.set(tenantId, entry)
    }
    return entry.has ? ask : null
  }
}
