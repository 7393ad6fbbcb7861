/** A till that works by itself: what it does with which orders, and when. */
import type { Contact, DeliveryOrder } from '../../domain/orders/order.ts'
import type { Uuid } from '../../kernel/ids.ts'

export const stepKinds = [
  'accept',
  'print',
  'cook',
  'cooked',
  'pack',
  'send',
  'deliver',
  'close',
  'cancel',
] as const
export type StepKind = (typeof stepKinds)[number]

export type ScriptStep = {
  do: StepKind
  /** Milliseconds after the step before, the first one after the order was placed. */
  afterMs: number
  /** Of a cancellation: the cause's name or id; the first one of the books when absent. */
  cause: string | null
  comment: string | null
}

/** Which orders a script is for: every member that is given must fit. */
export type ScriptMatch = {
  orderIds: readonly Uuid[] | null
  externalNumber: string | null
  sourceKey: string | null
  serviceType: DeliveryOrder['serviceType'] | null
  phone: string | null
  /** A part of the comment. */
  comment: string | null
}

export type TillScript = {
  name: string
  match: ScriptMatch
  /** The till refuses the order at once, in these words; there are no steps then. */
  refuse: string | null
  steps: readonly ScriptStep[]
}

const minuteMs = 60_000
const step = (kind: StepKind, minutes: number): ScriptStep => ({
  do: kind,
  afterMs: minutes * minuteMs,
  cause: null,
  comment: null,
})

export const presets: Readonly<Record<string, Pick<TillScript, 'refuse' | 'steps'>>> = {
  happy: {
    refuse: null,
    steps: [
      step('accept', 0),
      step('cook', 1),
      step('cooked', 10),
      step('send', 2),
      step('deliver', 20),
      step('close', 1),
    ],
  },
  slow: {
    refuse: null,
    steps: [
      step('accept', 5),
      step('cook', 15),
      step('cooked', 45),
      step('send', 10),
      step('deliver', 60),
      step('close', 5),
    ],
  },
  refuse: { refuse: 'the kitchen is overloaded', steps: [] },
}

const digits = (text: string): string => text.replace(/\D/g, '')

/** Is the script for this order? */
export function isMatch(match: ScriptMatch, order: DeliveryOrder, contact: Contact | null): boolean {
  return (
    (match.orderIds === null || match.orderIds.includes(order.id)) &&
    (match.externalNumber === null || match.externalNumber === order.externalNumber) &&
    (match.sourceKey === null || match.sourceKey === order.sourceKey) &&
    (match.serviceType === null || match.serviceType === order.serviceType) &&
    (match.phone === null || (contact !== null && digits(contact.phone) === digits(match.phone))) &&
    (match.comment === null || (order.comment ?? '').includes(match.comment))
  )
}
