import {
  addAdministrator,
  newPassword,
  removeAdministrator,
  renewExternalKey,
  setPassword,
  setRole,
} from '../app/admin/administrators.ts'
import type { AdminScope } from '../app/admin/audit.ts'
import { type AdminRole, adminRoles } from '../app/admin/roles.ts'
import type { App } from '../app/ports.ts'
import { CommandRefused } from './add-till.ts'
import type { Print } from './print.ts'

type Desk = { app: App; scope: AdminScope; print: Print }

/** `trapeza admin list`: who may open the admin page. */
export async function listAdministrators({ app, scope, print }: Desk): Promise<void> {
  for (const { login, role } of await app.storage.now.admins.list(scope.tenantId)) print(`${login}  ${role}`)
}

/** `trapeza admin add LOGIN --role ROLE`: prints the password once. */
export async function newAdministrator(
  { app, scope, print }: Desk,
  login: string,
  { role }: { role?: string },
): Promise<void> {
  const wanted = role === undefined ? null : readRole(role)
  const { account, password } = await addAdministrator(app, scope, login, wanted)
  print(`role ${account.role}`)
  print(`password ${password}`)
  print('It is shown once; only its scrypt is kept.')
}

/** `trapeza admin password LOGIN`: a new password; open pages of the account are closed. */
export async function renewPassword({ app, scope, print }: Desk, login: string): Promise<void> {
  const password = newPassword(app)
  await setPassword(app, scope, login, password)
  print(`password ${password}`)
  print('It is shown once; the old one opens nothing any more.')
}

/** `trapeza admin external-key LOGIN`: a key for programs of others that ask for the account (biz-card-api §2.3). */
export async function newExternalKey({ app, scope, print }: Desk, login: string): Promise<void> {
  print(`external key ${await renewExternalKey(app, scope, login)}`)
  print('It is shown once; the one before it opens nothing any more.')
}

/** `trapeza admin role LOGIN --to ROLE`: open pages of the account have it at once. */
export async function changeRole({ app, scope, print }: Desk, login: string, role: string): Promise<void> {
  await setRole(app, scope, login, readRole(role))
  print(`${login} is ${role} now`)
}

function readRole(text: string): AdminRole {
  const role = adminRoles.find((one) => one === text)
  if (!role) throw new CommandRefused(`role ${text}: one of ${adminRoles.join(', ')} is expected`)
  return role
}

/** `trapeza admin remove LOGIN` */
export async function endAdministrator({ app, scope, print }: Desk, login: string): Promise<void> {
  await removeAdministrator(app, scope, login)
  print(`${login} opens nothing any more`)
}
