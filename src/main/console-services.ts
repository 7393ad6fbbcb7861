import { HttpMetrics } from '../api/console/http-metrics.ts'
import type { ConsoleServices, Sandbox } from '../api/console/services.ts'
import type { Licensing } from '../licences/licences.ts'
import type { DoorOptions } from './doors.ts'
import type { Links } from './links.ts'
import type { Node } from './node.ts'

type ConsoleParts = {
  node: Node
  licences: Licensing
  cloudDoor: DoorOptions['cloudDoor']
  sandbox: Sandbox | null
  links: () => Links | null
}

/** What the console of a node shows of the rooms around it. */
export function consoleServices({
  node,
  licences,
  cloudDoor,
  sandbox,
  links,
}: ConsoleParts): ConsoleServices {
  return {
    app: node.app,
    licences,
    cloudDoor,
    followers: () => node.followers.states(),
    tills: () => node.tills.values(),
    async linkedTills() {
      const peers = await node.storage.now.links.peers()
      return peers.map(({ terminalGroupId, name }) => ({
        terminalGroupId,
        name,
        isConnected: links()?.hub?.isConnected(terminalGroupId) ?? false,
      }))
    },
    cloudLink: () => links()?.spoke ?? null,
    metrics: new HttpMetrics(),
    metricsToken: process.env['TRAPEZA_METRICS_TOKEN'] ?? null,
    sandbox,
  }
}
