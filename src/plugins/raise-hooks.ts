import type { Picture } from '../../sdk/plugin/src/host-types.ts'
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
import type { Pictures } from './pictures.ts'
import type { PluginHost } from './plugin-host.ts'
import type { Lent } from './scopes.ts'
import type { PluginSession } from './session.ts'
import type { PluginWorld } from './world.ts'

export type RaiseOptions = {
  host: PluginHost
  world: PluginWorld
  pictures: Pictures
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
  user: { id: string; name: string } | null
  money: (sum: bigint) => number
}

/** Raises the hooks that commands of a till's own screens have (front-api §2.13.1). */
export function raiseHooks(options: RaiseOptions): Pick<TillHooks, 'before' | 'after'> {
  const { host, world } = options
  const isTapped = (till: Till) => (moment: Moment) => host.hooks.isTapped(till.terminalGroupId, moment.hook)

  async function subjectOf(till: Till, { command, actor }: TillRequest): Promise<Subject> {
    const [user, money] = await Promise.all([options.userOf(till, actor), options.moneyOf(till)])
    if (!('orderId' in command) || !command.orderId) return { sale: null, picture: null, user, money }
    const found = await options.pictures(till, [command.orderId])
    const { sale = null, picture = null, order = null } = found.get(command.orderId) ?? {}
    return { sale, picture: order ?? picture, user, money }
  }

  const callOf = (moment: Moment, subject: Subject, screenId: string | null, till: Till): HookCall => ({
    hook: moment.hook,
    async argument() {
      const details = moment.details(subject.sale, subject.money)
      return (
        details && { ...(subject.picture ? { order: subject.picture } : {}), user: subject.user, ...details }
      )
    },
    lend: (session, budget, traceId) => lent({ host, world, session, budget, traceId, screenId }),
    ...(screenId === null ? {} : { signal: host.screens.signalOf(till.terminalGroupId, screenId) }),
  })

  async function before(till: Till, request: TillRequest): Promise<RefusalNote | null> {
    const moments = momentsBefore(request.command).filter(isTapped(till))
    if (moments.length === 0 || (await options.wasAnswered(till, request.id))) return null
    const subject = await subjectOf(till, request)
    for (const moment of moments) {
      const { veto } = await host.hooks.run(
        till.terminalGroupId,
        callOf(moment, subject, request.screenId ?? null, till),
      )
      if (veto) return refuse('till.refused-by-plugin', { plugin: veto.plugin, message: veto.message }).note
    }
    return null
  }

  async function after(till: Till, request: TillRequest): Promise<void> {
    if (request.command.kind === 'shift.close') await clearOldData(world, host.hooks, till)
    const moments = momentsAfter(request.command).filter(isTapped(till))
    if (moments.length === 0) return
    const subject = await subjectOf(till, request)
    for (const moment of moments)
      await host.hooks.run(till.terminalGroupId, callOf(moment, subject, null, till))
  }

  const asking = new Map<string, Promise<RefusalNote | null>>()
  /** A screen that did not hear the answer sends its command again: the person is not asked twice at once. */
  function once(till: Till, request: TillRequest): Promise<RefusalNote | null> {
    const key = `${till.terminalGroupId} ${request.id}`
    const known = asking.get(key)
    if (known) return known
    const begun = before(till, request).finally(() => asking.delete(key))
    asking.set(key, begun)
    return begun
  }

  const report = (error: unknown): void =>
    world.log('error', 'hooks of plugins failed', { error: String(error) })
  return {
    async before(till, request) {
      try {
        return await once(till, request)
      } catch (error) {
        // The host's own failure never stops the till.
        report(error)
        return null
      } finally {
        if (request.screenId) clearProgress(host, till, request.screenId)
      }
    },
    after: (till, request) => void after(till, request).catch(report),
  }
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
