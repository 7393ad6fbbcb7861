import { scrypt, timingSafeEqual } from 'node:crypto'
import type { BookItem, Employee, Permission } from '../../domain/reference/books.ts'
import type { Catalog } from '../../domain/reference/catalog.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { refuse } from '../../kernel/refusals.ts'

/**
 * Hash of a PIN. The salt is the corporation, not the employee: a PIN names its owner, so one hash must find them
 * among all without trying everybody.
 */
export function hashPin(tenantId: Uuid, pin: string): Promise<string> {
  return new Promise((resolve, reject) => {
    scrypt(pin, `pin ${tenantId}`, 32, (error, key) => (error ? reject(error) : resolve(key.toString('hex'))))
  })
}

/** The employee of an organization who owns the PIN. Refuses `access.pin-unknown`. */
export async function employeeByPin(
  catalog: Catalog,
  organizationId: Uuid,
  pin: string,
): Promise<BookItem<'employee'>> {
  const hash = Buffer.from(await hashPin(catalog.tenantId, pin), 'hex')
  let found: BookItem<'employee'> | undefined
  for (const employee of catalog.all('employee')) {
    const { pinHash, organizationIds } = employee.body
    if (employee.isDeleted || !pinHash || !organizationIds.includes(organizationId)) continue
    if (timingSafeEqual(Buffer.from(pinHash, 'hex'), hash)) found = employee
  }
  if (!found) throw refuse('access.pin-unknown')
  return found
}

/** Everything that the roles of an employee allow. */
export function permissionsOf(catalog: Catalog, employee: Employee): Set<Permission> {
  return new Set(employee.roleIds.flatMap((id) => catalog.living('role', id)?.body.permissions ?? []))
}
