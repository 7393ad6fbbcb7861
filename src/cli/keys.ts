import type { App } from '../app/ports.ts'
import type { Uuid } from '../kernel/ids.ts'
import { CommandRefused } from './add-till.ts'
import type { Print } from './print.ts'

/** `trapeza key list`: keys without their secrets, which nobody knows any more. */
export async function listKeys(app: App, print: Print): Promise<void> {
  for (const tenant of await app.storage.now.tenants.list()) {
    for (const key of await app.storage.now.keys.list(tenant.id)) {
      const until =
        key.expiresAt === null ? 'no end' : `until ${new Date(key.expiresAt).toISOString().slice(0, 10)}`
      const state = key.isActive ? until : 'switched off'
      print(`${key.id}  ${key.name}  ${state}  organizations: ${key.settings.organizationIds.length}`)
    }
  }
}

/** `trapeza key add NAME`: a key of the first tenant; the login is printed once. */
export async function addKey(
  app: App,
  {
    name,
    organizationIds,
    sourceKey,
    days,
  }: { name: string; organizationIds: Uuid[]; sourceKey: string | null; days: number },
  print: Print,
): Promise<void> {
  const [tenant] = await app.storage.now.tenants.list()
  if (!tenant) throw new CommandRefused('the storage is empty: there is no chain to make a key for')
  const catalog = await app.catalog(tenant.id)
  const own = catalog.all('organization').filter((one) => !one.isDeleted)
  const unknown = organizationIds.find((id) => !own.some((one) => one.id === id))
  if (unknown) throw new CommandRefused(`there is no organization ${unknown}`)
  const apiLogin = app.random.uuid()
  const settings = {
    organizationIds: organizationIds.length > 0 ? organizationIds : own.map((one) => one.id),
    terminalGroupIds: null,
    deniedRights: [],
    sourceKey,
    externalMenuNumbers: catalog.all('externalMenu').map((one) => one.body.number),
    priceCategoryIds: catalog.all('priceCategory').map((one) => one.id),
    email: null,
  }
  const expiresAt = app.clock.now() + days * 86_400_000
  await app.storage.now.keys.save(
    { id: app.random.uuid(), tenantId: tenant.id, name, isActive: true, expiresAt, settings },
    apiLogin,
  )
  print(`apiLogin ${apiLogin}`)
  print('It is shown once; only its hash is kept.')
}

/** `trapeza key disable ID`: tokens of the key stop working within a minute. */
export async function disableKey(app: App, id: Uuid, print: Print): Promise<void> {
  const key = await app.storage.now.keys.byId(id)
  if (!key) throw new CommandRefused(`there is no key ${id}`)
  await app.storage.now.keys.save({ ...key, isActive: false }, null)
  print(`${key.name} is switched off`)
}
