import type { PluginField } from '../../kit/plugin-types.ts'

/** Whether a person typed what a field of a plugin's dialog wants. */
export function isGoodInput(field: PluginField, typed: string): boolean {
  const text = typed.trim()
  if (text === '') return false
  switch (field.kind) {
    case 'phone':
      return /^\+?\d{5,15}$/.test(text)
    case 'number': {
      if (!/^-?\d{1,15}(\.\d{1,9})?$/.test(text)) return false
      const number = Number(text)
      const isBelow = field.min !== undefined && number < Number(field.min)
      const isAbove = field.max !== undefined && number > Number(field.max)
      return !isBelow && !isAbove
    }
    default:
      return true
  }
}
