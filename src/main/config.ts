import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { type LimitProfileName, limitProfileNames } from '../api/cloud/rate-limits.ts'
import { type FrontLogin, frontLogins } from '../api/front/front-logins.ts'
import type { ProxyTrust } from '../api/http/server.ts'
import type { LicensingMode } from '../licences/licences.ts'
import type { Role } from '../link/roles.ts'
import type { LogLimits } from '../logs/rotating-file.ts'
import { type LogSettings, logLevels } from './service-log.ts'

/** Everything that flags and environment may say about a serving process. */
export type ServeConfig = {
  host: string
  port: number
  dataDir: string
  databaseUrl: string | null
  roles: ReadonlySet<Role>
  /** Name of the seed for an empty storage; null leaves it empty. */
  seed: string | null
  /** Control plane, forged clock and demo keys; on loopback by default, never without being asked elsewhere. */
  isSandbox: boolean
  link: { url: string; token: string } | null
  /** Other servers that this one dials: the chain that it belongs to, and the portal. */
  chain: { url: string; token: string } | null
  portal: { url: string; token: string } | null
  /** Base address of the main till whose standby this node is. */
  standbyOf?: string | null
  /** Base address at which the other node of the till and its screens find this one; else where it listens. */
  ownUrl?: string | null
  /** HTTPS by a certificate of our own authority in the data directory. */
  isTls: boolean
  log: LogSettings
  /** Of each file that support asks for. */
  logLimits: LogLimits
  /** What a module without a licence means. */
  licences: LicensingMode
  /** Budgets of restriction groups of the cloud API. */
  limits: LimitProfileName
  /** False: a key without an application opens nothing. */
  isV1Accepted: boolean
  /** iikoServer answers the calls of a session one after the other, as the vendor demands of clients (server-api §1). */
  isServerSequential: boolean
  /** Whose X-Forwarded headers say from where a call came; nobody's by default. */
  trustProxy: ProxyTrust
  /** Where plugins of the tills lie besides the data directory; null: nowhere else. */
  pluginsDir: string | null
  /** What groups the facts of reports: the columnar copy where it can, or SQL always. */
  reports: ReportsMode
  /** Which codes open the web API of the front: numbers of licence modules too, or PINs alone (front-api §7.1). */
  frontLogin: FrontLogin
  /** A port that has the web API of the front alone, as old boards look for it; null: there is none (corrections 5). */
  frontPort: number | null
}

const reportsModes = ['columnar', 'sql'] as const
type ReportsMode = (typeof reportsModes)[number]

export type ServeFlags = {
  host?: string
  port?: string
  data?: string
  databaseUrl?: string
  roles?: string
  empty?: boolean
  seed?: string
  sandbox?: boolean
  licences?: string
  limits?: string
  v1Tokens?: boolean
  link?: string
  linkToken?: string
  chain?: string
  chainToken?: string
  portal?: string
  portalToken?: string
  standbyOf?: string
  ownUrl?: string
  tls?: boolean
  serverSequential?: boolean
  reports?: string
  plugins?: string
  /** True: the flag without a value. */
  trustProxy?: string | true
  logLevel?: string
  logFormat?: string
  logSize?: string
  logFiles?: string
  frontLogin?: string
  /** True: the flag without a value. */
  frontPort?: string | true
}

const usualRoles: readonly Role[] = ['server', 'cloud', 'till']
const allRoles: readonly Role[] = [...usualRoles, 'chain', 'callcentre']

/** Says in words what a flag should be. */
export class ConfigError extends Error {}

/** Reads the flags of `serve`, then the environment, then the defaults. Throws {@link ConfigError}. */
export function readServeConfig(flags: ServeFlags, environment: NodeJS.ProcessEnv): ServeConfig {
  const host = flags.host ?? environment['TRAPEZA_HOST'] ?? '127.0.0.1'
  const roles = readRoles(flags.roles ?? environment['TRAPEZA_ROLES'])
  const linkUrl = flags.link ?? environment['TRAPEZA_LINK'] ?? null
  const linkToken = flags.linkToken ?? environment['TRAPEZA_LINK_TOKEN'] ?? null
  if (linkUrl && !linkToken)
    throw new ConfigError('--link needs --link-token (make one with "trapeza till add")')
  const standbyOf = readBase('--standby-of', flags.standbyOf ?? environment['TRAPEZA_STANDBY_OF'])
  if (standbyOf && !linkUrl) throw new ConfigError('--standby-of needs --link: a standby hears the cloud too')
  const chain = readServerLine('chain', flags.chain, flags.chainToken, environment)
  const portal = readServerLine('portal', flags.portal, flags.portalToken, environment)
  if (portal && !roles.has('callcentre')) throw new ConfigError('--portal needs --roles callcentre')
  if (chain && !roles.has('callcentre') && !roles.has('server'))
    throw new ConfigError('--chain needs --roles server or callcentre')
  const isEmpty = flags.empty === true || linkUrl !== null || chain !== null
  return {
    host,
    port: readPort(flags.port ?? environment['TRAPEZA_PORT'] ?? environment['PORT'] ?? '8080'),
    dataDir: resolve(flags.data ?? environment['TRAPEZA_DATA'] ?? 'data'),
    databaseUrl: flags.databaseUrl ?? environment['DATABASE_URL'] ?? null,
    roles,
    seed: isEmpty ? null : (flags.seed ?? 'demo'),
    isSandbox: flags.sandbox ?? isLoopback(host),
    link: linkUrl && linkToken ? { url: linkUrl, token: linkToken } : null,
    chain,
    portal,
    standbyOf,
    ownUrl: readBase('--own-url', flags.ownUrl ?? environment['TRAPEZA_OWN_URL']),
    isTls: flags.tls ?? environment['TRAPEZA_TLS'] === '1',
    log: {
      level: readChoice(
        '--log-level',
        flags.logLevel ?? environment['TRAPEZA_LOG_LEVEL'] ?? 'info',
        logLevels,
      ),
      format: readChoice(
        '--log-format',
        flags.logFormat ?? environment['TRAPEZA_LOG_FORMAT'] ?? (process.stderr.isTTY ? 'pretty' : 'json'),
        ['json', 'pretty'] as const,
      ),
    },
    logLimits: readLogLimits(flags, environment),
    isServerSequential: flags.serverSequential ?? environment['TRAPEZA_SERVER_SEQUENTIAL'] === '1',
    trustProxy: readTrust(flags.trustProxy ?? environment['TRAPEZA_TRUST_PROXY'] ?? 'off'),
    pluginsDir: readFolder(flags.plugins ?? environment['TRAPEZA_PLUGINS']),
    reports: readChoice(
      '--reports',
      flags.reports ?? environment['TRAPEZA_REPORTS'] ?? 'columnar',
      reportsModes,
    ),
    licences: readLicensing(flags.licences ?? environment['TRAPEZA_LICENCES'] ?? 'ample'),
    limits: readChoice('--limits', flags.limits ?? environment['TRAPEZA_LIMITS'] ?? 'off', limitProfileNames),
    isV1Accepted: flags.v1Tokens ?? environment['TRAPEZA_V1_TOKENS'] !== '0',
    frontLogin: readChoice(
      '--front-login',
      flags.frontLogin ?? environment['TRAPEZA_FRONT_LOGIN'] ?? (isLoopback(host) ? 'module' : 'pin'),
      frontLogins,
    ),
    frontPort: readFrontPort(flags.frontPort ?? environment['TRAPEZA_FRONT_PORT'] ?? null),
  }
}

export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || host.startsWith('127.')

/** Address and token of a server that this one dials; both or none. */
function readServerLine(
  name: 'chain' | 'portal',
  url: string | undefined,
  token: string | undefined,
  environment: NodeJS.ProcessEnv,
): ServeConfig['chain'] {
  const upper = name.toUpperCase()
  const at = url ?? environment[`TRAPEZA_${upper}`] ?? null
  const shown = token ?? environment[`TRAPEZA_${upper}_TOKEN`] ?? null
  if (at === null) return null
  if (!shown)
    throw new ConfigError(`--${name} needs --${name}-token (make one there with "trapeza server add")`)
  if (!/^wss?:\/\//.test(at)) throw new ConfigError(`--${name} ${at}: ws://host:port is expected`)
  return { url: at.replace(/\/+$/, ''), token: shown }
}

/** An address as `http://host:port`; nothing said: null. */
function readBase(flag: string, text: string | undefined): string | null {
  if (text === undefined) return null
  const url = URL.canParse(text) ? new URL(text.replace(/^ws/, 'http')) : null
  if (!url?.protocol.startsWith('http'))
    throw new ConfigError(`${flag} ${text}: an address like http://10.0.0.5:8080 is expected`)
  return url.origin
}

function readPort(text: string, flag = '--port'): number {
  const port = Number(text)
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new ConfigError(`${flag} ${text}: a number from 0 to 65535 is expected`)
  return port
}

/** Where iikoFront's own server listens, and old boards look for it (front-api §7.1). */
const usualFrontPort = 9042
const readFrontPort = (given: string | true | null): number | null =>
  given === null ? null : given === true ? usualFrontPort : readPort(given, '--front-port')
const readFolder = (text: string | undefined): string | null => (text ? resolve(text) : null)

const namedNetworks = ['loopback', 'linklocal', 'uniquelocal']

/**
 * A proxy on this machine where nothing is said of it. There is no way to trust everybody, nor a number of hops: whoever
 * reached the port directly would choose their address.
 */
function readTrust(text: string | true): ProxyTrust {
  if (text === 'off') return false
  const places = text === true ? ['loopback'] : text.split(',').map((place) => place.trim())
  const wrong = places.find((place) => !isNetwork(place))
  if (wrong === undefined) return places
  throw new ConfigError(`--trust-proxy ${wrong}: off, or addresses and networks of proxies are expected`)
}

function isNetwork(place: string): boolean {
  if (namedNetworks.includes(place)) return true
  const [address = '', bits, ...more] = place.split('/')
  const version = isIP(address)
  if (version === 0 || more.length > 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128))
}

function readChoice<Choice extends string>(flag: string, text: string, choices: readonly Choice[]): Choice {
  const choice = choices.find((one) => one === text)
  if (choice === undefined) throw new ConfigError(`${flag} ${text}: one of ${choices.join(', ')} is expected`)
  return choice
}

const megabyte = 1024 * 1024

function readLogLimits(flags: ServeFlags, environment: NodeJS.ProcessEnv): LogLimits {
  const size = flags.logSize ?? environment['TRAPEZA_LOG_SIZE'] ?? '10'
  const files = flags.logFiles ?? environment['TRAPEZA_LOG_FILES'] ?? '10'
  const isWithin = (text: string, max: number): boolean => /^\d+$/.test(text) && +text >= 1 && +text <= max
  if (!isWithin(size, 1000))
    throw new ConfigError(`--log-size ${size}: megabytes from 1 to 1000 are expected`)
  if (!isWithin(files, 100)) throw new ConfigError(`--log-files ${files}: a number from 1 to 100 is expected`)
  return { bytesMax: Number(size) * megabyte, filesMax: Number(files) }
}

function readLicensing(text: string): LicensingMode {
  if (text === 'ample' || text === 'strict') return text
  throw new ConfigError(`--licences ${text}: ample or strict is expected`)
}

function readRoles(text: string | undefined): ReadonlySet<Role> {
  if (text === undefined) return new Set(usualRoles)
  const names = text
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean)
  for (const name of names) {
    if (!allRoles.includes(name as Role))
      throw new ConfigError(`--roles ${name}: one of ${allRoles.join(', ')} is expected`)
  }
  if (names.length === 0) throw new ConfigError('--roles: at least one role is expected')
  return new Set(names as Role[])
}
