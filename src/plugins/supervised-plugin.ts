import type { Incoming } from '../../sdk/plugin/src/wire/connection.ts'
import { takePlace } from './doors/licensing-door.ts'
import { apiVersion, type Manifest } from './manifest.ts'
import type { Exit } from './plugin-process.ts'
import { isAlive, mayBecome, type PluginState } from './plugin-state.ts'
import { type Crash, restartAfter } from './restart-policy.ts'
import { PluginSession } from './session.ts'
import { readSettings } from './settings.ts'
import type { PluginTill, PluginTiming, PluginWorld } from './world.ts'

export type SupervisedOptions = {
  manifest: Manifest
  dir: string
  till: PluginTill
  world: PluginWorld
  timing: PluginTiming
  answer(session: PluginSession, call: Incoming): Promise<unknown>
  changed(): void
}

/** One plugin on one till: starts it, watches it, starts it again as far as §1.5 allows. */
export class SupervisedPlugin {
  readonly manifest: Manifest
  readonly till: PluginTill
  readonly #options: SupervisedOptions
  readonly #crashes: Crash[] = []
  #state: PluginState = 'discovered'
  #reason: string | null = null
  #session: PluginSession | null = null
  #retry: NodeJS.Timeout | undefined
  #place: { release(): void } | null = null
  #isWanted = false

  constructor(options: SupervisedOptions) {
    this.#options = options
    this.manifest = options.manifest
    this.till = options.till
    this.#become('verified')
  }

  get state(): PluginState {
    return this.#state
  }

  /** Why it is not running, or not well. */
  get reason(): string | null {
    return this.#reason
  }

  /** Its process as far as it can be asked. */
  get session(): PluginSession | null {
    return isAlive(this.#state) ? this.#session : null
  }

  get crashes(): number {
    return this.#crashes.length
  }

  /** Resolves when it runs, or cannot. */
  async start(): Promise<void> {
    this.#isWanted = true
    const { world, timing } = this.#options
    const { tenantId } = this.till
    try {
      this.#place = await takePlace(world, tenantId, this.manifest.moduleId, this.#holder)
    } catch (error) {
      return this.#disable(`no licence: ${(error as Error).message}`)
    }
    if (!this.#isWanted) return this.#freePlace()
    this.#become('starting')
    const startedAt = performance.now()
    const session = new PluginSession({
      ...{ manifest: this.manifest, dir: this.#options.dir, till: this.till, timing },
      locale: world.locale,
      answer: this.#options.answer,
      write: (level, message) => world.files.write(`plugin-${this.manifest.name}.log`, level, message),
      changed: this.#options.changed,
    })
    this.#session = session
    const over = session.exited.then((exit) => this.#ended(exit, performance.now() - startedAt))
    this.#tell('info', `Plugin "${this.manifest.name}" connected.`)
    const started = session
      .start({
        ...{ name: this.manifest.name, version: this.manifest.version, locale: world.locale },
        host: {
          ...{ version: world.version, apiVersions: [apiVersion], processId: process.pid },
          ...{ terminalGroupId: this.till.terminalGroupId, organizationId: this.till.organizationId },
          terminalName: this.till.name,
        },
        permissions: [...this.manifest.permissions],
        configsDirectory: world.directories.configs,
        dataDirectory: world.directories.data,
        settings: await readSettings(world.directories.configs, this.manifest.name, (words) =>
          session.log('warn', words),
        ),
      })
      .catch(() => null)
    const isPrompt = await Promise.race([started, over.then(() => null)])
    if (isPrompt === null || this.#state !== 'starting') return
    if (!isPrompt) session.log('warn', `slow start: longer than ${timing.startMs} ms`)
    this.#become('running')
  }

  /** A handler of it failed, or all are well again. */
  toldHealth(isWell: boolean, reason: string | null): void {
    if (this.#state !== 'running' && this.#state !== 'degraded') return
    this.#become(isWell ? 'running' : 'degraded', isWell ? null : reason)
  }

  async stop(): Promise<void> {
    this.#isWanted = false
    clearTimeout(this.#retry)
    const session = this.#session
    if (session && isAlive(this.#state)) {
      this.#become('stopping')
      await session.stop()
    } else if (mayBecome(this.#state, 'stopped')) this.#become('stopped')
    this.#freePlace()
  }

  get #holder(): string {
    return `plugin ${this.manifest.name} at ${this.till.code}`
  }

  #ended({ code, signal, killedFor }: Exit, ranMs: number): void {
    this.#session = null
    this.#freePlace()
    if (this.#state === 'stopping' || (code === 0 && killedFor === null)) {
      // By its own wish: no crash, and it is not started again (§1.4).
      this.#tell('info', `Plugin "${this.manifest.name}" stopped.`)
      return this.#become('stopped')
    }
    const words = killedFor ?? `it ended with ${code === null ? signal : `code ${code}`}`
    this.#tell('error', `Plugin "${this.manifest.name}" crashed: ${words}`)
    this.#become('crashed', words)
    this.#crashes.push({ at: performance.now(), ranMs })
    const next = restartAfter(this.#crashes, this.manifest.restartOnCrash)
    if (!this.#isWanted) return this.#become('stopped')
    if ('never' in next) return this.#disable(`${words}; not started again: ${next.never}`)
    this.#become('waiting', `${words}; starts again in ${next.afterMs} ms`)
    this.#retry = setTimeout(() => void this.start(), next.afterMs)
    this.#retry.unref()
  }

  #disable(reason: string): void {
    this.#tell('error', `Plugin "${this.manifest.name}" is disabled: ${reason}`)
    this.#options.world.log('warn', `plugin ${this.manifest.name} is disabled`, {
      till: this.till.code,
      reason,
    })
    this.#become('disabled', reason)
  }

  #freePlace(): void {
    this.#place?.release()
    this.#place = null
  }

  /** Into its own log and into the host's. */
  #tell(level: 'info' | 'error', message: string): void {
    const { files } = this.#options.world
    files.write('api.log', level, message)
    files.write(`plugin-${this.manifest.name}.log`, level, message)
  }

  #become(state: PluginState, reason: string | null = null): void {
    if (state !== this.#state && !mayBecome(this.#state, state))
      throw new Error(`plugin ${this.manifest.name}: ${this.#state} cannot become ${state}`)
    this.#state = state
    this.#reason = reason
    this.#options.changed()
  }
}
