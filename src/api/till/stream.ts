import type { FastifyReply } from 'fastify'
import type { App, SequencedEntry } from '../../app/ports.ts'
import { readBoard, readDeliveries } from '../../app/till/board.ts'
import type { LiveFeed } from '../../app/till/live-feed.ts'
import type { Till } from '../../app/till/till-command.ts'
import { deliveryView, shiftView, stopView } from './views.ts'

export type StreamOptions = {
  app: App
  till: Till
  feed: LiveFeed
  scale: number
  reply: FastifyReply
  isConnected: () => boolean
  report: (error: unknown) => void
}

const keepAliveMs = 15_000

/** Server-sent events: what changed at the till, a moment after its journal says so. */
export function serveStream(options: StreamOptions): void {
  const { app, feed, reply, report, isConnected } = options
  reply.hijack()
  reply.raw.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  })
  const send = (event: string, data: unknown): void => {
    if (!reply.raw.writableEnded) reply.raw.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
  }
  send('hello', { now: app.clock.now(), isConnected: isConnected() })
  let telling: Promise<void> = Promise.resolve()
  const unsubscribe = feed.subscribe((entries) => {
    telling = telling.then(() => tell(options, entries, send)).catch(report)
  })
  const keepAlive = setInterval(
    () => send('link', { now: app.clock.now(), isConnected: isConnected() }),
    keepAliveMs,
  )
  reply.raw.once('close', () => {
    clearInterval(keepAlive)
    unsubscribe()
  })
}

async function tell(
  { app, till, scale, isConnected }: StreamOptions,
  entries: readonly SequencedEntry[],
  send: (event: string, data: unknown) => void,
): Promise<void> {
  const ids = [
    ...new Set(entries.filter((entry) => entry.entity === 'delivery').map((entry) => entry.entityId)),
  ]
  if (ids.length > 0) {
    const orders = await readDeliveries(app, till, ids)
    send(
      'deliveries',
      orders.map((order) => deliveryView(order, scale)),
    )
  }
  if (entries.some(({ kind }) => kind === 'stopList.changed' || kind.startsWith('shift.'))) {
    const board = await readBoard(app, till)
    send('stopList', board.stopList.map(stopView))
    send('shift', board.cashShift ? shiftView(board.cashShift, scale) : null)
  }
  for (const entry of entries) if (entry.kind === 'till.notice') send('notice', entry.payload)
  send('link', { now: app.clock.now(), isConnected: isConnected() })
}
