import type { BookItem } from '../../../domain/reference/books.ts'
import type { PaidTime, Period } from '../../../domain/staff/paid-time.ts'
import type { StaffRecord } from '../../../domain/staff/records.ts'
import { isUuid, type Uuid } from '../../../kernel/ids.ts'
import { conflict, malformed, notFound } from '../errors.ts'
import type { PaymentDetails } from '../generated/types.ts'
import type { Call, Caller } from '../operation.ts'
import { departmentByCode, employeeById } from './employees.ts'
import { readMoment, scaleOf, zoneOf } from './moments.ts'
import { restaurantsOf } from './scope.ts'
import { xmlSum } from './sums.ts'

/*
 * What schedules and attendances have in common: the addresses by which they are asked for, and how a time is paid
 * (server-api §9.4–9.5).
 */

type Timed = 'schedule' | 'attendance'

/** What an address and its parameters ask for; deleted records are never listed. */
export type TimeQuery = {
  from: string
  to: string
  withPaymentDetails: boolean
  revisionFrom: number
}
type Path = { employeeId?: string; departmentCode?: string; departmentId?: string }

const dayMs = 24 * 3_600_000

/** The days of a query as moments, inclusive up to the midnight that follows the last one (server-api §1.1). */
export function periodOf(caller: Caller, { from, to }: { from: string; to: string }): Period {
  const zone = zoneOf(caller)
  const start = readMoment(from, zone)
  const lastDay = readMoment(to, zone)
  if (lastDay < start) throw malformed(`Wrong value of 'to': ${to} is before ${from}`)
  // The next midnight: a day is not 24 hours long when clocks change.
  const next = new Date(Date.parse(`${to}T00:00:00Z`) + dayMs).toISOString().slice(0, 10)
  return { from: start, to: readMoment(next, zone) }
}

/** The department that an address names; null: all that the server is of. */
function departmentOf(caller: Caller, { departmentCode, departmentId }: Path): Uuid | null {
  if (departmentCode !== undefined) return departmentByCode(caller, departmentCode)
  if (departmentId === undefined) return caller.organizationId
  const id = departmentId.toLowerCase()
  if (!isUuid(id))
    throw malformed(`Wrong value of 'departmentId': an id is expected, not '${departmentId.slice(0, 80)}'`)
  if (!restaurantsOf(caller).some((one) => one.id === id))
    throw conflict(`Department with id ${departmentId} not found`)
  return id
}

/** Records of an address and a period, the earliest first. */
export async function timesOf<K extends Timed>(
  { app, caller }: Pick<Call, 'app' | 'caller'>,
  kind: K,
  path: Path,
  query: TimeQuery,
): Promise<StaffRecord<K>[]> {
  const ownerId = path.employeeId === undefined ? null : employeeById(caller, path.employeeId).id
  const department = departmentOf(caller, path)
  const period = { ...periodOf(caller, query), ownerId }
  const records = await app.storage.now.staffRecords.list(caller.tenantId, kind, period)
  return records.filter(
    ({ isDeleted, revision, body }) =>
      !isDeleted &&
      revision > BigInt(query.revisionFrom) &&
      (department === null || (body as { organizationId: Uuid }).organizationId === department),
  )
}

/** Where a new time is worked when it does not say so: on the own server, else where the employee belongs first. */
export function departmentOfNew(
  caller: Caller,
  employee: BookItem<'employee'>,
  said: Uuid | undefined,
): Uuid {
  const home = caller.organizationId
  if (said !== undefined) {
    if (home !== null && said !== home) throw conflict(`Department with id ${said} not found`)
    return said
  }
  const first = home ?? employee.body.organizationIds[0]
  if (first === undefined) throw malformed("Argument for @NotNull parameter 'departmentId' must not be null")
  return first
}

export function departmentName({ catalog }: Caller, id: Uuid): string {
  const item = catalog.find('organization', id)
  if (!item) throw notFound('Department', id)
  return item.body.name
}

export function paymentOnWire(caller: Caller, organizationId: Uuid, paid: PaidTime): PaymentDetails {
  const scale = scaleOf(caller)
  return {
    salaryDepartmentId: organizationId,
    salaryDepartmentName: departmentName(caller, organizationId),
    regularPayedMinutes: paid.regularMinutes,
    regularPaymentSum: xmlSum(paid.regularSum, scale),
    overtimePayedMinutes: paid.overtimeMinutes,
    overtimePaymentSum: xmlSum(paid.overtimeSum, scale),
    // Penalties are not kept: there is nothing else to be paid.
    otherPaymentsSum: xmlSum(0n, scale),
  }
}

/** An id of an address. */
export function idOfPath(text: string): Uuid {
  if (!isUuid(text)) throw malformed(`Wrong value of 'id': an id is expected, not '${text.slice(0, 80)}'`)
  return text.toLowerCase()
}

/** The id of an update, which must be said. */
export function idOfUpdate(id: Uuid | undefined): Uuid {
  if (id === undefined) throw malformed("Argument for @NotNull parameter 'id' must not be null")
  return id
}
