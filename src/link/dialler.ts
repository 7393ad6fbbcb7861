import type { Carrier } from './carrier.ts'
import { type Frame, readFrame } from './protocol.ts'
import { type LinkTiming, Silence } from './timing.ts'

export type DiallerOptions = {
  /** Opens a connection, or rejects. */
  dial: () => Promise<Carrier>
  timing: LinkTiming
  report: (error: unknown) => void
  onFrame: (frame: Frame, carrier: Carrier) => void
  /** The connection that stood is gone; the next one is dialled after a pause. */
  onEnd: () => void
  /** Says that this end lives, from the first moment on: the other end counts silence from then. */
  beat: (carrier: Carrier) => Promise<void>
}

/**
 * The end of a line that dials, again and again. One connection stands at a time: what one that another has taken the place
 * of says or does later ends nothing and begins nothing.
 */
export class Dialler {
  readonly #options: DiallerOptions
  readonly #timers = new Set<NodeJS.Timeout>()
  #carrier: Carrier | null = null
  #retryMs: number
  #isStarted = false
  #isStopped = false
  #isHalted = false
  /** So many halts there were: what was dialled before one is of no use after it. */
  #halts = 0

  constructor(options: DiallerOptions) {
    this.#options = options
    this.#retryMs = options.timing.retryMsMin
  }

  /** The connection that stands. */
  get carrier(): Carrier | null {
    return this.#carrier
  }

  /** Whether a connection is the one that stands still. */
  isLive(carrier: Carrier): boolean {
    return this.#carrier === carrier
  }

  start(): void {
    if (this.#isStarted) return
    this.#isStarted = true
    this.#connect().catch(this.#options.report)
  }

  stop(): void {
    this.#isStopped = true
    for (const timer of this.#timers) clearTimeout(timer)
    this.#timers.clear()
    this.#carrier?.close()
  }

  /** The other end has taken this one up. Until it has, pauses grow: an end that is busy is not helped by more callers. */
  takenUp(): void {
    this.#retryMs = this.#options.timing.retryMsMin
  }

  /** The connection ends and another one begins after the shortest pause. */
  redial(): void {
    this.takenUp()
    this.#carrier?.close()
  }

  /** The connection ends, and none begins before {@link resume}. */
  halt(): void {
    const carrier = this.#carrier
    this.#isHalted = true
    this.#halts += 1
    this.#carrier = null
    if (!carrier) return
    this.#options.onEnd()
    carrier.close()
  }

  resume(): void {
    if (!this.#isHalted) return
    this.#isHalted = false
    this.takenUp()
    if (this.#isStarted) this.#connect().catch(this.#options.report)
  }

  /** Does something after `ms`, unless it is stopped before. */
  later(ms: number, work: () => void): void {
    if (this.#isStopped) return
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      work()
    }, ms)
    this.#timers.add(timer)
  }

  async #connect(): Promise<void> {
    if (this.#isStopped) return
    const { dial, report, timing, onFrame, onEnd } = this.#options
    const halts = this.#halts
    let carrier: Carrier
    try {
      carrier = await dial()
    } catch (error) {
      report(error)
      return halts === this.#halts ? this.#again() : undefined
    }
    if (this.#isStopped || halts !== this.#halts) return carrier.close()
    this.#carrier = carrier
    const silence = new Silence(timing.silenceMs, () => carrier.close())
    carrier.onClose(() => {
      silence.stop()
      if (!this.isLive(carrier)) return
      this.#carrier = null
      onEnd()
      this.#again()
    })
    carrier.onText((text) => {
      silence.heard()
      const frame = readFrame(text)
      if (frame) onFrame(frame, carrier)
    })
    this.#keepBeating(carrier)
  }

  #again(): void {
    const halts = this.#halts
    if (this.#isHalted) return
    this.later(this.#retryMs, () => {
      if (halts === this.#halts) this.#connect().catch(this.#options.report)
    })
    this.#retryMs = Math.min(this.#retryMs * 2, this.#options.timing.retryMsMax)
  }

  #keepBeating(carrier: Carrier): void {
    const { beat, timing, report } = this.#options
    this.later(timing.beatMs, () => {
      if (!this.isLive(carrier)) return
      beat(carrier).catch(report)
      this.#keepBeating(carrier)
    })
  }
}
