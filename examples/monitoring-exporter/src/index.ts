import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { definePlugin, type PluginContext } from '@trapeza/plugin'
import { type StopListRow, TillFigures } from './till-figures.ts'

/** Shows a Prometheus what the till sells: open orders, revenue, the stop list. */
export default definePlugin({
  async start(ctx) {
    const figures = new TillFigures()
    await follow(ctx, figures)
    const server = createServer((request, response) => {
      const isAsked = request.method === 'GET' && request.url === '/metrics'
      response.writeHead(isAsked ? 200 : 404, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' })
      response.end(isAsked ? figures.text(ctx.host.terminalName) : undefined)
    })
    ctx.onDispose(() => server.close())
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(portOf(ctx), '127.0.0.1', resolve)
    })
    const { port } = server.address() as AddressInfo
    ctx.log.info(`${ctx.host.terminalName}: http://127.0.0.1:${port}/metrics`)
  },
})

/** `settings.json`: `{ "ports": { "name of the till": 9105 } }`; a till that is not named takes any free port. */
function portOf({ config, host }: PluginContext): number {
  const ports = config.settings['ports'] as Record<string, unknown> | undefined
  return Number(ports?.[host.terminalName] ?? 0)
}

async function follow({ operations, events }: PluginContext, figures: TillFigures): Promise<void> {
  const look = async (id: string | undefined): Promise<void> => {
    if (id === undefined) return
    const order = await operations.tryGetOrderById({ id })
    if (order) figures.saw(order)
    else figures.gone(id)
  }
  const readStopList = async (): Promise<void> =>
    figures.stopped((await operations.getStopListProductsRemainingAmounts()) as StopListRow[])

  // First the streams, then what is there: what changes in between is told, and seen twice at most.
  const calmly = { coalesceMs: 200 }
  for (const stream of ['orderChanged', 'deliveryOrderChanged', 'reserveChanged'] as const)
    events.on(stream, ({ entity }) => look(entity?.id), calmly)
  events.on('stopListProductsRemainingAmountsChanged', readStopList, calmly)
  for (const order of await operations.getOrders()) figures.saw(order)
  await readStopList()
}
