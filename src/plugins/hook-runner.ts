import { type HookName, type HookRule, hookRules } from '../../sdk/plugin/src/hooks.ts'
import { OperationCanceledError } from '../../sdk/plugin/src/wire/errors.ts'
import { Breaker } from './breaker.ts'
import { Budget } from './budget.ts'
import type { Lent } from './scopes.ts'
import type { PluginSession, Tap } from './session.ts'
import type { Traces } from './traces.ts'

/** What a hook came to. */
export type HookOutcome = {
  /** Who said no, in their words; null: nobody. */
  veto: { plugin: string; message: string } | null
  /** What they answered, in their order; undefined answers are left out. */
  answers: { plugin: string; value: unknown }[]
}

export type HookCall = {
  hook: HookName
  /** Made only when somebody listens; `undefined` leaves the hook out: there is nothing to tell. */
  argument(): Promise<Readonly<Record<string, unknown>> | undefined>
  /** What is lent besides: a dialog for the screen that waits, operations. */
  lend(session: PluginSession, budget: Budget, traceId: string): Readonly<Record<string, Lent>>
  /** Of whose plugins it is; absent: of all. */
  only?(session: PluginSession): boolean
  /** Plugins that wait for what this is raised for, the first one first. */
  within?: readonly string[]
  /** True ends the chain: nobody else is asked. */
  isEnough?(answer: unknown): boolean
  /** Its screen was left. */
  signal?: AbortSignal
  /** Where somebody waits; absent or null: at no screen. */
  screenId?: string | null
}

export type HookRunnerOptions = {
  sessions(terminalGroupId: string): readonly PluginSession[]
  newTraceId(): string
  traces: Traces
  /** A handler failed or came back: the state of its plugin may be another one. */
  toldHealth(session: PluginSession, isWell: boolean): void
  /** For tests; null: as the hook's rule says. */
  budgetMs?: number | null
}

type Listening = { session: PluginSession; id: string; tap: Tap }

/** Asks the plugins that tapped a hook, one after another: by priority, then by name (front-api §10.4). */
export class HookRunner {
  readonly #options: HookRunnerOptions
  readonly #breakers = new WeakMap<Tap, Breaker>()
  /** Plugins that wait for one another, by the trace of a hook and who is asked. */
  readonly #waiting = new Map<string, readonly string[]>()

  constructor(options: HookRunnerOptions) {
    this.#options = options
  }

  /** Whether anybody would be asked. */
  isTapped(terminalGroupId: string, hook: HookName, only: HookCall['only'] = () => true): boolean {
    return this.#listening(terminalGroupId, hook).some(({ session }) => only(session))
  }

  /** Plugins that wait for what a plugin does under this trace, itself among them; none outside of hooks. */
  waitingFor(traceId: string | null | undefined, plugin: string): readonly string[] {
    return this.#waiting.get(`${traceId} ${plugin}`) ?? []
  }

  async run(terminalGroupId: string, call: HookCall): Promise<HookOutcome> {
    const nobody: HookOutcome = { veto: null, answers: [] }
    const listening = this.#listening(terminalGroupId, call.hook).filter(
      ({ session }) => call.only?.(session) ?? true,
    )
    if (listening.length === 0) return nobody
    const argument = await call.argument()
    if (argument === undefined) return nobody
    const traceId = this.#options.newTraceId()
    const end = this.#options.traces.begin(traceId, { screenId: call.screenId ?? null, isWaitedFor: true })
    try {
      return await this.#askAll(listening, call, argument, traceId)
    } finally {
      end()
    }
  }

  async #askAll(
    listening: readonly Listening[],
    call: HookCall,
    argument: Readonly<Record<string, unknown>>,
    traceId: string,
  ): Promise<HookOutcome> {
    const outcome: HookOutcome = { veto: null, answers: [] }
    for (const one of listening) {
      if (call.signal?.aborted) break
      const said = await this.#ask(one, call, argument, traceId)
      if ('veto' in said)
        return { ...outcome, veto: { plugin: one.session.manifest.name, message: said.veto } }
      if (said.answer === undefined || said.answer === null) continue
      outcome.answers.push({ plugin: one.session.manifest.name, value: said.answer })
      if (call.isEnough?.(said.answer)) break
    }
    return outcome
  }

  #listening(terminalGroupId: string, hook: HookName): Listening[] {
    const rank = ({ session, tap }: Listening): number => tap.priority * 1000 + session.manifest.priority
    const name = ({ session }: Listening): string => session.manifest.name
    return this.#options
      .sessions(terminalGroupId)
      .flatMap((session) => [...session.taps].map(([id, tap]) => ({ session, id, tap })))
      .filter(({ tap }) => tap.hook === hook)
      .sort((a, b) => rank(a) - rank(b) || (name(a) < name(b) ? -1 : 1))
  }

  async #ask(
    { session, id, tap }: Listening,
    call: HookCall,
    argument: Readonly<Record<string, unknown>>,
    traceId: string,
  ): Promise<{ answer: unknown } | { veto: string }> {
    const rule: HookRule = hookRules[call.hook]
    const breaker = this.#breakerOf(tap)
    if (!breaker.mayTry(performance.now())) return failed(rule, `${call.hook} of it is paused after failures`)
    const giveUp = new AbortController()
    const budget = new Budget(this.#options.budgetMs ?? rule.budgetMs, () =>
      giveUp.abort(new OperationCanceledError('late')),
    )
    const leave = (): void => giveUp.abort(new OperationCanceledError('the screen was left'))
    call.signal?.addEventListener('abort', leave, { once: true })
    const scope = session.scopes.open()
    const { name } = session.manifest
    this.#waiting.set(`${traceId} ${name}`, [...(call.within ?? []), name])
    const lent = Object.entries(call.lend(session, budget, traceId)).map(([name, thing]) => [
      name,
      scope.lend(name, thing),
    ])
    try {
      const given = { ...argument, ...Object.fromEntries(lent) }
      const answer = await session.callback(id, [given], { signal: giveUp.signal, traceId })
      if (breaker.succeeded()) this.#options.toldHealth(session, true)
      return { answer }
    } catch (error) {
      if (call.signal?.aborted) return { answer: undefined }
      if (error instanceof OperationCanceledError && !budget.isSpent) {
        // A veto is a plugin at work. One where none is allowed is a mistake of its author (§2.13).
        if (rule.kind === 'veto') return { veto: error.message }
      }
      const words = budget.isSpent
        ? `it took longer than ${budget.totalMs} ms in ${call.hook}`
        : `${call.hook}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`
      session.log('error', words)
      breaker.failed(performance.now())
      this.#options.toldHealth(session, false)
      return failed(rule, budget.isSpent ? words : `it failed in ${call.hook}`)
    } finally {
      call.signal?.removeEventListener('abort', leave)
      budget.end()
      scope.close()
      this.#waiting.delete(`${traceId} ${name}`)
    }
  }

  #breakerOf(tap: Tap): Breaker {
    const known = this.#breakers.get(tap)
    if (known) return known
    const breaker = new Breaker()
    this.#breakers.set(tap, breaker)
    return breaker
  }
}

/** Where money moves, a plugin that did not answer stops it; elsewhere the till goes on. */
const failed = ({ policy, kind }: HookRule, words: string): { answer: undefined } | { veto: string } =>
  kind === 'veto' && policy === 'failClosed' ? { veto: words } : { answer: undefined }
