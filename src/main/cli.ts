import { Command } from 'commander'
import { StorageTrouble } from '../storage/engines/index.ts'
import { ConfigError, readServeConfig, type ServeFlags } from './config.ts'
import type { Log } from './node.ts'

const program = new Command('trapeza').description(
  'An open restaurant platform that speaks the API families of iiko',
)

/** Progress goes to stderr; stdout carries the one line that scripts wait for. */
const log: Log = (level, text, details) => {
  const rest = details ? ` ${JSON.stringify(details)}` : ''
  process.stderr.write(`${level === 'info' ? '' : `${level}: `}${text}${rest}\n`)
}

program
  .command('serve', { isDefault: true })
  .description('run a node')
  .option('--port <number>', 'port of all families (default 8080)')
  .option('--host <address>', 'address to listen on (default 127.0.0.1)')
  .option('--data <dir>', 'data directory (default ./data)')
  .option('--roles <list>', 'server, cloud, till (default all)')
  .option('--database-url <url>', 'an external PostgreSQL instead of the embedded one')
  .option('--empty', 'no seed')
  .option('--seed <name>', 'seed of an empty storage (default demo)')
  .option('--sandbox', 'control plane under /__/ (default on loopback)')
  .option('--no-sandbox', 'no control plane')
  .option('--link <url>', 'cloud that this till dials: ws://host:port/link')
  .option('--link-token <token>', 'token of this till, made by "trapeza till add"')
  .action(async (flags: ServeFlags) => {
    const config = readServeConfig(flags, process.env)
    const { runServer } = await import('./run-server.ts')
    await runServer(config, log)
  })

try {
  await program.parseAsync(process.argv)
} catch (error) {
  if (error instanceof ConfigError || error instanceof StorageTrouble) {
    log('error', error.message)
    process.exit(1)
  }
  throw error
}
