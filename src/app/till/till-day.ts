import type { PlaceDelivery } from '../../domain/orders/commands.ts'
import type { Contact, DeliveryOrder } from '../../domain/orders/order.ts'
import { isOpen, type TableOrder } from '../../domain/orders/tables/table-order.ts'
import type { TillContext } from '../../domain/orders/till-context.ts'
import type { Organization } from '../../domain/reference/books.ts'
import type { Catalog } from '../../domain/reference/catalog.ts'
import type { Reserve } from '../../domain/reserves/reserve.ts'
import { cashInDrawer, leftIn } from '../../domain/shifts/cash-shift.ts'
import type { CashShift, PersonalShift } from '../../domain/shifts/shifts.ts'
import { type StopListItem, stopListKey } from '../../domain/stop-list/stop-list.ts'
import type { StopList } from '../../domain/stop-list/stop-list-changes.ts'
import type { Money } from '../../kernel/exact.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { accountingDay } from '../../kernel/local-time.ts'
import type { Random } from '../../kernel/random.ts'
import { trackDigest } from '../books/track-digest.ts'
import type { GuestRecord, NewEntry, Tx } from '../ports.ts'
import { clientPositions } from './client-positions.ts'
import type { GuestWallets } from './guest-wallets.ts'
import type { TillPrograms } from './paying/till-programs.ts'
import type { Till, TillOutcome, TillRequest, Veto } from './till-command.ts'

/** A guest met in a batch; `isKnown` means that their name is already in the books. */
export type MetGuest = { id: Uuid | null; phone: string | null; contactId: Uuid; isKnown: boolean }

/**
 * What one till knows while it decides a batch: loaded once, changed by the decisions, written back once. The row lock
 * taken at the start makes the till decide one batch at a time.
 */
export class TillDay {
  readonly till: Till
  readonly now: number
  readonly catalog: Catalog
  readonly organization: Organization
  readonly random: Random
  readonly veto: Veto | null
  readonly hasTerminal: boolean
  readonly entries: NewEntry[] = []
  readonly answers: Map<Uuid, TillOutcome>
  readonly wallets: GuestWallets
  readonly programs: TillPrograms
  cashShift: CashShift | null
  /** What the last shift left in the drawer. */
  leftCash: Money
  /** Orders on tables that are not over; known where the batch closes a shift. */
  openOrders: number
  stopList: StopList
  readonly personalShifts: Map<Uuid, PersonalShift>
  #nextNumber: number
  #shiftNumber: number
  readonly #atBank: ReadonlySet<Uuid>
  readonly #orders: Map<Uuid, DeliveryOrder>
  readonly #tableOrders: Map<Uuid, TableOrder>
  readonly #reserves: Map<Uuid, Reserve>
  readonly #contacts: ReadonlyMap<Uuid, Contact>
  readonly #guests: Map<string, GuestRecord>
  readonly #guestsById: ReadonlyMap<Uuid, GuestRecord>
  readonly #takenPositions: Set<Uuid>
  readonly #unusedPositions: Set<Uuid>
  readonly #changedOrders = new Set<Uuid>()
  readonly #changedTableOrders = new Set<Uuid>()
  readonly #changedReserves = new Set<Uuid>()
  readonly #metGuests: { id: Uuid; phone: string; contactId: Uuid }[] = []
  #isStopListChanged = false
  readonly #changedShifts = new Set<CashShift>()
  readonly #changedPersonalShifts = new Map<Uuid, PersonalShift>()

  constructor(loaded: LoadedDay) {
    this.till = loaded.till
    this.now = loaded.now
    this.catalog = loaded.catalog
    this.organization = loaded.organization
    this.random = loaded.random
    this.veto = loaded.veto
    this.hasTerminal = loaded.hasTerminal
    this.answers = loaded.answers
    this.wallets = loaded.wallets
    this.programs = loaded.programs
    this.cashShift = loaded.cashShift
    this.leftCash = loaded.leftCash
    this.openOrders = loaded.openOrders
    this.#atBank = loaded.atBank
    this.stopList = new Map(loaded.stopList.map((item) => [stopListKey(item.productId, item.sizeId), item]))
    this.personalShifts = new Map(loaded.personalShifts.map((shift) => [shift.employeeId, shift]))
    this.#nextNumber = loaded.firstNumber
    this.#shiftNumber = loaded.lastShiftNumber
    this.#orders = loaded.orders
    this.#tableOrders = loaded.tableOrders
    this.#reserves = loaded.reserves
    this.#contacts = loaded.contacts
    this.#guests = loaded.guests
    this.#guestsById = loaded.guestsById
    this.#takenPositions = loaded.takenPositions
    this.#unusedPositions = loaded.claimedPositions
  }

  get accountingDay(): string {
    return accountingDay(this.now, this.organization.timeZone, this.organization.accountingDayStartMinutes)
  }

  /** How many orders wait for a bank, with what this batch has done to them. */
  countAtBank(): number {
    const banquets = [...this.#reserves.values()].flatMap(({ banquet }) => banquet ?? [])
    const atBank = new Set(this.#atBank)
    for (const { id, bankPayment } of [
      ...this.#orders.values(),
      ...this.#tableOrders.values(),
      ...banquets,
    ]) {
      if (bankPayment) atBank.add(id)
      else atBank.delete(id)
    }
    return atBank.size
  }

  order(id: Uuid): DeliveryOrder | undefined {
    return this.#orders.get(id)
  }

  tableOrder(id: Uuid): TableOrder | undefined {
    return this.#tableOrders.get(id)
  }

  /** Orders on tables that the batch may touch, with those that it placed. */
  tableOrders(): TableOrder[] {
    return [...this.#tableOrders.values()]
  }

  reserve(id: Uuid): Reserve | undefined {
    return this.#reserves.get(id)
  }

  /** All that keep tables of the till, where the batch is about reserves. */
  reserves(): Reserve[] {
    return [...this.#reserves.values()]
  }

  /** Number of the next cash shift: they count the till's whole life. */
  takeShiftNumber(): number {
    this.#shiftNumber += 1
    return this.#shiftNumber
  }

  /** What the rules may look at where no guest is concerned. */
  anonymousContext(): TillContext {
    return this.context(null, false)
  }

  /** What the rules of an order may look at. */
  context(contactId: Uuid | null, isKnownGuest: boolean, mayBypassRestrictions = false): TillContext {
    return {
      catalog: this.catalog,
      ...this.till,
      now: this.now,
      random: this.random,
      stopList: this.stopList,
      nextNumber: this.#nextNumber,
      isCutOff: !this.wallets.line.isUp,
      hasTerminal: this.hasTerminal,
      cashShiftId: this.cashShift?.id ?? null,
      drawer: this.cashShift && {
        openedAt: this.cashShift.openedAt,
        cash: cashInDrawer(this.cashShift),
      },
      hasOpenPersonalShift: (employeeId) => this.personalShifts.has(employeeId),
      isPositionTaken: (positionId) => this.#takenPositions.has(positionId),
      contact: this.#contacts.get(contactId ?? '') ?? null,
      isKnownGuest,
      mayBypassRestrictions,
      trackDigest: (track) => trackDigest(this.till.tenantId, track),
    }
  }

  /** Finds the guest of a placement by phone, as the front does (cloud-api §4.3); a regular one gets an id. */
  guestOf({ contactId, guestId }: Pick<PlaceDelivery, 'contactId' | 'guestId'>): MetGuest {
    const contact = this.#contacts.get(contactId)
    const customer = contact?.customer
    if (!contact || !customer || customer.type === 'one-time')
      return { id: null, phone: null, contactId, isKnown: false }
    const known = this.#guests.get(contact.phone)
    return {
      id: known?.id ?? guestId ?? this.random.uuid(),
      phone: contact.phone,
      contactId,
      isKnown: known !== undefined,
    }
  }

  knownGuest(id: Uuid | null): GuestRecord | undefined {
    return this.#guestsById.get(id ?? '')
  }

  /** Ids that an accepted command uses are gone for the later ones of the batch. */
  keepPositions(command: TillRequest['command']): void {
    for (const id of clientPositions(command)) {
      this.#takenPositions.add(id)
      this.#unusedPositions.delete(id)
    }
  }

  keepGuest({ id, phone, contactId }: MetGuest): void {
    if (!id || !phone) return
    this.#metGuests.push({ id, phone, contactId })
    this.#guests.set(phone, { id, contactId, isBlacklisted: false, blacklistReason: null })
  }

  keep(order: DeliveryOrder): void {
    if (!this.#orders.has(order.id)) this.#nextNumber += 1
    this.#orders.set(order.id, order)
    this.#changedOrders.add(order.id)
  }

  keepTableOrder(order: TableOrder): void {
    const before = this.#tableOrders.get(order.id)
    if (!before) this.#nextNumber += 1
    this.openOrders += Number(isOpen(order)) - Number(before !== undefined && isOpen(before))
    this.#tableOrders.set(order.id, order)
    this.#changedTableOrders.add(order.id)
  }

  /** A banquet's order has a number of its own. */
  keepReserve(reserve: Reserve): void {
    if (!this.#reserves.has(reserve.id) && reserve.banquet) this.#nextNumber += 1
    this.#reserves.set(reserve.id, reserve)
    this.#changedReserves.add(reserve.id)
  }

  keepStopList(list: StopList): void {
    this.stopList = list
    this.#isStopListChanged = true
  }

  keepCashShift(shift: CashShift): void {
    for (const other of this.#changedShifts) if (other.id === shift.id) this.#changedShifts.delete(other)
    this.#changedShifts.add(shift)
    this.cashShift = shift.closedAt === null ? shift : null
    if (shift.closedAt !== null) this.leftCash = leftIn(shift)
  }

  keepPersonalShift(shift: PersonalShift): void {
    this.#changedPersonalShifts.set(shift.id, shift)
    if (shift.closedAt === null) this.personalShifts.set(shift.employeeId, shift)
    else this.personalShifts.delete(shift.employeeId)
  }

  /** Writes an entry under the command that caused it. */
  note(request: TillRequest, kind: string, entity: string, entityId: Uuid, payload: unknown): void {
    this.entries.push({
      tenantId: this.till.tenantId,
      organizationId: this.till.organizationId,
      terminalGroupId: this.till.terminalGroupId,
      entryId: this.random.uuid(),
      at: this.now,
      actor: request.actor,
      kind,
      entity,
      entityId,
      correlationId: request.id,
      completes: false,
      payload,
    })
  }

  /** Who was met, when the batch changed nothing but deliveries and guests; null when it did. */
  guestsMetAlone(): readonly { id: Uuid; phone: string; contactId: Uuid }[] | null {
    const others =
      this.#changedTableOrders.size +
      this.#changedReserves.size +
      this.#changedShifts.size +
      this.#changedPersonalShifts.size +
      this.#unusedPositions.size +
      this.wallets.changed().length
    return others === 0 && !this.#isStopListChanged ? this.#metGuests : null
  }

  async save(tx: Tx): Promise<void> {
    const orders = [...this.#changedOrders]
      .map((id) => this.#orders.get(id))
      .filter((order) => order !== undefined)
    if (orders.length > 0) await tx.tillOrders.save(orders)
    await this.saveBooks(tx)
    await tx.journal.append(this.entries)
  }

  /** Saves all but deliveries and entries. */
  async saveBooks(tx: Tx): Promise<void> {
    const { tenantId, organizationId, terminalGroupId } = this.till
    const tableOrders = this.tableOrders().filter(({ id }) => this.#changedTableOrders.has(id))
    if (tableOrders.length > 0) await tx.tableOrders.save(tableOrders)
    const reserves = this.reserves().filter(({ id }) => this.#changedReserves.has(id))
    if (reserves.length > 0) await tx.reserves.save(reserves)
    const wallets = this.wallets.changed()
    if (wallets.length > 0) await tx.tillWallets.save(this.till, wallets)
    if (this.#unusedPositions.size > 0)
      await tx.tillOrders.releasePositions(tenantId, [...this.#unusedPositions])
    if (this.#metGuests.length > 0) await tx.guests.save(tenantId, this.#metGuests, this.now)
    if (this.#isStopListChanged) {
      await tx.stopLists.saveAtTill(tenantId, organizationId, terminalGroupId, [...this.stopList.values()])
    }
    for (const shift of this.#changedShifts)
      await tx.shifts.saveCashShift(tenantId, organizationId, terminalGroupId, shift)
    for (const shift of this.#changedPersonalShifts.values()) {
      await tx.shifts.savePersonalShift(tenantId, organizationId, terminalGroupId, shift)
    }
  }
}

export type LoadedDay = {
  till: Till
  now: number
  catalog: Catalog
  organization: Organization
  random: Random
  veto: Veto | null
  hasTerminal: boolean
  answers: Map<Uuid, TillOutcome>
  wallets: GuestWallets
  programs: TillPrograms
  cashShift: CashShift | null
  leftCash: Money
  openOrders: number
  atBank: ReadonlySet<Uuid>
  stopList: StopListItem[]
  personalShifts: PersonalShift[]
  firstNumber: number
  lastShiftNumber: number
  orders: Map<Uuid, DeliveryOrder>
  tableOrders: Map<Uuid, TableOrder>
  reserves: Map<Uuid, Reserve>
  contacts: ReadonlyMap<Uuid, Contact>
  guests: Map<string, GuestRecord>
  guestsById: Map<Uuid, GuestRecord>
  takenPositions: Set<Uuid>
  /** Claimed for this batch; what its commands do not use is given back. */
  claimedPositions: Set<Uuid>
}
