import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { loadedSale } from '../../src/main/demo-year.ts'
import { demoChain } from '../../src/seed/demo/index.ts'
import { Year } from '../../src/seed/year/year.ts'
import { loadFacts } from '../../src/storage/reports/load-facts.ts'
import { digestOf, fetched } from '../support/back-office.ts'
import { benchOrder } from './demo.ts'
import { rounds, seconds } from './measure.ts'
import type { World } from './world.ts'

const ordersPerSecond = 100
/** A hundredth of the orders of five seconds would be five orders: chance. */
const roundSeconds = Math.max(seconds, 15)
/** At a hundred a second code that every order runs is compiled late; nobody's till is restarted for every guest. */
const warmSeconds = 30
const readers = 4
const year = 2025
const rows = Number(process.env['BENCH_REPORT_ROWS'] ?? 300_000)

/** All that a heavy report has: seven fields with dishes, orders counted once, sums of every level. */
const heavy = JSON.stringify({
  reportType: 'SALES',
  buildSummary: true,
  groupByRowFields: [
    'OpenDate.Typed',
    'Department',
    'PayTypes',
    'WaiterName',
    'HourOpen',
    'OrderServiceType',
    'DishName',
  ],
  aggregateFields: ['DishDiscountSumInt', 'UniqOrderId.OrdersCount', 'GuestNum'],
  filters: {
    'OpenDate.Typed': {
      ...{ filterType: 'DateRange', periodType: 'CUSTOM', from: `${year}-01-01`, to: `${year}-04-01` },
    },
  },
})

/** How long orders take while nobody reads reports, and while four read heavy ones; round by round in one run. */
export async function benchReportsBesideOrders(world: World): Promise<void> {
  await fill(world)
  const [login] = demoChain().backOfficeLogins
  if (!login) throw new Error('the demo has no login to the back office')
  const query = new URLSearchParams({ login: login.login, pass: digestOf(login.password) })
  const { text: token } = await fetched(`${world.ours}/resto/api/auth?${query}`)
  const url = `${world.ours}/resto/api/v2/reports/olap?key=${token}`
  await copied(world, url)
  process.stdout.write(
    `reports beside orders: ${rounds} rounds of ${roundSeconds} s, ${ordersPerSecond} orders/s, ${readers} readers of ${rows} lines\n`,
  )
  await orders(world, warmSeconds)
  const alone: Latencies[] = []
  const beside: Latencies[] = []
  for (let round = 0; round < rounds; round++) {
    alone.push(await orders(world, roundSeconds))
    const reading = await Promise.all(Array.from({ length: readers }, () => startReader(url)))
    await sleep(1000)
    beside.push(await orders(world, roundSeconds))
    for (const reader of reading) process.stdout.write(`    ${await reader.stop()}\n`)
  }
  const ratio = middle(beside.map(({ p99 }, round) => p99 / (alone[round]?.p99 ?? 1)))
  process.stdout.write(
    `  alone   ${told(alone)}\n  beside  ${told(beside)}\n  ratio of p99 ${ratio.toFixed(2)}\n`,
  )
}

async function fill({ pool }: World): Promise<void> {
  const chain = demoChain()
  const plan = new Year(chain, year, rows)
  await loadFacts(pool, {
    tenantId: chain.tenant.id,
    *sales() {
      for (const order of plan.orders()) yield loadedSale(order)
    },
    onRows: () => {},
  })
}

/** The first report starts the process of the copy; the others may be asked when it has everything. */
async function copied({ pool }: World, url: string): Promise<void> {
  await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: heavy })
  while ((await pool.query('select from report_dirty limit 1')).rows.length > 0) await sleep(500)
}

type Latencies = { p50: number; p99: number }

/** Sends orders at their moments, however long the earlier ones take; an answer's time counts from its moment. */
async function orders({ ours, headers }: World, forSeconds: number): Promise<Latencies> {
  const body = JSON.stringify(benchOrder())
  const times: number[] = []
  const sent: Promise<void>[] = []
  const startedAt = performance.now()
  const send = async (dueAt: number): Promise<void> => {
    const answer = await fetch(`${ours}/api/1/deliveries/create`, {
      ...{ method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body },
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${answer.status} ${text}`)
    times.push(performance.now() - dueAt)
  }
  for (let index = 0; index < forSeconds * ordersPerSecond; index++) {
    const dueAt = startedAt + (index * 1000) / ordersPerSecond
    const left = dueAt - performance.now()
    if (left > 0) await sleep(left)
    sent.push(send(dueAt))
  }
  await Promise.all(sent)
  times.sort((a, b) => a - b)
  const at = (part: number): number => times[Math.floor(times.length * part)] ?? 0
  return { p50: at(0.5), p99: at(0.99) }
}

const middle = (all: readonly number[]): number =>
  [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0
const told = (all: readonly Latencies[]): string =>
  `p50 ${middle(all.map(({ p50 }) => p50)).toFixed(1)} ms  p99 ${middle(all.map(({ p99 }) => p99)).toFixed(1)} ms  ` +
  `(rounds: ${all.map(({ p99 }) => p99.toFixed(1)).join(' ')})`

/** Resolves when it reads: four programs that are being compiled are no readers yet, and take the cores from everybody. */
async function startReader(url: string): Promise<{ stop(): Promise<string> }> {
  const file = fileURLToPath(new URL('./report-reader.ts', import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', file, url, heavy], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const said = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const nextLine = async (): Promise<string> => {
    const { done, value } = await said.next()
    if (done) throw new Error('a reader has ended')
    return value
  }
  await nextLine()
  return {
    async stop() {
      child.kill('SIGTERM')
      const [reports, bytes] = (await nextLine()).split(' ')
      return `${reports} reports, ${Math.round(Number(bytes) / 2 ** 20)} MB read`
    },
  }
}
