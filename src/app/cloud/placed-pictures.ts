import type { TableOrderEvent } from '../../domain/orders/tables/events.ts'
import { evolveTableOrder } from '../../domain/orders/tables/evolve-table-order.ts'
import type { ReserveEvent } from '../../domain/reserves/events.ts'
import { evolveReserve } from '../../domain/reserves/evolve-reserve.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { CloudReserve, CloudTableOrder, IdClaim, NewEntry, Tx } from '../ports.ts'
import type { CommandFailed } from '../till/till-command.ts'
import type { Happening } from './plan-webhooks.ts'

/** Kinds of a till's entries about orders on tables. */
export const tableOrderKinds: readonly TableOrderEvent['kind'][] = [
  'tableOrder.placed',
  'tableOrder.shown',
  'tableOrder.itemsAdded',
  'tableOrder.itemsPrinted',
  'tableOrder.itemsCooking',
  'tableOrder.billPrinted',
  'tableOrder.billCancelled',
  'tableOrder.customerChanged',
  'tableOrder.externalDataChanged',
  'tableOrder.paymentsAdded',
  'tableOrder.paymentsReplaced',
  'tableOrder.guestAdded',
  'tableOrder.guestRenamed',
  'tableOrder.guestRemoved',
  'tableOrder.guestCountChanged',
  'tableOrder.itemsAssigned',
  'tableOrder.courseChanged',
  'tableOrder.itemCommentChanged',
  'tableOrder.itemAmountChanged',
  'tableOrder.itemRecomposed',
  'tableOrder.itemSplit',
  'tableOrder.itemsDeleted',
  'tableOrder.itemsMovedOut',
  'tableOrder.itemsMovedIn',
  'tableOrder.tablesChanged',
  'tableOrder.waiterChanged',
  'tableOrder.tabNameChanged',
  'tableOrder.discountsChanged',
  'tableOrder.priceCategoryChanged',
  'tableOrder.loyaltyChanged',
  'tableOrder.prepaid',
  'tableOrder.prepaymentReturned',
  'tableOrder.bankPaymentBegun',
  'tableOrder.bankPaymentEnded',
  'tableOrder.closed',
  'tableOrder.deleted',
  'tableOrder.returned',
]

/** Kinds of a till's entries about reserves. */
export const reserveKinds: readonly ReserveEvent['kind'][] = [
  'reserve.placed',
  'reserve.itemsAdded',
  'reserve.itemsReplaced',
  'reserve.itemsPrinted',
  'reserve.paymentsAdded',
  'reserve.paymentsReplaced',
  'reserve.billPrinted',
  'reserve.billCancelled',
  'reserve.itemsCooking',
  'reserve.discountsChanged',
  'reserve.priceCategoryChanged',
  'reserve.loyaltyChanged',
  'reserve.prepaid',
  'reserve.prepaymentReturned',
  'reserve.bankPaymentBegun',
  'reserve.bankPaymentEnded',
  'reserve.returned',
  'reserve.paid',
  'reserve.tablesChanged',
  'reserve.startTimeChanged',
  'reserve.detailsChanged',
  'reserve.started',
  'reserve.closed',
  'reserve.restored',
]

type Drawn = CloudTableOrder | CloudReserve
type What = Happening['what']
/** What is known of a picture besides its state. */
type Frame = Pick<
  CloudReserve,
  | 'tenantId'
  | 'organizationId'
  | 'id'
  | 'terminalGroupId'
  | 'loginId'
  | 'creationStatus'
  | 'error'
  | 'revision'
  | 'receivedAt'
>
/** One kind of thing that tills place: how its picture is drawn, told of and kept. */
type Sort<D extends Drawn> = {
  placement: CommandFailed['command']
  claimed: IdClaim['kind']
  redraw(before: D | null, entry: NewEntry, frame: Frame): D
  what(before: D | null, order: D): What
  load(tx: Tx, tenantId: Uuid, ids: readonly Uuid[]): Promise<Map<Uuid, D>>
  save(tx: Tx, drawn: readonly D[]): Promise<void>
}

export const tablesSort: Sort<CloudTableOrder> = {
  placement: 'tableOrder.place',
  claimed: 'order',
  redraw(before, entry, frame) {
    const state = evolveTableOrder(knownState(before, entry), entry.payload as TableOrderEvent, entry.at)
    const { sourceKey, externalNumber, contactId, tableIds } = state
    return { ...frame, sourceKey, externalNumber, contactId, tableIds, state }
  },
  what: (before, order) => ({ kind: 'tableOrder', before, order }),
  load: (tx, tenantId, ids) => tx.cloudTableOrders.load(tenantId, ids),
  save: (tx, drawn) => tx.cloudTableOrders.save(drawn),
}

/** A main till that took over without the cloud decides anew what the old one had placed: its word counts (ADR 32). */
function knownState<State>(before: { state: State | null } | null, { kind }: NewEntry): State | null {
  return kind.endsWith('.placed') ? null : (before?.state ?? null)
}

export const reservesSort: Sort<CloudReserve> = {
  placement: 'reserve.place',
  claimed: 'reserve',
  redraw(before, entry, frame) {
    const state = evolveReserve(knownState(before, entry), entry.payload as ReserveEvent, entry.at)
    const { sourceKey, externalNumber, contactId } = state
    return { ...frame, sourceKey, externalNumber, contactId, state }
  },
  what: (_before, reserve) => ({ kind: 'reserve', reserve }),
  load: (tx, tenantId, ids) => tx.cloudReserves.load(tenantId, ids),
  save: (tx, drawn) => tx.cloudReserves.save(drawn),
}

/**
 * What a till opened itself takes its id like what came through the cloud: nobody can create another of that id
 * (cloud-api §3.7).
 */
export const openedClaim = (
  kind: IdClaim['kind'],
  { entityId: id, tenantId }: NewEntry,
  organizationId: Uuid,
): IdClaim => ({ kind, id, tenantId, organizationId, digest: null })

/** The cloud's pictures of one sort while a batch of entries is followed. */
export class PlacedPictures<D extends Drawn> {
  readonly #sort: Sort<D>
  readonly #orders = new Map<Uuid, D>()
  readonly #changed = new Set<Uuid>()
  readonly #opened: IdClaim[] = []

  constructor(sort: Sort<D>) {
    this.#sort = sort
  }

  async load(tx: Tx, tenantId: Uuid, ids: readonly Uuid[]): Promise<void> {
    if (ids.length === 0) return
    for (const [id, order] of await this.#sort.load(tx, tenantId, ids)) this.#orders.set(id, order)
  }

  redraw(entry: NewEntry, organizationId: Uuid, terminalGroupId: Uuid): What {
    const before = this.#orders.get(entry.entityId) ?? null
    const frame: Frame = {
      tenantId: entry.tenantId,
      organizationId,
      id: entry.entityId,
      terminalGroupId,
      loginId: before?.loginId ?? null,
      creationStatus: 'Success',
      error: null,
      revision: before?.revision ?? 0n,
      receivedAt: before?.receivedAt ?? null,
    }
    if (!before) this.#opened.push(openedClaim(this.#sort.claimed, entry, organizationId))
    return this.#keep(before, this.#sort.redraw(before, entry, frame))
  }

  /** Drawn anew from what counts; null where nobody's word of its beginning counts. */
  async remake(tx: Tx, entries: readonly NewEntry[]): Promise<What | null> {
    const [first] = entries
    if (!first?.kind.endsWith('.placed')) return null
    if (!this.#orders.has(first.entityId)) await this.load(tx, first.tenantId, [first.entityId])
    const before = this.#orders.get(first.entityId)
    if (!before) return null
    return this.#keep(
      before,
      entries.reduce((order, entry) => this.#sort.redraw(order, entry, order), before),
    )
  }

  /** A refused placement turns its order to Error (cloud-api §3.4); null when nothing turns. */
  fail(failed: CommandFailed): What | null {
    const order = failed.orderId ? this.#orders.get(failed.orderId) : undefined
    if (failed.command !== this.#sort.placement || !order || order.creationStatus === 'Success') return null
    return this.#keep(order, { ...order, creationStatus: 'Error', error: failed.refusal })
  }

  /** Nobody waits for this order's till any more; null when it has been decided. */
  expire(failed: CommandFailed): What | null {
    const order = failed.orderId ? this.#orders.get(failed.orderId) : undefined
    return order?.creationStatus === 'InProgress' ? this.fail(failed) : null
  }

  #keep(before: D | null, order: D): What {
    this.#orders.set(order.id, order)
    this.#changed.add(order.id)
    return this.#sort.what(before, order)
  }

  async save(tx: Tx, now: number): Promise<void> {
    const changed = [...this.#orders.values()].filter(({ id }) => this.#changed.has(id))
    for (const claim of this.#opened) await tx.commands.claimId(claim, now)
    if (changed.length === 0) return
    let revision = await tx.cloudOrders.takeRevisions(changed.length, now)
    for (const order of changed) order.revision = revision++
    await this.#sort.save(tx, changed)
  }
}
