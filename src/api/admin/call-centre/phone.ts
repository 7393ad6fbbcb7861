import { keptPhone } from '../../../domain/loyalty/kept-phone.ts'
import type { Form } from '../form.ts'

/** The field `phone` in the one form in which phones are kept. */
export function readPhone(form: Form): string {
  const text = form.textOrNull('phone') ?? ''
  const digits = text.replaceAll(/\D/g, '').length
  if (!/^\+?[\d ()-]{5,30}$/.test(text.trim()) || digits < 5 || digits > 20)
    form.problem('phone', { ru: 'в телефоне от 5 до 20 цифр', en: 'a phone has from 5 to 20 digits' })
  return keptPhone(text)
}
