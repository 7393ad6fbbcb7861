/** The line between the two nodes of one till: the standby dials, the main till sends its journal (ADR 32). */
import type { App } from '../app/ports.ts'
import { noteAside, ownAside } from '../app/till/standby/set-aside.ts'
import { cursorOf } from '../app/till/standby/standing.ts'
import type { Till } from '../app/till/till-command.ts'
import type { Uuid } from '../kernel/ids.ts'
import type { Carrier } from './carrier.ts'
import { type Frame, linkVersion, readFrame, writeFrame } from './protocol.ts'
import { LinkSession } from './session.ts'
import { type LinkTiming, Silence } from './timing.ts'

type Pairing = Extract<Frame, { type: 'pairing' }>
export type Paired = Extract<Frame, { type: 'paired' }>

type Common = {
  app: App
  report: (error: unknown) => void
  timing: LinkTiming
  /** Null while this node does not know which till it is. */
  till: () => Till | null
  standing: () => Promise<{ epoch: number; isStandby: boolean; follows: Uuid | null }>
}

export type PairDoorOptions = Common & {
  /** Somebody called: where they are, and which reign they know of. */
  onCaller: (caller: { epoch: number; url: string | null }) => Promise<void>
  /** The standby came, has everything, or is gone. */
  onChange: () => void
  /** The standby has more than before: what waited for that may leave for the cloud. */
  onHas: () => void
  /** Resolves when what is committed has its place in the journal. */
  place: () => Promise<void>
}

/** The main till's end. One standby at a time. */
export class PairDoor {
  readonly #options: PairDoorOptions
  #session: LinkSession | null = null
  #carrier: Carrier | null = null
  #isInSync = false
  /** It has caught up, and screens wait for it from now on; what they were told a moment before may be under way. */
  #isAwaited = false

  constructor(options: PairDoorOptions) {
    this.#options = options
  }

  get isConnected(): boolean {
    return this.#session !== null
  }

  /** The standby has caught up, and since then everything is at it before a screen hears of it. */
  get isInSync(): boolean {
    return this.#isInSync
  }

  /** Screens are answered when the standby has what they asked for. */
  get isAwaited(): boolean {
    return this.#isAwaited
  }

  /** How far the standby's journal is; null: nobody follows in step. */
  get standbyHas(): bigint | null {
    return this.#isAwaited ? (this.#session?.acked ?? null) : null
  }

  accept(carrier: Carrier): void {
    const { report, timing } = this.#options
    const silence = new Silence(timing.silenceMs, () => carrier.close())
    let session: LinkSession | null = null
    carrier.onClose(() => {
      silence.stop()
      session?.close()
      if (session !== null && this.#session === session) this.#leave()
    })
    let caller: Uuid | null = null
    carrier.onText((text) => {
      silence.heard()
      const frame = readFrame(text)
      if (frame?.type === 'beat') carrier.send(writeFrame({ type: 'beat' }))
      else if (frame?.type === 'pairing') {
        caller = frame.nodeId
        this.#answer(frame, carrier).catch(report)
      } else if (frame?.type === 'follow' && caller && !session) {
        session = this.#begin(caller, carrier)
        if (session) this.#lead(session, frame).catch(report)
      } else if (frame) session?.handle(frame)
    })
  }

  kick(): void {
    this.#session?.kick()
  }

  /** True when all that stands in the journal up to a position is at the standby. */
  async delivered(position: bigint): Promise<boolean> {
    return this.#isAwaited && this.#session ? this.#session.delivered(position) : false
  }

  /** Lets the standby go: it is too slow, or this node is the main till no longer. */
  drop(): void {
    this.#carrier?.close()
  }

  async #answer(pairing: Pairing, carrier: Carrier): Promise<void> {
    const { app, till, standing, onCaller } = this.#options
    const own = till()
    if (pairing.version !== linkVersion || !own || own.terminalGroupId !== pairing.terminalGroupId)
      return carrier.close()
    await onCaller({ epoch: pairing.epoch, url: pairing.url })
    const stands = await standing()
    const yourSeq = await app.storage.now.standbys.lastSeq(own.tenantId, pairing.nodeId)
    const nodeId = app.storage.node.id
    carrier.send(writeFrame({ type: 'paired', version: linkVersion, nodeId, ...stands, yourSeq }))
  }

  #begin(nodeId: Uuid, carrier: Carrier): LinkSession | null {
    const { app, till, report, timing } = this.#options
    const own = till()
    if (!own) return null
    this.drop()
    this.#leave()
    const { tenantId, terminalGroupId } = own
    this.#carrier = carrier
    this.#session = new LinkSession({
      ...{ app, carrier, report, resendMs: timing.resendMs },
      peer: `standby ${nodeId}`,
      onConfirmed: () => this.#options.onHas(),
      outgoing: { tenantId, terminalGroupId, kinds: null, origin: 'any' },
    })
    return this.#session
  }

  async #lead(session: LinkSession, { has, aside }: Extract<Frame, { type: 'follow' }>): Promise<void> {
    const own = this.#options.till()
    if (own) await noteAside(this.#options.app, own, aside)
    session.start(has)
    await this.#catchUp(session)
  }

  async #catchUp(session: LinkSession): Promise<void> {
    const { app, place, onChange } = this.#options
    const hasAll = async (): Promise<boolean> => {
      const isDelivered = await session.delivered(await app.storage.now.links.lastPosition())
      return isDelivered && this.#session === session
    }
    onChange()
    if (!(await hasAll())) return
    // What was told to screens until this moment went without waiting: it has to be there too.
    this.#isAwaited = true
    await place()
    if (!(await hasAll())) return
    this.#isInSync = true
    onChange()
  }

  #leave(): void {
    const wasThere = this.#session !== null
    this.#session?.close()
    this.#session = null
    this.#carrier = null
    this.#isInSync = false
    this.#isAwaited = false
    if (wasThere) this.#options.onChange()
  }
}

export type PairLineOptions = Common & {
  dial: () => Promise<Carrier>
  /** Where the other node reaches this one. */
  url: () => string | null
  /** The other node said who it is; true: it is the main till, and this one has made itself its standby. */
  onPaired: (paired: Paired) => Promise<boolean>
  onChange: () => void
}

/** The end that dials, again and again: of a standby, and of a main till that looks whether it was superseded. */
export class PairLine {
  readonly #options: PairLineOptions
  #carrier: Carrier | null = null
  #session: LinkSession | null = null
  #main: Uuid | null = null
  #retryMs: number
  #timer: NodeJS.Timeout | undefined
  #isStarted = false

  constructor(options: PairLineOptions) {
    this.#options = options
    this.#retryMs = options.timing.retryMsMin
  }

  /** The main till's journal comes in. */
  get isFollowing(): boolean {
    return this.#session !== null
  }

  start(): void {
    if (this.#isStarted) return
    this.#isStarted = true
    this.#retryMs = this.#options.timing.retryMsMin
    this.#connect().catch(this.#options.report)
  }

  /** Resolves when what came is dealt with. */
  async stop(): Promise<void> {
    this.#isStarted = false
    clearTimeout(this.#timer)
    const session = this.#session
    this.#carrier?.close()
    await session?.settled()
  }

  /** One try: whether the other node answered who it is. Its answer goes to `onPaired`. */
  async probe(): Promise<boolean> {
    const carrier = await this.#options.dial().catch(() => null)
    if (!carrier) return false
    return new Promise((resolve) => {
      carrier.onClose(() => resolve(false))
      carrier.onText((text) => {
        const frame = readFrame(text)
        if (frame?.type !== 'paired') return
        this.#options
          .onPaired(frame)
          .then(() => resolve(true))
          .catch(this.#options.report)
          .finally(() => carrier.close())
      })
      this.#introduce(carrier).catch(this.#options.report)
    })
  }

  async #connect(): Promise<void> {
    if (!this.#isStarted) return
    const { dial, timing, report } = this.#options
    const carrier = await dial().catch(() => null)
    if (!carrier) return this.#again()
    if (!this.#isStarted) return carrier.close()
    this.#carrier = carrier
    const silence = new Silence(timing.silenceMs, () => carrier.close())
    const beats = setInterval(() => void this.#beat(carrier).catch(report), timing.beatMs)
    carrier.onClose(() => {
      silence.stop()
      clearInterval(beats)
      if (this.#carrier !== carrier) return
      const wasFollowing = this.#session !== null
      this.#session?.close()
      this.#session = null
      this.#carrier = null
      if (wasFollowing) this.#options.onChange()
      this.#again()
    })
    carrier.onText((text) => {
      silence.heard()
      const frame = readFrame(text)
      if (frame?.type === 'paired') this.#paired(frame, carrier).catch(report)
      else if (frame) this.#session?.handle(frame)
    })
    await this.#introduce(carrier)
  }

  /** Says that it lives, and again what the line may have lost. */
  async #beat(carrier: Carrier): Promise<void> {
    carrier.send(writeFrame({ type: 'beat' }))
    if (!this.#session) await this.#introduce(carrier)
    else if (this.#main) await this.#follow(this.#main, carrier)
  }

  async #follow(main: Uuid, carrier: Carrier): Promise<void> {
    const { app, till } = this.#options
    const own = till()
    if (!own) return
    const has = await app.storage.now.links.cursor(cursorOf(main))
    carrier.send(writeFrame({ type: 'follow', has, aside: await ownAside(app, own) }))
  }

  async #introduce(carrier: Carrier): Promise<void> {
    const { app, till, standing, url } = this.#options
    const own = till()
    if (!own) return carrier.close()
    const { epoch } = await standing()
    const { terminalGroupId } = own
    const nodeId = app.storage.node.id
    const pairing = { type: 'pairing', version: linkVersion, nodeId, terminalGroupId, epoch } as const
    carrier.send(writeFrame({ ...pairing, url: url() }))
  }

  async #paired(frame: Paired, carrier: Carrier): Promise<void> {
    const { app, till, report, timing, onPaired, onChange } = this.#options
    const own = till()
    if (!own || this.#session || !(await onPaired(frame)) || this.#carrier !== carrier)
      return this.#session ? undefined : carrier.close()
    const peer = cursorOf(frame.nodeId)
    const { tenantId, terminalGroupId } = own
    // It says nothing itself.
    const outgoing = { tenantId, terminalGroupId, kinds: [] }
    this.#session = new LinkSession({ app, carrier, peer, outgoing, report, resendMs: timing.resendMs })
    this.#retryMs = timing.retryMsMin
    this.#main = frame.nodeId
    await this.#follow(frame.nodeId, carrier)
    onChange()
  }

  #again(): void {
    if (!this.#isStarted) return
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#connect().catch(this.#options.report), this.#retryMs)
    this.#retryMs = Math.min(this.#retryMs * 2, this.#options.timing.retryMsMax)
  }
}
