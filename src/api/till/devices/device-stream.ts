import type { FastifyReply } from 'fastify'
import { serveEvents } from '../../http/event-stream.ts'
import type { TillChannel } from '../channel.ts'

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
export const serveDevice = (channel: TillChannel, reply: FastifyReply, options: Options): Promise<void> =>
  serveEvents(reply, {
    report: options.report,
    async open(stream) {
      const picture = new LivePicture(options, (text) => stream.send('state', text))
      const stop = await channel.open({ send: () => picture.refresh(), end: stream.end })
      return () => {
        picture.end()
        stop()
      }
    },
    onBeat: (stream) => void options.renewSeat().catch(stream.end),
    onGone: options.leave,
  })

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
