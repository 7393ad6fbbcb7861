/**
 * The keys, passwords and PINs of the demo chain. In a sandbox they are fixed and well known; anywhere else they would open the
 * door to whoever has read the documentation, so they are random there and stand in `credentials.json` only.
 */
import { setPassword } from '../app/admin/administrators.ts'
import { isPassword } from '../app/admin/password.ts'
import { saveBooks } from '../app/books/save-books.ts'
import type { App } from '../app/ports.ts'
import { digestOfPassword, setBackOfficeLogin } from '../app/server/back-office-logins.ts'
import { hashPin } from '../app/till/pin.ts'
import type { Employee } from '../domain/reference/books.ts'
import type { Random } from '../kernel/random.ts'
import { type DemoAccess, type DemoChain, demoAccess, demoChain, demoTenantId } from '../seed/demo/index.ts'
import { type Credentials, credentialsOf, readCredentials, writeCredentials } from './credentials.ts'

const scope = { tenantId: demoTenantId, actor: 'seed' }

/** The demo chain with keys that fit where it is served. */
export const demoChainFor = (isSandbox: boolean, random: Random): DemoChain =>
  isSandbox ? demoChain() : { ...demoChain(), ...withRandomAccess(demoAccess(), random) }

export const accessOf = (isSandbox: boolean): Credentials['demoKeys'] => (isSandbox ? 'fixed' : 'random')

/**
 * Makes an existing demo storage fit: outside a sandbox nothing of the fixed access is left, back in one it is there
 * again. Gives what `credentials.json` says afterwards; null when nobody knows the keys.
 */
export async function settleDemoAccess(
  app: App,
  dataDir: string,
  isSandbox: boolean,
): Promise<Credentials | null> {
  const known = await readCredentials(dataDir)
  if (!isSandbox) {
    const random = withRandomAccess(demoAccess(), app.random)
    if (!(await replaceFixedAccess(app, random))) return known
    return keep(dataDir, random, 'random')
  }
  if (known?.demoKeys === 'random') await restoreFixedAccess(app)
  return keep(dataDir, demoAccess(), 'fixed')
}

async function keep(
  dataDir: string,
  access: DemoAccess,
  demoKeys: Credentials['demoKeys'],
): Promise<Credentials> {
  const credentials = credentialsOf(access, demoKeys)
  await writeCredentials(dataDir, credentials)
  return credentials
}

function withRandomAccess(access: DemoAccess, random: Random): DemoAccess {
  const pins = new Set<string>()
  const secret = (bytes: number): string => Buffer.from(random.bytes(bytes)).toString('hex')
  const newPin = (): string => {
    const before = pins.size
    let pin = ''
    while (pins.size === before) {
      pin = String(100_000 + random.int(900_000))
      pins.add(pin)
    }
    return pin
  }
  return {
    apiKeys: access.apiKeys.map((key) => ({ ...key, apiLogin: secret(16) })),
    apps: access.apps.map((one) => ({ ...one, clientSecret: secret(24) })),
    admins: access.admins.map((one) => ({ ...one, password: secret(12) })),
    backOfficeLogins: access.backOfficeLogins.map((one) => ({ ...one, password: secret(12) })),
    pins: access.pins.map((one) => ({ ...one, pin: newPin() })),
  }
}

/** Puts `random` in the place of whatever is still fixed; false when nothing was. */
async function replaceFixedAccess(app: App, random: DemoAccess): Promise<boolean> {
  const fixed = demoAccess()
  const { keys } = app.storage.now
  let isReplaced = false
  for (const [index, { apiLogin }] of fixed.apiKeys.entries()) {
    const key = await keys.byLogin(apiLogin)
    if (!key) continue
    await keys.save(key, random.apiKeys[index]?.apiLogin ?? null)
    isReplaced = true
  }
  for (const [index, { appId, clientSecret }] of fixed.apps.entries()) {
    const replacement = random.apps[index]
    if (!replacement || !(await keys.checkApp(appId, clientSecret))) continue
    await keys.saveApp({ ...replacement, tenantId: demoTenantId })
    isReplaced = true
  }
  for (const [index, { login, password }] of fixed.admins.entries()) {
    const account = await app.storage.now.admins.byLogin(login)
    const replacement = random.admins[index]
    if (!account || !replacement || !(await isPassword(password, account.passwordHash))) continue
    await setPassword(app, scope, login, replacement.password)
    isReplaced = true
  }
  for (const [index, { login, password }] of fixed.backOfficeLogins.entries()) {
    const kept = await app.storage.now.backOfficeLogins.byLogin(login)
    const replacement = random.backOfficeLogins[index]
    if (!kept || !replacement || !(await isPassword(digestOfPassword(password), kept.passwordHash))) continue
    await setBackOfficeLogin(app, scope, replacement)
    isReplaced = true
  }
  const hashes = await Promise.all(fixed.pins.map(({ pin }) => hashPin(demoTenantId, pin)))
  const isFixed = (employee: Employee): boolean =>
    employee.pinHash !== null && hashes.includes(employee.pinHash)
  return (await savePins(app, random.pins, isFixed)) || isReplaced
}

async function restoreFixedAccess(app: App): Promise<void> {
  const { admins, apiKeys, apps, backOfficeLogins, pins } = demoAccess()
  const { keys } = app.storage.now
  for (const { id, apiLogin } of apiKeys) {
    const key = await keys.byId(id)
    if (key) await keys.save(key, apiLogin)
  }
  for (const one of apps) await keys.saveApp({ ...one, tenantId: demoTenantId })
  for (const { login, password } of admins) {
    if (await app.storage.now.admins.byLogin(login)) await setPassword(app, scope, login, password)
  }
  for (const one of backOfficeLogins) await setBackOfficeLogin(app, scope, one)
  await savePins(app, pins, () => true)
}

async function savePins(
  app: App,
  pins: DemoAccess['pins'],
  isConcerned: (employee: Employee) => boolean,
): Promise<boolean> {
  const catalog = await app.catalog(demoTenantId)
  const concerned = pins.flatMap(({ employeeId, pin }) => {
    const employee = catalog.living('employee', employeeId)
    return employee && isConcerned(employee.body) ? [{ employee, pin }] : []
  })
  if (concerned.length === 0) return false
  const items = await Promise.all(
    concerned.map(async ({ employee, pin }) => ({
      ...employee,
      body: { ...employee.body, pinHash: await hashPin(demoTenantId, pin) },
    })),
  )
  await saveBooks(app, demoTenantId, items, 'seed')
  return true
}
