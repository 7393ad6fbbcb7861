import type { OrderEvent } from '../../domain/orders/events.ts'
import { evolve } from '../../domain/orders/evolve.ts'
import type { DeliveryOrder } from '../../domain/orders/order.ts'
import type { StopListEvent } from '../../domain/stop-list/stop-list.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { RefusalNote } from '../../kernel/refusals.ts'
import type { App, CloudOrder, IdClaim, NewEntry, SequencedEntry, SetAside, Tx } from '../ports.ts'
import { type CommandFailed, commandFailedKind, orderEntityOf } from '../till/till-command.ts'
import { followPersonalShift } from './follow-shifts.ts'
import { inGroups } from './in-groups.ts'
import { openedClaim, PlacedPictures, reservesSort, tablesSort } from './placed-pictures.ts'
import { type Happening, planWebhooks } from './plan-webhooks.ts'

/** What the cloud sees of tills while it goes through a batch of their entries: loaded once, written back once. */
export class CloudPicture {
  readonly #now: number
  readonly #orders = new Map<Uuid, CloudOrder>()
  readonly #changed = new Set<Uuid>()
  readonly #tables = new PlacedPictures(tablesSort)
  readonly #reserves = new PlacedPictures(reservesSort)
  readonly #finished: { tenantId: Uuid; organizationId: Uuid; id: Uuid; error: RefusalNote | null }[] = []
  readonly #happenings: Happening[] = []
  readonly #opened: IdClaim[] = []

  constructor(now: number) {
    this.#now = now
  }

  async load(tx: Tx, tenantId: Uuid, entries: readonly NewEntry[]): Promise<void> {
    const ids = { delivery: new Set<Uuid>(), tableOrder: new Set<Uuid>(), reserve: new Set<Uuid>() }
    for (const entry of entries) {
      const { entity } = entry
      if (entity === 'delivery' || entity === 'tableOrder' || entity === 'reserve')
        ids[entity].add(entry.entityId)
      const replacement = replacementIn(entry)
      if (replacement) ids.delivery.add(replacement)
      if (entry.kind === commandFailedKind) {
        const { orderId, command } = entry.payload as CommandFailed
        if (orderId) ids[orderEntityOf(command)].add(orderId)
      }
    }
    await this.#tables.load(tx, tenantId, [...ids.tableOrder])
    await this.#reserves.load(tx, tenantId, [...ids.reserve])
    if (ids.delivery.size === 0) return
    for (const [id, order] of await tx.cloudOrders.load(tenantId, [...ids.delivery]))
      this.#orders.set(id, order)
  }

  /** A picture that need not be loaded: it is being written. */
  know(order: CloudOrder): void {
    this.#orders.set(order.id, order)
  }

  /** The picture of a delivery that was loaded or is known. */
  order(id: Uuid): CloudOrder | undefined {
    return this.#orders.get(id)
  }

  /** `after`: the delivery as the entry left it, where somebody has folded it already. */
  async apply(tx: Tx, entry: NewEntry, after: DeliveryOrder | null = null): Promise<void> {
    const { tenantId, organizationId, terminalGroupId } = entry
    if (!organizationId || !terminalGroupId) return
    this.draw(entry, after)
    if (entry.kind === 'stopList.changed') {
      const event = entry.payload as StopListEvent
      await tx.stopLists.saveInCloud(tenantId, organizationId, terminalGroupId, event.items)
      this.#happen(entry, organizationId, { kind: 'stopList', terminalGroupId, isFull: event.isFull })
    }
    if (entry.entity === 'personalShift') {
      const what = await followPersonalShift(tx, entry, organizationId, terminalGroupId)
      if (what) this.#happen(entry, organizationId, what)
    }
  }

  /** The same of an entry of an order or of a command's end: it needs nothing but memory. */
  draw(entry: NewEntry, after: DeliveryOrder | null = null): void {
    const { tenantId, organizationId, terminalGroupId } = entry
    if (!organizationId || !terminalGroupId) return
    if (entry.entity === 'delivery') this.#redraw(entry, organizationId, terminalGroupId, after)
    const pictures = this.#picturesOf(entry.entity)
    if (pictures) this.#happen(entry, organizationId, pictures.redraw(entry, organizationId, terminalGroupId))
    if (entry.kind === commandFailedKind) this.#fail(entry, entry.payload as CommandFailed)
    if (entry.completes && entry.correlationId && entry.kind !== commandFailedKind) {
      this.#finished.push({ tenantId, organizationId, id: entry.correlationId, error: null })
    }
  }

  #redraw(entry: NewEntry, organizationId: Uuid, terminalGroupId: Uuid, after: DeliveryOrder | null): void {
    const before = this.#orders.get(entry.entityId)
    if (!before) this.#opened.push(openedClaim('order', entry, organizationId))
    const state = after ?? folded(before?.state ?? null, entry)
    const order: CloudOrder = {
      tenantId: entry.tenantId,
      organizationId,
      id: entry.entityId,
      terminalGroupId,
      loginId: before?.loginId ?? null,
      sourceKey: state.sourceKey,
      externalNumber: state.externalNumber,
      creationStatus: 'Success',
      error: null,
      revision: before?.revision ?? 0n,
      receivedAt: before?.receivedAt ?? null,
      receivedFromFrontAt: before?.receivedFromFrontAt ?? this.#now,
      contactId: state.contactId,
      trackingLink: before?.trackingLink ?? null,
      ...(before?.movedFrom ? { movedFrom: before.movedFrom } : {}),
      state,
    }
    this.#orders.set(order.id, order)
    this.#changed.add(order.id)
    this.#happen(entry, organizationId, { kind: 'delivery', before: before ?? null, order })
    this.#move(order, replacementIn(entry))
  }

  /** Pictures of orders of which a superseded main till told the cloud what nobody else has: of what counts (ADR 32). */
  async remake(tx: Tx, note: SequencedEntry): Promise<void> {
    const { tenantId, organizationId } = note
    if (!organizationId) return
    const kept = await tx.standbys.entriesBesides(tenantId, note.payload as SetAside, note.position)
    // Commands that the cloud asked for are no part of its pictures.
    const told = kept.filter(({ kind, entity }) => kind.startsWith(`${entity}.`))
    for (const entries of inGroups(told, (entry) => entry.entityId).values()) {
      const [first] = entries
      if (!first) continue
      const pictures = this.#picturesOf(first.entity)
      const what = pictures ? await pictures.remake(tx, entries) : await this.#remakeDelivery(tx, entries)
      if (what) this.#happen(note, organizationId, what)
    }
  }

  async #remakeDelivery(tx: Tx, entries: readonly NewEntry[]): Promise<Happening['what'] | null> {
    const [first] = entries
    if (first?.kind !== 'delivery.placed') return null
    const { tenantId, entityId: id } = first
    const before = this.#orders.get(id) ?? (await tx.cloudOrders.load(tenantId, [id])).get(id)
    if (!before) return null
    const state = entries.reduce<DeliveryOrder | null>(folded, null)
    if (!state) return null
    const { sourceKey, externalNumber, contactId } = state
    const order: CloudOrder = { ...before, sourceKey, externalNumber, contactId, state }
    this.#orders.set(id, order)
    this.#changed.add(id)
    return { kind: 'delivery', before, order }
  }

  /** The order that replaces a cancelled one shows where it came from (cloud-api §4.12). */
  #move({ id, organizationId, terminalGroupId }: CloudOrder, replacement: Uuid | null): void {
    const order = replacement ? this.#orders.get(replacement) : undefined
    if (!order || order.id === id) return
    this.#orders.set(order.id, { ...order, movedFrom: { deliveryId: id, organizationId, terminalGroupId } })
    this.#changed.add(order.id)
  }

  #picturesOf(entity: string) {
    if (entity === 'tableOrder') return this.#tables
    return entity === 'reserve' ? this.#reserves : null
  }

  /** A refused command; when it was the placement the order itself turns to Error (cloud-api §3.4). */
  #fail(entry: NewEntry, failed: CommandFailed): void {
    const { tenantId, organizationId } = entry
    if (!organizationId || !entry.correlationId) return
    this.#finished.push({ tenantId, organizationId, id: entry.correlationId, error: failed.refusal })
    const what = this.#tables.fail(failed) ?? this.#reserves.fail(failed)
    if (what) this.#happen(entry, organizationId, what)
    const order = failed.orderId ? this.#orders.get(failed.orderId) : undefined
    if (failed.command !== 'delivery.place' || !order || order.creationStatus === 'Success') return
    const rejected: CloudOrder = { ...order, creationStatus: 'Error', error: failed.refusal }
    this.#orders.set(order.id, rejected)
    this.#changed.add(order.id)
    this.#happen(entry, organizationId, { kind: 'delivery', before: order, order: rejected })
  }

  #happen(entry: NewEntry, organizationId: Uuid, what: Happening['what']): void {
    this.#happenings.push({
      tenantId: entry.tenantId,
      organizationId,
      correlationId: entry.correlationId,
      at: entry.at,
      what,
    })
  }

  async save(app: App, tx: Tx): Promise<void> {
    const changed = [...this.#changed]
      .map((id) => this.#orders.get(id))
      .filter((order) => order !== undefined)
    for (const claim of this.#opened) await tx.commands.claimId(claim, this.#now)
    if (changed.length > 0) {
      let revision = await tx.cloudOrders.takeRevisions(changed.length, this.#now)
      for (const order of changed) order.revision = revision++
      await tx.cloudOrders.save(changed)
    }
    await this.#tables.save(tx, this.#now)
    await this.#reserves.save(tx, this.#now)
    await tx.commands.finish(this.#finished, this.#now)
    await this.tell(app, tx)
  }

  /** Puts what happened into the outbox of webhooks, with the pictures as they are saved. */
  async tell(app: App, tx: Tx): Promise<void> {
    await planWebhooks(app, tx, this.#happenings)
  }
}

/** A main till that took over without the cloud decides anew what the old one had placed: its word counts (ADR 32). */
const folded = (known: DeliveryOrder | null, { kind, payload, at }: NewEntry): DeliveryOrder =>
  evolve(kind === 'delivery.placed' ? null : known, payload as OrderEvent, at)

/** The order that goes on in place of the one whose cancellation this is. */
function replacementIn({ entity, payload }: NewEntry): Uuid | null {
  if (entity !== 'delivery') return null
  const event = payload as OrderEvent
  return event.kind === 'delivery.cancelled' ? event.movedOrderId : null
}
