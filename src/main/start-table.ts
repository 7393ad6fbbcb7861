import type { Serving } from './serve.ts'

export type StartTable = Pick<Serving, 'baseUrl' | 'frontUrl' | 'credentials'> & {
  isSandbox: boolean
  dataDir: string
  caFile: string | null
  roles: ReadonlySet<string>
}

/** What a newcomer needs after `ready`: addresses, and logins where they are no secret (design §6). */
export function startTable({
  baseUrl,
  frontUrl,
  credentials,
  isSandbox,
  dataDir,
  caFile,
  roles,
}: StartTable): string {
  const rows: [string, string][] = []
  if (roles.has('cloud')) {
    rows.push(['iikoCloud API', `${baseUrl}/api/1`], ['parity', `${baseUrl}/docs/parity`])
  }
  if (roles.has('till'))
    rows.push(['tills', `${baseUrl}/till/tills`], ['Front Web API', `${frontUrl ?? baseUrl}/api/orders`])
  rows.push(['health, metrics', `${baseUrl}/__/health  ${baseUrl}/__/metrics`])
  if (isSandbox) rows.push(['sandbox', `${baseUrl}/__/`])
  if (caFile) rows.push(['trust', caFile])
  if (credentials && isSandbox) rows.push(...logins(credentials))
  if (credentials) rows.push(['all logins', `${dataDir}/credentials.json`])
  const width = Math.max(...rows.map(([name]) => name.length))
  return rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}\n`).join('')
}

function logins({ cloud, till, organizations }: NonNullable<Serving['credentials']>): [string, string][] {
  const first = (role: string) => till.pins.find(({ roles }) => roles[0] === role)
  const pins = ['MNGR', 'CASH', 'COOK', 'COUR'].flatMap((role) => {
    const found = first(role)
    return found ? [`${found.pin} ${found.name} (${role})`] : []
  })
  return [
    ['apiLogin', cloud.apiLogin],
    ['appId, secret', `${cloud.appId}  ${cloud.clientSecret}`],
    ['PINs', pins.join(', ')],
    ['till groups', till.groups.map(({ code }) => code).join(', ')],
    ...organizations.map(({ id, name }): [string, string] => [name, id]),
  ]
}
