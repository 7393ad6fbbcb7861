import type { BookItem } from '../../../domain/reference/books.ts'
import type { Catalog } from '../../../domain/reference/catalog.ts'
import { nineDigits } from './write-json.ts'

/** Revisions of the books as numbers; they count saves, far from what a number cannot hold. */
export const revisionOf = ({ revision }: { revision: bigint }): number => Number(revision)

/** A role (biz-card-api §8.2); what it earns is the back office's and no program's of a site. */
export const roleOnWire = (role: BookItem<'role'>) => ({
  id: role.id,
  name: role.body.name,
  code: role.body.code,
  paymentPerHour: nineDigits(0n, 2),
  steadySalary: nineDigits(0n, 2),
  comment: '',
  scheduleType: 'BYSESSION',
  externalRevision: revisionOf(role),
  deleted: role.isDeleted,
})

/** An employee (§8.1). A PIN is nobody's business. */
export function userOnWire(employee: BookItem<'employee'>, catalog: Catalog) {
  const { id, body, isDeleted } = employee
  const roles = body.roleIds.flatMap((roleId) => catalog.find('role', roleId) ?? []).map(roleOnWire)
  return {
    id,
    firstName: body.firstName,
    middleName: body.middleName ?? null,
    lastName: body.lastName,
    displayName: body.name,
    phone: body.phone,
    cellPhone: body.phone,
    email: body.email ?? null,
    code: body.code,
    pinCode: '',
    note: null,
    mainRole: roles[0] ?? null,
    roles,
    deleted: isDeleted,
    externalRevision: revisionOf(employee),
  }
}
