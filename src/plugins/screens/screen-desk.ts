import type { Dialog } from '../../../sdk/plugin/src/view-manager.ts'
import { OperationCanceledError } from '../../../sdk/plugin/src/wire/errors.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { readAnswer } from './read-answer.ts'

/** A person is to take the payment of an order (front-api §9, complaint 6). */
export type PaymentWord = {
  kind: 'payment'
  screenId: string
  paymentId: string
  plugin: string
  orderId: string
  orderKind: 'tableOrder' | 'delivery' | 'reserve'
}

/** What the screens of a till are told; those with a `screenId` concern one screen. */
export type ScreenWord =
  | { kind: 'dialog'; screenId: string; dialogId: string; plugin: string; dialog: Dialog }
  | { kind: 'dialogClosed'; screenId: string; dialogId: string }
  | { kind: 'progress'; screenId: string; plugin: string; text: string | null }
  | { kind: 'navigate'; screenId: string; orderId: string }
  | { kind: 'notice'; level: 'info' | 'warning' | 'error'; plugin: string; text: string; timeoutMs: number }
  | PaymentWord
  /** Nobody wants it any more: one that is not opened yet is left. */
  | { kind: 'paymentWithdrawn'; screenId: string; paymentId: string }
  /** Buttons are others now: read them. */
  | { kind: 'buttons' }

type Asked = {
  screenId: string
  dialog: Dialog
  word: ScreenWord
  resolve(value: unknown): void
  reject(error: Error): void
}
type Desk = {
  listeners: Set<(word: ScreenWord) => void>
  asked: Map<string, Asked>
  screens: Map<string, AbortController>
}

/** Between plugins and the screens of tills (front-api §5.2): dialogs go to the screen that waits, and end with it. */
export class ScreenDesk {
  readonly #desks = new Map<Uuid, Desk>()
  readonly #newId: () => string

  constructor(newId: () => string) {
    this.#newId = newId
  }

  #of(till: Uuid): Desk {
    const known = this.#desks.get(till)
    if (known) return known
    const desk: Desk = { listeners: new Set(), asked: new Map(), screens: new Map() }
    this.#desks.set(till, desk)
    return desk
  }

  /** Hears what all screens of a till are told; call the answer to stop. */
  listen(till: Uuid, listener: (word: ScreenWord) => void): () => void {
    const { listeners } = this.#of(till)
    listeners.add(listener)
    return () => listeners.delete(listener)
  }

  tell(till: Uuid, word: ScreenWord): void {
    for (const listener of this.#of(till).listeners) listener(word)
  }

  /** Aborts when the screen leaves what it waits for. */
  signalOf(till: Uuid, screenId: string): AbortSignal {
    const { screens } = this.#of(till)
    const known = screens.get(screenId)
    if (known) return known.signal
    const made = new AbortController()
    screens.set(screenId, made)
    return made.signal
  }

  /** Shows a dialog and resolves with what the person says; null: cancelled. Rejects when the screen is left. */
  ask(till: Uuid, screenId: string, plugin: string, dialog: Dialog, signal: AbortSignal): Promise<unknown> {
    const { asked } = this.#of(till)
    const dialogId = this.#newId()
    const word: ScreenWord = { kind: 'dialog', screenId, dialogId, plugin, dialog }
    return new Promise<unknown>((resolve, reject) => {
      asked.set(dialogId, { screenId, dialog, word, resolve, reject })
      const giveUp = (): void => {
        if (!asked.delete(dialogId)) return
        this.tell(till, { kind: 'dialogClosed', screenId, dialogId })
        reject(new OperationCanceledError('the screen was left'))
      }
      if (signal.aborted) giveUp()
      else signal.addEventListener('abort', giveUp, { once: true })
      if (asked.has(dialogId)) this.tell(till, word)
    })
  }

  /** What a person said in a dialog; false: nobody asks that any more. Refuses what the dialog cannot mean. */
  answer(till: Uuid, dialogId: string, value: unknown): boolean {
    const { asked } = this.#of(till)
    const one = asked.get(dialogId)
    if (!one) return false
    const read = readAnswer(one.dialog, value)
    asked.delete(dialogId)
    one.resolve(read)
    return true
  }

  /** Dialogs that a screen which comes back must show. */
  openDialogs(till: Uuid, screenId: string): ScreenWord[] {
    return [...this.#of(till).asked.values()].flatMap((one) => (one.screenId === screenId ? [one.word] : []))
  }

  /** No screen waits any more: the till goes. */
  leaveAll(): void {
    for (const [till, { screens, asked }] of this.#desks) {
      const waiting = new Set([...screens.keys(), ...[...asked.values()].map(({ screenId }) => screenId)])
      for (const screenId of waiting) this.leave(till, screenId)
    }
  }

  /** The screen does not wait any more: its dialogs are cancelled and so are the calls that showed them. */
  leave(till: Uuid, screenId: string): void {
    const desk = this.#of(till)
    desk.screens.get(screenId)?.abort(new OperationCanceledError('the screen was left'))
    desk.screens.delete(screenId)
    for (const [dialogId, one] of desk.asked) {
      if (one.screenId !== screenId) continue
      desk.asked.delete(dialogId)
      one.reject(new OperationCanceledError('the screen was left'))
    }
  }
}
