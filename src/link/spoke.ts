import { WebSocket } from 'ws'
import type { App } from '../app/ports.ts'
import { takeHandover, wantsHandover } from '../app/till/hand-over.ts'
import type { StockHeld, StockQuestion } from '../app/till/stock-question.ts'
import type { Till } from '../app/till/till-command.ts'
import type { Uuid } from '../kernel/ids.ts'
import { type Carrier, webSocketCarrier } from './carrier.ts'
import { Dialler } from './dialler.ts'
import { type Frame, linkVersion, writeFrame } from './protocol.ts'
import { LinkSession, type OwnEntries } from './session.ts'
import { type LinkTiming, usualTiming } from './timing.ts'

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
  standing(): Promise<{ epoch: number; isStandby: boolean; declinesFor: Uuid | null }>
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
const askMsMax = 10_000
/** Of so many of the last seqs the hub may lack one before the last: what was committed together has no order. */
const unsureSeqs = 1_000n

/** The till's end of the link: dials, resumes, dials again; the till works on whatever happens here. */
export class LinkSpoke {
  readonly #options: SpokeOptions
  readonly #timing: LinkTiming
  readonly #dialler: Dialler
  #session: LinkSession | null = null
  /** What the session sends: nothing before the hub has said what it has. */
  #outgoing: OwnEntries | null = null
  /** The hub said where to go on, and this till is at work. */
  #isResumed = false
  #isStandby = false
  #till: Till | null = null
  /** Positions of couriers up to this moment were sent. */
  #locatedUntil = 0
  #handling: Promise<void> = Promise.resolve()
  #onClaimed: ((answer: Claimed) => void) | null = null
  readonly #asked = new Map<Uuid, (held: StockHeld[] | null) => void>()

  constructor(options: SpokeOptions) {
    this.#options = options
    this.#timing = options.timing ?? usualTiming
    const { dial, report } = options
    this.#dialler = new Dialler({
      ...{ dial, report, timing: this.#timing },
      onFrame: (frame, carrier) => {
        // One after another: books must be here before the till that sells by them.
        this.#handling = this.#handling.then(() => this.#handle(frame, carrier)).catch(report)
      },
      onEnd: () => {
        this.#session?.close()
        this.#session = null
        this.#isResumed = false
        for (const end of [...this.#asked.values()]) end(null)
      },
      beat: (carrier) => this.#beat(carrier),
    })
  }

  get isConnected(): boolean {
    return this.#session !== null
  }

  start(): void {
    this.#dialler.start()
  }

  kick(): void {
    this.#session?.kick()
  }

  /** The connection ends and a new one begins at once: the till greets as what it is now. */
  redial(): void {
    this.#dialler.redial()
  }

  /** Nothing comes from the hub any more before {@link resume}; resolves when what came is dealt with. */
  async halt(): Promise<void> {
    const session = this.#session
    this.#dialler.halt()
    await this.#handling
    await session?.settled()
  }

  resume(): void {
    this.#dialler.resume()
  }

  /** A standby asks the hub to let it reign; null: the hub cannot be asked. */
  async claim(epoch: number, isByRight: boolean): Promise<Claimed | null> {
    const { carrier } = this.#dialler
    if (!carrier || !this.#session || !this.#isResumed) return null
    return this.#ask(carrier, { type: 'claim', epoch, isByRight }, claimMsMax, (end) => {
      this.#onClaimed = end
      carrier.onClose(() => end(null))
      return () => {
        this.#onClaimed = null
      }
    })
  }

  /** What stores of the till's restaurant hold; null: the hub cannot be asked, or does not answer in time. */
  async askStock(question: StockQuestion): Promise<StockHeld[] | null> {
    const { carrier } = this.#dialler
    if (!carrier || !this.#session || !this.#isResumed) return null
    const id = this.#options.app.random.uuid()
    return this.#ask(carrier, { type: 'askStock', id, question }, askMsMax, (end) => {
      this.#asked.set(id, end)
      return () => this.#asked.delete(id)
    })
  }

  /** Asks until it is answered, the line ends or the time is over; null in these cases. */
  #ask<Answer>(
    carrier: Carrier,
    frame: Frame,
    msMax: number,
    expect: (end: (answer: Answer | null) => void) => () => void,
  ): Promise<Answer | null> {
    return new Promise((resolve) => {
      const end = (answer: Answer | null): void => {
        clearTimeout(timer)
        clearInterval(saying)
        forget()
        resolve(answer)
      }
      const timer = setTimeout(() => end(null), msMax)
      const forget = expect(end)
      const say = (): void => carrier.send(writeFrame(frame))
      // The line may lose a frame; the hub answers a repeat as it answered the first.
      const saying = setInterval(say, this.#timing.resendMs)
      say()
    })
  }

  /** Says at once how the till stands with its standby. */
  async tell(): Promise<void> {
    const { carrier } = this.#dialler
    if (carrier && this.#isResumed) await this.#beat(carrier)
  }

  stop(): void {
    this.#dialler.stop()
  }

  async #handle(frame: Frame, carrier: Carrier): Promise<void> {
    const { app } = this.#options
    // A refusal is the last word of its connection, and often heard when that has ended.
    if (frame.type === 'refused') return this.#refused(frame)
    if (!this.#dialler.isLive(carrier)) return
    switch (frame.type) {
      case 'welcome':
        return this.#introduce(frame, carrier)
      case 'books':
        await app.storage.transaction((tx) => tx.books.takeOver(frame.tenantId, frame.items, frame.revision))
        return app.forgetCatalog(frame.tenantId)
      case 'claimed':
        return this.#onClaimed?.(frame)
      case 'stock':
        return this.#asked.get(frame.id)?.(frame.held)
      case 'resume':
        return this.#resume(frame, carrier)
      default:
        this.#session?.handle(frame)
    }
  }

  #refused({ reason, epoch }: Extract<Frame, { type: 'refused' }>): void {
    this.#options.report(new Error(`the cloud refused the link: ${reason}`))
    if (epoch !== undefined) this.#options.pair?.onSuperseded(epoch)
  }

  async #resume(frame: Extract<Frame, { type: 'resume' }>, carrier: Carrier): Promise<void> {
    const { app, pair, onReady } = this.#options
    if (frame.epoch !== undefined) await pair?.onEpoch(frame.epoch)
    if (this.#till && frame.handover) await takeHandover(app, this.#till, frame.handover)
    if (this.#till) await onReady(this.#till)
    if (!this.#dialler.isLive(carrier)) return
    this.#isResumed = true
    this.#dialler.takenUp()
    this.#tellAll(frame.hasOf ?? [])
    this.#session?.handle(frame)
  }

  async #introduce(frame: Extract<Frame, { type: 'welcome' }>, carrier: Carrier): Promise<void> {
    // Said twice.
    if (this.#session) return
    const { app, report } = this.#options
    const { storage } = app
    const { tenant, organizationId, terminalGroupId } = frame
    if (frame.version !== linkVersion) throw new Error(`link version ${frame.version} is not ${linkVersion}`)
    await storage.now.tenants.save(tenant, app.clock.now())
    const peer = `hub ${frame.nodeId}`
    const { pair } = this.#options
    const isStandby = (await pair?.standing())?.isStandby ?? false
    // It ended meanwhile: the next one is welcomed for itself.
    if (!this.#dialler.isLive(carrier)) return
    this.#isStandby = isStandby
    const outgoing: OwnEntries = { tenantId: tenant.id, terminalGroupId, kinds: [] }
    this.#outgoing = outgoing
    this.#session = new LinkSession({
      ...{ app, carrier, peer, outgoing, report },
      resendMs: this.#timing.resendMs,
      ...(pair ? { holdAfter: pair.holdAfter } : {}),
    })
    this.#isResumed = false
    this.#till = { tenantId: tenant.id, organizationId, terminalGroupId }
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
    this.#dialler.later(this.#timing.resendMs, () => {
      if (this.#session === session && !this.#isResumed) this.#greet(carrier, peer).catch(report)
    })
    const has = await storage.now.links.cursor(peer)
    const booksRevision = await storage.now.books.revision(tenantId)
    const isStandby = this.#isStandby
    const isNew = !isStandby && (await wantsHandover(app))
    const { id: nodeId } = storage.node
    const { pair } = this.#options
    const { epoch = 0, declinesFor = null } = (await pair?.standing()) ?? {}
    const mainsBefore = pair && !isStandby ? await storage.now.standbys.followed() : []
    const hello = { type: 'hello', version: linkVersion, nodeId, has, booksRevision, isNew } as const
    const declining = isStandby && declinesFor ? { declinesFor } : {}
    carrier.send(writeFrame({ ...hello, epoch, isStandby, mainsBefore, ...declining }))
  }

  /** Says that the till lives, at once whatever its storage does, and where its couriers have been since it last said so. */
  async #beat(carrier: Carrier): Promise<void> {
    const { pair, app } = this.#options
    const till = this.#session ? this.#till : null
    const alone = pair && till && !this.#isStandby ? { isAlone: pair.isAlone() } : {}
    carrier.send(writeFrame({ type: 'beat', ...alone }))
    if (!till) return
    const { courierLocations } = app.storage.now
    const locations = await courierLocations.since(till.tenantId, [till.organizationId], this.#locatedUntil)
    if (locations.length === 0) return
    carrier.send(writeFrame({ type: 'beat', locations }))
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
