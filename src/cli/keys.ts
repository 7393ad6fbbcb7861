import type { KeyDraft } from '../app/admin/check-key.ts'
import { changeKey, createKey, type KeyScope, keyOf, revokeKey, rotateKey } from '../app/admin/keys.ts'
import { type CheckTarget, setWebhook } from '../app/admin/webhooks.ts'
import type { ApiKey, App } from '../app/ports.ts'
import type { Uuid } from '../kernel/ids.ts'
import { expiryText } from './dates.ts'
import { type KeyFlags, newKeyDraft, webhookWith, withFlags } from './key-flags.ts'
import type { Print } from './print.ts'

/** What the commands about keys work with. */
export type KeyDesk = { app: App; scope: KeyScope; checkTarget: CheckTarget; print: Print }

const onceOnly = 'It is shown once; only its hash is kept.'

/** `trapeza key list`: keys without their logins, which nobody knows any more. */
export async function listKeys({ app, scope, print }: KeyDesk): Promise<void> {
  for (const key of await app.storage.now.keys.list(scope.tenantId)) {
    const state = key.isActive ? expiryText(key.expiresAt, app.clock.now()) : 'switched off'
    print(`${key.id}  ${key.name}  ${state}  organizations: ${key.settings.organizationIds.length}`)
  }
}

/** `trapeza key add NAME`: prints the login once. */
export async function addKey(desk: KeyDesk, name: string, flags: KeyFlags): Promise<void> {
  const { app, scope, print } = desk
  const catalog = await app.catalog(scope.tenantId)
  const now = app.clock.now()
  const draft = withFlags(newKeyDraft(catalog, name, now), { ...flags, name }, catalog, now)
  const { key, apiLogin } = await createKey(app, scope, draft)
  print(`id ${key.id}`)
  print(`apiLogin ${apiLogin}`)
  if (flags.biz) {
    print(`user_id ${key.id}`)
    print(`user_secret ${apiLogin}`)
  }
  print(onceOnly)
  await setWebhooks(desk, key, flags)
}

/** `trapeza key show ID`: everything about a key but its login. */
export async function showKey({ app, scope, print }: KeyDesk, id: Uuid): Promise<void> {
  const key = await keyOf(app, scope, id)
  const { settings } = key
  const names = await namesOf(app, key)
  const listed = (values: readonly (string | number)[]): string => values.map(names).join(', ') || 'none'
  print(`${key.name}  ${key.isActive ? expiryText(key.expiresAt, app.clock.now()) : 'switched off'}`)
  print(`  organizations     ${listed(settings.organizationIds)}`)
  print(`  terminal groups   ${settings.terminalGroupIds ? listed(settings.terminalGroupIds) : 'all'}`)
  print(`  allowed rights    ${settings.allowedRights ? listed(settings.allowedRights) : 'all'}`)
  print(`  denied rights     ${listed(settings.deniedRights)}`)
  print(`  source key        ${settings.sourceKey ?? 'none: sees all orders'}`)
  print(`  external menus    ${listed(settings.externalMenuNumbers)}`)
  print(`  price categories  ${listed(settings.priceCategoryIds)}`)
  print(`  e-mail            ${settings.email ?? 'none'}`)
  for (const organizationId of settings.organizationIds) {
    const found = await app.storage.now.webhooks.subscription(scope.tenantId, organizationId, id)
    if (!found?.uri) continue
    const token = found.authToken ? 'with a token' : 'without a token'
    print(`  webhook           ${names(organizationId)}: ${found.uri} (${found.profile}, ${token})`)
    print(`                    ${JSON.stringify(found.filter)}`)
  }
}

/** `trapeza key change ID`: changes what the flags name. */
export async function alterKey(desk: KeyDesk, id: Uuid, flags: KeyFlags): Promise<void> {
  const { app, scope, print } = desk
  const { name, isActive, expiresAt, settings } = await keyOf(app, scope, id)
  const catalog = await app.catalog(scope.tenantId)
  const draft: KeyDraft = { name, isActive, expiresAt, settings }
  const key = await changeKey(app, scope, id, withFlags(draft, flags, catalog, app.clock.now()))
  await setWebhooks(desk, key, flags)
  print(`${key.name} is changed; a running server knows within ten seconds`)
}

/** `trapeza key rotate ID`: a new login; the old one ends at once. */
export async function renewKey({ app, scope, print }: KeyDesk, id: Uuid): Promise<void> {
  const { key, apiLogin } = await rotateKey(app, scope, id)
  print(`apiLogin ${apiLogin}`)
  print(`${onceOnly} The old login of ${key.name} opens nothing any more.`)
}

/** `trapeza key revoke ID`: ends a key with its tokens and webhooks. */
export async function endKey({ app, scope, print }: KeyDesk, id: Uuid): Promise<void> {
  const { name } = await revokeKey(app, scope, id)
  print(`${name} is revoked; its tokens end within ten seconds`)
}

/** The flags speak of every organization of the key. */
async function setWebhooks(desk: KeyDesk, key: ApiKey, flags: KeyFlags): Promise<void> {
  const { app, scope, checkTarget, print } = desk
  for (const organizationId of key.settings.organizationIds) {
    const present = await app.storage.now.webhooks.subscription(scope.tenantId, organizationId, key.id)
    const draft = webhookWith(present, flags)
    if (!draft) return
    const { newSigningSecret } = await setWebhook(app, scope, { key, organizationId }, draft, checkTarget)
    if (newSigningSecret) print(`signing secret for ${organizationId}: ${newSigningSecret} (shown once)`)
  }
}

async function namesOf(app: App, key: ApiKey): Promise<(value: string | number) => string> {
  const catalog = await app.catalog(key.tenantId)
  return (value) => {
    if (typeof value === 'number') return String(value)
    const item =
      catalog.find('organization', value) ??
      catalog.find('terminalGroup', value) ??
      catalog.find('priceCategory', value)
    return item ? `${item.body.name} (${value})` : value
  }
}
