/** Logins of employees to the back office: who they are, and what their roles let them do there. */
import { createHash } from 'node:crypto'
import type { BackOfficeRight, BookItem } from '../../domain/reference/books.ts'
import type { Catalog } from '../../domain/reference/catalog.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { refuse } from '../../kernel/refusals.ts'
import { type AdminScope, audited } from '../admin/audit.ts'
import { hashPassword, isPassword } from '../admin/password.ts'
import type { App } from '../ports.ts'

const loginPattern = /^[\p{L}\p{N}._@ -]{1,64}$/u

export const isLogin = (text: string): boolean => loginPattern.test(text)

/** What a client sends in the place of a password: its SHA-1 in lower-case hexadecimal, without salt (server-api §2.1). */
export const digestOfPassword = (password: string): string =>
  createHash('sha1').update(password, 'utf8').digest('hex')

/**
 * Gives an employee a login and a password, in the place of those before. Refuses `back-office.login-invalid` and
 * `back-office.login-taken`; of an unknown employee `back-office.employee-unknown`.
 */
export async function setBackOfficeLogin(
  app: App,
  scope: AdminScope,
  { employeeId, login, password }: { employeeId: Uuid; login: string; password: string },
): Promise<void> {
  const { tenantId } = scope
  if (!isLogin(login)) throw refuse('back-office.login-invalid', { login: login.slice(0, 80) })
  const employee = (await app.catalog(tenantId)).living('employee', employeeId)
  if (!employee) throw refuse('back-office.employee-unknown', { id: employeeId })
  const taken = await app.storage.now.backOfficeLogins.byLogin(login)
  if (taken && taken.employeeId !== employeeId) throw refuse('back-office.login-taken', { login })
  const passwordHash = await hashPassword(app.random, digestOfPassword(password))
  const note = { kind: 'backOfficeLogin.set', entity: 'backOfficeLogin', entityId: employeeId } as const
  await audited(app, scope, { ...note, payload: {} }, (tx) =>
    tx.backOfficeLogins.save({ tenantId, employeeId, login, passwordHash }, app.clock.now()),
  )
}

/** Who logged in; null for a stranger, a wrong password and an employee who left, all after the same time. */
export async function enterBackOffice(
  app: App,
  login: string,
  digest: string,
): Promise<{ tenantId: Uuid; employee: BookItem<'employee'>; passwordHash: string } | null> {
  const kept = await app.storage.now.backOfficeLogins.byLogin(login)
  const isRight = await isPassword(digest, kept?.passwordHash ?? null)
  if (!kept || !isRight) return null
  const employee = (await app.catalog(kept.tenantId)).living('employee', kept.employeeId)
  return employee ? { tenantId: kept.tenantId, employee, passwordHash: kept.passwordHash } : null
}

/** Whether who entered by a login would still enter by it: it is theirs, and its password is the same. */
export async function isStillLogin(
  app: App,
  { login, employeeId, passwordHash }: { login: string; employeeId: Uuid; passwordHash: string },
): Promise<boolean> {
  const kept = await app.storage.now.backOfficeLogins.byLogin(login)
  return kept?.employeeId === employeeId && kept.passwordHash === passwordHash
}

/** Takes an employee's login away. Refuses `back-office.login-unknown`. */
export async function revokeBackOfficeLogin(app: App, scope: AdminScope, login: string): Promise<void> {
  const { tenantId } = scope
  const kept = await app.storage.now.backOfficeLogins.byLogin(login)
  if (kept?.tenantId !== tenantId) throw refuse('back-office.login-unknown', { login: login.slice(0, 80) })
  const { employeeId } = kept
  const note = { kind: 'backOfficeLogin.revoked', entity: 'backOfficeLogin', entityId: employeeId } as const
  await audited(app, scope, { ...note, payload: {} }, (tx) =>
    tx.backOfficeLogins.remove(tenantId, employeeId),
  )
}

/** Whether one of the employee's roles has the right (server-api §2.5). */
export const hasBackOfficeRight = (
  catalog: Catalog,
  { body }: BookItem<'employee'>,
  right: BackOfficeRight,
): boolean =>
  body.roleIds.some((id) => catalog.living('role', id)?.body.backOfficeRights?.includes(right) === true)
