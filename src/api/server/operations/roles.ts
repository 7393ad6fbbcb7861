import { deleteRole, type RoleInput, saveRole } from '../../../app/server/save-role.ts'
import type { BookItem } from '../../../domain/reference/books.ts'
import { type RolePay, unpaid } from '../../../domain/staff/records.ts'
import { isUuid, type Uuid } from '../../../kernel/ids.ts'
import { malformed, notFound } from '../errors.ts'
import type { EmployeeRole } from '../generated/types.ts'
import { AnswerWith, type Call, type Caller, type Handlers } from '../operation.ts'
import { scaleOf } from './moments.ts'
import { found, itemsOf, matching } from './scope.ts'
import { readSum, xmlSum } from './sums.ts'
import { scopeOf } from './writing.ts'

type Role = BookItem<'role'>
type Calling = Pick<Call, 'app' | 'caller'>

/** How each role is paid; one that nobody set is not. */
export async function payOfRoles({ app, caller }: Calling): Promise<(roleId: Uuid) => RolePay> {
  const records = await app.storage.now.staffRecords.list(caller.tenantId, 'rolePay')
  const byRole = new Map(records.map(({ id, body }) => [id, body]))
  return (roleId) => byRole.get(roleId) ?? unpaid
}

async function onWire(call: Calling, roles: readonly Role[]): Promise<EmployeeRole[]> {
  const payOf = await payOfRoles(call)
  const scale = scaleOf(call.caller)
  return roles.map(({ id, isDeleted, body }) => {
    const { paymentPerHour, steadySalary, scheduleType } = payOf(id)
    return {
      id,
      code: body.code,
      name: body.name,
      paymentPerHour: xmlSum(paymentPerHour, scale),
      steadySalary: xmlSum(steadySalary, scale),
      scheduleType,
      deleted: isDeleted,
    }
  })
}

async function oneOnWire(call: Calling, role: Role | undefined, said: string): Promise<EmployeeRole> {
  const [wire] = role ? await onWire(call, [role]) : []
  if (!wire) throw notFound('Role', said)
  return wire
}

type Written = {
  code?: string | undefined
  name?: string | undefined
  deleted?: boolean | undefined
  paymentPerHour?: string | undefined
  scheduleType?: RolePay['scheduleType'] | undefined
}

const inputOf = (
  caller: Caller,
  { code, name, deleted, paymentPerHour, scheduleType }: Written,
): RoleInput => ({
  code,
  name,
  isDeleted: deleted,
  pay: {
    ...(paymentPerHour === undefined
      ? {}
      : { paymentPerHour: readSum(paymentPerHour, 'paymentPerHour', scaleOf(caller)) }),
    ...(scheduleType === undefined ? {} : { scheduleType }),
  },
})

async function save(
  call: Call,
  id: Uuid,
  isWhole: boolean,
  written: Written,
): Promise<AnswerWith<EmployeeRole>> {
  const { app, caller } = call
  const { item, isNew } = await saveRole(app, scopeOf(call), { id, isWhole, input: inputOf(caller, written) })
  return new AnswerWith(await oneOnWire({ app, caller }, item, id), { status: isNew ? 201 : 200 })
}

function idOf(text: string): Uuid {
  if (!isUuid(text)) throw malformed(`Wrong value of 'id': an id is expected, not '${text.slice(0, 80)}'`)
  return text.toLowerCase()
}

const byCode = ({ caller }: Calling, code: string): Role | undefined =>
  itemsOf(caller, 'role').find((role) => !role.isDeleted && role.body.code === code)
const byId = ({ caller }: Calling, id: string): Role | undefined =>
  itemsOf(caller, 'role').find((role) => role.id === id.toLowerCase())

/** Roles of the staff and how they are paid (server-api §9.2). */
export const roleHandlers: Handlers = {
  'GET /employees/roles': async (call) =>
    onWire(call as Call, matching(itemsOf(call.caller, 'role'), call.query)),
  'GET /employees/roles/byCode/{code}': async (call) =>
    oneOnWire(call as Call, byCode(call as Call, call.path.code), call.path.code),
  'GET /employees/roles/byId/{id}': async (call) =>
    oneOnWire(call as Call, byId(call as Call, call.path.id), call.path.id),
  'GET /employees/roles/search': async (call) => {
    const roles = matching(itemsOf(call.caller, 'role'), call.query)
    const texts = { code: ({ body }: Role) => [body.code], name: ({ body }: Role) => [body.name] }
    return onWire(call as Call, found(roles, call.query, texts))
  },
  'PUT /employees/roles/byCode/{code}': async (call) => {
    const code = call.body.code?.trim() || call.path.code
    const id = byCode(call as Call, code)?.id ?? call.body.id ?? call.app.random.uuid()
    return save(call as Call, id, true, { ...call.body, code })
  },
  'PUT /employees/roles/byId/{id}': async (call) => save(call as Call, idOf(call.path.id), true, call.body),
  'POST /employees/roles/byId/{id}': async (call) =>
    save(call as Call, idOf(call.path.id), false, call.query),
  'DELETE /employees/roles/byId/{id}': async (call) => {
    const role = byId(call as Call, call.path.id)
    if (!role) throw notFound('Role', call.path.id)
    await deleteRole(call.app, scopeOf(call), role.id)
    return undefined
  },
}
