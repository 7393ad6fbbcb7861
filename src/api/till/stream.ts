import type { FastifyReply } from 'fastify'
import type { Send, TillChannel } from './channel.ts'

const keepAliveMs = 5000
/** A screen that does not read is let go; it comes back and reads the board anew. */
const unreadBytesMax = 8 * 1024 * 1024

/** Server-sent events: what changed at the till, a moment after its journal says so. */
export async function serveStream(
  channel: TillChannel,
  reply: FastifyReply,
  report: (error: unknown) => void,
): Promise<void> {
  const { raw } = reply
  reply.hijack()
  raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  })
  const write = (text: string): void => {
    if (raw.writableEnded || raw.destroyed) return
    if (raw.writableLength > unreadBytesMax) raw.destroy()
    else raw.write(text)
  }
  const send: Send = (event, data) => write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
  // Bytes now and then tell both ends that the other one is there.
  const keepAlive = setInterval(() => write(': still here\n\n'), keepAliveMs)
  let stop: (() => void) | null = null
  let isGone = false
  raw.once('close', () => {
    isGone = true
    clearInterval(keepAlive)
    stop?.()
  })
  try {
    stop = await channel.open({ send, end: () => raw.end() })
    if (isGone) stop()
  } catch (error) {
    report(error)
    raw.destroy()
  }
}
