import type {
  DecidedDeliveries,
  DecidedDelivery,
  DeliveryDesk,
  GuestRecord,
  NewEntry,
} from '../../app/ports.ts'
import { orderSums } from '../../domain/orders/totals.ts'
import type { CashShift, PersonalShift } from '../../domain/shifts/shifts.ts'
import type { StopListItem } from '../../domain/stop-list/stop-list.ts'
import { thawNumbers } from '../../kernel/canonical.ts'
import { columnOf } from '../column-list.ts'
import { errorCode } from '../engines/trouble.ts'
import { joinPayloads } from '../joined-payloads.ts'
import type { PersonalVault } from '../personal-data.ts'
import type { RecentEntries } from '../recent-entries.ts'
import { crowdMin } from '../rush.ts'
import { fromMs, isoOf, isoOrNull, type Sql } from '../sql.ts'
import {
  booksStatement,
  openStatement,
  saveAsKnownStatement,
  saveStatement,
} from './delivery-desk-statements.ts'
import { columnsOfMet, isPhone } from './guests.ts'
import { isOpen } from './till-orders.ts'

type OpenRow = { is_there: boolean; last: bigint; revision: bigint; free: string[] }

type BooksRow = {
  stop_list: unknown
  cash_shift: unknown
  personal_shifts: unknown
  guests: (GuestRecord & { subject: string })[]
  known: string[]
  has_subscribers: boolean
}

/** Parameters of what is said of each delivery, in the order of the statement. */
function deliveryColumns(deliveries: readonly DecidedDelivery[], vault: PersonalVault): unknown[] {
  const contacts = deliveries.map(({ accepted }) => accepted.contact)
  const sealed = contacts.map(({ contact }) => vault.seal(contact))
  const commands = deliveries.map(({ accepted }) => accepted.command)
  const pictures = deliveries.map(({ picture }) => picture)
  const orders = deliveries.map(({ order }) => order)
  return [
    columnOf(pictures, ({ id }) => id),
    columnOf(contacts, ({ id }) => id),
    sealed.map(({ subject }) => subject),
    sealed.map((record) => record.sealed),
    sealed.map(({ key }) => key),
    columnOf(commands, ({ id }) => id),
    columnOf(pictures, ({ creationStatus }) => creationStatus),
    pictures.map(({ error }) => (error ? JSON.stringify(error) : null)),
    columnOf(commands, ({ acceptedAt }) => isoOf(acceptedAt)),
    columnOf(commands, ({ deadline }) => isoOf(deadline)),
    columnOf(pictures, ({ loginId }) => loginId),
    pictures.map(({ sourceKey }) => sourceKey),
    pictures.map(({ externalNumber }) => externalNumber),
    columnOf(pictures, ({ receivedFromFrontAt }) => isoOrNull(receivedFromFrontAt)),
    columnOf(orders, (order) => order?.posId),
    columnOf(orders, (order) => order?.number),
    columnOf(orders, (order) => order?.status),
    columnOf(orders, (order) => order?.serviceType),
    columnOf(orders, (order) => (order ? orderSums(order).sum : null)),
    columnOf(orders, (order) => (order ? isoOf(order.completeBefore) : null)),
    columnOf(orders, (order) => (order ? isoOf(order.whenCreated) : null)),
    columnOf(orders, (order) => (order ? isOpen(order) : null)),
  ]
}

/**
 * Of a crowd memory keeps what the sequencer needs. Whoever follows such entries has time, and reads them: to hold the
 * contents of thousands for them costs more than the orders took.
 */
const withoutPayload = (entry: NewEntry): NewEntry => ({ ...entry, payload: undefined })

const phoneSubjects = (vault: PersonalVault, phones: readonly string[]): Map<string, Buffer> =>
  new Map([...new Set(phones)].filter(isPhone).map((phone) => [phone, vault.subjectOf(phone)]))

function guestsBy(subjects: ReadonlyMap<string, Buffer>, rows: BooksRow['guests']): Map<string, GuestRecord> {
  const bySubject = new Map(rows.map(({ subject, ...guest }) => [subject, guest]))
  const found = new Map<string, GuestRecord>()
  for (const [phone, subject] of subjects) {
    const guest = bySubject.get(subject.toString('hex'))
    if (guest) found.set(phone, guest)
  }
  return found
}

type DeskKept = { nodeId: string; vault: PersonalVault; recent: RecentEntries }

/** The first 39 parameters of the hot statement. */
function columnsOf(
  { nodeId, vault, recent }: DeskKept,
  { tenantId, organizationId, terminalGroupId }: Parameters<DeliveryDesk['save']>[0],
  { deliveries, entries }: DecidedDeliveries,
  now: number,
): unknown[] {
  if (deliveries.some(({ order }) => order && order.version !== 1))
    throw new Error('a delivery that was only placed is of the first version')
  const { bytes, digests } = joinPayloads(entries)
  recent.keep(deliveries.length < crowdMin ? entries : entries.map(withoutPayload), digests)
  return [
    ...[tenantId, organizationId, terminalGroupId, nodeId],
    ...[BigInt(now) * 1000n, deliveries.length, fromMs(now)],
    ...deliveryColumns(deliveries, vault),
    columnOf(entries, ({ entryId }) => entryId),
    columnOf(entries, ({ at }) => isoOf(at)),
    entries.map(({ actor }) => actor),
    columnOf(entries, ({ kind }) => kind),
    columnOf(entries, ({ entity }) => entity),
    columnOf(entries, ({ entityId }) => entityId),
    columnOf(entries, ({ correlationId }) => correlationId),
    columnOf(entries, ({ completes }) => completes),
    digests,
    bytes,
  ]
}

/** Deliveries that their till takes in the transaction that accepts them. */
export function deliveryDeskRepository(sql: Sql, kept: DeskKept): DeliveryDesk {
  const { vault } = kept
  return {
    async open({ tenantId, organizationId, terminalGroupId, counter }, claims, kinds) {
      const [row] = await sql.rows<OpenRow>('desk.open', openStatement, [
        ...[tenantId, organizationId, terminalGroupId, counter],
        columnOf(claims, ({ id }) => id),
        claims.map(({ digest }) => digest),
        columnOf(claims, ({ at }) => isoOf(at)),
        kinds,
      ])
      if (!row) throw new Error(`counter ${counter} gave no number`)
      if (row.is_there) return null
      return {
        free: new Set(row.free),
        firstNumber: Number(row.last) - row.free.length + 1,
        revision: row.revision,
      }
    },

    async books({ tenantId, organizationId, terminalGroupId }, { phones, orderIds }) {
      const subjects = phoneSubjects(vault, phones)
      const [row] = await sql.rows<BooksRow>('desk.books', booksStatement, [
        ...[tenantId, organizationId, terminalGroupId],
        [...subjects.values()],
        columnOf(orderIds, (id) => id),
      ])
      if (!row) throw new Error('the books of a till gave nothing')
      return {
        stopList: row.stop_list ? (thawNumbers(row.stop_list) as StopListItem[]) : [],
        cashShift: row.cash_shift ? (thawNumbers(row.cash_shift) as CashShift) : null,
        personalShifts: thawNumbers(row.personal_shifts) as PersonalShift[],
        guests: guestsBy(subjects, row.guests),
        knownOrderIds: row.known,
        hasSubscribers: row.has_subscribers,
      }
    },

    async save(till, decided, now) {
      const [row] = await sql.rows<{ first: bigint }>(
        'desk.save',
        saveStatement,
        columnsOf(kept, till, decided, now),
      )
      if (!row) throw new Error('the revision row is missing')
      return revisionsFrom(row.first, decided.deliveries.length)
    },

    saveAsKnown(till, decided, { mark, left, guests: known, chosenIds, kinds }, now) {
      const { deliveries, guests } = decided
      const asked = known.filter(({ phone }) => isPhone(phone))
      const values = [
        ...columnsOf(kept, till, decided, now),
        ...[mark.counter, mark.revision],
        deliveries.map(({ accepted }) => accepted.digest),
        ...[kinds, columnOf(chosenIds, (id) => id)],
        asked.map(({ phone }) => vault.subjectOf(phone)),
        columnOf(asked, ({ id }) => id),
        ...columnsOfMet(guests, vault),
        left,
      ]
      return sendAsKnown(sql, values, deliveries.length)
    },
  }
}

const uniqueViolation = '23505'

/** Apart, so that it holds nothing of what was decided while the database works. */
async function sendAsKnown(sql: Sql, values: readonly unknown[], count: number): Promise<bigint[] | null> {
  try {
    const [row] = await sql.rows<{ first: bigint }>('desk.saveAsKnown', saveAsKnownStatement, values)
    return row ? revisionsFrom(row.first, count) : null
  } catch (error) {
    // Somebody took one of the ids at the same moment.
    if (errorCode(error) === uniqueViolation) return null
    throw error
  }
}

const revisionsFrom = (first: bigint, count: number): bigint[] =>
  Array.from({ length: count }, (_, index) => first + BigInt(index))
