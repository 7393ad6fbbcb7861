import type { AddressInfo } from 'node:net'
import { definePlugin, type PluginContext } from '@trapeza/plugin'
import { type KitchenOrder, Queue } from './queue.ts'
import { serveScreen } from './serve-screen.ts'

/** A screen for guests who wait: numbers of orders that are cooked, and of those that are ready. */
export default definePlugin({
  async start(ctx) {
    const queue = new Queue()
    await follow(ctx, queue)
    const server = serveScreen(queue)
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

/** `settings.json`: `{ "ports": { "name of the till": 9106 } }`; a till that is not named takes any free port. */
function portOf({ config, host }: PluginContext): number {
  const ports = config.settings['ports'] as Record<string, unknown> | undefined
  return Number(ports?.[host.terminalName] ?? 0)
}

/** First the streams, then what is there: nothing that happens in between is missed. */
async function follow({ operations, events }: PluginContext, queue: Queue): Promise<void> {
  for (const stream of ['orderChanged', 'deliveryOrderChanged'] as const)
    events.on(
      stream,
      async ({ entity }) => {
        if (entity) queue.saw(entity.id, await operations.tryGetKitchenOrderByOrder({ baseOrder: entity.id }))
      },
      { coalesceMs: 100 },
    )
  const orders = (await operations.getKitchenOrders()) as (KitchenOrder & { baseOrderId: string })[]
  for (const order of orders) queue.saw(order.baseOrderId, order)
}
