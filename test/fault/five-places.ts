import { createServer } from 'node:net'
import { join } from 'node:path'
import { loadSeed } from '../../src/app/books/load-seed.ts'
import type { App, ServerLineKind } from '../../src/app/ports.ts'
import { openApp } from '../../src/main/open-app.ts'
import { SandboxClock } from '../../src/main/sandbox-clock.ts'
import { systemRandom } from '../../src/main/system-random.ts'
import { type DemoChain, demoChain } from '../../src/seed/demo/index.ts'
import { type Engine, openEmbedded } from '../../src/storage/engines/index.ts'
import { migrate } from '../../src/storage/migrate.ts'
import { openStorage } from '../../src/storage/open-storage.ts'
import { type BadWire, openBadWire } from '../support/bad-wire.ts'
import type { Chance } from '../support/chance.ts'
import { type ServerProcess, spawnServer } from '../support/server-process.ts'

export const chain = openDayAndNight(demoChain())
export const apiKey = chain.apiKeys[0]
const group = chain.items.find((item) => item.book === 'terminalGroup' && item.body.code === 'pokrovka')
export const outlet = {
  tenantId: chain.tenant.id,
  organizationId: group?.organizationId ?? '',
  terminalGroupId: group?.id ?? '',
}

export type PlaceName = 'portal' | 'callcentre' | 'chain' | 'server' | 'till'
export const placeNames: readonly PlaceName[] = ['portal', 'callcentre', 'chain', 'server', 'till']

/** A process that is started again after each death. */
export type Place = {
  name: PlaceName
  data: string
  process: ServerProcess | null
  start(): Promise<void>
  kill(chance: Chance): Promise<void>
  stop(): Promise<void>
}

export type FivePlaces = {
  places: Record<PlaceName, Place>
  /** The lines between them, by who dials whom. */
  wires: Record<string, BadWire>
  portalUrl: string
  chainUrl: string
  serverUrl: string
  tillUrl: string
}

const token = (name: string): string => `token of ${name} in this test`

/** Data, tokens and lines of the five places of the legacy route (biz-card-api §16.1); nothing runs yet. */
export async function prepareFivePlaces(home: string): Promise<FivePlaces> {
  const data = (name: PlaceName): string => join(home, name)
  const ports: Record<string, number> = {}
  for (const name of placeNames) ports[name] = await freePort()
  const logins = onData(data('chain'), async (app) => {
    await loadSeed(app, chain)
    await lets(app, 'callcentre', null)
    await lets(app, 'outlet', outlet.organizationId)
    return app.storage.now.backOfficeLogins.list(chain.tenant.id)
  })
  await Promise.all([
    onData(data('portal'), async (app) => {
      await loadSeed(app, chain)
      await lets(app, 'portal', null)
    }),
    onData(data('server'), async (app) => {
      await app.storage.now.links.savePeer(
        { id: app.random.uuid(), ...outlet, name: 'pokrovka' },
        token('till'),
      )
      // Logins to a back office are each server's own; this one's is the same.
      const now = app.clock.now()
      for (const one of await logins) await app.storage.now.backOfficeLogins.save(one, now)
    }),
  ])
  const wires = {
    'callcentre-portal': await openBadWire(ports['portal'] ?? 0),
    'callcentre-chain': await openBadWire(ports['chain'] ?? 0),
    'server-chain': await openBadWire(ports['chain'] ?? 0),
    'till-server': await openBadWire(ports['server'] ?? 0),
  }
  const to = (wire: keyof typeof wires): string => `ws://127.0.0.1:${wires[wire].port}`
  const flags: Record<PlaceName, string[]> = {
    portal: ['--roles', 'cloud'],
    chain: ['--roles', 'chain'],
    callcentre: [
      ...['--roles', 'callcentre', '--chain', to('callcentre-chain'), '--chain-token', token('callcentre')],
      ...['--portal', to('callcentre-portal'), '--portal-token', token('portal')],
    ],
    server: [
      '--roles',
      'server',
      '--reports',
      'sql',
      '--chain',
      to('server-chain'),
      '--chain-token',
      token('outlet'),
    ],
    till: ['--roles', 'till', '--link', `${to('till-server')}/link`, '--link-token', token('till')],
  }
  const places = Object.fromEntries(
    placeNames.map((name) => [
      name,
      placeOf(name, data(name), ['--data', data(name), '--port', String(ports[name]), ...flags[name]]),
    ]),
  ) as Record<PlaceName, Place>
  const url = (name: PlaceName): string => `http://127.0.0.1:${ports[name]}`
  return {
    places,
    wires,
    portalUrl: url('portal'),
    chainUrl: url('chain'),
    serverUrl: url('server'),
    tillUrl: url('till'),
  }
}

const lets = (app: App, line: ServerLineKind, organizationId: string | null): Promise<void> =>
  app.storage.now.serverLines.savePeer(
    { id: app.random.uuid(), tenantId: chain.tenant.id, line, organizationId, name: line },
    token(line),
    app.clock.now(),
  )

/** Works on the database of a place that does not run. */
export async function onData<T>(dataDir: string, work: (app: App, engine: Engine) => Promise<T>): Promise<T> {
  const engine = await openEmbedded({ dataDir })
  try {
    await migrate(engine.pool)
    const clock = new SandboxClock()
    const random = systemRandom(clock)
    const storage = await openStorage(engine, { clock, random })
    return await work(openApp(storage, { clock, random }).app, engine)
  } finally {
    await engine.close()
  }
}

function placeOf(name: PlaceName, data: string, flags: string[]): Place {
  const place: Place = {
    name,
    data,
    process: null,
    async start() {
      place.process ??= await spawnServer([...flags, '--log-level', 'warn'])
    },
    async kill(chance) {
      const dying = place.process
      if (!dying) return
      place.process = null
      const database = await dying.childPids()
      // Its database dies first, with it, or is left an orphan for the next process to deal with.
      const order = chance.pick(['database first', 'process first', 'process only'])
      if (order === 'database first') killAll(database)
      dying.kill('SIGKILL')
      if (order === 'process first') killAll(database)
      await dying.exited
    },
    async stop() {
      place.process?.kill('SIGTERM')
      await place.process?.exited
      place.process = null
    },
  }
  return place
}

function killAll(pids: readonly number[]): void {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // It has ended by itself.
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** The only till that runs takes orders at any hour: at night the demo's restrictions would send them to another one. */
function openDayAndNight(demo: DemoChain): DemoChain {
  const always = { from: null, to: null }
  const items = demo.items.map((item) =>
    item.book === 'deliveryRestrictions'
      ? {
          ...item,
          body: { ...item.body, restrictions: item.body.restrictions.map((row) => ({ ...row, ...always })) },
        }
      : item,
  )
  return { ...demo, items }
}
