/** Teams of waiters of a restaurant, and who is in them (server-api §9.7). */
import type { BookItem } from '../../domain/reference/books.ts'
import type { Catalog } from '../../domain/reference/catalog.ts'
import { worksAt } from '../../domain/reference/staff.ts'
import { canonicalJson } from '../../kernel/canonical.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { refuse } from '../../kernel/refusals.ts'
import { saveDecided } from '../books/save-books.ts'
import type { App, NewBookItem } from '../ports.ts'
import type { BackOfficeScope } from './save-item.ts'

type Team = BookItem<'waiterTeam'>
/** Null: the chain's server, which has copies and writes none. */
export type TeamScope = BackOfficeScope & { home: Uuid | null }
export type TeamInput = {
  code?: string | undefined
  name?: string | undefined
  isDeleted?: boolean | undefined
}

function homeOf({ home }: TeamScope): Uuid {
  if (home === null) throw refuse('back-office.teams-of-restaurants')
  return home
}

/** A team of this restaurant; another's is not known here. */
const teamOf = (catalog: Catalog, home: Uuid, id: Uuid): Team | undefined => {
  const team = catalog.find('waiterTeam', id)
  return team?.organizationId === home ? team : undefined
}

/**
 * Writes a team; `isWhole` resets what is not said. `isNew`: one whose code is there already is refused. Refuses on the
 * chain's server, an empty name, a code that another living team of the restaurant has, an id of another restaurant's team.
 */
export async function saveWaiterTeam(
  app: App,
  scope: TeamScope,
  { id, isWhole, input }: { id: Uuid; isWhole: boolean; input: TeamInput },
): Promise<{ team: Team; isNew: boolean }> {
  const home = homeOf(scope)
  let isNew = false
  await saveDecided(app, scope.tenantId, scope.actor, (catalog) => {
    const known = catalog.find('waiterTeam', id)
    if (known && known.organizationId !== home) throw refuse('back-office.team-unknown', { id })
    isNew = known === undefined
    const base = isWhole ? undefined : known
    const name = (input.name ?? base?.body.name ?? '').trim()
    const code = (input.code ?? base?.body.code ?? '').trim()
    const isDeleted = input.isDeleted ?? base?.isDeleted ?? false
    if (name === '') throw refuse('back-office.name-empty')
    const isTaken = catalog
      .of('waiterTeam', home)
      .some((one) => !one.isDeleted && one.id !== id && code !== '' && one.body.code === code)
    if (isTaken && !isDeleted) throw refuse('back-office.code-taken', { code })
    return [{ book: 'waiterTeam', id, organizationId: home, isDeleted, body: { code, name } }]
  })
  const team = (await app.catalog(scope.tenantId)).find('waiterTeam', id)
  if (!team) throw new Error(`team ${id} was saved and is not there`)
  return { team, isNew }
}

/** Deletes a team; who is in it stays assigned, as in iiko. One that is deleted stays so. Refuses an unknown one. */
export async function deleteWaiterTeam(app: App, scope: TeamScope, id: Uuid): Promise<void> {
  const home = homeOf(scope)
  await saveDecided(app, scope.tenantId, scope.actor, (catalog) => {
    const team = teamOf(catalog, home, id)
    if (!team) throw refuse('back-office.entity-unknown', { entity: 'WaiterTeam', id })
    return team.isDeleted ? [] : [{ ...team, isDeleted: true }]
  })
}

/**
 * Puts employees into teams, or out of them (team null); others stay where they are. Refuses people who do not work here and
 * teams that are not there.
 */
export async function assignWaiters(
  app: App,
  scope: TeamScope,
  changes: readonly { employeeId: Uuid; teamId: Uuid | null }[],
): Promise<BookItem<'waiterTeamAssignments'> | null> {
  const home = homeOf(scope)
  await saveDecided(app, scope.tenantId, scope.actor, (catalog): NewBookItem[] => {
    for (const { employeeId, teamId } of changes) {
      const employee = catalog.living('employee', employeeId)
      if (!employee || !worksAt(employee, home))
        throw refuse('back-office.employee-unknown', { id: employeeId })
      const team = teamId === null ? null : teamOf(catalog, home, teamId)
      if (team === undefined || team?.isDeleted) throw refuse('back-office.team-unknown', { id: teamId })
    }
    const before = catalog.find('waiterTeamAssignments', home)?.body.assignments ?? []
    const teams = new Map(before.map(({ employeeId, teamId }) => [employeeId, teamId]))
    for (const { employeeId, teamId } of changes) {
      if (teamId === null) teams.delete(employeeId)
      else teams.set(employeeId, teamId)
    }
    const assignments = [...teams].map(([employeeId, teamId]) => ({ employeeId, teamId }))
    const isSame = canonicalJson(assignments) === canonicalJson(before)
    const item = { id: home, organizationId: home, isDeleted: false, body: { assignments } }
    return isSame ? [] : [{ ...item, book: 'waiterTeamAssignments' }]
  })
  return (await app.catalog(scope.tenantId)).find('waiterTeamAssignments', home) ?? null
}
