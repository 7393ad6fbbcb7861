import { setTimeout as sleep } from 'node:timers/promises'
/** Ours against the frozen reference, interleaved in one run; medians of rates, and of the CPU time of one answer. */
import autocannon from 'autocannon'
import { type CpuMeter, readCpu, since } from './cpu-meter.ts'
import type { World } from './world.ts'

export const rounds = Number(process.env['BENCH_ROUNDS'] ?? 5)
export const seconds = Number(process.env['BENCH_SECONDS'] ?? 5)
/** V8 compiles what is called often: a handler of twenty lines is done with that in a second, a service is not. */
const warmSeconds = Number(process.env['BENCH_WARM'] ?? 10)
const connections = 32

/** `cpu`: microseconds for one answer, by process; with `settle`, until what was accepted is done. */
export type Figures = { perSecond: number; p50: number; p99: number; cpu: CpuMeter }

export type Target = {
  name: string
  url: string
  body: () => string
  /** POST unless it is said. */
  method?: 'GET' | 'POST'
  /** Every request has an address of its own. */
  path?: () => string
  /** Every request has a body of its own. */
  isVaried?: boolean
  headers?: Record<string, string>
}

/** Loads both in turn and prints how they compare. */
export async function compare(
  world: World,
  title: string,
  ours: Target,
  theirs: Target,
  settle: () => Promise<void> = async () => {},
): Promise<void> {
  process.stdout.write(`${title}: ${rounds} rounds of ${seconds} s, ${connections} connections\n`)
  const mine: Figures[] = []
  const yours: Figures[] = []
  const cold = await load(world, ours, warmSeconds, settle)
  const coldReference = await load(world, theirs, warmSeconds)
  process.stdout.write(
    `  warmed by ${warmSeconds} s: ${ratioOf(cold, coldReference).toFixed(2)} of the reference meanwhile\n`,
  )
  for (let round = 0; round < rounds; round++) {
    mine.push(await load(world, ours, seconds, settle))
    yours.push(await load(world, theirs, seconds))
  }
  printFigures(ours.name, mine, theirs.name, yours)
}

const ratioOf = (mine: Figures, yours: Figures | undefined): number =>
  mine.perSecond / (yours?.perSecond ?? 0)

export function printFigures(
  ours: string,
  mine: readonly Figures[],
  theirs: string,
  yours: readonly Figures[],
): void {
  const ratios = mine.map((figures, round) => ratioOf(figures, yours[round]))
  process.stdout.write(
    `  ${line(ours, mine)}\n  ${line(theirs, yours)}\n  ratio ${middle(ratios).toFixed(2)}` +
      `  (rounds: ${ratios.map((ratio) => ratio.toFixed(2)).join(' ')})\n`,
  )
}

function line(name: string, all: readonly Figures[]): string {
  const of = (pick: (figures: Figures) => number): string => middle(all.map(pick)).toFixed(0)
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
  { pids }: World,
  target: Target,
  duration: number,
  settle: () => Promise<void> = async () => {},
): Promise<Figures> {
  const before = readCpu(pids)
  const { body, isVaried = false } = target
  const result = await autocannon({
    url: target.url,
    method: target.method ?? 'POST',
    connections,
    duration,
    headers: { 'content-type': 'application/json', ...target.headers },
    ...(target.path
      ? varied(() => ({ path: target.path?.() ?? '/' }))
      : target.method === 'GET'
        ? {}
        : isVaried
          ? varied(() => ({ body: body() }))
          : { body: body() }),
  })
  await settle()
  const used = since(before, readCpu(pids))
  const answered = result['2xx']
  await rested(pids, answered)
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${target.name}: ${result.non2xx} refused, ${result.errors} errors`)
  return {
    perSecond: answered / result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
    cpu: perAnswer(used, answered),
  }
}

/** Requests that differ from one another. */
const varied = (part: () => Partial<autocannon.Request>) => ({
  requests: [{ setupRequest: (request: autocannon.Request) => ({ ...request, ...part() }) }],
})

/** Of two cores in so long; less is as good as nothing. It is longer than anything is put off. */
const restMs = 3000
const restingMicroseconds = 150_000
const restMsMax = 60_000

/**
 * Waits until the service has nothing left to do: what it puts off must not slow the other side of the comparison. Tells
 * what that took, for it belongs to the price of an answer.
 */
async function rested(pids: World['pids'], answers: number): Promise<void> {
  const [startedAt, atFirst] = [Date.now(), readCpu(pids)]
  for (let before = atFirst; ; ) {
    await sleep(restMs)
    const now = readCpu(pids)
    const { server, postgres } = since(before, now)
    if (server + postgres < restingMicroseconds || Date.now() - startedAt > restMsMax) break
    before = now
  }
  const { server, postgres } = since(atFirst, readCpu(pids))
  const perOne = Math.round((server + postgres) / answers)
  if (perOne > 1)
    process.stdout.write(`    at rest ${Date.now() - startedAt} ms later, ${perOne} µs an answer\n`)
}

/** Sends each body once over so many connections: what can be done once only. */
export async function drain(
  { pids }: World,
  { url, headers = {} }: Pick<Target, 'url' | 'headers'>,
  bodies: readonly string[],
  storekeepers: number,
): Promise<Figures> {
  const before = readCpu(pids)
  const latencies: number[] = []
  let next = 0
  const worker = async (): Promise<void> => {
    for (let body = bodies[next++]; body !== undefined; body = bodies[next++]) {
      const startedAt = performance.now()
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body,
      })
      const text = await answer.text()
      if (!answer.ok) throw new Error(`${url}: ${answer.status} ${text}`)
      latencies.push(performance.now() - startedAt)
    }
  }
  const startedAt = performance.now()
  await Promise.all(Array.from({ length: storekeepers }, worker))
  const taken = (performance.now() - startedAt) / 1000
  latencies.sort((a, b) => a - b)
  const at = (part: number): number => latencies[Math.floor(latencies.length * part)] ?? 0
  return {
    perSecond: bodies.length / taken,
    p50: at(0.5),
    p99: at(0.99),
    cpu: perAnswer(since(before, readCpu(pids)), bodies.length),
  }
}

const perAnswer = (used: CpuMeter, answers: number): CpuMeter => ({
  server: used.server / answers,
  reference: used.reference / answers,
  postgres: used.postgres / answers,
  client: used.client / answers,
})
