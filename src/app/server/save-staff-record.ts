/** Salaries, scheduled shifts and attendances, written by the back office (server-api §9.3–9.5). */
import { toMinute } from '../../domain/staff/paid-time.ts'
import type { Attendance, ScheduledShift, StaffKind, StaffRecord } from '../../domain/staff/records.ts'
import type { Money } from '../../kernel/exact.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { refuse } from '../../kernel/refusals.ts'
import type { App, Tx } from '../ports.ts'
import type { BackOfficeScope } from './save-item.ts'

const staffSavedKind = 'staff.saved'

type Unrevised = { [K in StaffKind]: Omit<StaffRecord<K>, 'revision'> }[StaffKind]

/** Writes a record under the next revision; writers come one after the other. `check` may refuse before. */
async function saved<K extends StaffKind>(
  app: App,
  { tenantId, actor }: BackOfficeScope,
  make: (tx: Tx) => Promise<Omit<StaffRecord<K>, 'revision'>>,
): Promise<StaffRecord<K>> {
  const record = await app.storage.transaction(async (tx) => {
    const revision = await tx.books.takeRevision(tenantId)
    const made = { ...(await make(tx)), revision } as StaffRecord<K>
    await tx.staffRecords.save(tenantId, [made as StaffRecord])
    const { kind, id } = made as Unrevised
    await tx.journal.append([
      {
        tenantId,
        organizationId: null,
        terminalGroupId: null,
        entryId: app.random.uuid(),
        at: app.clock.now(),
        actor,
        kind: staffSavedKind,
        entity: kind,
        entityId: id,
        correlationId: null,
        completes: false,
        payload: { kind, id },
      },
    ])
    return made
  })
  app.forgetCatalog(tenantId)
  app.wake()
  return record
}

/** Sets the salary of an employee from a moment on; one of the same moment is replaced. */
export async function setSalary(
  app: App,
  scope: BackOfficeScope,
  { employeeId, from, payment }: { employeeId: Uuid; from: number; payment: Money },
): Promise<StaffRecord<'salary'>> {
  if (payment < 0n) throw refuse('back-office.payment-negative')
  await employeeOf(app, scope, employeeId)
  return saved<'salary'>(app, scope, async (tx) => {
    const all = await tx.staffRecords.list(scope.tenantId, 'salary', { ownerId: employeeId })
    const id = all.find((one) => one.from === from)?.id ?? app.random.uuid()
    return { kind: 'salary', id, ownerId: employeeId, from, to: null, isDeleted: false, body: { payment } }
  })
}

async function employeeOf(app: App, { tenantId }: BackOfficeScope, id: Uuid) {
  const employee = (await app.catalog(tenantId)).find('employee', id)
  if (!employee) throw refuse('back-office.entity-unknown', { entity: 'User', id })
  return employee
}

type Times = { employeeId: Uuid; from: number; to: number | null }

/** Refuses an end before the beginning, an unknown department, and a role that the employee does not have. */
async function checkTimes(
  app: App,
  scope: BackOfficeScope,
  { employeeId, from, to }: Times,
  { roleId, organizationId }: { roleId: Uuid | null; organizationId: Uuid },
): Promise<void> {
  const employee = await employeeOf(app, scope, employeeId)
  if (to !== null && to <= from) throw refuse('back-office.period-empty')
  const catalog = await app.catalog(scope.tenantId)
  if (!catalog.living('organization', organizationId))
    throw refuse('back-office.department-unknown', { code: organizationId })
  if (roleId !== null && !employee.body.roleIds.includes(roleId))
    throw refuse('back-office.role-not-of-employee', { id: employeeId, roleId })
}

/** The record of an update; refuses `back-office.entity-unknown`. */
async function earlier<K extends StaffKind>(
  tx: Tx,
  { tenantId }: BackOfficeScope,
  kind: K,
  id: Uuid,
  entity: string,
): Promise<StaffRecord<K>> {
  const found = await tx.staffRecords.find(tenantId, kind, id)
  if (!found || found.isDeleted) throw refuse('back-office.entity-unknown', { entity, id })
  return found
}

/** What is written of a time: `isNew` says whether its id must not, or must, be there. */
export type TimeInput<Body> = Times & { id: Uuid | null; isNew: boolean; body: Body }

/** Writes a scheduled shift, to the minute. A repeat with the same id replaces it by itself. */
export async function saveSchedule(
  app: App,
  scope: BackOfficeScope,
  { id, isNew, employeeId, from, to, body }: TimeInput<ScheduledShift> & { to: number },
): Promise<StaffRecord<'schedule'>> {
  const times = { employeeId, from: toMinute(from), to: toMinute(to) }
  await checkTimes(app, scope, times, body)
  return saved<'schedule'>(app, scope, async (tx) => {
    if (!isNew) await earlier(tx, scope, 'schedule', id ?? '', 'EmployeeSchedule')
    const record = { kind: 'schedule' as const, id: id ?? app.random.uuid(), isDeleted: false, body }
    return { ...record, ownerId: employeeId, from: times.from, to: times.to }
  })
}

/** What the wire says of an attendance; the rest the program knows itself. */
export type AttendanceInput = Omit<Attendance, 'createdAt' | 'modifiedAt' | 'modifiedBy'>

/** Writes an attendance, to the minute. Refuses one that overlaps another of the employee (server-api §9.5). */
export async function saveAttendance(
  app: App,
  scope: BackOfficeScope,
  asked: TimeInput<AttendanceInput> & { by: Uuid },
): Promise<StaffRecord<'attendance'>> {
  const { id, isNew, employeeId, body, by } = asked
  const from = toMinute(asked.from)
  const to = asked.to === null ? null : toMinute(asked.to)
  await checkTimes(app, scope, { employeeId, from, to }, body)
  const now = app.clock.now()
  return saved<'attendance'>(app, scope, async (tx) => {
    const before = isNew ? null : await earlier(tx, scope, 'attendance', id ?? '', 'Attendance')
    const others = await tx.staffRecords.list(scope.tenantId, 'attendance', { ownerId: employeeId, from, to })
    const other = others.find(
      (one) =>
        !one.isDeleted &&
        one.id !== id &&
        one.from < (to ?? Number.POSITIVE_INFINITY) &&
        from < (one.to ?? Number.POSITIVE_INFINITY),
    )
    if (other) throw refuse('back-office.attendance-overlaps', { from: new Date(other.from).toISOString() })
    return {
      kind: 'attendance',
      id: id ?? app.random.uuid(),
      ownerId: employeeId,
      from,
      to,
      isDeleted: false,
      body: {
        ...body,
        // Absent on an update: kept (server-api §9.5).
        personalFrom: body.personalFrom ?? before?.body.personalFrom ?? null,
        personalTo: body.personalTo ?? before?.body.personalTo ?? null,
        createdAt: before?.body.createdAt ?? now,
        modifiedAt: now,
        modifiedBy: by,
      },
    }
  })
}

/** Deletes a scheduled shift or an attendance and gives it back. Refuses an unknown one, to a restaurant another's. */
export const deleteStaffRecord = <K extends 'schedule' | 'attendance'>(
  app: App,
  scope: BackOfficeScope,
  kind: K,
  { id, home }: { id: Uuid; home: Uuid | null },
): Promise<StaffRecord<K>> =>
  saved<K>(app, scope, async (tx) => {
    const entity = kind === 'schedule' ? 'EmployeeSchedule' : 'Attendance'
    const before = await earlier(tx, scope, kind, id, entity)
    const { organizationId } = before.body as ScheduledShift | Attendance
    if (home !== null && organizationId !== home) throw refuse('back-office.entity-unknown', { entity, id })
    return { ...before, isDeleted: true }
  })
