import type { App, SequencedEntry } from '../../app/ports.ts'
import { readDeliveries } from '../../app/till/board.ts'
import { readHall } from '../../app/till/hall-board.ts'
import { type LiveFeed, openLiveFeed } from '../../app/till/live-feed.ts'
import type { Till } from '../../app/till/till-command.ts'
import { countWaitingEntries } from '../../app/till/waiting-entries.ts'
import { reserveView, tableOrderView } from './hall-views.ts'
import type { PairStanding } from './pair-routes.ts'
import type { CloudContact, PlayedTill } from './played-till.ts'
import { deliveryView, shiftView, stopView } from './views.ts'

export type StreamEvent =
  | 'hello'
  | 'deliveries'
  | 'tableOrders'
  | 'reserves'
  | 'stopList'
  | 'shift'
  | 'staff'
  | 'books'
  | 'link'
  | 'notice'
  | 'plugins'
export type Send = (event: StreamEvent, data: unknown) => void

/** How the till stands with its cloud; `now` lets a screen show the till's time and not its own. */
export type LinkView = {
  now: number
  isConnected: boolean
  /** Entries of this till that the cloud has not taken yet. */
  waitingEntries: number
  cloudSeenAt: number | null
  pair: PairWord | null
}

/** What a till of two nodes tells its screens; null: it has no second node. They keep the address of the other one. */
export type PairWord = Pick<PairStanding, 'epoch' | 'standby' | 'partnerUrl'>

export type ChannelOptions = {
  app: App
  /** Undefined when this process plays the till no longer. */
  find: () => PlayedTill | undefined
  contactOf: (played: PlayedTill) => CloudContact
  scaleOf: (played: PlayedTill) => Promise<number>
  pairOf: () => PairStanding | null
  report: (error: unknown) => void
  /** Hears what plugins tell the screens; call the answer to stop. */
  hearPlugins?: (tell: (word: object) => void) => () => void
}

const watchMs = 1000
/** The office changes books seldom, and nobody at a till waits for it. */
const booksWatchMs = 3000
/** A clock that differs by more from what passed was set by a sandbox. */
const driftMs = 1500

/** What the open screens of one till share: one feed of its journal and one eye on its cloud. */
export class TillChannel {
  readonly #options: ChannelOptions
  readonly #feed: LiveFeed
  readonly #screens = new Set<{ send: Send; end: () => void }>()
  #stopFeed: (() => void) | null = null
  #stopPlugins: (() => void) | undefined
  #watch: NodeJS.Timeout | undefined
  #booksWatch: NodeJS.Timeout | undefined
  #booksEdition: string | null = null
  #telling: Promise<void> = Promise.resolve()
  #told: LinkView | null = null
  #mayWait = true
  #cloudSeenAt: number | null = null
  /** The clock less the wall clock, as the screens know it. */
  #toldOffsetMs = 0

  constructor(played: PlayedTill, options: ChannelOptions) {
    this.#options = options
    this.#feed = openLiveFeed(options.app, played.till, options.report)
  }

  /** Something may have appeared in the journal. */
  kick(): void {
    this.#feed.kick()
  }

  /** Says hello once nothing can be missed any more, then what changes; call the answer to stop. */
  async open(screen: { send: Send; end: () => void }): Promise<() => void> {
    this.#screens.add(screen)
    if (this.#screens.size === 1) this.#start()
    try {
      await this.#feed.ready()
      await this.#watchBooks()
      screen.send('hello', await this.link())
    } catch (error) {
      this.#close(screen)
      throw error
    }
    return () => this.#close(screen)
  }

  pair(): PairWord | null {
    const view = this.#options.pairOf()
    if (!view || (view.standby === 'none' && view.epoch === 0)) return null
    const { epoch, standby, partnerUrl } = view
    return { epoch, standby, partnerUrl }
  }

  async link(): Promise<LinkView> {
    const { app, find, contactOf } = this.#options
    const played = find()
    const pair = this.pair()
    if (!played)
      return { now: app.clock.now(), isConnected: false, waitingEntries: 0, cloudSeenAt: null, pair }
    const { isConnected, cloudHas } = contactOf(played)
    const now = app.clock.now()
    if (isConnected) this.#cloudSeenAt = now
    else this.#cloudSeenAt ??= await this.#lastBeat(played)
    const waitingEntries = await countWaitingEntries(app, played.till, cloudHas)
    return { now, isConnected, waitingEntries, cloudSeenAt: this.#cloudSeenAt, pair }
  }

  /** Lets all screens go: the server stops. */
  end(): void {
    for (const screen of [...this.#screens]) {
      this.#close(screen)
      screen.end()
    }
  }

  #start(): void {
    this.#stopFeed = this.#feed.subscribe((entries) => {
      this.#mayWait = true
      this.#queue(() => this.#tell(entries))
    })
    this.#stopPlugins = this.#options.hearPlugins?.((word) => this.#send('plugins', word))
    this.#toldOffsetMs = this.#offsetMs()
    this.#watch = setInterval(() => this.#queue(() => this.#watchLink()), watchMs)
    this.#watch.unref()
    this.#booksWatch = setInterval(() => this.#queue(() => this.#watchBooks()), booksWatchMs)
    this.#booksWatch.unref()
  }

  #close(screen: { send: Send; end: () => void }): void {
    if (!this.#screens.delete(screen) || this.#screens.size > 0) return
    this.#stopFeed?.()
    this.#stopPlugins?.()
    clearInterval(this.#watch)
    clearInterval(this.#booksWatch)
    this.#told = null
    this.#booksEdition = null
  }

  /** One after another, so that screens hear of changes in their order. */
  #queue(work: () => Promise<void>): void {
    this.#telling = this.#telling.then(work).catch(this.#options.report)
  }

  #send: Send = (event, data) => {
    for (const screen of this.#screens) screen.send(event, data)
  }

  async #tell(entries: readonly SequencedEntry[]): Promise<void> {
    const { app, find, scaleOf } = this.#options
    const played = find()
    if (!played) return this.end()
    const { till } = played
    const scale = await scaleOf(played)
    const isAny = (prefix: string) => entries.some(({ kind }) => kind.startsWith(prefix))
    const ids = new Set(entries.flatMap(({ entity, entityId }) => (entity === 'delivery' ? [entityId] : [])))
    if (ids.size > 0) {
      const orders = await readDeliveries(app, till, [...ids])
      if (orders.length > 0) {
        this.#send(
          'deliveries',
          orders.map((order) => deliveryView(order, scale)),
        )
      }
    }
    await this.#tellHall(till, entries, scale)
    const { now } = app.storage
    if (isAny('stopList.')) {
      const stops = await now.stopLists.atTill(till.tenantId, till.terminalGroupId)
      this.#send('stopList', stops.map(stopView))
    }
    if (isAny('shift.')) {
      const shift = await now.shifts.openCashShift(till.tenantId, till.terminalGroupId)
      this.#send('shift', shift ? shiftView(shift, scale) : null)
    }
    if (isAny('personalShift.')) {
      const shifts = await now.shifts.openPersonalShifts(till.tenantId, till.organizationId)
      this.#send(
        'staff',
        shifts.map((shift) => shift.employeeId),
      )
    }
    for (const entry of entries) if (entry.kind === 'till.notice') this.#send('notice', entry.payload)
  }

  async #tellHall(till: Till, entries: readonly SequencedEntry[], scale: number): Promise<void> {
    const of = (wanted: string) => [
      ...new Set(entries.flatMap(({ entity, entityId }) => (entity === wanted ? [entityId] : []))),
    ]
    const ids = { tableOrders: of('tableOrder'), reserves: of('reserve') }
    if (ids.tableOrders.length + ids.reserves.length === 0) return
    const hall = await readHall(this.#options.app, till, ids)
    const orders = hall.tableOrders.map((order) => tableOrderView(order, scale))
    const reserves = hall.reserves.map((reserve) => reserveView(reserve, scale))
    if (orders.length > 0) this.#send('tableOrders', orders)
    if (reserves.length > 0) this.#send('reserves', reserves)
  }

  /** Asks the journal only while something may wait: a till in touch with its cloud costs nothing. */
  async #watchLink(): Promise<void> {
    const { find, contactOf } = this.#options
    const played = find()
    if (!played) return this.end()
    const { isConnected } = contactOf(played)
    const isClockSet = Math.abs(this.#offsetMs() - this.#toldOffsetMs) > driftMs
    const isPairSame = this.#told?.pair?.standby === this.pair()?.standby
    if (!isClockSet && isPairSame && !this.#mayWait && this.#told?.isConnected === isConnected) return
    const link = await this.link()
    this.#mayWait = !isConnected || link.waitingEntries > 0
    const isSame =
      this.#told?.isConnected === link.isConnected && this.#told.waitingEntries === link.waitingEntries
    if (isSame && isPairSame && !isClockSet) return
    this.#told = link
    this.#toldOffsetMs = this.#offsetMs()
    this.#send('link', link)
  }

  /** Says that books or menu are others now; the screens read what they need of them. */
  async #watchBooks(): Promise<void> {
    const { app, find } = this.#options
    const played = find()
    if (!played) return
    // Prices have dates: a till that is cut off turns them by its own clock.
    const { edition } = await app.catalog(played.till.tenantId)
    const before = this.#booksEdition
    this.#booksEdition = edition
    if (before !== null && before !== edition) this.#send('books', { revision: edition })
  }

  #offsetMs(): number {
    return this.#options.app.clock.now() - Date.now()
  }

  async #lastBeat({ till }: PlayedTill): Promise<number | null> {
    const beats = await this.#options.app.storage.now.liveness.of(till.tenantId, [till.organizationId])
    return beats.find(({ terminalGroupId }) => terminalGroupId === till.terminalGroupId)?.seenAt ?? null
  }
}
