/** What the host of plugins needs from outside; `main` fills it in, tests give their own. */
import type { OrderToPay } from '../app/front/order-to-pay.ts'
import type { PluginData } from '../app/plugin-ports.ts'
import type { Till } from '../app/till/till-command.ts'
import type { Uuid } from '../kernel/ids.ts'
import type { TimeZone } from '../kernel/local-time.ts'

/** The till that an instance of a plugin belongs to. */
export type PluginTill = Till & { code: string; name: string; timeZone: TimeZone }

/** Who calls an operation. */
export type PluginCaller = Till & {
  /** `plugin acme` in journal and logs. */
  name: string
  permissions: ReadonlySet<string>
  /** What a hook and the calls that it makes have in common; null outside of hooks. */
  traceId: string | null
}

export type PluginOperation = {
  /** Permission of the manifest; null: everybody may. */
  needs: string | null
  run(caller: PluginCaller, args: Readonly<Record<string, unknown>>): Promise<unknown>
}

/** The log files of support: `plugin-NAME.log` and `api.log` (front-api §1.9). */
export type PluginFiles = {
  write(file: string, level: 'info' | 'warn' | 'error', message: string): void
}

/** Places of modules (`licences`); refusals are `access.licence-expired` and `access.licence-seats`. */
export type PluginLicences = {
  check(tenantId: Uuid, module: number): Promise<void>
  takeSeat(tenantId: Uuid, module: number, holder: string, leaseMs?: number): Promise<{ release(): void }>
  /** Who has places of a module now. */
  holders(tenantId: Uuid, module: number): string[]
}

export type PluginWorld = {
  /** Of the program. */
  version: string
  /** Epoch milliseconds of the till's clock; processes are timed by the machine's. */
  now(): number
  uuid(): Uuid
  log(level: 'info' | 'warn' | 'error', text: string, details?: Record<string, unknown>): void
  files: PluginFiles
  licences: PluginLicences
  /** Undefined: nobody built it. */
  operationOf(name: string): PluginOperation | undefined
  shared: PluginData
  /** How an order stands with its money; null: the till has none with this id. */
  orderToPay(till: Till, orderId: Uuid): Promise<OrderToPay | null>
  /** The same of one that is to be paid now; throws what the catalogue has for one that cannot be (front-api §6). */
  payableOrder(till: Till, orderId: Uuid): Promise<OrderToPay>
  /** Directories that a plugin may keep things in. */
  directories: { configs: string; data: string }
  locale: 'ru' | 'en'
}

/** How long things of processes may take, in milliseconds. */
export type PluginTiming = {
  pingMs: number
  /** Pings without an answer after which a plugin is ended. */
  missedMax: number
  /** How long a new process may be silent. */
  bootMs: number
  /** Longer than that is a slow start. */
  startMs: number
  stopMs: number
  /** Frames in one second that are a flood. */
  framesMax: number
  /** Lines in one second of one plugin's log. */
  linesMax: number
  /** How often somebody looks which jobs are due. */
  jobsMs: number
}

export const usualTiming: PluginTiming = {
  pingMs: 5000,
  missedMax: 3,
  bootMs: 30_000,
  startMs: 5000,
  stopMs: 3000,
  framesMax: 5000,
  linesMax: 200,
  jobsMs: 1000,
}
