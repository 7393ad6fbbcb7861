import type { PassedAnswer, PassedCall } from '../app/route/passed-call.ts'
import type { Carrier } from './carrier.ts'
import { Dialler } from './dialler.ts'
import { type Frame, linkVersion, writeFrame } from './protocol.ts'
import { ServerLine, type ServerLineOptions } from './server-line.ts'
import { type LinkTiming, usualTiming } from './timing.ts'

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
  readonly #dialler: Dialler
  #line: ServerLine | null = null
  #isJoined = false
  #handling: Promise<void> = Promise.resolve()

  constructor(options: ServerSpokeOptions) {
    this.#options = options
    this.#timing = options.timing ?? usualTiming
    const { dial, report } = options
    this.#dialler = new Dialler({
      ...{ dial, report, timing: this.#timing },
      onFrame: (frame, carrier) => {
        if (frame.type === 'ask') this.#answer(frame, carrier).catch(report)
        else this.#handling = this.#handling.then(() => this.#handle(frame, carrier)).catch(report)
      },
      onEnd: () => {
        this.#line?.close()
        this.#line = null
        this.#isJoined = false
      },
      beat: async (carrier) => {
        if (this.#line) await this.#line.beat()
        else carrier.send(writeFrame({ type: 'beat' }))
      },
    })
  }

  get isConnected(): boolean {
    return this.#isJoined
  }

  start(): void {
    this.#dialler.start()
  }

  kick(): void {
    this.#line?.kick()
  }

  /** Resolves when what came is dealt with. */
  async stop(): Promise<void> {
    const line = this.#line
    this.#dialler.stop()
    await line?.settled()
  }

  async #handle(frame: Frame, carrier: Carrier): Promise<void> {
    if (!this.#dialler.isLive(carrier)) return
    if (frame.type === 'greeting') return this.#meet(frame, carrier)
    if (frame.type === 'joined') {
      this.#isJoined = true
      this.#dialler.takenUp()
      return this.#line?.join(frame)
    }
    this.#line?.handle(frame)
  }

  async #meet(greeting: Greeting, carrier: Carrier): Promise<void> {
    // Said twice.
    if (this.#line) return
    const { app, report, onBooks } = this.#options
    if (greeting.version !== linkVersion)
      throw new Error(`link version ${greeting.version} is not ${linkVersion}`)
    await app.storage.now.tenants.save(greeting.tenant, app.clock.now())
    if (!this.#dialler.isLive(carrier)) return
    const { line, organizationId } = greeting
    const scope = { tenantId: greeting.tenant.id, line, organizationId, end: 'dials' } as const
    this.#line = new ServerLine({
      ...scope,
      ...{ app, report, onBooks, carrier, timing: this.#timing, peerNode: greeting.nodeId },
    })
    await this.#greet(this.#line, greeting, carrier)
  }

  /** Says what is here until the other end says what is there: the line may lose a frame. */
  async #greet(line: ServerLine, greeting: Greeting, carrier: Carrier): Promise<void> {
    const { app, report } = this.#options
    this.#dialler.later(this.#timing.resendMs, () => {
      if (this.#line === line && !this.#isJoined) this.#greet(line, greeting, carrier).catch(report)
    })
    const here = await ServerLine.here(app, { line: greeting.line, peerNode: greeting.nodeId })
    const nodeId = app.storage.node.id
    carrier.send(writeFrame({ type: 'greeted', version: linkVersion, nodeId, ...here }))
  }

  async #answer({ id, call }: Extract<Frame, { type: 'ask' }>, carrier: Carrier): Promise<void> {
    const { answer } = this.#options
    if (answer) carrier.send(writeFrame({ type: 'answer', id, answer: await answer(call) }))
  }
}
