import type { Upgrades } from '../api/http/upgrades.ts'
import { LinkHub } from '../link/hub.ts'
import { dialWebSocket, LinkSpoke } from '../link/spoke.ts'
import type { Log, Node } from './node.ts'

const linkPath = '/link'

/** Lets tills of other nodes dial in on the server's port; a till that dials takes its group over from this process. */
export function openHub(node: Node, upgrades: Upgrades, log: Log): LinkHub {
  const report = (error: unknown): void =>
    log('error', 'the link failed and will resume', { error: String(error) })
  const hub = new LinkHub({
    app: node.app,
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
export function openSpoke(node: Node, link: { url: string; token: string }, log: Log): LinkSpoke {
  const spoke = new LinkSpoke({
    app: node.app,
    dial: dialWebSocket(link.url, link.token),
    report: (error) => log('warn', 'the cloud is out of reach; the till works on', { error: String(error) }),
    onReady: async (till) => {
      await node.storage.now.links.saveIdentity(till)
      if (!node.tills.has(till.terminalGroupId)) await node.restartTills()
    },
  })
  node.watchUplink(() => spoke.isConnected)
  node.onPlaced(() => spoke.kick())
  spoke.start()
  return spoke
}
