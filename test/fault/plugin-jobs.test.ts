/** Jobs of plugins by the clock: missed ones, plugins and tills that end in the middle, failures (front-api §9.22). */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { fromLocal } from '../../src/kernel/local-time.ts'
import type { JobView } from '../../src/plugins/jobs/job-desk.ts'
import { aTill, type PluginTestWorld, pluginWorld, sharedInMemory } from '../support/plugin-world.ts'

const at = (text: string): number => fromLocal(text, aTill.timeZone) ?? Number.NaN
const operations = { getStockBalances: { needs: 'stock:read', run: async () => [] } }
const timing = { pingMs: 700, startMs: 20_000, jobsMs: 20 }
let now: number
let shared: ReturnType<typeof sharedInMemory>
let world: PluginTestWorld
beforeEach(() => {
  now = at('2026-03-02 10:00')
  shared = sharedInMemory()
})
afterEach(() => world.close())

async function started(options: { jobLimitMs?: number } = {}): Promise<void> {
  world = pluginWorld(['night-watch'], { ...options, operations, timing, shared, now: () => now })
  await world.host.start([aTill])
  await world.until(() => views().length === 5, 'the jobs are known')
}
const plugin = () => world.host.views().find(({ name }) => name === 'night-watch')
const views = (): JobView[] => plugin()?.jobs ?? []
const view = (name: string): JobView | undefined => views().find((job) => job.name === name)
/** What a job wrote, with the moments by the till's clock. */
const said = (name: string): string[] =>
  world
    .lines('plugin-night-watch.log')
    .flatMap((line) => /^info (\w+ for .*)$/.exec(line)?.[1] ?? [])
    .filter((line) => line.startsWith(name))
const line = (name: string, due: string, before: string | null): string =>
  `${name} for ${new Date(at(due)).toISOString()} after ${before ? new Date(at(before)).toISOString() : 'never'}`
const ran = (name: string, times: number): Promise<void> =>
  world.until(
    () => said(name).length === times && view(name)?.isRunning === false,
    `${name} ran ${times} times`,
  )
/** Several looks at what is due. */
const passed = () => new Promise((resolve) => setTimeout(resolve, 200))

describe('by the clock of the till', () => {
  test('a job runs when it is due, and what was missed runs once', async () => {
    await started()
    await passed()
    expect(said('rounds')).toEqual([])
    expect(view('rounds')).toMatchObject({ times: 'every 15 min', nextAt: at('2026-03-02 10:15'), runs: 0 })
    now = at('2026-03-02 10:15')
    await ran('rounds', 1)
    // The clock jumps over thirty due times.
    now = at('2026-03-02 17:50')
    await ran('rounds', 2)
    await passed()
    expect(said('rounds')).toEqual([
      line('rounds', '2026-03-02 10:15', null),
      line('rounds', '2026-03-02 17:45', '2026-03-02 10:15'),
    ])
    // Three mornings pass: the last one is made up for.
    now = at('2026-03-05 09:00')
    await ran('dawn', 1)
    await passed()
    expect(said('dawn')).toEqual([line('dawn', '2026-03-05 04:30', null)])
    expect(world.lines('plugin-night-watch.log').join()).not.toContain('given up ran')
  })

  test('a clock that is set back repeats nothing, and one that is set back far stops no job', async () => {
    await started()
    now = at('2026-03-03 04:30')
    await ran('dawn', 1)
    now = at('2026-03-03 04:20')
    await passed()
    now = at('2026-03-03 04:31')
    await passed()
    expect(said('dawn')).toHaveLength(1)
    now = at('2026-02-20 04:00')
    await passed()
    now = at('2026-02-20 04:30')
    await ran('dawn', 2)
  })
})

describe('across a restart', () => {
  test('a due time that was run is not run again, and one that passed meanwhile is run once', async () => {
    await started()
    now = at('2026-03-02 10:15')
    await ran('rounds', 1)
    await world.close()
    await started()
    await passed()
    expect(said('rounds')).toEqual([])
    expect(view('rounds')).toMatchObject({ runs: 1, nextAt: at('2026-03-02 10:30') })
    await world.close()
    now = at('2026-03-02 11:20')
    await started()
    await ran('rounds', 1)
    expect(said('rounds')).toEqual([line('rounds', '2026-03-02 11:15', '2026-03-02 10:15')])
  })

  test('a plugin that is killed in the middle: the run counts as failed, is not repeated, and the next one comes', async () => {
    await started()
    now = at('2026-03-02 12:00')
    await world.until(() => said('endless').length === 1, 'it is under way')
    const { pid } = plugin() ?? {}
    process.kill(pid ?? 0, 'SIGKILL')
    await world.until(() => plugin()?.crashes === 1 && plugin()?.state === 'running', 'it is started again')
    await world.until(() => view('endless')?.failures === 1, 'the failure is counted')
    expect(view('endless')).toMatchObject({ runs: 1, isRunning: false, nextAt: at('2026-03-03 12:00') })
    expect(view('endless')?.lastError).toContain('the plugin ended in the middle')
    await passed()
    expect(said('endless')).toHaveLength(1)
    now = at('2026-03-03 12:00')
    await world.until(() => said('endless').length === 2, 'the next one comes')
    expect(said('endless')[1]).toBe(line('endless', '2026-03-03 12:00', '2026-03-02 12:00'))
  })

  test('a till that ends in the middle says so when it is there again', async () => {
    await started()
    now = at('2026-03-02 12:00')
    await world.until(() => said('endless').length === 1, 'it is under way')
    await world.close()
    await started()
    expect(view('endless')).toMatchObject({ runs: 1, failures: 1, isRunning: false })
    expect(world.lines('plugin-night-watch.log').join()).toContain('was cut off')
    await passed()
    expect(said('endless')).toEqual([])
  })
})

describe('a job that does not work', () => {
  test('is told when its time is over, and its next run does not begin beside the old one', async () => {
    await started({ jobLimitMs: 150 })
    now = at('2026-03-02 12:00')
    await world.until(() => view('endless')?.failures === 1, 'its time is over')
    expect(view('endless')?.lastError).toBe('it took longer than 0.15 s')
    await world.until(
      () => world.lines('plugin-night-watch.log').includes('info endless is told to give up'),
      'it is told',
    )
    now = at('2026-03-03 12:00')
    await world.until(() => view('endless')?.failures === 2, 'the second one fails')
    expect(said('endless')).toHaveLength(1)
    expect(view('endless')?.lastError).toContain('the run before has not ended')
    // Other jobs are not held up.
    await ran('rounds', 2)
  })

  test('is in the log and in the state of its plugin; after five failures in a row it rests for an hour', async () => {
    await started()
    for (let day = 1; day <= 5; day++) {
      now = at(`2026-03-0${2 + day} 05:00`)
      await world.until(() => view('broken')?.failures === day, `failure ${day}`)
    }
    const mistakes = world.lines('plugin-night-watch.log').filter((text) => text.includes('the lamp is out'))
    expect(mistakes).toHaveLength(5)
    expect(mistakes[0]).toMatch(/^error job broken failed: /)
    expect(plugin()).toMatchObject({
      state: 'degraded',
      reason: 'the job broken failed; see its log',
      crashes: 0,
    })
    expect(view('broken')).toMatchObject({ failuresInRow: 5, restsUntil: at('2026-03-07 06:00') })
    await ran('dawn', 5)
    now = at('2026-03-07 06:00')
    await passed()
    expect(view('broken')).toMatchObject({ runs: 5, restsUntil: null })
    now = at('2026-03-08 05:00')
    await world.until(() => view('broken')?.runs === 6, 'it is tried again')
  })
})
