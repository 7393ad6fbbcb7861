import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TillCommand, TillOutcome } from '../../src/app/till/till-command.ts'
import type { Role } from '../../src/main/node.ts'
import type { SandboxClock } from '../../src/main/sandbox-clock.ts'
import { type Serving, serve } from '../../src/main/serve.ts'
import type { LocalTill } from '../../src/main/tills.ts'
import { type DemoChain, demoChain } from '../../src/seed/demo/index.ts'
import { type TestDatabase, testDatabase } from './database.ts'

export type Answer = { status: number; json: any; text: string; headers: Headers } // any: a test looks where it likes

export type TestServer = {
  baseUrl: string
  dataDir: string
  chain: DemoChain
  credentials: NonNullable<Serving['credentials']>
  node: Serving['node']
  /** For looking at what is really stored. */
  database: TestDatabase
  clock: SandboxClock
  /** Calls with the demo key's token unless another token, or null for none, is given. */
  post(path: string, body?: unknown, token?: string | null): Promise<Answer>
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
  unplug(): void
  plug(): void
}

export type TestServerOptions = {
  roles?: readonly Role[]
  isEmpty?: boolean
  isSandbox?: boolean
}

/** The only door of the tests: a seeded server on a port and a database of its own. */
export async function startServer(options: TestServerOptions = {}): Promise<TestServer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'trapeza-server-'))
  const engine = await testDatabase()
  const problems: string[] = []
  const serving = await serve(
    {
      host: '127.0.0.1',
      port: 0,
      dataDir,
      databaseUrl: null,
      roles: new Set(options.roles ?? ['server', 'cloud', 'till']),
      seed: options.isEmpty ? null : 'demo',
      isSandbox: options.isSandbox ?? true,
      link: null,
      logLimits: { bytesMax: 10_000_000, filesMax: 10 },
    },
    (level, text, details) => {
      if (level === 'error') problems.push(`${text} ${JSON.stringify(details ?? {})}`)
    },
    { engine },
  )
  const chain = demoChain()
  const { baseUrl, node } = serving
  const tokens = new Map<string, Promise<string>>()
  const demoLogin = chain.apiKeys[0]?.apiLogin ?? ''

  async function call(
    method: string,
    path: string,
    body: unknown,
    token: string | null | undefined,
  ): Promise<Answer> {
    const bearer = token === undefined ? await tokenOf(demoLogin) : token
    const response = await fetch(`${baseUrl}${path}`, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }),
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, json: parsed(text), text, headers: response.headers }
  }

  function tokenOf(apiLogin: string): Promise<string> {
    let token = tokens.get(apiLogin)
    if (!token) {
      token = call('POST', '/api/1/access_token', { apiLogin }, null).then((answer) => {
        if (typeof answer.json?.token !== 'string')
          throw new Error(`no token: ${answer.status} ${answer.text}`)
        return answer.json.token
      })
      tokens.set(apiLogin, token)
    }
    return token
  }

  return {
    baseUrl,
    dataDir,
    chain,
    credentials: serving.credentials as NonNullable<Serving['credentials']>,
    node,
    database: engine,
    clock: node.clock,
    post: (path, body = {}, token) => call('POST', path, body, token),
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
        unplug: () => {
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
      rmSync(dataDir, { recursive: true, force: true })
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
