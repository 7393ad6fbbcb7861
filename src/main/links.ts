import { createHash, timingSafeEqual } from 'node:crypto'
import { WebSocketServer } from 'ws'
import type { Upgrades } from '../api/http/upgrades.ts'
import type { Licensing } from '../licences/licences.ts'
import { webSocketCarrier } from '../link/carrier.ts'
import { LinkHub } from '../link/hub.ts'
import { tillLine } from '../link/lines.ts'
import { dialWebSocket, LinkSpoke } from '../link/spoke.ts'
import { usualTiming } from '../link/timing.ts'
import type { ServeConfig } from './config.ts'
import type { Log } from './log.ts'
import type { Node } from './node.ts'
import { openServerLines, type ServerLines } from './server-lines.ts'
import { type PairTiming, TillPair } from './till-pair.ts'

const linkPath = '/link'
const pairPath = '/pair'

/** Lets tills of other nodes dial in on the server's port; a till that dials takes its group over from this process. */
function openHub(node: Node, upgrades: Upgrades, isRelay: boolean, log: Log): LinkHub {
  const report = (error: unknown): void =>
    log('error', 'the link failed and will resume', { error: String(error) })
  const hub = new LinkHub({
    app: node.app,
    isRelay,
    report,
    onConnected: async ({ terminalGroupId }) => {
      if (node.tills.has(terminalGroupId)) await node.restartTills()
    },
  })
  upgrades.add((request, socket, head) => {
    if (request.url?.split('?')[0] !== linkPath) return false
    hub.upgrade(request, socket, head)
    return true
  })
  node.onPlaced(() => hub.kick())
  node.listenBy((terminalGroupId) => hub.isConnected(terminalGroupId))
  return hub
}

/** Dials the cloud that this till belongs to, again and again; the till works on whatever happens. */
function openSpoke(node: Node, link: { url: string; token: string }, log: Log, pair: TillPair): LinkSpoke {
  const spoke = new LinkSpoke({
    app: node.app,
    dial: dialWebSocket(link.url, link.token),
    report: (error) => log('warn', 'the cloud is out of reach; the till works on', { error: String(error) }),
    pair: pair.ofSpoke,
    onReady: async (till) => {
      await node.storage.now.links.saveIdentity(till)
      await pair.met(till)
      if (!pair.isHeld && !node.tills.has(till.terminalGroupId)) await node.restartTills()
    },
  })
  node.watchUplink(
    () => spoke.isConnected,
    (_till, question) => spoke.askStock(question),
  )
  node.onPlaced(() => spoke.kick())
  return spoke
}

const pairTiming: PairTiming = {
  ...usualTiming,
  ...{ beatMs: 2_000, silenceMs: 7_000, retryMsMax: 3_000 },
  ...{ ackMsMax: 3_000, takeoverMs: 5_000, probeMs: 2_000 },
}

type PairPlace = { standbyOf: string | null; ownUrl: () => string | null }

/** Joins this till with the other node of it, if there is one (ADR 32). Both show each other the token of their link. */
function openPair(
  node: Node,
  upgrades: Upgrades,
  token: string,
  { standbyOf, ownUrl }: PairPlace,
  log: Log,
): TillPair {
  const dial = (base: string) => dialWebSocket(`${base.replace(/^http/, 'ws')}${pairPath}`, token)()
  const pair = new TillPair({ node, log, timing: pairTiming, standbyOf, ownUrl, dial })
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: 32 * 1024 * 1024,
    perMessageDeflate: false,
  })
  const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest()
  upgrades.add((request, socket, head) => {
    if (request.url?.split('?')[0] !== pairPath) return false
    const shown = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? ''
    if (timingSafeEqual(digestOf(shown), digestOf(token)))
      sockets.handleUpgrade(request, socket, head, (webSocket) => pair.accept(webSocketCarrier(webSocket)))
    else socket.end('HTTP/1.1 401 Unauthorized\r\nConnection: close\r\n\r\n')
    return true
  })
  return pair
}

/** The ends of the link that a process has. */
export type Links = {
  hub: LinkHub | null
  spoke: LinkSpoke | null
  /** Of a till of its own node: it may be one of two. */
  pair: TillPair | null
  servers: ServerLines
  /** Dials once this node can be dialled too. */
  start(baseUrl: string): Promise<void>
  close(): Promise<void>
}

/** The ends of the link that this process has: the one that tills dial, and those that dial. */
export function openLinks(
  node: Node,
  upgrades: Upgrades,
  config: Pick<ServeConfig, 'roles' | 'link' | 'standbyOf' | 'ownUrl' | 'chain' | 'portal'>,
  licences: Licensing,
  log: Log,
): Links {
  let listensAt: string | null = null
  const isDialled = tillLine.isDialled.some((role) => config.roles.has(role))
  const hub = isDialled ? openHub(node, upgrades, config.chain !== null, log) : null
  const servers = openServerLines(config, { node, upgrades, licences, log, kickTills: () => hub?.kick() })
  const place = { standbyOf: config.standbyOf ?? null, ownUrl: () => config.ownUrl ?? listensAt }
  const pair = config.link ? openPair(node, upgrades, config.link.token, place, log) : null
  const spoke = config.link && pair ? openSpoke(node, config.link, log, pair) : null
  return {
    hub,
    spoke,
    pair,
    servers,
    async start(baseUrl) {
      listensAt = baseUrl
      if (spoke) await pair?.start(spoke)
      spoke?.start()
      servers.start()
    },
    async close() {
      pair?.stop()
      spoke?.stop()
      hub?.close()
      await servers.close()
    },
  }
}
