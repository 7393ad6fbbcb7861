import { mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { notFound } from '../../src/app/front/exceptions.ts'
import type { OrderToPay } from '../../src/app/front/order-to-pay.ts'
import type { Licence, PluginDataPlace } from '../../src/app/ports.ts'
import { createLicences } from '../../src/licences/licences.ts'
import { PluginHost, type PluginHostOptions } from '../../src/plugins/plugin-host.ts'
import type { PluginOperation, PluginTill, PluginWorld } from '../../src/plugins/world.ts'

const fixtures = fileURLToPath(new URL('../plugins-fixtures', import.meta.url))

export const aTill: PluginTill = {
  tenantId: 'tenant',
  organizationId: 'organization',
  terminalGroupId: 'group',
  code: 'main',
  name: 'Main till',
  timeZone: 'Europe/Moscow',
}

export type PluginTestWorld = {
  host: PluginHost
  /** Lines by file. */
  lines(file: string): string[]
  licences: Licence[]
  /** Resolves when it is true; fails after 20 seconds. */
  until(what: () => boolean, words: string): Promise<void>
  close(): Promise<void>
}

/** A host with real processes of fixtures, and nothing else of a node. */
export function pluginWorld(
  names: readonly string[],
  options: Partial<Pick<PluginHostOptions, 'timing' | 'hookBudgetMs' | 'jobLimitMs' | 'screenGraceMs'>> & {
    operations?: Readonly<Record<string, PluginOperation>>
    /** Orders of the till by their ids; others it has none. */
    orders?: ReadonlyMap<string, OrderToPay>
    licences?: Licence[]
    /** The till's clock; absent: the machine's. */
    now?: () => number
    /** What plugins and the host keep; absent: nothing yet. */
    shared?: PluginWorld['shared']
    /** Plugins that are no fixtures, by their folders. */
    folders?: Readonly<Record<string, string>>
  } = {},
): PluginTestWorld {
  const directory = mkdtempSync(join(tmpdir(), 'trapeza-plugins-'))
  for (const name of names) symlinkSync(join(fixtures, name), join(directory, name))
  for (const [name, folder] of Object.entries(options.folders ?? {}))
    symlinkSync(folder, join(directory, name))
  const written = new Map<string, string[]>()
  const licences = options.licences ?? []
  const clock = { now: options.now ?? Date.now, sleep: async () => {} }
  const storage = { now: { licences: { of: async () => licences } } }
  const licensing = createLicences({ storage, clock, mode: 'ample' })
  const world: PluginWorld = {
    version: '0.0.0',
    now: clock.now,
    uuid: () => crypto.randomUUID(),
    log: () => {},
    files: {
      write: (file, level, message) =>
        void written.set(file, [...(written.get(file) ?? []), `${level} ${message}`]),
    },
    licences: licensing,
    operationOf: (name) => options.operations?.[name],
    shared: options.shared ?? sharedInMemory(),
    orderToPay: async (_till, id) => options.orders?.get(id) ?? null,
    async payableOrder(_till, id) {
      const order = options.orders?.get(id)
      if (!order) throw notFound('Order', id)
      return order
    },
    directories: { configs: join(directory, 'configs'), data: join(directory, 'data') },
    locale: 'en',
  }
  const host = new PluginHost({
    world,
    directories: [directory],
    ...(options.timing ? { timing: options.timing } : {}),
    ...(options.hookBudgetMs ? { hookBudgetMs: options.hookBudgetMs } : {}),
    ...(options.jobLimitMs ? { jobLimitMs: options.jobLimitMs } : {}),
    ...(options.screenGraceMs ? { screenGraceMs: options.screenGraceMs } : {}),
  })
  return {
    host,
    licences,
    lines: (file) => written.get(file) ?? [],
    async until(what, words) {
      for (let tries = 0; !what(); tries++) {
        if (tries > 400) throw new Error(`never: ${words}; ${JSON.stringify(host.views())}`)
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    },
    async close() {
      await host.stop()
      for (const name of readdirSync(directory))
        rmSync(join(directory, name), { recursive: true, force: true })
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

export function sharedInMemory(): PluginWorld['shared'] {
  const kept = new Map<string, Map<string, string>>()
  const of = ({ tenantId, terminalGroupId, moduleId }: PluginDataPlace): Map<string, string> => {
    const place = `${tenantId} ${terminalGroupId} ${moduleId}`
    const known = kept.get(place) ?? new Map<string, string>()
    kept.set(place, known)
    return known
  }
  return {
    get: async (at, key) => of(at).get(key) ?? null,
    async set(at, key, value) {
      const type = of(at).has(key) ? 'updated' : 'created'
      of(at).set(key, value)
      return type
    },
    all: async (at) => new Map(of(at)),
    count: async (at) => of(at).size,
    remove: async (at, keys) => keys.filter((key) => of(at).delete(key)),
    untouched: async () => [],
  }
}
