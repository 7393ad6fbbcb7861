import type { App } from '../app/ports.ts'
import { migrate } from '../storage/migrate.ts'
import { openStorage } from '../storage/open-storage.ts'
import type { ServeConfig } from './config.ts'
import type { Log } from './node.ts'
import { openApp } from './open-app.ts'
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
    const { app } = openApp(storage, { clock, random })
    return { app, close: () => engine.close() }
  } catch (error) {
    await engine.close()
    throw error
  }
}
