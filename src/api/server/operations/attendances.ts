import { deleteStaffRecord, saveAttendance } from '../../../app/server/save-staff-record.ts'
import type { BookItem } from '../../../domain/reference/books.ts'
import { paidTime, withoutPeriods } from '../../../domain/staff/paid-time.ts'
import type { RolePay, StaffRecord } from '../../../domain/staff/records.ts'
import { printDecimal } from '../../../kernel/exact.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { refuse } from '../../../kernel/refusals.ts'
import { malformed } from '../errors.ts'
import type { Attendance, AttendanceType, AttendanceWritten, Availability } from '../generated/types.ts'
import type { Call, Caller, Handlers } from '../operation.ts'
import { employeeById, staffOf } from './employees.ts'
import { momentWithOffset, readMoment, staffMoment, zoneOf } from './moments.ts'
import { payOfRoles } from './roles.ts'
import { itemsOf, matching, setOf } from './scope.ts'
import {
  departmentName,
  departmentOfNew,
  idOfPath,
  idOfUpdate,
  paymentOnWire,
  periodOf,
  timesOf,
} from './staff-times.ts'
import { scopeOf } from './writing.ts'

type Record = StaffRecord<'attendance'>
type Calling = Pick<Call, 'app' | 'caller'>

const typeOnWire = ({ id, body }: BookItem<'attendanceType'>): AttendanceType => ({
  code: body.code,
  ...(body.comment === '' ? {} : { comment: body.comment }),
  id,
  name: body.name,
  payRate: printDecimal(BigInt(body.payRateThousandths), 3),
  status: body.isWork,
})

/** The type that is named by its id or its code; refuses an unknown one. */
function typeOf(caller: Caller, { attendanceTypeId, attendanceType }: AttendanceWritten): Uuid | null {
  if (attendanceTypeId === undefined && !attendanceType) return null
  const found = itemsOf(caller, 'attendanceType').find(
    (one) => !one.isDeleted && (one.id === attendanceTypeId || one.body.code === attendanceType),
  )
  if (!found) throw refuse('back-office.type-unknown', { code: attendanceTypeId ?? attendanceType ?? '' })
  return found.id
}

function onWire(caller: Caller, { id, ownerId, from, to, body }: Record): Attendance {
  const zone = zoneOf(caller)
  const type = caller.catalog.find('attendanceType', body.attendanceTypeId)
  return {
    id,
    employeeId: ownerId,
    ...(body.roleId === null ? {} : { roleId: body.roleId }),
    dateFrom: staffMoment(from, zone),
    ...(to === null ? {} : { dateTo: staffMoment(to, zone) }),
    ...(type ? { attendanceTypeId: type.id, attendanceType: type.body.code } : {}),
    comment: body.comment,
    departmentId: body.organizationId,
    departmentName: departmentName(caller, body.organizationId),
    ...(body.personalFrom === null ? {} : { personalDateFrom: staffMoment(body.personalFrom, zone) }),
    ...(body.personalTo === null ? {} : { personalDateTo: staffMoment(body.personalTo, zone) }),
    created: momentWithOffset(body.createdAt, zone),
    modified: momentWithOffset(body.modifiedAt, zone),
    ...(body.modifiedBy === null ? {} : { userModified: body.modifiedBy }),
  }
}

type ListKey =
  | 'GET /employees/attendance'
  | 'GET /employees/attendance/byEmployee/{employeeId}'
  | 'GET /employees/attendance/byDepartment/{departmentCode}'
  | 'GET /employees/attendance/byDepartment/{departmentCode}/byEmployee/{employeeId}'
  | 'GET /employees/attendance/department/{departmentId}'
  | 'GET /employees/attendance/department/{departmentId}/byEmployee/{employeeId}'

/** Of attendances only those by the hour are paid: shifts and fixed pay follow the schedule (server-api §9.5). */
function paidOnWire(caller: Caller, record: Record, pay: RolePay): Attendance {
  const { from, to, body } = record
  const wire = onWire(caller, record)
  if (pay.scheduleType !== 'HOURS' || to === null) return wire
  const type = caller.catalog.find('attendanceType', body.attendanceTypeId)
  const paid = paidTime({
    from,
    to,
    nonPaidMinutes: 0,
    paymentPerHour: pay.paymentPerHour,
    payRateThousandths: type?.body.payRateThousandths ?? 1000,
    isOvertime: false,
  })
  return { ...wire, paymentDetails: paymentOnWire(caller, body.organizationId, paid) }
}

async function list(call: Call<ListKey>): Promise<Attendance[]> {
  const { caller, query } = call
  const records = await timesOf(call as Calling, 'attendance', call.path, query)
  if (!query.withPaymentDetails) return records.map((record) => onWire(caller, record))
  const { from } = periodOf(caller, query)
  const open = records.find((one) => one.to === null && one.from < from)
  if (open) throw refuse('back-office.attendance-open', { id: open.ownerId })
  const payOf = await payOfRoles(call as Calling)
  return records.map((record) => paidOnWire(caller, record, payOf(record.body.roleId ?? '')))
}

async function save(call: Call, isNew: boolean, written: AttendanceWritten): Promise<Attendance> {
  const { app, caller } = call
  const employee = employeeById(caller, written.employeeId)
  const zone = zoneOf(caller)
  const moment = (text: string | undefined) => (text ? readMoment(text, zone) : null)
  const record = await saveAttendance(app, scopeOf(call), {
    id: isNew ? (written.id ?? null) : idOfUpdate(written.id),
    isNew,
    employeeId: employee.id,
    from: readMoment(written.dateFrom, zone),
    to: moment(written.dateTo),
    by: caller.employee.id,
    body: {
      // Without a role it is the main one (server-api §9.5).
      roleId: written.roleId ?? employee.body.roleIds[0] ?? null,
      organizationId: departmentOfNew(caller, employee, written.departmentId),
      attendanceTypeId: typeOf(caller, written),
      comment: written.comment ?? '',
      personalFrom: moment(written.personalDateFrom),
      personalTo: moment(written.personalDateTo),
    },
  })
  return onWire(caller, record)
}

type AvailabilityCall = Call<'GET /employees/availability/list'>

/**
 * When people can work: the asked days without those on which they are away by an attendance that is no work, before
 * they are hired and after they leave (server-api §9.6, which does not say what takes from an availability).
 */
async function availabilities({ app, caller, query }: AvailabilityCall): Promise<Availability[]> {
  const zone = zoneOf(caller)
  const period = { from: readMoment(query.from, zone), to: readMoment(query.to, zone) }
  if (period.to < period.from) throw malformed(`Wrong value of 'to': ${query.to} is before ${query.from}`)
  const { staffRecords } = app.storage.now
  const attendances = await staffRecords.list(caller.tenantId, 'attendance', period)
  const away = attendances.filter(
    ({ isDeleted, body }) =>
      !isDeleted && caller.catalog.find('attendanceType', body.attendanceTypeId)?.body.isWork === false,
  )
  const files = await staffRecords.list(caller.tenantId, 'personnelFile')
  const [departments, roles, users] = [query.department, query.role, query.user].map((ids) =>
    ids?.length ? setOf(ids) : null,
  )
  const wanted = staffOf(caller).filter(
    ({ id, isDeleted, body }) =>
      !isDeleted &&
      (!departments || body.organizationIds.some((one) => departments.has(one))) &&
      (!roles || body.roleIds.some((one) => roles.has(one))) &&
      (!users || users.has(id)),
  )
  return wanted.flatMap(({ id }) => {
    const file = files.find((one) => one.id === id)?.body
    const outside = [
      ...(file?.hireDate == null ? [] : [{ from: Number.NEGATIVE_INFINITY, to: file.hireDate }]),
      ...(file?.fireDate == null ? [] : [{ from: file.fireDate, to: null }]),
    ]
    const taken = [...outside, ...away.filter(({ ownerId }) => ownerId === id)]
    return withoutPeriods(period, taken).map(({ from, to }) => ({
      employeeId: id,
      dateFrom: staffMoment(from, zone),
      dateTo: staffMoment(to, zone),
    }))
  })
}

/** When people were at work, and when they can be (server-api §9.5–9.6). */
export const attendanceHandlers: Handlers = {
  'GET /employees/attendance/types': async ({ caller, query }) =>
    matching(itemsOf(caller, 'attendanceType'), query).map(typeOnWire),
  'GET /employees/attendance': (call) => list(call as Call<ListKey>),
  'GET /employees/attendance/byEmployee/{employeeId}': (call) => list(call as Call<ListKey>),
  'GET /employees/attendance/byDepartment/{departmentCode}': (call) => list(call as Call<ListKey>),
  'GET /employees/attendance/byDepartment/{departmentCode}/byEmployee/{employeeId}': (call) =>
    list(call as Call<ListKey>),
  'GET /employees/attendance/department/{departmentId}': (call) => list(call as Call<ListKey>),
  'GET /employees/attendance/department/{departmentId}/byEmployee/{employeeId}': (call) =>
    list(call as Call<ListKey>),
  'POST /employees/attendance/create': (call) => save(call as Call, true, call.body),
  'POST /employees/attendance/update': (call) => save(call as Call, false, call.body),
  'DELETE /employees/attendance/byId/{id}': async (call) =>
    onWire(
      call.caller,
      await deleteStaffRecord(call.app, scopeOf(call), 'attendance', {
        id: idOfPath(call.path.id),
        home: call.caller.organizationId,
      }),
    ),
  'GET /employees/availability/list': availabilities,
}
