import type { Contact, DeliveryOrder } from '../../domain/orders/order.ts'
import { isRearrangement, newOrdersOf, otherOrdersOf } from '../../domain/orders/tables/serving-commands.ts'
import type { TableOrder } from '../../domain/orders/tables/table-order.ts'
import { singleOrderTables } from '../../domain/orders/tables/tables.ts'
import type { Catalog } from '../../domain/reference/catalog.ts'
import type { Seating } from '../../domain/reserves/commands.ts'
import type { Reserve } from '../../domain/reserves/reserve.ts'
import { leftIn } from '../../domain/shifts/cash-shift.ts'
import type { Money } from '../../kernel/exact.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { accountingDay } from '../../kernel/local-time.ts'
import type { App, GuestRecord, Tx } from '../ports.ts'
import { ordersAtBank } from './bank-at-work.ts'
import { clientPositions } from './client-positions.ts'
import { openGuestWallets } from './open-guest-wallets.ts'
import { loadForPrograms, needsPrograms } from './paying/loyal-sales.ts'
import { TillPrograms } from './paying/till-programs.ts'
import {
  isOfReserve,
  isOfTable,
  isPlacement,
  type Till,
  type TillCommand,
  type TillConditions,
  type TillRequest,
} from './till-command.ts'
import { TillDay } from './till-day.ts'

/** Loads what the commands of a batch may touch and locks the till. */
export async function openTillDay(
  app: App,
  tx: Tx,
  till: Till,
  requests: readonly TillRequest[],
  conditions: TillConditions,
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
    placements.length + openedBesides(commands),
  )
  const firstShift = await firstShiftNumber(tx, till, commands)
  const answered = await tx.journal.answered(
    tenantId,
    requests.map((request) => request.id),
  )
  const orders = await tx.tillOrders.loadForChange(
    tenantId,
    organizationId,
    orderIdsOf(commands, (command) => !isOfTable(command) && !isOfReserve(command)),
  )
  const { contacts, phones } = await loadContacts(tx, tenantId, commands, {
    orders,
    asksWayAgain: organization.useBusinessHoursAndMapping,
  })
  const positions = commands.flatMap(clientPositions)
  const takenPositions = await claimPositions(tx, till, positions, now)
  const reserves = await loadReserves(tx, till, commands)
  const tableOrders = await loadTableOrders(tx, till, catalog, commands, reserves)
  const guests =
    phones.length > 0 ? await tx.guests.byPhones(tenantId, phones) : new Map<string, GuestRecord>()
  const sales = [...orders.values(), ...tableOrders.values(), ...banquetsOf(reserves)]
  const loyal = [...orders.values(), ...tableOrders.values(), ...banquetsAsked(reserves, commands)]
  const isForPrograms = needsPrograms(commands, loyal)
  const batch = { catalog, commands, sales, guests: [...guests.values()], isForPrograms }
  const wallets = await openGuestWallets(tx, till, conditions.isLineUp, batch)
  return new TillDay({
    till,
    now,
    catalog,
    organization,
    random: app.random,
    veto: conditions.veto,
    hasTerminal: conditions.hasTerminal ?? false,
    answers: new Map(answered.map((answer) => [answer.id, answer])),
    wallets,
    programs: new TillPrograms(catalog, await loadForPrograms(tx, tenantId, commands, loyal), wallets, now),
    cashShift: await tx.shifts.openCashShift(tenantId, terminalGroupId),
    ...(await shiftsEnds(tx, till, commands, now)),
    stopList: await tx.stopLists.atTill(tenantId, terminalGroupId),
    personalShifts: await tx.shifts.openPersonalShifts(tenantId, organizationId),
    firstNumber,
    lastShiftNumber: firstShift - 1,
    orders,
    tableOrders,
    reserves,
    contacts,
    guests,
    guestsById: await loadGuests(tx, tenantId, commands),
    takenPositions,
    claimedPositions: new Set(positions.filter((id) => !takenPositions.has(id))),
  })
}

/** Of the shifts that the commands open; 1 when they open none. */
async function firstShiftNumber(tx: Tx, till: Till, commands: readonly TillCommand[]): Promise<number> {
  const openings = commands.filter(({ kind }) => kind === 'shift.open').length
  return openings > 0 ? tx.tillOrders.takeNumbers({ ...till, counter: 'shifts' }, openings) : 1
}

/** The drawer goes on from shift to shift, and a shift that ends may have to wait for its tables and its bank. */
async function shiftsEnds(
  tx: Tx,
  till: Till,
  commands: readonly TillCommand[],
  now: number,
): Promise<{ leftCash: Money; openOrders: number; atBank: Set<Uuid> }> {
  const { tenantId, terminalGroupId } = till
  const isAny = (kind: TillCommand['kind']) => commands.some((command) => command.kind === kind)
  const last = isAny('shift.open') ? await tx.shifts.lastCashShift(tenantId, terminalGroupId) : null
  return {
    leftCash: last ? leftIn(last) : 0n,
    atBank: isAny('shift.close') ? await ordersAtBank(tx, till, now) : new Set(),
    openOrders: isAny('shift.close') ? await tx.tableOrders.countOpen(tenantId, terminalGroupId) : 0,
  }
}
/** Those of `positions` that somebody has used before; most batches name none. */
const claimPositions = async (
  tx: Tx,
  { tenantId, organizationId }: Till,
  positions: readonly Uuid[],
  now: number,
): Promise<Set<Uuid>> =>
  positions.length > 0
    ? tx.tillOrders.claimPositions(tenantId, organizationId, positions, now)
    : new Set<Uuid>()

/** Contacts of the people whom commands name, and their phones; with those of orders that are made ready to be sent. */
async function loadContacts(
  tx: Tx,
  tenantId: Uuid,
  commands: readonly TillCommand[],
  { orders, asksWayAgain }: { orders: ReadonlyMap<Uuid, DeliveryOrder>; asksWayAgain: boolean },
): Promise<{ contacts: Map<Uuid, Contact>; phones: string[] }> {
  const named = commands.flatMap((command) =>
    'contactId' in command && command.contactId ? [command.contactId] : [],
  )
  const sent = asksWayAgain
    ? commands.flatMap((command) =>
        isSending(command) ? (orders.get(command.orderId)?.contactId ?? []) : [],
      )
    : []
  const wanted = [...named, ...sent]
  const contacts = wanted.length > 0 ? await tx.contacts.load(tenantId, wanted) : new Map<Uuid, Contact>()
  return { contacts, phones: named.flatMap((id) => contacts.get(id)?.phone ?? []) }
}

const isSending = (command: TillCommand) =>
  command.kind === 'delivery.printBill' || command.kind === 'delivery.updateStatus'

/** Of all that keep tables, those that commands are about. */
function banquetsAsked(reserves: ReadonlyMap<Uuid, Reserve>, commands: readonly TillCommand[]) {
  const asked = new Set(orderIdsOf(commands, isOfReserve))
  return banquetsOf(reserves).filter(({ id }) => asked.has(id))
}

const banquetsOf = (reserves: ReadonlyMap<Uuid, Reserve>) =>
  [...reserves.values()].flatMap(({ banquet }) => banquet ?? [])

/** Orders on tables that commands name, and those that a command is to find by table or by the till's own id. */
async function loadTableOrders(
  tx: Tx,
  till: Till,
  catalog: Catalog,
  commands: readonly TillCommand[],
  reserves: ReadonlyMap<Uuid, Reserve>,
): Promise<Map<Uuid, TableOrder>> {
  const others = commands.filter(isRearrangement).flatMap(otherOrdersOf)
  const opened = commands.flatMap((command) => seatingOf(command)?.orderId ?? [])
  const orderIds = [...new Set([...orderIdsOf(commands, isOfTable), ...others, ...opened])]
  const shows = commands.filter((command) => command.kind === 'tableOrder.show')
  // Where a table takes one order at a time, the till looks whether it has one.
  const guarded = commands.flatMap((command) => {
    const seatedAt = tablesTakenBy(command, reserves)
    return seatedAt ? singleOrderTables({ catalog, ...till }, seatedAt) : []
  })
  const shown = shows.flatMap((command) => ('tableIds' in command ? command.tableIds : []))
  const tableIds = [...shown, ...guarded]
  const posOrderIds = shows.flatMap((command) => ('posOrderIds' in command ? command.posOrderIds : []))
  if (orderIds.length + shows.length === 0) return new Map()
  return tx.tableOrders.loadForChange(till, { orderIds, tableIds, posOrderIds })
}

/** Numbers for orders that come out of others and out of reserves, and for goods that come back without one. */
const openedBesides = (commands: readonly TillCommand[]): number =>
  commands.filter(isRearrangement).reduce((count, command) => count + newOrdersOf(command), 0) +
  commands.filter((command) => seatingOf(command) || command.kind === 'tableOrder.returnGoods').length

const seatingOf = (command: TillCommand): Seating | null =>
  command.kind === 'reserve.guestsCame' ? (command.seating ?? null) : null

/** Tables at which a command seats an order; null: it seats none. */
function tablesTakenBy(command: TillCommand, reserves: ReadonlyMap<Uuid, Reserve>): readonly Uuid[] | null {
  if (seatingOf(command) && 'orderId' in command) return reserves.get(command.orderId ?? '')?.tableIds ?? null
  if (command.kind === 'tableOrder.place' || command.kind === 'tableOrder.changeTables')
    return command.tableIds
  return command.kind === 'tableOrder.move' && command.to.kind === 'new' ? command.to.tableIds : null
}

/** Guests that commands name without a contact. */
async function loadGuests(
  tx: Tx,
  tenantId: Uuid,
  commands: readonly TillCommand[],
): Promise<Map<Uuid, GuestRecord>> {
  const ids = commands.flatMap((command) =>
    (command.kind === 'tableOrder.addCustomer' || command.kind === 'tableOrder.setGuest') &&
    command.contactId === null
      ? (command.guestId ?? [])
      : [],
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
