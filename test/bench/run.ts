/** `npm run bench`: ours against the frozen reference, interleaved in one run, medians and ratios printed. */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import autocannon from 'autocannon'
import { openEmbedded } from '../../src/storage/engines/index.ts'
import { spawnServer } from '../support/server-process.ts'
import { apiLogin, benchOrder, organizationId } from './order.ts'

const rounds = Number(process.env['BENCH_ROUNDS'] ?? 3)
const seconds = Number(process.env['BENCH_SECONDS'] ?? 5)
const connections = 32
const drainMsMax = 2000

type Figures = { perSecond: number; p50: number; p99: number }
type Target = { name: string; url: string; body: () => string; headers?: Record<string, string> }

const dataDir = mkdtempSync(join(tmpdir(), 'trapeza-bench-'))
const engine = await openEmbedded({ dataDir })
await engine.pool.query('create database ours')
const ours = engine.url.replace('/trapeza?', '/ours?')
const server = await spawnServer(['--data', join(dataDir, 'node'), '--database-url', ours])
const reference = await startReference(engine.url)

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
    async (figures) => {
      const { succeeded, drainMs } = await drained()
      const late = drainMs > drainMsMax ? ` LATE` : ''
      process.stdout.write(`    all decided ${drainMs} ms after the load, ${succeeded} Success${late}\n`)
      return figures
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
  const memory = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))?.[1]
  process.stdout.write(`memory of the service after the load: ${Math.round(Number(memory) / 1024)} MB\n`)
} finally {
  server.kill('SIGTERM')
  await server.exited
  reference.stop()
  await engine.close()
  rmSync(dataDir, { recursive: true, force: true })
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
  after?: (figures: Figures) => Promise<unknown>,
): Promise<void> {
  process.stdout.write(`${title}: ${rounds} rounds of ${seconds} s, ${connections} connections\n`)
  const mine: Figures[] = []
  const yours: Figures[] = []
  await load(ours, 1)
  await load(theirs, 1)
  await after?.({ perSecond: 0, p50: 0, p99: 0 })
  for (let round = 0; round < rounds; round++) {
    const first = await load(ours, seconds)
    await after?.(first)
    mine.push(first)
    yours.push(await load(theirs, seconds))
  }
  const [a, b] = [median(mine), median(yours)]
  process.stdout.write(
    `  ${line(ours.name, a)}\n  ${line(theirs.name, b)}\n  ratio ${(a.perSecond / b.perSecond).toFixed(2)}\n`,
  )
}

function line(name: string, figures: Figures): string {
  return `${name.padEnd(24)} ${figures.perSecond.toFixed(0).padStart(7)}/s  p50 ${figures.p50} ms  p99 ${figures.p99} ms`
}

function median(all: Figures[]): Figures {
  const middle = (pick: (figures: Figures) => number): number =>
    all.map(pick).sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0
  return { perSecond: middle((f) => f.perSecond), p50: middle((f) => f.p50), p99: middle((f) => f.p99) }
}

async function load(target: Target, duration: number): Promise<Figures> {
  const result = await autocannon({
    url: target.url,
    method: 'POST',
    connections,
    duration,
    headers: { 'content-type': 'application/json', ...target.headers },
    body: target.body(),
  })
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${target.name}: ${result.non2xx} refused, ${result.errors} errors`)
  return { perSecond: result.requests.average, p50: result.latency.p50, p99: result.latency.p99 }
}

/** Waits until no order of the organization is undecided. */
async function drained(): Promise<{ succeeded: number; drainMs: number }> {
  const startedAt = Date.now()
  const client = await engineOf(ours)
  for (;;) {
    const { rows } = await client.query(
      `select count(*) filter (where creation_status = 'InProgress')::int as waiting,
        count(*) filter (where creation_status = 'Success')::int as succeeded,
        count(*) filter (where creation_status = 'Error')::int as failed from cloud_order`,
    )
    const [{ waiting, succeeded, failed }] = rows as [{ waiting: number; succeeded: number; failed: number }]
    if (failed > 0) throw new Error(`${failed} orders failed`)
    if (waiting === 0) {
      await client.end()
      return { succeeded, drainMs: Date.now() - startedAt }
    }
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
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

type Reference = { url: string; stop(): void }

function startReference(url: string): Promise<Reference> {
  const file = fileURLToPath(new URL('./reference.ts', import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', file, url], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return new Promise((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      const ready = /ready (\S+)/.exec(String(chunk))?.[1]
      if (ready) resolve({ url: ready, stop: () => void child.kill('SIGTERM') })
    })
    child.once('exit', (code) => reject(new Error(`the reference ended with ${code}`)))
  })
}
