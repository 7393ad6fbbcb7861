import type { ServeConfig } from './config.ts'
import type { Log } from './node.ts'
import { serve } from './serve.ts'

const stopMsMax = 10_000

/** Serves until SIGTERM or SIGINT, then stops cleanly; says `ready …` on stdout when requests are answered. */
export async function runServer(config: ServeConfig, log: Log): Promise<void> {
  const serving = await serve(config, log)
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
}
