import type { ChangeEvent, StreamName } from '../../../sdk/plugin/src/events.ts'
import type { Picture } from '../../../sdk/plugin/src/host-types.ts'
import type { App, SequencedEntry } from '../../app/ports.ts'
import { openLiveFeed } from '../../app/till/live-feed.ts'
import type { Till } from '../../app/till/till-command.ts'
import type { Book } from '../../domain/reference/books.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { Pictures } from '../pictures.ts'
import type { PluginHost } from '../plugin-host.ts'
import { changedFields, KnownPictures } from './known-pictures.ts'

export type StreamOptions = {
  app: App
  till: Till
  host: PluginHost
  pictures: Pictures
  /** Its cloud can be asked now. */
  isLineUp(): boolean
  report(error: unknown): void
}

const orderStreams = {
  tableOrder: 'orderChanged',
  delivery: 'deliveryOrderChanged',
  reserve: 'reserveChanged',
} as const
const isKitchens = (kind: string): boolean => /\.(itemsPrinted|itemsCooking)$/.test(kind)
/** Books that have a stream of their own. */
const streamOfBook: Partial<Record<Book, StreamName>> = {
  product: 'productChanged',
  productGroup: 'productGroupChanged',
  paymentType: 'paymentTypeChanged',
  discountType: 'discountTypeChanged',
  orderType: 'orderTypeChanged',
  employee: 'userChanged',
  restaurantSection: 'restaurantSectionChanged',
  organization: 'restaurantChanged',
  removalType: 'removalTypeChanged',
  sizeScale: 'productSizeChanged',
  role: 'roleChanged',
}
const watchMs = 2000

/**
 * Tells the plugins of one till what its journal and its books say, a moment after (front-api §2.13.2). It reads nothing
 * while nobody subscribes.
 */
export class TillStreams {
  readonly #options: StreamOptions
  readonly #feed: ReturnType<typeof openLiveFeed>
  readonly #known = new KnownPictures()
  #stopFeed: (() => void) | null = null
  #watch: NodeJS.Timeout | undefined
  #telling: Promise<void> = Promise.resolve()
  #revision: bigint | null = null
  #wasLineUp: boolean | null = null

  constructor(options: StreamOptions) {
    this.#options = options
    this.#feed = openLiveFeed(options.app, options.till, options.report)
  }

  /** Somebody subscribed: from now on the journal is read. */
  async start(): Promise<void> {
    if (this.#stopFeed) return
    this.#stopFeed = this.#feed.subscribe((entries) => this.#queue(() => this.#tell(entries)))
    this.#watch = setInterval(() => this.#queue(() => this.#look()), watchMs)
    this.#watch.unref()
    await this.#feed.ready()
    await this.#look()
  }

  /** Something may have appeared in the journal. */
  kick(): void {
    this.#feed.kick()
  }

  stop(): void {
    this.#stopFeed?.()
    this.#stopFeed = null
    clearInterval(this.#watch)
  }

  #queue(work: () => Promise<void>): void {
    this.#telling = this.#telling.then(work).catch(this.#options.report)
  }

  #put(stream: StreamName, event: ChangeEvent): void {
    for (const session of this.#options.host.sessions(this.#options.till.terminalGroupId))
      for (const lane of session.lanes.values()) if (lane.stream === stream) lane.put(event)
  }

  async #tell(entries: readonly SequencedEntry[]): Promise<void> {
    for (const kind of ['tableOrder', 'delivery', 'reserve'] as const) {
      const own = entries.filter(({ entity }) => entity === kind)
      if (own.length > 0) await this.#tellOrders(kind, own)
    }
    const isAny = (prefix: string): boolean => entries.some(({ kind }) => kind.startsWith(prefix))
    if (isAny('stopList.'))
      this.#put('stopListProductsRemainingAmountsChanged', {
        type: 'updated',
        entity: null,
        changedFields: null,
      })
    if (isAny('shift.')) this.#put('cafeSessionChanged', await this.#cafeSession())
    if (isAny('personalShift.'))
      this.#put('userSessionChanged', { type: 'updated', entity: null, changedFields: null })
  }

  /** One event an order, however many entries came together: the last state with all that is new in it. */
  async #tellOrders(kind: keyof typeof orderStreams, entries: readonly SequencedEntry[]): Promise<void> {
    const ids = [...new Set(entries.map(({ entityId }) => entityId))]
    const pictures = await this.#options.pictures(this.#options.till, ids)
    for (const id of ids) {
      const { picture } = pictures.get(id) ?? {}
      if (!picture) continue
      const own = entries.filter(({ entityId }) => entityId === id)
      const before = this.#known.exchange(picture)
      const event: ChangeEvent = {
        type: own.some((entry) => entry.kind.endsWith('.placed')) ? 'created' : typeOf(picture),
        entity: picture,
        changedFields: before && changedFields(before, picture),
      }
      this.#put(orderStreams[kind], event)
      if (own.some((entry) => isKitchens(entry.kind))) this.#put('kitchenOrderChanged', event)
      if (own.some((entry) => entry.kind.endsWith('.billCancelled'))) this.#put('orderBillCancelled', event)
    }
  }

  async #cafeSession(): Promise<ChangeEvent> {
    const { app, till } = this.#options
    const shift = await app.storage.now.shifts.lastCashShift(till.tenantId, till.terminalGroupId)
    const entity = shift && {
      ...{ id: shift.id, number: shift.number, openTime: shift.openedAt, closeTime: shift.closedAt },
      status: shift.closedAt === null ? 'Open' : 'Closed',
    }
    return { type: shift?.closedAt === null ? 'created' : 'updated', entity, changedFields: null }
  }

  /** Books and the line are looked at now and then: nobody tells of them. */
  async #look(): Promise<void> {
    const { app, till, isLineUp } = this.#options
    const revision = await app.storage.now.books.revision(till.tenantId)
    const before = this.#revision
    this.#revision = revision
    if (before !== null && revision > before) {
      for (const item of await app.storage.now.books.changedSince(till.tenantId, before)) {
        const stream = streamOfBook[item.book]
        const isOurs = item.organizationId === null || item.organizationId === till.organizationId
        if (!stream || !isOurs) continue
        const type = item.isDeleted ? 'removed' : 'updated'
        this.#put(stream, { type, entity: bookPicture(item), changedFields: null })
        // Tables stand in their section.
        for (const { id, number, name } of item.book === 'restaurantSection' ? item.body.tables : [])
          this.#put('tableChanged', { type, entity: { id, number, name }, changedFields: null })
      }
    }
    const isUp = isLineUp()
    if (this.#wasLineUp !== null && this.#wasLineUp !== isUp)
      this.#put('connectionToMainTerminalChanged', {
        ...{ type: 'updated', changedFields: ['isConnected'] },
        entity: { id: till.terminalGroupId, isConnected: isUp },
      })
    this.#wasLineUp = isUp
  }
}

const typeOf = ({ status }: Picture): ChangeEvent['type'] =>
  status === 'Deleted' || status === 'Cancelled' ? 'removed' : 'updated'

const bookPicture = (item: { id: Uuid; isDeleted: boolean; body: object }): Picture => {
  const { name, number, code } = item.body as { name?: string; number?: unknown; code?: unknown }
  return {
    ...{ id: item.id, isDeleted: item.isDeleted, name: name ?? null },
    ...(number === undefined ? {} : { number }),
    ...(code === undefined ? {} : { code }),
  }
}
