import { fromMinor, toMinor } from '../../kit/format.ts'
import type { PayLine } from '../../kit/paying-types.ts'
import type { Currency, Delivery, PaymentType, Sale } from '../../kit/till-types.ts'

/** `counteragentId`: who owes, of a type on credit. */
export type PaymentLine = { type: PaymentType & { counteragentId?: string }; minor: number }

/** Money before the courier leaves: the order is paid now and closed later. */
export const isPaidAhead = ({ serviceType, status }: Pick<Delivery, 'serviceType' | 'status'>): boolean =>
  serviceType === 'DeliveryByCourier' && !whenSent.includes(status)
const whenSent: readonly Delivery['status'][] = ['OnWay', 'Delivered', 'Closed']

/** How an order is being paid at this moment; all sums are minor units. */
export type PaymentSheet = {
  total: number
  /** Taken before. */
  paid: number
  /** Chosen by the guest when ordering: taken when the order is closed. */
  planned: number
  /** What the lines and the money before do not cover. */
  rest: number
  /** What goes back to the guest. */
  change: number
  isComplete: boolean
}

export function paymentSheet(
  sale: Pick<Sale, 'sum' | 'paid' | 'planned'>,
  lines: readonly PaymentLine[],
  currency: Currency,
): PaymentSheet {
  const total = toMinor(sale.sum, currency)
  const paid = toMinor(sale.paid, currency)
  const planned = toMinor(sale.planned, currency)
  const offered = paid + planned + lines.reduce((sum, line) => sum + line.minor, 0)
  const rest = Math.max(0, total - offered)
  return { total, paid, planned, rest, change: Math.max(0, offered - total), isComplete: rest === 0 }
}

/** Adds a sum in one way of paying; only cash may be more than what is due. Lines of one type become one. */
export function withPayment(
  lines: readonly PaymentLine[],
  type: PaymentLine['type'],
  minor: number,
  rest: number,
): PaymentLine[] {
  const taken = type.kind === 'Cash' ? minor : Math.min(minor, rest)
  if (taken <= 0) return [...lines]
  const before = lines.find((line) => line.type.id === type.id)
  const others = lines.filter((line) => line !== before)
  return [...others, { type, minor: (before?.minor ?? 0) + taken }]
}

const notes: Readonly<Record<string, readonly number[]>> = {
  RUB: [100, 500, 1000, 2000, 5000],
  KZT: [500, 1000, 2000, 5000, 10_000, 20_000],
  EUR: [5, 10, 20, 50, 100],
  USD: [5, 10, 20, 50, 100],
}

/** Sums that a guest is likely to hand over: exact, and what the next notes make of it. */
export function likelyCash(rest: number, currency: Currency): number[] {
  if (rest <= 0) return []
  const values = notes[currency.isoName] ?? [5, 10, 20, 50, 100, 500, 1000]
  const rounded = values.map((note) => {
    const minor = toMinor(note, currency)
    return Math.ceil(rest / minor) * minor
  })
  return [...new Set([rest, ...rounded])].sort((a, b) => a - b).slice(0, 5)
}

export const paymentsOf = (lines: readonly PaymentLine[], currency: Currency): PayLine[] =>
  lines.map(({ type, minor }) => ({
    typeId: type.id,
    sum: fromMinor(minor, currency),
    ...(type.counteragentId ? { counteragentId: type.counteragentId } : {}),
  }))
