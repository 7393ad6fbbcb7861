/** Employees, roles, permissions (front-api §2.10). */
import type { BookItem, Permission } from '../../../domain/reference/books.ts'
import { worksAt } from '../../../domain/reference/staff.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { notFound } from '../exceptions.ts'
import type { FrontOperation } from '../front-operation.ts'
import { permissionsCheckModes } from '../model/enums.ts'
import { fullNameOf, permissionCodes, rightsOf, roleOf, userOf, waiterTeamOf } from '../model/staff.ts'
import { bookDirectory, living } from './books.ts'
import { type Asking, directory, operation } from './define.ts'

const openSessions = async ({ door: { app, till } }: Asking): Promise<Set<Uuid>> => {
  const shifts = await app.storage.now.shifts.openPersonalShifts(till.tenantId, till.organizationId)
  return new Set(shifts.map(({ employeeId }) => employeeId))
}

/** The employee that an argument names; deleted ones too, whose name an order may have. */
function employeeNamed({ place, args }: Asking, field = 'user'): BookItem<'employee'> {
  const id = args.id(field)
  const item = place.catalog.find('employee', id)
  if (!item) throw notFound('User', id)
  return item
}

function rightNamed({ args }: Asking, code: string, field: string): Permission {
  const right = permissionCodes[code] ?? (ourCodes.has(code) ? (code as Permission) : null)
  return right ?? args.refuse(field, `has an unknown permission code ${code}`)
}

/** Our names are codes as well as the original's. */
const ourCodes: ReadonlySet<string> = new Set<Permission>([
  ...(['deliveries.edit', 'deliveries.cancel', 'deliveries.close', 'deliveries.send'] as const),
  ...(['deliveries.confirm', 'stop-list.edit', 'shift.open', 'shift.close', 'shift.move-cash'] as const),
  ...(['kitchen.bump', 'orders.discount', 'orders.cancel-bill', 'orders.on-the-house'] as const),
  'orders.price-category',
  ...(['tables.edit', 'tables.close', 'tables.cancel', 'tables.delete-printed'] as const),
  ...(['tables.comment-printed', 'tables.move', 'tables.change-waiter', 'reserves.edit'] as const),
  ...(['orders.return', 'orders.return-to-stock', 'orders.return-again', 'shift.report'] as const),
  ...(['personal-shifts.manage', 'deliveries.bypass-restrictions'] as const),
])

const ownedBy = (asking: Asking): Set<Permission> => {
  const employee = employeeNamed(asking)
  return employee.isDeleted
    ? new Set()
    : rightsOf(asking.place.catalog, employee, asking.args.optionalId('role'))
}

const teamOf = (asking: Asking, userId: Uuid) => {
  const assigned = asking.place.catalog.living('waiterTeamAssignments', asking.place.organizationId)
  const teamId = assigned?.body.assignments.find(({ employeeId }) => employeeId === userId)?.teamId
  const team = asking.place.catalog.living('waiterTeam', teamId)
  return team && waiterTeamOf(team)
}

export const staffOperations: readonly FrontOperation[] = [
  ...directory({
    entity: 'User',
    list: 'getUsers',
    needs: 'staff:read',
    all: async (asking) => {
      const isChain = asking.args.flag('fromAllDepartments')
      const open = await openSessions(asking)
      return asking.place.catalog
        .all('employee')
        .filter((item) => !item.isDeleted && (isChain || worksAt(item, asking.place.organizationId)))
        .map((item) => userOf(asking.place, item, open))
    },
    byId: async (asking, id) => {
      const item = asking.place.catalog.find('employee', id)
      return item && userOf(asking.place, item, await openSessions(asking))
    },
  }),
  ...bookDirectory('Role', 'getRoles', 'role', (_place, item) => roleOf(item)),
  ...bookDirectory('WaiterTeam', 'getWaiterTeams', 'waiterTeam', (_place, item) => waiterTeamOf(item)),
  operation('getUserFullName', 'staff:read', (asking) => fullNameOf(employeeNamed(asking))),
  operation('getUserRoles', 'staff:read', (asking) => {
    const { body } = employeeNamed(asking)
    return living(asking.place, 'role')
      .filter(({ id }) => body.roleIds.includes(id))
      .map(roleOf)
  }),
  operation('checkPermission', 'staff:read', (asking) =>
    ownedBy(asking).has(rightNamed(asking, asking.args.text('permissionCode'), 'permissionCode')),
  ),
  operation('checkPermissions', 'staff:read', (asking) => {
    const mode = asking.args.oneOf('checkMode', permissionsCheckModes)
    const owned = ownedBy(asking)
    const asked = asking.args
      .texts('permissionCodes')
      .map((code) => rightNamed(asking, code, 'permissionCodes'))
    return mode === 'All' ? asked.every((right) => owned.has(right)) : asked.some((right) => owned.has(right))
  }),
  operation('tryGetWaiterTeamForUser', 'staff:read', (asking) => teamOf(asking, employeeNamed(asking).id)),
]
