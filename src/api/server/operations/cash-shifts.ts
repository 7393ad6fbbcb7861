import type { KnownCashShift } from '../../../app/ports.ts'
import {
  movedIn,
  recordsOf,
  type ShiftRecord,
  statusOf,
  type WholeShift,
  wholeShift,
  wholeShifts,
} from '../../../app/shifts/shift-records.ts'
import { registerNumber } from '../../../domain/reference/cash-register.ts'
import { takingsOf } from '../../../domain/shifts/known-sale.ts'
import { moneyToJson } from '../../../kernel/exact.ts'
import { isUuid, type Uuid } from '../../../kernel/ids.ts'
import { toLocal } from '../../../kernel/local-time.ts'
import { notFound } from '../errors.ts'
import type { CashShift, CashShiftRecord, CashShiftRecordAuth, CloseSession } from '../generated/types.ts'
import type { Call, Caller, Handlers } from '../operation.ts'
import { zoneOf } from './moments.ts'
import { cashFlowCategoryOf } from './pay-in-out-types.ts'
import { restaurantsOf, setOf } from './scope.ts'
import { periodOf } from './staff-times.ts'
import { xmlSum } from './sums.ts'

type Calling = Pick<Call, 'app' | 'caller'>

/** By the restaurant's clock, zeros at the end of the milliseconds cut: `2031-03-04T08:02:15.45` (server-api §17.1). */
const localMoment = (at: number, zone: string): string =>
  toLocal(at, zone)
    .replace(' ', 'T')
    .replace(/\.?0+$/, '')

const isSeen = (caller: Caller, { organizationId }: KnownCashShift): boolean =>
  restaurantsOf(caller).some(({ id }) => id === organizationId)

export const registerOf = ({ catalog }: Caller, { organizationId, terminalGroupId: id }: KnownCashShift) => ({
  cashRegNumber: registerNumber({ id, organizationId }, catalog),
  cashRegSerial: catalog.find('terminalGroup', id)?.body.code ?? '',
})

const zoneOfShift = (caller: Caller, { organizationId }: KnownCashShift): string =>
  caller.catalog.find('organization', organizationId)?.body.timeZone ?? zoneOf(caller)

export const scaleOfShift = (caller: Caller, { organizationId }: KnownCashShift): number =>
  caller.catalog.find('organization', organizationId)?.body.currency.scale ?? 2

/** When a shift was accepted, and how; nothing of one that nobody has accepted. */
function acceptanceOf({ acceptance }: WholeShift) {
  const said = acceptance?.content.acceptance
  const status = said ? statusOf(said) : null
  // What is not accepted yet may be written down already.
  return { status, at: status === null || status === 'UNACCEPTED' ? null : (acceptance?.modifiedAt ?? null) }
}

function onWire(caller: Caller, whole: WholeShift): CashShift {
  const { known, sales } = whole
  const { shift, terminalGroupId } = known
  const zone = zoneOfShift(caller, known)
  const money = (sum: bigint): number => moneyToJson(sum, scaleOfShift(caller, known))
  const takings = takingsOf(sales.map(({ sale }) => sale))
  const moved = movedIn(whole)
  const accepted = acceptanceOf(whole)
  const expected = shift.startCash + takings.cash + moved.payIn - moved.payOut - moved.collected
  // What was found in the drawer is what remains; where nobody counted, what had to be there.
  const remaining = shift.countedCash ?? expected
  const responsible = shift.closedBy?.id ?? shift.openedBy?.id ?? null
  return {
    id: shift.id,
    sessionNumber: shift.number,
    fiscalNumber: null,
    ...registerOf(caller, known),
    openDate: localMoment(shift.openedAt, zone),
    closeDate: shift.closedAt === null ? null : localMoment(shift.closedAt, zone),
    acceptDate: accepted.at === null ? null : localMoment(accepted.at, zone),
    managerId: shift.openedBy?.id ?? null,
    responsibleUserId: responsible,
    responsibleUser: responsible,
    sessionStartCash: money(shift.startCash),
    payOrders: money(takings.cash + takings.card + takings.credit),
    sumWriteoffOrders: money(takings.writeoff),
    salesCash: money(takings.cash),
    salesCredit: money(takings.credit),
    salesCard: money(takings.card),
    payIn: money(moved.payIn),
    payOut: money(moved.payOut),
    payIncome: money(-moved.collected),
    cashRemain: shift.closedAt === null ? null : money(remaining),
    cashDiff: money(moved.difference + remaining - expected),
    sessionStatus: shift.closedAt === null ? 'OPEN' : (accepted.status ?? 'CLOSED'),
    conceptionId: null,
    conception: null,
    pointOfSaleId: terminalGroupId,
    pointOfSale: terminalGroupId,
  }
}

type Status = Call<'GET /v2/cashshifts/list'>['query']['status']

/** A closed one that nobody has accepted waits for it; one that is accepted is closed all the same. */
function hasStatus(whole: WholeShift, status: Status): boolean {
  const isClosed = whole.known.shift.closedAt !== null
  switch (status) {
    case 'ANY':
      return true
    case 'OPEN':
      return !isClosed
    case 'CLOSED':
      return isClosed
    default:
      return isClosed && (acceptanceOf(whole).status ?? 'UNACCEPTED') === status
  }
}

const dayMs = 24 * 3_600_000

/** Shifts that a server sees by the days of their opening, each by its own clock, both inclusive. */
async function shiftsOfDays(
  { app, caller }: Calling,
  first: string,
  last: string,
): Promise<KnownCashShift[]> {
  const period = periodOf(caller, { from: first, to: last })
  // Restaurants have clocks of their own: a day more on both sides, then each by its own date.
  const asked = { from: period.from - dayMs, to: period.to + dayMs }
  const known = await app.storage.now.knownCashShifts.list(caller.tenantId, asked)
  return known.filter((one) => {
    const opened = toLocal(one.shift.openedAt, zoneOfShift(caller, one)).slice(0, 10)
    return isSeen(caller, one) && opened >= first && opened <= last
  })
}

async function list(call: Call<'GET /v2/cashshifts/list'>): Promise<CashShift[]> {
  const { app, caller, query } = call
  const { openDateFrom, openDateTo, status, revisionFrom } = query
  const departments = query.departmentId?.length ? setOf(query.departmentId) : null
  const groups = query.groupId?.length ? setOf(query.groupId) : null
  const shifts = (await shiftsOfDays(call as Calling, openDateFrom, openDateTo)).filter(
    (one) =>
      (!departments || departments.has(one.organizationId)) &&
      (!groups || groups.has(one.terminalGroupId)) &&
      one.revision > BigInt(revisionFrom),
  )
  const whole = await wholeShifts(app.storage.now, caller.tenantId, shifts)
  return whole.filter((one) => hasStatus(one, status)).map((one) => onWire(caller, one))
}

/** A shift that a server sees; 404 when there is none. */
export async function shiftOf({ app, caller }: Calling, said: string): Promise<WholeShift> {
  const id = said.toLowerCase()
  const whole = isUuid(id) ? await wholeShift(app, caller.tenantId, id) : null
  if (!whole || !isSeen(caller, whole.known)) throw notFound('CashSession', said)
  return whole
}

/** Short forms of the types of postings, where live servers have them (server-api §17.3). */
const shortTypes: Partial<Record<string, string>> = { PAY_COLLECTION: 'PAYCOL' }

/** Who did it; they showed no card. */
function authOf({ catalog }: Caller, employeeId: Uuid): CashShiftRecordAuth | null {
  const employee = catalog.find('employee', employeeId)
  return employee ? { user: employee.body.name, card: '' } : null
}

/** One record: what was written down, and what was said of it on acceptance (server-api §17.3). */
function recordOnWire(caller: Caller, { known }: WholeShift, record: ShiftRecord): CashShiftRecord {
  const { id, group, at, account, order, orderId, paymentTypeId, comment, accepted } = record
  const zone = zoneOfShift(caller, known)
  const money = (units: bigint): number => moneyToJson(units, scaleOfShift(caller, known))
  const cashOrder = order?.content.cashOrder
  const type = cashOrder?.type ?? group
  return {
    info: {
      id,
      date: order ? localMoment(at, zone) : `${known.shift.accountingDay}T00:00:00`,
      creationDate: localMoment(order?.createdAt ?? at, zone),
      group,
      accountId: account.accountId,
      counteragentId: account.counteragentId,
      paymentTypeId,
      type: shortTypes[type] ?? type,
      sum: money(record.sum),
      comment,
      auth: order ? authOf(caller, order.createdBy) : null,
      causeEventId: order?.id ?? orderId,
      cashierId: order?.createdBy ?? known.shift.openedBy?.id ?? null,
      departmentId: known.organizationId,
      cashFlowCategory: cashFlowCategoryOf(caller.catalog, cashOrder?.cashFlowCategoryId ?? null),
    },
    actualSum: money(accepted?.real ?? record.sum),
    originalSum: money(record.sum),
    editedPayAccountId: accepted?.override?.accountId ?? account.accountId,
    originalPayAccountId: account.accountId,
    payAgentId: null,
    paymentTypeId,
    editableComment: accepted?.comment ?? null,
    status: accepted?.status ?? 'UNACCEPTED',
  }
}

/** Closed shifts of days by their opening; the members are not published and ours (unverified). */
async function closedSessions(call: Call<'GET /closeSession/list'>): Promise<CloseSession[]> {
  const { app, caller, query } = call
  const shifts = await shiftsOfDays(call as Calling, query.dateFrom, query.dateTo)
  const whole = await wholeShifts(app.storage.now, caller.tenantId, shifts)
  return whole
    .filter(({ known }) => known.shift.closedAt !== null)
    .map((one) => {
      const scale = scaleOfShift(caller, one.known)
      const wire = onWire(caller, one)
      const takings = takingsOf(one.sales.map(({ sale }) => sale))
      const moved = movedIn(one)
      return {
        id: wire.id,
        sessionNumber: wire.sessionNumber,
        departmentId: one.known.organizationId,
        groupId: one.known.terminalGroupId,
        openDate: wire.openDate,
        closeDate: wire.closeDate ?? '',
        acceptDate: wire.acceptDate ?? undefined,
        status: wire.sessionStatus,
        salesCash: xmlSum(takings.cash, scale),
        salesCard: xmlSum(takings.card, scale),
        salesCredit: xmlSum(takings.credit, scale),
        payIn: xmlSum(moved.payIn, scale),
        payOut: xmlSum(moved.payOut, scale),
      }
    })
}

/** Cash shifts, as the tills' journals tell of them, with what the back office added (server-api §17). */
export const cashShiftHandlers: Handlers = {
  'GET /v2/cashshifts/list': list,
  'GET /v2/cashshifts/byId/{sessionId}': async (call) => {
    const wire = onWire(call.caller, await shiftOf(call as Calling, call.path.sessionId))
    return { ...wire, manager: wire.managerId }
  },
  'GET /v2/cashshifts/payments/list/{sessionId}': async (call) => {
    const whole = await shiftOf(call as Calling, call.path.sessionId)
    const records = recordsOf(call.caller.catalog, whole).filter(
      ({ accepted }) => !(call.query.hideAccepted && accepted?.status === 'ACCEPTED'),
    )
    const inGroups = (...groups: ShiftRecord['group'][]): CashShiftRecord[] =>
      records
        .filter(({ group }) => groups.includes(group))
        .map((record) => recordOnWire(call.caller, whole, record))
    return {
      sessionId: whole.known.shift.id,
      operationDay: whole.known.shift.accountingDay,
      cashlessRecords: inGroups('CARD', 'CREDIT'),
      payInRecords: inGroups('PAYIN'),
      payOutsRecords: inGroups('PAYOUT'),
    }
  },
  'GET /closeSession/list': closedSessions,
}
