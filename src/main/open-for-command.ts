import { keepCatalogs } from '../app/books/catalogs.ts'
import { keepSleepers } from '../app/cloud/sleeping-tills.ts'
import { keepBlacklist } from '../app/loyalty/blacklist.ts'
import type { App } from '../app/ports.ts'
import { migrate } from '../storage/migrate.ts'
import { openStorage } from '../storage/open-storage.ts'
import type { ServeConfig } from './config.ts'
import type { Log } from './node.ts'
import { SandboxClock } from './sandbox-clock.ts'
import { openEngine } from './serve.ts'
import { systemRandom } from './system-random.ts'

/** The core of a node without followers and tills, for one command. */
export async function openForCommand(
  config: ServeConfig,
  log: Log,
): Promise<{ app: App; close(): Promise<void> }> {
  const engine = await openEngine(config, log)
  try {
    await migrate(engine.pool)
    const clock = new SandboxClock()
    const random = systemRandom(clock)
    const storage = await openStorage(engine, { clock, random })
    const catalogs = keepCatalogs(storage, clock)
    const app: App = {
      storage,
      clock,
      random,
      catalog: catalogs.of,
      forgetCatalog: catalogs.forget,
      sleepers: keepSleepers(storage, clock),
      blacklist: keepBlacklist(storage, clock),
      wake: () => {},
    }
    return { app, close: () => engine.close() }
  } catch (error) {
    await engine.close()
    throw error
  }
}
