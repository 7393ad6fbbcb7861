/** Those who may open the admin page: accounts of a chain, each with a login of its own in the whole storage. */
import type { AdminAccount, App } from '../ports.ts'
import { type AdminScope, audited } from './audit.ts'
import { hashPassword } from './password.ts'
import { AdminProblem, notFound, refuseProblems } from './problems.ts'
import type { AdminRole } from './roles.ts'

const loginPattern = /^[\p{L}\p{N}._@-]{2,64}$/u

export const newPassword = (app: Pick<App, 'random'>): string =>
  Buffer.from(app.random.bytes(15)).toString('base64url')

/**
 * Makes an account and its first password, told once. Without a role: the first of a chain is its owner, the others look only.
 */
export async function addAdministrator(
  app: App,
  scope: AdminScope,
  login: string,
  wanted: AdminRole | null = null,
): Promise<{ account: AdminAccount; password: string }> {
  const text = {
    ru: 'от 2 до 64 букв, цифр и знаков . _ @ -',
    en: 'from 2 to 64 letters, digits and . _ @ -',
  }
  refuseProblems(loginPattern.test(login) ? [] : [{ field: 'login', text }])
  if (await app.storage.now.admins.byLogin(login))
    throw new AdminProblem('conflict', { ru: `Логин ${login} занят`, en: `Login ${login} is taken` })
  const isFirst = (await app.storage.now.admins.list(scope.tenantId)).length === 0
  const role = wanted ?? (isFirst ? 'owner' : 'viewer')
  const password = newPassword(app)
  const passwordHash = await hashPassword(app.random, password)
  const account: AdminAccount = {
    id: app.random.uuid(),
    tenantId: scope.tenantId,
    login,
    passwordHash,
    role,
  }
  const note = { kind: 'administrator.added', entity: 'administrator', entityId: account.id } as const
  await audited(app, scope, { ...note, payload: { role } }, (tx) => tx.admins.save(account, app.clock.now()))
  return { account, password }
}

/** Gives an account another password and ends its sessions. */
export async function setPassword(
  app: App,
  scope: AdminScope,
  login: string,
  password: string,
): Promise<AdminAccount> {
  const before = await administratorOf(app, scope, login)
  const account = { ...before, passwordHash: await hashPassword(app.random, password) }
  const note = { kind: 'administrator.passwordSet', entity: 'administrator', entityId: account.id } as const
  await audited(app, scope, { ...note, payload: {} }, async (tx) => {
    await tx.admins.save(account, app.clock.now())
    await tx.admins.closeSessionsOf(scope.tenantId, account.id)
  })
  return account
}

/** A new key for external applications, told once; the one before it opens nothing any more (biz-card-api §2.3). */
export async function renewExternalKey(app: App, scope: AdminScope, login: string): Promise<string> {
  const { id } = await administratorOf(app, scope, login)
  const key = Buffer.from(app.random.bytes(24)).toString('base64url')
  const note = { kind: 'administrator.externalKeySet', entity: 'administrator', entityId: id } as const
  await audited(app, scope, { ...note, payload: {} }, (tx) =>
    tx.admins.setExternalKey(scope.tenantId, id, key),
  )
  return key
}

/** Gives an account another role; open pages have it with their next request. A chain keeps an owner. */
export async function setRole(app: App, scope: AdminScope, login: string, role: AdminRole): Promise<void> {
  const before = await administratorOf(app, scope, login)
  if (role !== 'owner') await keepAnOwner(app, scope, before)
  const note = { kind: 'administrator.roleSet', entity: 'administrator', entityId: before.id } as const
  await audited(app, scope, { ...note, payload: { role } }, (tx) =>
    tx.admins.save({ ...before, role }, app.clock.now()),
  )
}

async function keepAnOwner(app: App, { tenantId }: AdminScope, leaving: AdminAccount): Promise<void> {
  const others = (await app.storage.now.admins.list(tenantId)).filter(({ id }) => id !== leaving.id)
  if (leaving.role !== 'owner' || others.some(({ role }) => role === 'owner')) return
  throw new AdminProblem('conflict', {
    ru: `${leaving.login} — последний владелец: сначала назначьте другого`,
    en: `${leaving.login} is the last owner: make another one first`,
  })
}

/** Ends an account with its sessions. The last owner leaves only when nobody else is there. */
export async function removeAdministrator(app: App, scope: AdminScope, login: string): Promise<void> {
  const account = await administratorOf(app, scope, login)
  const { id } = account
  const isAlone = (await app.storage.now.admins.list(scope.tenantId)).length === 1
  if (!isAlone) await keepAnOwner(app, scope, account)
  const note = { kind: 'administrator.removed', entity: 'administrator', entityId: id } as const
  await audited(app, scope, { ...note, payload: {} }, async (tx) => {
    await tx.admins.closeSessionsOf(scope.tenantId, id)
    await tx.admins.remove(scope.tenantId, id)
  })
}

async function administratorOf(app: App, { tenantId }: AdminScope, login: string): Promise<AdminAccount> {
  const account = await app.storage.now.admins.byLogin(login)
  if (account?.tenantId === tenantId) return account
  throw notFound({ ru: `Администратора ${login} нет`, en: `There is no administrator ${login}` })
}
