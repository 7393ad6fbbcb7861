import type { FastifyReply } from 'fastify'
import type { TillChannel } from '../channel.ts'

const keepAliveMs = 5000
/** However much happens at the till, a device hears of it this often at most. */
const restMs = 150
/** A clock that differs by more from what passed was set by a sandbox. */
const driftMs = 1500

type Options = {
  /** The till's time, epoch milliseconds. */
  now(): number
  /** The whole picture that the device shows. */
  read(): Promise<object>
  /** The seat is kept while the device listens; throws when there is none any more. */
  renewSeat(): Promise<void>
  leave(): void
  report(error: unknown): void
}

/**
 * Server-sent events for a device: its whole small picture as `state`, at once and whenever something at the till has
 * changed it. A device that was cut off opens the stream anew and has everything.
 */
export async function serveDevice(
  channel: TillChannel,
  reply: FastifyReply,
  options: Options,
): Promise<void> {
  const { raw } = reply
  reply.hijack()
  raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  })
  const picture = new LivePicture(options, (text) => {
    if (!raw.writableEnded && !raw.destroyed) raw.write(`event: state\ndata: ${text}\n\n`)
  })
  const keepAlive = setInterval(() => {
    if (!raw.writableEnded && !raw.destroyed) raw.write(': still here\n\n')
    options.renewSeat().catch(() => raw.end())
  }, keepAliveMs)
  let stop: (() => void) | null = null
  let isGone = false
  raw.once('close', () => {
    isGone = true
    clearInterval(keepAlive)
    picture.end()
    stop?.()
    options.leave()
  })
  try {
    stop = await channel.open({ send: () => picture.refresh(), end: () => raw.end() })
    if (isGone) stop()
  } catch (error) {
    options.report(error)
    raw.destroy()
  }
}

/** Reads the picture again when it may have changed and tells it when it has. */
class LivePicture {
  readonly #options: Options
  readonly #tell: (text: string) => void
  #told = ''
  #toldOffsetMs = 0
  #isReading = false
  #isDue = false
  #rest: NodeJS.Timeout | undefined

  constructor(options: Options, tell: (text: string) => void) {
    this.#options = options
    this.#tell = tell
  }

  refresh(): void {
    this.#isDue = true
    if (!this.#isReading) void this.#read()
  }

  end(): void {
    this.#isDue = false
    this.#isReading = true
    clearTimeout(this.#rest)
  }

  async #read(): Promise<void> {
    this.#isReading = true
    this.#isDue = false
    try {
      const picture = JSON.stringify(await this.#options.read())
      const now = this.#options.now()
      const offsetMs = now - Date.now()
      const isClockSet = Math.abs(offsetMs - this.#toldOffsetMs) > driftMs
      if (picture === this.#told && !isClockSet) return
      this.#told = picture
      this.#toldOffsetMs = offsetMs
      this.#tell(`{"now":${now},"picture":${picture}}`)
    } catch (error) {
      this.#options.report(error)
    } finally {
      this.#rest = setTimeout(() => {
        this.#isReading = false
        if (this.#isDue) this.refresh()
      }, restMs)
    }
  }
}
