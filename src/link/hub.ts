import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import { takeOverLocations } from '../app/cloud/courier-locations.ts'
import type { App, LinkPeer } from '../app/ports.ts'
import { walletKinds } from '../app/till/follow-wallets.ts'
import { handoverOf } from '../app/till/hand-over.ts'
import { tillCommandKind } from '../app/till/till-command.ts'
import type { Uuid } from '../kernel/ids.ts'
import { type Carrier, webSocketCarrier } from './carrier.ts'
import { type Frame, linkVersion, readFrame, writeFrame } from './protocol.ts'
import { LinkSession } from './session.ts'
import { type LinkTiming, Silence, usualTiming } from './timing.ts'

export type HubOptions = {
  app: App
  /** A till dialled in: whoever played it here must stop, and has when the promise resolves. */
  onConnected?: (peer: LinkPeer) => Promise<void> | void
  report: (error: unknown) => void
  timing?: LinkTiming
}

/** The end that tills dial: checks who they are, sends them commands and books, takes over their journal. */
export class LinkHub {
  readonly #options: HubOptions
  readonly #sessions = new Map<Uuid, Connected>()
  readonly #sockets = new WebSocketServer({
    noServer: true,
    maxPayload: 32 * 1024 * 1024,
    perMessageDeflate: false,
  })

  constructor(options: HubOptions) {
    this.#options = options
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

  /** Serves an authenticated till on any carrier. A till that dials again replaces its older connection. */
  accept(carrier: Carrier, peer: LinkPeer): void {
    this.#sessions.get(peer.terminalGroupId)?.close()
    const handedOver = Promise.resolve(this.#options.onConnected?.(peer))
    const connected = new Connected(this.#options, carrier, peer, handedOver)
    this.#sessions.set(peer.terminalGroupId, connected)
    carrier.onClose(() => {
      if (this.#sessions.get(peer.terminalGroupId) === connected) this.#sessions.delete(peer.terminalGroupId)
    })
  }

  isConnected(terminalGroupId: Uuid): boolean {
    return this.#sessions.has(terminalGroupId)
  }

  /** Entries or books may wait for the tills. */
  kick(): void {
    for (const session of this.#sessions.values()) session.kick()
  }

  close(): void {
    for (const session of this.#sessions.values()) session.close()
    this.#sockets.close()
  }
}

/** What a till hears of: what it is asked to do, and what is in the wallets of the company's guests. */
const toTills = [tillCommandKind, ...walletKinds]

class Connected {
  readonly #options: HubOptions
  readonly #carrier: Carrier
  readonly #peer: LinkPeer
  readonly #timing: LinkTiming
  readonly #handedOver: Promise<void>
  #session: LinkSession | null = null
  #booksRevision = -1n
  #isBeginning = false

  constructor(options: HubOptions, carrier: Carrier, peer: LinkPeer, handedOver: Promise<void>) {
    this.#handedOver = handedOver
    // Whoever waits for it hears of a failure.
    handedOver.catch(options.report)
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
    if (frame.type === 'beat') {
      this.#send({ type: 'beat' })
      await this.#beat()
      const { app } = this.#options
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
    const { tenantId, terminalGroupId } = this.#peer
    const peer = `till ${terminalGroupId} of node ${hello.nodeId}`
    // What this process did before the till got a node of its own is done.
    const outgoing = { tenantId, terminalGroupId, kinds: toTills, notAnsweredHere: true as const }
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
    await this.#beat()
    // The day is told only when nobody here goes on with it.
    if (hello.isNew) await this.#handedOver
    const handover = hello.isNew ? await handoverOf(app, this.#peer) : null
    const position = await app.storage.now.links.cursor(peer)
    this.#send({ type: 'resume', position, ...(handover ? { handover } : {}) })
    session.start(hello.has)
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
