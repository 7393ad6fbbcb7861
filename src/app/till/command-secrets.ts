import type { PaymentInput } from '../../domain/orders/commands.ts'
import type { PersonalTexts } from '../../domain/orders/order.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { TillCommand } from './till-command.ts'

/** What a command says about a person besides the contact; `null` when it says nothing. */
type Parted = { command: TillCommand; texts: PersonalTexts | null }

/** Where an electronic receipt is sent; the rest of the cheque's data is about the sale (cloud-api §4.2). */
const receiptKeys = ['email', 'phone'] as const

/**
 * Parts a command that goes into the journal from the personal texts in it: credentials of loyalty wallets, numbers of
 * cards, tracks, the address of the receipt. They are sealed in a record that can be destroyed (ADR 4).
 */
export function withoutSecrets(given: TillCommand): Parted {
  const texts: Record<string, string> = {}
  let command = given
  if ('payments' in command && command.payments.length > 0)
    command = { ...command, payments: hidden(command.payments, 'payments', texts) }
  if ('tips' in command && command.tips.length > 0)
    command = { ...command, tips: hidden(command.tips, 'tips', texts) }
  if ('discountCardTrack' in command && command.discountCardTrack !== null) {
    texts['discountCardTrack'] = command.discountCardTrack
    command = { ...command, discountCardTrack: null }
  }
  if ('cheque' in command && command.cheque) {
    const cheque = { ...command.cheque }
    for (const key of receiptKeys) {
      const text = cheque[key]
      if (typeof text === 'string') texts[`cheque.${key}`] = text
      delete cheque[key]
    }
    command = { ...command, cheque }
  }
  return { command, texts: Object.keys(texts).length > 0 ? texts : null }
}

/**
 * The command as its sender wrote it, for the rules of the till. The receipt's address is not given back: no rule looks
 * at it, and whoever sends the receipt reads the order's contact. Of a destroyed record nothing comes back.
 */
export function withSecrets(given: TillCommand, recordId: Uuid, texts: PersonalTexts): TillCommand {
  let command = given
  if ('payments' in command)
    command = { ...command, payments: shown(command.payments, 'payments', recordId, texts) }
  if ('tips' in command) command = { ...command, tips: shown(command.tips, 'tips', recordId, texts) }
  if ('discountCardTrack' in command)
    command = { ...command, discountCardTrack: texts['discountCardTrack'] ?? null }
  return command
}

const hidden = <P extends PaymentInput>(
  payments: readonly P[],
  list: string,
  texts: Record<string, string>,
): P[] =>
  payments.map((payment, index) => {
    const data = Object.entries(payment.additionalData ?? {})
    for (const [key, value] of data) texts[`${list}.${index}.${key}`] = value
    return { ...payment, additionalData: null }
  })

const shown = <P extends PaymentInput>(
  payments: readonly P[],
  list: string,
  recordId: Uuid,
  texts: PersonalTexts,
): P[] =>
  payments.map((payment, index) => {
    const prefix = `${list}.${index}.`
    const own = Object.entries(texts).filter(([key]) => key.startsWith(prefix))
    if (own.length === 0) return payment
    const additionalData = Object.fromEntries(own.map(([key, value]) => [key.slice(prefix.length), value]))
    return { ...payment, additionalData, sealedIn: { recordId, prefix } }
  })
