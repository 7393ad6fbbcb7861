import type { Dialog } from '../../../sdk/plugin/src/view-manager.ts'
import { refuse } from '../../kernel/refusals.ts'

const textLengthMax = 5000

/** What a screen sent as the answer to a dialog; null: cancelled. Refuses naming the field. */
export function readAnswer(dialog: Dialog, value: unknown): unknown {
  if (value === null || value === undefined) return null
  const wrong = (message: string) => refuse('request.field-invalid', { field: 'value', message })
  switch (dialog.kind) {
    case 'message':
      return true
    case 'question':
      if (typeof value !== 'boolean') throw wrong('must be true or false')
      return value
    case 'choice':
      if (!Number.isInteger(value) || Number(value) < 0 || Number(value) >= dialog.items.length)
        throw wrong('must be the index of an item')
      return value
    case 'input': {
      const { kind, value: text } = value as { kind?: unknown; value?: unknown }
      const field = dialog.fields.find((one) => one.kind === kind)
      if (!field || typeof text !== 'string' || text.length > textLengthMax)
        throw wrong('must be a kind that was asked for and its text')
      if (field.kind === 'number' && !/^-?\d{1,15}(\.\d{1,9})?$/.test(text)) throw wrong('must be a number')
      if (field.kind === 'phone' && !/^\+?\d{5,15}$/.test(text)) throw wrong('must be a phone number')
      if (field.kind === 'text' && field.maxLength !== undefined && text.length > field.maxLength)
        throw wrong(`must have at most ${field.maxLength} characters`)
      return { kind: field.kind, value: text }
    }
  }
}
