import { setSalary } from '../../../app/server/save-staff-record.ts'
import type { StaffRecord } from '../../../domain/staff/records.ts'
import { notFound, wrongDay } from '../errors.ts'
import type { Salary } from '../generated/types.ts'
import type { Call, Caller, Handlers } from '../operation.ts'
import { dayOf } from '../wire/read-value.ts'
import { employeeById, staffOf } from './employees.ts'
import { readMoment, scaleOf, staffMoment, zoneOf } from './moments.ts'
import { readSum, xmlSum } from './sums.ts'
import { scopeOf } from './writing.ts'

type Record = StaffRecord<'salary'>
/** A salary and when the next one takes its place; null: it still counts. */
type Term = { salary: Record; until: number | null }

/** Each salary counts until the next one of the same employee. */
function termsOf(salaries: readonly Record[]): Term[] {
  return salaries.map((salary, index) => {
    const next = salaries.slice(index + 1).find(({ ownerId }) => ownerId === salary.ownerId)
    return { salary, until: next?.from ?? null }
  })
}

function onWire(caller: Caller, { salary, until }: Term): Salary {
  const zone = zoneOf(caller)
  return {
    dateFrom: staffMoment(salary.from, zone),
    ...(until === null ? {} : { dateTo: staffMoment(until, zone) }),
    employeeId: salary.ownerId,
    payment: xmlSum(salary.body.payment, scaleOf(caller)),
  }
}

function dayStart({ caller, path }: { caller: Caller; path: { date: string } }): number {
  const day = dayOf(path.date, 'yyyy-MM-dd')
  if (day === null) throw wrongDay(path.date)
  return readMoment(day, zoneOf(caller))
}

const termsOfEmployee = async (
  { app, caller }: Pick<Call, 'app' | 'caller'>,
  ownerId: string,
): Promise<Term[]> => termsOf(await app.storage.now.staffRecords.list(caller.tenantId, 'salary', { ownerId }))

/** The salary that counts at a moment. */
const inForce = (terms: readonly Term[], at: number): Term | undefined =>
  terms.find(({ salary, until }) => salary.from <= at && (until === null || at < until))

/** What people earn by the month (server-api §9.3). */
export const salaryHandlers: Handlers = {
  'GET /employees/salary': async ({ app, caller, query }) => {
    const living = new Set(staffOf(caller).flatMap(({ id, isDeleted }) => (isDeleted ? [] : [id])))
    const terms = termsOf(await app.storage.now.staffRecords.list(caller.tenantId, 'salary'))
    return terms
      .filter(({ salary }) => living.has(salary.ownerId) && salary.revision > BigInt(query.revisionFrom))
      .map((term) => onWire(caller, term))
  },
  'GET /employees/salary/byId/{employeeId}': async (call) => {
    const { id } = employeeById(call.caller, call.path.employeeId)
    return (await termsOfEmployee(call as Call, id)).map((term) => onWire(call.caller, term))
  },
  'GET /employees/salary/byId/{employeeId}/{date}': async (call) => {
    const { id } = employeeById(call.caller, call.path.employeeId)
    const term = inForce(await termsOfEmployee(call as Call, id), dayStart(call))
    if (!term) throw notFound('Salary', id)
    return onWire(call.caller, term)
  },
  'POST /employees/salary/byId/{employeeId}/{date}': async (call) => {
    const { app, caller, path, query } = call
    const { id } = employeeById(caller, path.employeeId)
    const from = dayStart(call)
    const payment = readSum(query.payment, 'payment', scaleOf(caller))
    await setSalary(app, scopeOf(call), { employeeId: id, from, payment })
    const term = inForce(await termsOfEmployee(call as Call, id), from)
    if (!term) throw new Error(`the salary of ${id} was set and is not there`)
    return onWire(caller, term)
  },
}
