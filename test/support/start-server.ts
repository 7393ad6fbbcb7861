import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Pool } from 'pg'
import type { ProxyTrust } from '../../src/api/http/server.ts'
import type { TillCommand, TillOutcome } from '../../src/app/till/till-command.ts'
import type { Role } from '../../src/link/roles.ts'
import type { ServeConfig } from '../../src/main/config.ts'
import { SandboxClock } from '../../src/main/sandbox-clock.ts'
import { type Serving, serve } from '../../src/main/serve.ts'
import { createServiceLog } from '../../src/main/service-log.ts'
import type { LocalTill } from '../../src/main/tills.ts'
import { type DemoChain, demoChain } from '../../src/seed/demo/index.ts'
import type { Engine } from '../../src/storage/engines/index.ts'
import { filledTestDatabase, testDatabase } from './database.ts'

export type Answer = { status: number; json: any; text: string; headers: Headers } // any: a test looks where it likes

export type TestServer = {
  baseUrl: string
  frontUrl: string | null
  dataDir: string
  chain: DemoChain
  /** For looking at what was really written. */
  pool: Pool
  credentials: NonNullable<Serving['credentials']>
  node: Serving['node']
  licences: Serving['licences']
  plugins: Serving['plugins']
  clock: SandboxClock
  /** What the service wrote to its log. */
  logged: LogLine[]
  /** Calls with the demo key's token unless another token, or null for none, is given. */
  post(path: string, body?: unknown, token?: string | null, headers?: Record<string, string>): Promise<Answer>
  get(path: string, token?: string | null): Promise<Answer>
  /** A token of a key; the demo key by default. */
  token(apiLogin?: string): Promise<string>
  /** Resolves when followers and senders have nothing left to do. */
  settle(): Promise<void>
  till(code: string): TestTill
  close(): Promise<void>
}

export type TestTill = LocalTill['till'] & {
  /** What a person at the till does. */
  run(command: TillCommand): Promise<TillOutcome>
  unplug(): Promise<void>
  plug(): void
}

export type TestServerOptions = {
  roles?: readonly Role[]
  isEmpty?: boolean
  isSandbox?: boolean
  /** Where it listens; calls go to the loopback all the same. */
  host?: string
  /** 0, the usual: any that is free. */
  port?: number
  isTls?: boolean
  /** Data directory of an earlier server; not removed at the end. */
  dataDir?: string
  /** The clock of the demo's first moment; absent: the machine's. */
  clock?: SandboxClock
  /** Database that the test looks into, or of an earlier server; closed at the end. */
  engine?: Engine
  /** Lines of errors that the test provokes; others fail it. */
  expectError?: (line: LogLine) => boolean
  licences?: 'ample' | 'strict'
  isServerSequential?: boolean
  trustProxy?: ProxyTrust
  /** Most suites need no second process. */
  reports?: 'columnar' | 'sql'
  frontLogin?: 'module' | 'pin'
  /** 0: any that is free. */
  frontPort?: number
  /** Plugins of the tills. */
  pluginsDir?: string
  /** A till of its own node (give it the role and no seed); `standbyOf`: the address of its main one. */
  link?: { url: string; token: string }
  standbyOf?: string
  /** The portal that a call centre's server dials. */
  portal?: { url: string; token: string }
}

export type LogLine = { level: string; msg: string; [member: string]: any } // any: a test looks where it likes

const configOf = (options: TestServerOptions, dataDir: string): ServeConfig => ({
  host: options.host ?? '127.0.0.1',
  port: options.port ?? 0,
  dataDir,
  databaseUrl: null,
  roles: new Set(options.roles ?? ['server', 'cloud', 'till']),
  seed: options.isEmpty ? null : 'demo',
  isSandbox: options.isSandbox ?? true,
  link: options.link ?? null,
  standbyOf: options.standbyOf ?? null,
  chain: null,
  portal: options.portal ?? null,
  isTls: options.isTls ?? false,
  log: { level: 'info', format: 'json' },
  logLimits: { bytesMax: 10_000_000, filesMax: 10 },
  licences: options.licences ?? 'ample',
  limits: 'off',
  isV1Accepted: true,
  isServerSequential: options.isServerSequential ?? false,
  trustProxy: options.trustProxy ?? false,
  reports: options.reports ?? 'sql',
  frontLogin: options.frontLogin ?? 'module',
  frontPort: options.frontPort ?? null,
  pluginsDir: options.pluginsDir ?? null,
})

/** Servers of other roles, or of a beginning of their own, seed for themselves. */
const isUsual = ({ isEmpty, isSandbox, roles, clock, dataDir, link, portal }: TestServerOptions): boolean =>
  !isEmpty && isSandbox !== false && !roles && !clock && !dataDir && !link && !portal

/** The demo as it stands right after its seed: by the machine's clock, or at the `moment` that one of its own shows. */
export const demoDatabase = (moment?: number): Promise<Engine> =>
  filledTestDatabase(`demo_${moment ?? 'now'}`, async (engine) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'trapeza-seed-'))
    const clock = new SandboxClock()
    if (moment !== undefined) clock.jumpTo(moment)
    const log = createServiceLog('info', { write: () => {} })
    const serving = await serve(configOf({}, dataDir), log, {
      engine: { ...engine, close: async () => {} },
      clock,
    })
    await serving.settle()
    await serving.stop()
    rmSync(dataDir, { recursive: true, force: true })
  })

/** The only door of the tests: a seeded server on a port and a database of its own. */
export async function startServer(options: TestServerOptions = {}): Promise<TestServer> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'trapeza-server-'))
  const engine = options.engine ?? (await (isUsual(options) ? demoDatabase() : testDatabase()))
  const logged: LogLine[] = []
  const log = createServiceLog('info', { write: (line: string) => void logged.push(JSON.parse(line)) })
  const serving = await serve(configOf(options, dataDir), log, {
    engine,
    ...(options.clock ? { clock: options.clock } : {}),
  })
  await serving.begun
  const chain = demoChain()
  const { node } = serving
  const baseUrl = serving.baseUrl.replace('//0.0.0.0', '//127.0.0.1')
  const tokens = new Map<string, { token: Promise<string>; askedAt: number }>()
  // Outside a sandbox the demo's keys are not those of the seed.
  const demoLogin = serving.credentials?.cloud.apiLogin ?? ''

  async function call(
    method: string,
    path: string,
    body: unknown,
    token: string | null | undefined,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const bearer = token === undefined ? await tokenOf(demoLogin) : token
    const response = await fetch(`${baseUrl}${path}`, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, json: parsed(text), text, headers: response.headers }
  }

  /** A client's cache: a token is good for an hour of the sandbox's time, which tests let jump. */
  function tokenOf(apiLogin: string): Promise<string> {
    const now = node.clock.now()
    const kept = tokens.get(apiLogin)
    if (kept && Math.abs(now - kept.askedAt) < 50 * 60_000) return kept.token
    const token = call('POST', '/api/1/access_token', { apiLogin }, null).then((answer) => {
      if (typeof answer.json?.token !== 'string') throw new Error(`no token: ${answer.status} ${answer.text}`)
      return answer.json.token
    })
    tokens.set(apiLogin, { token, askedAt: now })
    return token
  }

  return {
    baseUrl,
    frontUrl: serving.frontUrl,
    dataDir,
    chain,
    pool: engine.pool,
    credentials: serving.credentials as NonNullable<Serving['credentials']>,
    node,
    licences: serving.licences,
    plugins: serving.plugins,
    clock: node.clock,
    logged,
    post: (path, body = {}, token, headers) => call('POST', path, body, token, headers),
    get: (path, token) => call('GET', path, undefined, token),
    async token(apiLogin = demoLogin) {
      return tokenOf(apiLogin)
    },
    settle: () => serving.settle(),
    till(code) {
      const local = [...node.tills.values()].find((one) => one.code === code)
      if (!local) throw new Error(`no till ${code}`)
      return {
        ...local.till,
        run: (command) => local.run({ id: node.app.random.uuid(), command, actor: 'test', deadline: null }),
        async unplug() {
          // Heard after the clock has jumped: else it may be put to sleep, as one that was silent for all that time.
          await node.tick()
          local.isConnected = false
        },
        plug: () => {
          local.isConnected = true
          node.app.wake()
        },
      }
    },
    async close() {
      await serving.stop()
      if (options.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true })
      const isProblem = (line: LogLine) => line.level === 'error' && !options.expectError?.(line)
      const problems = logged.filter(isProblem).map((line) => JSON.stringify(line))
      if (problems.length > 0) throw new Error(`the server reported:\n${problems.join('\n')}`)
    },
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
