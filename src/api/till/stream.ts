import type { FastifyReply } from 'fastify'
import { serveEvents } from '../http/event-stream.ts'
import type { TillChannel } from './channel.ts'

/** What changed at the till, a moment after its journal says so. A screen that comes back reads the board anew. */
export const serveStream = (
  channel: TillChannel,
  reply: FastifyReply,
  report: (error: unknown) => void,
): Promise<void> =>
  serveEvents(reply, {
    report,
    open: (stream) =>
      channel.open({ send: (event, data) => stream.send(event, JSON.stringify(data)), end: stream.end }),
  })
