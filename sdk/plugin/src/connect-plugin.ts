/** Runs a plugin at its end of the line: the runner of a real process and the fake till of tests do it alike. */
import type {
  Bus,
  BusCaller,
  Button,
  ButtonOptions,
  Hooks,
  Licensing,
  Log,
  Plugin,
  PluginContext,
  SharedStorage,
  Slot,
  Ui,
} from './context.ts'
import { editThrough } from './edit-session.ts'
import { type ChangeEvent, EventStreams } from './events.ts'
import { hookNames } from './hooks.ts'
import type { Hello, Operations } from './host-types.ts'
import type { JobRun, Jobs } from './jobs.ts'
import { describeSystem, type Payments, type PaymentTx, serveSystem } from './payments.ts'
import { startPaymentThrough } from './started-payment.ts'
import { viewManagerOf } from './view-manager.ts'
import { Connection, type Incoming } from './wire/connection.ts'
import { FrontApiError, NotSupportedError } from './wire/errors.ts'
import type { Port } from './wire/frame.ts'
import { Handle } from './wire/tagged.ts'

/** `end` is called once, when the plugin is over: by its own wish, or because the host asked. */
export type ConnectOptions = { port: Port; load(): Promise<Plugin>; end(reason: string | null): void }

type Callback = (args: unknown[], signal: AbortSignal) => unknown

/** Connects; the host's `runner.start` loads and starts the plugin. */
export function connectPlugin({ port, load, end }: ConnectOptions): Connection {
  const side = new PluginSide(port, load, end)
  return side.connection
}

class PluginSide {
  readonly connection: Connection
  readonly #load: () => Promise<Plugin>
  readonly #end: (reason: string | null) => void
  readonly #callbacks = new Map<string, Callback>()
  readonly #disposals: (() => unknown)[] = []
  readonly #stopping = new AbortController()
  readonly #streams: EventStreams
  #plugin: Plugin | null = null
  #nextId = 1
  #isOver = false

  constructor(port: Port, load: () => Promise<Plugin>, end: (reason: string | null) => void) {
    this.#load = load
    this.#end = end
    this.connection = new Connection(port, {
      answer: (call) => this.#answer(call),
      hear: ({ method, args }) => {
        const [seq, event] = args
        this.#streams.hear(method, Number(seq), event as ChangeEvent)
      },
    })
    this.#streams = new EventStreams(this.connection, this.#stopping.signal)
  }

  async #answer({ target, method, args, signal }: Incoming): Promise<unknown> {
    if (target === 'callback') {
      const callback = this.#callbacks.get(method)
      if (!callback) throw new NotSupportedError(`no callback ${method}`)
      return callback(args, signal)
    }
    if (target !== 'runner') throw new NotSupportedError(`no ${target}`)
    switch (method) {
      case 'ping':
        return { rss: process.memoryUsage.rss() }
      case 'start':
        return this.#start(args[0] as Hello)
      case 'stop':
        return this.#stop()
      default:
        throw new NotSupportedError(`runner.${method}`)
    }
  }

  async #start(hello: Hello): Promise<void> {
    this.#plugin = await this.#load()
    await this.#plugin.start(this.#context(hello))
  }

  async #stop(): Promise<void> {
    if (this.#isOver) return
    this.#isOver = true
    this.#stopping.abort()
    await this.#plugin?.stop?.()
    for (const dispose of this.#disposals.splice(0).reverse()) await dispose()
  }

  #shutdown(reason: string | null): void {
    const finish = (): void => this.#end(reason)
    this.#stop().then(finish, finish)
  }

  /** Something of ours that the host may call until it is disposed. */
  #register(prefix: string, callback: Callback): { id: string } & Disposable {
    const id = `${prefix}${this.#nextId++}`
    this.#callbacks.set(id, callback)
    const dispose = (): void => {
      if (this.#callbacks.delete(id)) this.connection.release(`callback:${id}`)
    }
    return { id, [Symbol.dispose]: dispose }
  }

  /** Something that the host calls once: it knows itself that it is over. */
  #hearOnce(callback: (args: unknown[]) => void): { id: string; forget(): void } {
    const id = `y${this.#nextId++}`
    this.#callbacks.set(id, callback)
    return { id, forget: () => void this.#callbacks.delete(id) }
  }

  /** Registers now; a failure ends the plugin, since nobody else would hear of it. */
  #tellHost(target: string, method: string, args: unknown[]): void {
    this.connection.call(target, method, args).catch((error: unknown) => {
      if (!this.#isOver) queueMicrotask(() => rethrow(error))
    })
  }

  #operations(target: string): Operations {
    const call = (name: string, args: unknown, signal?: AbortSignal): Promise<unknown> =>
      this.connection.call(target, name, [args], signal ? { signal } : {})
    const edit = editThrough((args, signal) => call('submitChanges', args, signal))
    return new Proxy({} as Operations, {
      get: (_own, name) => {
        // An object with `then` would be taken for a promise.
        if (typeof name !== 'string' || name === 'then') return undefined
        if (name === 'edit') return edit
        return (args = {}, { signal }: { signal?: AbortSignal } = {}) => call(name, args, signal)
      },
    })
  }

  #lent(argument: unknown): Record<string, unknown> {
    const members = Object.entries((argument ?? {}) as object).map(([name, value]) => {
      if (!(value instanceof Handle)) return [name, value]
      if (name === 'tx') return [name, this.#tx(value.target)]
      return [
        name,
        name === 'vm' ? viewManagerOf(this.connection, value.target) : this.#operations(value.target),
      ]
    })
    return Object.fromEntries(members)
  }

  #context(hello: Hello): PluginContext {
    const { configsDirectory, dataDirectory, settings } = hello
    return {
      ...{ name: hello.name, version: hello.version, host: hello.host, locale: hello.locale },
      log: this.#log(),
      signal: this.#stopping.signal,
      operations: this.#operations('operations'),
      hooks: this.#hooks(),
      events: this.#streams.events(),
      ui: this.#ui(),
      licensing: this.#licensing(),
      storage: { shared: this.#storage() },
      bus: this.#bus(),
      payments: this.#payments(),
      jobs: this.#jobs(),
      config: { configsDirectory, dataDirectory, settings },
      onDispose: (thing) =>
        void this.#disposals.push(typeof thing === 'function' ? thing : () => thing[Symbol.dispose]()),
      shutdown: (reason) => this.#shutdown(reason ?? null),
    }
  }

  #log(): Log {
    const write = (level: string, message: string, details?: unknown): void =>
      this.connection.tell('log', level, [message, details ?? null])
    return {
      info: (message, details) => write('info', message, details),
      warn: (message, details) => write('warn', message, details),
      error: (message, error) =>
        write('error', message, error instanceof Error ? (error.stack ?? error.message) : error),
    }
  }

  #hooks(): Hooks {
    return Object.fromEntries(
      hookNames.map((name) => [
        name,
        {
          tap: (
            handler: (argument: Record<string, unknown>, signal: AbortSignal) => unknown,
            options = {},
          ) => {
            const { priority = 100 } = options as { priority?: number }
            const registered = this.#register('h', ([argument], signal) =>
              handler(this.#lent(argument), signal),
            )
            this.#tellHost('hooks', 'tap', [name, registered.id, priority])
            return registered
          },
        },
      ]),
    ) as unknown as Hooks
  }

  #ui(): Ui {
    const notice =
      (kind: string) =>
      async (message: string, { timeoutMs = 5000 }: { timeoutMs?: number } = {}): Promise<void> => {
        await this.connection.call('ui', 'notify', [kind, message, timeoutMs])
      }
    return {
      addButton: ({ onClick, ...look }: ButtonOptions): Button => {
        const registered = this.#register('b', ([argument], signal) =>
          onClick(this.#lent(argument) as Parameters<ButtonOptions['onClick']>[0], signal),
        )
        this.#tellHost('ui', 'addButton', [registered.id, look])
        return {
          [Symbol.dispose]: registered[Symbol.dispose],
          update: async (change) => {
            await this.connection.call('ui', 'updateButton', [registered.id, change])
          },
        }
      },
      notify: notice('info'),
      warn: notice('warning'),
      error: notice('error'),
      startPayment: (order, options = {}) =>
        startPaymentThrough(this.connection, (callback) => this.#hearOnce(callback), order, options),
    }
  }

  #licensing(): Licensing {
    return {
      acquireSlot: async (moduleId, clientId): Promise<Slot> => {
        await this.connection.call('licensing', 'acquireSlot', [moduleId, clientId])
        const dispose = (): void => this.connection.release(`slot:${moduleId}:${clientId}`)
        return { moduleId, clientId, [Symbol.dispose]: dispose, [Symbol.asyncDispose]: async () => dispose() }
      },
      isEnabled: async (moduleId) =>
        (await this.connection.call('licensing', 'isEnabled', [moduleId])) === true,
    }
  }

  #storage(): SharedStorage {
    const call = (method: string, ...args: unknown[]): Promise<unknown> =>
      this.connection.call('storage', method, args)
    return {
      get: async (key) => ((await call('get', key)) ?? undefined) as string | undefined,
      set: async (key, value) => void (await call('set', key, value)),
      all: async () => (await call('all')) as Map<string, string>,
      remove: async (key) => (await call('remove', key)) === true,
      clear: async () => void (await call('clear')),
    }
  }

  #tx(target: string): PaymentTx {
    return {
      keepRollbackData: async (text) => void (await this.connection.call(target, 'keepRollbackData', [text])),
    }
  }

  #payments(): Payments {
    return {
      registerSystem: (system) => {
        const serve = serveSystem(system, (argument) => this.#lent(argument))
        const registered = this.#register('p', serve)
        this.#tellHost('payments', 'registerSystem', [registered.id, describeSystem(system)])
        return registered
      },
    }
  }

  #jobs(): Jobs {
    return {
      schedule: (name, options, handler) => {
        let isUnderWay = false
        const registered = this.#register('j', async ([run], signal) => {
          // The host gave up a run that went on all the same: two are never under way at once.
          if (isUnderWay) throw new FrontApiError('the run before has not ended, though its time is over')
          isUnderWay = true
          try {
            await handler(run as JobRun, AbortSignal.any([signal, this.#stopping.signal]))
          } finally {
            isUnderWay = false
          }
        })
        this.#tellHost('jobs', 'schedule', [name, registered.id, options])
        return registered
      },
    }
  }

  #bus(): Bus {
    const call = (method: string, args: unknown[], signal?: AbortSignal): Promise<unknown> =>
      this.connection.call('bus', method, args, signal ? { signal } : {})
    return {
      handle: (name, callback) => {
        const registered = this.#register('o', ([request, caller], signal) =>
          callback(request, caller as BusCaller, signal),
        )
        this.#tellHost('bus', 'handle', [name, registered.id])
        return registered
      },
      call: (moduleId, name, request, { signal } = {}) => call('call', [moduleId, name, request], signal),
      list: async () => (await call('list', [])) as Awaited<ReturnType<Bus['list']>>,
      publish: async (topic, text) => void (await call('publish', [topic, text])),
      subscribe: (topic, handler) => {
        const registered = this.#register('t', ([text]) => handler(String(text)))
        this.#tellHost('bus', 'subscribe', [topic, registered.id])
        return registered
      },
    }
  }
}

function rethrow(error: unknown): never {
  throw error instanceof Error ? error : new Error(String(error))
}
