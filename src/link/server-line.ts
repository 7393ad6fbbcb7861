import type { App } from '../app/ports.ts'
import { isChainsBook } from '../domain/reference/book-owners.ts'
import type { Uuid } from '../kernel/ids.ts'
import type { Carrier } from './carrier.ts'
import { type LineScope, readerOf } from './line-entries.ts'
import { lines, sends } from './lines.ts'
import { type Frame, type HeardTill, writeFrame } from './protocol.ts'
import { LinkSession } from './session.ts'
import type { LinkTiming } from './timing.ts'

export type ServerLineOptions = LineScope & {
  app: App
  carrier: Carrier
  timing: LinkTiming
  report: (error: unknown) => void
  /** The owner's books came; `isNewPlace`: with restaurants or terminals that were not here. */
  onBooks: (isNewPlace: boolean) => Promise<void>
}

/** How much of this node's journal and books the other end has. */
export type PeerHas = { has: bigint; books: bigint }

/** What both ends of a line between two servers do once they know each other: entries, books, signs of life. */
export class ServerLine {
  readonly #options: ServerLineOptions
  readonly #session: LinkSession
  /** Up to which revision the peer has the books of this node, and up to which they were sent. */
  #booksTaken = 0n
  #booksSent = 0n
  #isJoined = false
  #isClosed = false
  #taking: Promise<void> = Promise.resolve()

  constructor(options: ServerLineOptions) {
    this.#options = options
    const { app, carrier, report, timing, tenantId } = options
    this.#session = new LinkSession({
      ...{ app, carrier, report, resendMs: timing.resendMs },
      peer: cursorOf(options),
      outgoing: { tenantId, read: readerOf(app, options) },
    })
    carrier.onClose(() => this.close())
  }

  /** What is here of the other end's journal and books. */
  static async here(app: App, scope: Pick<LineScope, 'line' | 'peerNode'>): Promise<PeerHas> {
    const { links } = app.storage.now
    return { has: await links.cursor(cursorOf(scope)), books: await links.cursor(booksCursorOf(scope)) }
  }

  /** The other end said what it has: sending begins. */
  join({ has, books }: PeerHas): void {
    if (this.#isJoined) return
    this.#isJoined = true
    this.#booksTaken = books
    this.#booksSent = books
    // Orders are of dishes that have to be known first.
    this.#sendBooks()
      .then(() => this.#session.start(has))
      .catch(this.#options.report)
  }

  /** Journal or books may have something for the other end. */
  kick(): void {
    if (!this.#isJoined || this.#isClosed) return
    this.#session.kick()
    this.#sendBooks().catch(this.#options.report)
  }

  /** True: the frame was for this line. */
  handle(frame: Frame): boolean {
    const { report } = this.#options
    switch (frame.type) {
      case 'books':
        this.#taking = this.#taking.then(() => this.#takeBooks(frame)).catch(report)
        return true
      case 'booksTaken':
        if (frame.revision > this.#booksTaken) this.#booksTaken = frame.revision
        return true
      case 'beat':
        this.#keepHeard(frame.tills ?? []).catch(report)
        return true
      case 'entries':
      case 'ack':
      case 'resume':
        this.#session.handle(frame)
        return true
      default:
        return false
    }
  }

  /** Says that this end lives and which tills it has heard; books that got lost on the way are sent again. */
  async beat(): Promise<void> {
    const { carrier } = this.#options
    const tills = await this.#heard()
    carrier.send(writeFrame({ type: 'beat', ...(tills.length > 0 ? { tills } : {}) }))
    if (this.#booksTaken < this.#booksSent) this.#booksSent = this.#booksTaken
    this.kick()
  }

  close(): void {
    this.#isClosed = true
    this.#session.close()
  }

  /** Resolves when what came is dealt with. */
  async settled(): Promise<void> {
    await this.#taking
    await this.#session.settled()
  }

  async #sendBooks(): Promise<void> {
    const { app, carrier, tenantId, line, end } = this.#options
    if (!sends(lines[line].books, end)) return
    const { books } = app.storage.now
    const revision = await books.revision(tenantId)
    if (revision <= this.#booksSent || this.#isClosed) return
    const changed = await books.changedSince(tenantId, this.#booksTaken)
    const items = changed.filter(({ book }) => isChainsBook(book))
    this.#booksSent = revision
    carrier.send(writeFrame({ type: 'books', tenantId, revision, items }))
  }

  /** The owner's word counts, whatever stands here; they get revisions of this node, whose tills count by these. */
  async #takeBooks(frame: Extract<Frame, { type: 'books' }>): Promise<void> {
    const { app, carrier, tenantId, line, end, onBooks } = this.#options
    if (sends(lines[line].books, end)) return
    const before = await placesOf(app, tenantId)
    const cursor = booksCursorOf(this.#options)
    const taken = await app.storage.transaction(async (tx) => {
      const have = await tx.links.cursor(cursor)
      if (frame.revision <= have) return have
      await tx.books.save(
        tenantId,
        frame.items.filter(({ book }) => isChainsBook(book)),
      )
      await tx.links.moveCursor(cursor, frame.revision)
      return frame.revision
    })
    app.forgetCatalog(tenantId)
    app.wake()
    carrier.send(writeFrame({ type: 'booksTaken', revision: taken }))
    const after = await placesOf(app, tenantId)
    await onBooks([...after].some((id) => !before.has(id)))
  }

  async #heard(): Promise<HeardTill[]> {
    const { app, tenantId, line, end } = this.#options
    if (!sends(lines[line].deeds, end)) return []
    const heard: HeardTill[] = []
    for (const { id, isDeleted } of (await app.catalog(tenantId)).all('organization')) {
      if (isDeleted) continue
      const tills = await app.storage.now.liveness.of(tenantId, [id])
      for (const { terminalGroupId, seenAt } of tills)
        if (seenAt > 0) heard.push({ organizationId: id, terminalGroupId, seenAt })
    }
    return heard
  }

  async #keepHeard(tills: readonly HeardTill[]): Promise<void> {
    const { app, tenantId, line, end } = this.#options
    if (sends(lines[line].deeds, end)) return
    const { liveness } = app.storage.now
    for (const { organizationId, terminalGroupId, seenAt } of tills)
      await liveness.beat(tenantId, organizationId, terminalGroupId, seenAt)
  }
}

type Peer = Pick<LineScope, 'line' | 'peerNode'>
const cursorOf = ({ line, peerNode }: Peer): string => `${line} ${peerNode}`
const booksCursorOf = (peer: Peer): string => `books of ${cursorOf(peer)}`

async function placesOf(app: App, tenantId: Uuid): Promise<Set<Uuid>> {
  const catalog = await app.catalog(tenantId)
  return new Set(catalog.all('terminalGroup').map(({ id }) => id))
}
