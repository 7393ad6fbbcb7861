import { WebSocket } from 'ws'
import type { App } from '../app/ports.ts'
import { takeHandover, wantsHandover } from '../app/till/hand-over.ts'
import type { Till } from '../app/till/till-command.ts'
import type { Uuid } from '../kernel/ids.ts'
import { type Carrier, webSocketCarrier } from './carrier.ts'
import { type Frame, linkVersion, readFrame, writeFrame } from './protocol.ts'
import { LinkSession, type OwnEntries } from './session.ts'
import { type LinkTiming, Silence, usualTiming } from './timing.ts'

export type SpokeOptions = {
  app: App
  /** Opens a connection to the hub, or rejects. */
  dial: () => Promise<Carrier>
  /** The hub told which till this is and sent its books; called at every connection. */
  onReady: (till: Till) => Promise<void>
  report: (error: unknown) => void
  timing?: LinkTiming
  /** Of a till that may have a standby (ADR 32). */
  pair?: SpokeOfPair
}

/** What a spoke asks and tells the pair that its node is one of. */
export type SpokeOfPair = {
  standing(): Promise<{ epoch: number; isStandby: boolean }>
  /** The hub takes another node for the main till. */
  onSuperseded(epoch: number): void
  /** The hub counts this node's reign so. */
  onEpoch(epoch: number): Promise<void>
  /** What its standby does not have yet does not leave either; null: nothing waits. */
  holdAfter(): bigint | null
  isAlone(): boolean
}

export type Claimed = Extract<Frame, { type: 'claimed' }>
const claimMsMax = 10_000
/** Of so many of the last seqs the hub may lack one before the last: what was committed together has no order. */
const unsureSeqs = 1_000n

/** The till's end of the link: dials, resumes, dials again; the till works on whatever happens here. */
export class LinkSpoke {
  readonly #options: SpokeOptions
  readonly #timing: LinkTiming
  #session: LinkSession | null = null
  /** What the session sends: nothing before the hub has said what it has. */
  #outgoing: OwnEntries | null = null
  /** The hub said where to go on, and this till is at work. */
  #isResumed = false
  #carrier: Carrier | null = null
  #retryMs: number
  #isStopped = false
  #isStandby = false
  #till: Till | null = null
  /** Positions of couriers up to this moment were sent. */
  #locatedUntil = 0
  #handling: Promise<void> = Promise.resolve()
  #timers = new Set<NodeJS.Timeout>()
  #onClaimed: ((answer: Claimed) => void) | null = null

  constructor(options: SpokeOptions) {
    this.#options = options
    this.#timing = options.timing ?? usualTiming
    this.#retryMs = this.#timing.retryMsMin
  }

  get isConnected(): boolean {
    return this.#session !== null
  }

  start(): void {
    this.#connect().catch(this.#options.report)
  }

  kick(): void {
    this.#session?.kick()
  }

  /** The connection ends and a new one begins at once: the till greets as what it is now. */
  redial(): void {
    this.#retryMs = this.#timing.retryMsMin
    this.#carrier?.close()
  }

  /** A standby asks the hub to let it reign; null: the hub cannot be asked. */
  async claim(epoch: number, isByRight: boolean): Promise<Claimed | null> {
    const carrier = this.#carrier
    if (!carrier || !this.#session || !this.#isResumed) return null
    return new Promise((resolve) => {
      const end = (answer: Claimed | null): void => {
        clearTimeout(timer)
        clearInterval(saying)
        this.#onClaimed = null
        resolve(answer)
      }
      const timer = setTimeout(() => end(null), claimMsMax)
      this.#onClaimed = end
      carrier.onClose(() => end(null))
      const say = (): void => carrier.send(writeFrame({ type: 'claim', epoch, isByRight }))
      // The line may lose a frame; the hub answers a repeat as it answered the first.
      const saying = setInterval(say, this.#timing.resendMs)
      say()
    })
  }

  /** Says at once how the till stands with its standby. */
  async tell(): Promise<void> {
    if (this.#carrier && this.#isResumed) await this.#beat(this.#carrier)
  }

  stop(): void {
    this.#isStopped = true
    for (const timer of this.#timers) clearTimeout(timer)
    this.#carrier?.close()
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
      // One that another has taken the place of ends nothing and begins nothing.
      if (this.#carrier !== carrier) return
      this.#carrier = null
      this.#session?.close()
      this.#session = null
      this.#again()
    })
    carrier.onText((text) => {
      silence.heard()
      const frame = readFrame(text)
      if (!frame) return
      // One after another: books must be here before the till that sells by them.
      this.#handling = this.#handling.then(() => this.#handle(frame, carrier)).catch(this.#options.report)
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
    const { app, report } = this.#options
    switch (frame.type) {
      case 'welcome':
        return this.#introduce(frame, carrier)
      case 'books':
        await app.storage.transaction((tx) => tx.books.takeOver(frame.tenantId, frame.items, frame.revision))
        return app.forgetCatalog(frame.tenantId)
      case 'refused':
        report(new Error(`the cloud refused the link: ${frame.reason}`))
        return frame.epoch === undefined ? undefined : this.#options.pair?.onSuperseded(frame.epoch)
      case 'claimed':
        return this.#onClaimed?.(frame)
      case 'resume':
        if (frame.epoch !== undefined) await this.#options.pair?.onEpoch(frame.epoch)
        if (this.#till && frame.handover) await takeHandover(app, this.#till, frame.handover)
        if (this.#till) await this.#options.onReady(this.#till)
        this.#isResumed = true
        this.#tellAll(frame.hasOf ?? [])
        return this.#session?.handle(frame)
      default:
        this.#session?.handle(frame)
    }
  }

  async #introduce(frame: Extract<Frame, { type: 'welcome' }>, carrier: Carrier): Promise<void> {
    const { app, report } = this.#options
    const { storage } = app
    const { tenant, organizationId, terminalGroupId } = frame
    if (frame.version !== linkVersion) throw new Error(`link version ${frame.version} is not ${linkVersion}`)
    await storage.now.tenants.save(tenant, app.clock.now())
    const peer = `hub ${frame.nodeId}`
    const { pair } = this.#options
    this.#isStandby = (await pair?.standing())?.isStandby ?? false
    const outgoing: OwnEntries = { tenantId: tenant.id, terminalGroupId, kinds: [] }
    this.#outgoing = outgoing
    this.#session = new LinkSession({
      ...{ app, carrier, peer, outgoing, report },
      resendMs: this.#timing.resendMs,
      ...(pair ? { holdAfter: pair.holdAfter } : {}),
    })
    this.#isResumed = false
    this.#till = { tenantId: tenant.id, organizationId, terminalGroupId }
    this.#retryMs = this.#timing.retryMsMin
    this.#keepBeating(carrier)
    await this.#greet(carrier, peer)
  }

  /** The main till tells what it wrote, and what those before it wrote and could not tell any more (ADR 32). */
  #tellAll(hasOf: readonly { nodeId: Uuid; seq: bigint }[]): void {
    const outgoing = this.#outgoing
    if (!outgoing || this.#isStandby) return
    outgoing.kinds = null
    if (hasOf.length > 0)
      outgoing.alsoOf = hasOf.map(({ nodeId, seq }) => ({ origin: nodeId, afterSeq: seq - unsureSeqs }))
  }

  /**
   * Says how much of the hub's journal and books is here; the hub answers where to resume. Said again until it does: the
   * line may lose a frame, and either end may fail on the way.
   */
  async #greet(carrier: Carrier, peer: string): Promise<void> {
    const session = this.#session
    const { app, report } = this.#options
    const { storage } = app
    const tenantId = this.#till?.tenantId
    if (!session || !tenantId) return
    this.#later(this.#timing.resendMs, () => {
      if (this.#session === session && !this.#isResumed) this.#greet(carrier, peer).catch(report)
    })
    const has = await storage.now.links.cursor(peer)
    const booksRevision = await storage.now.books.revision(tenantId)
    const isStandby = this.#isStandby
    const isNew = !isStandby && (await wantsHandover(app))
    const { id: nodeId } = storage.node
    const { pair } = this.#options
    const epoch = (await pair?.standing())?.epoch ?? 0
    const mainsBefore = pair && !isStandby ? await storage.now.standbys.followed() : []
    const hello = { type: 'hello', version: linkVersion, nodeId, has, booksRevision, isNew } as const
    carrier.send(writeFrame({ ...hello, epoch, isStandby, mainsBefore }))
  }

  #keepBeating(carrier: Carrier): void {
    const session = this.#session
    this.#later(this.#timing.beatMs, () => {
      if (this.#session !== session || this.#isStopped) return
      this.#beat(carrier).catch(this.#options.report)
      this.#keepBeating(carrier)
    })
  }

  /** Says that the till lives, and where its couriers have been since it last said so. */
  async #beat(carrier: Carrier): Promise<void> {
    const { storage } = this.#options.app
    const till = this.#till
    const locations = till
      ? await storage.now.courierLocations.since(till.tenantId, [till.organizationId], this.#locatedUntil)
      : []
    const { pair } = this.#options
    const alone = pair && !this.#isStandby ? { isAlone: pair.isAlone() } : {}
    carrier.send(writeFrame({ type: 'beat', ...(locations.length > 0 ? { locations } : {}), ...alone }))
    this.#locatedUntil = locations.at(-1)?.savedAt ?? this.#locatedUntil
  }
}

/** Dials a hub over WebSocket; `url` is `ws://…/link` or `wss://…/link`. */
export function dialWebSocket(url: string, token: string): () => Promise<Carrier> {
  return () =>
    new Promise((resolve, reject) => {
      const socket = new WebSocket(url, {
        headers: { authorization: `Bearer ${token}` },
        perMessageDeflate: false,
        maxPayload: 32 * 1024 * 1024,
        handshakeTimeout: 5000,
      })
      const carrier = webSocketCarrier(socket)
      socket.once('open', () => resolve(carrier))
      socket.once('error', reject)
    })
}
