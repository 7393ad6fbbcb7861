import {
  addAdministrator,
  newPassword,
  removeAdministrator,
  setPassword,
} from '../app/admin/administrators.ts'
import type { AdminScope } from '../app/admin/audit.ts'
import type { App } from '../app/ports.ts'
import type { Print } from './print.ts'

type Desk = { app: App; scope: AdminScope; print: Print }

/** `trapeza admin list`: who may open the admin page. */
export async function listAdministrators({ app, scope, print }: Desk): Promise<void> {
  for (const { login } of await app.storage.now.admins.list(scope.tenantId)) print(login)
}

/** `trapeza admin add LOGIN`: prints the password once. */
export async function newAdministrator({ app, scope, print }: Desk, login: string): Promise<void> {
  const { password } = await addAdministrator(app, scope, login)
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

/** `trapeza admin remove LOGIN` */
export async function endAdministrator({ app, scope, print }: Desk, login: string): Promise<void> {
  await removeAdministrator(app, scope, login)
  print(`${login} opens nothing any more`)
}
