import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { digestOfPassword } from '../app/server/back-office-logins.ts'
import { callCentreLogin, type DemoAccess, demoOutlets } from '../seed/demo/index.ts'

/** What a newcomer needs to call the demo; written as `DIR/credentials.json`. */
export type Credentials = {
  /** `fixed`: the well-known keys of the demo, for a sandbox; `random`: made for this storage alone. */
  demoKeys: 'fixed' | 'random'
  cloud: { apiLogin: string; apiKey: string; appId: string; clientSecret: string }
  /** Of iiko.biz: `user_id` and `user_secret`. */
  biz: { userId: string; userSecret: string }
  till: {
    pins: { name: string; pin: string; roles: string[] }[]
    groups: { id: string; code: string; name: string; organizationId: string }[]
  }
  /** Of the page `/admin`. */
  admin: { login: string; password: string }
  /** Of iikoServer; what is sent is the SHA-1 of the password. */
  server: { login: string; password: string; passwordSha1: string }
  /** Of the page `/callcentre`: an operator. */
  callCentre: { login: string; password: string }
  organizations: { id: string; name: string }[]
}

export function credentialsOf(access: DemoAccess, demoKeys: Credentials['demoKeys']): Credentials {
  const outlets = demoOutlets()
  const [key] = access.apiKeys
  const [application] = access.apps
  const [administrator] = access.admins
  const [officer] = access.backOfficeLogins
  const operator = access.backOfficeLogins.find(({ login }) => login === callCentreLogin)
  return {
    demoKeys,
    cloud: {
      apiLogin: key?.apiLogin ?? '',
      apiKey: key?.apiLogin ?? '',
      appId: application?.appId ?? '',
      clientSecret: application?.clientSecret ?? '',
    },
    biz: { userId: key?.id ?? '', userSecret: key?.apiLogin ?? '' },
    till: {
      pins: access.pins.map(({ name, pin, roleCodes }) => ({ name, pin, roles: roleCodes })),
      groups: outlets.flatMap((item) =>
        item.book === 'terminalGroup' && item.organizationId
          ? [{ id: item.id, code: item.body.code, name: item.body.name, organizationId: item.organizationId }]
          : [],
      ),
    },
    admin: { login: administrator?.login ?? '', password: administrator?.password ?? '' },
    server: {
      login: officer?.login ?? '',
      password: officer?.password ?? '',
      passwordSha1: digestOfPassword(officer?.password ?? ''),
    },
    callCentre: { login: operator?.login ?? '', password: operator?.password ?? '' },
    organizations: outlets.flatMap((item) =>
      item.book === 'organization' ? [{ id: item.id, name: item.body.name }] : [],
    ),
  }
}

const fileOf = (dataDir: string): string => join(dataDir, 'credentials.json')

/** What was written before; null when nothing was, or nothing that can be read. */
export async function readCredentials(dataDir: string): Promise<Credentials | null> {
  try {
    return JSON.parse(await readFile(fileOf(dataDir), 'utf8')) as Credentials
  } catch {
    return null
  }
}

/** Written whole or not at all, readable by the owner only. */
export async function writeCredentials(dataDir: string, credentials: Credentials): Promise<void> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  const file = fileOf(dataDir)
  await writeFile(`${file}.new`, `${JSON.stringify(credentials, null, 2)}\n`, { mode: 0o600 })
  await rename(`${file}.new`, file)
}
