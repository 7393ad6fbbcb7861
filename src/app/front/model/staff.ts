/** Users and roles (front-api §8.8). */
import type { BookItem, Permission } from '../../../domain/reference/books.ts'
import type { Catalog } from '../../../domain/reference/catalog.ts'
import { worksAt } from '../../../domain/reference/staff.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { permissionsOf } from '../../till/pin.ts'
import type { TillPlace } from './till-place.ts'
import type { Versioned } from './values.ts'

export type User = Versioned & {
  name: string
  /** Staff number. */
  code: string
  cellPhone: string | null
  assignedToCurrentDepartment: boolean
  /** Their personal session is open. */
  isSessionOpen: boolean
  type: 'Employee'
}
export type UserFullName = { firstName: string; middleName: string; lastName: string }
export type Role = Versioned & { name: string; code: string }
export type WaiterTeam = Versioned & { name: string }

/** `open`: whose personal session is open. */
export const userOf = (
  { organizationId }: TillPlace,
  item: BookItem<'employee'>,
  open: ReadonlySet<Uuid>,
): User => ({
  id: item.id,
  revision: Number(item.revision),
  name: item.body.name,
  code: item.body.code,
  cellPhone: item.body.phone,
  assignedToCurrentDepartment: worksAt(item, organizationId),
  isSessionOpen: open.has(item.id),
  type: 'Employee',
})

export const fullNameOf = ({ body }: BookItem<'employee'>): UserFullName => ({
  firstName: body.firstName,
  middleName: body.middleName ?? '',
  lastName: body.lastName,
})

export const roleOf = (item: BookItem<'role'>): Role => ({
  id: item.id,
  revision: Number(item.revision),
  name: item.body.name,
  code: item.body.code,
})

export const waiterTeamOf = (item: BookItem<'waiterTeam'>): WaiterTeam => ({
  id: item.id,
  revision: Number(item.revision),
  name: item.body.name,
})

/** What somebody may do, in all their roles or in one of them. */
export function rightsOf(
  catalog: Catalog,
  { body }: BookItem<'employee'>,
  roleId: Uuid | null = null,
): Set<Permission> {
  const roleIds = roleId === null ? body.roleIds : body.roleIds.filter((id) => id === roleId)
  return permissionsOf(catalog, { ...body, roleIds })
}

/**
 * Codes of permissions that plugins know (front-api, appendix A), and what they are here. Our own names are codes too.
 */
export const permissionCodes: Readonly<Record<string, Permission>> = {
  F_XR: 'shift.report',
  F_ZREP: 'shift.close',
  F_STRN: 'orders.return',
  F_SWWOFF: 'orders.return-to-stock',
  F_STRNA: 'orders.return-again',
  CAN_STORN_CLOSED_ORDERS_AGAIN: 'orders.return-again',
  F_COTH: 'orders.on-the-house',
  F_EM: 'stop-list.edit',
  F_OPIN: 'personal-shifts.manage',
  F_KIS: 'personal-shifts.manage',
  F_CCCP: 'tables.comment-printed',
  CAN_CHANGE_COMMENT_PRINTED: 'tables.comment-printed',
  F_APIO: 'shift.move-cash',
}
