import { newPassword } from '../app/admin/administrators.ts'
import type { AdminScope } from '../app/admin/audit.ts'
import type { App } from '../app/ports.ts'
import { revokeBackOfficeLogin, setBackOfficeLogin } from '../app/server/back-office-logins.ts'
import { Refusal } from '../kernel/refusals.ts'
import { CommandRefused } from './add-till.ts'
import type { Print } from './print.ts'

type Desk = { app: App; scope: AdminScope; print: Print }

/** `trapeza login list`: who may enter the back office, and with which roles. */
export async function listLogins({ app, scope, print }: Desk): Promise<void> {
  const catalog = await app.catalog(scope.tenantId)
  for (const { login, employeeId } of await app.storage.now.backOfficeLogins.list(scope.tenantId)) {
    const employee = catalog.find('employee', employeeId)
    const roles = employee?.body.roleIds.flatMap((id) => catalog.living('role', id)?.body.code ?? []) ?? []
    const state = employee && !employee.isDeleted ? '' : '  left'
    print(
      `${login}  ${employee?.body.code ?? employeeId}  ${employee?.body.name ?? ''}  roles: ${roles.join(', ')}${state}`,
    )
  }
}

/** `trapeza login add LOGIN --employee CODE`: prints the password once; a login that the employee had is replaced. */
export async function addLogin(
  { app, scope, print }: Desk,
  login: string,
  { employee: said }: { employee: string },
): Promise<void> {
  const catalog = await app.catalog(scope.tenantId)
  const found = catalog
    .all('employee')
    .filter(({ id, isDeleted, body }) => !isDeleted && (id === said.toLowerCase() || body.code === said))
  const [employee] = found
  if (!employee || found.length > 1)
    throw new CommandRefused(`employee ${said}: one is expected by code or id, ${found.length} are found`)
  const password = newPassword(app)
  await inWords(() => setBackOfficeLogin(app, scope, { employeeId: employee.id, login, password }))
  print(`employee ${employee.body.name}`)
  print(`password ${password}`)
  print('It is shown once; only its scrypt is kept. Clients send its SHA-1.')
}

/** `trapeza login revoke LOGIN`: it opens nothing any more; a running server ends its sessions within ten seconds. */
export async function revokeLogin({ app, scope, print }: Desk, login: string): Promise<void> {
  await inWords(() => revokeBackOfficeLogin(app, scope, login))
  print(`${login} opens nothing any more`)
}

/** What a rule refuses is said to the person at the command line. */
async function inWords(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (error instanceof Refusal) throw new CommandRefused(error.message)
    throw error
  }
}
