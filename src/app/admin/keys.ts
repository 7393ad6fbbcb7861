/** What administrators do with API keys (cloud-api §1.3). Every deed stands in the journal. */
import { canonicalJson } from '../../kernel/canonical.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { Random } from '../../kernel/random.ts'
import type { ApiKey, App } from '../ports.ts'
import { type AdminScope, audited } from './audit.ts'
import { checkKey, type KeyDraft } from './check-key.ts'
import { notFound, refuseProblems } from './problems.ts'

export type KeyScope = AdminScope & {
  /** Rights of all operations, as the API spells them. */
  knownRights: readonly string[]
}

/** A key with its login, which nobody can read again. */
export type NewKey = { key: ApiKey; apiLogin: string }

/** 36 characters, as the vendor's are since 2024 (cloud-api §1.1); all of them but the dashes are random. */
function newApiLogin(random: Random): string {
  const hex = Buffer.from(random.bytes(16)).toString('hex')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** Makes a key. Throws what is wrong with the draft. */
export async function createKey(app: App, scope: KeyScope, draft: KeyDraft): Promise<NewKey> {
  await check(app, scope, draft)
  const key: ApiKey = { id: app.random.uuid(), tenantId: scope.tenantId, ...draft }
  const apiLogin = newApiLogin(app.random)
  const note = { kind: 'key.created', payload: { name: key.name, ...visible(draft) } }
  await audited(app, scope, { ...note, entity: 'apiKey', entityId: key.id }, (tx) =>
    tx.keys.save(key, apiLogin),
  )
  return { key, apiLogin }
}

/** Replaces everything about a key but its login. */
export async function changeKey(app: App, scope: KeyScope, id: Uuid, draft: KeyDraft): Promise<ApiKey> {
  const before = await keyOf(app, scope, id)
  await check(app, scope, draft)
  const key: ApiKey = { ...before, ...draft }
  const note = { kind: 'key.changed', payload: changesOf(before, key) }
  await audited(app, scope, { ...note, entity: 'apiKey', entityId: id }, (tx) => tx.keys.save(key, null))
  return key
}

/** Gives a key a new login; the old one ends at once, tokens made with it live out their hour (cloud-api §1.2). */
export async function rotateKey(app: App, scope: AdminScope, id: Uuid): Promise<NewKey> {
  const key = await keyOf(app, scope, id)
  const apiLogin = newApiLogin(app.random)
  const note = { kind: 'key.rotated', payload: { name: key.name } }
  await audited(app, scope, { ...note, entity: 'apiKey', entityId: id }, (tx) => tx.keys.save(key, apiLogin))
  return { key, apiLogin }
}

/** Ends a key for good, with its tokens and webhooks. */
export async function revokeKey(app: App, scope: AdminScope, id: Uuid): Promise<ApiKey> {
  const key = await keyOf(app, scope, id)
  const note = { kind: 'key.revoked', payload: { name: key.name } }
  await audited(app, scope, { ...note, entity: 'apiKey', entityId: id }, async (tx) => {
    await tx.webhooks.removeSubscriptions(scope.tenantId, id)
    await tx.keys.remove(scope.tenantId, id)
  })
  return key
}

/** The key of a tenant; those of others do not exist for it. */
export async function keyOf(app: App, { tenantId }: Pick<AdminScope, 'tenantId'>, id: Uuid): Promise<ApiKey> {
  const key = await app.storage.now.keys.byId(id)
  if (key?.tenantId === tenantId) return key
  throw notFound({ ru: `Ключа ${id} нет`, en: `There is no key ${id}` })
}

async function check(app: App, { tenantId, knownRights }: KeyScope, draft: KeyDraft): Promise<void> {
  const catalog = await app.catalog(tenantId)
  refuseProblems(checkKey(draft, { catalog, knownRights, now: app.clock.now() }))
}

/** What may stand in the journal: an e-mail belongs to a person. */
const visible = ({ isActive, expiresAt, settings }: KeyDraft): Record<string, unknown> => {
  const { email, ...rest } = settings
  return { isActive, expiresAt, ...rest, hasEmail: email !== null }
}

function changesOf(before: ApiKey, after: ApiKey): Record<string, unknown> {
  const flat = (key: ApiKey): Record<string, unknown> => ({ name: key.name, ...visible(key) })
  const old = flat(before)
  const text = (value: unknown): string => canonicalJson(value ?? null)
  const changed = Object.entries(flat(after)).filter(([name, value]) => text(value) !== text(old[name]))
  const isOtherEmail = before.settings.email !== after.settings.email
  return { ...Object.fromEntries(changed), ...(isOtherEmail ? { emailChanged: true } : {}) }
}
