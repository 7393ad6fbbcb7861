import type { BookItem } from '../../../domain/reference/books.ts'
import type { Catalog } from '../../../domain/reference/catalog.ts'
import { worksAt } from '../../../domain/reference/staff.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { refuse } from '../../../kernel/refusals.ts'
import type { Employee, RoleCheckResult } from '../generated/types.ts'
import type { Handlers } from '../operation.ts'

type Person = BookItem<'employee'>

const couriersOf = (catalog: Catalog, organizationId: Uuid): Person[] =>
  catalog.all('employee').filter((person) => person.body.isCourier && worksAt(person, organizationId))

const employeeOnWire = ({ id, isDeleted, body }: Person): Employee => ({
  id,
  firstName: body.firstName,
  middleName: body.middleName ?? null,
  lastName: body.lastName,
  displayName: body.name,
  code: body.code,
  isDeleted,
})

function checkRoles(catalog: Catalog, { body }: Person, codes: readonly string[]): RoleCheckResult[] {
  const own = new Set(body.roleIds.map((id) => catalog.living('role', id)?.body.code.toLowerCase()))
  return codes.map((checkedRoleCode) => ({
    checkedRoleCode,
    employeeHasRole: own.has(checkedRoleCode.toLowerCase()),
  }))
}

/** Who carries orders (cloud-api §6.9). */
export const employeeHandlers: Handlers = {
  '/api/1/employees/couriers': async ({ app, login, body, correlationId }) => {
    const catalog = await app.catalog(login.key.tenantId)
    const employees = [...new Set(body.organizationIds)].map((organizationId) => ({
      organizationId,
      items: couriersOf(catalog, organizationId).map(employeeOnWire),
    }))
    return { correlationId, employees }
  },

  '/api/1/employees/couriers/by_role': async ({ app, login, body, correlationId }) => {
    const catalog = await app.catalog(login.key.tenantId)
    const employeesWithCheckRoles = [...new Set(body.organizationIds)].map((organizationId) => ({
      organizationId,
      items: couriersOf(catalog, organizationId).map((person) => ({
        ...employeeOnWire(person),
        checkRolesResult: checkRoles(catalog, person, body.rolesToCheck),
      })),
    }))
    return { correlationId, employeesWithCheckRoles }
  },

  '/api/1/employees/info': async ({ app, login, body, correlationId }) => {
    const catalog = await app.catalog(login.key.tenantId)
    const person = catalog.find('employee', body.id)
    if (!person || !worksAt(person, body.organizationId))
      throw refuse('order.operator-unknown', { id: body.id })
    const employeeInfo = {
      id: person.id,
      firstName: person.body.firstName,
      middleName: person.body.middleName ?? null,
      lastName: person.body.lastName,
      displayName: person.body.name,
      email: person.body.email ?? null,
      phone: person.body.phone,
      cellPhone: person.body.phone,
    }
    return { correlationId, employeeInfo }
  },
}
