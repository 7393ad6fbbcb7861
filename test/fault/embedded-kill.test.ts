import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { postgresProcessesIn } from '../../src/storage/engines/embedded/proc.ts'
import { type EmbeddedEngine, openEmbedded } from '../../src/storage/engines/index.ts'
import { bundleProgram, startProgram } from '../storage/engines/child-program.ts'
import { writeEvidence } from '../support/evidence.ts'

/*
 * Sales are written by eight writers until something is killed, twenty times on one directory. After each time every
 * sale that was acknowledged is there exactly once, and no half of one is.
 */

const rounds = Number(process.env['KILL_ROUNDS'] ?? 20)
const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000)

type Victim = 'us' | 'all at once' | 'the server, then us' | 'us, leaving an orphan'
const victims: Victim[] = ['us', 'all at once', 'the server, then us', 'us, leaving an orphan']

let root: string
let program: string
const acknowledged: string[] = []
const reopenMs: number[] = []

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'trapeza-kill-'))
  chmodSync(root, 0o755)
  vi.stubEnv('TMPDIR', root)
  program = await bundleProgram(new URL('embedded-writers.ts', import.meta.url), root)
})
afterAll(() => {
  const sorted = reopenMs.toSorted((a, b) => a - b).map(Math.round)
  const [median, max] = [sorted[Math.floor(sorted.length / 2)], sorted.at(-1)]
  console.log(
    `seed ${seed}: ${rounds} kills, ${acknowledged.length} acknowledged, reopened in ${median} (max ${max}) ms`,
  )
  const reopened = { medianMs: median, longestMs: max }
  writeEvidence('embedded-kill', { seed, kills: rounds, acknowledged: acknowledged.length, reopened })
  vi.unstubAllEnvs()
  rmSync(root, { recursive: true, force: true })
})

test.each(
  Array.from({ length: rounds }, (_, round) => ({ round, victim: victims[round % victims.length] ?? 'us' })),
)('kill $round: $victim', async ({ round, victim }) => {
  const dataDir = join(root, 'data')
  const sold = await sellUntilKilled(dataDir, round, victim)
  expect(sold.length, `seed ${seed}`).toBeGreaterThan(0)
  acknowledged.push(...sold)

  const startedAt = performance.now()
  const engine = await openEmbedded({ dataDir })
  reopenMs.push(performance.now() - startedAt)
  try {
    await expectNothingLost(engine)
    await engine.pool.query('insert into sale (id) values ($1)', [`after-${round}`])
    await engine.pool.query('delete from sale where id = $1', [`after-${round}`])
  } finally {
    await engine.close()
  }
})

async function sellUntilKilled(dataDir: string, round: number, victim: Victim): Promise<string[]> {
  const child = startProgram(program, { dataDir, round, diesWithUs: victim !== 'us, leaving an orphan' })
  expect(await child.nextLine()).toMatch(/^ready \d+$/)
  const sold: string[] = []
  const reading = (async () => {
    for (let line = await child.nextLine(); line !== null; line = await child.nextLine()) {
      if (/^sold \d+-\d+-\d+$/.test(line)) sold.push(line.slice('sold '.length))
    }
  })()
  await expect.poll(() => sold.length, { timeout: 30_000, interval: 5 }).toBeGreaterThan(0)
  await sleep(delayMs(round))
  const server = postgresProcessesIn(join(dataDir, 'database/cluster'))
  if (victim === 'the server, then us') {
    killAll(server)
    const before = sold.length
    // The program itself brings the server back and goes on selling.
    await expect.poll(() => sold.length, { timeout: 30_000, interval: 20 }).toBeGreaterThan(before + 20)
  }
  const us = child.process.pid ?? 0
  killAll(victim === 'all at once' ? [us, ...server] : [us])
  await child.exited
  await reading
  return sold
}

function killAll(pids: readonly number[]): void {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // a session that ended by itself
    }
  }
}

async function expectNothingLost({ pool }: EmbeddedEngine): Promise<void> {
  const { rows } = await pool.query<{ sales: bigint; items: bigint; events: bigint; lost: string[] }>(
    `select (select count(*) from sale) as sales, (select count(*) from sale_item) as items,
       (select count(*) from sale_event) as events,
       array(select wanted.id from unnest($1::text[]) as wanted (id) where not exists (select from sale where sale.id = wanted.id)) as lost`,
    [acknowledged],
  )
  const [found] = rows
  expect(found?.lost, `seed ${seed}`).toEqual([])
  expect(found?.sales).toBeGreaterThanOrEqual(BigInt(acknowledged.length))
  expect(found?.items).toBe((found?.sales ?? 0n) * 4n)
  expect(found?.events).toBe(found?.sales)
}

/** 50 to 400 ms, the same for the same seed. */
function delayMs(round: number): number {
  const mixed = Math.imul(seed ^ (round * 0x9e3779b1), 0x85ebca6b) >>> 0
  return 50 + (mixed % 350)
}
