import { worksAt } from '../../domain/reference/staff.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { type RefusalNote, refuse } from '../../kernel/refusals.ts'
import type { App, KnownShift } from '../ports.ts'
import { type Login, reachesOrganization, reachesTerminalGroup } from './login.ts'
import { livingTills } from './till-life.ts'
import { tillTrouble } from './usable-till.ts'

export type ShiftPlace = { organizationId: Uuid; terminalGroupId: Uuid; employeeId: Uuid }

/**
 * Why a personal shift cannot be opened or closed at a till, as far as the cloud itself knows; null: the till decides.
 * Refuses outright a person who is not known there (cloud-api §2.3, §6.9).
 */
export async function shiftTrouble(
  app: App,
  login: Login,
  { organizationId, terminalGroupId, employeeId }: ShiftPlace,
): Promise<RefusalNote | null> {
  const catalog = await app.catalog(login.key.tenantId)
  const person = catalog.living('employee', employeeId)
  if (!person || !worksAt(person, organizationId))
    throw refuse('personal-shift.courier-unknown', { id: employeeId })
  return tillTrouble(catalog, login, organizationId, terminalGroupId)
}

/** What is wrong with the role of a shift: it is one of the employee's where roles are used, and none elsewhere. */
export async function roleTrouble(
  app: App,
  login: Login,
  { organizationId, employeeId }: ShiftPlace,
  roleId: Uuid | null,
): Promise<RefusalNote | null> {
  const catalog = await app.catalog(login.key.tenantId)
  const person = catalog.living('employee', employeeId)
  const employee = person?.body.name ?? employeeId
  const usesRoles = catalog.of('role', organizationId).some(({ isDeleted }) => !isDeleted)
  if (!usesRoles) return roleId === null ? null : { code: 'personal-shift.roles-unused', params: {} }
  if (roleId === null) return { code: 'personal-shift.role-required', params: { employee } }
  const isOwn = person?.body.roleIds.includes(roleId) && catalog.living('role', roleId)
  return isOwn ? null : { code: 'personal-shift.role-foreign', params: { employee, roleId } }
}

/** Why a till cannot be asked anything now; null when it can. */
export async function silence(
  app: App,
  login: Login,
  { organizationId, terminalGroupId }: ShiftPlace,
): Promise<RefusalNote | null> {
  const living = await livingTills(app, login.key.tenantId, [organizationId])
  return living.has(terminalGroupId)
    ? null
    : { code: 'personal-shift.till-silent', params: { terminalGroupId } }
}

/** The open shifts of an employee at the tills that the login reaches. */
export async function shiftsOfEmployee(app: App, login: Login, employeeId: Uuid): Promise<KnownShift[]> {
  const shifts = await app.storage.now.knownShifts.ofEmployee(login.key.tenantId, employeeId)
  return shifts.filter(
    ({ organizationId, terminalGroupId }) =>
      reachesOrganization(login, organizationId) && reachesTerminalGroup(login, terminalGroupId),
  )
}
