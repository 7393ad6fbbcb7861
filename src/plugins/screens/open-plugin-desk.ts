import type { HookName } from '../../../sdk/plugin/src/hooks.ts'
import type {
  AtScreen,
  PaymentTold,
  PlannedPayment,
  PluginButton,
  PluginDesk,
  Scanned,
  ScreenLanguage,
} from '../../app/till/plugin-desk.ts'
import type { Till } from '../../app/till/till-command.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { type RefusalNote, refuse } from '../../kernel/refusals.ts'
import type { HookCall, HookOutcome } from '../hook-runner.ts'
import { lent, type RaiseOptions } from '../raise-hooks.ts'
import type { PluginSession } from '../session.ts'

/** A button whose work takes longer, its dialogs included, is given up. */
const pressMs = 600_000

type DeskOptions = Pick<RaiseOptions, 'host' | 'world' | 'pictures' | 'userOf'>

/** Between the screens of tills and the plugins (front-api §5). */
export const openPluginDesk = (options: DeskOptions): PluginDesk => new Desk(options)

class Desk implements PluginDesk {
  readonly #options: DeskOptions

  constructor(options: DeskOptions) {
    this.#options = options
  }

  buttons({ terminalGroupId }: Till): PluginButton[] {
    return buttonsOf(this.#options.host.sessions(terminalGroupId)).map(({ button }) => button)
  }

  async press(till: Till, at: AtScreen, buttonId: string): Promise<void> {
    const { host, world } = this.#options
    const all = buttonsOf(host.sessions(till.terminalGroupId))
    const found = all.find(({ button }) => button.id === buttonId)
    if (!found) throw refuse('request.field-invalid', { field: 'button', message: 'no such button any more' })
    const { session, callback } = found
    const { screenId } = at
    const left = host.screens.signalOf(till.terminalGroupId, screenId)
    const signal = AbortSignal.any([left, AbortSignal.timeout(pressMs)])
    const scope = session.scopes.open()
    const traceId = world.uuid()
    const things = lent({ host, world, session, budget: null, traceId, screenId })
    const handles = Object.entries(things).map(([name, thing]) => [name, scope.lend(name, thing)])
    // What it asks of the screen meanwhile it asks of this one; nobody waits for the button.
    const end = host.traces.begin(traceId, { screenId, isWaitedFor: false })
    try {
      const given = { ...(await this.#about(till, at)), ...Object.fromEntries(handles) }
      await session.callback(callback, [given], { signal, traceId })
    } catch (error) {
      if (!left.aborted) this.#tellFailure(session, error)
    } finally {
      end()
      scope.close()
      this.#clear(till, at)
    }
  }

  arrive({ terminalGroupId }: Till, screenId: string, employeeId: Uuid): () => void {
    return this.#options.host.present.arrive(terminalGroupId, screenId, employeeId)
  }

  goodbye({ terminalGroupId }: Till, screenId: string): void {
    this.#options.host.present.goodbye(terminalGroupId, screenId)
  }

  askedPayments({ terminalGroupId }: Till, screenId: string): object[] {
    return this.#options.host.payments.offered(terminalGroupId, screenId)
  }

  toldPayment({ terminalGroupId }: Till, screenId: string, paymentId: string, told: PaymentTold): boolean {
    return this.#options.host.payments.told(terminalGroupId, screenId, paymentId, told)
  }

  async enterPayment(till: Till, at: AtScreen): Promise<RefusalNote | null> {
    const { veto } = await this.#raise(till, at, 'navigatingToPaymentScreen', {})
    return veto && refuse('till.refused-by-plugin', { plugin: veto.plugin, message: veto.message }).note
  }

  async scanned(till: Till, at: AtScreen, what: Scanned): Promise<boolean> {
    const hook = 'barcode' in what ? 'orderEditBarcodeScanned' : 'orderEditCardSlided'
    const { answers } = await this.#raise(till, at, hook, { ...what }, isTaken)
    return answers.some(({ value }) => isTaken(value))
  }

  paymentUpdated(till: Till, at: AtScreen, payments: readonly PlannedPayment[]): void {
    this.#tell(till, at, 'paymentScreenUpdated', { payments })
  }

  languageChanged(till: Till, at: AtScreen, language: ScreenLanguage): void {
    const culture = cultures[language]
    this.#tell(till, at, 'currentCultureChanged', { culture, uiCulture: culture, screenId: at.screenId })
  }

  shown(till: Till, { screenId, order, employeeId }: AtScreen, screen: string): void {
    this.#options.host.present.shown(till.terminalGroupId, screenId, employeeId, order?.id ?? null)
    const entity = { id: screenId, screen, orderId: order?.id ?? null }
    for (const session of this.#options.host.sessions(till.terminalGroupId))
      for (const lane of session.lanes.values())
        if (lane.stream === 'screenChanged') lane.put({ type: 'updated', entity, changedFields: null })
  }

  openDialogs({ terminalGroupId }: Till, screenId: string): object[] {
    return this.#options.host.screens.openDialogs(terminalGroupId, screenId)
  }

  answer({ terminalGroupId }: Till, dialogId: string, value: unknown): boolean {
    return this.#options.host.screens.answer(terminalGroupId, dialogId, value)
  }

  leave({ terminalGroupId }: Till, screenId: string): void {
    this.#options.host.screens.leave(terminalGroupId, screenId)
  }

  close(): void {
    const { host } = this.#options
    host.screens.leaveAll()
    host.present.clear()
    host.payments.clear()
  }

  listen({ terminalGroupId }: Till, listener: (word: object) => void): () => void {
    return this.#options.host.screens.listen(terminalGroupId, listener)
  }

  async #about(till: Till, { order, employeeId }: AtScreen): Promise<Readonly<Record<string, unknown>>> {
    const user = await this.#options.userOf(till, `employee:${employeeId}`)
    const shown = order && (await this.#options.pictures(till, [order.id])).get(order.id)
    return shown ? { order: shown.order ?? shown.picture, user } : { user }
  }

  /** Nobody waits for those who only look. */
  #tell(till: Till, at: AtScreen, hook: HookName, more: Readonly<Record<string, unknown>>): void {
    const { host, world } = this.#options
    if (!host.hooks.isTapped(till.terminalGroupId, hook)) return
    this.#raise(till, at, hook, more).catch((error: unknown) =>
      world.log('error', 'hooks of plugins failed', { error: String(error) }),
    )
  }

  #raise(
    till: Till,
    at: AtScreen,
    hook: HookName,
    more: Readonly<Record<string, unknown>>,
    isEnough?: (answer: unknown) => boolean,
  ): Promise<HookOutcome> {
    const { host, world } = this.#options
    const { screenId } = at
    const call: HookCall = {
      hook,
      argument: async () => ({ ...(await this.#about(till, at)), ...more }),
      lend: (session, budget, traceId) => lent({ host, world, session, budget, traceId, screenId }),
      ...{ signal: host.screens.signalOf(till.terminalGroupId, screenId), screenId },
      ...(isEnough ? { isEnough } : {}),
    }
    return host.hooks.run(till.terminalGroupId, call).finally(() => this.#clear(till, at))
  }

  #tellFailure(session: PluginSession, error: unknown): void {
    session.log('error', `button: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
    this.#options.host.screens.tell(session.till.terminalGroupId, {
      ...{ kind: 'notice', level: 'error', plugin: session.title, timeoutMs: 8000 },
      text: error instanceof Error ? error.message : String(error),
    })
  }

  #clear({ terminalGroupId }: Till, { screenId }: AtScreen): void {
    this.#options.host.screens.tell(terminalGroupId, { kind: 'progress', screenId, plugin: '', text: null })
  }
}

/** As the screens write dates and numbers in each language. */
const cultures: Readonly<Record<ScreenLanguage, string>> = { ru: 'ru-RU', en: 'en-GB' }

const isTaken = (answer: unknown): boolean => answer === true

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
  ...(['paymentScreenUpdated', 'currentCultureChanged'] as const),
] satisfies HookName[]
