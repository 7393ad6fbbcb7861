import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import { takeOverLocations } from '../app/cloud/courier-locations.ts'
import type { App, LinkPeer } from '../app/ports.ts'
import { ofOrdersKinds, toTillKinds } from '../app/route/kinds.ts'
import { handoverOf } from '../app/till/hand-over.ts'
import { claimReign, greetMain, greetStandby, tellAlone } from '../app/till/standby/reign.ts'
import { stockHeld } from '../app/till/stock-question.ts'
import type { Uuid } from '../kernel/ids.ts'
import { type Carrier, webSocketCarrier } from './carrier.ts'
import { type Frame, linkVersion, readFrame, writeFrame } from './protocol.ts'
import { LinkSession } from './session.ts'
import { type LinkTiming, Silence, usualTiming } from './timing.ts'

export type HubOptions = {
  app: App
  /** A till dialled in: whoever played it here must stop, and has when the promise resolves. */
  onConnected?: (peer: LinkPeer) => Promise<void> | void
  /** What tills are told comes from other servers too, which this node passes on (ADR 38). */
  isRelay?: boolean
  report: (error: unknown) => void
  timing?: LinkTiming
}

/** The end that tills dial: checks who they are, sends them commands and books, takes over their journal. */
export class LinkHub {
  readonly #options: HubOptions
  /** Main tills that have greeted, by their groups, and standby ones. */
  readonly #sessions = new Map<Uuid, Connected>()
  readonly #standbys = new Map<Uuid, Connected>()
  readonly #all = new Set<Connected>()
  /** So many have dialled. */
  #count = 0
  readonly #sockets = new WebSocketServer({
    noServer: true,
    maxPayload: 32 * 1024 * 1024,
    perMessageDeflate: false,
  })

  #isClosed = false

  constructor(options: HubOptions) {
    // What is under way when the node stops fails with it.
    this.#options = { ...options, report: (error) => (this.#isClosed ? undefined : options.report(error)) }
  }

  /** Handles an HTTP upgrade of the link's path. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const token = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1]
    const refuse = (): void => {
      socket.end('HTTP/1.1 401 Unauthorized\r\nConnection: close\r\n\r\n')
    }
    if (!token) return refuse()
    this.#options.app.storage.now.links
      .peerByToken(token)
      .then((peer) => {
        if (!peer) return refuse()
        this.#sockets.handleUpgrade(request, socket, head, (webSocket) =>
          this.accept(webSocketCarrier(webSocket), peer),
        )
      })
      .catch((error: unknown) => {
        this.#options.report(error)
        refuse()
      })
  }

  /**
   * Serves an authenticated till on any carrier. A till that greets again replaces its older connection; its standby has
   * one of its own (ADR 32).
   */
  accept(carrier: Carrier, peer: LinkPeer): void {
    const { terminalGroupId } = peer
    const connected: Connected = new Connected(this.#options, carrier, peer, {
      number: this.#count++,
      isMainHeard: () => this.isConnected(terminalGroupId),
      endMain: () => this.#sessions.get(terminalGroupId)?.close(),
      seat: (isStandby) => this.#seat(connected, terminalGroupId, isStandby),
    })
    this.#all.add(connected)
    carrier.onClose(() => {
      this.#all.delete(connected)
      for (const seats of [this.#sessions, this.#standbys])
        if (seats.get(terminalGroupId) === connected) seats.delete(terminalGroupId)
    })
  }

  /** Greetings take their time: one that has ended meanwhile, or that its node has dialled past, gets no seat. */
  #seat(connected: Connected, terminalGroupId: Uuid, isStandby: boolean): boolean {
    if (!this.#all.has(connected)) return false
    const seats = isStandby ? this.#standbys : this.#sessions
    const before = seats.get(terminalGroupId)
    if (before?.isAfter(connected)) return false
    if (before !== connected) before?.close()
    seats.set(terminalGroupId, connected)
    return true
  }

  isConnected(terminalGroupId: Uuid): boolean {
    return this.#sessions.has(terminalGroupId)
  }

  /** Whether a standby of the till listens too. */
  hasStandby(terminalGroupId: Uuid): boolean {
    return this.#standbys.has(terminalGroupId)
  }

  /** Entries or books may wait for the tills. */
  kick(): void {
    for (const session of this.#all) session.kick()
  }

  close(): void {
    this.#isClosed = true
    for (const session of this.#all) session.close()
    this.#sockets.close()
  }
}

/** What a connection may do to the other ones of its group. */
type Places = {
  /** Later ones have greater numbers. */
  number: number
  isMainHeard(): boolean
  endMain(): void
  /** It has greeted as what it is: an older connection of the same kind ends. False: this one has ended, or is the older. */
  seat(isStandby: boolean): boolean
}

class Connected {
  readonly #options: HubOptions
  readonly #carrier: Carrier
  readonly #peer: LinkPeer
  readonly #timing: LinkTiming
  readonly #places: Places
  #nodeId: Uuid | null = null
  #session: LinkSession | null = null
  #booksRevision = -1n
  #isBeginning = false
  #isStandby = false

  constructor(options: HubOptions, carrier: Carrier, peer: LinkPeer, places: Places) {
    this.#places = places
    this.#options = options
    this.#carrier = carrier
    this.#peer = peer
    this.#timing = options.timing ?? usualTiming
    const silence = new Silence(this.#timing.silenceMs, () => this.close())
    carrier.onClose(() => silence.stop())
    carrier.onText((text) => {
      silence.heard()
      const frame = readFrame(text)
      if (frame) this.#handle(frame).catch(options.report)
    })
    this.#welcome().catch(options.report)
  }

  /** The same node dialled this one after another one. */
  isAfter(other: Connected): boolean {
    return this.#nodeId === other.#nodeId && this.#places.number > other.#places.number
  }

  kick(): void {
    this.#session?.kick()
    if (this.#session) this.#sendBooks().catch(this.#options.report)
  }

  close(): void {
    this.#session?.close()
    this.#carrier.close()
  }

  async #handle(frame: Frame): Promise<void> {
    if (frame.type === 'hello') return this.#greeted(frame)
    if (frame.type === 'claim') return this.#claimed(frame)
    if (frame.type === 'askStock') return this.#tellStock(frame)
    if (frame.type === 'beat') {
      this.#send({ type: 'beat' })
      const nodeId = this.#nodeId
      // Who is under way of being greeted is not judged yet: on a slow machine a beat overtakes the greeting, each time. Who
      // has not greeted may not have heard the welcome.
      if (this.#isStandby) return
      if (!nodeId) return this.#isBeginning ? undefined : this.#welcome()
      await this.#beat()
      const { app } = this.#options
      const { isAlone } = frame
      // Its greeting may have crossed the claim of its standby.
      if (isAlone !== undefined && !(await tellAlone(app, this.#peer, nodeId, isAlone))) return this.close()
      const { locations = [] } = frame
      return takeOverLocations(app.storage.now, this.#peer, locations, app.clock.now())
    }
    this.#session?.handle(frame)
  }

  async #welcome(): Promise<void> {
    const { storage } = this.#options.app
    const { tenantId, organizationId, terminalGroupId } = this.#peer
    const tenant = (await storage.now.tenants.list()).find((one) => one.id === tenantId)
    if (!tenant) return this.close()
    const nodeId = storage.node.id
    this.#send({ type: 'welcome', version: linkVersion, nodeId, tenant, organizationId, terminalGroupId })
  }

  /** A till that got no answer yet greets again. */
  async #greeted(hello: Extract<Frame, { type: 'hello' }>): Promise<void> {
    if (this.#isBeginning) return
    this.#isBeginning = true
    this.#session?.close()
    await this.#begin(hello).finally(() => {
      this.#isBeginning = false
    })
  }

  async #begin(hello: Extract<Frame, { type: 'hello' }>): Promise<void> {
    const { app, report } = this.#options
    if (hello.version !== linkVersion) {
      this.#send({ type: 'refused', reason: `link version ${hello.version} is not ${linkVersion}` })
      return this.close()
    }
    const isStandby = hello.isStandby ?? false
    const greeted = isStandby ? { isWelcome: true, epoch: null } : await greetMain(app, this.#peer, hello)
    if (!greeted.isWelcome) {
      const { epoch } = greeted
      this.#send({
        type: 'refused',
        reason: 'another node is the main till now',
        ...(epoch ? { epoch } : {}),
      })
      return this.close()
    }
    this.#nodeId = hello.nodeId
    this.#isStandby = isStandby
    if (!this.#places.seat(isStandby)) return this.close()
    if (isStandby) await greetStandby(app, this.#peer, hello)
    const handedOver = Promise.resolve(isStandby ? undefined : this.#options.onConnected?.(this.#peer))
    // Whoever waits for it hears of a failure.
    handedOver.catch(report)
    const { tenantId, terminalGroupId } = this.#peer
    const peer = `till ${terminalGroupId} of node ${hello.nodeId}`
    const place = { tenantId, terminalGroupId }
    // What this process did before the till got a node of its own is done.
    const outgoing = isStandby
      ? { ...place, kinds: null, origin: 'any' as const, ownKinds: toTillKinds }
      : this.#options.isRelay
        ? { ...place, kinds: ofOrdersKinds, origin: 'any' as const }
        : { ...place, kinds: toTillKinds, notAnsweredHere: true as const }
    const session = new LinkSession({
      app,
      carrier: this.#carrier,
      peer,
      outgoing,
      report,
      resendMs: this.#timing.resendMs,
    })
    this.#session = session
    this.#booksRevision = hello.booksRevision
    await this.#sendBooks()
    if (!isStandby) await this.#beat()
    // The day is told only when nobody here goes on with it.
    if (hello.isNew) await handedOver
    const handover = hello.isNew && !isStandby ? await handoverOf(app, this.#peer) : null
    const position = await app.storage.now.links.cursor(peer)
    const { epoch } = greeted
    const hasOf = await this.#hasOf(hello.mainsBefore ?? [])
    this.#send({
      ...{ type: 'resume', position, hasOf },
      ...(handover ? { handover } : {}),
      ...(epoch ? { epoch } : {}),
    })
    session.start(hello.has)
  }

  async #hasOf(nodeIds: readonly Uuid[]): Promise<{ nodeId: Uuid; seq: bigint }[]> {
    const { standbys } = this.#options.app.storage.now
    const { tenantId } = this.#peer
    return Promise.all(
      nodeIds.map(async (nodeId) => ({ nodeId, seq: await standbys.lastSeq(tenantId, nodeId) })),
    )
  }

  /** A standby asks for the place of the main till; it is told only when it has what is known here of the till. */
  async #claimed({ epoch, isByRight }: Extract<Frame, { type: 'claim' }>): Promise<void> {
    const { app } = this.#options
    const session = this.#session
    if (!session || !this.#nodeId || !this.#isStandby) return
    if (!(await session.delivered(await app.storage.now.links.lastPosition()))) return
    const claim = { epoch, isByRight, nodeId: this.#nodeId, isMainHeard: this.#places.isMainHeard() }
    const answer = await claimReign(app, this.#peer, claim)
    if (answer.refusal === null) this.#places.endMain()
    this.#send({ type: 'claimed', ...answer })
  }

  /** Of its own restaurant, whatever it asks. */
  async #tellStock({ id, question }: Extract<Frame, { type: 'askStock' }>): Promise<void> {
    if (!this.#session) return
    const held = await stockHeld(this.#options.app, this.#peer, question)
    this.#send({ type: 'stock', id, held })
  }

  #send(frame: Frame): void {
    this.#carrier.send(writeFrame(frame))
  }

  async #sendBooks(): Promise<void> {
    const { app } = this.#options
    const revision = await app.storage.now.books.revision(this.#peer.tenantId)
    if (revision === this.#booksRevision) return
    const items = await app.storage.now.books.changedSince(this.#peer.tenantId, this.#booksRevision)
    this.#booksRevision = revision
    this.#send({ type: 'books', tenantId: this.#peer.tenantId, revision, items })
  }

  async #beat(): Promise<void> {
    const { app } = this.#options
    const { tenantId, organizationId, terminalGroupId } = this.#peer
    await app.storage.now.liveness.beat(tenantId, organizationId, terminalGroupId, app.clock.now())
  }
}
