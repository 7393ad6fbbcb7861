/** What a plugin is given when it starts: front-api §2.1 in the form of §10. */
import type { Events } from './events.ts'
import type { HookHandler, HookName, TapOptions } from './hooks.ts'
import type { CallOptions, HostInfo, Operations, OrderEditor, Picture } from './host-types.ts'
import type { Jobs } from './jobs.ts'
import type { Payments } from './payments.ts'
import type { StartedPayment, StartPaymentOptions } from './started-payment.ts'
import type { ViewManager } from './view-manager.ts'

export type Log = {
  info(message: string, details?: Readonly<Record<string, unknown>>): void
  warn(message: string, details?: Readonly<Record<string, unknown>>): void
  /** An error is written with its stack. */
  error(message: string, error?: unknown): void
}

export type Hooks = {
  readonly [Name in HookName]: { tap(handler: HookHandler, options?: TapOptions): Disposable }
}

/** Screens that plugins put buttons on (§5.3). */
export type ButtonScreen = 'plugins' | 'order' | 'payment'

export type ButtonCall = {
  /** The order of the screen; absent on the plugins' menu. */
  order?: Picture
  os: OrderEditor
  vm: ViewManager
}
export type ButtonOptions = {
  screen: ButtonScreen
  caption: string
  /** A path in the mini-language of SVG, for a box of 24 by 24. */
  iconPath?: string
  checked?: boolean
  enabled?: boolean
  onClick(call: ButtonCall, signal: AbortSignal): unknown
}
export type ButtonChange = Partial<Pick<ButtonOptions, 'caption' | 'iconPath' | 'checked' | 'enabled'>>
export type Button = Disposable & { update(change: ButtonChange): Promise<void> }

export type Ui = {
  addButton(options: ButtonOptions): Button
  /** A message that does not stop anybody (§5.4); 5 seconds unless said otherwise. */
  notify(message: string, options?: { timeoutMs?: number }): Promise<void>
  warn(message: string, options?: { timeoutMs?: number }): Promise<void>
  error(message: string, options?: { timeoutMs?: number }): Promise<void>
  /**
   * Has a screen of the till open the payment of an order; the person takes the money as always, hooks may veto. Resolves
   * when a screen is going to be asked: in a hook that is after the hook has answered. `ended` tells how it ended.
   * Permission `ui:payment`. Rejects with EntityNotFoundError, PaymentActionFailedError (`reason` OrderStatusIsNotOpened: it
   * is closed), EntityAlreadyInUseError (somebody holds the order, or a screen is asked already), NotSupportedError
   * (`reason` NoScreen: nobody is logged in at a screen).
   */
  startPayment(order: string | { id: string }, options?: StartPaymentOptions): Promise<StartedPayment>
}

export type Slot = AsyncDisposable & Disposable & { readonly moduleId: number; readonly clientId: string }
export type Licensing = {
  /**
   * One place of a module for a device; the same `clientId` again has it already. Its lease is prolonged while the plugin
   * lives. Rejects with InsufficientLicenseError or LicenseRestrictionError.
   */
  acquireSlot(moduleId: number, clientId: string): Promise<Slot>
  /** Whether the module is licensed and has not expired; says nothing of free places. */
  isEnabled(moduleId: number): Promise<boolean>
}

/** Key and text, shared by all instances with the same module id in the group (§2.12); limits of Appendix B. */
export type SharedStorage = {
  get(key: string): Promise<string | undefined>
  set(key: string, value: string): Promise<void>
  all(): Promise<Map<string, string>>
  remove(key: string): Promise<boolean>
  clear(): Promise<void>
}

export type BusCaller = { name: string; moduleId: number; terminalGroupId: string }
/** Calls and notifications between plugins of a till (§2.12). */
export type Bus = {
  /** Answers `service.operation` until disposed. */
  handle(
    name: string,
    callback: (request: unknown, caller: BusCaller, signal: AbortSignal) => unknown,
  ): Disposable
  /** Rejects with ExternalOperationCallingError. */
  call(moduleId: number, name: string, request: unknown, options?: CallOptions): Promise<unknown>
  list(): Promise<{ moduleId: number; name: string; plugin: string }[]>
  publish(topic: string, text: string): Promise<void>
  subscribe(topic: string, handler: (text: string) => unknown): Disposable
}

export type Config = {
  /** Settings as the manifest's schema describes them, out of `settings.json` in the directory of configs. */
  readonly settings: Readonly<Record<string, unknown>>
  /** Stays when the till's data is reset. */
  readonly configsDirectory: string
  readonly dataDirectory: string
}

export type PluginContext = {
  readonly name: string
  readonly version: string
  readonly log: Log
  readonly host: HostInfo
  /** Aborts when the plugin has to stop. */
  readonly signal: AbortSignal
  readonly locale: 'ru' | 'en'
  readonly operations: Operations
  readonly hooks: Hooks
  readonly events: Events
  readonly ui: Ui
  readonly licensing: Licensing
  readonly storage: { readonly shared: SharedStorage }
  readonly bus: Bus
  readonly payments: Payments
  readonly jobs: Jobs
  readonly config: Config
  /** Undone when the plugin stops, the last one first. */
  onDispose(thing: Disposable | (() => unknown)): void
  /** Ends the plugin in good order: no crash, no restart. */
  shutdown(reason?: string): void
}

export type Plugin = {
  /** May take as long as it likes; after 5 seconds the host notes a slow start and goes on. */
  start(ctx: PluginContext): unknown
  stop?(): unknown
}

/** Says that an object is a plugin; the module that `main` names exports it as its default. */
export const definePlugin = (plugin: Plugin): Plugin => plugin
