import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import type { ServerPeer } from '../app/ports.ts'
import type { PassedAnswer, PassedCall, Unanswered } from '../app/route/passed-call.ts'
import type { Uuid } from '../kernel/ids.ts'
import { type Carrier, webSocketCarrier } from './carrier.ts'
import { type Frame, linkVersion, readFrame, writeFrame } from './protocol.ts'
import { ServerLine, type ServerLineOptions } from './server-line.ts'
import { type LinkTiming, Silence, usualTiming } from './timing.ts'

export type ServerHubOptions = Pick<ServerLineOptions, 'app' | 'report' | 'onBooks'> & { timing?: LinkTiming }

/** The end that other servers dial: restaurants and call centres at a chain, a call centre at the portal (ADR 38). */
export class ServerHub {
  readonly #options: ServerHubOptions
  /** By peer, the latest that has said who it is. */
  readonly #seats = new Map<Uuid, Guest>()
  readonly #all = new Set<Guest>()
  readonly #sockets = new WebSocketServer({
    noServer: true,
    maxPayload: 32 * 1024 * 1024,
    perMessageDeflate: false,
  })

  constructor(options: ServerHubOptions) {
    this.#options = options
  }

  /** Handles an HTTP upgrade of the path for servers. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const token = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? ''
    const refuse = (): void => {
      socket.end('HTTP/1.1 401 Unauthorized\r\nConnection: close\r\n\r\n')
    }
    this.#options.app.storage.now.serverLines
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

  /** Serves an authenticated server on any carrier; one that dials again replaces its older connection. */
  accept(carrier: Carrier, peer: ServerPeer): void {
    const guest: Guest = new Guest(this.#options, carrier, peer, () => {
      const before = this.#seats.get(peer.id)
      if (before !== guest) before?.close()
      this.#seats.set(peer.id, guest)
    })
    this.#all.add(guest)
    carrier.onClose(() => {
      this.#all.delete(guest)
      if (this.#seats.get(peer.id) === guest) this.#seats.delete(peer.id)
    })
  }

  isConnected(peerId: Uuid): boolean {
    return this.#seats.has(peerId)
  }

  /** Has the server that listens for the portal answer a call; at most so many milliseconds (biz-card-api §16.2). */
  async ask(tenantId: Uuid, call: PassedCall, ms: number): Promise<PassedAnswer | Unanswered> {
    const guest = [...this.#seats.values()].find(
      ({ peer }) => peer.tenantId === tenantId && peer.line === 'portal',
    )
    return guest ? guest.ask(call, ms) : 'no-queue'
  }

  /** Entries or books may wait for the servers. */
  kick(): void {
    for (const guest of this.#all) guest.kick()
  }

  close(): void {
    for (const guest of this.#all) guest.close()
    this.#sockets.close()
  }
}

/** One server that has dialled. */
class Guest {
  readonly peer: ServerPeer
  readonly #options: ServerHubOptions
  readonly #carrier: Carrier
  readonly #timing: LinkTiming
  readonly #seat: () => void
  readonly #asked = new Map<Uuid, (answer: PassedAnswer | Unanswered) => void>()
  #line: ServerLine | null = null

  constructor(options: ServerHubOptions, carrier: Carrier, peer: ServerPeer, seat: () => void) {
    this.#options = options
    this.#carrier = carrier
    this.peer = peer
    this.#seat = seat
    this.#timing = options.timing ?? usualTiming
    const silence = new Silence(this.#timing.silenceMs, () => this.close())
    carrier.onClose(() => {
      silence.stop()
      this.#line?.close()
      for (const answer of this.#asked.values()) answer('late')
    })
    carrier.onText((text) => {
      silence.heard()
      const frame = readFrame(text)
      if (frame) this.#handle(frame).catch(options.report)
    })
    this.#greet().catch(options.report)
  }

  kick(): void {
    this.#line?.kick()
  }

  close(): void {
    this.#line?.close()
    this.#carrier.close()
  }

  async ask(call: PassedCall, ms: number): Promise<PassedAnswer | Unanswered> {
    const id = call.correlationId
    return new Promise((resolve) => {
      const end = (answer: PassedAnswer | Unanswered): void => {
        clearTimeout(timer)
        this.#asked.delete(id)
        resolve(answer)
      }
      const timer = setTimeout(() => end('late'), ms)
      this.#asked.set(id, end)
      this.#send({ type: 'ask', id, call })
    })
  }

  async #greet(): Promise<void> {
    const { storage } = this.#options.app
    const { tenantId, line, organizationId } = this.peer
    const tenant = (await storage.now.tenants.list()).find((one) => one.id === tenantId)
    if (!tenant) return this.close()
    const nodeId = storage.node.id
    this.#send({ type: 'greeting', version: linkVersion, nodeId, tenant, line, organizationId })
  }

  async #handle(frame: Frame): Promise<void> {
    if (frame.type === 'greeted') return this.#join(frame)
    if (frame.type === 'answer') return this.#asked.get(frame.id)?.(frame.answer)
    // It lives, and has not heard the greeting.
    if (frame.type === 'beat' && !this.#line) return this.#greet()
    this.#line?.handle(frame)
    if (frame.type === 'beat') {
      await this.#line?.beat()
      await this.#note()
    } else if (frame.type === 'entries' || frame.type === 'ack') await this.#note(frame.type === 'ack')
  }

  async #join(greeted: Extract<Frame, { type: 'greeted' }>): Promise<void> {
    const { app, report, onBooks } = this.#options
    if (greeted.version !== linkVersion) return this.close()
    const { tenantId, line, organizationId } = this.peer
    const scope = { tenantId, line, organizationId, end: 'isDialled', peerNode: greeted.nodeId } as const
    if (!this.#line) {
      this.#line = new ServerLine({
        ...scope,
        ...{ app, report, onBooks, carrier: this.#carrier, timing: this.#timing },
      })
      this.#seat()
    }
    this.#send({ type: 'joined', ...(await ServerLine.here(app, scope)) })
    this.#line.join(greeted)
    await this.#note(true)
  }

  /** Replication of restaurants is told by when they were met (server-api §6). */
  async #note(isTold = true): Promise<void> {
    const { app } = this.#options
    const now = app.clock.now()
    const met = { heardAt: now, toldAt: isTold ? now : null }
    await app.storage.now.serverLines.note(this.peer.tenantId, this.peer.id, met)
  }

  #send(frame: Frame): void {
    this.#carrier.send(writeFrame(frame))
  }
}
