/**
 * What plugins cost a till: the round trip of a hook, and events to twenty plugins. The reference is the same bytes over the
 * same channel to bare processes, in turn with ours.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { PluginSession } from '../../src/plugins/session.ts'
import { aTill, type PluginTestWorld, pluginWorld } from '../support/plugin-world.ts'
import { rounds, seconds } from './measure.ts'

const calls = 2000
const listeners = 20
const ordersPerSecond = 200
const gauge = fileURLToPath(new URL('../plugins-fixtures/gauge', import.meta.url))
const bare = fileURLToPath(new URL('./references/bare-process.ts', import.meta.url))

/** An order as plugins see it, with twelve dishes. */
function anOrder(number: number): Record<string, unknown> & { id: string } {
  const item = { product: { id: crypto.randomUUID(), name: 'Борщ с говядиной', number: '10101' }, amount: 2 }
  const times = { printTime: Date.now(), cookingStartTime: null, cookingFinishTime: null, serveTime: null }
  return {
    ...{ id: crypto.randomUUID(), number, revision: 7, status: 'New', tables: [{ number: 3, name: '3' }] },
    ...{ fullSum: 5040, resultSum: 4536, guests: [{ id: crypto.randomUUID(), name: 'Анна', rank: 1 }] },
    items: Array.from({ length: 12 }, () => ({ id: crypto.randomUUID(), ...item, ...times, price: 210 })),
    sentAt: performance.timeOrigin + performance.now(),
  }
}

/** A hook that one plugin taps, from the till's question to its answer; the goal is a p99 of 5 ms. */
export async function benchPluginHooks(): Promise<void> {
  const world = await plugins(1)
  const [echo] = await bareProcesses(1)
  const order = anOrder(1)
  const asked = { hook: 'beforeOrderBill', argument: async () => ({ order }), lend: () => ({}) } as const
  const ours = async (): Promise<void> => {
    const { answers } = await world.host.hooks.run(aTill.terminalGroupId, asked)
    if (answers[0]?.value !== 1) throw new Error('the plugin did not answer')
  }
  const theirs = async (): Promise<void> => {
    echo?.send({ kind: 'ask', body: order })
    await once(echo as ChildProcess, 'message')
  }
  try {
    process.stdout.write(
      `plugin hook: ${rounds} rounds of ${calls} calls, ${JSON.stringify(order).length} bytes\n`,
    )
    await timesOf(ours, calls / 4)
    await timesOf(theirs, calls / 4)
    const mine: number[][] = []
    const yours: number[][] = []
    for (let round = 0; round < rounds; round++) {
      mine.push(await timesOf(ours, calls))
      yours.push(await timesOf(theirs, calls))
    }
    print('hook of a plugin', mine, 'bare message', yours)
  } finally {
    echo?.kill()
    await world.close()
  }
}

/** Orders that change at 200 a second, told to twenty plugins; from the till's lane to the plugin's handler. */
export async function benchPluginEvents(): Promise<void> {
  const world = await plugins(listeners)
  const processes = await bareProcesses(listeners)
  const sessions = world.host.sessions()
  const lanes = sessions.flatMap((session) => [...session.lanes.values()])
  const ours = (order: { id: string }): void => {
    for (const lane of lanes) lane.put({ type: 'updated', entity: order, changedFields: ['status'] })
  }
  const theirs = (order: object): void => {
    for (const child of processes) child.send({ kind: 'event', body: order })
  }
  try {
    process.stdout.write(
      `plugin events: ${rounds} rounds of ${seconds} s, ${ordersPerSecond} orders/s to ${lanes.length} plugins\n`,
    )
    const mine: number[][] = []
    const yours: number[][] = []
    const cpu: number[] = []
    await told(ours, () => readGauges(sessions), 1)
    await told(theirs, () => readBare(processes), 1)
    for (let round = 0; round < rounds; round++) {
      const own = await told(ours, () => readGauges(sessions), seconds)
      const other = await told(theirs, () => readBare(processes), seconds)
      mine.push(own.lags)
      yours.push(other.lags)
      cpu.push(other.cpu / own.cpu)
      process.stdout.write(
        `    ${own.lags.length} events told; host ${own.cpu.toFixed(1)} µs of CPU an event, bare ${other.cpu.toFixed(1)} µs\n`,
      )
    }
    print('event of a plugin', mine, 'bare message', yours)
    process.stdout.write(`  ratio of CPU ${middle(cpu).toFixed(2)}\n`)
  } finally {
    for (const child of processes) child.kill()
    await world.close()
  }
}

/** A host with so many gauges, all of them running. */
async function plugins(count: number): Promise<PluginTestWorld> {
  const directory = mkdtempSync(join(tmpdir(), 'trapeza-gauges-'))
  const folders: Record<string, string> = {}
  const manifest = JSON.parse(readFileSync(join(gauge, 'plugin.json'), 'utf8')) as object
  for (let index = 1; index <= count; index++) {
    const name = `gauge-${index}`
    cpSync(gauge, join(directory, name), { recursive: true })
    writeFileSync(join(directory, name, 'plugin.json'), JSON.stringify({ ...manifest, name }))
    writeFileSync(join(directory, name, 'package.json'), JSON.stringify({ type: 'module' }))
    folders[name] = join(directory, name)
  }
  const world = pluginWorld([], { folders, timing: { startMs: 60_000, framesMax: 50_000 } })
  await world.host.start([aTill])
  await world.until(() => world.host.views().every(({ state }) => state === 'running'), 'all run')
  return {
    ...world,
    async close() {
      await world.close()
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

async function bareProcesses(count: number): Promise<ChildProcess[]> {
  const children = Array.from({ length: count }, () => fork(bare, { execArgv: ['--import', 'tsx'] }))
  for (const child of children) {
    child.send({ kind: 'ask', body: {} })
    await once(child, 'message')
  }
  return children
}

/** Milliseconds of each call, one after another. */
async function timesOf(call: () => Promise<void>, count: number): Promise<number[]> {
  const times: number[] = []
  for (let done = 0; done < count; done++) {
    const beganAt = performance.now()
    await call()
    times.push(performance.now() - beganAt)
  }
  return times
}

/** Tells orders at their rate; how late each was heard in milliseconds, and the CPU of this process for one. */
async function told(
  tell: (order: { id: string }) => void,
  read: () => Promise<number[]>,
  forSeconds: number,
): Promise<{ lags: number[]; cpu: number }> {
  const before = process.cpuUsage()
  const beganAt = performance.now()
  const count = forSeconds * ordersPerSecond
  for (let number = 0; number < count; number++) {
    await sleep(Math.max(0, beganAt + (number * 1000) / ordersPerSecond - performance.now()))
    tell(anOrder(number))
  }
  const lags: number[] = []
  const wanted = count * listeners
  for (let tries = 0; lags.length < wanted && tries < 100; tries++) {
    await sleep(100)
    lags.push(...(await read()))
  }
  if (lags.length !== wanted) throw new Error(`${lags.length} events of ${wanted} were heard`)
  const { user, system } = process.cpuUsage(before)
  return { lags, cpu: (user + system) / wanted }
}

const readGauges = async (sessions: readonly PluginSession[]): Promise<number[]> => {
  const read = sessions.map((session) =>
    session.callback(session.busHandlers.get(`${session.manifest.name}.read`) ?? '', [null, null]),
  )
  return ((await Promise.all(read)) as number[][]).flat()
}

async function readBare(children: readonly ChildProcess[]): Promise<number[]> {
  const read = children.map(async (child) => {
    child.send({ kind: 'read', body: null })
    const [lags] = (await once(child, 'message')) as [number[]]
    return lags
  })
  return (await Promise.all(read)).flat()
}

function print(ours: string, mine: number[][], theirs: string, yours: number[][]): void {
  const ratios = mine.map((times, round) => at(yours[round] ?? [], 0.5) / at(times, 0.5))
  for (const [name, all] of [
    [ours, mine],
    [theirs, yours],
  ] as const) {
    const [p50, p99] = [0.5, 0.99].map((part) => middle(all.map((times) => at(times, part))).toFixed(2))
    process.stdout.write(`  ${name.padEnd(24)} p50 ${p50} ms  p99 ${p99} ms\n`)
  }
  const told = ratios.map((ratio) => ratio.toFixed(2)).join(' ')
  process.stdout.write(`  ratio of p50 ${middle(ratios).toFixed(2)}  (rounds: ${told})\n`)
}

const at = (times: readonly number[], part: number): number =>
  [...times].sort((a, b) => a - b)[Math.floor(times.length * part)] ?? 0
const middle = (all: readonly number[]): number => at(all, 0.5)
