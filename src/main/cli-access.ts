/** Commands about who may do what: keys, applications, licences, administrators. */
import type { Command } from 'commander'
import type { KeyFlags } from '../cli/key-flags.ts'
import type { KeyDesk } from '../cli/keys.ts'
import type { Print } from '../cli/print.ts'
import { readServeConfig, type ServeFlags } from './config.ts'
import type { Log } from './log.ts'

type Place = { data?: string; databaseUrl?: string; tenant?: string; licences?: string }
type Tools = { onDatabase: (command: Command) => Command; log: Log; print: Print }
type Work<Flags> = (desk: KeyDesk, argument: string, flags: Flags) => Promise<void>

/** Adds the commands to the program. */
export function registerAccess(program: Command, tools: Tools): void {
  const { onDatabase } = tools
  const chain = (command: Command): Command =>
    onDatabase(command).option('--tenant <name>', 'the chain, where the storage has several')
  /** The argument of a command that has none is empty. */
  const does = <Flags>(command: Command, work: Work<Flags>): Command =>
    command.action(async (...given: unknown[]) => {
      const argument = typeof given[0] === 'string' ? given[0] : ''
      const flags = given[argument === '' ? 0 : 1] as Place & Flags
      await atDesk(tools, flags, (desk) => work(desk, argument, flags))
    })
  registerKeys(program.command('key').description('API keys'), chain, does)
  registerApplications(
    program.command('application').description('applications for tokens of the second version'),
    chain,
    does,
  )
  registerLogins(program.command('login').description('logins of employees to iikoServer'), chain, does)
  const licences = program.command('licences').description('modules, seats, expiry')
  registerLicences(licences, chain, does)
  registerSeats(licences, tools.print)
  registerGuests(program.command('guest').description('the black list of guests'), chain, does)
  registerPaymentTypes(program.command('payment-type').description('who moves their money'), chain, does)
  registerAdministrators(program.command('admin').description('who may open the admin page'), chain, does)
}

type Chain = (command: Command) => Command
type Does = <Flags>(command: Command, work: Work<Flags>) => Command

/** Opens the database for one command, which works on one chain of it. */
async function atDesk(
  { log, print }: Tools,
  place: Place,
  work: (desk: KeyDesk) => Promise<void>,
): Promise<void> {
  const [{ openForCommand }, { tenantOf }, { cloudRights }, { createTargetGuard }] = await Promise.all([
    import('./open-for-command.ts'),
    import('../cli/tenant.ts'),
    import('./cloud-rights.ts'),
    import('../webhooks/target-guard.ts'),
  ])
  const config = readServeConfig(place as ServeFlags, process.env)
  const { app, close } = await openForCommand(config, log)
  try {
    const tenantId = await tenantOf(app, place.tenant)
    const knownRights = cloudRights.map(({ right }) => right)
    const guard = createTargetGuard({ allowLoopback: config.isSandbox })
    const scope = { tenantId, actor: 'cli', knownRights }
    await work({ app, scope, checkTarget: guard.check, print })
  } finally {
    await close()
  }
}

const keyOptions = (command: Command): Command =>
  command
    .option('--organizations <ids>', 'comma-separated ids, or all')
    .option('--terminal-groups <ids>', 'comma-separated ids, or all')
    .option('--allow <rights>', 'all, none or paths such as deliveries/*,organizations')
    .option('--deny <rights>', 'none or paths such as deliveries/create')
    .option('--source-key <key>', 'stamp of its orders, and it sees only those; none: sees all')
    .option('--menus <numbers>', 'numbers of external menus, all or none')
    .option('--price-categories <ids>', 'comma-separated ids, all or none')
    .option('--email <address>', 'whom to ask about the key, or none')
    .option('--days <number>', 'how long it is good from now (a new one: 365)')
    .option('--expires <day>', 'last day such as 2027-01-31, or never')
    .option('--on', 'switched on')
    .option('--off', 'switched off')
    .option('--webhook <url>', 'where events of its organizations go, or none')
    .option('--webhook-token <text>', 'Authorization header of the calls, or none')
    .option('--webhook-filter <json>', 'webHooksFilter of the API as JSON, or all')
    .option('--webhook-profile <name>', 'iiko, or durable: signed, retried for days')

function registerKeys(key: Command, chain: Chain, does: Does): void {
  const keys = () => import('../cli/keys.ts')
  does(chain(key.command('list').description('all keys')), async (desk) => (await keys()).listKeys(desk))
  does<KeyFlags>(
    keyOptions(chain(key.command('add <name>').description('a new key; its login is printed once'))).option(
      '--biz',
      'print user_id and user_secret of iiko.biz too',
    ),
    async (desk, name, flags) => (await keys()).addKey(desk, name, flags),
  )
  does(
    chain(key.command('show <id>').description('everything about a key but its login')),
    async (desk, id) => (await keys()).showKey(desk, id.toLowerCase()),
  )
  does<KeyFlags>(
    keyOptions(chain(key.command('change <id>').description('changes what the options name'))).option(
      '--name <name>',
      'another name',
    ),
    async (desk, id, flags) => (await keys()).alterKey(desk, id.toLowerCase(), flags),
  )
  does(chain(key.command('rotate <id>').description('a new login; the old one ends')), async (desk, id) =>
    (await keys()).renewKey(desk, id.toLowerCase()),
  )
  does(chain(key.command('revoke <id>').description('ends a key for good')), async (desk, id) =>
    (await keys()).endKey(desk, id.toLowerCase()),
  )
}

function registerApplications(application: Command, chain: Chain, does: Does): void {
  const applications = () => import('../cli/applications.ts')
  does(chain(application.command('list').description('all applications')), async (desk) =>
    (await applications()).listApplications(desk),
  )
  does(
    chain(application.command('add <name>').description('a new one; its secret is printed once')),
    async (desk, name) => (await applications()).addApplication(desk, name),
  )
  does(
    chain(application.command('rotate <id>').description('a new secret; the old one ends')),
    async (desk, id) => (await applications()).renewApplication(desk, id.toLowerCase()),
  )
  does(chain(application.command('revoke <id>').description('no tokens any more')), async (desk, id) =>
    (await applications()).endApplication(desk, id.toLowerCase()),
  )
}

function registerLogins(login: Command, chain: Chain, does: Does): void {
  const commands = () => import('../cli/logins.ts')
  does(chain(login.command('list').description('all logins with their employees and roles')), async (desk) =>
    (await commands()).listLogins(desk),
  )
  does<{ employee: string }>(
    chain(
      login.command('add <login>').description('gives it to an employee; its password is printed once'),
    ).requiredOption('--employee <code>', 'code or id of the employee'),
    async (desk, given, flags) => (await commands()).addLogin(desk, given, flags),
  )
  does(chain(login.command('revoke <login>').description('it opens nothing any more')), async (desk, given) =>
    (await commands()).revokeLogin(desk, given),
  )
}

function registerLicences(licences: Command, chain: Chain, does: Does): void {
  const commands = () => import('../cli/licences.ts')
  does<Place>(
    chain(licences.command('list').description('what each module may do')).option(
      '--licences <mode>',
      'as the server is run: ample (default) or strict',
    ),
    async (desk, _, flags) => {
      const { createLicences } = await import('../licences/licences.ts')
      const { licences: mode } = readServeConfig(flags, process.env)
      const { storage, clock } = desk.app
      await (await commands()).listLicences(desk, createLicences({ storage, clock, mode }))
    },
  )
  does<{ seats: string; expires: string }>(
    chain(licences.command('set <module>').description('gives a licence by name or number, or package Cloud'))
      .option('--seats <number>', 'sessions at once', 'unlimited')
      .option('--expires <day>', 'last day such as 2027-01-31', 'never'),
    async (desk, module, flags) => (await commands()).giveLicence(desk, module, flags),
  )
  does(chain(licences.command('remove <module>').description('takes a licence away')), async (desk, module) =>
    (await commands()).takeLicence(desk, module),
  )
}

/** The one about a running node: it opens no database. */
function registerSeats(licences: Command, print: Print): void {
  licences
    .command('seats')
    .description('who has seats of a running server now; taken, freed and refused since it was started')
    .option('--at <url>', 'address of the server', 'http://127.0.0.1:8080')
    .option(
      '--login <name>',
      'administrator; the password is taken from TRAPEZA_PASSWORD (a sandbox needs none)',
    )
    .action(async ({ at, login }: { at: string; login?: string }) => {
      const { showSeats } = await import('../cli/licence-seats.ts')
      const password = process.env['TRAPEZA_PASSWORD'] ?? ''
      await showSeats({ at, ...(login === undefined ? {} : { login, password }) }, print)
    })
}

function registerGuests(guest: Command, chain: Chain, does: Does): void {
  const commands = () => import('../cli/guests.ts')
  does<{ reason: string }>(
    chain(guest.command('blacklist <phone>').description('orders of the guest say so')).requiredOption(
      '--reason <text>',
      'why',
    ),
    async (desk, phone, flags) => (await commands()).addToBlacklist(desk, phone, flags),
  )
  does(chain(guest.command('unlist <phone>').description('off the list')), async (desk, phone) =>
    (await commands()).takeFromBlacklist(desk, phone),
  )
}

function registerPaymentTypes(type: Command, chain: Chain, does: Does): void {
  does<{ system: string }>(
    chain(type.command('by-plugin <code>').description('a payment system of a plugin does')).requiredOption(
      '--system <key>',
      'key of the payment system, such as example-bank',
    ),
    async (desk, code, flags) => (await import('../cli/payment-types.ts')).givePaymentType(desk, code, flags),
  )
}

function registerAdministrators(admin: Command, chain: Chain, does: Does): void {
  const commands = () => import('../cli/administrators.ts')
  does(chain(admin.command('list').description('all accounts')), async (desk) =>
    (await commands()).listAdministrators(desk),
  )
  does<{ role?: string }>(
    chain(admin.command('add <login>').description('a new account; its password is printed once')).option(
      '--role <role>',
      'viewer, operator or owner (default: the first account is the owner, others are viewers)',
    ),
    async (desk, login, flags) => (await commands()).newAdministrator(desk, login, flags),
  )
  does<{ to: string }>(
    chain(admin.command('role <login>').description('what an account may do')).requiredOption(
      '--to <role>',
      'viewer, operator or owner',
    ),
    async (desk, login, { to }) => (await commands()).changeRole(desk, login, to),
  )
  does(
    chain(admin.command('password <login>').description('a new password, printed once')),
    async (desk, login) => (await commands()).renewPassword(desk, login),
  )
  does(
    chain(admin.command('external-key <login>').description('a key for external applications, printed once')),
    async (desk, login) => (await commands()).newExternalKey(desk, login),
  )
  does(chain(admin.command('remove <login>').description('ends an account')), async (desk, login) =>
    (await commands()).endAdministrator(desk, login),
  )
}
