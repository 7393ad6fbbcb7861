import type { Picture } from '../../sdk/plugin/src/host-types.ts'
import type { Rehearsal, Stage, WholeBatch, WholeFailure, WholeOwner } from '../app/till/run-whole.ts'
import type { Till, TillRequest } from '../app/till/till-command.ts'
import type { TillHooks } from '../app/till/till-hooks.ts'
import type { Sale } from '../domain/orders/order.ts'
import { type RefusalNote, refuse } from '../kernel/refusals.ts'
import type { Budget } from './budget.ts'
import { clearOldData } from './clear-old-data.ts'
import { callerOf } from './doors/doors.ts'
import { viewOf } from './doors/ui-door.ts'
import { runOperation } from './gate.ts'
import { type Moment, momentsAfter, momentsBefore } from './hook-moments.ts'
import type { HookCall } from './hook-runner.ts'
import type { Pictures, Shown } from './pictures.ts'
import type { PluginHost } from './plugin-host.ts'
import type { Lent } from './scopes.ts'
import type { PluginSession } from './session.ts'
import type { PluginWorld } from './world.ts'

export type RaiseOptions = {
  host: PluginHost
  world: PluginWorld
  pictures: Pictures
  /** What a command finds, as plugins see it. */
  shown(till: Till, stage: Stage): Promise<Shown | null>
  /** Money of a till in its currency, exact in its minor unit. */
  moneyOf(till: Till): Promise<(sum: bigint) => number>
  /** Somebody of the staff by the actor of a request; null: nobody of them. */
  userOf(till: Till, actor: string): Promise<{ id: string; name: string } | null>
  /** Whether a command with this id was answered before: then it is a repeat, and nobody is asked again. */
  wasAnswered(till: Till, id: string): Promise<boolean>
}

type Subject = {
  sale: Sale | null
  picture: Picture | null
  shown: Shown | null
  user: { id: string; name: string } | null
  money: (sum: bigint) => number
}

/** Raises the hooks that commands of a till have (front-api §2.13.1): of its screens, of plugins, of the web. */
export function raiseHooks(options: RaiseOptions): Pick<TillHooks, 'before' | 'beforeWhole' | 'after'> {
  const { host, world } = options
  const hooks = new CommandHooks(options)
  const asking = new Map<string, Promise<RefusalNote | null>>()
  /** A screen that did not hear the answer sends its command again: the person is not asked twice at once. */
  function once(till: Till, request: TillRequest): Promise<RefusalNote | null> {
    const key = `${till.terminalGroupId} ${request.id}`
    const known = asking.get(key)
    if (known) return known
    const begun = hooks.before(till, request).finally(() => asking.delete(key))
    asking.set(key, begun)
    return begun
  }
  /** The host's own failure never stops the till. */
  const report = (error: unknown): null => {
    world.log('error', 'hooks of plugins failed', { error: String(error) })
    return null
  }
  return {
    before: (till, request) =>
      once(till, request)
        .catch(report)
        .finally(() => {
          if (request.screenId) clearProgress(host, till, request.screenId)
        }),
    beforeWhole: (till, batch, by, rehearse) => hooks.beforeWhole(till, batch, by, rehearse).catch(report),
    after: (till, request, by) => void hooks.after(till, request, by).catch(report),
  }
}

class CommandHooks {
  readonly #options: RaiseOptions

  constructor(options: RaiseOptions) {
    this.#options = options
  }

  async before(till: Till, request: TillRequest): Promise<RefusalNote | null> {
    const moments = momentsBefore(request.command).filter(this.#isTapped(till))
    if (moments.length === 0 || (await this.#options.wasAnswered(till, request.id))) return null
    const subject = await this.#subjectOf(till, request)
    for (const moment of moments) {
      const veto = await this.#vetoOf(till, this.#callOf(moment, subject, till, request.screenId ?? null))
      if (veto) return veto
    }
    return null
  }

  async beforeWhole(
    till: Till,
    { requests, heard }: WholeBatch,
    by: WholeOwner,
    rehearse: () => Promise<Rehearsal>,
  ): Promise<WholeFailure | null> {
    const { host, userOf, moneyOf, wasAnswered } = this.#options
    const asked = othersThan(by, host)
    const due = requests.flatMap((request, index) =>
      momentsBefore(request.command)
        .filter(this.#isTapped(till, asked))
        .map((moment) => ({ moment, index, key: `${request.id} ${moment.hook}` }))
        .filter(({ key }) => !heard?.has(key)),
    )
    const [first] = requests
    if (!first || due.length === 0 || (await wasAnswered(till, first.id))) return null
    const rehearsal = await rehearse()
    // What the till refuses anyway nobody has to be asked about.
    if (rehearsal.failure) return rehearsal.failure
    const [user, money] = await Promise.all([userOf(till, first.actor), moneyOf(till)])
    for (const { moment, index, key } of due) {
      const subject = { ...(await this.#staged(till, rehearsal.stages[index] ?? null)), user, money }
      const veto = await this.#vetoOf(till, this.#callOf(moment, subject, till, null, asked))
      if (veto) return { kind: 'refused', index, refusal: veto }
      heard?.add(key)
    }
    return null
  }

  async after(till: Till, request: TillRequest, by?: WholeOwner): Promise<void> {
    const { host, world } = this.#options
    if (request.command.kind === 'shift.close') await clearOldData(world, host.hooks, till)
    const asked = by ? othersThan(by, host) : {}
    const moments = momentsAfter(request.command).filter(this.#isTapped(till, asked))
    if (moments.length === 0) return
    const subject = await this.#subjectOf(till, request)
    for (const moment of moments)
      await host.hooks.run(till.terminalGroupId, this.#callOf(moment, subject, till, null, asked))
  }

  #isTapped(till: Till, { only }: Asked = {}): (moment: Moment) => boolean {
    return ({ hook }) => this.#options.host.hooks.isTapped(till.terminalGroupId, hook, only)
  }

  async #vetoOf(till: Till, call: HookCall): Promise<RefusalNote | null> {
    const { veto } = await this.#options.host.hooks.run(till.terminalGroupId, call)
    return veto && refuse('till.refused-by-plugin', { plugin: veto.plugin, message: veto.message }).note
  }

  async #subjectOf(till: Till, { command, actor }: TillRequest): Promise<Subject> {
    const { userOf, moneyOf, pictures } = this.#options
    const [user, money] = await Promise.all([userOf(till, actor), moneyOf(till)])
    if (!('orderId' in command) || !command.orderId) return { ...subjectFrom(null), user, money }
    const found = await pictures(till, [command.orderId])
    return { ...subjectFrom(found.get(command.orderId)), user, money }
  }

  async #staged(till: Till, stage: Stage | null): Promise<Pick<Subject, 'sale' | 'picture' | 'shown'>> {
    return subjectFrom(stage && (await this.#options.shown(till, stage)))
  }

  #callOf(
    moment: Moment,
    subject: Subject,
    till: Till,
    screenId: string | null,
    asked: Asked = {},
  ): HookCall {
    const { host, world } = this.#options
    return {
      hook: moment.hook,
      ...asked,
      async argument() {
        const details = moment.details(subject.sale, subject.money, subject.shown)
        const order = subject.picture ? { order: subject.picture } : {}
        return details && { ...order, user: subject.user, ...details }
      },
      lend: (session, budget, traceId) => lent({ host, world, session, budget, traceId, screenId }),
      screenId,
      ...(screenId === null ? {} : { signal: host.screens.signalOf(till.terminalGroupId, screenId) }),
    }
  }
}

/** As an order where it is one. */
const subjectFrom = (found: Shown | null | undefined): Pick<Subject, 'sale' | 'picture' | 'shown'> => ({
  shown: found ?? null,
  sale: found?.sale ?? null,
  picture: found?.order ?? found?.picture ?? null,
})

type Asked = Pick<HookCall, 'only' | 'within'>

/** Whoever edits is not asked about it, and those who wait for the edit in a hook of theirs are not either (ADR 41). */
function othersThan({ name, traceId }: WholeOwner, { hooks }: PluginHost): Asked {
  const own = /^plugin (.+)$/s.exec(name)?.[1]
  if (own === undefined) return {}
  const within = hooks.waitingFor(traceId, own)
  const isBusy = new Set([own, ...within])
  return { within: [...isBusy], only: ({ manifest }) => !isBusy.has(manifest.name) }
}

function clearProgress(host: PluginHost, { terminalGroupId }: Till, screenId: string): void {
  host.screens.tell(terminalGroupId, { kind: 'progress', screenId, plugin: '', text: null })
}

type Lending = {
  host: PluginHost
  world: PluginWorld
  session: PluginSession
  budget: Budget | null
  traceId: string
  screenId: string | null
}

/** What a callback may use until it returns: operations, and the screen where somebody waits. */
export function lent({ host, world, session, budget, traceId, screenId }: Lending): Record<string, Lent> {
  const caller = callerOf(session, traceId)
  const os: Lent = (method, [args]) => {
    world.files.write('api.log', 'info', `Plugin "${session.manifest.name}" is calling ${method} operation`)
    return runOperation(world, caller, method, args)
  }
  return screenId === null ? { os } : { os, vm: viewOf(host.screens, session, screenId, budget) }
}
