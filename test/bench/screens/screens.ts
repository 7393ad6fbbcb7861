import { readFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { measureChanges } from './changes.ts'
import { openScreensWorld } from './screens-world.ts'
import { measureTaps } from './taps.ts'

const dishes = Number(process.env['BENCH_DISHES'] ?? 20_000)

/** Screens as people feel them: taps on a slow device, what others did, and what it all holds in memory. */
export async function benchScreens(): Promise<void> {
  const world = await openScreensWorld(dishes)
  const megabytesOf = (pid: number): string =>
    `${Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024)} MB`
  const load = (): string => loadavg()[0]?.toFixed(1) ?? ''
  try {
    process.stdout.write(`screens, load of the machine ${load()}\n`)
    await measureTaps(world, dishes)
    await measureChanges(world)
    const { till, bare } = world.pids
    process.stdout.write(
      `memory of the till: ${megabytesOf(till)} (bare process ${megabytesOf(bare)}), load ${load()}\n`,
    )
  } finally {
    await world.close()
  }
}
