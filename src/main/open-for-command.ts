import { join } from 'node:path'
import type { App } from '../app/ports.ts'
import type { YearSource } from '../cli/seed-year.ts'
import type { ReportCopy } from '../storage/columnar/report-copy.ts'
import { migrate } from '../storage/migrate.ts'
import { openStorage } from '../storage/open-storage.ts'
import type { ServeConfig } from './config.ts'
import { demoYears } from './demo-year.ts'
import type { Log } from './log.ts'
import { openApp } from './open-app.ts'
import { openEngine } from './open-engine.ts'
import { openReportCopy } from './open-report-copy.ts'
import { SandboxClock } from './sandbox-clock.ts'
import { systemRandom } from './system-random.ts'

/** The core of a node without followers and tills, for one command. */
export async function openForCommand(
  config: ServeConfig,
  log: Log,
): Promise<{ app: App; years(): YearSource; openReportCopy(): ReportCopy; close(): Promise<void> }> {
  const engine = await openEngine(config, log)
  try {
    await migrate(engine.pool)
    const clock = new SandboxClock()
    const random = systemRandom(clock)
    const storage = await openStorage(engine, { clock, random })
    const { app } = openApp(storage, { clock, random })
    let copy: ReportCopy | null = null
    return {
      app,
      years: () => demoYears(engine.pool),
      openReportCopy() {
        copy ??= openReportCopy({ dir: join(config.dataDir, 'reports'), databaseUrl: engine.url, log })
        return copy
      },
      async close() {
        await copy?.close()
        await engine.close()
      },
    }
  } catch (error) {
    await engine.close()
    throw error
  }
}
