/**
 * `npm run bench`: ours against the frozen reference, interleaved in one run; medians of rates, and of the CPU time that
 * one answer cost each process. `BENCH_ROUNDS`, `BENCH_SECONDS` and `BENCH_ONLY=create,by_id` make it longer or shorter.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import autocannon from 'autocannon'
import { openEmbedded } from '../../src/storage/engines/index.ts'
import { spawnServer } from '../support/server-process.ts'
import { type CpuMeter, parentOf, readCpu, since } from './cpu-meter.ts'
import { type Load as DocumentLoad, drain, writeInvoices } from './documents.ts'
import { apiLogin, benchOrder, organizationId } from './order.ts'

const rounds = Number(process.env['BENCH_ROUNDS'] ?? 3)
const seconds = Number(process.env['BENCH_SECONDS'] ?? 5)
const connections = 32
/** Storekeepers of one restaurant: they write one ledger, one after another. */
const storekeepers = 8
const drainMsMax = 2000
const only = process.env['BENCH_ONLY']?.split(',')
const isWanted = (title: string): boolean => only?.includes(title.replaceAll(' ', '_')) ?? true

/** `cpu`: microseconds for one answer, by process; for a create until the order is decided. */
type Figures = { perSecond: number; p50: number; p99: number; cpu: CpuMeter }
type Target = { name: string; url: string; body: () => string; headers?: Record<string, string> }

const dataDir = mkdtempSync(join(tmpdir(), 'trapeza-bench-'))
const engine = await openEmbedded({ dataDir })
await engine.pool.query('create database ours')
const ours = engine.url.replace('/trapeza?', '/ours?')
const server = await spawnServer(['--data', join(dataDir, 'node'), '--database-url', ours])
const reference = await startReference(engine.url)
const {
  rows: [session],
} = await engine.pool.query<{ pid: number }>('select pg_backend_pid() as pid')
const pids = { server: server.pid, reference: reference.pid, postmaster: parentOf(session?.pid ?? 0) }

try {
  const token = (await post(`${server.baseUrl}/api/1/access_token`, { apiLogin })).token as string
  const headers = { authorization: `Bearer ${token}` }
  const body = JSON.stringify(benchOrder())
  const check = await post(`${server.baseUrl}/api/1/deliveries/create`, benchOrder(), headers)
  await drained()
  const [created] = (
    await post(
      `${server.baseUrl}/api/1/deliveries/by_id`,
      { organizationId, orderIds: [check.orderInfo.id] },
      headers,
    )
  ).orders
  if (created.creationStatus !== 'Success')
    throw new Error(`the bench order fails: ${JSON.stringify(created.errorInfo)}`)

  await compare(
    'create',
    {
      name: 'deliveries/create',
      url: `${server.baseUrl}/api/1/deliveries/create`,
      body: () => body,
      headers,
    },
    { name: 'reference', url: `${reference.url}/create`, body: () => body },
    async () => {
      const { succeeded, drainMs } = await drained()
      const late = drainMs > drainMsMax ? ` LATE` : ''
      process.stdout.write(`    all decided ${drainMs} ms after the load, ${succeeded} Success${late}\n`)
    },
  )

  const ids = [created.id]
  const byId = JSON.stringify({ organizationId, orderIds: ids })
  const theirs = await post(`${reference.url}/create`, benchOrder())
  const theirsById = JSON.stringify({ organizationId, orderIds: [theirs.orderInfo.id] })
  await compare(
    'by_id',
    { name: 'deliveries/by_id', url: `${server.baseUrl}/api/1/deliveries/by_id`, body: () => byId, headers },
    { name: 'reference', url: `${reference.url}/by_id`, body: () => theirsById },
  )

  await compareMenu('nomenclature', '/api/1/nomenclature', { organizationId }, headers)
  await compareMenu(
    'external menu',
    '/api/2/menu/by_id',
    { externalMenuId: '12001', organizationIds: [organizationId], version: 3 },
    headers,
  )
  await compareDocuments(headers)
  const memory = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))?.[1]
  process.stdout.write(`memory of the service after the load: ${Math.round(Number(memory) / 1024)} MB\n`)
} finally {
  server.kill('SIGTERM')
  await server.exited
  reference.stop()
  await engine.close()
  rmSync(dataDir, { recursive: true, force: true })
}

/** Each document is posted once: a round posts as many as there are, half of them for each side in turn. */
async function compareDocuments(headers: Record<string, string>): Promise<void> {
  const title = 'document post'
  if (!isWanted(title)) return
  const count = seconds * 60
  process.stdout.write(`${title}: ${rounds} rounds of ${count} invoices, ${storekeepers} connections\n`)
  const mine = { url: server.baseUrl, path: '/api/inventory/v1/incoming_invoice', headers }
  const theirs = { url: reference.url, path: '/documents', headers: {} }
  const figures: { mine: DocumentLoad; theirs: DocumentLoad }[] = []
  for (let round = 0; round <= rounds; round++) {
    const first = round * count
    const ofMine = await writeInvoices(mine, first, count, storekeepers)
    const ofTheirs = await writeInvoices(theirs, first, count, storekeepers)
    figures.push({
      mine: await drain(mine, 'post', ofMine, storekeepers),
      theirs: await drain(theirs, 'post', ofTheirs, storekeepers),
    })
  }
  // The first round warms both up.
  const counted = figures.slice(1)
  for (const side of ['mine', 'theirs'] as const) {
    const of = (name: keyof DocumentLoad): string => middle(counted.map((one) => one[side][name])).toFixed(0)
    const name = (side === 'mine' ? 'incoming_invoice/post' : 'reference').padEnd(24)
    process.stdout.write(
      `  ${name} ${of('perSecond').padStart(7)}/s  p50 ${of('p50')} ms  p99 ${of('p99')} ms\n`,
    )
  }
  const ratios = counted.map((one) => one.mine.perSecond / one.theirs.perSecond)
  process.stdout.write(
    `  ratio ${middle(ratios).toFixed(2)}  (rounds: ${ratios.map((ratio) => ratio.toFixed(2)).join(' ')})\n`,
  )
}

async function compareMenu(
  title: string,
  path: string,
  request: unknown,
  headers: Record<string, string>,
): Promise<void> {
  const answer = await fetch(`${server.baseUrl}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(request),
  })
  const bytes = Buffer.from(await answer.arrayBuffer())
  const name = title.replaceAll(' ', '-')
  await fetch(`${reference.url}/static/${name}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/octet-stream' },
    body: bytes,
  })
  process.stdout.write(`${title}: ${answer.status}, ${bytes.length} bytes\n`)
  if (answer.status !== 200) return
  const body = JSON.stringify(request)
  await compare(
    title,
    { name: path, url: `${server.baseUrl}${path}`, body: () => body, headers },
    { name: 'bare static handler', url: `${reference.url}/static/${name}`, body: () => body },
  )
}

async function compare(
  title: string,
  ours: Target,
  theirs: Target,
  settle: () => Promise<void> = async () => {},
): Promise<void> {
  if (!isWanted(title)) return
  process.stdout.write(`${title}: ${rounds} rounds of ${seconds} s, ${connections} connections\n`)
  const mine: Figures[] = []
  const yours: Figures[] = []
  await load(ours, 1, settle)
  await load(theirs, 1)
  for (let round = 0; round < rounds; round++) {
    mine.push(await load(ours, seconds, settle))
    yours.push(await load(theirs, seconds))
  }
  const ratios = mine.map(({ perSecond }, round) => perSecond / (yours[round]?.perSecond ?? 0))
  process.stdout.write(
    `  ${line(ours.name, mine)}\n  ${line(theirs.name, yours)}\n  ratio ${middle(ratios).toFixed(2)}` +
      `  (rounds: ${ratios.map((ratio) => ratio.toFixed(2)).join(' ')})\n`,
  )
}

function line(name: string, rounds: readonly Figures[]): string {
  const of = (pick: (figures: Figures) => number): string => middle(rounds.map(pick)).toFixed(0)
  const cpu = (['server', 'reference', 'postgres', 'client'] as const)
    .map((process) => `${process} ${of((figures) => figures.cpu[process])}`)
    .join(', ')
  const rate = of((figures) => figures.perSecond).padStart(7)
  const latency = `p50 ${of((figures) => figures.p50)} ms  p99 ${of((figures) => figures.p99)} ms`
  return `${name.padEnd(24)} ${rate}/s  ${latency}  CPU µs: ${cpu}`
}

function middle(all: readonly number[]): number {
  return [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0
}

async function load(
  target: Target,
  duration: number,
  settle: () => Promise<void> = async () => {},
): Promise<Figures> {
  const before = readCpu(pids)
  const result = await autocannon({
    url: target.url,
    method: 'POST',
    connections,
    duration,
    headers: { 'content-type': 'application/json', ...target.headers },
    body: target.body(),
  })
  await settle()
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${target.name}: ${result.non2xx} refused, ${result.errors} errors`)
  const used = since(before, readCpu(pids))
  const answers = result['2xx']
  return {
    perSecond: answers / result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
    cpu: {
      server: used.server / answers,
      reference: used.reference / answers,
      postgres: used.postgres / answers,
      client: used.client / answers,
    },
  }
}

/** Waits until no order of the organization is undecided. */
async function drained(): Promise<{ succeeded: number; drainMs: number }> {
  const startedAt = Date.now()
  const client = await engineOf(ours)
  // By an index: to count all orders again and again would take the CPU that is measured.
  const isWaiting = async (): Promise<boolean> =>
    (await client.query(`select from command where state = 'InProgress' limit 1`)).rows.length > 0
  while (await isWaiting()) await new Promise((resolve) => setTimeout(resolve, 20))
  const drainMs = Date.now() - startedAt
  const { rows } = await client.query(
    `select count(*) filter (where creation_status = 'InProgress')::int as waiting,
      count(*) filter (where creation_status = 'Success')::int as succeeded,
      count(*) filter (where creation_status = 'Error')::int as failed from cloud_order`,
  )
  await client.end()
  const [{ waiting, succeeded, failed }] = rows as [{ waiting: number; succeeded: number; failed: number }]
  if (waiting + failed > 0) throw new Error(`${failed} orders failed, ${waiting} are undecided`)
  return { succeeded, drainMs }
}

async function engineOf(url: string): Promise<import('pg').Client> {
  const { default: pg } = await import('pg')
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return client
}

type Json = any // any: answers of two servers, looked into where needed

async function post(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Json> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
  return response.json()
}

type Reference = { url: string; pid: number; stop(): void }

function startReference(url: string): Promise<Reference> {
  const file = fileURLToPath(new URL('./reference.ts', import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', file, url], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return new Promise((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      const ready = /ready (\S+)/.exec(String(chunk))?.[1]
      if (ready) resolve({ url: ready, pid: child.pid ?? 0, stop: () => void child.kill('SIGTERM') })
    })
    child.once('exit', (code) => reject(new Error(`the reference ended with ${code}`)))
  })
}
