/** What the screens of a till have of plugins (front-api §5): the host of plugins implements it. */
import type { Uuid } from '../../kernel/ids.ts'
import type { RefusalNote } from '../../kernel/refusals.ts'
import type { Till } from './till-command.ts'

export type PluginButton = {
  id: string
  plugin: string
  screen: 'plugins' | 'order' | 'payment'
  caption: string
  /** The path of an SVG of 24 by 24. */
  iconPath: string | null
  isChecked: boolean
  isEnabled: boolean
}

/** Where a person is: one screen of a till, and the order on it. */
export type AtScreen = {
  /** Made by the browser, one for each open page. */
  screenId: string
  employeeId: Uuid
  order: { kind: 'tableOrder' | 'delivery' | 'reserve'; id: Uuid } | null
}

/** A line of the payment form; nothing of it is taken yet. `sum` is in units of the currency. */
export type PlannedPayment = { typeId: Uuid; sum: number }

/** What a screen says of a payment that a plugin asked it to open. `message` is in the words that its person read. */
export type PaymentTold =
  | { state: 'opened' | 'ended' }
  /** `plugin`: another plugin vetoed it. */
  | { state: 'refused'; reason: 'plugin' | 'notAllowed'; message: string }

/** Languages of a till's screens; dates and numbers are written as is usual in them. */
export const screenLanguages = ['ru', 'en'] as const
export type ScreenLanguage = (typeof screenLanguages)[number]

export type Scanned = { barcode: string } | { card: string }

export type PluginDesk = {
  buttons(till: Till): PluginButton[]
  /** Resolves when the plugin has done what its button does; its failure is told to the screen as a notice. */
  press(till: Till, at: AtScreen, buttonId: string): Promise<void>
  /** A screen with somebody logged in opened its stream; call the answer when that is over. */
  arrive(till: Till, screenId: string, employeeId: Uuid): () => void
  /** Whoever stood there has logged out. */
  goodbye(till: Till, screenId: string): void
  /** Payments that a screen which came a moment ago is to open. */
  askedPayments(till: Till, screenId: string): object[]
  /** False: nobody waits for that payment any more. */
  toldPayment(till: Till, screenId: string, paymentId: string, told: PaymentTold): boolean
  /** Somebody goes to the payment of an order; a refusal keeps them where they are. */
  enterPayment(till: Till, at: AtScreen): Promise<RefusalNote | null>
  /** The lines of a payment that is put together are others now. Nobody waits. */
  paymentUpdated(till: Till, at: AtScreen, payments: readonly PlannedPayment[]): void
  /** What no screen knows; true: a plugin took it. */
  scanned(till: Till, at: AtScreen, what: Scanned): Promise<boolean>
  /** Which screen is shown: plugins hear of it. */
  shown(till: Till, at: AtScreen, screen: string): void
  /** Somebody chose another language for their screen. Nobody waits. */
  languageChanged(till: Till, at: AtScreen, language: ScreenLanguage): void
  /** Words for screens that came a moment ago: open dialogs. */
  openDialogs(till: Till, screenId: string): object[]
  /** False: nobody asks that any more. Refuses what the dialog cannot mean. */
  answer(till: Till, dialogId: string, value: unknown): boolean
  /** The person does not wait any more. */
  leave(till: Till, screenId: string): void
  /** The till goes: nobody waits for plugins any more. */
  close(): void
  /** Hears what screens are told; call the answer to stop. */
  listen(till: Till, listener: (word: object) => void): () => void
}
