/** Who sits at the call centre's screen: an employee with a login, who asks the cloud's use cases as an API key does. */
import type { BookItem, Permission } from '../../domain/reference/books.ts'
import type { Catalog } from '../../domain/reference/catalog.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { Login } from '../cloud/login.ts'
import { permissionsOf } from '../till/pin.ts'

export type Operator = {
  tenantId: Uuid
  employee: BookItem<'employee'>
  rights: ReadonlySet<Permission>
  /** The living restaurants where the employee works; no other is there for them. */
  organizations: readonly BookItem<'organization'>[]
  login: Login
}

/** What the page needs at all. */
export const operatorRight: Permission = 'call-centre.work'

/** An employee as the books have them now. */
export function operatorOf(catalog: Catalog, tenantId: Uuid, employee: BookItem<'employee'>): Operator {
  const organizations = employee.body.organizationIds.flatMap((id) => {
    const organization = catalog.living('organization', id)
    return organization?.body.isActive ? [organization] : []
  })
  return {
    ...{ tenantId, employee, organizations },
    rights: permissionsOf(catalog, employee.body),
    login: {
      appId: null,
      operatorId: employee.id,
      key: {
        ...{ id: employee.id, tenantId, name: employee.body.name, isActive: true, expiresAt: null },
        settings: {
          organizationIds: organizations.map(({ id }) => id),
          ...{ terminalGroupIds: null, deniedRights: [], sourceKey: null, externalMenuNumbers: [] },
          ...{ priceCategoryIds: [], email: null },
        },
      },
    },
  }
}
