/** Dialogs of the till's screen (front-api §5.2), lent for one call. Cancel answers undefined or false. */
import type { CallOptions } from './host-types.ts'
import type { Connection } from './wire/connection.ts'

export type Choice = string | { title: string; hint?: string }

export type InputField =
  | { kind: 'text'; maxLength?: number; isPassword?: boolean; isMultiline?: boolean; initial?: string }
  | { kind: 'number'; min?: string; max?: string; initial?: string }
  | { kind: 'phone'; initial?: string }
  | { kind: 'barcode' }
  | { kind: 'card' }

/** What was put in, by the way it came. Numbers are decimal text: zeros in front stay, nothing is rounded. */
export type InputResult = { kind: InputField['kind']; value: string }

/** One dialog as it goes to the screen. */
export type Dialog =
  | { kind: 'message'; look: 'ok' | 'close' | 'error'; title: string; text: string; okText?: string }
  | { kind: 'question'; title: string; text: string; yesText?: string; noText?: string; mayCancel?: boolean }
  | {
      kind: 'choice'
      title: string
      items: { title: string; hint?: string }[]
      selected?: number
      columns?: number
    }
  | { kind: 'input'; title: string; hint?: string; fields: InputField[] }

export type ViewManager = {
  ok(title: string, text?: string, options?: { okText?: string } & CallOptions): Promise<void>
  error(text: string, options?: CallOptions): Promise<void>
  yesNo(
    title: string,
    text?: string,
    options?: { yesText?: string; noText?: string } & CallOptions,
  ): Promise<boolean>
  /** Undefined: cancelled. */
  yesNoCancel(title: string, text?: string, options?: CallOptions): Promise<boolean | undefined>
  /** The index of what was chosen. */
  choose(
    title: string,
    items: readonly Choice[],
    options?: { selected?: number; columns?: 1 | 2 | 3 | 4 | 5 | 6 } & CallOptions,
  ): Promise<number | undefined>
  /** One way to answer, or several of which the person takes one. */
  input(
    title: string,
    fields: readonly InputField[],
    options?: { hint?: string } & CallOptions,
  ): Promise<InputResult | undefined>
  /** Words beside the bar that shows while the screen waits for the plugin. */
  progress(text: string): Promise<void>
  /** After the call the screen opens this order, as far as whoever is logged in may. */
  navigateToOrder(orderId: string): Promise<void>
}

/** The view manager of one scope. */
export function viewManagerOf(connection: Connection, target: string): ViewManager {
  const ask = (dialog: Dialog, options: CallOptions = {}): Promise<unknown> =>
    connection.call(target, 'dialog', [dialog], options.signal ? { signal: options.signal } : {})
  return {
    async ok(title, text = '', { okText, ...options } = {}) {
      await ask({ kind: 'message', look: 'ok', title, text, ...(okText ? { okText } : {}) }, options)
    },
    async error(text, options) {
      await ask({ kind: 'message', look: 'error', title: '', text }, options)
    },
    async yesNo(title, text = '', { yesText, noText, ...options } = {}) {
      const words = { ...(yesText ? { yesText } : {}), ...(noText ? { noText } : {}) }
      return (await ask({ kind: 'question', title, text, ...words }, options)) === true
    },
    async yesNoCancel(title, text = '', options) {
      const said = await ask({ kind: 'question', title, text, mayCancel: true }, options)
      return typeof said === 'boolean' ? said : undefined
    },
    async choose(title, items, { selected, columns, ...options } = {}) {
      const shown = items.map((item) => (typeof item === 'string' ? { title: item } : item))
      const look = { ...(selected === undefined ? {} : { selected }), ...(columns ? { columns } : {}) }
      const index = await ask({ kind: 'choice', title, items: shown, ...look }, options)
      return typeof index === 'number' ? index : undefined
    },
    async input(title, fields, { hint, ...options } = {}) {
      const said = await ask(
        { kind: 'input', title, fields: [...fields], ...(hint ? { hint } : {}) },
        options,
      )
      return (said ?? undefined) as InputResult | undefined
    },
    async progress(text) {
      await connection.call(target, 'progress', [text])
    },
    async navigateToOrder(orderId) {
      await connection.call(target, 'navigateToOrder', [orderId])
    },
  }
}
