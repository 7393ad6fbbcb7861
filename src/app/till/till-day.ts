import type { ItemInput, PlaceDelivery } from '../../domain/orders/commands.ts'
import type { Contact, DeliveryOrder } from '../../domain/orders/order.ts'
import type { TableOrder } from '../../domain/orders/tables/table-order.ts'
import type { TillContext } from '../../domain/orders/till-context.ts'
import type { Organization } from '../../domain/reference/books.ts'
import type { Catalog } from '../../domain/reference/catalog.ts'
import type { Reserve } from '../../domain/reserves/reserve.ts'
import type { CashShift, PersonalShift } from '../../domain/shifts/shifts.ts'
import { type StopListItem, stopListKey } from '../../domain/stop-list/stop-list.ts'
import type { StopList } from '../../domain/stop-list/stop-list-changes.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { accountingDay } from '../../kernel/local-time.ts'
import type { Random } from '../../kernel/random.ts'
import type { App, GuestRecord, NewEntry, Tx } from '../ports.ts'
import {
  isOfReserve,
  isOfTable,
  isPlacement,
  type Till,
  type TillCommand,
  type TillOutcome,
  type TillRequest,
  type Veto,
} from './till-command.ts'

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
  readonly entries: NewEntry[] = []
  readonly answers: Map<Uuid, TillOutcome>
  cashShift: CashShift | null
  stopList: StopList
  readonly personalShifts: Map<Uuid, PersonalShift>
  #nextNumber: number
  #shiftNumber: number
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
    this.answers = loaded.answers
    this.cashShift = loaded.cashShift
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
  context(contactId: Uuid | null, isKnownGuest: boolean): TillContext {
    return {
      catalog: this.catalog,
      ...this.till,
      now: this.now,
      random: this.random,
      stopList: this.stopList,
      nextNumber: this.#nextNumber,
      cashShiftId: this.cashShift?.id ?? null,
      hasOpenPersonalShift: (employeeId) => this.personalShifts.has(employeeId),
      isPositionTaken: (positionId) => this.#takenPositions.has(positionId),
      contact: this.#contacts.get(contactId ?? '') ?? null,
      isKnownGuest,
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
    if (!this.#tableOrders.has(order.id)) this.#nextNumber += 1
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

  async save(tx: Tx): Promise<void> {
    const { tenantId, organizationId, terminalGroupId } = this.till
    const orders = [...this.#changedOrders]
      .map((id) => this.#orders.get(id))
      .filter((order) => order !== undefined)
    if (orders.length > 0) await tx.tillOrders.save(orders)
    const tableOrders = this.tableOrders().filter(({ id }) => this.#changedTableOrders.has(id))
    if (tableOrders.length > 0) await tx.tableOrders.save(tableOrders)
    const reserves = this.reserves().filter(({ id }) => this.#changedReserves.has(id))
    if (reserves.length > 0) await tx.reserves.save(reserves)
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
    await tx.journal.append(this.entries)
  }
}

type LoadedDay = {
  till: Till
  now: number
  catalog: Catalog
  organization: Organization
  random: Random
  veto: Veto | null
  answers: Map<Uuid, TillOutcome>
  cashShift: CashShift | null
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

/** Loads what the commands of a batch may touch and locks the till. */
export async function openTillDay(
  app: App,
  tx: Tx,
  till: Till,
  requests: readonly TillRequest[],
  veto: Veto | null,
): Promise<TillDay> {
  const { tenantId, organizationId, terminalGroupId } = till
  const now = app.clock.now()
  const catalog = await app.catalog(tenantId)
  const organization = catalog.living('organization', organizationId)?.body
  if (!organization) throw new Error(`organization ${organizationId} is not in the books`)
  const commands = requests.map((request) => request.command)
  const placements = commands.filter(isPlacement)
  const day = accountingDay(now, organization.timeZone, organization.accountingDayStartMinutes)

  // Taking numbers locks the counter's row: from here on this till decides alone.
  const firstNumber = await tx.tillOrders.takeNumbers(
    { tenantId, organizationId, terminalGroupId, counter: `orders ${day}` },
    placements.length,
  )
  const shiftOpenings = commands.filter((command) => command.kind === 'shift.open').length
  const firstShift =
    shiftOpenings > 0
      ? await tx.tillOrders.takeNumbers(
          { tenantId, organizationId, terminalGroupId, counter: 'shifts' },
          shiftOpenings,
        )
      : 1
  const answered = await tx.journal.answered(
    tenantId,
    requests.map((request) => request.id),
  )
  const orders = await tx.tillOrders.loadForChange(
    tenantId,
    organizationId,
    orderIdsOf(commands, (command) => !isOfTable(command) && !isOfReserve(command)),
  )
  const contactIds = commands.flatMap((command) =>
    'contactId' in command && command.contactId ? [command.contactId] : [],
  )
  const contacts =
    contactIds.length > 0 ? await tx.contacts.load(tenantId, contactIds) : new Map<Uuid, Contact>()
  const phones = [...contacts.values()].map((contact) => contact.phone)
  const positions = commands.flatMap(clientPositions)
  const takenPositions =
    positions.length > 0
      ? await tx.tillOrders.claimPositions(tenantId, organizationId, positions, now)
      : new Set<Uuid>()
  return new TillDay({
    till,
    now,
    catalog,
    organization,
    random: app.random,
    veto,
    answers: new Map(answered.map((answer) => [answer.id, answer])),
    cashShift: await tx.shifts.openCashShift(tenantId, terminalGroupId),
    stopList: await tx.stopLists.atTill(tenantId, terminalGroupId),
    personalShifts: await tx.shifts.openPersonalShifts(tenantId, organizationId),
    firstNumber,
    lastShiftNumber: firstShift - 1,
    orders,
    tableOrders: await loadTableOrders(tx, till, commands),
    reserves: await loadReserves(tx, till, commands),
    contacts,
    guests: phones.length > 0 ? await tx.guests.byPhones(tenantId, phones) : new Map(),
    guestsById: await loadGuests(tx, tenantId, commands),
    takenPositions,
    claimedPositions: new Set(positions.filter((id) => !takenPositions.has(id))),
  })
}

/** Orders on tables that commands name, and those that a command is to find by table or by the till's own id. */
async function loadTableOrders(
  tx: Tx,
  till: Till,
  commands: readonly TillCommand[],
): Promise<Map<Uuid, TableOrder>> {
  const orderIds = orderIdsOf(commands, isOfTable)
  const shows = commands.filter((command) => command.kind === 'tableOrder.show')
  const tableIds = shows.flatMap((command) => ('tableIds' in command ? command.tableIds : []))
  const posOrderIds = shows.flatMap((command) => ('posOrderIds' in command ? command.posOrderIds : []))
  if (orderIds.length + shows.length === 0) return new Map()
  return tx.tableOrders.loadForChange(till, { orderIds, tableIds, posOrderIds })
}

/** Guests that commands name without a contact. */
async function loadGuests(
  tx: Tx,
  tenantId: Uuid,
  commands: readonly TillCommand[],
): Promise<Map<Uuid, GuestRecord>> {
  const ids = commands.flatMap((command) =>
    command.kind === 'tableOrder.addCustomer' && command.contactId === null ? (command.guestId ?? []) : [],
  )
  return ids.length > 0 ? tx.guests.byIds(tenantId, ids) : new Map()
}

async function loadReserves(
  tx: Tx,
  till: Till,
  commands: readonly TillCommand[],
): Promise<Map<Uuid, Reserve>> {
  const ids = orderIdsOf(commands, isOfReserve)
  return ids.length > 0 ? tx.reserves.loadForChange(till, ids) : new Map()
}

const orderIdsOf = (commands: readonly TillCommand[], isMeant: (command: TillCommand) => boolean): Uuid[] => [
  ...new Set(
    commands.flatMap((command) =>
      isMeant(command) && 'orderId' in command && command.orderId ? [command.orderId] : [],
    ),
  ),
]

/** Ids of positions and combos that clients chose, of halves and modifiers too; the till's own are new by construction. */
function clientPositions(command: TillRequest['command']): Uuid[] {
  if (!('combos' in command)) return []
  const combos = command.combos.map(({ id }) => id)
  return [...(command.items ?? []).flatMap(positionsOf).filter((id) => id !== null), ...combos]
}

function positionsOf(item: ItemInput): (Uuid | null)[] {
  const halves = item.kind === 'Compound' ? [item.primary, ...(item.secondary ? [item.secondary] : [])] : []
  const modifiers = [...item.modifiers, ...halves.flatMap((half) => half.modifiers)]
  return [item, ...halves, ...modifiers].map(({ positionId }) => positionId)
}
