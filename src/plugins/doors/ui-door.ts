import type { ButtonScreen } from '../../../sdk/plugin/src/context.ts'
import type { Dialog, InputField } from '../../../sdk/plugin/src/view-manager.ts'
import { ArgumentError, NotSupportedError } from '../../../sdk/plugin/src/wire/errors.ts'
import { isUuid } from '../../kernel/ids.ts'
import type { Budget } from '../budget.ts'
import { checkPermission, textArgument } from '../gate.ts'
import type { Lent } from '../scopes.ts'
import { type AskedPayments, type PaymentAsked, timeoutOf } from '../screens/asked-payments.ts'
import type { ScreenDesk } from '../screens/screen-desk.ts'
import type { ButtonLook, PluginSession } from '../session.ts'

const captionLengthMax = 60
const textLengthMax = 2000
const iconLengthMax = 4000
const itemsMax = 500
const screens: readonly ButtonScreen[] = ['plugins', 'order', 'payment']
const noticeLevels = ['info', 'warning', 'error'] as const

type UiParts = { screens: ScreenDesk; payments: AskedPayments }
type UiCall = { method: string; args: unknown[]; traceId: string | null }

/** Buttons, messages and payments at the screen (front-api §5.3, §5.4, §9 complaint 6). */
export async function uiDoor(
  { screens: desk, payments }: UiParts,
  session: PluginSession,
  { method, args, traceId }: UiCall,
): Promise<unknown> {
  const { permissions } = session.manifest
  const { terminalGroupId } = session.till
  switch (method) {
    case 'addButton': {
      checkPermission(permissions, 'ui:buttons')
      session.buttons.set(String(args[0]), buttonOf(args[1]))
      desk.tell(terminalGroupId, { kind: 'buttons' })
      return null
    }
    case 'updateButton': {
      const known = session.buttons.get(String(args[0]))
      if (!known) throw new ArgumentError('no such button', { data: { argument: 'button' } })
      session.buttons.set(
        String(args[0]),
        buttonOf({ ...known, ...(args[1] as object), screen: known.screen }),
      )
      desk.tell(terminalGroupId, { kind: 'buttons' })
      return null
    }
    case 'notify': {
      checkPermission(permissions, 'ui:notices')
      const level = noticeLevels.find((one) => one === args[0]) ?? 'info'
      const timeoutMs = Math.min(60_000, Math.max(1000, Number(args[2]) || 5000))
      const text = textArgument(args[1], 'message', textLengthMax)
      desk.tell(terminalGroupId, { kind: 'notice', level, plugin: session.title, text, timeoutMs })
      return null
    }
    case 'startPayment': {
      checkPermission(permissions, 'ui:payment')
      return payments.start(session, { ...paymentOf(args), traceId })
    }
    case 'withdrawPayment':
      return payments.withdraw(session, String(args[0]))
    default:
      throw new NotSupportedError(`ui.${method}`)
  }
}

/** The callback that hears the outcome, the order, and on which screen. */
function paymentOf([callback, order, options]: unknown[]): Omit<PaymentAsked, 'traceId'> {
  const orderId = idText(order, 'order')
  const { screenId = null, timeoutMs } = (options ?? {}) as Record<string, unknown>
  return {
    ...{ callback: String(callback), orderId, timeoutMs: timeoutOf(timeoutMs) },
    screenId: screenId === null ? null : idText(screenId, 'screenId'),
  }
}

function idText(value: unknown, argument: string): string {
  if (typeof value === 'string' && isUuid(value)) return value.toLowerCase()
  throw wrong(argument, `${argument} must be a uuid`)
}

function buttonOf(value: unknown): ButtonLook {
  const { screen, caption, iconPath, checked, enabled } = (value ?? {}) as Record<string, unknown>
  const where = screens.find((one) => one === screen)
  if (!where)
    throw new ArgumentError(`screen must be one of ${screens.join(', ')}`, { data: { argument: 'screen' } })
  // Only what an SVG path is made of.
  if (
    iconPath !== undefined &&
    !(typeof iconPath === 'string' && /^[\dMLHVCSQTAZmlhvcsqtaz\s,.+e-]*$/.test(iconPath))
  )
    throw new ArgumentError('iconPath must be the path of an SVG', { data: { argument: 'iconPath' } })
  return {
    screen: where,
    caption: textArgument(caption, 'caption', captionLengthMax),
    ...(typeof iconPath === 'string' ? { iconPath: textArgument(iconPath, 'iconPath', iconLengthMax) } : {}),
    ...(typeof checked === 'boolean' ? { checked } : {}),
    enabled: enabled !== false,
  }
}

/** The view manager lent for one call: dialogs on the screen that waits, while the plugin's time rests. */
export const viewOf =
  (desk: ScreenDesk, session: PluginSession, screenId: string, budget: Budget | null): Lent =>
  async (method, args, signal) => {
    checkPermission(session.manifest.permissions, 'ui:dialogs')
    const { terminalGroupId } = session.till
    switch (method) {
      case 'dialog': {
        const ask = (): Promise<unknown> =>
          desk.ask(terminalGroupId, screenId, session.title, dialogOf(args[0]), signal)
        return budget ? budget.resting(ask) : ask()
      }
      case 'progress': {
        const text = textArgument(args[0], 'text', captionLengthMax * 4)
        return desk.tell(terminalGroupId, { kind: 'progress', screenId, plugin: session.title, text })
      }
      case 'navigateToOrder':
        return desk.tell(terminalGroupId, {
          ...{ kind: 'navigate', screenId },
          orderId: textArgument(args[0], 'orderId', 64),
        })
      default:
        throw new NotSupportedError(`vm.${method}`)
    }
  }

const wrong = (argument: string, message: string): ArgumentError =>
  new ArgumentError(message, { data: { argument } })
const shortText = (value: unknown, argument: string): string => {
  if (value === undefined || value === '') return ''
  return textArgument(value, argument, textLengthMax)
}

/** A dialog as the screens can show it; what is too long or of no known kind is the plugin's mistake. */
function dialogOf(value: unknown): Dialog {
  const dialog = (value ?? {}) as Record<string, unknown>
  const title = shortText(dialog['title'], 'title')
  const words = Object.fromEntries(
    ['okText', 'yesText', 'noText'].flatMap((name) =>
      dialog[name] === undefined ? [] : [[name, textArgument(dialog[name], name, captionLengthMax)]],
    ),
  )
  switch (dialog['kind']) {
    case 'message': {
      const look = (['ok', 'close', 'error'] as const).find((one) => one === dialog['look']) ?? 'ok'
      return { kind: 'message', look, title, text: shortText(dialog['text'], 'text'), ...words }
    }
    case 'question': {
      const mayCancel = dialog['mayCancel'] === true
      return { kind: 'question', title, text: shortText(dialog['text'], 'text'), mayCancel, ...words }
    }
    case 'choice':
      return choiceOf(dialog, title)
    case 'input': {
      const { fields } = dialog
      if (!Array.isArray(fields) || fields.length === 0 || fields.length > 5)
        throw wrong('fields', 'fields must be one to five ways of input')
      const hint = shortText(dialog['hint'], 'hint')
      return { kind: 'input', title, ...(hint === '' ? {} : { hint }), fields: fields.map(fieldOf) }
    }
    default:
      throw wrong('kind', `no dialog ${String(dialog['kind'])}`)
  }
}

function choiceOf({ items, selected, columns }: Record<string, unknown>, title: string): Dialog {
  if (!Array.isArray(items) || items.length === 0 || items.length > itemsMax)
    throw wrong('items', `items must be one to ${itemsMax}`)
  const shown = items.map((item: { title?: unknown; hint?: unknown }) => {
    const hint = shortText(item?.hint, 'hint')
    return { title: textArgument(item?.title, 'items', 200), ...(hint === '' ? {} : { hint }) }
  })
  const isWidth = typeof columns === 'number' && columns >= 1 && columns <= 6
  return {
    ...{ kind: 'choice', title, items: shown },
    ...(typeof selected === 'number' ? { selected } : {}),
    ...(isWidth ? { columns: Math.floor(columns) } : {}),
  }
}

function fieldOf(value: unknown): InputField {
  const { kind, maxLength, isPassword, isMultiline, initial, min, max } = (value ?? {}) as Record<
    string,
    unknown
  >
  const start = typeof initial === 'string' ? { initial: initial.slice(0, textLengthMax) } : {}
  switch (kind) {
    case 'text':
      return {
        ...{
          kind,
          isPassword: isPassword === true,
          isMultiline: isMultiline === true && isPassword !== true,
        },
        maxLength: typeof maxLength === 'number' && maxLength > 0 ? Math.min(maxLength, textLengthMax) : 255,
        ...start,
      }
    case 'number':
      return {
        kind,
        ...(typeof min === 'string' ? { min } : {}),
        ...(typeof max === 'string' ? { max } : {}),
        ...start,
      }
    case 'phone':
      return { kind, ...start }
    case 'barcode':
    case 'card':
      return { kind }
    default:
      throw wrong('fields', `no input ${String(kind)}`)
  }
}
