import type { FastifyReply } from 'fastify'
import { serveEvents } from '../../http/event-stream.ts'
import type { PairWord, TillChannel } from '../channel.ts'

/** However much happens at the till, a device hears of it this often at most. */
const restMs = 150
/** A clock that differs by more from what passed was set by a sandbox. */
const driftMs = 1500

type Options = {
  /** The till's time, epoch milliseconds. */
  now(): number
  /** A key to take instead of the one that the device came with; null: that one is good. */
  key: string | null
  /** The whole picture that the device shows. */
  read(): Promise<object>
  /** The seat is kept while the device listens; throws when there is none any more. */
  renewSeat(): Promise<void>
  leave(): void
  report(error: unknown): void
}

/**
 * Server-sent events for a device: its whole small picture as `state`, at once and whenever something at the till has
 * changed it, with the nodes of the till; before that `key`, when the device is to keep another one. A device that was cut
 * off opens the stream anew and has everything.
 */
export const serveDevice = (channel: TillChannel, reply: FastifyReply, options: Options): Promise<void> =>
  serveEvents(reply, {
    report: options.report,
    async open(stream) {
      if (options.key !== null) stream.send('key', JSON.stringify({ key: options.key }))
      // A device of a till of two nodes goes to the other one when this one is gone.
      const read = async (): Promise<Told> => ({ picture: await options.read(), pair: channel.pair() })
      const picture = new LivePicture({ ...options, read }, (text) => stream.send('state', text))
      const stop = await channel.open({ send: () => picture.refresh(), end: stream.end })
      return () => {
        picture.end()
        stop()
      }
    },
    onBeat: (stream) => void options.renewSeat().catch(stream.end),
    onGone: options.leave,
  })

type Told = { pair: PairWord | null; picture: object }
type Reading = Pick<Options, 'now' | 'report'> & { read(): Promise<Told> }

/** Reads the picture again when it may have changed and tells it when it has. */
class LivePicture {
  readonly #options: Reading
  readonly #tell: (text: string) => void
  #told = ''
  #toldOffsetMs = 0
  #isReading = false
  #isDue = false
  #rest: NodeJS.Timeout | undefined

  constructor(options: Reading, tell: (text: string) => void) {
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
      const told = JSON.stringify(await this.#options.read())
      const now = this.#options.now()
      const offsetMs = now - Date.now()
      const isClockSet = Math.abs(offsetMs - this.#toldOffsetMs) > driftMs
      if (told === this.#told && !isClockSet) return
      this.#told = told
      this.#toldOffsetMs = offsetMs
      this.#tell(`{"now":${now},${told.slice(1)}`)
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
