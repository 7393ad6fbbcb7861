import { deleteStaffRecord, saveSchedule } from '../../../app/server/save-staff-record.ts'
import type { BookItem } from '../../../domain/reference/books.ts'
import { paidTime } from '../../../domain/staff/paid-time.ts'
import type { StaffRecord } from '../../../domain/staff/records.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { refuse } from '../../../kernel/refusals.ts'
import type { Schedule, ScheduleType, ScheduleWritten } from '../generated/types.ts'
import type { Call, Caller, Handlers } from '../operation.ts'
import { employeeById } from './employees.ts'
import { readMoment, scaleOf, staffMoment, zoneOf } from './moments.ts'
import { payOfRoles } from './roles.ts'
import { itemsOf, matching } from './scope.ts'
import { dayTime } from './shift-types.ts'
import {
  departmentName,
  departmentOfNew,
  idOfPath,
  idOfUpdate,
  paymentOnWire,
  type TimeQuery,
  timesOf,
} from './staff-times.ts'
import { xmlSum } from './sums.ts'
import { scopeOf } from './writing.ts'

type Record = StaffRecord<'schedule'>
type Calling = Pick<Call, 'app' | 'caller'>

const typeOnWire = ({ id, body }: BookItem<'scheduleType'>, scale: number): ScheduleType => ({
  code: body.code,
  ...(body.comment === '' ? {} : { comment: body.comment }),
  id,
  lengthMinutes: body.lengthMinutes,
  name: body.name,
  overtime: body.isOvertime,
  startTime: dayTime(body.startMinutes),
  ...(body.tariff === undefined ? {} : { tariff: xmlSum(body.tariff, scale) }),
})

/** The type of shift that is named by its id or its code; refuses an unknown one. */
function typeOf(caller: Caller, { scheduleTypeId, scheduleTypeCode }: ScheduleWritten): Uuid | null {
  if (scheduleTypeId === undefined && !scheduleTypeCode) return null
  const found = itemsOf(caller, 'scheduleType').find(
    (one) => !one.isDeleted && (one.id === scheduleTypeId || one.body.code === scheduleTypeCode),
  )
  if (!found) throw refuse('back-office.type-unknown', { code: scheduleTypeId ?? scheduleTypeCode ?? '' })
  return found.id
}

function onWire(caller: Caller, { id, ownerId, from, to, body }: Record): Schedule {
  const zone = zoneOf(caller)
  const type = caller.catalog.find('scheduleType', body.scheduleTypeId)
  return {
    id,
    employeeId: ownerId,
    roleId: body.roleId,
    nonPaidMinutes: body.nonPaidMinutes,
    ...(type ? { scheduleTypeId: type.id, scheduleTypeCode: type.body.code } : {}),
    dateFrom: staffMoment(from, zone),
    ...(to === null ? {} : { dateTo: staffMoment(to, zone) }),
    departmentId: body.organizationId,
    departmentName: departmentName(caller, body.organizationId),
  }
}

type ListKey =
  | 'GET /employees/schedule'
  | 'GET /employees/schedule/byEmployee/{employeeId}'
  | 'GET /employees/schedule/byDepartment/{departmentCode}'
  | 'GET /employees/schedule/byDepartment/{departmentCode}/byEmployee/{employeeId}'
  | 'GET /employees/schedule/department/{departmentId}'
  | 'GET /employees/schedule/department/{departmentId}/byEmployee/{employeeId}'

/** Refuses to tell of payments while somebody has an earlier attendance that is not closed (server-api §9.4). */
async function checkClosed({ app, caller }: Calling, records: readonly Record[]): Promise<void> {
  const attendances = await app.storage.now.staffRecords.list(caller.tenantId, 'attendance')
  const open = attendances.filter(({ to, isDeleted }) => to === null && !isDeleted)
  for (const { ownerId, from } of records)
    if (open.some((one) => one.ownerId === ownerId && one.from < from))
      throw refuse('back-office.attendance-open', { id: ownerId })
}

async function list(call: Call<ListKey>): Promise<Schedule[]> {
  const { caller } = call
  const query: TimeQuery = call.query
  const records = await timesOf(call as Calling, 'schedule', call.path, query)
  if (!query.withPaymentDetails) return records.map((record) => onWire(caller, record))
  await checkClosed(call as Calling, records)
  const payOf = await payOfRoles(call as Calling)
  return records.map((record) => {
    const { from, to, body } = record
    const paid = paidTime({
      from,
      to: to ?? from,
      nonPaidMinutes: body.nonPaidMinutes,
      paymentPerHour: payOf(body.roleId).paymentPerHour,
      payRateThousandths: 1000,
      isOvertime: caller.catalog.find('scheduleType', body.scheduleTypeId)?.body.isOvertime === true,
    })
    return { ...onWire(caller, record), paymentDetails: paymentOnWire(caller, body.organizationId, paid) }
  })
}

async function save(call: Call, isNew: boolean, written: ScheduleWritten): Promise<Schedule> {
  const { app, caller } = call
  const employee = employeeById(caller, written.employeeId)
  const zone = zoneOf(caller)
  const id = isNew ? (written.id ?? null) : idOfUpdate(written.id)
  const record = await saveSchedule(app, scopeOf(call), {
    id,
    isNew,
    employeeId: employee.id,
    from: readMoment(written.dateFrom, zone),
    to: readMoment(written.dateTo, zone),
    body: {
      roleId: written.roleId,
      organizationId: departmentOfNew(caller, employee, written.departmentId),
      scheduleTypeId: typeOf(caller, written),
      nonPaidMinutes: Math.max(0, written.nonPaidMinutes ?? 0),
    },
  })
  return onWire(caller, record)
}

/** Shifts that people are to work (server-api §9.4). */
export const scheduleHandlers: Handlers = {
  'GET /employees/schedule/types': async ({ caller }) =>
    matching(itemsOf(caller, 'scheduleType'), {}).map((item) => typeOnWire(item, scaleOf(caller))),
  'GET /employees/schedule': (call) => list(call as Call<ListKey>),
  'GET /employees/schedule/byEmployee/{employeeId}': (call) => list(call as Call<ListKey>),
  'GET /employees/schedule/byDepartment/{departmentCode}': (call) => list(call as Call<ListKey>),
  'GET /employees/schedule/byDepartment/{departmentCode}/byEmployee/{employeeId}': (call) =>
    list(call as Call<ListKey>),
  'GET /employees/schedule/department/{departmentId}': (call) => list(call as Call<ListKey>),
  'GET /employees/schedule/department/{departmentId}/byEmployee/{employeeId}': (call) =>
    list(call as Call<ListKey>),
  'POST /employees/schedule/create': (call) => save(call as Call, true, call.body),
  'POST /employees/schedule/update': (call) => save(call as Call, false, call.body),
  'DELETE /employees/schedule/byId/{id}': async (call) =>
    onWire(
      call.caller,
      await deleteStaffRecord(call.app, scopeOf(call), 'schedule', {
        id: idOfPath(call.path.id),
        home: call.caller.organizationId,
      }),
    ),
}
