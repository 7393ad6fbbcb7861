import type { OutgoingHttpHeaders } from 'node:http'
import type { FastifyReply } from 'fastify'

const keepAliveMs = 5000
/** Who does not read is let go, and comes back to begin anew. */
const unreadBytesMax = 8 * 1024 * 1024

export type EventStream = {
  /** `data` is JSON text; `id`: where a listener that was cut off goes on. */
  send(event: string, data: string, id?: string): void
  end(): void
}

type Options = {
  /** Begins to tell; its answer ends that. */
  open(stream: EventStream): Promise<() => void>
  /** As often as the line is kept alive. */
  onBeat?(stream: EventStream): void
  /** Once, when nobody listens any more. */
  onGone?(): void
  report(error: unknown): void
}

/** Server-sent events as long as somebody listens. */
export async function serveEvents(reply: FastifyReply, options: Options): Promise<void> {
  const { raw } = reply
  reply.hijack()
  raw.writeHead(200, {
    // What hooks have set, such as who else may read it: pages of the other node of a till do.
    ...(reply.getHeaders() as OutgoingHttpHeaders),
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  })
  const write = (text: string): void => {
    if (raw.writableEnded || raw.destroyed) return
    if (raw.writableLength > unreadBytesMax) raw.destroy()
    else raw.write(text)
  }
  const stream: EventStream = {
    send: (event, data, id) =>
      write(`${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${data}\n\n`),
    end: () => raw.end(),
  }
  // Bytes now and then tell both ends that the other one is there.
  const keepAlive = setInterval(() => {
    write(': still here\n\n')
    options.onBeat?.(stream)
  }, keepAliveMs)
  let stop: (() => void) | null = null
  let isGone = false
  raw.once('close', () => {
    isGone = true
    clearInterval(keepAlive)
    stop?.()
    options.onGone?.()
  })
  try {
    stop = await options.open(stream)
    if (isGone) stop()
  } catch (error) {
    options.report(error)
    raw.destroy()
  }
}
