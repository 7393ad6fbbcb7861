/** The books of a standby till: the fold of what its main till wrote (ADR 32). */
import { tookAtTill } from '../../../domain/loyalty/till-wallet.ts'
import type { OrderEvent } from '../../../domain/orders/events.ts'
import { evolve } from '../../../domain/orders/evolve.ts'
import type { DeliveryOrder } from '../../../domain/orders/order.ts'
import type { TableOrderEvent } from '../../../domain/orders/tables/events.ts'
import { evolveTableOrder } from '../../../domain/orders/tables/evolve-table-order.ts'
import type { TableOrder } from '../../../domain/orders/tables/table-order.ts'
import type { ReserveEvent } from '../../../domain/reserves/events.ts'
import { evolveReserve } from '../../../domain/reserves/evolve-reserve.ts'
import type { Reserve } from '../../../domain/reserves/reserve.ts'
import type { ShiftEvent } from '../../../domain/shifts/shifts.ts'
import type { StopListEvent } from '../../../domain/stop-list/stop-list.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { accountingDay } from '../../../kernel/local-time.ts'
import { tillKinds } from '../../cloud/follow-tills.ts'
import type { App, SequencedEntry, SetAside, Tx } from '../../ports.ts'
import { followWallets, walletKinds } from '../follow-wallets.ts'
import { GuestWallets, isPaidByBonuses, type PaidSale } from '../guest-wallets.ts'
import { type Handover, handedOverKind, keepHandover } from '../hand-over.ts'
import type { Till } from '../till-command.ts'
import { FollowedShifts } from './followed-shifts.ts'
import { setAsideKind } from './set-aside-kind.ts'

/** Kinds of entries that make the books of a till. */
export const bookKinds: readonly string[] = [...tillKinds, handedOverKind, ...walletKinds, setAsideKind]

export const standbyFollower = (terminalGroupId: Uuid): string => `standby of ${terminalGroupId}`

/** The books of the till are empty, and the follower makes them of all that is here. */
export async function beginBooksAnew(app: App, tx: Tx, till: Till): Promise<void> {
  // First: the follower may be in the middle of a batch, and what it writes until it is done must go, too.
  await tx.standbys.placeFollower(standbyFollower(till.terminalGroupId), 0n, app.clock.now())
  await tx.standbys.clearBooks(till)
}

/** A follower's step: books become what the main till's are. What is set aside is passed over. */
export async function followMain(
  app: App,
  tx: Tx,
  till: Till,
  entries: readonly SequencedEntry[],
): Promise<void> {
  const aside = await tx.standbys.setAside(till)
  const valid = entries.filter((entry) => !isAside(entry, aside))
  if (valid.length === 0) return
  const books = new FollowedBooks(app, tx, till)
  await books.load(valid)
  for (const entry of valid) await books.hear(entry)
  await books.save()
}

const isAside = ({ origin, seq }: SequencedEntry, aside: readonly SetAside[]): boolean =>
  aside.some((range) => range.origin === origin && seq > range.afterSeq && seq <= range.upToSeq)

class FollowedBooks {
  readonly #app: App
  readonly #tx: Tx
  readonly #till: Till
  readonly #shifts: FollowedShifts
  #orders = new Map<Uuid, DeliveryOrder>()
  #tableOrders = new Map<Uuid, TableOrder>()
  #reserves = new Map<Uuid, Reserve>()
  readonly #changed = new Set<Uuid>()
  readonly #positions = new Set<Uuid>()
  readonly #numbers = new Map<string, number>()
  readonly #guests: { id: Uuid; contactId: Uuid }[] = []
  #stopList: StopListEvent['items'] | null = null

  constructor(app: App, tx: Tx, till: Till) {
    this.#app = app
    this.#tx = tx
    this.#till = till
    this.#shifts = new FollowedShifts(tx, till)
  }

  async load(entries: readonly SequencedEntry[]): Promise<void> {
    const { tenantId, organizationId } = this.#till
    const of = (wanted: string): Uuid[] => [
      ...new Set(entries.flatMap(({ entity, entityId }) => (entity === wanted ? [entityId] : []))),
    ]
    this.#orders = await this.#tx.tillOrders.loadForChange(tenantId, organizationId, of('delivery'))
    const orderIds = of('tableOrder')
    if (orderIds.length > 0)
      this.#tableOrders = await this.#tx.tableOrders.loadForChange(this.#till, {
        orderIds,
        tableIds: [],
        posOrderIds: [],
      })
    const reserves = of('reserve')
    if (reserves.length > 0) this.#reserves = await this.#tx.reserves.loadForChange(this.#till, reserves)
  }

  async hear(entry: SequencedEntry): Promise<void> {
    const [of] = entry.kind.split('.')
    switch (of) {
      case 'delivery':
        return this.#hearDelivery(entry, entry.payload as OrderEvent)
      case 'tableOrder':
        return this.#hearTableOrder(entry, entry.payload as TableOrderEvent)
      case 'reserve':
        return this.#hearReserve(entry, entry.payload as ReserveEvent)
      case 'shift':
      case 'personalShift':
        return this.#shifts.hear(entry.payload as ShiftEvent)
      case 'stopList':
        this.#stopList = (entry.payload as StopListEvent).items
        return
      case 'guest':
        return followWallets(this.#tx, this.#till, [entry])
      default:
      // A handover, or what concerns no book of the till.
    }
    if (entry.kind !== handedOverKind) return
    await this.save()
    await keepHandover(this.#tx, this.#till, entry.payload as Handover)
    this.#shifts.forget()
  }

  async save(): Promise<void> {
    const { tenantId, organizationId, terminalGroupId } = this.#till
    const changedOf = <One extends { id: Uuid }>(all: ReadonlyMap<Uuid, One>): One[] =>
      [...all.values()].filter(({ id }) => this.#changed.has(id))
    await this.#tx.tillOrders.save(changedOf(this.#orders))
    await this.#tx.tableOrders.save(changedOf(this.#tableOrders))
    await this.#tx.reserves.save(changedOf(this.#reserves))
    this.#changed.clear()
    await this.#shifts.save()
    const now = this.#app.clock.now()
    if (this.#positions.size > 0)
      await this.#tx.tillOrders.claimPositions(tenantId, organizationId, [...this.#positions], now)
    this.#positions.clear()
    for (const [name, value] of this.#numbers) await this.#tx.standbys.raiseCounter(this.#till, name, value)
    this.#numbers.clear()
    await this.#saveGuests(now)
    if (this.#stopList)
      await this.#tx.stopLists.saveAtTill(tenantId, organizationId, terminalGroupId, this.#stopList)
    this.#stopList = null
  }

  async #hearDelivery({ entityId, at }: SequencedEntry, event: OrderEvent): Promise<void> {
    const before = this.#orders.get(entityId) ?? null
    const after = evolve(before, event, at)
    this.#orders.set(entityId, after)
    if (!before) await this.#placed(after, at)
    await this.#changedBy(event, before, after.cancel ? null : after, entityId)
  }

  async #hearTableOrder({ entityId, at }: SequencedEntry, event: TableOrderEvent): Promise<void> {
    const before = this.#tableOrders.get(entityId) ?? null
    const after = evolveTableOrder(before, event, at)
    this.#tableOrders.set(entityId, after)
    if (!before) await this.#placed(after, at)
    if (event.kind === 'tableOrder.customerChanged') this.#meet(event)
    await this.#changedBy(event, before, after.status === 'Deleted' ? null : after, entityId)
  }

  async #hearReserve({ entityId, at }: SequencedEntry, event: ReserveEvent): Promise<void> {
    const before = this.#reserves.get(entityId) ?? null
    const after = evolveReserve(before, event, at)
    this.#reserves.set(entityId, after)
    if (!before && after.banquet) await this.#placed(after.banquet, at)
    if (!before) this.#meet(after)
    const sale = after.cancelReason ? null : (after.banquet ?? null)
    await this.#changedBy(event, before?.banquet ?? null, sale, entityId)
  }

  /** Its number is given, and its guest is known. */
  async #placed(order: { number: number; contactId?: Uuid | null; guestId: Uuid | null }, at: number) {
    const catalog = await this.#app.catalog(this.#till.tenantId)
    const organization = catalog.find('organization', this.#till.organizationId)?.body
    if (!organization) throw new Error(`organization ${this.#till.organizationId} is not in the books`)
    const name = `orders ${accountingDay(at, organization.timeZone, organization.accountingDayStartMinutes)}`
    this.#numbers.set(name, Math.max(this.#numbers.get(name) ?? 0, order.number))
    this.#meet(order)
  }

  #meet({ guestId, contactId }: { guestId: Uuid | null; contactId?: Uuid | null }): void {
    if (guestId && contactId) this.#guests.push({ id: guestId, contactId })
  }

  async #changedBy(
    event: { kind: string },
    before: PaidSale | null,
    after: PaidSale | null,
    id: Uuid,
  ): Promise<void> {
    this.#changed.add(id)
    collectPositions(event, this.#positions)
    if (!isPaidByBonuses(before) && !isPaidByBonuses(after)) return
    const guestIds = [before?.guestId, after?.guestId].filter((one) => typeof one === 'string')
    const known = await this.#tx.tillWallets.loadForChange(this.#till, [...new Set(guestIds)])
    const catalog = await this.#app.catalog(this.#till.tenantId)
    const wallets = new GuestWallets(catalog, known, { isUp: true }, (wallet, part) =>
      tookAtTill(wallet, { ...part, isOffline: false }),
    )
    wallets.settle(before, after, this.#app.clock.now())
    await this.#tx.tillWallets.save(this.#till, wallets.changed())
  }

  /** As the till finds its guests by phone (cloud-api §4.3); one-time guests have no id. */
  async #saveGuests(now: number): Promise<void> {
    if (this.#guests.length === 0) return
    const { tenantId } = this.#till
    const contacts = await this.#tx.contacts.load(
      tenantId,
      this.#guests.map(({ contactId }) => contactId),
    )
    const met = this.#guests.flatMap(({ id, contactId }) => {
      const contact = contacts.get(contactId)
      const isRegular = contact?.customer && contact.customer.type !== 'one-time'
      return contact?.phone && isRegular ? [{ id, phone: contact.phone, contactId }] : []
    })
    this.#guests.splice(0)
    if (met.length > 0) await this.#tx.guests.save(tenantId, met, now)
  }
}

/** Ids of positions and combos that an event brings, however deep: none of them may be used again. */
function collectPositions(value: unknown, into: Set<Uuid>): void {
  if (Array.isArray(value)) for (const one of value) collectPositions(one, into)
  else if (value !== null && typeof value === 'object')
    for (const [name, inner] of Object.entries(value)) {
      if (name === 'positionId' && typeof inner === 'string') into.add(inner)
      else if (name === 'combos' && Array.isArray(inner))
        for (const combo of inner as { id?: unknown }[]) if (typeof combo.id === 'string') into.add(combo.id)
      collectPositions(inner, into)
    }
}
