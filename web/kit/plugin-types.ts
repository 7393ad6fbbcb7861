/** What plugins show on the screens of a till (front-api §5). */
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

/** The order of a screen; null: none. */
export type PluginPlace = { kind: 'tableOrder' | 'delivery' | 'reserve'; id: string } | null

export type PluginField =
  | { kind: 'text'; maxLength?: number; isPassword?: boolean; isMultiline?: boolean; initial?: string }
  | { kind: 'number'; min?: string; max?: string; initial?: string }
  | { kind: 'phone'; initial?: string }
  | { kind: 'barcode' }
  | { kind: 'card' }

export type PluginDialog =
  | { kind: 'message'; look: 'ok' | 'close' | 'error'; title: string; text: string; okText?: string }
  | { kind: 'question'; title: string; text: string; yesText?: string; noText?: string; mayCancel?: boolean }
  | {
      kind: 'choice'
      title: string
      items: { title: string; hint?: string }[]
      selected?: number
      columns?: number
    }
  | { kind: 'input'; title: string; hint?: string; fields: PluginField[] }

export type ShownDialog = {
  kind: 'dialog'
  screenId: string
  dialogId: string
  plugin: string
  dialog: PluginDialog
}

/** A payment that a plugin asks the person at this page to take. */
export type PluginPayment = {
  kind: 'payment'
  screenId: string
  paymentId: string
  plugin: string
  orderId: string
  orderKind: 'tableOrder' | 'delivery' | 'reserve'
}
/** What becomes of it here. */
export type PluginPaymentTold =
  | { state: 'opened' | 'ended' }
  | { state: 'refused'; reason: 'plugin' | 'notAllowed'; message: string }

export type PluginWord =
  | ShownDialog
  | { kind: 'dialogClosed'; screenId: string; dialogId: string }
  | { kind: 'progress'; screenId: string; plugin: string; text: string | null }
  | { kind: 'navigate'; screenId: string; orderId: string }
  | { kind: 'notice'; level: 'info' | 'warning' | 'error'; plugin: string; text: string; timeoutMs: number }
  | PluginPayment
  | { kind: 'paymentWithdrawn'; screenId: string; paymentId: string }
  | { kind: 'buttons' }

export type OfPlugins = { buttons: PluginButton[]; dialogs: ShownDialog[]; payments: PluginPayment[] }
