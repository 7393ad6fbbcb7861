import { execFileSync, spawn } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { chooseAccount } from '../../../src/storage/engines/embedded/account.ts'
import {
  clearPreviousServer,
  isPostmasterReady,
} from '../../../src/storage/engines/embedded/previous-server.ts'
import { postgresProcessesIn, processState } from '../../../src/storage/engines/embedded/proc.ts'
import { asArguments, defaultSettings } from '../../../src/storage/engines/embedded/settings.ts'
import {
  type EmbeddedEngine,
  type EmbeddedOptions,
  openEmbedded,
  openExternal,
} from '../../../src/storage/engines/index.ts'
import { bundleProgram, type ChildProgram, native, startProgram } from './child-program.ts'

const isRoot = process.getuid?.() === 0
const needsRoot = 'only root can become another user'
const nobody = { uid: 65534, gid: 65534 }

let root: string
let holding: string
let warm: string
const engines: EmbeddedEngine[] = []
const programs: ChildProgram[] = []

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'trapeza-embedded-'))
  chmodSync(root, 0o755)
  // The sockets of servers that are killed here go with the rest.
  vi.stubEnv('TMPDIR', root)
  holding = await bundleProgram(new URL('holding-program.ts', import.meta.url), root)
  // Most tests need a cluster and not its making: it is made once and copied.
  warm = join(root, 'warm')
  await (await openEmbedded({ dataDir: warm })).close()
})
afterEach(async () => {
  for (const program of programs.splice(0)) await program.kill()
  await Promise.all(engines.splice(0).map((engine) => engine.close()))
})
afterAll(() => {
  vi.unstubAllEnvs()
  rmSync(root, { recursive: true, force: true })
})

async function open(options: EmbeddedOptions): Promise<EmbeddedEngine> {
  const engine = await openEmbedded(options)
  engines.push(engine)
  return engine
}

async function hold(argument: object, options: { uid?: number; gid?: number } = {}) {
  const program = startProgram(holding, argument, options)
  programs.push(program)
  return { program, line: (await program.nextLine()) ?? 'nothing' }
}

/** A directory that others may enter, with nothing in it yet under the name of the data directory. */
function newPath(name: string): string {
  const parent = mkdtempSync(join(root, `${name}-`))
  chmodSync(parent, 0o755)
  return join(parent, 'data')
}

function aDataDir(dataDir = newPath('warm')): string {
  cpSync(warm, dataDir, { recursive: true, verbatimSymlinks: true })
  const cluster = join(dataDir, 'database/cluster')
  const { uid, gid } = statSync(join(warm, 'database/cluster'))
  execFileSync('chown', ['-R', `${uid}:${gid}`, cluster])
  chmodSync(cluster, 0o700)
  return dataDir
}

const clusterOf = (dataDir: string) => join(dataDir, 'database/cluster')

async function answers(engine: EmbeddedEngine): Promise<boolean> {
  const { rows } = await engine.pool.query<{ one: number }>('select 1 as one')
  return rows[0]?.one === 1
}

describe('a data directory', () => {
  test('is made, explains itself, is left clean, and is found again', async () => {
    const dataDir = newPath('new')
    const steps: string[] = []
    const engine = await openEmbedded({ dataDir, onProgress: ({ ru }) => steps.push(ru) })
    expect(steps.at(-1)).toBe('Создаю встроенную базу данных…')
    await engine.pool.query('create table kept (n int); insert into kept values (42)')
    const socket = readlinkSync(join(dataDir, 'database/socket'))
    expect(statSync(socket).mode & 0o777).toBe(0o700)
    expect(statSync(clusterOf(dataDir)).mode & 0o777).toBe(0o700)
    expect(readFileSync(join(dataDir, 'database/README.txt'), 'utf8')).toContain('trapeza backup')
    await engine.close()
    await engine.close()

    expect(existsSync(socket)).toBe(false)
    expect(readFileSync(join(dataDir, 'database/lock'), 'utf8')).toBe('')
    expect(postgresProcessesIn(clusterOf(dataDir))).toEqual([])
    expect(existsSync(join(clusterOf(dataDir), 'postmaster.pid'))).toBe(false)
    const again = await open({ dataDir })
    expect((await again.pool.query('select n from kept')).rows).toEqual([{ n: 42 }])
  })

  test('writes to the disk before it acknowledges, and listens to nobody outside', async () => {
    const engine = await open({ dataDir: aDataDir() })
    for (const [name, value] of [
      ['fsync', 'on'],
      ['synchronous_commit', 'on'],
      ['full_page_writes', 'on'],
      ['data_checksums', 'on'],
      ['listen_addresses', ''],
      ['server_encoding', 'UTF8'],
      ['wal_level', 'replica'],
      ['max_connections', '100'],
      ['wal_segment_size', '4MB'],
      ['min_wal_size', '256MB'],
      ['max_wal_size', '1GB'],
    ]) {
      const { rows } = await engine.pool.query<{ value: string }>('select current_setting($1) as value', [
        name,
      ])
      expect([name, rows[0]?.value]).toEqual([name, value])
    }
  })

  test('works under a path of 200 letters, longer than a socket may have', async () => {
    const dataDir = join(root, 'д'.repeat(100), 'e'.repeat(100), 'f'.repeat(100), 'data')
    mkdirSync(join(dataDir, '..'), { recursive: true })
    aDataDir(dataDir)
    expect(await answers(await open({ dataDir }))).toBe(true)
  })

  test('works under a parent that only we may enter', async () => {
    const closed = mkdtempSync(join(root, 'closed-'))
    chmodSync(closed, 0o700)
    const dataDir = join(closed, 'project', 'data')
    for (const visits of [1, 2, 3]) {
      const engine = await openEmbedded({ dataDir })
      await engine.pool.query('create table if not exists visit (n int)')
      await engine.pool.query('insert into visit values (1)')
      expect((await engine.pool.query('select from visit')).rowCount).toBe(visits)
      await engine.close()
    }
    // The data are where the operator asked for them, and nowhere else.
    expect(existsSync(join(clusterOf(dataDir), 'PG_VERSION'))).toBe(true)
  })

  test('that was left in the middle of its making is made anew', async () => {
    const dataDir = newPath('half')
    mkdirSync(join(dataDir, 'database/cluster.unfinished/base'), { recursive: true })
    writeFileSync(join(dataDir, 'database/cluster.unfinished/PG_VERSION'), '18\n')
    expect(await answers(await open({ dataDir }))).toBe(true)
    expect(existsSync(join(dataDir, 'database/cluster.unfinished'))).toBe(false)
  })

  test('made by another major version of PostgreSQL is refused in words', async () => {
    const dataDir = aDataDir()
    writeFileSync(join(clusterOf(dataDir), 'PG_VERSION'), '17\n')
    await expect(open({ dataDir })).rejects.toMatchObject({
      code: 'storage.other-major',
      ru: expect.stringContaining('trapeza restore'),
    })
  })

  test('where we may not write is refused in words', async () => {
    await expect(open({ dataDir: '/etc/passwd/trapeza' })).rejects.toMatchObject({
      code: 'storage.not-permitted',
      ru: expect.stringContaining('--data'),
    })
  })

  test('with a broken cluster is refused with the words of the log, and stays openable', async () => {
    const dataDir = aDataDir()
    const control = join(clusterOf(dataDir), 'global/pg_control')
    const bytes = readFileSync(control)
    writeFileSync(control, bytes.subarray(0, 100))
    await expect(open({ dataDir })).rejects.toMatchObject({
      code: 'storage.start-failed',
      ru: expect.stringContaining('pg_control'),
    })
    writeFileSync(control, bytes)
    expect(await answers(await open({ dataDir }))).toBe(true)
  })
})

describe('one process', () => {
  test('a second one is refused in two languages, and welcome afterwards', async () => {
    const dataDir = aDataDir()
    const { program } = await hold({ dataDir })
    const refusal = await openEmbedded({ dataDir }).catch((error: unknown) => error)
    expect(refusal).toMatchObject({
      code: 'storage.in-use',
      ru: expect.stringContaining('уже открыт другим процессом Trapeza'),
      en: expect.stringContaining(`${program.process.pid}`),
    })
    program.process.stdin?.end()
    expect(await program.nextLine()).toBe('closed')
    expect(await answers(await open({ dataDir }))).toBe(true)
  })

  test('refuses itself as well', async () => {
    const dataDir = aDataDir()
    const engine = await open({ dataDir })
    await expect(openEmbedded({ dataDir })).rejects.toMatchObject({ code: 'storage.in-use' })
    expect(await answers(engine)).toBe(true)
  })

  test('of many that start at the same moment exactly one wins', async () => {
    const dataDir = aDataDir()
    const all = await Promise.all(Array.from({ length: 5 }, () => hold({ dataDir })))
    const lines = all.map(({ line }) => line.slice(0, 4)).sort()
    expect(lines.filter((line) => line === 'open')).toHaveLength(1)
    expect(all.filter(({ line }) => line.includes('storage.in-use'))).toHaveLength(4)
  })

  test('the lock of a dead one counts for nothing, even when its pid was given out again', async () => {
    const dataDir = aDataDir()
    const dead = { pid: process.pid, start: '1', boot: 'b', namespace: 'n', host: 'h', since: 's' }
    writeFileSync(join(dataDir, 'database/lock'), JSON.stringify(dead))
    expect(await answers(await open({ dataDir }))).toBe(true)
  })

  test('who never gives a client back cannot keep it from closing', async () => {
    const engine = await open({ dataDir: aDataDir() })
    const client = await engine.pool.connect()
    await client.query('begin')
    const listener = await engine.connect()
    await listener.query('listen news')
    await engine.close()
    expect(processState(process.pid)).toBe('alive')
  })
})

describe('kill -9', () => {
  test('of us ends the server too, and the next start finds everything', async () => {
    const dataDir = aDataDir()
    const { program, line } = await hold({ dataDir })
    const serverPid = Number(line.split(' ')[1])
    const socket = readlinkSync(join(dataDir, 'database/socket'))
    await program.kill()
    await expect.poll(() => processState(serverPid), { timeout: 10_000 }).not.toBe('alive')
    const engine = await open({ dataDir })
    expect((await engine.pool.query('select from visit')).rowCount).toBe(1)
    expect(existsSync(socket)).toBe(false)
  })

  test('of us on a machine without setpriv leaves an orphan, which the next start stops', async () => {
    const dataDir = aDataDir()
    const { program, line } = await hold({ dataDir, diesWithUs: false })
    const orphan = Number(line.split(' ')[1])
    await program.kill()
    expect(processState(orphan)).toBe('alive')
    const engine = await open({ dataDir })
    expect(processState(orphan)).not.toBe('alive')
    expect(engine.serverPid()).not.toBe(orphan)
    expect((await engine.pool.query('select from visit')).rowCount).toBe(1)
  })

  test('of us and two that start at once: one gets the directory of the orphan', async () => {
    const dataDir = aDataDir()
    const { program } = await hold({ dataDir, diesWithUs: false })
    await program.kill()
    const both = await Promise.all([hold({ dataDir }), hold({ dataDir })])
    expect(both.filter(({ line }) => line.startsWith('open'))).toHaveLength(1)
    expect(both.filter(({ line }) => line.includes('storage.in-use'))).toHaveLength(1)
  })

  test('of the server is noticed: it comes back on the same socket with all that was acknowledged', async () => {
    const steps: string[] = []
    const engine = await open({ dataDir: aDataDir(), onProgress: ({ en }) => steps.push(en) })
    await engine.pool.query('create table sale (n int)')
    for (let n = 1; n <= 3; n++) {
      await engine.pool.query('insert into sale values ($1)', [n])
      const pid = engine.serverPid() ?? 0
      process.kill(pid, 'SIGKILL')
      // Its sessions may answer for a moment longer.
      const isBack = async () => ![pid, undefined].includes(engine.serverPid()) && (await answers(engine))
      await expect.poll(() => isBack().catch(() => false), { timeout: 15_000, interval: 20 }).toBe(true)
      expect((await engine.pool.query('select from sale')).rowCount).toBe(n)
    }
    expect(steps.filter((step) => step.includes('stopped by itself'))).toHaveLength(3)
  })

  test('of one session costs that session only a repeat', async () => {
    const engine = await open({ dataDir: aDataDir() })
    const { rows } = await engine.pool.query<{ pid: number }>('select pg_backend_pid() as pid')
    process.kill(rows[0]?.pid ?? 0, 'SIGKILL')
    await expect.poll(() => answers(engine).catch(() => false), { timeout: 15_000, interval: 20 }).toBe(true)
  })
})

describe('what an earlier server left in postmaster.pid', () => {
  const quiet = { onProgress: () => {} }
  const writePid = (dataDir: string, pid: number) =>
    writeFileSync(join(clusterOf(dataDir), 'postmaster.pid'), `${pid}\n/elsewhere\n1\n5432\n/tmp\n\n  1 2\n`)

  test('a pid that belongs to a stranger by now does not stand in the way', async () => {
    const dataDir = aDataDir()
    writePid(dataDir, process.pid)
    expect(await answers(await open({ dataDir }))).toBe(true)
  })

  test('half a file does not either', async () => {
    const dataDir = aDataDir()
    writeFileSync(join(clusterOf(dataDir), 'postmaster.pid'), '')
    expect(await answers(await open({ dataDir }))).toBe(true)
  })

  test('a zombie is waited for, and its file stays until it is reaped', async () => {
    const dataDir = aDataDir()
    const { zombie, reap } = await aZombie()
    writePid(dataDir, zombie)
    const file = join(clusterOf(dataDir), 'postmaster.pid')
    const opening = open({ dataDir })
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(readFileSync(file, 'utf8')).toContain(`${zombie}\n`)
    reap()
    expect(await answers(await opening)).toBe(true)
  })

  test('a zombie that nobody ever reaps does not keep us out for good', async () => {
    const dataDir = aDataDir()
    const { zombie, reap } = await aZombie()
    writePid(dataDir, zombie)
    const startedAt = performance.now()
    await clearPreviousServer({ cluster: clusterOf(dataDir), waitMs: 200, ...quiet })
    expect(performance.now() - startedAt).toBeGreaterThan(190)
    expect(existsSync(join(clusterOf(dataDir), 'postmaster.pid'))).toBe(false)
    reap()
  })

  test('a server that somebody started by hand is stopped, not joined by a second one', async () => {
    const dataDir = aDataDir()
    const cluster = clusterOf(dataDir)
    const first = await openEmbedded({ dataDir })
    const postgres = readlinkSync(`/proc/${first.serverPid()}/exe`)
    await first.close()
    const { uid, gid } = statSync(cluster)
    const socket = mkdtempSync(join(root, 'by-hand-'))
    chownSync(socket, uid, gid)
    const settings = asArguments({ ...defaultSettings, unix_socket_directories: socket })
    const server = spawn(postgres, ['-D', cluster, ...settings], {
      ...(isRoot && { uid, gid }),
      cwd: cluster,
      stdio: 'ignore',
    })
    const isReady = () => server.pid !== undefined && isPostmasterReady(cluster, server.pid)
    await expect.poll(isReady, { timeout: 10_000 }).toBe(true)
    const steps: string[] = []
    const engine = await open({ dataDir, onProgress: ({ en }) => steps.push(en) })
    expect(steps).toEqual(['Stopping the database server that an earlier run left…'])
    await expect.poll(() => server.exitCode).toBe(0)
    expect(await answers(engine)).toBe(true)
  })

  /** A process that has ended and whose parent does not ask for its status. */
  async function aZombie() {
    const parent = spawn('/bin/sh', ['-c', 'sleep 0 & echo $!; exec sleep 60'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    const zombie = await new Promise<number>((resolve) => {
      parent.stdout.once('data', (chunk: Buffer) => resolve(Number(chunk.toString())))
    })
    await expect.poll(() => processState(zombie), { timeout: 5000 }).toBe('zombie')
    return { zombie, reap: () => parent.kill('SIGKILL') }
  }
})

describe('the account', () => {
  const cluster = '/nowhere'
  const passwd = (text: string) => {
    const file = join(mkdtempSync(join(root, 'passwd-')), 'passwd')
    writeFileSync(file, `root:x:0:0:root:/root:/bin/sh\n${text}`)
    return file
  }
  const both = 'nobody:x:65534:65533:n:/:/x\npostgres:x:101:104:PostgreSQL:/var/lib/postgresql:/bin/bash\n'

  test('of root is postgres, else nobody', () => {
    expect(chooseAccount({ cluster, processUid: 0, passwdFile: passwd(both) })).toMatchObject({
      uid: 101,
      gid: 104,
    })
    const onlyNobody = passwd('nobody:x:65534:65533:n:/:/x\n')
    expect(chooseAccount({ cluster, processUid: 0, passwdFile: onlyNobody })).toMatchObject({
      uid: 65534,
      gid: 65533,
    })
  })

  test('of root without either is refused with the way out', () => {
    expect(() => chooseAccount({ cluster, processUid: 0, passwdFile: passwd('') })).toThrow(/DATABASE_URL/)
  })

  test('of a normal user is that user', () => {
    expect(chooseAccount({ cluster, processUid: 1000 })).not.toHaveProperty('uid')
  })

  test.skipIf(!isRoot)(`of root without postgres is nobody, and it works (${needsRoot})`, async () => {
    const dataDir = newPath('nobody')
    const engine = await open({ dataDir, passwdFile: passwd('nobody:x:65534:65534:n:/:/x\n') })
    expect(await answers(engine)).toBe(true)
    expect(statSync(clusterOf(dataDir)).uid).toBe(65534)
    await engine.close()
    // The owner stays, also when somebody adds a user postgres later.
    const again = await open({ dataDir })
    expect(await answers(again)).toBe(true)
    expect(statSync(clusterOf(dataDir)).uid).toBe(65534)
  })

  test.skipIf(!isRoot)(
    `takes over a cluster that an archive gave to somebody else (${needsRoot})`,
    async () => {
      const dataDir = aDataDir()
      execFileSync('chown', ['-R', '0:0', clusterOf(dataDir)])
      expect(await answers(await open({ dataDir }))).toBe(true)
    },
  )

  test.skipIf(!isRoot)(`without a line in /etc/passwd is refused in words (${needsRoot})`, async () => {
    const dataDir = openToAll()
    const { line } = await hold({ dataDir }, { uid: 54_321, gid: 54_321 })
    expect(line).toContain('storage.account-missing')
    expect(line).toContain('DATABASE_URL')
  })

  test.skipIf(!isRoot)(`of a normal user does not open another user's cluster (${needsRoot})`, async () => {
    const dataDir = openToAll()
    const engine = await openEmbedded({ dataDir })
    // Those that this engine runs can be reached by anybody, the ones of the project perhaps not.
    const reachable = join(dirname(readlinkSync(`/proc/${engine.serverPid()}/exe`)), '..')
    await engine.close()
    execFileSync('chown', ['-R', 'nobody', join(dataDir, 'database')])
    execFileSync('chown', ['-R', 'daemon', clusterOf(dataDir)])
    const { line } = await hold({ dataDir, native: reachable }, nobody)
    expect(line).toContain('storage.')
    expect(line).toContain('chown -R')
  })

  function openToAll(): string {
    const dataDir = newPath('open')
    mkdirSync(dataDir)
    chmodSync(dataDir, 0o777)
    return dataDir
  }
})

describe('the binaries', () => {
  test('get the symbolic links that --ignore-scripts left out', async () => {
    const modules = mkdtempSync(join(root, 'bare-'))
    chmodSync(modules, 0o755)
    const copy = withoutLinks(modules)
    const dataDir = newPath('linked')
    expect(await answers(await open({ dataDir, native: copy }))).toBe(true)
    expect(lstatSync(join(copy, 'lib/libicuuc.so.60')).isSymbolicLink()).toBe(true)
    expect(existsSync(join(dataDir, 'database/binaries'))).toBe(false)
  })

  test('in modules that we may not write are copied beside the data', async () => {
    const modules = mkdtempSync(join(root, 'readonly-'))
    chmodSync(modules, 0o755)
    const copy = withoutLinks(modules)
    const dataDir = newPath('copied')
    mkdirSync(dataDir)
    // Root may write anywhere, so it sends nobody.
    if (isRoot) chownSync(dataDir, nobody.uid, nobody.gid)
    execFileSync('chmod', ['-R', 'a-w', copy])
    const { line } = await hold({ dataDir, native: copy }, isRoot ? nobody : {})
    expect(line).toMatch(/^open/)
    expect(readdirSync(join(dataDir, 'database/binaries'))).toEqual(['postgres-18'])
    execFileSync('chmod', ['-R', 'u+w', copy])
  })

  test.skipIf(!isRoot)(`out of the account's reach are copied beside the data (${needsRoot})`, async () => {
    const closed = mkdtempSync(join(root, 'modules-'))
    const copy = withoutLinks(closed)
    chmodSync(closed, 0o700)
    const dataDir = newPath('reach')
    const steps: string[] = []
    const onProgress: EmbeddedOptions['onProgress'] = ({ en }) => steps.push(en)
    const engine = await openEmbedded({ dataDir, native: copy, onProgress })
    expect(steps[0]).toBe('Copying the programs of PostgreSQL…')
    expect(readdirSync(join(dataDir, 'database/binaries'))).toHaveLength(1)
    await engine.close()
    // Copied once, used from then on.
    steps.length = 0
    await (await openEmbedded({ dataDir, native: copy, onProgress })).close()
    expect(steps).toEqual([])
  })

  test.skipIf(!isRoot)(`and data both out of reach work too (${needsRoot})`, async () => {
    const closed = mkdtempSync(join(root, 'home-of-root-'))
    chmodSync(closed, 0o700)
    const copy = withoutLinks(closed)
    const engine = await open({ dataDir: join(closed, 'data'), native: copy })
    expect(await answers(engine)).toBe(true)
    expect(existsSync(join(closed, 'data/database/cluster/PG_VERSION'))).toBe(true)
    // The copy lies in a place of the whole system: it goes with the test.
    const copied = join(dirname(readlinkSync(`/proc/${engine.serverPid()}/exe`)), '..')
    await engine.close()
    expect(copied).not.toBe(native)
    rmSync(copied, { recursive: true })
  })

  test('that are not there are missed in words', async () => {
    await expect(open({ dataDir: newPath('none'), native: join(root, 'none') })).rejects.toMatchObject({
      code: 'storage.binaries-missing',
      ru: expect.stringContaining('DATABASE_URL'),
    })
  })

  function withoutLinks(dir: string): string {
    const copy = join(dir, 'native')
    const filter = (path: string) => !path.endsWith('.a') && !lstatSync(path).isSymbolicLink()
    cpSync(native, copy, { recursive: true, filter })
    execFileSync('chmod', ['-R', 'a+rX', copy])
    return copy
  }
})

describe('the external engine', () => {
  test('serves the same from another process by the address of an embedded one', async () => {
    const engine = await open({ dataDir: aDataDir() })
    const outside = await openExternal({ databaseUrl: engine.url })
    expect((await outside.pool.query('select 9::int8 as n')).rows).toEqual([{ n: 9n }])
    const listener = await outside.connect()
    const heard = new Promise((resolve) => listener.on('notification', ({ payload }) => resolve(payload)))
    await listener.query('listen news')
    await engine.pool.query(`select pg_notify('news', 'hello')`)
    expect(await heard).toBe('hello')
    await outside.close()
  })

  test('that does not answer is refused without its password', async () => {
    const refusal = await openExternal({ databaseUrl: 'postgres://me:hunter2@127.0.0.1:1/none' }).catch(
      (error: unknown) => error,
    )
    expect(refusal).toMatchObject({ code: 'storage.unreachable' })
    expect(String(refusal)).not.toContain('hunter2')
  })
})
