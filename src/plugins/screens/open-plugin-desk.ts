import type { HookName } from '../../../sdk/plugin/src/hooks.ts'
import type { AtScreen, PluginButton, PluginDesk } from '../../app/till/plugin-desk.ts'
import type { Till } from '../../app/till/till-command.ts'
import { type RefusalNote, refuse } from '../../kernel/refusals.ts'
import type { HookOutcome } from '../hook-runner.ts'
import { lent, type RaiseOptions } from '../raise-hooks.ts'
import type { PluginSession } from '../session.ts'

/** A button whose work takes longer, its dialogs included, is given up. */
const pressMs = 600_000

/** Between the screens of tills and the plugins (front-api §5). */
export function openPluginDesk(
  options: Pick<RaiseOptions, 'host' | 'world' | 'pictures' | 'userOf'>,
): PluginDesk {
  const { host, world } = options
  const { screens } = host

  async function about(
    till: Till,
    { order, employeeId }: AtScreen,
  ): Promise<Readonly<Record<string, unknown>>> {
    const user = await options.userOf(till, `employee:${employeeId}`)
    if (!order) return { user }
    const shown = (await options.pictures(till, [order.id])).get(order.id)
    return shown ? { order: shown.order ?? shown.picture, user } : { user }
  }

  const raise = (
    till: Till,
    at: AtScreen,
    hook: HookName,
    more: Readonly<Record<string, unknown>>,
    isEnough?: (answer: unknown) => boolean,
  ): Promise<HookOutcome> =>
    host.hooks
      .run(till.terminalGroupId, {
        hook,
        argument: async () => ({ ...(await about(till, at)), ...more }),
        lend: (session, budget, traceId) =>
          lent({ host, world, session, budget, traceId, screenId: at.screenId }),
        signal: screens.signalOf(till.terminalGroupId, at.screenId),
        ...(isEnough ? { isEnough } : {}),
      })
      .finally(() => clear(till, at))

  const clear = ({ terminalGroupId }: Till, { screenId }: AtScreen): void =>
    screens.tell(terminalGroupId, { kind: 'progress', screenId, plugin: '', text: null })

  async function press(till: Till, at: AtScreen, buttonId: string): Promise<void> {
    const found = buttonsOf(host.sessions(till.terminalGroupId)).find(({ button }) => button.id === buttonId)
    if (!found) throw refuse('request.field-invalid', { field: 'button', message: 'no such button any more' })
    const { session, callback } = found
    const { screenId } = at
    const left = screens.signalOf(till.terminalGroupId, screenId)
    const signal = AbortSignal.any([left, AbortSignal.timeout(pressMs)])
    const scope = session.scopes.open()
    const things = lent({ host, world, session, budget: null, traceId: world.uuid(), screenId })
    const handles = Object.fromEntries(
      Object.entries(things).map(([name, thing]) => [name, scope.lend(name, thing)]),
    )
    try {
      await session.callback(callback, [{ ...(await about(till, at)), ...handles }], { signal })
    } catch (error) {
      if (left.aborted) return
      session.log(
        'error',
        `button: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      )
      const text = error instanceof Error ? error.message : String(error)
      const word = {
        kind: 'notice',
        level: 'error',
        plugin: session.manifest.name,
        text,
        timeoutMs: 8000,
      } as const
      screens.tell(till.terminalGroupId, word)
    } finally {
      scope.close()
      clear(till, at)
    }
  }

  async function enterPayment(till: Till, at: AtScreen): Promise<RefusalNote | null> {
    const { veto } = await raise(till, at, 'navigatingToPaymentScreen', {})
    return veto && refuse('till.refused-by-plugin', { plugin: veto.plugin, message: veto.message }).note
  }

  return {
    buttons: (till) => buttonsOf(host.sessions(till.terminalGroupId)).map(({ button }) => button),
    press,
    enterPayment,
    async scanned(till, at, what) {
      const hook = 'barcode' in what ? 'orderEditBarcodeScanned' : 'orderEditCardSlided'
      const isTaken = (answer: unknown): boolean => answer === true
      const { answers } = await raise(till, at, hook, { ...what }, isTaken)
      return answers.some(({ value }) => isTaken(value))
    },
    shown(till, { screenId, order }, screen) {
      const entity = { id: screenId, screen, orderId: order?.id ?? null }
      for (const session of host.sessions(till.terminalGroupId))
        for (const lane of session.lanes.values())
          if (lane.stream === 'screenChanged') lane.put({ type: 'updated', entity, changedFields: null })
    },
    openDialogs: (till, screenId) => screens.openDialogs(till.terminalGroupId, screenId),
    answer: (till, dialogId, value) => screens.answer(till.terminalGroupId, dialogId, value),
    leave: (till, screenId) => screens.leave(till.terminalGroupId, screenId),
    listen: (till, listener) => screens.listen(till.terminalGroupId, listener),
  }
}

type Found = { button: PluginButton; session: PluginSession; callback: string }

/** In the order of plugins' names, then as each plugin added them. */
const buttonsOf = (sessions: readonly PluginSession[]): Found[] =>
  [...sessions]
    .sort((a, b) => (a.manifest.name < b.manifest.name ? -1 : 1))
    .flatMap((session) =>
      [...session.buttons].map(([callback, look]) => ({
        session,
        callback,
        button: {
          ...{ id: `${session.manifest.name}:${callback}`, plugin: session.manifest.name },
          ...{ screen: look.screen, caption: look.caption, iconPath: look.iconPath ?? null },
          ...{ isChecked: look.checked === true, isEnabled: look.enabled !== false },
        },
      })),
    )

/** Hooks that the screens raise; the ledger of parity is checked against it. */
export const raisedByScreens = [
  ...(['navigatingToPaymentScreen', 'orderEditBarcodeScanned', 'orderEditCardSlided'] as const),
] satisfies HookName[]
