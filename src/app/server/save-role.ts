/** Roles written by the back office: the book that tills have, and how the role is paid. */
import type { BookItem } from '../../domain/reference/books.ts'
import { type RolePay, unpaid } from '../../domain/staff/records.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { refuse } from '../../kernel/refusals.ts'
import { saveBooks } from '../books/save-books.ts'
import type { App } from '../ports.ts'
import type { BackOfficeScope } from './save-item.ts'

export type RoleInput = {
  code?: string | undefined
  name?: string | undefined
  isDeleted?: boolean | undefined
  pay: Partial<RolePay>
}

/**
 * Writes a role; `isWhole` resets what is not said (server-api §9.2). Permissions are not on the wire and stay; a new
 * role has none. Refuses an empty name or code and a code that is taken.
 */
export async function saveRole(
  app: App,
  { tenantId, actor }: BackOfficeScope,
  { id, isWhole, input }: { id: Uuid; isWhole: boolean; input: RoleInput },
): Promise<{ item: BookItem<'role'>; isNew: boolean }> {
  const catalog = await app.catalog(tenantId)
  const before = catalog.find('role', id)
  const kept = await app.storage.now.staffRecords.find(tenantId, 'rolePay', id)
  const base = isWhole ? undefined : before?.body
  const name = (input.name ?? base?.name ?? '').trim()
  const code = (input.code ?? base?.code ?? '').trim()
  if (name === '' || code === '') throw refuse('back-office.role-name-empty')
  const isTaken = catalog.all('role').some((one) => !one.isDeleted && one.id !== id && one.body.code === code)
  if (isTaken) throw refuse('back-office.role-code-taken', { code })
  const pay = { ...((isWhole ? null : kept?.body) ?? unpaid), ...input.pay }
  // Read only on the wire (server-api §9.2).
  const body = { ...pay, steadySalary: kept?.body.steadySalary ?? unpaid.steadySalary }
  if (body.paymentPerHour < 0n) throw refuse('back-office.payment-negative')
  const isDeleted = input.isDeleted ?? (isWhole ? false : (before?.isDeleted ?? false))
  const role = before
    ? { ...before.body, code, name, ...(name === before.body.name ? {} : { nameEn: name }) }
    : { name, code, permissions: [] }
  const item = {
    book: 'role' as const,
    id,
    organizationId: before?.organizationId ?? null,
    isDeleted,
    body: role,
  }
  const from = app.clock.now()
  await saveBooks(app, tenantId, [item], actor, {
    together: (tx, revision) =>
      tx.staffRecords.save(tenantId, [
        { kind: 'rolePay', id, ownerId: id, from, to: null, isDeleted, revision, body },
      ]),
  })
  const saved = (await app.catalog(tenantId)).find('role', id)
  if (!saved) throw new Error(`role ${id} was saved and is not there`)
  return { item: saved, isNew: before === undefined }
}

/** Deletes a role that nobody has any more; one that is deleted stays so. Refuses an unknown one and one in use. */
export async function deleteRole(app: App, { tenantId, actor }: BackOfficeScope, id: Uuid): Promise<void> {
  const catalog = await app.catalog(tenantId)
  const before = catalog.find('role', id)
  if (!before) throw refuse('back-office.entity-unknown', { entity: 'Role', id })
  if (before.isDeleted) return
  const having = catalog.all('employee').filter((one) => !one.isDeleted && one.body.roleIds.includes(id))
  if (having.length > 0)
    throw refuse('back-office.role-in-use', { code: before.body.code, count: having.length })
  await saveBooks(app, tenantId, [{ ...before, isDeleted: true }], actor)
}
