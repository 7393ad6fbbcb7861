import type { CashShiftSale, KnownCashShift } from '../../../app/ports.ts'
import { takingOf, takingsOf } from '../../../domain/shifts/known-sale.ts'
import { moneyToJson } from '../../../kernel/exact.ts'
import { isUuid, type Uuid } from '../../../kernel/ids.ts'
import { toLocal } from '../../../kernel/local-time.ts'
import { notFound } from '../errors.ts'
import type { CashShift, CashShiftRecord } from '../generated/types.ts'
import type { Call, Caller, Handlers } from '../operation.ts'
import { zoneOf } from './moments.ts'
import { restaurantsOf, setOf } from './scope.ts'
import { periodOf } from './staff-times.ts'

type Calling = Pick<Call, 'app' | 'caller'>

/** By the restaurant's clock, zeros at the end of the milliseconds cut: `2031-03-04T08:02:15.45` (server-api §17.1). */
const localMoment = (at: number, zone: string): string =>
  toLocal(at, zone)
    .replace(' ', 'T')
    .replace(/\.?0+$/, '')

const isSeen = (caller: Caller, { organizationId }: KnownCashShift): boolean =>
  restaurantsOf(caller).some(({ id }) => id === organizationId)

/** Registers are numbered within their restaurant, in the order of the book: a group has one. */
export function registerOf({ catalog }: Caller, { organizationId, terminalGroupId }: KnownCashShift) {
  const groups = catalog.all('terminalGroup').filter((group) => group.organizationId === organizationId)
  const index = groups.findIndex(({ id }) => id === terminalGroupId)
  return { cashRegNumber: index + 1, cashRegSerial: groups[index]?.body.code ?? '' }
}

const zoneOfShift = (caller: Caller, { organizationId }: KnownCashShift): string =>
  caller.catalog.find('organization', organizationId)?.body.timeZone ?? zoneOf(caller)

const scaleOfShift = (caller: Caller, { organizationId }: KnownCashShift): number =>
  caller.catalog.find('organization', organizationId)?.body.currency.scale ?? 2

function onWire(caller: Caller, known: KnownCashShift, sales: readonly CashShiftSale[]): CashShift {
  const { shift, terminalGroupId } = known
  const zone = zoneOfShift(caller, known)
  const money = (sum: bigint): number => moneyToJson(sum, scaleOfShift(caller, known))
  const takings = takingsOf(sales.map(({ sale }) => sale))
  const responsible = shift.closedBy?.id ?? shift.openedBy?.id ?? null
  return {
    id: shift.id,
    sessionNumber: shift.number,
    fiscalNumber: null,
    ...registerOf(caller, known),
    openDate: localMoment(shift.openedAt, zone),
    closeDate: shift.closedAt === null ? null : localMoment(shift.closedAt, zone),
    acceptDate: null,
    managerId: shift.openedBy?.id ?? null,
    responsibleUserId: responsible,
    responsibleUser: responsible,
    // Tills count no money in the drawer: a shift begins with none, and all cash that came in is there.
    sessionStartCash: 0,
    payOrders: money(takings.cash + takings.card + takings.credit),
    sumWriteoffOrders: money(takings.writeoff),
    salesCash: money(takings.cash),
    salesCredit: money(takings.credit),
    salesCard: money(takings.card),
    payIn: 0,
    payOut: 0,
    payIncome: 0,
    cashRemain: shift.closedAt === null ? null : money(takings.cash),
    cashDiff: 0,
    sessionStatus: shift.closedAt === null ? 'OPEN' : 'CLOSED',
    conceptionId: null,
    conception: null,
    pointOfSaleId: terminalGroupId,
    pointOfSale: terminalGroupId,
  }
}

async function salesOf({ app, caller }: Calling, shifts: readonly KnownCashShift[]) {
  const ids = shifts.map(({ shift }) => shift.id)
  const sales = await app.storage.now.knownCashShifts.sales(caller.tenantId, ids)
  const byShift = new Map<Uuid, CashShiftSale[]>()
  for (const sale of sales) byShift.set(sale.shiftId, [...(byShift.get(sale.shiftId) ?? []), sale])
  return byShift
}

type Status = Call<'GET /v2/cashshifts/list'>['query']['status']

/** Nobody accepts shifts yet: a closed one waits for it. */
function hasStatus({ shift }: KnownCashShift, status: Status): boolean {
  switch (status) {
    case 'ANY':
      return true
    case 'OPEN':
      return shift.closedAt === null
    case 'CLOSED':
    case 'UNACCEPTED':
      return shift.closedAt !== null
    case 'ACCEPTED':
    case 'HASWARNINGS':
      return false
  }
}

const dayMs = 24 * 3_600_000

async function list(call: Call<'GET /v2/cashshifts/list'>): Promise<CashShift[]> {
  const { app, caller, query } = call
  const { openDateFrom, openDateTo, status, revisionFrom } = query
  const period = periodOf(caller, { from: openDateFrom, to: openDateTo })
  // Restaurants have clocks of their own: a day more on both sides, then each by its own date.
  const asked = { from: period.from - dayMs, to: period.to + dayMs }
  const known = await app.storage.now.knownCashShifts.list(caller.tenantId, asked)
  const departments = query.departmentId?.length ? setOf(query.departmentId) : null
  const groups = query.groupId?.length ? setOf(query.groupId) : null
  const shifts = known.filter((one) => {
    const opened = toLocal(one.shift.openedAt, zoneOfShift(caller, one)).slice(0, 10)
    return (
      isSeen(caller, one) &&
      opened >= openDateFrom &&
      opened <= openDateTo &&
      (!departments || departments.has(one.organizationId)) &&
      (!groups || groups.has(one.terminalGroupId)) &&
      hasStatus(one, status) &&
      one.revision > BigInt(revisionFrom)
    )
  })
  const sales = await salesOf(call as Calling, shifts)
  return shifts.map((one) => onWire(caller, one, sales.get(one.shift.id) ?? []))
}

async function shiftOf({ app, caller }: Calling, said: string): Promise<KnownCashShift> {
  const id = said.toLowerCase()
  const known = isUuid(id) ? await app.storage.now.knownCashShifts.find(caller.tenantId, id) : null
  if (!known || !isSeen(caller, known)) throw notFound('CashSession', said)
  return known
}

/** Payments that were not in cash, each a record of its own (server-api §17.3). */
function recordsOf(
  caller: Caller,
  known: KnownCashShift,
  { at, orderId, sale }: CashShiftSale,
): CashShiftRecord[] {
  const zone = zoneOfShift(caller, known)
  const account = caller.catalog.all('account').find(({ body }) => body.role === 'receivable')?.id ?? null
  const cashless = sale.payments.filter(({ kind }) => ['card', 'credit'].includes(takingOf(kind)))
  return cashless.map(({ id, typeId, kind, sum: paid }) => {
    const sum = moneyToJson(paid, scaleOfShift(caller, known))
    const group = takingOf(kind) === 'credit' ? ('CREDIT' as const) : ('CARD' as const)
    return {
      info: {
        id,
        date: `${known.shift.accountingDay}T00:00:00`,
        creationDate: localMoment(at, zone),
        group,
        accountId: account,
        counteragentId: null,
        paymentTypeId: typeId,
        type: group,
        sum,
        comment: null,
        auth: null,
        causeEventId: orderId,
        cashierId: known.shift.openedBy?.id ?? null,
        departmentId: known.organizationId,
        cashFlowCategory: null,
      },
      actualSum: sum,
      originalSum: sum,
      editedPayAccountId: account,
      originalPayAccountId: account,
      payAgentId: null,
      paymentTypeId: typeId,
      editableComment: null,
      status: 'UNACCEPTED' as const,
    }
  })
}

const salesOfOne = async (call: Calling, known: KnownCashShift, id: Uuid): Promise<CashShiftSale[]> =>
  (await salesOf(call, [known])).get(id) ?? []

/** Cash shifts, as the tills' journals tell of them (server-api §17). */
export const cashShiftHandlers: Handlers = {
  'GET /v2/cashshifts/list': list,
  'GET /v2/cashshifts/byId/{sessionId}': async (call) => {
    const known = await shiftOf(call as Calling, call.path.sessionId)
    const wire = onWire(call.caller, known, await salesOfOne(call as Calling, known, known.shift.id))
    return { ...wire, manager: wire.managerId }
  },
  'GET /v2/cashshifts/payments/list/{sessionId}': async (call) => {
    const known = await shiftOf(call as Calling, call.path.sessionId)
    const sales = await salesOfOne(call as Calling, known, known.shift.id)
    return {
      sessionId: known.shift.id,
      operationDay: known.shift.accountingDay,
      cashlessRecords: sales.flatMap((sale) => recordsOf(call.caller, known, sale)),
      payInRecords: [],
      payOutsRecords: [],
    }
  },
}
