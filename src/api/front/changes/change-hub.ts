import type { SequencedEntry } from '../../../app/ports.ts'
import { type LiveFeed, openLiveFeed } from '../../../app/till/live-feed.ts'
import { FrontFault } from '../faults.ts'
import type { PlayedTill } from '../played-till.ts'
import type { TillReader } from '../read/till-reader.ts'
import { type Change, changesOf, type Topic } from './changes.ts'
import { type Cursors, writeCursor } from './cursor.ts'

/** Who hears what happens at a till. */
export type Listener = {
  topics: ReadonlySet<Topic>
  /** `cursor`: where to go on after this change. */
  hear(change: Change, cursor: string): void
  /** The till is played here no more, or all data was exchanged: come again and begin anew. */
  end(): void
}

type Options = {
  played: () => PlayedTill
  reader: TillReader
  cursors: Cursors
  report: (error: unknown) => void
}

/** While a listener catches up, what happens meanwhile waits for it; more than this, and it begins anew. */
const waitingMax = 10_000
const page = 500

type Heard = Listener & { sent: bigint; waiting: Change[] | null; databaseId: string }

/** One feed of a till's journal for all who listen: each change is read once, however many hear of it. */
export class ChangeHub {
  readonly #options: Options
  readonly #listeners = new Set<Heard>()
  readonly #feed: LiveFeed
  #telling: Promise<void> = Promise.resolve()
  #stopFeed: (() => void) | null = null

  constructor(options: Options) {
    this.#options = options
    const { app, till } = options.played()
    this.#feed = openLiveFeed(app, till, options.report)
  }

  /** Entries may have appeared. */
  kick(): void {
    this.#feed.kick()
  }

  /**
   * Tells a listener what changes from now on, or from `since` on: everything at least once, in its order. Gives the place
   * it begins at; nothing is told before `begin` is called.
   */
  async subscribe(
    listener: Listener,
    since: bigint | null,
  ): Promise<{ cursor: string; begin: () => void; stop: () => void }> {
    const { cursors, played, report } = this.#options
    const { till } = played()
    const databaseId = await cursors.databaseId(till)
    const heard: Heard = { ...listener, sent: 0n, waiting: [], databaseId }
    this.#listeners.add(heard)
    if (this.#listeners.size === 1) this.#start()
    const stop = (): void => this.#leave(heard)
    try {
      await this.#feed.ready()
      heard.sent = since ?? (await cursors.present(till)).revision
    } catch (error) {
      stop()
      throw error
    }
    const begin = (): void =>
      void this.#catchUp(heard, since).catch((error: unknown) => {
        report(error)
        stop()
        listener.end()
      })
    return { cursor: writeCursor(databaseId, heard.sent), begin, stop }
  }

  /** Changes after a place, a page of the journal at once. */
  async after(since: bigint): Promise<{ changes: Change[]; revision: bigint; hasMore: boolean }> {
    const entries = await this.#entriesAfter(since)
    const last = entries[entries.length - 1]
    const { played, reader } = this.#options
    const changes = await changesOf(played(), reader, entries)
    return { changes, revision: last?.position ?? since, hasMore: entries.length === page }
  }

  /** Lets all go. */
  end(): void {
    for (const heard of [...this.#listeners]) {
      this.#leave(heard)
      heard.end()
    }
  }

  #start(): void {
    this.#stopFeed = this.#feed.subscribe((entries) => {
      this.#telling = this.#telling.then(() => this.#tell(entries)).catch(this.#options.report)
    })
  }

  #leave(heard: Heard): void {
    if (!this.#listeners.delete(heard) || this.#listeners.size > 0) return
    this.#stopFeed?.()
    this.#stopFeed = null
  }

  async #tell(entries: readonly SequencedEntry[]): Promise<void> {
    const { played, reader } = this.#options
    let changes: Change[]
    try {
      changes = await changesOf(played(), reader, entries)
    } catch (error) {
      // Nobody may miss it unheard: they come again and go on from where they were.
      this.end()
      if (error instanceof FrontFault) return
      throw error
    }
    for (const change of changes) for (const heard of this.#listeners) this.#hear(heard, change)
  }

  #hear(heard: Heard, change: Change): void {
    if (!heard.topics.has(change.topic)) return
    if (heard.waiting) {
      heard.waiting.push(change)
      if (heard.waiting.length <= waitingMax) return
      this.#leave(heard)
      heard.end()
    } else this.#send(heard, change)
  }

  #send(heard: Heard, change: Change): void {
    if (change.position <= heard.sent) return
    heard.hear(change, writeCursor(heard.databaseId, change.revision))
  }

  /** Tells what happened before the listener came, then what waited, and lets it hear. */
  async #catchUp(heard: Heard, since: bigint | null): Promise<void> {
    let position = since
    while (position !== null && this.#listeners.has(heard)) {
      const { changes, revision, hasMore } = await this.after(position)
      for (const change of changes) {
        if (heard.topics.has(change.topic)) this.#send(heard, change)
      }
      position = hasMore ? revision : null
      heard.sent = revision
    }
    const waiting = heard.waiting ?? []
    heard.waiting = null
    for (const change of waiting) this.#send(heard, change)
  }

  #entriesAfter(since: bigint): Promise<SequencedEntry[]> {
    const { app, till } = this.#options.played()
    const { tenantId, terminalGroupId } = till
    const filter = { tenantId, terminalGroupId, origin: 'any' as const, kinds: null }
    return app.storage.now.links.entriesFor(filter, since, page)
  }
}
