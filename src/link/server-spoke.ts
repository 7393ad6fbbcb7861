import type { PassedAnswer, PassedCall } from '../app/route/passed-call.ts'
import type { Carrier } from './carrier.ts'
import { type Frame, linkVersion, readFrame, writeFrame } from './protocol.ts'
import { ServerLine, type ServerLineOptions } from './server-line.ts'
import { type LinkTiming, Silence, usualTiming } from './timing.ts'

export type ServerSpokeOptions = Pick<ServerLineOptions, 'app' | 'report' | 'onBooks'> & {
  /** Opens a connection, or rejects. */
  dial: () => Promise<Carrier>
  /** Answers what the portal passes on; null: this end is asked nothing. */
  answer: ((call: PassedCall) => Promise<PassedAnswer>) | null
  timing?: LinkTiming
}

type Greeting = Extract<Frame, { type: 'greeting' }>

/** The end of a server that dials its chain or the portal, again and again; it works on whatever happens (ADR 38). */
export class ServerSpoke {
  readonly #options: ServerSpokeOptions
  readonly #timing: LinkTiming
  readonly #timers = new Set<NodeJS.Timeout>()
  #carrier: Carrier | null = null
  #line: ServerLine | null = null
  #isJoined = false
  #isStopped = false
  #retryMs: number

  constructor(options: ServerSpokeOptions) {
    this.#options = options
    this.#timing = options.timing ?? usualTiming
    this.#retryMs = this.#timing.retryMsMin
  }

  get isConnected(): boolean {
    return this.#isJoined
  }

  start(): void {
    this.#connect().catch(this.#options.report)
  }

  kick(): void {
    this.#line?.kick()
  }

  /** Resolves when what came is dealt with. */
  async stop(): Promise<void> {
    this.#isStopped = true
    for (const timer of this.#timers) clearTimeout(timer)
    const line = this.#line
    this.#carrier?.close()
    await line?.settled()
  }

  async #connect(): Promise<void> {
    if (this.#isStopped) return
    let carrier: Carrier
    try {
      carrier = await this.#options.dial()
    } catch (error) {
      this.#options.report(error)
      return this.#again()
    }
    if (this.#isStopped) return carrier.close()
    this.#carrier = carrier
    const silence = new Silence(this.#timing.silenceMs, () => carrier.close())
    carrier.onClose(() => {
      silence.stop()
      this.#line?.close()
      this.#line = null
      this.#isJoined = false
      this.#again()
    })
    let handling: Promise<void> = Promise.resolve()
    carrier.onText((text) => {
      silence.heard()
      const frame = readFrame(text)
      if (frame?.type === 'ask') this.#answer(frame, carrier).catch(this.#options.report)
      else if (frame) handling = handling.then(() => this.#handle(frame, carrier)).catch(this.#options.report)
    })
  }

  #again(): void {
    if (this.#isStopped) return
    this.#later(this.#retryMs, () => void this.#connect().catch(this.#options.report))
    this.#retryMs = Math.min(this.#retryMs * 2, this.#timing.retryMsMax)
  }

  #later(ms: number, work: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      work()
    }, ms)
    this.#timers.add(timer)
  }

  async #handle(frame: Frame, carrier: Carrier): Promise<void> {
    if (frame.type === 'greeting') return this.#meet(frame, carrier)
    if (frame.type === 'joined') {
      this.#isJoined = true
      this.#retryMs = this.#timing.retryMsMin
      return this.#line?.join(frame)
    }
    this.#line?.handle(frame)
  }

  async #meet(greeting: Greeting, carrier: Carrier): Promise<void> {
    const { app, report, onBooks } = this.#options
    if (greeting.version !== linkVersion)
      throw new Error(`link version ${greeting.version} is not ${linkVersion}`)
    await app.storage.now.tenants.save(greeting.tenant, app.clock.now())
    const { line, organizationId } = greeting
    const scope = { tenantId: greeting.tenant.id, line, organizationId, end: 'dials' } as const
    this.#line?.close()
    this.#line = new ServerLine({
      ...scope,
      ...{ app, report, onBooks, carrier, timing: this.#timing, peerNode: greeting.nodeId },
    })
    this.#keepBeating(this.#line)
    await this.#greet(this.#line, greeting, carrier)
  }

  /** Says what is here until the other end says what is there: the line may lose a frame. */
  async #greet(line: ServerLine, greeting: Greeting, carrier: Carrier): Promise<void> {
    const { app, report } = this.#options
    this.#later(this.#timing.resendMs, () => {
      if (this.#line === line && !this.#isJoined) this.#greet(line, greeting, carrier).catch(report)
    })
    const here = await ServerLine.here(app, { line: greeting.line, peerNode: greeting.nodeId })
    const nodeId = app.storage.node.id
    carrier.send(writeFrame({ type: 'greeted', version: linkVersion, nodeId, ...here }))
  }

  #keepBeating(line: ServerLine): void {
    this.#later(this.#timing.beatMs, () => {
      if (this.#line !== line || this.#isStopped) return
      line.beat().catch(this.#options.report)
      this.#keepBeating(line)
    })
  }

  async #answer({ id, call }: Extract<Frame, { type: 'ask' }>, carrier: Carrier): Promise<void> {
    const { answer } = this.#options
    if (answer) carrier.send(writeFrame({ type: 'answer', id, answer: await answer(call) }))
  }
}
