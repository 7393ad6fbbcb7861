import type { ButtonOptions } from '../../sdk/plugin/src/context.ts'
import type { HookName } from '../../sdk/plugin/src/hooks.ts'
import type { Hello } from '../../sdk/plugin/src/host-types.ts'
import { Connection, type Incoming } from '../../sdk/plugin/src/wire/connection.ts'
import { DisconnectedError } from '../../sdk/plugin/src/wire/errors.ts'
import type { JobPlan } from './jobs/job-times.ts'
import type { Manifest } from './manifest.ts'
import { type Exit, launchPlugin, type PluginProcess } from './plugin-process.ts'
import { Scopes } from './scopes.ts'
import type { EventLane } from './streams/event-lane.ts'
import type { PluginTill, PluginTiming } from './world.ts'

export type Tap = { hook: HookName; callback: string; priority: number }
/** A payment system as its plugin registered it (front-api §3.1). */
export type RegisteredSystem = {
  key: string
  name: string
  callback: string
  /** Those of its members that it has; others are optional. */
  members: ReadonlySet<string>
}
/** Work that a plugin has done by the clock. */
export type ScheduledJob = JobPlan & { name: string; callback: string }
export type ButtonLook = Omit<ButtonOptions, 'onClick'>

export type SessionOptions = {
  manifest: Manifest
  dir: string
  till: PluginTill
  timing: PluginTiming
  locale: 'ru' | 'en'
  /** Answers what the plugin calls. */
  answer(session: PluginSession, call: Incoming): Promise<unknown>
  write(level: 'info' | 'warn' | 'error', message: string): void
  /** Buttons, taps or other things of it are others now. */
  changed(): void
}

/** Resident megabytes that a process may take beyond its heap: the runtime itself, buffers. */
const residentMb = 192

/** One process of a plugin and everything that it registered. */
export class PluginSession {
  readonly manifest: Manifest
  readonly till: PluginTill
  readonly scopes = new Scopes()
  readonly taps = new Map<string, Tap>()
  readonly buttons = new Map<string, ButtonLook>()
  readonly paymentSystems = new Map<string, RegisteredSystem>()
  /** By their callbacks. */
  readonly jobs = new Map<string, ScheduledJob>()
  readonly busHandlers = new Map<string, string>()
  readonly topics = new Map<string, Set<string>>()
  readonly lanes = new Map<string, EventLane>()
  readonly slots = new Map<string, { release(): void; moduleId: number; clientId: string }>()
  readonly #options: SessionOptions
  readonly #process: PluginProcess
  readonly #connection: Connection
  #pinging: NodeJS.Timeout | undefined
  #missed = 0
  #hasAnswered = false
  #lines = { second: 0, count: 0, dropped: 0 }

  constructor(options: SessionOptions) {
    const { manifest, dir, till, timing } = options
    this.manifest = manifest
    this.till = till
    this.#options = options
    this.#process = launchPlugin({
      ...{ dir, main: manifest.main, memoryMb: manifest.memoryMb, framesMax: timing.framesMax },
      onLine: (level, text) => this.log(level, text),
    })
    this.#connection = new Connection(this.#process.port, {
      answer: (call) => options.answer(this, call),
      hear: (event) => this.#hear(event),
      released: (target) => this.#release(target),
      puzzled: (what) => this.log('warn', `the host got ${what}`),
    })
    void this.#process.exited.then((exit) => this.#ended(exit))
  }

  /** What people read of it, in the language that the plugin itself is told to speak. */
  get title(): string {
    return this.manifest.displayName[this.#options.locale]
  }

  get pid(): number | undefined {
    return this.#process.pid
  }

  get exited(): Promise<Exit> {
    return this.#process.exited
  }

  /** Resolves when the plugin says that it has started; false when that takes longer than it should. */
  async start(hello: Hello): Promise<boolean> {
    this.#pinging = setInterval(() => this.#ping(), this.#options.timing.pingMs)
    this.#pinging.unref()
    const started = this.#connection.call('runner', 'start', [hello]).then(() => {
      this.#hasAnswered = true
      return true
    })
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<boolean>((resolve) => {
      timer = setTimeout(() => resolve(false), this.#options.timing.startMs)
    })
    // A start that fails after its time is a crash too.
    started.catch((error: unknown) => {
      if (!(error instanceof DisconnectedError)) this.kill(`it could not start: ${String(error)}`)
    })
    return Promise.race([started, late]).finally(() => clearTimeout(timer))
  }

  /** Calls something that the plugin registered. */
  callback(
    id: string,
    args: readonly unknown[],
    options: { signal?: AbortSignal; traceId?: string | null } = {},
  ): Promise<unknown> {
    return this.#connection.call('callback', id, args, options)
  }

  /** Sends an event of a subscription. */
  tell(subscription: string, seq: number, event: unknown): void {
    this.#connection.tell('events', subscription, [seq, event])
  }

  /** A line of its log; who writes too much loses lines, and the log says how many. */
  log(level: 'info' | 'warn' | 'error', message: string): void {
    const second = Math.floor(performance.now() / 1000)
    const lines = this.#lines
    if (second !== lines.second) {
      if (lines.dropped > 0) this.#options.write('warn', `${lines.dropped} lines were too many in a second`)
      this.#lines = { second, count: 1, dropped: 0 }
    } else if (lines.count >= this.#options.timing.linesMax) {
      lines.dropped += 1
      return
    } else lines.count += 1
    this.#options.write(level, message)
  }

  /** Lets it end in good order; who does not in time is ended. */
  async stop(): Promise<void> {
    const { stopMs } = this.#options.timing
    // A failure of its stop is its own affair: it ends now.
    await this.#connection.call('runner', 'stop', [], { deadlineMs: stopMs }).catch(() => {})
    this.kill('it was stopped')
    await this.exited
  }

  kill(reason: string): void {
    this.#process.kill(reason)
  }

  #ping(): void {
    const { timing } = this.#options
    // Until it answers for the first time it is only being started.
    const missedMax = this.#hasAnswered ? timing.missedMax : Math.ceil(timing.bootMs / timing.pingMs)
    if (this.#missed >= missedMax) return this.kill(`it did not answer ${missedMax} pings`)
    this.#missed += 1
    this.#connection.call('runner', 'ping', []).then(
      (answer) => {
        this.#missed = 0
        this.#hasAnswered = true
        const rss = Number((answer as { rss?: unknown } | null)?.rss ?? 0)
        const maxMb = this.manifest.memoryMb + residentMb
        if (rss > maxMb * 1024 * 1024) this.kill(`it takes more than ${maxMb} MB`)
      },
      () => {
        // It ended, or answers wrongly: the next pings tell.
      },
    )
  }

  #hear({ target, method, args }: { target: string; method: string; args: unknown[] }): void {
    if (target === 'log') {
      const level = method === 'warn' || method === 'error' ? method : 'info'
      const [message, details] = args
      const rest = details === null || details === undefined ? '' : ` ${textOf(details)}`
      this.log(level, `${String(message)}${rest}`)
    } else if (target === 'events' && method === 'ack') {
      this.lanes.get(String(args[0]))?.acknowledge(Number(args[1]))
    }
  }

  #release(target: string): void {
    const [kind, ...rest] = target.split(':')
    const id = rest.join(':')
    if (kind === 'callback') {
      this.taps.delete(id)
      this.buttons.delete(id)
      this.jobs.delete(id)
      for (const { key, callback } of [...this.paymentSystems.values()])
        if (callback === id) this.paymentSystems.delete(key)
      for (const [name, callback] of this.busHandlers) if (callback === id) this.busHandlers.delete(name)
      for (const callbacks of this.topics.values()) callbacks.delete(id)
    } else if (kind === 'stream') this.lanes.delete(id)
    else if (kind === 'slot') {
      this.slots.get(id)?.release()
      this.slots.delete(id)
    }
    this.#options.changed()
  }

  #ended({ code, signal, killedFor }: Exit): void {
    clearInterval(this.#pinging)
    this.#connection.close(
      new DisconnectedError(`${this.manifest.name} ended: ${killedFor ?? code ?? signal}`),
    )
    const { taps, buttons, paymentSystems, jobs, busHandlers, topics, lanes } = this
    for (const registered of [taps, buttons, paymentSystems, jobs, busHandlers, topics, lanes])
      registered.clear()
    for (const slot of this.slots.values()) slot.release()
    this.slots.clear()
    this.#options.changed()
  }
}

const textOf = (details: unknown): string => {
  if (typeof details === 'string') return details
  try {
    return JSON.stringify(details) ?? ''
  } catch {
    // Bigints and circles: whatever they are, the line is written.
    return String(details)
  }
}
