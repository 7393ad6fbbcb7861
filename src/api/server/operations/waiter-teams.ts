import {
  assignWaiters,
  deleteWaiterTeam,
  saveWaiterTeam,
  type TeamInput,
  type TeamScope,
} from '../../../app/server/save-waiter-team.ts'
import type { BookItem } from '../../../domain/reference/books.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { refuse } from '../../../kernel/refusals.ts'
import { notFound } from '../errors.ts'
import type { WaiterTeam, WaiterTeamAssignments } from '../generated/types.ts'
import { AnswerWith, type CallContext, type Caller, type Handlers } from '../operation.ts'
import { found, itemsOf, matching, restaurantsOf } from './scope.ts'
import { idOfPath } from './staff-times.ts'
import { scopeOf } from './writing.ts'

type Team = BookItem<'waiterTeam'>

const onWire = ({ id, organizationId, isDeleted, body }: Team): WaiterTeam => ({
  id,
  code: body.code,
  name: body.name,
  deleted: isDeleted,
  departmentId: organizationId ?? '',
})

const teamsOf = (caller: Caller): Team[] => itemsOf(caller, 'waiterTeam')

function departmentOf(caller: Caller, said: string): Uuid {
  const id = idOfPath(said)
  if (!restaurantsOf(caller).some((one) => one.id === id)) throw notFound('Department', said)
  return id
}

/** Of a restaurant in which nobody is in a team yet too. */
const assignmentsOnWire = ({ catalog }: Caller, departmentId: Uuid): WaiterTeamAssignments => ({
  id: departmentId,
  assignment: catalog.find('waiterTeamAssignments', departmentId)?.body.assignments ?? [],
  departmentId,
})

const teamScope = (call: CallContext): TeamScope => ({
  ...scopeOf(call),
  home: call.caller.organizationId,
})

type Written = { code?: string | undefined; name?: string | undefined; deleted?: boolean | undefined }

const inputOf = ({ code, name, deleted }: Written): TeamInput => ({ code, name, isDeleted: deleted })

async function save(call: CallContext, id: Uuid, isWhole: boolean, written: Written) {
  const saved = await saveWaiterTeam(call.app, teamScope(call), { id, isWhole, input: inputOf(written) })
  return new AnswerWith(onWire(saved.team), { status: saved.isNew ? 201 : 200 })
}

/** Teams of waiters; the chain has copies of all (server-api §9.7). */
export const waiterTeamHandlers: Handlers = {
  'GET /employees/waiterTeams': async ({ caller, query }) => matching(teamsOf(caller), query).map(onWire),
  'GET /employees/waiterTeams/byDepartment/{departmentId}': async ({ caller, path, query }) => {
    const departmentId = departmentOf(caller, path.departmentId)
    return matching(teamsOf(caller), query)
      .filter(({ organizationId }) => organizationId === departmentId)
      .map(onWire)
  },
  'GET /employees/waiterTeams/byCode/{code}': async ({ caller, path, query }) =>
    matching(teamsOf(caller), query)
      .filter(({ body }) => body.code === path.code)
      .map(onWire),
  'GET /employees/waiterTeams/byId/{id}': async ({ caller, path }) => {
    const team = teamsOf(caller).find(({ id }) => id === path.id.toLowerCase())
    if (!team) throw notFound('WaiterTeam', path.id)
    return onWire(team)
  },
  'GET /employees/waiterTeams/search': async ({ caller, query }) =>
    found(matching(teamsOf(caller), query), query, {
      name: ({ body }) => [body.name],
      code: ({ body }) => [body.code],
    }).map(onWire),
  'GET /employees/waiterTeams/assignments': async ({ caller, query }) =>
    matching(itemsOf(caller, 'waiterTeamAssignments'), query).map(({ id }) => assignmentsOnWire(caller, id)),
  'GET /employees/waiterTeams/assignments/byDepartment/{departmentId}': async ({ caller, path }) =>
    assignmentsOnWire(caller, departmentOf(caller, path.departmentId)),
  'PUT /employees/waiterTeams/assignments': async (call) => {
    const { app, caller, body } = call
    const changes = (body.assignment ?? []).map(({ employeeId, teamId = null }) => ({ employeeId, teamId }))
    await assignWaiters(app, teamScope(call), changes)
    const catalog = await app.catalog(caller.tenantId)
    return assignmentsOnWire({ ...caller, catalog }, caller.organizationId ?? '')
  },
  'PUT /employees/waiterTeams/byCode/{code}': async (call) => {
    const { caller, path, body, app } = call
    const code = body.code?.trim() || path.code
    const isThere = teamsOf(caller).some((one) => !one.isDeleted && one.body.code === code)
    if (isThere) throw refuse('back-office.code-taken', { code })
    return save(call, body.id ?? app.random.uuid(), true, { ...body, code })
  },
  'PUT /employees/waiterTeams/byId/{id}': async (call) => save(call, idOfPath(call.path.id), true, call.body),
  'POST /employees/waiterTeams/byId/{id}': async (call) =>
    save(call, idOfPath(call.path.id), false, call.query),
  'DELETE /employees/waiterTeams/byId/{id}': async (call) => {
    await deleteWaiterTeam(call.app, teamScope(call), idOfPath(call.path.id))
    return undefined
  },
}
