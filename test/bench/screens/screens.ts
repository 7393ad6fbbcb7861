import { loadavg } from 'node:os'
import { measureChanges } from './changes.ts'
import { measureHour, memoryOf } from './hour.ts'
import { openScreensWorld } from './screens-world.ts'
import { measureTaps } from './taps.ts'

const dishes = Number(process.env['BENCH_DISHES'] ?? 20_000)

/** Screens as people feel them: taps on a slow device, what others did, and what it all holds in memory. */
export async function benchScreens(): Promise<void> {
  const world = await openScreensWorld(dishes)
  const megabytesOf = (pid: number): string => `${Math.round(memoryOf(pid) / 1024 ** 2)} MB`
  const load = (): string => loadavg()[0]?.toFixed(1) ?? ''
  try {
    process.stdout.write(`screens, load of the machine ${load()}\n`)
    await measureTaps(world, dishes)
    await measureChanges(world)
    await measureHour(world)
    const { till, bare } = world.pids
    process.stdout.write(
      `memory of the till: ${megabytesOf(till)} (bare process ${megabytesOf(bare)}), load ${load()}\n`,
    )
  } finally {
    await world.close()
  }
}
