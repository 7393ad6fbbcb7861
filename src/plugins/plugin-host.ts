import type { StreamName } from '../../sdk/plugin/src/events.ts'
import type { Incoming } from '../../sdk/plugin/src/wire/connection.ts'
import type { Uuid } from '../kernel/ids.ts'
import { discoverPlugins, type FoundPlugin } from './discover.ts'
import { answerPlugin, type HostParts } from './doors/doors.ts'
import { HookRunner } from './hook-runner.ts'
import { JobDesk, type JobView } from './jobs/job-desk.ts'
import type { PluginState } from './plugin-state.ts'
import { AskedPayments } from './screens/asked-payments.ts'
import { PresentScreens } from './screens/present-screens.ts'
import { ScreenDesk } from './screens/screen-desk.ts'
import type { PluginSession } from './session.ts'
import type { EventLane } from './streams/event-lane.ts'
import { SupervisedPlugin } from './supervised-plugin.ts'
import { Traces } from './traces.ts'
import { type PluginTill, type PluginTiming, type PluginWorld, usualTiming } from './world.ts'

export type PluginHostOptions = {
  world: PluginWorld
  /** Where plugins lie, one in each folder. */
  directories: readonly string[]
  timing?: Partial<PluginTiming>
  /** For tests: the budget of every hook. */
  hookBudgetMs?: number
  /** For tests: how long a run of any job may take. */
  jobLimitMs?: number
  /** For tests: how long a screen whose line broke is waited for. */
  screenGraceMs?: number
}

/** How a plugin stands, for people: the health page, `trapeza plugin list`. */
export type PluginView = {
  name: string
  version: string | null
  moduleId: number | null
  /** Null: of a folder that is no plugin. */
  terminalGroupId: Uuid | null
  till: string | null
  state: PluginState
  reason: string | null
  crashes: number
  pid: number | null
  jobs: JobView[]
}

/** A plugin has a new lane of a stream. */
type SubscriptionListener = (session: PluginSession, stream: StreamName, lane: EventLane) => void

/** All plugins of the tills that a node plays. */
export class PluginHost {
  readonly screens: ScreenDesk
  readonly hooks: HookRunner
  /** Who stands at which screen. */
  readonly present: PresentScreens
  readonly traces = new Traces()
  /** Payments that plugins ask the screens to open. */
  readonly payments: AskedPayments
  readonly #options: PluginHostOptions
  readonly #timing: PluginTiming
  #found: FoundPlugin[] = []
  #plugins: SupervisedPlugin[] = []
  #jobs: JobDesk | null = null
  #looking: NodeJS.Timeout | undefined
  readonly #systemListeners = new Set<(session: PluginSession, key: string) => void>()
  #streamListeners = new Set<SubscriptionListener>()

  constructor(options: PluginHostOptions) {
    this.#options = options
    this.#timing = { ...usualTiming, ...options.timing }
    const { world } = options
    this.screens = new ScreenDesk(world.uuid)
    this.present = new PresentScreens(options.screenGraceMs)
    const { screens: desk, present, traces } = this
    this.payments = new AskedPayments({ desk, present, traces, world })
    this.hooks = new HookRunner({
      sessions: (till) => this.sessions(till),
      newTraceId: world.uuid,
      traces,
      budgetMs: options.hookBudgetMs ?? null,
      toldHealth: (session, isWell) => {
        // Whose jobs fail is not well because a hook of it is.
        if (isWell && this.#jobs?.isIll(session)) return
        this.#toldHealth(session, isWell ? null : 'a handler failed; see its log')
      },
    })
  }

  /** Processes that can be asked, of one till or of all. */
  sessions(terminalGroupId?: Uuid): PluginSession[] {
    return this.#plugins.flatMap(({ session, till }) =>
      session && (terminalGroupId === undefined || till.terminalGroupId === terminalGroupId) ? [session] : [],
    )
  }

  /** Finds the plugins and starts each on each till; those that stand in the way of nobody. Resolves when all have begun. */
  async start(tills: readonly PluginTill[]): Promise<void> {
    const { world, directories } = this.#options
    this.#found = await discoverPlugins(directories)
    for (const { folder, problems } of this.#found)
      for (const problem of problems ?? []) {
        world.log('warn', `the folder ${folder} is no plugin`, { problem })
        world.files.write('api.log', 'error', `Plugin folder "${folder}": ${problem}`)
      }
    const jobs = this.#openJobs()
    const parts: HostParts = {
      ...{ world, screens: this.screens, payments: this.payments, jobs },
      sessions: () => this.sessions(),
      subscribed: (session, stream, lane) => {
        for (const listener of this.#streamListeners) listener(session, stream, lane)
      },
      hasSystem: (session, key) => {
        for (const listener of this.#systemListeners) listener(session, key)
      },
    }
    const answer = (session: PluginSession, call: Incoming): Promise<unknown> =>
      answerPlugin(parts, session, call)
    this.#plugins = this.#found.flatMap(({ manifest, dir }) =>
      manifest === null
        ? []
        : tills.map(
            (till) =>
              new SupervisedPlugin({
                ...{ manifest, dir, till, world, timing: this.#timing, answer },
                changed: () => this.screens.tell(till.terminalGroupId, { kind: 'buttons' }),
              }),
          ),
    )
    await Promise.all(this.#plugins.map((plugin) => plugin.start()))
  }

  /** Hears of new subscriptions; call the answer to stop. */
  onSubscribed(listener: SubscriptionListener): () => void {
    this.#streamListeners.add(listener)
    return () => this.#streamListeners.delete(listener)
  }

  /** Hears of payment systems that plugins register; call the answer to stop. */
  onPaymentSystem(listener: (session: PluginSession, key: string) => void): () => void {
    this.#systemListeners.add(listener)
    return () => this.#systemListeners.delete(listener)
  }

  /** Every plugin of every till, and the folders that are none. */
  views(): PluginView[] {
    const broken = this.#found.flatMap(({ folder, problems }) =>
      problems
        ? [
            {
              ...{ name: folder, version: null, moduleId: null, terminalGroupId: null, till: null },
              ...{ state: 'disabled' as const, reason: problems.join('; '), crashes: 0, pid: null, jobs: [] },
            },
          ]
        : [],
    )
    const known = this.#plugins.map(({ manifest, till, state, reason, crashes, session }) => ({
      ...{ name: manifest.name, version: manifest.version, moduleId: manifest.moduleId },
      ...{ terminalGroupId: till.terminalGroupId, till: till.code, state, reason, crashes },
      pid: session?.pid ?? null,
      jobs: session ? (this.#jobs?.views(session) ?? []) : [],
    }))
    return [...known, ...broken]
  }

  /** Tills are set to work anew with other data: what was known of jobs is read again. */
  #openJobs(): JobDesk {
    const { world, jobLimitMs = null } = this.#options
    const jobs = new JobDesk({
      ...{ world, limitMs: jobLimitMs },
      // A plugin that is being started may not have what its jobs need.
      sessions: () =>
        this.#plugins.flatMap(({ session, state }) => (session && state !== 'starting' ? [session] : [])),
      toldHealth: (session, reason) => this.#toldHealth(session, reason),
    })
    this.#looking = setInterval(() => jobs.look(), this.#timing.jobsMs).unref()
    this.#jobs = jobs
    return jobs
  }

  /** Null: it is well again. */
  #toldHealth(session: PluginSession, reason: string | null): void {
    this.#plugins.find((plugin) => plugin.session === session)?.toldHealth(reason === null, reason)
  }

  async stop(): Promise<void> {
    clearInterval(this.#looking)
    this.#jobs?.stop()
    await Promise.all(this.#plugins.map((plugin) => plugin.stop()))
    this.#plugins = []
  }
}
