import type { ServeConfig } from './config.ts'
import { openEngine } from './open-engine.ts'
import { logOf, openServiceLog } from './service-log.ts'
import { startTable } from './start-table.ts'

const stopMsMax = 10_000

/** Serves until SIGTERM or SIGINT, then stops cleanly; says `ready …` on stdout when requests are answered. */
export async function runServer(config: ServeConfig): Promise<void> {
  const serviceLog = await openServiceLog(config.log)
  const log = logOf(serviceLog)
  // The database starts while the rest of the program is being read.
  const engine = openEngine(config, log)
  engine.catch(() => {}) // `serve` says why, once it is there to wait for it
  const { serve } = await import('./serve.ts')
  const serving = await serve(config, serviceLog, { engine })
  let isStopping = false
  const stop = (signal: string): void => {
    if (isStopping) return
    isStopping = true
    log('info', `${signal}: stopping`)
    const limit = setTimeout(() => process.exit(1), stopMsMax)
    serving
      .stop()
      .then(() => process.exit(0))
      .catch((error: unknown) => {
        log('error', 'stopping failed', { error: String(error) })
        process.exit(1)
      })
      .finally(() => clearTimeout(limit))
  }
  process.on('SIGTERM', () => stop('SIGTERM'))
  process.on('SIGINT', () => stop('SIGINT'))
  process.stdout.write(`ready ${serving.baseUrl}\n`)
  process.stderr.write(startTable({ ...serving, ...config }))
}
