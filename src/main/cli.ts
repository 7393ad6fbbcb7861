import { Command } from 'commander'
import { AdminProblem } from '../app/admin/problems.ts'
import type { ServerFlags } from '../cli/add-server.ts'
import { CommandRefused } from '../cli/add-till.ts'
import { closing } from '../kernel/closing.ts'
import { StorageTrouble } from '../storage/engines/index.ts'
import { registerAccess } from './cli-access.ts'
import { registerPlugins } from './cli-plugins.ts'
import { registerSeed } from './cli-seed.ts'
import { ConfigError, readServeConfig, type ServeFlags } from './config.ts'
import type { Log } from './log.ts'

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
  .option('--roles <list>', 'server, cloud, till (default); chain, callcentre')
  .option('--database-url <url>', 'an external PostgreSQL instead of the embedded one')
  .option('--empty', 'no seed')
  .option('--seed <name>', 'seed of an empty storage (default demo)')
  .option('--sandbox', 'control plane under /__/ (default on loopback)')
  .option('--no-sandbox', 'no control plane')
  .option('--licences <mode>', 'ample (default) or strict: a module without a licence is refused')
  .option('--limits <profile>', 'budgets of the cloud API: off (default), iiko-like, strict')
  .option('--no-v1-tokens', 'the cloud API takes tokens of the second version only')
  .option('--link <url>', 'cloud that this till dials: ws://host:port/link')
  .option('--link-token <token>', 'token of this till, made by "trapeza till add"')
  .option('--chain <url>', 'chain that this server belongs to: ws://host:port')
  .option('--chain-token <token>', 'made there by "trapeza server add"')
  .option('--portal <url>', 'iiko.biz portal that this call centre listens for: ws://host:port')
  .option('--portal-token <token>', 'made there by "trapeza server add --portal"')
  .option('--standby-of <url>', 'this node is the standby of the main till at http://host:port')
  .option('--own-url <url>', 'where the other node of the till and screens find this one')
  .option('--server-sequential', 'iikoServer answers the calls of a session one after the other')
  .option(
    '--trust-proxy [whom]',
    'off (default), or addresses and networks of the proxies in front (loopback without a value)',
  )
  .option('--reports <engine>', 'columnar (default: DuckDB in a process of its own, SQL behind it) or sql')
  .option('--front-port [number]', 'a port with the Front Web API alone (9042 without a value; default none)')
  .option(
    '--front-login <codes>',
    'module (default on loopback: numbers of licences and PINs open the Front Web API) or pin',
  )
  .option('--plugins <dir>', 'plugins of the tills besides those in DATA/plugins')
  .option('--tls', 'HTTPS by a certificate of our own authority (DIR/tls/ca.pem)')
  .option('--log-level <level>', 'debug, info, warn, error, silent (default info)')
  .option('--log-format <format>', 'json or pretty (default pretty on a terminal)')
  .option('--log-size <megabytes>', 'size at which a log file gives way to a new one (default 10)')
  .option('--log-files <number>', 'files kept of each log (default 10)')
  .action(async (flags: ServeFlags) => {
    const config = readServeConfig(flags, process.env)
    const { runServer } = await import('./run-server.ts')
    await runServer(config)
  })

const print = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

type Place = { data?: string; databaseUrl?: string }

/** A command that works on the database of a data directory. */
const onDatabase = (command: Command): Command =>
  command
    .option('--data <dir>', 'data directory (default ./data)')
    .option('--database-url <url>', 'an external PostgreSQL instead of the embedded one')

const open = async (place: Place) =>
  (await import('./open-for-command.ts')).openForCommand(readServeConfig(place, process.env), log)

onDatabase(program.command('backup <file>').description('copy the whole database into a file')).action(
  async (file: string, place: Place) => {
    const { openEngine } = await import('./open-engine.ts')
    const { writeBackup } = await import('../storage/backup/index.ts')
    const engine = await openEngine(readServeConfig(place, process.env), log)
    await closing(engine, () => writeBackup(engine, { file }))
    print(`written to ${file}`)
  },
)
onDatabase(program.command('restore <file>').description('fill an empty database from a backup')).action(
  async (file: string, place: Place) => {
    const { openEngine } = await import('./open-engine.ts')
    const { restoreBackup } = await import('../storage/backup/index.ts')
    const engine = await openEngine(readServeConfig(place, process.env), log)
    await closing(engine, () => restoreBackup(engine, { file }))
    print(`restored from ${file}`)
  },
)
onDatabase(
  program
    .command('journal')
    .argument('<verify>', 'what to do: verify')
    .description('check the chain of the journal'),
).action(async (_what: string, place: Place) => {
  const { verifyJournalCommand } = await import('../cli/verify-journal.ts')
  const isWhole = await closing(await open(place), ({ app }) => verifyJournalCommand(app.storage, print))
  if (!isWhole) process.exitCode = 1
})
onDatabase(
  program
    .command('trace <what>')
    .description('the journey of an order: by its id, its number or the correlation id of an API call'),
)
  .option('--language <ru|en>', 'words of the timeline (default by LANG)')
  .action(async (what: string, flags: Place & { language?: string }) => {
    const { readLanguage, trace } = await import('../cli/trace.ts')
    const language = readLanguage(flags.language, process.env)
    await closing(await open(flags), ({ app }) => trace(app, what, language, print))
  })
const reports = program.command('reports').description('the columnar copy that answers reports of sales')
const onReports = (what: 'rebuild' | 'verify', description: string): void =>
  void onDatabase(reports.command(what).description(description)).action(async (place: Place) => {
    const { rebuildReports, verifyReports } = await import('../cli/reports.ts')
    const work = what === 'rebuild' ? rebuildReports : verifyReports
    const isWhole = await closing(await open(place), (opened) =>
      work(opened.app, opened.openReportCopy(), print),
    )
    if (!isWhole) process.exitCode = 1
  })
onReports('rebuild', 'make the copy anew from the facts in the database')
onReports('verify', 'compare the copy with the database, day by day')
const till = program.command('till').description('tills on nodes of their own')
onDatabase(till.command('add <code>').description('give a terminal group to a node of its own')).action(
  async (code: string, place: Place) => {
    const { addTill } = await import('../cli/add-till.ts')
    await closing(await open(place), ({ app }) => addTill(app, code, print))
  },
)
till
  .command('promote')
  .description('make a standby till the main one')
  .requiredOption('--at <url>', 'address of the standby: http://host:port')
  .requiredOption('--pin <pin>', 'of somebody with the right to change the main till (F_DOP)')
  .action(async ({ at, pin }: { at: string; pin: string }) => {
    const { promoteTill } = await import('../cli/promote-till.ts')
    await promoteTill(at, pin, print)
  })
onDatabase(
  till
    .command('version <code> <version>')
    .description('which version of the front a terminal group has; newer operations are refused there')
    .option('--tenant <name>', 'the chain, where the storage has several'),
).action(async (code: string, version: string, flags: Place & { tenant?: string }) => {
  const { setTillVersion } = await import('../app/admin/till-version.ts')
  const { tenantOf } = await import('../cli/tenant.ts')
  const { app, close } = await open(flags)
  try {
    const scope = { tenantId: await tenantOf(app, flags.tenant), actor: 'cli' }
    print(`${(await setTillVersion(app, scope, code, version)).name} has version ${version}`)
  } finally {
    await close()
  }
})
onDatabase(
  program
    .command('server')
    .argument('<add>', 'what to do: add')
    .argument('[code]', 'code of the restaurant whose server it is')
    .description('let another server dial this one, a chain or the portal')
    .option('--callcentre', 'the server of the call centre, to the chain')
    .option('--portal', 'the server of the call centre, to the portal')
    .option('--tenant <name>', 'the chain, where the storage has several'),
).action(async (what: string, code: string | undefined, flags: Place & ServerFlags & { tenant?: string }) => {
  if (what !== 'add') throw new CommandRefused(`server ${what}: add is expected`)
  const [{ addServer }, { tenantOf }] = await Promise.all([
    import('../cli/add-server.ts'),
    import('../cli/tenant.ts'),
  ])
  await closing(await open(flags), async ({ app }) =>
    addServer(app, await tenantOf(app, flags.tenant), code, flags, print),
  )
})
registerAccess(program, { onDatabase, log, print })
registerSeed(program, { onDatabase, log, print })
registerPlugins(program, print)

try {
  await program.parseAsync(process.argv)
} catch (error) {
  if (
    !(
      error instanceof ConfigError ||
      error instanceof StorageTrouble ||
      error instanceof CommandRefused ||
      error instanceof AdminProblem
    )
  )
    throw error
  log('error', error.message)
  process.exitCode = 1
}
