import type { AddressInfo } from 'node:net'
import { definePlugin, type PluginContext } from '@trapeza/plugin'
import { serveKiosk } from './serve-kiosk.ts'

/** A kiosk at which guests order and pay by card; what they ordered is an order of the till and a number on its board. */
export default definePlugin({
  async start(ctx) {
    const server = serveKiosk(ctx)
    ctx.onDispose(() => {
      server.close()
      server.closeAllConnections()
    })
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(portOf(ctx), '127.0.0.1', resolve)
    })
    const { port } = server.address() as AddressInfo
    ctx.log.info(`${ctx.host.terminalName}: http://127.0.0.1:${port}/`)
  },
})

/** `settings.json`: `{ "ports": { "name of the till": 9108 } }`; a till that is not named takes any free port. */
function portOf({ config, host }: PluginContext): number {
  const ports = config.settings['ports'] as Record<string, unknown> | undefined
  return Number(ports?.[host.terminalName] ?? 0)
}
